"""The RDF/XML is what a stream reader such as OpenTheso's can take, and says all that we say."""

from __future__ import annotations

from pathlib import Path

import pytest
import rdflib

from .census import TURTLE, VOCABULARY, census, differences, ours, read
from .stream import StreamError, statements
from .table import Table

RDFXML = TURTLE.with_suffix(".rdf")
HEAD = (
    '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"'
    ' xmlns:skos="http://www.w3.org/2004/02/skos/core#">'
)
SCHEME = '<skos:ConceptScheme rdf:about="https://example.org/s"/>'


def test_a_stream_reader_finds_every_statement_once() -> None:
    found = list(statements(RDFXML))
    assert len(found) == len(set(found)) == len(read())
    assert set(found) == set(read())
    assert str(found[0][0]) == VOCABULARY.scheme


def test_a_stream_reader_has_our_counts(table: Table) -> None:
    graph = rdflib.Graph()
    for statement in statements(RDFXML):
        graph.add(statement)
    assert differences(ours(), census(graph)) == []
    table.read("our count, by rdflib", rdflib.__version__, TURTLE, census=ours())
    table.shows(
        "our count, by rdflib", "the `.rdf` keeps to what stream readers such as OpenTheso's need"
    )


@pytest.mark.parametrize(
    ("body", "problem"),
    [
        ('<skos:Concept rdf:about="a:a"/>' + SCHEME, "the one scheme comes first"),
        (SCHEME + SCHEME, "comes twice"),
        (SCHEME + '<skos:Concept rdf:nodeID="b"/>', "instead of rdf:about"),
        (SCHEME + '<skos:Concept rdf:about="a:a" skos:notation="1"/>', "instead of rdf:about"),
        (SCHEME + '<rdf:Description rdf:about="a:a"/>', "before it is what importers look for"),
        (
            SCHEME
            + '<skos:Concept rdf:about="a:a"><skos:prefLabel xml:lang="fr">a</skos:prefLabel>'
            '<rdf:type rdf:resource="a:T"/></skos:Concept>',
            "a type after other statements",
        ),
        (
            SCHEME + '<skos:Concept rdf:about="a:a"><skos:broader><skos:Concept rdf:about="a:b"/>'
            "</skos:broader></skos:Concept>",
            "nests",
        ),
        (
            SCHEME + '<skos:Concept rdf:about="a:a"><skos:broader rdf:nodeID="b"/></skos:Concept>',
            "nodeID",
        ),
        (
            SCHEME
            + '<skos:Concept rdf:about="a:a"><skos:note rdf:parseType="Literal">a</skos:note>'
            "</skos:Concept>",
            "parseType",
        ),
    ],
)
def test_what_breaks_the_contract_is_refused(tmp_path: Path, body: str, problem: str) -> None:
    path = tmp_path / "bad.rdf"
    path.write_text(f"{HEAD}{body}</rdf:RDF>", encoding="utf-8")
    with pytest.raises(StreamError, match=problem):
        list(statements(path))


@pytest.mark.parametrize("writer", ["xml", "pretty-xml"])
def test_the_writers_of_rdflib_break_it(tmp_path: Path, writer: str) -> None:
    path = tmp_path / "rdflib.rdf"
    read().serialize(path, format=writer, encoding="utf-8")
    with pytest.raises(StreamError):
        list(statements(path))
