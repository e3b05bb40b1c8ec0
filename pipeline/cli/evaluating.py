"""How good a build is: evaluate."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from pipeline.cli.options import Output, Project
from pipeline.cli.running import places, progress
from pipeline.errors import StageError


class Report(StrEnum):
    """How scores are printed."""

    table = "table"
    json = "json"


def evaluate(
    project: Project = Path(),
    output: Output = None,
    gold: Annotated[
        Path | None,
        typer.Option("--gold", help="The folder of the gold. [default: tests/gold in the project]"),
    ] = None,
    form: Annotated[
        Report, typer.Option("--format", help="How to print the scores.")
    ] = Report.table,
    misses: Annotated[
        bool, typer.Option("--misses", help="List what is wrong and what is missed as well.")
    ] = False,
    record: Annotated[
        bool,
        typer.Option(
            "--record",
            help="Build in a temporary folder, with curation off and on, score both, and write the"
            " figures to scores.json beside the gold.",
        ),
    ] = False,
) -> None:
    """Score a build against what careful readers say the texts contain."""
    from pipeline.validate.evaluation.command import answer

    with places(project, output) as (root, target), progress("Scoring"):
        if record and output:
            raise StageError(
                "--record makes builds of its own, so there is no --output to score",
                remedy="leave one of the two out",
            )
        text = answer(root, None if record else target, gold, form=form.value, with_misses=misses)
    typer.echo(text, nl=False)
