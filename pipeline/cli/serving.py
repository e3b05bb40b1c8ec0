"""Serve what was published over HTTP: serve."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from pipeline.cli.options import Output, Project
from pipeline.cli.running import places


def serve(
    *,
    port: Annotated[
        int, typer.Option("--port", min=0, max=65535, help="The port; 0 is any free one.")
    ] = 7878,
    host: Annotated[
        str,
        typer.Option(
            "--host", help="Where to listen; anything but this machine is open to the network."
        ),
    ] = "127.0.0.1",
    seconds: Annotated[
        float, typer.Option("--timeout", min=0.1, help="Seconds after which a query is cut.")
    ] = 10.0,
    rows: Annotated[
        int, typer.Option("--rows", min=1, help="Rows or statements of an answer at most.")
    ] = 10_000,
    memory: Annotated[
        int, typer.Option("--memory", min=256, help="Megabytes that a query may use.")
    ] = 1024,
    workers: Annotated[
        int, typer.Option("--workers", min=1, max=64, help="Queries at the same time.")
    ] = 2,
    allow_update: Annotated[
        bool,
        typer.Option(
            "--allow-update",
            help="Take SPARQL updates that carry the token in GLOSSOGRAPH_TOKEN. They change the"
            " copy that is served, never the published files.",
        ),
    ] = False,
    store: Annotated[
        Path | None,
        typer.Option(
            "--store", help="Keep what updates make of the dataset in this folder, and serve it."
        ),
    ] = None,
    project: Project = Path(),
    output: Output = None,
) -> None:
    """Serve the published dataset: SPARQL 1.1, the vocabulary's IRIs, OpenRefine, a page to ask.

    Read-only, on this machine alone, until Ctrl-C.
    """
    from pipeline.ask.serve.application import Server
    from pipeline.ask.serve.pool import Limits
    from pipeline.ask.serve.running import bound, run, token_from_environment
    from pipeline.errors import StageError

    with places(project, output) as (root, target):
        token = token_from_environment() if allow_update else ""
        if store is not None and store.resolve() == target:
            raise StageError(
                "updates may not change the published files",
                where=str(store),
                remedy="name another folder with --store",
            )
        limits = Limits(seconds=seconds, rows=rows, memory=memory * 1024**2, workers=workers)
        server = Server(root, target, limits, token=token, folder=store)
        listening = bound(host, port)

    def ready(address: str) -> None:
        typer.echo(f"{server.title}: {address} (Ctrl-C ends it)")

    run(server, listening, ready)
