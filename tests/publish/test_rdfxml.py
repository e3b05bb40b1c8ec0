"""Flat RDF/XML: what stream readers need, and a clear refusal of what it cannot hold."""

from __future__ import annotations

from xml.etree import ElementTree

import pytest
import rdflib
import rdflib.compare
from pyoxigraph import BaseDirection, BlankNode, Literal, NamedNode, Quad, RdfFormat, Triple

from pipeline.errors import InputError
from pipeline.publish.rdf.rdfxml import rdfxml
from pipeline.publish.rdf.turtle import turtle

from .glossary import VOCABULARY
from .test_formats import BASE, FORMS, PREFIXES, canonical, triples_of, vocabulary_triples

RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
# The forms that have a blank node, or a sign that XML 1.0 has no room for.
REFUSED = {
    name
    for name, document in FORMS.items()
    if any(isinstance(term, BlankNode) for t in triples_of(document) for term in (t[0], t[2]))
} | {"control and separating signs"}
HELD = {name: document for name, document in FORMS.items() if name not in REFUSED}


def one(predicate: str, value: Literal | NamedNode) -> list[Triple]:
    return [Triple(NamedNode("urn:x:a"), NamedNode(predicate), value)]


@pytest.mark.parametrize("document", HELD.values(), ids=HELD.keys())
def test_it_is_the_same_canonical_graph(document: str) -> None:
    expected = canonical(BASE + PREFIXES + document, RdfFormat.TURTLE)
    assert canonical(rdfxml(triples_of(document), VOCABULARY), RdfFormat.RDF_XML) == expected


@pytest.mark.parametrize("name", sorted(REFUSED))
def test_what_it_cannot_hold_is_refused(name: str) -> None:
    with pytest.raises(InputError):
        rdfxml(triples_of(FORMS[name]), VOCABULARY)


def test_rdflib_reads_the_same_graph_as_from_turtle() -> None:
    triples = vocabulary_triples()
    read = rdflib.Graph().parse(data=rdfxml(triples, VOCABULARY), format="xml")
    expected = rdflib.Graph().parse(data=turtle(triples, VOCABULARY), format="turtle")
    assert len(read) == len(triples)
    assert rdflib.compare.isomorphic(read, expected)


def test_the_order_of_triples_does_not_change_a_byte() -> None:
    triples = vocabulary_triples()
    assert rdfxml(triples, VOCABULARY) == rdfxml(triples[::-1], VOCABULARY)


def test_it_is_flat_scheme_first_one_block_a_subject_types_first() -> None:
    root = ElementTree.fromstring(rdfxml(vocabulary_triples(), VOCABULARY))
    subjects = [element.get(f"{RDF}about", "") for element in root]
    assert subjects[0] == VOCABULARY.scheme
    assert len(subjects) == len(set(subjects)) > 50
    for element in root:
        assert set(element.attrib) == {f"{RDF}about"}
        names = [child.tag for child in element]
        assert names[: names.count(f"{RDF}type")] == [f"{RDF}type"] * names.count(f"{RDF}type")
        for child in element:
            assert len(child) == 0
            assert f"{RDF}parseType" not in child.attrib
            assert f"{RDF}nodeID" not in child.attrib


def test_a_block_reads_type_labels_relations() -> None:
    document = """<concept/voc> a skos:Concept, rc:Information ; skos:broader <concept/avis> ;
        skos:prefLabel "R&D <b> \\"x\\""@fr ; dcterms:created "2026-11-22"^^xsd:date ;
        dcterms:publisher "Essai" ; dcterms:source <http://example.org/?a=1&b=2> ."""
    assert rdfxml(triples_of(document), VOCABULARY) == (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        "<rdf:RDF\n"
        '    xmlns:rc="https://w3id.org/relation-client/ontology#"\n'
        '    xmlns:skos="http://www.w3.org/2004/02/skos/core#"\n'
        '    xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"\n'
        '    xmlns:dcterms="http://purl.org/dc/terms/">\n'
        '<skos:Concept rdf:about="https://w3id.org/relation-client/concept/voc">\n'
        '  <rdf:type rdf:resource="https://w3id.org/relation-client/ontology#Information"/>\n'
        '  <skos:prefLabel xml:lang="fr">R&amp;D &lt;b&gt; "x"</skos:prefLabel>\n'
        '  <dcterms:source rdf:resource="http://example.org/?a=1&amp;b=2"/>\n'
        '  <skos:broader rdf:resource="https://w3id.org/relation-client/concept/avis"/>\n'
        "  <dcterms:publisher>Essai</dcterms:publisher>\n"
        '  <dcterms:created rdf:datatype="http://www.w3.org/2001/XMLSchema#date">2026-11-22'
        "</dcterms:created>\n"
        "</skos:Concept>\n"
        "</rdf:RDF>\n"
    )


def test_a_type_that_is_no_name_leaves_the_element_to_the_next_type() -> None:
    document = "<c/a> a <http://example.org/1>, <http://example.org/Kind> ."
    text = rdfxml(triples_of(document), VOCABULARY)
    assert '<ns1:Kind rdf:about="https://w3id.org/relation-client/c/a">' in text
    assert '<rdf:type rdf:resource="http://example.org/1"/>' in text


def test_a_subject_without_a_type_is_a_description() -> None:
    assert '<rdf:Description rdf:about="' in rdfxml(triples_of("<c/a> rc:p 1 ."), VOCABULARY)


def test_namespaces_without_a_prefix_are_numbered_by_iri_whatever_prefixes_are_taken() -> None:
    document = "<c/a> <http://b.example/p> 1 ; <http://a.example/p> 2 ."
    text = rdfxml(triples_of(document), VOCABULARY)
    assert 'xmlns:ns1="http://a.example/"' in text
    assert 'xmlns:ns2="http://b.example/"' in text


@pytest.mark.parametrize(
    "document", ["<c/a> rc:p [] .", "_:x rc:p 1 .", "<c/a> rc:p ( 1 ) .", "<c/a> a [] ."]
)
def test_a_blank_node_is_refused(document: str) -> None:
    with pytest.raises(InputError, match=r"flat RDF/XML has no blank nodes, and .* leads to one"):
        rdfxml(triples_of(document), VOCABULARY)


@pytest.mark.parametrize(
    "iri",
    [
        "http://example.org/",
        "http://example.org/12",
        "http://www.w3.org/1999/02/22-rdf-syntax-ns#li",
        "http://www.w3.org/1999/02/22-rdf-syntax-ns#about",
        "http://www.w3.org/2000/xmlns/a",
    ],
)
def test_a_property_that_cannot_be_a_tag_is_refused(iri: str) -> None:
    with pytest.raises(InputError, match=f"RDF/XML cannot hold the property <{iri}>"):
        rdfxml(one(iri, Literal("x")), VOCABULARY)


@pytest.mark.parametrize("iri", ["http://example.org/1a2", "http://example.org/%C3", "urn:x:é"])
def test_a_property_is_cut_before_the_longest_name_at_its_end(iri: str) -> None:
    triples = one(iri, Literal("x"))
    read = canonical(rdfxml(triples, VOCABULARY), RdfFormat.RDF_XML)
    assert read == {str(Quad(*triples[0]))}


@pytest.mark.parametrize("sign", ["\x00", "\x0b", "\x1f", "\ufffe", "\uffff"])
def test_a_sign_that_xml_has_no_room_for_is_refused_by_its_number_and_place(sign: str) -> None:
    problem = rf"no room for the sign U\+{ord(sign):04X} in the text of .*altLabel.* at <urn:x:a>"
    with pytest.raises(InputError, match=problem):
        rdfxml(one(VOCABULARY.expand("skos:altLabel"), Literal(f"a{sign}b")), VOCABULARY)


def test_a_base_direction_is_refused() -> None:
    text = Literal("صوت", language="ar", direction=BaseDirection("rtl"))
    with pytest.raises(InputError, match="no room for a base direction"):
        rdfxml(one(VOCABULARY.expand("skos:altLabel"), text), VOCABULARY)
