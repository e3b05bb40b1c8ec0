"""SKOS-XL: labels as resources, from which exactly the plain labels follow."""

from __future__ import annotations

import pytest
from pyoxigraph import Quad, RdfFormat, Store, Triple, parse

from pipeline.graphs import Graphs
from pipeline.publish.rdf.skosxl import with_labels
from pipeline.publish.rdf.turtle import turtle
from pipeline.turtle import load_turtle

from .glossary import PROJECT, VOCABULARY
from .test_formats import triples_of

OUTPUT = PROJECT / "output"
PREFIXES = "".join(f"PREFIX {name}: <{iri}>\n" for name, iri in VOCABULARY.prefixes.items())
# SKOS Reference, B.3.4.1: S55, S56, S57; and the same for the one property of our own.
PLAIN = {
    "skosxl:prefLabel": "skos:prefLabel",
    "skosxl:altLabel": "skos:altLabel",
    "skosxl:hiddenLabel": "skos:hiddenLabel",
    "rc:acronymLabel": "rc:acronym",
}


def graphs_of(vocabulary: str, evidence: str = "") -> Graphs:
    return {"vocabulary": triples_of(vocabulary), "evidence": triples_of(evidence)}


@pytest.fixture(scope="module")
def published() -> Graphs:
    return {
        "vocabulary": load_turtle(OUTPUT / "relation-client.ttl"),
        "evidence": load_turtle(OUTPUT / "evidence.ttl"),
    }


def store_of(triples: list[Triple]) -> Store:
    """The triples as the file gives them back."""
    store = Store()
    store.load(turtle(triples, VOCABULARY).encode(), RdfFormat.TURTLE)
    return store


def constructed(store: Store, extended: str, plain: str) -> set[str]:
    query = f"CONSTRUCT {{ ?s {plain} ?text }} WHERE {{ ?s {extended}/skosxl:literalForm ?text }}"
    return {str(triple) for triple in store.query(PREFIXES + query)}  # type: ignore[union-attr]


@pytest.mark.parametrize(("extended", "plain"), PLAIN.items())
def test_dumbing_down_gives_exactly_the_plain_labels(
    published: Graphs, extended: str, plain: str
) -> None:
    store = store_of(with_labels(published, VOCABULARY))
    expected = {
        str(triple)
        for triple in published["vocabulary"]
        if triple.predicate.value == VOCABULARY.expand(plain)
    }
    assert constructed(store, extended, plain) == expected != set()


def test_each_label_has_one_text_and_names_one_thing(published: Graphs) -> None:
    store = store_of(with_labels(published, VOCABULARY))
    query = """ASK { { ?label a skosxl:Label FILTER NOT EXISTS { ?label skosxl:literalForm ?t } }
        UNION { ?label skosxl:literalForm ?one, ?other FILTER(?one != ?other) }
        UNION { ?this ?p ?label . ?that ?q ?label . ?label a skosxl:Label FILTER(?this != ?that) } }"""
    assert not store.query(PREFIXES + query)


def test_no_plain_label_definition_or_note_stands_beside(published: Graphs) -> None:
    concepts = [
        triple
        for triple in with_labels(published, VOCABULARY)
        if not str(triple.subject).endswith("#acronymLabel>")
    ]
    said = {triple.predicate.value for triple in concepts}
    absent = ("prefLabel", "altLabel", "hiddenLabel", "definition", "editorialNote", "related")
    assert said.isdisjoint({VOCABULARY.expand(f"skos:{name}") for name in absent})
    assert VOCABULARY.term("acronym") not in said
    assert VOCABULARY.expand("skos:broader") in said


def test_a_label_keeps_its_iri_when_its_kind_changes_not_when_its_text_or_concept_does() -> None:
    def label(document: str) -> str:
        [found] = {
            str(triple.subject)
            for triple in with_labels(graphs_of(document), VOCABULARY)
            if triple.predicate.value == VOCABULARY.expand("skosxl:literalForm")
        }
        return found

    as_alternative = label('<concept/a> skos:altLabel "x"@fr .')
    assert label('<concept/a> skos:prefLabel "x"@fr .') == as_alternative
    others = ['<concept/b> skos:altLabel "x"@fr', '<concept/a> skos:altLabel "x"@en']
    others.append('<concept/a> skos:altLabel "y"@fr')
    assert len({as_alternative, *(label(f"{document} .") for document in others)}) == 4


def test_an_acronym_is_one_label_under_both_properties() -> None:
    triples = with_labels(
        graphs_of('<concept/voc> rc:acronym "VOC"@fr ; skos:altLabel "VOC"@fr .'), VOCABULARY
    )
    said = [t for t in triples if str(t.subject).endswith("concept/voc>")]
    assert {t.predicate.value for t in said} == {
        VOCABULARY.term("acronymLabel"),
        VOCABULARY.expand("skosxl:altLabel"),
    }
    assert len({t.object for t in said}) == 1


def test_a_label_leads_to_the_evidence_it_rests_on() -> None:
    evidence = """_:a a owl:Axiom ; owl:annotatedSource <concept/voc> ;
        owl:annotatedProperty skos:prefLabel ; owl:annotatedTarget "voix du client"@fr ;
        rc:evidence <evidence/1>, <evidence/2> .
        _:b a owl:Axiom ; owl:annotatedSource <concept/voc> ;
        owl:annotatedProperty skos:definition ; owl:annotatedTarget "voix du client"@fr ;
        rc:evidence <evidence/3> ."""
    graphs = graphs_of('<concept/voc> skos:prefLabel "voix du client"@fr .', evidence)
    store = store_of(with_labels(graphs, VOCABULARY))
    query = "SELECT ?why { ?l a skosxl:Label ; rc:evidence ?why } ORDER BY ?why"
    found = [row["why"].value for row in store.query(PREFIXES + query)]  # type: ignore[union-attr]
    assert found == [VOCABULARY.evidence("1"), VOCABULARY.evidence("2")]


def test_a_label_that_is_an_iri_is_left_to_plain_skos() -> None:
    triples = with_labels(graphs_of("<concept/a> skos:prefLabel <concept/b> ."), VOCABULARY)
    assert not any("label/" in str(triple) for triple in triples)


def test_the_own_property_is_declared_under_that_of_skos_xl(published: Graphs) -> None:
    text = turtle(with_labels(published, VOCABULARY), VOCABULARY)
    assert "\nrc:acronymLabel a owl:ObjectProperty ;\n" in text
    assert "    rdfs:subPropertyOf skosxl:altLabel " in text


def test_the_file_is_the_graph(published: Graphs) -> None:
    triples = with_labels(published, VOCABULARY)
    read = set(parse(turtle(triples, VOCABULARY), RdfFormat.TURTLE))
    assert read == {Quad(*triple) for triple in triples}
