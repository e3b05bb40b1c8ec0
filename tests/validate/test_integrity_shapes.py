"""The integrity conditions of the SKOS Reference: what is SKOS passes, what is not is named."""

from __future__ import annotations

import pytest

from pipeline.graphs import Graphs

from .checking import reported, reported_of, reported_once_spoiled

VALID = {
    "S9: a scheme and a concept are two things": (
        "v:s a skos:ConceptScheme . c:a a skos:Concept ; skos:inScheme v:s ."
    ),
    "S13: the same word may be a label in another language": (
        'c:a skos:prefLabel "chat"@fr ; skos:altLabel "chat"@en .'
    ),
    "S13: two concepts may share a word": (
        'c:a skos:prefLabel "chat"@fr . c:b skos:altLabel "chat"@fr .'
    ),
    "S14: one preferred label per language": (
        'c:a skos:prefLabel "canal"@fr , "channel"@en , "channel"@en-GB .'
    ),
    "S27: siblings may be related": (
        "c:a skos:broader c:t . c:b skos:broader c:t ; skos:related c:a ."
    ),
    "S37: a collection has concepts": (
        "v:k a skos:Collection ; skos:member c:a . c:a a skos:Concept ."
    ),
    "S46: exact to one, broad to another": (
        "c:a a skos:Concept ; skos:exactMatch c:b ; skos:broadMatch c:x ."
    ),
}

INVALID = {
    "S9: an IRI that is scheme and concept": (
        "v:s a skos:ConceptScheme , skos:Concept .",
        {("S9", "s", "")},
    ),
    "S9: a concept that others are in": (
        "c:a a skos:Concept . c:b skos:inScheme c:a .",
        {("S9", "concept/a", "")},
    ),
    "S9: a concept that has a top concept": (
        "c:a a skos:Concept ; skos:hasTopConcept c:b .",
        {("S9", "concept/a", "")},
    ),
    "S13: preferred and alternative": (
        'c:a skos:prefLabel "chat"@fr ; skos:altLabel "chat"@fr .',
        {("S13", "concept/a", "chat")},
    ),
    "S13: preferred and hidden": (
        'c:a skos:prefLabel "chat"@fr ; skos:hiddenLabel "chat"@fr .',
        {("S13", "concept/a", "chat")},
    ),
    "S13: alternative and hidden": (
        'c:a skos:altLabel "chat"@fr ; skos:hiddenLabel "chat"@fr .',
        {("S13-alternative", "concept/a", "chat")},
    ),
    "S14: two preferred labels in French": (
        'c:a skos:prefLabel "a"@fr , "b"@fr .',
        {("S14", "concept/a", "b")},
    ),
    "S14: language tags are alike in any case": (
        'c:a skos:prefLabel "a"@fr , "b"@FR .',
        {("S14", "concept/a", "b")},
    ),
    "S14: two preferred labels without a language": (
        'c:a skos:prefLabel "a" , "b" .',
        {("S14", "concept/a", "b")},
    ),
    "S27: related to the concept above": (
        "c:a skos:broader c:b ; skos:related c:b .",
        {("S27", "concept/a", "concept/b")},
    ),
    "S27: related stated the other way round": (
        "c:a skos:broader c:b . c:b skos:related c:a .",
        {("S27", "concept/a", "concept/b")},
    ),
    "S27: three steps up": (
        "c:a skos:broader c:b . c:b skos:broader c:m . c:m skos:broader c:t . "
        "c:a skos:related c:t .",
        {("S27", "concept/a", "concept/t")},
    ),
    "S27: hierarchy stated by narrower": (
        "c:t skos:narrower c:b . c:b skos:narrower c:a . c:a skos:related c:t .",
        {("S27", "concept/a", "concept/t")},
    ),
    "S27: hierarchy stated by broaderTransitive": (
        "c:a skos:broaderTransitive c:t ; skos:related c:t .",
        {("S27", "concept/a", "concept/t")},
    ),
    "S27: hierarchy by a mapping": (
        "c:a skos:broadMatch c:t ; skos:related c:t .",
        {("S27", "concept/a", "concept/t")},
    ),
    "S27: relatedMatch is related": (
        "c:a skos:broader c:b . c:b skos:broader c:t . c:t skos:relatedMatch c:a .",
        {("S27", "concept/a", "concept/t")},
    ),
    "S37: an IRI that is collection and concept": (
        "v:k a skos:Collection , skos:Concept .",
        {("S37", "k", "")},
    ),
    "S37: an ordered collection that is a scheme": (
        "v:k a skos:OrderedCollection , skos:ConceptScheme .",
        {("S37", "k", "")},
    ),
    "S37: a concept that has members": (
        "c:a a skos:Concept ; skos:member c:b .",
        {("S37", "concept/a", "")},
    ),
    "S46: exact and broader": (
        "c:a skos:exactMatch c:b ; skos:broadMatch c:b .",
        {("S46", "concept/a", "concept/b")},
    ),
    "S46: exact and related, stated the other way round": (
        "c:a skos:exactMatch c:b . c:b skos:relatedMatch c:a .",
        {("S46", "concept/a", "concept/b")},
    ),
    "S46: exact by way of a third": (
        "c:a skos:exactMatch c:b . c:z skos:exactMatch c:b ; skos:broadMatch c:a .",
        {("S46", "concept/a", "concept/z")},
    ),
}


@pytest.mark.parametrize("text", VALID.values(), ids=VALID.keys())
def test_what_is_skos_passes(text: str) -> None:
    assert reported_of("skos-integrity", text) == set()


@pytest.mark.parametrize(("text", "expected"), INVALID.values(), ids=INVALID.keys())
def test_what_is_not_skos_is_reported(text: str, expected: set[tuple[str, str, str]]) -> None:
    assert reported_of("skos-integrity", text) == expected


def test_a_sound_build_with_its_sources_passes(sound: Graphs) -> None:
    assert reported("skos-integrity", sound) == set()


def test_s27_knows_the_typed_relations_of_the_ontology(sound: Graphs) -> None:
    found = reported_once_spoiled(
        "skos-integrity",
        sound,
        part="vocabulary",
        add="c:net-promoter-score rc:basedOn c:indicateur .",
    )
    assert found == {("S27", "concept/net-promoter-score", "concept/indicateur")}


def test_s46_sees_the_mappings_of_the_sources(sound: Graphs) -> None:
    found = reported_once_spoiled(
        "skos-integrity",
        sound,
        part="sources",
        add="e:svi skos:broadMatch c:serveur-vocal-interactif .",
    )
    assert found == {("S46", "concept/serveur-vocal-interactif", "source/24pm-grc-s/svi")}
