"""Turtle, JSON-LD, N-Triples and N-Quads: the same graph in each, in an order people can read."""

from __future__ import annotations

import json
import re

import pytest
import rdflib
import rdflib.compare
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import (
    BaseDirection,
    BlankNode,
    CanonicalizationAlgorithm,
    Dataset,
    Literal,
    NamedNode,
    Quad,
    RdfFormat,
    Triple,
    parse,
)

from pipeline.blank_nodes import with_stable_names
from pipeline.errors import InputError
from pipeline.publish.rdf.jsonld import context, context_document, jsonld
from pipeline.publish.rdf.nquads import nquads, ntriples
from pipeline.publish.rdf.rdfxml import rdfxml
from pipeline.publish.rdf.turtle import turtle
from pipeline.turtle import load_turtle
from pipeline.vocabulary import XSD

from .glossary import PROJECT, VOCABULARY, graph_of, large_glossary

ONTOLOGY = load_turtle(PROJECT / "ontology" / "schema.ttl")
PUBLISHED = load_turtle(PROJECT / "output" / "relation-client.ttl")

PREFIXES = "".join(f"@prefix {name}: <{iri}> .\n" for name, iri in VOCABULARY.prefixes.items())
BASE = f"@base <{VOCABULARY.base}> .\n"
FORMS = {
    "labels in two languages": '<c/a> skos:prefLabel "voix du client"@fr, "Voice"@en .',
    "several labels a language": '<c/a> skos:altLabel "un"@fr, "deux"@fr, "one"@en .',
    "a label without a language": '<c/a> skos:altLabel "VOC", "VOC"@fr .',
    "a regional language": '<c/a> skos:altLabel "natel"@fr-CH .',
    "a label that is an IRI": "<c/a> skos:prefLabel <c/b> .",
    "a relation to a text": '<c/a> skos:broader "b", <c/b> .',
    "a relation to a blank node": "<c/a> skos:related [] .",
    "a date": '<c/a> dcterms:created "2026-11-22"^^xsd:date .',
    "a date of another type": '<c/a> dcterms:created "2026"^^xsd:gYear, "2026-11-22"@fr .',
    "booleans": '<c/a> owl:deprecated true, false, "1"^^xsd:boolean .',
    "numbers": '<c/a> rc:confidence 0.9, 12, 1e3, "1."^^xsd:decimal, "x"^^xsd:integer .',
    "a property that no term names": '<c/a> <http://example.org/p> "a", <urn:x:y>, 3 .',
    "a property whose name is a term elsewhere": '<c/a> <http://example.org/prefLabel> "a"@fr .',
    "quotes, tabs, line ends": r'<c/a> skos:definition "\"a\" \\ \t \n \r b"@fr .',
    "control and separating signs": r'<c/a> skos:definition "\u0007 \u2028 \u2029 \uFEFF"@fr .',
    "signs beyond the first plane": '<c/a> skos:definition "\U0001f600 é é"@fr .',
    "right to left": '<c/a> skos:altLabel "صوت العميل"@ar .',
    "HTML": '<c/a> skos:altLabel "<img src=x onerror=alert(1)>"@fr .',
    "signs of JSON-LD": '<c/a> skos:altLabel "@id"@fr ; dcterms:publisher "@type", "_:b" .',
    "an IRI with signs": "<c/a> dcterms:source <https://example.org/é?a=1&b=(2)#c.d> .",
    "an IRI that ends with a point": "<c/a.> a skos:Concept .",
    "an IRI under the base that is not a path": f"<{VOCABULARY.base}a//b> a <{VOCABULARY.base}> .",
    "types": "<c/a> a skos:Concept, rc:Indicator, <http://example.org/T>, [] .",
    "a type that is a namespace": f"<c/a> a <{VOCABULARY.prefixes['skos']}> .",
    "lists": "<c/a> rc:list ( 1 ( <c/b> ) ), () .",
    "a list with something said of it": "<c/a> rc:p _:l . _:l rdf:first 1 ; rdf:rest () ; a rc:L .",
    "a list that ends in no nil": "<c/a> rc:p _:l . _:l rdf:first 1 ; rdf:rest <c/b> .",
    "a list with two rests": "<c/a> rc:p _:l . _:l rdf:first 1 ; rdf:rest (), ( 2 ) .",
    "nested blank nodes": "<c/a> rc:p [ rc:q [ a owl:Restriction ; rc:r 1 ] ] .",
    "a blank node referred to twice": "<c/a> rc:p _:x . <c/b> rc:p _:x . _:x rc:q 1 .",
    "blank nodes in a circle": "_:x rc:p _:y . _:y rc:p _:x .",
    "a blank node that refers to itself": "_:x rc:p _:x .",
    "equal blank nodes": '[] rc:q "same" . [] rc:q "same" .',
    "a blank node that is only an object": "<c/a> rc:p [] , [] .",
}


def triples_of(document: str) -> list[Triple]:
    quads = parse(BASE + PREFIXES + document, RdfFormat.TURTLE)
    return [quad.triple for quad in with_stable_names(quads)]


def canonical(document: bytes | str, form: RdfFormat) -> set[str]:
    dataset = Dataset(parse(document, form))
    dataset.canonicalize(CanonicalizationAlgorithm.RDFC_1_0)
    return {str(quad) for quad in dataset}


def vocabulary_triples() -> list[Triple]:
    wanted = VOCABULARY.graph("vocabulary")
    quads = with_stable_names(parse(graph_of(large_glossary()), RdfFormat.TRIG))
    return [quad.triple for quad in quads if str(quad.graph_name) == f"<{wanted}>"]


@pytest.mark.parametrize("document", FORMS.values(), ids=FORMS.keys())
def test_every_format_is_the_same_canonical_graph(document: str) -> None:
    expected = canonical(BASE + PREFIXES + document, RdfFormat.TURTLE)
    triples = triples_of(document)
    assert canonical(turtle(triples, VOCABULARY), RdfFormat.TURTLE) == expected
    assert canonical(jsonld(triples, VOCABULARY), RdfFormat.JSON_LD) == expected
    assert canonical(ntriples(triples), RdfFormat.N_TRIPLES) == expected


# rdflib 7.6 warns of its own JSON-LD parser.
@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated")
def test_rdflib_reads_the_same_graph_from_turtle_and_jsonld() -> None:
    triples = vocabulary_triples()
    one = rdflib.Graph().parse(data=turtle(triples, VOCABULARY), format="turtle")
    other = rdflib.Graph().parse(data=jsonld(triples, VOCABULARY), format="json-ld")
    assert len(one) == len(triples)
    assert rdflib.compare.isomorphic(one, other)


def test_the_order_of_triples_does_not_change_a_byte() -> None:
    triples = vocabulary_triples()
    backwards = triples[::-1]
    assert turtle(triples, VOCABULARY) == turtle(backwards, VOCABULARY)
    assert jsonld(triples, VOCABULARY) == jsonld(backwards, VOCABULARY)
    assert ntriples(triples) == ntriples(backwards)


def test_turtle_puts_the_scheme_first_and_each_subject_in_one_block() -> None:
    text = turtle(vocabulary_triples(), VOCABULARY)
    subjects = re.findall(r"^<([^>]+)> a ", text, flags=re.MULTILINE)
    assert subjects[0] == "scheme"
    assert subjects[1:] == sorted(subjects[1:])
    assert len(subjects) == len(set(subjects)) == len(text.split("\n\n")) - 1


def test_a_turtle_block_reads_type_labels_definition_relations_one_object_a_line() -> None:
    document = """<concept/voc> skos:broader <concept/information>, <concept/avis> ;
        rc:acronym "VOC"@fr ; skos:altLabel "VOC"@fr ; skos:definition "Des avis."@fr ;
        skos:prefLabel "Voice of the Customer"@en, "voix du client"@fr ;
        a rc:Information, skos:Concept ; owl:deprecated false ."""
    body = turtle(triples_of(document), VOCABULARY).split("\n\n")[1]
    assert body == (
        "<concept/voc> a skos:Concept, rc:Information ;\n"
        "    skos:prefLabel\n"
        '        "voix du client"@fr,\n'
        '        "Voice of the Customer"@en ;\n'
        '    rc:acronym "VOC"@fr ;\n'
        '    skos:altLabel "VOC"@fr ;\n'
        '    skos:definition "Des avis."@fr ;\n'
        "    skos:broader\n"
        "        <concept/avis>,\n"
        "        <concept/information> ;\n"
        "    owl:deprecated false .\n"
    )


def test_turtle_writes_restrictions_and_lists_inside_the_statement() -> None:
    document = """rc:A a owl:Class ; owl:equivalentClass
        [ a owl:Class ; owl:unionOf ( rc:B [ a owl:Restriction ; owl:onProperty rc:p ] ) ] ."""
    body = turtle(triples_of(document), VOCABULARY).split("\n\n")[1]
    assert body == (
        "rc:A a owl:Class ;\n"
        "    owl:equivalentClass [ a owl:Class ;\n"
        "        owl:unionOf ( rc:B [ a owl:Restriction ;\n"
        "            owl:onProperty rc:p ] ) ] .\n"
    )


def test_turtle_declares_only_the_prefixes_it_uses_in_their_fixed_order() -> None:
    head = turtle(triples_of('<c/a> a skos:Concept ; rc:p "1"^^xsd:date .'), VOCABULARY)
    assert re.findall(r"^@prefix (\w+):", head, flags=re.MULTILINE) == ["rc", "skos", "xsd"]


def test_axioms_are_sorted_by_what_they_annotate_and_need_no_names() -> None:
    document = """
        _:z a owl:Axiom ; owl:annotatedSource <concept/a> ; owl:annotatedTarget <concept/x> .
        _:a a owl:Axiom ; owl:annotatedSource <concept/b> ; owl:annotatedTarget <concept/x> ."""
    text = turtle(triples_of(document), VOCABULARY)
    assert re.findall(r"^\[\] a owl:Axiom ;\n    owl:annotatedSource <(.+)> ;$", text, re.M) == [
        "concept/a",
        "concept/b",
    ]


def test_jsonld_reads_well() -> None:
    document = """<concept/voc> a skos:Concept ; skos:prefLabel "voix du client"@fr, "VoC"@en ;
        skos:altLabel "VOC"@fr ; skos:broader <concept/information> ; owl:deprecated true ;
        dcterms:created "2026-11-22"^^xsd:date ; rc:confidence 0.5 ."""
    assert json.loads(jsonld(triples_of(document), VOCABULARY))["@graph"] == [
        {
            "id": VOCABULARY.concept("voc"),
            "type": "skos:Concept",
            "prefLabel": {"fr": "voix du client", "en": "VoC"},
            "altLabel": {"fr": ["VOC"]},
            "broader": [VOCABULARY.concept("information")],
            "rc:confidence": {
                "@value": "0.5",
                "@type": "http://www.w3.org/2001/XMLSchema#decimal",
            },
            "deprecated": True,
            "created": "2026-11-22",
        }
    ]


def test_the_context_by_itself_is_the_one_in_the_file() -> None:
    triples = vocabulary_triples()
    alone = json.loads(context_document(context(VOCABULARY, ONTOLOGY)))
    assert alone == {"@context": json.loads(jsonld(triples, VOCABULARY, ONTOLOGY))["@context"]}


def test_jsonld_under_the_context_by_itself_is_the_same_graph() -> None:
    triples = vocabulary_triples()
    whole = json.loads(jsonld(triples, VOCABULARY, ONTOLOGY))
    alone = json.loads(context_document(context(VOCABULARY, ONTOLOGY)))
    joined = json.dumps({**alone, "@graph": whole["@graph"]})
    assert canonical(joined, RdfFormat.JSON_LD) == canonical(ntriples(triples), RdfFormat.N_TRIPLES)


def test_every_property_of_the_vocabulary_has_a_term() -> None:
    graph = json.loads(jsonld(PUBLISHED, VOCABULARY, ONTOLOGY))["@graph"]
    assert {key for node in graph for key in node if ":" in key} == set()
    assert len(graph) > 50


def test_a_property_has_one_shape_however_many_values_it_has() -> None:
    shapes: dict[str, set[tuple[type, ...]]] = {}
    for node in json.loads(jsonld(PUBLISHED, VOCABULARY, ONTOLOGY))["@graph"]:
        for key, value in node.items():
            inner = [type(one) for one in value.values()] if isinstance(value, dict) else []
            shapes.setdefault(key, set()).add((type(value), *sorted(set(inner), key=str)))
    del shapes["type"]
    assert {key: found for key, found in shapes.items() if len(found) > 1} == {}
    assert shapes["measures"] == shapes["source"] == {(list,)}


def test_a_relation_of_the_ontology_is_a_link_under_its_name() -> None:
    declared = triples_of("rc:replaces a owl:ObjectProperty . <urn:x:other> a owl:ObjectProperty .")
    triples = triples_of("<c/a> rc:replaces <c/b> .")
    document = json.loads(jsonld(triples, VOCABULARY, declared))
    assert document["@context"]["replaces"] == {
        "@id": "rc:replaces",
        "@type": "@id",
        "@container": "@set",
    }
    assert document["@graph"][0]["replaces"] == [f"{VOCABULARY.base}c/b"]


def test_a_relation_named_as_a_term_keeps_its_curie() -> None:
    declared = triples_of("rc:source a owl:ObjectProperty .")
    triples = triples_of("<c/a> rc:source <c/b> .")
    assert "rc:source" in json.loads(jsonld(triples, VOCABULARY, declared))["@graph"][0]
    assert canonical(jsonld(triples, VOCABULARY, declared), RdfFormat.JSON_LD) == canonical(
        ntriples(triples), RdfFormat.N_TRIPLES
    )


TEXTS = st.text(
    st.one_of(
        st.characters(exclude_categories=["Cs"]),
        st.sampled_from(
            "\"'|#\t\n\r\\=+-@<>&\u0000\u001b\u007f\u0085\u2028\u202e\u0301\ufeff\uffff"
        ),
    ),
    max_size=40,
)
LITERALS = st.one_of(
    st.builds(Literal, TEXTS),
    st.builds(Literal, TEXTS, language=st.sampled_from(["fr", "en", "fr-CH", "ar", "zh-Hant"])),
    st.builds(
        Literal,
        TEXTS | st.sampled_from(["true", "1.5", "12", "01", "+3", "-.5", "2026-11-22"]),
        datatype=st.sampled_from(
            [
                NamedNode(XSD + kind)
                for kind in ("boolean", "integer", "decimal", "date", "string", "hexBinary")
            ]
        ),
    ),
    st.builds(
        Literal,
        TEXTS,
        language=st.just("ar"),
        direction=st.sampled_from([BaseDirection.LTR, BaseDirection.RTL]),
    ),
)
PROPERTIES = [
    NamedNode(VOCABULARY.expand(curie))
    for curie in (
        *("skos:prefLabel", "skos:altLabel", "skos:broader", "owl:deprecated"),
        *("dcterms:created", "dcterms:publisher", "rc:own"),
    )
]


@given(st.lists(st.tuples(st.sampled_from(PROPERTIES), LITERALS), min_size=1, max_size=6))
def test_any_literal_survives_in_every_format_or_is_refused_with_a_reason(
    said: list[tuple[NamedNode, Literal]],
) -> None:
    triples = [Triple(NamedNode("urn:x:a"), predicate, text) for predicate, text in said]
    expected = {str(Quad(*triple)) for triple in triples}

    def read(document: str | bytes, form: RdfFormat) -> set[str]:
        return {str(quad) for quad in parse(document, form)}

    assert read(turtle(triples, VOCABULARY), RdfFormat.TURTLE) == expected
    assert read(ntriples(triples), RdfFormat.N_TRIPLES) == expected
    assert read(jsonld(triples, VOCABULARY), RdfFormat.JSON_LD) == expected
    has_no_room = any(
        text.direction is not None
        or re.search("[\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f\ufffe\uffff]", text.value)
        for _, text in said
    )
    if has_no_room:
        with pytest.raises(InputError, match="has no room for"):
            rdfxml(triples, VOCABULARY)
    else:
        assert read(rdfxml(triples, VOCABULARY), RdfFormat.RDF_XML) == expected


def test_a_triple_term_is_refused() -> None:
    a = NamedNode("urn:x:a")
    with pytest.raises(InputError, match=r"a triple term, which only RDF 1.2 knows"):
        turtle([Triple(a, a, Triple(a, a, a))], VOCABULARY)


def test_a_statement_made_twice_is_written_once() -> None:
    triples = triples_of("<c/a> skos:altLabel 'a'@fr, 'b'@fr .")
    assert turtle(triples * 2, VOCABULARY) == turtle(triples, VOCABULARY)


def test_lines_of_ntriples_and_nquads_are_sorted() -> None:
    quads = list(parse(graph_of(large_glossary()), RdfFormat.TRIG))
    name = VOCABULARY.graph("vocabulary")
    triples = [quad.triple for quad in quads if quad.graph_name == NamedNode(name)]
    for content in (nquads({"vocabulary": triples}, VOCABULARY), ntriples(triples)):
        lines = content.splitlines()
        assert lines == sorted(lines)
        assert len(lines) == len(triples) > 100
    assert nquads({"vocabulary": triples}, VOCABULARY).count(f"<{name}> .".encode()) == len(triples)


def names_of(document: str) -> dict[str, str]:
    """The text in rc:q of each blank node, with the node's name."""
    found: dict[str, str] = {}
    for triple in triples_of(document):
        if isinstance(triple.subject, BlankNode):
            found[str(triple.object)] = triple.subject.value
    return found


def test_blank_nodes_are_named_by_content_whatever_they_were_called() -> None:
    one = names_of('_:x rc:q "a" . _:y rc:q "b" .')
    other = names_of('_:y rc:q "a" . _:x rc:q "b" .')
    assert one == other


def test_a_blank_node_keeps_its_name_when_others_come() -> None:
    before = names_of('_:x rc:q "b" .')
    after = names_of('_:x rc:q "a" . _:y rc:q "b" . _:z rc:q "c" .')
    assert after['"b"'] == before['"b"']


def test_equal_blank_nodes_stay_apart() -> None:
    quads = parse(BASE + PREFIXES + '[] rc:q "same" . [] rc:q "same" .', RdfFormat.TURTLE)
    assert len({quad.subject for quad in with_stable_names(quads)}) == 2


def test_the_same_blank_node_content_in_two_graphs_stays_two_nodes() -> None:
    document = PREFIXES + '<urn:g> { [] rc:q "a" } <urn:h> { [] rc:q "a" }'
    quads: list[Quad] = with_stable_names(parse(document, RdfFormat.TRIG))
    assert len({quad.subject for quad in quads}) == 2
