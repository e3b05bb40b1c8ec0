"""Vocabularies of any size that keep this project's contract, the same for the same size.

Under the trunk and the ontology as they stand in ontology/ come `size` concepts of 15 statements
each, eight under each concept, so that the tree is as deep as the logarithm of the size.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from itertools import product
from pathlib import Path

from pipeline.turtle import load_turtle
from pipeline.vocabulary import RDF, SKOS, Vocabulary, load_vocabulary

_HERE = Path(__file__).resolve().parent
_ONTOLOGY = _HERE.parent / "ontology"
_CHILDREN = 8

_SCHEME = """\
<{v.scheme}> a skos:ConceptScheme ;
    dcterms:title "{title}"@fr , "Benchmark vocabulary"@en ;
    skos:prefLabel "{title}"@fr , "Benchmark vocabulary"@en ;
    dcterms:description "Des notions pour mesurer."@fr , "Notions to measure with."@en ;
    dcterms:creator "banc d'essai"@fr ;
    dcterms:publisher "{v.publisher}" ;
    dcterms:created "{v.created}"^^xsd:date ;
    dcterms:modified "{v.modified}"^^xsd:date ;
    dcterms:license <{v.licence}> ;
    dcterms:rights "Textes d'essai."@fr ;
    owl:versionInfo "{v.version}" .
"""
_TOP = """\
{this} skos:inScheme <{scheme}> ; skos:topConceptOf <{scheme}> .
<{scheme}> skos:hasTopConcept {this} .
"""
_CONCEPT = """\
{this} a skos:Concept ;
    skos:prefLabel "{name} {number}"@fr , "benchmark notion {number}"@en ;
    skos:altLabel "{name}, rang {number}"@fr , "notion ranked {number}"@en ;
    skos:hiddenLabel "{name} no {number}"@fr ;
    skos:notation "{number:06}" ;
    skos:definition "Notion de rang {number}, que suit l'équipe chargée de ce dossier."@fr ;
    skos:scopeNote "S'emploie pour le seul rang {number}."@fr ;
    dcterms:source {source} ;
    skos:inScheme <{scheme}> ;
    skos:broader {above} .
{above} skos:narrower {this} .
"""
_RELATED = "{this} skos:related {other} .\n{other} skos:related {this} .\n"


def write_vocabulary(path: Path, size: int) -> None:
    """Write a vocabulary of `size` concepts, besides the top concepts, as Turtle."""
    with path.open("w", encoding="utf-8") as file:
        file.writelines(_parts(size))


def _parts(size: int) -> Iterator[str]:
    v = load_vocabulary(_ONTOLOGY / "vocabulary.toml")
    prefixes = {**v.prefixes, "c": v.concept(""), "e": v.source("banc/")}
    yield from (f"@prefix {prefix}: <{iri}> .\n" for prefix, iri in prefixes.items())
    trunk = load_turtle(_ONTOLOGY / "top-concepts.ttl")
    yield from (f"{triple} .\n" for triple in [*load_turtle(_ONTOLOGY / "schema.ttl"), *trunk])
    yield _SCHEME.format(v=v, title="Vocabulaire d'essai")
    tops = sorted(
        {
            str(t.subject)[1:-1].replace(v.concept(""), "c:")
            for t in trunk
            if str(t.predicate) == f"<{RDF}type>" and str(t.object) == f"<{SKOS}Concept>"
        }
    )
    yield from (_TOP.format(this=top, scheme=v.scheme) for top in tops)
    yield from _concepts(v, tops, size)


def _concepts(v: Vocabulary, tops: list[str], size: int) -> Iterator[str]:
    words = tomllib.loads((_HERE / "glossary.toml").read_text("utf-8"))
    heads = [noun.lower() for head in words["head"] for noun in head["nouns"]]
    names = [" ".join(name) for name in product(heads, words["names"]["things"])]
    concepts = [*tops, *(f"c:notion-{number}" for number in range(size))]
    for place in range(len(tops), len(concepts)):
        number = place - len(tops)
        yield _CONCEPT.format(
            this=concepts[place],
            above=concepts[number // _CHILDREN],
            name=names[number % len(names)],
            number=number,
            source=f"e:notion-{number}",
            scheme=v.scheme,
        )
        # On the same level, so that neither is above the other; under different concepts.
        other = place + _CHILDREN
        if other < len(concepts) and _level(place, len(tops)) == _level(other, len(tops)):
            yield _RELATED.format(this=concepts[place], other=concepts[other])


def _level(place: int, tops: int) -> int:
    """How far below the top concepts the concept at a place of the list is."""
    level = 0
    while place >= tops:
        place = (place - tops) // _CHILDREN
        level += 1
    return level
