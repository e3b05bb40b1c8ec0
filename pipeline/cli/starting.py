"""What begins a vocabulary: init, which makes a project, and add, which gives it glossaries."""

from __future__ import annotations

import shlex
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pipeline.cli.options import Project
from pipeline.cli.running import PROGRAM, as_called, places, progress, refuse_bytes, shown

if TYPE_CHECKING:
    from pipeline.project.adding import Added


def init(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="The folder: new or empty.")],
    *,
    name: Annotated[
        str, typer.Option("--name", help="What the published files are called. [default: of DIR]")
    ] = "",
    title: Annotated[str, typer.Option("--title", help="The title that readers see.")] = "",
    base: Annotated[
        str,
        typer.Option(
            "--base", help="What every IRI begins with. [default: https://example.org/NAME/]"
        ),
    ] = "",
    prefix: Annotated[
        str, typer.Option("--prefix", help="What IRIs of the ontology are abbreviated by.")
    ] = "",
    language: Annotated[
        str, typer.Option("--language", help="Of names and definitions: fr or en.")
    ] = "fr",
    licence: Annotated[
        str, typer.Option("--licence", help="The address of the licence. [default: CC BY 4.0]")
    ] = "",
    creator: Annotated[str, typer.Option("--creator", help="Who signs the vocabulary.")] = "",
    date: Annotated[
        str | None,
        typer.Option("--date", help="The day that the files bear; else it is asked, or today."),
    ] = None,
) -> None:
    """Start a vocabulary of your own field: sources, ontology, shapes and Makefile, ready to build.

    Then, in the folder: glossograph add FILE, make.
    """
    from pipeline.project.starting import LICENCE, Wish, start

    options = {"name": name, "title": title, "base": base, "prefix": prefix, "creator": creator}
    for option, value in options.items():
        refuse_bytes(value, option)
    wish = Wish(date or _day(), name, title, base, prefix, language, licence or LICENCE, creator)
    done = start(folder, wish)
    typer.echo(f"{folder}: the vocabulary “{done.title}”, its IRIs under {done.base}")
    if not base:
        typer.echo("  choose your own base before you publish: glossograph rebase https://.../")
    if done.language != "fr":
        typer.echo(
            "  definitions are read for their meaning in French only: terms of other languages"
            " wait to be placed"
        )
    program = as_called(PROGRAM, absolute=True)
    named = "" if program == PROGRAM else f" GLOSSOGRAPH={program}"
    typer.echo(f"Next: cd {shlex.quote(str(folder))} && {program} add FILE && make{named}")


def add(
    files: Annotated[list[Path], typer.Argument(metavar="FILE|FOLDER...", help="The glossaries.")],
    *,
    title: Annotated[str, typer.Option("--title", help="The title of the glossary.")] = "",
    publisher: Annotated[str, typer.Option("--publisher", help="Who publishes it.")] = "",
    url: Annotated[str, typer.Option("--url", help="Where it stands on the web.")] = "",
    language: Annotated[str, typer.Option("--language", help="Its language: fr, en, ...")] = "",
    rights: Annotated[str, typer.Option("--rights", help="Who holds the rights to it.")] = "",
    part: Annotated[str, typer.Option("--part", help="Which part of the publication it is.")] = "",
    reader: Annotated[
        str, typer.Option("--reader", help="Read it by this layout, whatever the evidence.")
    ] = "",
    collected: Annotated[
        str, typer.Option("--collected", help="The day it was collected: 2026-11-22.")
    ] = "",
    project: Project = Path(),
) -> None:
    """Register glossaries: copied into sources/, described in sources/sources.toml.

    What a file says of itself is filled in, the rest is listed for you to fill in. Of a folder each
    file that can be read is taken. A registered file that you changed gets its new checksum.
    """
    from pipeline.project.adding import add as run

    given = {
        "title": title,
        "publisher": publisher,
        "url": url,
        "language": language,
        "rights": rights,
        "part": part,
        "collected": collected,
        "reader": reader,
    }
    for option, value in given.items():
        refuse_bytes(value, option)
    given = {key: " ".join(value.split()) for key, value in given.items() if value.strip()}
    with places(project, None) as (root, _), progress("Reading the glossaries"):
        done = run(root, files, given)
    width = max((len(row.source.path) for row in done.rows), default=0)
    for row in done.rows:
        typer.echo(shown(_row(row, width)))
    for file, reason in done.left:
        typer.echo(shown(f"left out: {file}: {reason}"))
    missing = sorted({key for row in done.rows for key in row.missing})
    if missing:
        typer.echo(f"fill in, in sources/sources.toml: {', '.join(missing)}")
    if any(row.outcome != "known" for row in done.rows):
        typer.echo("Run `make` to build the vocabulary.")


def _row(row: Added, width: int) -> str:
    """A line on a file: where it lies, what was read of it, and what became of it."""
    said = {
        "registered": f"registered as {row.source.id}",
        "changed": f"changed since it was registered as {row.source.id}: checksum written anew",
        "known": f"registered already as {row.source.id}",
    }[row.outcome]
    if row.extraction is None:
        return f"{row.source.path:{width}}  {said}"
    ledger = row.extraction.ledger
    return (
        f"{row.source.path:{width}}  {len(row.extraction.entries):>5} entries"
        f"  {ledger.format}, {ledger.reader}, confidence {ledger.confidence:.2f}  {said}"
    )


def _day() -> str:
    """The day that a person gives. Making a project is a person's act, so this command may look at
    the clock for what it proposes; what it writes follows from the day that it is told.
    """
    import datetime

    today = datetime.date.today().isoformat()
    if not (sys.stdin.isatty() and sys.stderr.isatty()):
        return today
    return str(typer.prompt("The day that the files bear", default=today, err=True))
