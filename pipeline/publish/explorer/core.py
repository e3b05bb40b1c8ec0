"""What the page knows from the start: names, places, relations and sources of all concepts.

What is said once is JSON; what is said of each concept is in streams. Nothing is in them that the
page can work out: an inverse, what stands under a concept, its class, most slugs.
"""

from __future__ import annotations

from typing import Any

from pipeline.publish.appearance import Appearance
from pipeline.publish.explorer.details import CHUNK, DETAILS
from pipeline.publish.explorer.numbers import PLAIN, TREE, Numbers, Said, plain_slug
from pipeline.publish.explorer.streams import Streams
from pipeline.publish.explorer.terms import Terms
from pipeline.publish.html.links import slug
from pipeline.publish.index.gone import gone
from pipeline.publish.inputs import Build
from pipeline.rules import rules

Json = dict[str, Any]
CONCEPTS: dict[str, list[str]] = {
    "numbers": [
        *("labels", "tag", "parents", "parent", "relations", "predicate", "target", "sources"),
        "renamed",
    ],
    "texts": ["name", "label", "slug"],
}


def core(build: Build, terms: Terms, look: Appearance, numbers: Numbers) -> Json:
    """What is said once."""
    vocabulary = build.vocabulary

    def predicate(curie: str, inverse: int) -> Json:
        line = look.lines.get(curie) or look.lines[numbers.inverses[curie]]
        return {
            "curie": curie,
            "iri": vocabulary.expand(curie),
            "words": terms.relation(curie),
            "says": terms.says(curie),
            "inverse": inverse,
            "drawn": curie in look.lines,
            "kind": "tree" if curie in TREE else "related" if curie == PLAIN else "typed",
            "line": {key: line[key] for key in ("dashes", "arrow", "width", "light", "dark")},
        }

    def class_(name: str) -> Json:
        iri, looks = vocabulary.term(name), look.style.looks
        words = terms.class_(iri)
        return {"iri": iri, "name": name, "words": words, "look": looks.get(name, looks[""])}

    tops = {numbers.concepts[iri]: look.classes[iri] for iri in look.forest.roots}
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
            "releases": [
                {"version": one.version, "issued": one.date, "folder": f"releases/{one.version}"}
                for one in build.releases
            ],
        },
        "chunk": CHUNK,
        "streams": {"concepts": CONCEPTS, "details": DETAILS},
        "sources": [
            {
                "id": source.id,
                "iri": vocabulary.source(source.id),
                "title": source.title,
                "publisher": source.publisher,
                "part": source.part,
                "url": source.url,
                "language": source.language,
                "entries": len(reading.entries),
            }
            for reading in build.readings
            for source in [reading.source]
        ],
        "classes": [class_(name) for name in numbers.classes],
        "predicates": [
            predicate(*one) for one in zip(numbers.predicates, numbers.inverse, strict=True)
        ],
        "tops": sorted(tops),
        "topClasses": [numbers.classes.get(tops[number], -1) for number in sorted(tops)],
        "tags": [{"kind": kind, "lang": lang} for kind, lang in numbers.tags],
        "rules": _rules(numbers),
        "languages": list(numbers.languages),
        "sets": [list(one) for one in numbers.source_sets],
        "qualifiers": {
            str(numbers.concepts[iri]): reference.qualifier
            for iri, reference in numbers.references.items()
            if reference.qualifier
        },
        "gone": {
            one.slug: {"name": one.name, "successors": [other.slug for other in one.successors]}
            for one in gone(build, numbers.references)
        },
    }


def concepts(numbers: Numbers) -> bytes:
    """What is said of each concept, in alphabetical order."""
    streams = Streams(**CONCEPTS)
    stated = _stated(numbers)
    last = 0
    for number, concept in enumerate(numbers.order):
        labels = numbers.labels(concept)
        streams.number("labels", len(labels))
        for place, label in enumerate(labels):
            streams.number("tag", numbers.tag(label))
            streams.text("label" if place else "name", label.text)
        own = slug(concept.iri)
        if not labels:
            streams.text("name", own)
        if own != plain_slug(numbers.references[concept.iri].name):
            streams.number("renamed", number - last)
            streams.text("slug", own)
            last = number
        streams.number("parents", len(numbers.parents[number]))
        for parent in numbers.parents[number]:
            streams.number("parent", parent)
        streams.number("relations", len(stated[number]))
        for predicate, target in stated[number]:
            streams.number("predicate", predicate)
            streams.number("target", target)
        streams.number("sources", numbers.source_sets[numbers.sources_of(concept)])
    return streams.content()


def _rules(numbers: Numbers) -> list[Json]:
    """The rules in words, in the order of their numbers; one without words is its name."""
    words = rules()
    return [
        {**words.get(name, {"fr": name, "en": name}), "confidence": confidence / 1000}
        for name, confidence in numbers.rules
    ]


def _stated(numbers: Numbers) -> list[list[Said]]:
    """The relations of each concept from which all follow: of two inverse ones, the one that has a
    reason of its own, or the first.
    """
    evident: list[set[Said]] = [
        {
            (numbers.predicates[r.predicate], numbers.concepts[r.object])
            for r in concept.relations
            if not r.derived and r.predicate in numbers.predicates and r.object in numbers.concepts
        }
        for concept in numbers.order
    ]
    kept: list[set[Said]] = [set() for _ in numbers.order]
    for is_evident in (True, False):
        for number, relations in enumerate(numbers.relations):
            for predicate, target in relations:
                inverse = numbers.inverse[predicate], number
                is_told = inverse[0] >= 0 and inverse in kept[target]
                if ((predicate, target) in evident[number]) == is_evident and not is_told:
                    kept[number].add((predicate, target))
    return [sorted(relations) for relations in kept]
