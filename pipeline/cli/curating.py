"""What people decide: curate."""

from __future__ import annotations

import sys
from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from pipeline.cli.options import Output, Project
from pipeline.cli.running import places, shown
from pipeline.errors import StageError


def curate(
    *,
    answer: Annotated[
        str | None,
        typer.Option(
            "--answer", metavar="QUESTION", help="Answer a question: its id or number, or `all`."
        ),
    ] = None,
    choice: Annotated[
        int | None, typer.Option("--choice", help="The answer that is chosen, by its number.")
    ] = None,
    text: Annotated[
        str, typer.Option("--text", help="The name or the concept that the answer asks for.")
    ] = "",
    source: Annotated[
        Path | None,
        typer.Option(
            "--from", metavar="FILE", help="Compare an edited export (SKOS, CSV, XLSX) with ours."
        ),
    ] = None,
    rows: Annotated[
        list[Path] | None,
        typer.Option(
            "--rows", metavar="FILE", help="Check rows that the explorer wrote; may be repeated."
        ),
    ] = None,
    write: Annotated[
        bool, typer.Option("--write", help="Accept the differences of --from, or take in --rows.")
    ] = False,
    reason: Annotated[str | None, typer.Option("--reason", help="Why you decide so.")] = None,
    author: Annotated[
        str | None,
        typer.Option("--author", envvar="GLOSSOGRAPH_AUTHOR", help="Who signs the decision."),
    ] = None,
    date: Annotated[
        str | None, typer.Option("--date", help="When it was taken. [default: today]")
    ] = None,
    project: Project = Path(),
    output: Output = None,
) -> None:
    """List the open questions, most valuable first; write answers and edits as decisions."""
    import datetime

    from pipeline.all_or_none import take_back
    from pipeline.curate.asking import listed, outcome
    from pipeline.curate.comparing import compare_and_write
    from pipeline.curate.stage import answer as write_answer
    from pipeline.curate.stage import ask, open_build
    from pipeline.curate.taking import take_rows
    from pipeline.curate.wording import say

    # A decision is a person's act, so this command alone may look at the clock.
    day = date or datetime.date.today().isoformat()
    if write and source is None and not rows:
        remedy = "name the export with --from, or the rows with --rows"
        raise StageError("there is nothing to write", remedy=remedy)
    if rows and (source is not None or answer is not None):
        raise StageError("--rows stands alone", remedy="leave out --from and --answer")
    with places(project, output) as (root, target):
        # What a run that was killed left half written, of the tables as well.
        take_back(root)
        if rows:
            for line in take_rows(root, target, rows, write=write):
                typer.echo(shown(line))
            return
        if source is not None:
            signature = (author, day, reason) if write else None
            for line in compare_and_write(root, target, source, signature):
                typer.echo(shown(line))
            return
        build = open_build(root, target)
        if answer is None:
            for line in listed(build.questions):
                typer.echo(line)
        elif choice is not None:
            where = write_answer(
                root, build, answer, choice, text, author=author, date=day, reason=reason
            )
            typer.echo(outcome(where))
        elif sys.stdin.isatty():
            put = partial(typer.prompt, default="", show_default=False)
            if ask(root, build, answer, put, typer.echo, author=author, date=day):
                typer.echo(say("questions", "next"))
        else:
            raise StageError(
                "nobody is there to choose: this is no terminal",
                remedy="give --choice and --reason as well",
            )
