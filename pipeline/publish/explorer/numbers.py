"""The numbers that stand for things in the page, and the orders that both sides know.

Concepts are numbered in alphabetical order; classes, sources and predicates in reading order.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Hashable, Iterable, Iterator
from typing import TypeVar

from pipeline.model import Concept, Evidence, Label, Relation
from pipeline.publish.appearance import Appearance
from pipeline.publish.collation import collation_key
from pipeline.publish.forest import Forest, preferred
from pipeline.publish.html.links import slug
from pipeline.publish.index.reference import refer, source_of
from pipeline.publish.inputs import Build
from pipeline.publish.wording import Wording

TREE = ("skos:broader", "skos:narrower")
PLAIN = "skos:related"
KEPT = ("most-complete-definition", 1000)
"""The rule by which a definition is kept, and its confidence, in thousandths."""
Said = tuple[int, int]
"""A relation of a concept: the number of its predicate, the number of its target."""
_Thing = TypeVar("_Thing", bound=Hashable)


class Numbers:
    """The numbers of concepts (by IRI), classes (by local name), sources (by id), predicates (by
    CURIE); of the tags of labels (kind and language), the languages of definitions, the sources
    that speak of a concept together, and the rules of evidence, each with its confidence.
    """

    def __init__(self, build: Build, wording: Wording, look: Appearance) -> None:
        self.vocabulary = build.vocabulary
        titles = {reading.source.id: reading.source.title for reading in build.readings}
        self.references = refer(build.concepts, titles, build.vocabulary.language)
        self.order: list[Concept] = sorted(
            build.concepts,
            key=lambda one: (collation_key(self.references[one.iri].name), slug(one.iri)),
        )
        self.concepts = {concept.iri: number for number, concept in enumerate(self.order)}
        self.sources = {reading.source.id: n for n, reading in enumerate(build.readings)}
        used = {(r.predicate, r.object) for c in build.concepts for r in c.relations}
        terms = self.vocabulary.term("")
        types = {o.removeprefix(terms) for p, o in used if p == "rdf:type" and o.startswith(terms)}
        looks = [name for name in look.style.looks if name]
        self.classes = {n: i for i, n in enumerate([*looks, *sorted(types - set(looks))])}
        ways = {line["relation"]: line["inverse"] for line in look.lines.values()}
        self.inverses = ways | {after: before for before, after in ways.items() if after}
        curies = {p for p, _ in used if p in self.inverses}
        curies |= {*TREE, *(self.inverses[p] for p in curies)} - {""}
        self.predicates = {curie: n for n, curie in enumerate(wording.in_order(curies))}
        self.inverse = [self.predicates.get(self.inverses.get(p, ""), -1) for p in self.predicates]
        self.roots = [self.concepts[iri] for iri in look.forest.roots]
        self.parents = self._places(look.forest)
        self.children: list[list[int]] = [[] for _ in self.order]
        for number, above in enumerate(self.parents):
            for parent in above:
                self.children[parent].append(number)
        self.relations = self._relations()
        self.tags = _numbered(
            (label.kind, label.lang) for concept in self.order for label in self.labels(concept)
        )
        self.languages = _numbered(
            definition.lang for concept in self.order for definition in concept.definitions
        )
        self.source_sets = _numbered(self.sources_of(concept) for concept in self.order)
        self.rules = _numbered([KEPT, *(_rule(one) for one in _evidence(self.order))])

    def tag(self, label: Label) -> int:
        """The number of what a label is and its language."""
        return self.tags[label.kind, label.lang]

    def rule(self, evidence: Evidence) -> int:
        """The number of the rule that fired, with its confidence."""
        return self.rules[_rule(evidence)]

    def sources_of(self, concept: Concept) -> tuple[int, ...]:
        """The numbers of the sources that speak of a concept."""
        return tuple(sorted({self.sources[source_of(entry)] for entry in concept.entries}))

    def class_of(self, relation: Relation) -> int:
        """The number of the class that a relation gives, or -1 where it gives none of ours."""
        name = relation.object.removeprefix(self.vocabulary.term(""))
        return self.classes.get(name, -1) if relation.predicate == "rdf:type" else -1

    def labels(self, concept: Concept) -> list[Label]:
        """The labels of a concept, the one that names it first."""
        first = preferred(concept, self.vocabulary.language)
        rest = [label for label in concept.labels if label is not first]
        return [first, *rest] if first else rest

    def in_chunks(self) -> list[int]:
        """The concepts in the order in which their details stand: level by level, what stands
        under one concept together.
        """
        found = dict.fromkeys(self.roots)
        waiting = list(found)
        for number in waiting:
            new = [child for child in self.children[number] if child not in found]
            found.update(dict.fromkeys(new))
            waiting.extend(new)
        return [*found, *(number for number in range(len(self.order)) if number not in found)]

    def _places(self, forest: Forest) -> list[list[int]]:
        """What each concept stands under, the place that gives it its class first."""
        first = {
            self.concepts[child]: self.concepts[parent]
            for parent, below in forest.children.items()
            for child in below
        }
        above: list[set[int]] = [set() for _ in self.order]
        for number, predicate, target in self._links():
            if predicate == "skos:broader":
                above[number].add(target)
            elif predicate == "skos:narrower":
                above[target].add(number)
        for number, parent in first.items():
            above[number].remove(parent)
        return [
            [*([first[number]] if number in first else []), *sorted(rest)]
            for number, rest in enumerate(above)
        ]

    def _relations(self) -> list[list[Said]]:
        """The relations of each concept beside the tree, with their inverses; the plain "related"
        only where nothing more is said of the two.
        """
        said: list[set[Said]] = [set() for _ in self.order]
        for number, curie, target in self._links():
            if curie in self.predicates and curie not in TREE:
                predicate = self.predicates[curie]
                said[number].add((predicate, target))
                if self.inverse[predicate] >= 0:
                    said[target].add((self.inverse[predicate], number))
        plain = self.predicates.get(PLAIN, -1)
        for relations in said:
            told = {target for predicate, target in relations if predicate != plain}
            relations -= {(plain, target) for target in told}
        return [sorted(relations) for relations in said]

    def _links(self) -> Iterator[tuple[int, str, int]]:
        for number, concept in enumerate(self.order):
            for relation in concept.relations:
                if relation.object in self.concepts:
                    yield number, relation.predicate, self.concepts[relation.object]


def _numbered(things: Iterable[_Thing]) -> dict[_Thing, int]:
    """Things by number, each once, in the order in which they come."""
    return {thing: number for number, thing in enumerate(dict.fromkeys(things))}


def _evidence(concepts: Iterable[Concept]) -> Iterator[Evidence]:
    """What the labels and relations of concepts rest on."""
    for concept in concepts:
        for label in concept.labels:
            yield from label.evidence
        for relation in concept.relations:
            yield from relation.evidence


def _rule(evidence: Evidence) -> tuple[str, int]:
    return evidence.rule, round(1000 * evidence.confidence)


def plain_slug(name: str) -> str:
    """The slug that most concepts of that name have; app/slugs.js makes the same."""
    bare = re.sub(r"[\u0300-\u036f]", "", unicodedata.normalize("NFD", name.lower()))
    bare = bare.replace("œ", "oe").replace("æ", "ae")
    return re.sub(r"[^a-z0-9]+", "-", bare).strip("-")
