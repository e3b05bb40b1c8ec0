"""What people ask of the published vocabulary: query, explain, diff."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from pipeline.cli.options import Output, Project
from pipeline.cli.running import interruptible, places, refuse_bytes


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
    sparql: Annotated[str, typer.Option("-e", "--expression", help="A SPARQL query.")],
    project: Project = Path(),
    output: Output = None,
    form: Annotated[Form, typer.Option("--format", help="How to print the answer.")] = Form.table,
) -> None:
    """Ask the published dataset a question in SPARQL, over all its graphs together."""
    from pipeline.ask.query import answer

    refuse_bytes(sparql, "query")
    with places(project, output) as (root, target), interruptible():
        text = answer(root, target, sparql, form=form.value)
    typer.echo(text, nl=False)


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
