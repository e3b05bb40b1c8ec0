"""What the page knows from the start: names, places, relations and sources of all concepts.

Concepts are numbered in alphabetical order; classes, sources and predicates in reading order.
"""

from __future__ import annotations

from typing import Any

from pyoxigraph import Literal, NamedNode

from pipeline.model import Concept
from pipeline.publish.collation import collation_key
from pipeline.publish.html.links import slug
from pipeline.publish.index.reference import refer, source_of
from pipeline.publish.inputs import Build
from pipeline.publish.map_page.drawing import Drawing
from pipeline.publish.wording import Wording
from pipeline.vocabulary import RDFS

Json = dict[str, Any]
CHUNK = 100
"""How many concepts the details of one block are of."""


class Numbers:
    """The numbers that stand for concepts (by IRI), classes (by local name), sources (by id) and
    predicates (by CURIE).
    """

    def __init__(self, build: Build, wording: Wording, drawing: Drawing) -> None:
        titles = {reading.source.id: reading.source.title for reading in build.readings}
        self.references = refer(build.concepts, titles, build.vocabulary.language)
        self.order: list[Concept] = sorted(
            build.concepts,
            key=lambda one: (collation_key(self.references[one.iri].name), slug(one.iri)),
        )
        self.concepts = {concept.iri: number for number, concept in enumerate(self.order)}
        self.sources = {reading.source.id: n for n, reading in enumerate(build.readings)}
        looks = drawing.page()["looks"]
        self.classes = {name: n for n, name in enumerate(name for name in looks if name)}
        used = {
            r.predicate for c in build.concepts for r in c.relations if r.predicate != "rdf:type"
        }
        self.predicates = {curie: n for n, curie in enumerate(wording.in_order(used))}


def core(build: Build, wording: Wording, drawing: Drawing, numbers: Numbers) -> Json:
    """The core block of one build."""
    vocabulary, order = build.vocabulary, numbers.order
    looks, lines = drawing.page()["looks"], drawing.page()["lines"]
    english = {
        str(triple.subject)[1:-1]: triple.object.value
        for triple in build.graphs["ontology"]
        if triple.predicate == NamedNode(f"{RDFS}label")
        and isinstance(triple.object, Literal)
        and triple.object.language == "en"
    }

    def predicate(curie: str) -> Json:
        iri = vocabulary.expand(curie)
        forward = {line["relation"]: line["inverse"] for line in lines}
        inverses = forward | {after: before for before, after in forward.items()}
        line = next(line for line in lines if curie in (line["relation"], line["inverse"]))
        words = wording.relation(curie)
        kind = "tree" if line["isTree"] else "related" if curie == "skos:related" else "typed"
        return {
            "curie": curie,
            "iri": iri,
            "words": {"fr": words, "en": english.get(iri, words)},
            "inverse": numbers.predicates.get(inverses.get(curie, ""), -1),
            "kind": kind,
            "line": {key: line[key] for key in ("dashes", "arrow", "width", "light", "dark")},
        }

    def class_(name: str) -> Json:
        iri = vocabulary.term(name)
        words = wording.term(iri)
        return {
            "iri": iri,
            "name": name,
            "words": {"fr": words, "en": english.get(iri, words)},
            "look": looks[name],
        }

    def relations(concept: Concept) -> list[Json]:
        said = [
            (numbers.predicates[r.predicate], numbers.concepts[r.object])
            for r in concept.relations
            if r.object in numbers.concepts
            and r.predicate not in ("rdf:type", "skos:broader", "skos:narrower")
        ]
        plain = numbers.predicates.get("skos:related", -1)
        told = {target for number, target in said if number != plain}
        return [
            {"predicate": number, "target": target}
            for number, target in sorted(set(said))
            if number != plain or target not in told
        ]

    def linked(concept: Concept, curie: str) -> list[int]:
        found = (r.object for r in concept.relations if r.predicate == curie)
        return sorted({numbers.concepts[iri] for iri in found if iri in numbers.concepts})

    return {
        "meta": {
            "base": vocabulary.base,
            "name": vocabulary.name,
            "prefix": vocabulary.prefix,
            "language": vocabulary.language,
            "version": vocabulary.version,
            "modified": vocabulary.modified,
            "title": vocabulary.title,
            "publisher": vocabulary.publisher,
            "licence": vocabulary.licence,
            "releases": [],
        },
        "chunk": CHUNK,
        "sources": [
            {
                "id": source.id,
                "iri": vocabulary.source(source.id),
                "title": source.title,
                "publisher": source.publisher,
                "part": source.part,
                "url": source.url,
                "language": source.language,
            }
            for source in (reading.source for reading in build.readings)
        ],
        "classes": [class_(name) for name in numbers.classes],
        "predicates": [predicate(curie) for curie in numbers.predicates],
        "tops": [n for n, concept in enumerate(order) if concept.iri in drawing.forest.roots],
        "slugs": [slug(concept.iri) for concept in order],
        "names": [numbers.references[concept.iri].name for concept in order],
        "qualifiers": {
            str(number): numbers.references[concept.iri].qualifier
            for number, concept in enumerate(order)
            if numbers.references[concept.iri].qualifier
        },
        "cls": [numbers.classes.get(drawing.classes[concept.iri], -1) for concept in order],
        "labels": [
            [{"text": one.text, "lang": one.lang, "kind": one.kind} for one in concept.labels]
            for concept in order
        ],
        "parents": [linked(concept, "skos:broader") for concept in order],
        "children": [linked(concept, "skos:narrower") for concept in order],
        "relations": [relations(concept) for concept in order],
        "concept_sources": [
            sorted({numbers.sources[source_of(e)] for e in concept.entries}) for concept in order
        ],
    }
