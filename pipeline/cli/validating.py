"""Whether it holds: validate, of the build or of any SKOS file."""

from __future__ import annotations

from pathlib import Path

import typer

from pipeline.cli.options import Output, Project
from pipeline.cli.running import places, progress


def validate(project: Project = Path(), output: Output = None) -> None:
    """Check the mapped vocabulary with SHACL and an OWL reasoner; a violation exits with 1."""
    from pipeline.validate.report import VocabularyViolationError
    from pipeline.validate.reports import text
    from pipeline.validate.stage import validate as run

    try:
        with (
            places(project, output) as (root, target),
            progress("Checking with SHACL and HermiT"),
        ):
            report = run(root, target)
    except VocabularyViolationError as error:
        typer.echo(text.write(error.report), nl=False)
        raise
    typer.echo(text.write(report), nl=False)
