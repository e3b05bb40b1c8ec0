"""What people ask of the published vocabulary: query, explain, diff."""

from __future__ import annotations

import sys
from collections.abc import Callable
from enum import StrEnum
from pathlib import Path
from shutil import get_terminal_size
from typing import Annotated, ParamSpec

import typer

from pipeline.cli.options import Output, Project
from pipeline.cli.running import interruptible, places, refuse_bytes
from pipeline.errors import StageError

Asked = ParamSpec("Asked")


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


def query(
    words: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[QUESTION] [--PARAMETER VALUE]...",
            help="One of the questions that --list shows, with its parameters.",
        ),
    ] = None,
    sparql: Annotated[
        str | None, typer.Option("-e", "--expression", help="A SPARQL query instead.")
    ] = None,
    file: Annotated[
        Path | None, typer.Option("-f", "--file", help="A file with a SPARQL query; - reads it in.")
    ] = None,
    list_: Annotated[bool, typer.Option("--list", help="Show what can be asked.")] = False,
    project: Project = Path(),
    output: Output = None,
    form: Annotated[Form, typer.Option("--format", help="How to print the answer.")] = Form.table,
    timeout: Annotated[
        float, typer.Option("--timeout", min=0.1, help="How long an answer may take, in seconds.")
    ] = 60,
) -> None:
    """Ask the published dataset: one of the project's questions, or any query in SPARQL.

    A query runs over all named graphs together, the usual prefixes known; it reaches neither the
    network nor other files. For example: glossograph query synonymes --term VOC
    """
    asked = [bool(words), sparql is not None, file is not None, list_]
    if sum(asked) != 1:
        raise StageError(
            "nothing is asked" if not any(asked) else "more than one thing is asked at once",
            remedy="name one question (--list shows them), or give -e or -f with SPARQL",
        )
    width = get_terminal_size().columns if sys.stdout.isatty() else 0
    with places(project, output) as (root, target), interruptible():
        if list_:
            from pipeline.ask.questions.listing import listing

            text = listing(root, form.value, width)
        elif words:
            from pipeline.ask.questions.answering import answer_question

            name, given = _question(words)
            text = _limited(
                timeout, answer_question, root, target, name, given, form=form.value, width=width
            )
        else:
            from pipeline.ask.query import answer

            text = _limited(
                timeout, answer, root, target, _sparql(sparql, file), form=form.value, width=width
            )
    typer.echo(text, nl=False)


def _limited(
    seconds: float,
    function: Callable[Asked, str],
    /,
    *args: Asked.args,
    **kwargs: Asked.kwargs,
) -> str:
    """Run a query in a process that is killed at its limit; print what an ambiguous term may be."""
    from pipeline.ask.limits import run_limited
    from pipeline.ask.lookup import AmbiguousTermError

    try:
        return run_limited(seconds, function, *args, **kwargs)
    except AmbiguousTermError as error:
        typer.echo(error.listing, nl=False)
        raise


def _sparql(expression: str | None, file: Path | None) -> str:
    """The query itself; raises StageError where it is not UTF-8 or cannot be read."""
    if file is None:
        refuse_bytes(expression or "", "query")
        return expression or ""
    try:
        content = sys.stdin.buffer.read() if file == Path("-") else file.read_bytes()
    except OSError as error:
        raise StageError(
            f"the query cannot be read ({error.strerror})",
            where=str(file),
            remedy="name a file, or - for standard input",
        ) from None
    text = content.decode("utf-8", "surrogateescape")
    refuse_bytes(text, "query")
    return text


def _question(words: list[str]) -> tuple[str, dict[str, str]]:
    """The name and the values among the words given: NAME --a x --b=y, in any order."""
    names: list[str] = []
    given: dict[str, str] = {}
    rest = iter(words)
    for word in rest:
        refuse_bytes(word, "question")
        if not word.startswith("--"):
            names.append(word)
            continue
        name, sign, value = word.removeprefix("--").partition("=")
        value = value if sign else next(rest, "")
        refuse_bytes(value, f"value of --{name}")
        if name in given or not value:
            raise StageError(
                f"--{name} is given twice" if name in given else f"--{name} has no value",
                remedy="give it one value",
            )
        given[name] = value
    if len(names) != 1:
        raise StageError(
            f"{len(names)} questions are named" if names else "no question is named",
            remedy="name one, with its parameters as --name value; --list shows them",
        )
    return names[0], given


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
    from pipeline.ask.explain.answering import answer
    from pipeline.ask.lookup import AmbiguousTermError

    refuse_bytes(term, "term")
    try:
        with places(project, output) as (root, target):
            text = answer(root, target, term, form=form.value)
    except AmbiguousTermError as error:
        typer.echo(error.listing, nl=False)
        raise
    typer.echo(text, nl=False)


def diff(
    old: Annotated[Path, typer.Argument(metavar="OLD", help="A published vocabulary.")],
    new: Annotated[Path, typer.Argument(metavar="NEW", help="Another, as a rule a later one.")],
    project: Project = Path(),
    form: Annotated[
        Changelog, typer.Option("--format", help="How to print the comparison.")
    ] = Changelog.text,
) -> None:
    """Compare two published vocabularies concept by concept, in any RDF syntax: the changelog.

    OLD and NEW are files (.ttl, .nq, .nt, .jsonld, .rdf, .trig), folders of a build or versions
    that were released, such as 0.1.0.
    """
    from pipeline.ask.diff.answering import answer

    with places(project, None) as (root, _):
        text = answer(root, old, new, form=form.value)
    typer.echo(text, nl=False)
