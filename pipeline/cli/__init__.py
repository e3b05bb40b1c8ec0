"""The command line: one verb per stage, thin. `main` is the entry, `app` its typer application."""

from pipeline.cli.command import app, main

__all__ = ["app", "main"]
