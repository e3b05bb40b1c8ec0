"""The published dataset into a store: push."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated

import typer

from pipeline.cli.options import Output, Project
from pipeline.cli.running import places, progress, refuse_bytes


def push(
    url: Annotated[
        str,
        typer.Argument(
            metavar="URL",
            help="The Graph Store of a SPARQL 1.1 server: http://localhost:7878/store (Oxigraph),"
            " .../<dataset>/data (Fuseki), .../repositories/<id>/rdf-graphs/service (GraphDB).",
            show_default=False,
        ),
    ],
    *,
    allow_http: Annotated[
        bool,
        typer.Option(
            "--allow-http", help="Send credentials over plain http to another machine after all."
        ),
    ] = False,
    project: Project = Path(),
    output: Output = None,
) -> None:
    """Load the published dataset into a store, each graph in place of the one of its name.

    Credentials come from the environment: GLOSSOGRAPH_USER and GLOSSOGRAPH_PASSWORD, or
    GLOSSOGRAPH_TOKEN. Failures that may pass are tried again; afterwards each graph is read back
    and counted. Other graphs of the store stay as they are.
    """
    from pipeline.ask.push import address, check, credentials
    from pipeline.ask.push import push as run
    from pipeline.ask.query import Answer, aligned, open_dataset
    from pipeline.vocabulary import load_vocabulary

    refuse_bytes(url, "address")
    auth = credentials(os.environ)
    where = address(url, has_credentials=auth is not None, allow_http=allow_http)
    with places(project, output) as (root, target), progress("Loading"):
        vocabulary = load_vocabulary(root / "ontology" / "vocabulary.toml")
        pushed = run(open_dataset(target, vocabulary), where, auth)
    rows = [[one.graph, f"{one.sent}", f"{one.found}"] for one in pushed]
    typer.echo(aligned(Answer(["graph", "sent", "found"], rows, {})), nl=False)
    check(pushed)
