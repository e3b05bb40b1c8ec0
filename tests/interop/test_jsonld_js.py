"""jsonld.js, which the web reads JSON-LD with, and N3.js, which browsers read Turtle with.

Called: clients/jsonld.js (npm, locked). Asserted: in its safe mode, where a key that the context does
not explain is an error, jsonld.js expands the document and makes RDF of it; its canonical N-Quads
(RDFC-1.0) are those of the Turtle as N3.js reads it, also with the context taken from the published
context file; triples and census are those that rdflib counts in the Turtle.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from msgspec import Struct

from .census import OUTPUT, TURTLE, Census, differences, ours, read, told
from .damage import damaged, noticed
from .environments import needs, node
from .table import Table

pytestmark = needs("npm")
DOCUMENT = TURTLE.with_suffix(".jsonld")
CONTEXT = OUTPUT / "context.jsonld"


class Reading(Struct):
    """What jsonld.js says of a document beside a Turtle file."""

    version: str
    triples: int
    same: bool
    context: bool | None
    census: Census


def reading(document: Path, turtle: Path = TURTLE, *context: Path) -> Reading:
    """What jsonld.js and N3.js say; `context`: whether the context file gives the same graph."""
    said = node("jsonld.js", document, turtle, *context)
    assert said.complaints == ""
    lines = said.splitlines()
    facts = dict(line.split("\t", 1) for line in lines if line.count("\t") == 1)
    versions = [line.split("\t")[2] for line in lines if line.startswith("version\t")]
    return Reading(
        ", ".join(versions),
        int(facts["triples"]),
        facts["same"] == "true",
        facts["context"] == "true" if context else None,
        told(lines),
    )


def test_it_is_the_graph_of_the_turtle_with_our_counts(table: Table) -> None:
    found = reading(DOCUMENT)
    assert differences(ours(), found.census) == []
    assert (found.triples, found.same) == (len(read()), True)
    table.read("jsonld.js, N3.js", found.version, DOCUMENT, TURTLE, census=found.census)
    table.shows("jsonld.js, N3.js", "one canonical graph (RDFC-1.0)")


def test_the_published_context_gives_the_same_graph(table: Table) -> None:
    assert reading(DOCUMENT, TURTLE, CONTEXT).context is True
    table.shows("jsonld.js, N3.js", "the same by the published context")


def test_another_context_does_not(tmp_path: Path) -> None:
    terms = json.loads(CONTEXT.read_text(encoding="utf-8"))
    terms["@context"]["prefLabel"]["@id"] = "skos:hiddenLabel"
    path = tmp_path / "context.jsonld"
    path.write_text(json.dumps(terms), encoding="utf-8")
    assert reading(DOCUMENT, TURTLE, path).context is False


def test_a_loss_is_noticed(tmp_path: Path) -> None:
    found = [reading(each) for each in damaged(tmp_path, ".jsonld")]
    assert noticed([each.census for each in found])
    assert [each.same for each in found] == [False, False]


def test_what_the_context_does_not_explain_is_an_error(tmp_path: Path) -> None:
    document = json.loads(DOCUMENT.read_text(encoding="utf-8"))
    document["@graph"][0]["invented"] = "x"
    path = tmp_path / "bad.jsonld"
    path.write_text(json.dumps(document), encoding="utf-8")
    with pytest.raises(AssertionError, match="Safe mode"):
        reading(path)
