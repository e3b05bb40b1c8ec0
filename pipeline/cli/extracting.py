"""`extract`: the stage, or one file by itself: its entries, or where each stretch of it went."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pipeline.cli.options import Output, Project
from pipeline.cli.running import as_called, places, refuse_target
from pipeline.errors import InputError
from pipeline.vocabulary import is_language

if TYPE_CHECKING:
    from pipeline.extract.collection.record import Outcome
    from pipeline.extract.one_file import Opened


def extract(
    file: Annotated[
        str | None,
        typer.Argument(
            metavar="[FILE]",
            help="One file, registered or not, in any format; - reads it in.",
            show_default=False,
        ),
    ] = None,
    *,
    explain: Annotated[
        bool, typer.Option("--explain", help="Show what each stretch of FILE was taken for.")
    ] = False,
    page: Annotated[
        Path | None,
        typer.Option("--page", help="Write that as an HTML page into this file instead."),
    ] = None,
    text: Annotated[
        Path | None,
        typer.Option("--text", help="Write the text that the offsets count in to this file."),
    ] = None,
    reader: Annotated[
        str, typer.Option("--reader", help="Read FILE by this layout, whatever the evidence.")
    ] = "",
    language: Annotated[
        str, typer.Option("--language", help="Of a FILE in several languages, read this one.")
    ] = "",
    source: Annotated[
        list[str] | None, typer.Option("--source", help="Only the source with this id; repeatable.")
    ] = None,
    project: Project = Path(),
    output: Output = None,
) -> None:
    """Read the raw texts: entries with their places, and a ledger of every character.

    With FILE, print the entries of that file as JSON lines and write nothing into the project; exit
    code 1 where its layout is in doubt.
    """
    if file is None:
        if explain or page or text or reader or language:
            raise InputError("these options are of one FILE", remedy="name it, or leave them out")
        _stage(source or [], project, output)
        return
    if source or output:
        raise InputError(
            "--source and --output are of the stage", remedy="leave them out, or leave out FILE"
        )
    if language and not is_language(language):
        raise InputError(
            f"the language `{language}` is no language tag", remedy="write a tag such as fr or en"
        )
    for option, target in (("--page", page), ("--text", text)):
        if target:
            refuse_target(target, [file], option=option)
    from pipeline.extract.one_file import open_file

    opened = open_file(file, project, reader=reader, language=language)
    if text:
        from pipeline.files import write_text

        write_text(text, opened.document.text)
    if explain or page:
        _explain(opened, page)
    else:
        _entries(opened)


def _stage(identifiers: list[str], project: Path, output: Path | None) -> None:
    from pipeline.extract.stage import extract as run

    with places(project, output) as (root, target):
        done = run(root, target, identifiers)
    for outcome in done.sources:
        if outcome.source in done.new:
            typer.echo(f"{outcome.source}: {_in_figures(outcome)}")
    unchanged = len(done.sources) - len(done.new)
    if unchanged:
        typer.echo(f"{unchanged} {'source' if unchanged == 1 else 'sources'} unchanged")
    for outcome in done.unregistered:
        for line in _unregistered(outcome):
            typer.echo(line)


def _in_figures(outcome: Outcome) -> str:
    entries = "entry" if outcome.entries == 1 else "entries"
    return (
        f"{outcome.entries} {entries} ({outcome.flagged} flagged),"
        f" reader {outcome.reader}, confidence {outcome.confidence:.2f}"
    )


def _unregistered(outcome: Outcome) -> Iterator[str]:
    """A file that is not described: what it holds, and the command that registers it."""
    from pipeline.extract.collection.unregistered import explaining, registering

    where = f"{outcome.path} (not registered)"
    if outcome.problem:
        yield f"{where}: {outcome.problem.removeprefix(outcome.path).lstrip(':, ')}"
        return
    if outcome.question:
        yield f"{where}: {outcome.question}"
        yield f"  to see how it was read: {as_called(explaining(outcome.path))}"
    else:
        left = f", {outcome.unassigned:.0%} not understood" if outcome.unassigned > 0.005 else ""
        yield f"{where}: {_in_figures(outcome)}{left}"
    command = registering(outcome.path, in_doubt=bool(outcome.question))
    yield f"  to publish it: {as_called(command)}"


def _entries(opened: Opened) -> None:
    import msgspec

    from pipeline.extract.doubts import refuse_doubtful, unassigned_share
    from pipeline.extract.extraction import extract_document

    done = extract_document(opened.document, opened.source, where=opened.where)
    with _readable():
        for entry in done.entries:
            sys.stdout.buffer.write(msgspec.json.encode(entry) + b"\n")
        sys.stdout.buffer.flush()
    ledger = done.ledger
    entries = "entry" if len(done.entries) == 1 else "entries"
    typer.echo(
        f"{opened.where}: {len(done.entries)} {entries}, {ledger.format}, reader {ledger.reader},"
        f" confidence {ledger.confidence:.2f}, {unassigned_share(ledger):.0%} not understood",
        err=True,
    )
    for note in ledger.notes:
        typer.echo(f"  {note}", err=True)
    refuse_doubtful(opened.document, opened.source, done, where=opened.where)


def _explain(opened: Opened, page: Path | None) -> None:
    from pipeline.extract.explain.accounts import explained

    told = explained(opened.document, opened.source, where=opened.where)
    if page:
        from pipeline.extract.explain.page import page_of
        from pipeline.files import write_text

        write_text(page, page_of(told))
        typer.echo(f"{page}")
        return
    from rich.console import Console

    from pipeline.extract.explain.terminal import lines_of

    with _readable():
        for line in lines_of(told, Console()):
            sys.stdout.write(line)
        sys.stdout.flush()


@contextmanager
def _readable() -> Iterator[None]:
    """Let who reads the output stop before its end, as `head` and pagers do."""
    try:
        yield
    except BrokenPipeError:
        # What Python would still flush on leaving goes nowhere.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
