"""Vocabularies that exist: SKOS in any syntax, TBX."""

from __future__ import annotations

import pyoxigraph as ox
import pytest

from pipeline.errors import SourceError
from pipeline.extract.containers import CONTAINERS, rdf, tbx
from pipeline.extract.document import Document

PREFIXES = """@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix dct: <http://purl.org/dc/terms/> .
@prefix : <https://example.org/> .
"""
VOCABULARY = (
    PREFIXES
    + """
:s a skos:ConceptScheme ; dct:title "Voile"@fr ; dct:publisher "Le Bord" ; dct:issued "2020-02-03" .
:foc a skos:Concept ; skos:prefLabel "foc"@fr, "jib"@en ; skos:altLabel "petite voile"@fr ;
  skos:definition "Voile d'avant."@fr, "Front sail."@en ; skos:related :genois, :loin ; skos:broader :voile .
:genois a skos:Concept ; skos:prefLabel "génois"@fr ; skos:scopeNote "Grand foc."@fr .
"""
)


def opened(content: str | bytes, language: str = "fr") -> Document:
    raw = content.encode() if isinstance(content, str) else content
    opening = rdf.open if rdf.sniff(raw, "") else tbx.open
    return opening(raw, where="a.x", language=language)


def lines(document: Document) -> list[tuple[str, str]]:
    return [(line.role, line.text) for line in document.lines]


EXPECTED = [
    ("term", "foc"),
    ("variant", "jib"),
    ("variant", "petite voile"),
    ("description", "Voile d'avant."),
    ("see", "génois"),
    ("aside", "Front sail."),
    ("term", "génois"),
    ("description", "Grand foc."),
]


@pytest.mark.parametrize(
    "syntax",
    [
        ox.RdfFormat.TURTLE,
        ox.RdfFormat.N_TRIPLES,
        ox.RdfFormat.RDF_XML,
        ox.RdfFormat.JSON_LD,
        ox.RdfFormat.TRIG,
        ox.RdfFormat.N_QUADS,
    ],
    ids=str,
)
def test_a_vocabulary_says_the_same_in_every_syntax(syntax: ox.RdfFormat) -> None:
    triples = [quad.triple for quad in ox.parse(VOCABULARY, format=ox.RdfFormat.TURTLE)]
    content = ox.serialize(triples, format=syntax)
    assert content is not None
    best = max(CONTAINERS, key=lambda container: container.sniff(content, "vocabulary"))
    assert best is rdf
    document = opened(content)
    assert lines(document) == EXPECTED
    assert [place.name for place in document.places] == [
        "https://example.org/foc",
        "https://example.org/genois",
    ]
    assert document.notes == [
        "liens hiérarchiques (broader, narrower), qui ne sont pas des renvois : 1"
    ]
    assert (document.metadata.title, document.metadata.publisher) == ("Voile", "Le Bord")
    assert document.metadata.date == "2020-02-03"


def test_where_the_wanted_language_has_no_label_another_is_taken_and_said() -> None:
    document = opened(VOCABULARY, "en")
    assert lines(document)[:2] == [("term", "génois"), ("description", "Grand foc.")]
    assert lines(document)[2:4] == [("term", "jib"), ("variant", "foc")]
    assert document.notes[0] == (
        "concepts sans libellé en « en », pris dans une autre langue (fr) : 1"
    )


def test_an_ontology_with_labels_and_comments_is_read_and_what_is_obsolete_named() -> None:
    document = opened(
        PREFIXES
        + ':o a owl:Ontology ; rdfs:label "Bord"@fr ; rdfs:comment "Ontologie du bord."@fr .\n'
        ':Mat a owl:Class ; rdfs:label "mât"@fr ; rdfs:comment "Espar."@fr ; owl:deprecated true .\n'
        ':p a owl:ObjectProperty ; rdfs:label "porte"@fr ; rdfs:comment "Porte."@fr .\n'
    )
    assert lines(document) == [("term", "mât"), ("description", "Espar.")]
    assert document.notes == ["concepts obsolètes, au nombre de 1 : mât"]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (PREFIXES + ':a :b "c" .', "a.x: the RDF holds no concepts with labels"),
        (PREFIXES + ':a :b "c', r"a.x:6: malformed RDF \(Turtle\)"),
        (
            '{"@context": "http://127.0.0.1:9/c", "skos": "http://www.w3.org/2004/02/skos/core#"}',
            "takes its @context from elsewhere, and nothing is fetched",
        ),
        (
            '<!DOCTYPE r [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>'
            '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"/>',
            "entit",
        ),
        ('<!DOCTYPE m [<!ENTITY a SYSTEM "file:///etc/hostname">]><martif>&a;</martif>', "entit"),
        ("<martif><text>", "a.x:1: malformed XML"),
        (
            "<tbx><text><conceptEntry><b:note>x</b:note></conceptEntry></text></tbx>",
            "Namespace prefix b on note is not defined",
        ),
        ("<martif><text/></martif>", "the TBX holds no terms"),
    ],
)
def test_what_is_no_vocabulary_or_no_safe_one_is_an_error(content: str, message: str) -> None:
    with pytest.raises(SourceError, match=message):
        opened(content)


def test_a_termbase_prefers_the_wanted_language_and_the_preferred_term() -> None:
    document = opened(
        '<martif type="TBX"><text><body><termEntry id="c1">'
        '<langSet xml:lang="en"><tig><term>jib</term></tig></langSet>'
        '<langSet xml:lang="fr"><tig><term>trinquette</term></tig><tig><term>foc</term>'
        '<termNote type="administrativeStatus">preferredTerm-admn-sts</termNote></tig>'
        '<descrip type="definition">Voile <hi>avant</hi>.</descrip></langSet>'
        '<ref type="crossReference" target="c2">x</ref></termEntry>'
        '<termEntry id="c2"><langSet xml:lang="en"><tig><term>mast</term></tig></langSet></termEntry>'
        "</body></text></martif>"
    )
    assert lines(document) == [
        ("term", "foc"),
        ("variant", "trinquette"),
        ("variant", "jib"),
        ("description", "Voile avant."),
        ("see", "mast"),
        ("term", "mast"),
    ]
    assert document.notes == ["entrées sans terme en « fr », pris dans une autre langue : 1"]


@pytest.mark.parametrize(
    "content",
    [
        "<html><body>skos</body></html>",
        "Foc : voile.",
        '{"term": "a"}',
        "@Anne : bonjour",
        "<b>x</b>",
    ],
)
def test_other_texts_are_no_vocabularies(content: str) -> None:
    assert rdf.sniff(content.encode(), "a") == tbx.sniff(content.encode(), "a") == 0.0
