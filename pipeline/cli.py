"""The command `glossograph`: one verb per stage, thin. Errors are one line, without traceback."""

from __future__ import annotations

import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from pipeline.errors import GlossographError, StageError, ViolationError

app = typer.Typer(
    name="glossograph",
    help="Turn raw glossaries into a validated vocabulary (SKOS, OWL) and a graph.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)


class Switch(StrEnum):
    """Whether the decisions of people are applied."""

    on = "on"
    off = "off"


class Form(StrEnum):
    """How the answer to a query is printed."""

    table = "table"
    csv = "csv"
    json = "json"
    turtle = "turtle"


class Telling(StrEnum):
    """How an explanation is printed."""

    text = "text"
    json = "json"


class Changelog(StrEnum):
    """How a comparison is printed."""

    text = "text"
    markdown = "markdown"
    json = "json"


class Report(StrEnum):
    """How scores are printed."""

    table = "table"
    json = "json"


Project = Annotated[
    Path,
    typer.Option("--project", help="The project: the folder that holds sources/ and ontology/."),
]
Output = Annotated[
    Path | None,
    typer.Option("--output", help="The folder of the build. [default: output/ in the project]"),
]
Curation = Annotated[
    Switch, typer.Option("--curation", help="Apply the decisions in ontology/curation/, or not.")
]


@app.command()
def extract(
    source: Annotated[
        list[str] | None, typer.Option("--source", help="Only the source with this id; repeatable.")
    ] = None,
    project: Project = Path(),
    output: Output = None,
) -> None:
    """Read the raw texts: entries with their places, and a ledger of every character."""
    from pipeline.extract.stage import extract as run

    with _places(project, output) as (root, target):
        extractions = run(root, target, source or [])
    for done in extractions:
        ledger = done.ledger
        flagged = sum(bool(entry.flags) for entry in done.entries)
        typer.echo(
            f"{ledger.source}: {len(done.entries)} entries ({flagged} flagged),"
            f" reader {ledger.reader}, confidence {ledger.confidence:.2f}"
        )


@app.command("map")
def map_(project: Project = Path(), output: Output = None, curation: Curation = Switch.on) -> None:
    """Find what the entries mean: concepts, labels, relations, each with its evidence."""
    from pipeline.map.stage import map_sources

    with _places(project, output) as (root, target), _progress("Mapping the entries"):
        _refuse_uncurated(root, target, curation)
        concepts = map_sources(root, target, curation=curation is Switch.on)
    typer.echo(f"{len(concepts)} concepts")


@app.command()
def validate(project: Project = Path(), output: Output = None) -> None:
    """Check the mapped vocabulary with SHACL and an OWL reasoner; a violation exits with 1."""
    from pipeline.validate.report import VocabularyViolationError
    from pipeline.validate.reports import text
    from pipeline.validate.stage import validate as run

    try:
        with (
            _places(project, output) as (root, target),
            _progress("Checking with SHACL and HermiT"),
        ):
            report = run(root, target)
    except VocabularyViolationError as error:
        typer.echo(text.write(error.report), nl=False)
        raise
    typer.echo(text.write(report), nl=False)


@app.command()
def publish(
    project: Project = Path(), output: Output = None, curation: Curation = Switch.on
) -> None:
    """Write everything that people get into the output folder, all of it or nothing."""
    from pipeline.publish.stage import publish as run

    with _places(project, output) as (root, target), _progress("Publishing"):
        _refuse_uncurated(root, target, curation)
        published = run(root, target, curation=curation is Switch.on)
    for line in published.summary:
        typer.echo(_shown(line))


@app.command()
def query(
    sparql: Annotated[str, typer.Option("-e", "--expression", help="A SPARQL query.")],
    project: Project = Path(),
    output: Output = None,
    form: Annotated[Form, typer.Option("--format", help="How to print the answer.")] = Form.table,
) -> None:
    """Ask the published dataset a question in SPARQL, over all its graphs together."""
    from pipeline.ask.query import answer

    _refuse_bytes(sparql, "query")
    with _places(project, output) as (root, target), _interruptible():
        text = answer(root, target, sparql, form=form.value)
    typer.echo(text, nl=False)


@app.command()
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
    write: Annotated[
        bool, typer.Option("--write", help="Accept the differences of --from as rows.")
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
    """List the open questions, most valuable first; write answers and edited exports as rows."""
    import datetime

    from pipeline.curate.asking import listed, outcome
    from pipeline.curate.comparing import compare_and_write
    from pipeline.curate.stage import answer as write_answer
    from pipeline.curate.stage import ask, open_build
    from pipeline.curate.wording import say

    # A decision is a person's act, so this command alone may look at the clock.
    day = date or datetime.date.today().isoformat()
    if write and source is None:
        raise StageError("there is nothing to write", remedy="name the export with --from")
    with _places(project, output) as (root, target):
        if source is not None:
            signature = (author, day, reason) if write else None
            for line in compare_and_write(root, target, source, signature):
                typer.echo(_shown(line))
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


@app.command()
def explain(
    term: Annotated[
        str,
        typer.Argument(
            metavar="TERM",
            help="Any label of a concept, its slug or IRI, or the id of a source's entry.",
        ),
    ],
    project: Project = Path(),
    output: Output = None,
    form: Annotated[
        Telling, typer.Option("--format", help="How to print the explanation.")
    ] = Telling.text,
) -> None:
    """Say why a concept is as it is: each statement with its sentence or its decision."""
    from pipeline.ask.explain import answer
    from pipeline.ask.lookup import AmbiguousTermError

    _refuse_bytes(term, "term")
    try:
        with _places(project, output) as (root, target):
            text = answer(root, target, term, form=form.value)
    except AmbiguousTermError as error:
        typer.echo(error.listing, nl=False)
        raise
    typer.echo(text, nl=False)


@app.command()
def diff(
    old: Annotated[Path, typer.Argument(metavar="OLD", help="A published vocabulary.")],
    new: Annotated[Path, typer.Argument(metavar="NEW", help="Another, as a rule a later one.")],
    project: Project = Path(),
    form: Annotated[
        Changelog, typer.Option("--format", help="How to print the comparison.")
    ] = Changelog.text,
) -> None:
    """Compare two published vocabularies concept by concept, in any RDF syntax: the changelog.

    OLD and NEW are files (.ttl, .nq, .nt, .jsonld, .rdf, .trig) or folders of a build.
    """
    from pipeline.ask.diff import answer

    with _places(project, None) as (root, _):
        text = answer(root, old, new, form=form.value)
    typer.echo(text, nl=False)


@app.command()
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

    with _places(project, output) as (root, target), _progress("Scoring"):
        if record and output:
            raise StageError(
                "--record makes builds of its own, so there is no --output to score",
                remedy="leave one of the two out",
            )
        text = answer(root, None if record else target, gold, form=form.value, with_misses=misses)
    typer.echo(text, nl=False)


def main() -> None:
    """Run the command; every error a user can cause ends as one line on standard error.

    Exit code 1: the vocabulary breaks a rule. 2: an input cannot be used.
    """
    try:
        app()
    except GlossographError as error:
        sys.stderr.write(f"glossograph: {_shown(str(error))}\n")
        sys.exit(1 if isinstance(error, ViolationError) else 2)
    except OSError as error:
        where = _shown(str(error.filename2 or error.filename or "standard output"))
        remedy = "make it readable and writable, with room on the disk, or name another --output"
        sys.stderr.write(f"glossograph: {where}: {error.strerror}; {remedy}\n")
        sys.exit(2)


def _shown(message: str) -> str:
    """A message with paths as the user would write them: relative to where they are."""
    return message.replace(f"{Path.cwd()}/", "")


@contextmanager
def _places(project: Path, output: Path | None) -> Iterator[tuple[Path, Path]]:
    """The folders of the project and of the build.

    Raises StageError where there is no project. An OSError in the block that names no file (a full
    disk names none) gets the name of the build's folder.
    """
    root = project.resolve()
    if not (root / "sources" / "sources.toml").is_file():
        raise StageError(
            "this folder has no sources/sources.toml",
            where=str(project),
            remedy="run the command in the project's folder or name it with --project",
        )
    target = output.resolve() if output else root / "output"
    try:
        yield root, target
    except OSError as error:
        if error.filename is not None:
            raise
        raise OSError(error.errno, error.strerror or str(error), str(target)) from None


def _refuse_bytes(text: str, what: str) -> None:
    """Raise StageError where an argument was no UTF-8: Python keeps such bytes as surrogates."""
    try:
        text.encode("utf-8")
    except UnicodeEncodeError as error:
        raise StageError(
            f"the {what} is not UTF-8: character {error.start + 1} is an invalid byte",
            remedy="save it as UTF-8",
        ) from None


@contextmanager
def _interruptible() -> Iterator[None]:
    """Let Ctrl-C end the process at once: Python's own handler waits for Oxigraph to return."""
    handler = signal.signal(signal.SIGINT, signal.SIG_DFL)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, handler)


def _refuse_uncurated(root: Path, target: Path, curation: Switch) -> None:
    if curation is Switch.off and target == root / "output":
        raise StageError(
            "without curation the published output would be overwritten",
            remedy="name another folder with --output (in Make: OUTPUT=DIR)",
        )


@contextmanager
def _progress(message: str) -> Iterator[None]:
    """A spinner on a terminal, nothing in a pipe."""
    if not sys.stderr.isatty():
        yield
        return
    from rich.console import Console

    with Console(stderr=True).status(f"{message}…"):
        yield
