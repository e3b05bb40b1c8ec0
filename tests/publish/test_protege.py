"""The file for Protégé: one ontology of its own, what is inferred told from what is stated."""

from __future__ import annotations

from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, RdfFormat, Store, Triple, parse

from pipeline.graphs import Graphs
from pipeline.publish.rdf.protege import IS_INFERRED, one_ontology
from pipeline.publish.rdf.turtle import turtle
from pipeline.publish.stage import publish
from pipeline.vocabulary import OWL, RDF, SKOS

from .glossary import VOCABULARY

OURS, TYPE = NamedNode(f"{VOCABULARY.base}owl"), NamedNode(f"{RDF}type")
ONTOLOGY = NamedNode(f"{OWL}Ontology")
INFERRED = Triple(
    NamedNode(VOCABULARY.concept("nps")),
    NamedNode(f"{SKOS}broaderTransitive"),
    NamedNode(VOCABULARY.concept("indicateur")),
)
WHAT_IS_STATED = f"""
PREFIX owl: <{OWL}>
SELECT ?s ?p ?o {{
    ?s ?p ?o FILTER(?p = <{SKOS}broaderTransitive>)
    FILTER NOT EXISTS {{ ?axiom owl:annotatedSource ?s ; owl:annotatedProperty ?p ;
        owl:annotatedTarget ?o ; <{IS_INFERRED.value}> "true" }}
}}"""


@pytest.fixture
def published(small_project: Path) -> list[Triple]:
    output = small_project / "output"
    publish(small_project, output, curation=True)
    content = (output / "relation-client-owl.ttl").read_bytes()
    return [quad.triple for quad in parse(content, RdfFormat.TURTLE)]


def test_there_is_one_header_with_an_iri_and_a_version_of_its_own(published: list[Triple]) -> None:
    headers = [t.subject for t in published if t.predicate == TYPE and t.object == ONTOLOGY]
    versions = [t.object for t in published if t.predicate.value == f"{OWL}versionIRI"]
    assert headers == [OURS]
    assert versions == [NamedNode(f"{OURS.value}/{VOCABULARY.version}")]
    assert OURS.value not in (VOCABULARY.scheme, VOCABULARY.ontology)
    assert [t for t in published if t.predicate.value == f"{OWL}imports"] == []


def test_an_inferred_statement_stands_there_and_is_marked(published: list[Triple]) -> None:
    (mark,) = (t.subject for t in published if t.predicate == IS_INFERRED)
    said = {t.predicate.value.rpartition("#")[2]: t.object for t in published if t.subject == mark}
    assert said == {
        "type": NamedNode(f"{OWL}Axiom"),
        "annotatedSource": NamedNode(VOCABULARY.concept("programme")),
        "annotatedProperty": NamedNode(f"{SKOS}broaderTransitive"),
        "annotatedTarget": NamedNode(VOCABULARY.concept("indicateur")),
        "is_inferred": Literal("true"),
    }
    statement = (said["annotatedSource"], said["annotatedProperty"], said["annotatedTarget"])
    assert statement in {(t.subject, t.predicate, t.object) for t in published}


def test_a_query_tells_what_is_stated_from_what_is_inferred(published: list[Triple]) -> None:
    store = Store()
    text = turtle(published, VOCABULARY)
    store.load(text, RdfFormat.TURTLE)
    assert list(store.query(WHAT_IS_STATED)) == []  # type: ignore[arg-type]


def test_scheme_and_ontology_are_both_there_whole() -> None:
    ontology = [
        Triple(NamedNode(VOCABULARY.ontology), TYPE, ONTOLOGY),
        Triple(
            NamedNode(VOCABULARY.ontology),
            NamedNode(f"{OWL}versionIRI"),
            NamedNode(f"{VOCABULARY.ontology}/1"),
        ),
        Triple(
            NamedNode(VOCABULARY.ontology), NamedNode(f"{OWL}versionInfo"), Literal("version 1")
        ),
        Triple(NamedNode(VOCABULARY.term("Rule")), TYPE, NamedNode(f"{OWL}Class")),
    ]
    concept = Triple(NamedNode(VOCABULARY.concept("nps")), TYPE, NamedNode(f"{SKOS}Concept"))
    graphs = {"ontology": ontology, "vocabulary": [concept], "evidence": [INFERRED]}
    merged = one_ontology(graphs, [], VOCABULARY)
    assert [t for t in ontology if t in merged] == ontology[2:]
    assert concept in merged
    assert INFERRED not in merged


def test_the_same_inferences_give_the_same_bytes() -> None:
    graphs: Graphs = {"ontology": [], "vocabulary": []}
    nps, top = (NamedNode(VOCABULARY.concept(slug)) for slug in ("nps", "indicateur"))
    other = Triple(top, NamedNode(f"{SKOS}narrowerTransitive"), nps)
    one = turtle(one_ontology(graphs, [INFERRED, other], VOCABULARY), VOCABULARY)
    two = turtle(one_ontology(graphs, [other, INFERRED], VOCABULARY), VOCABULARY)
    assert one == two
