"""What a part of the dataset holds, counted as VoID counts (Describing Linked Datasets, 4.6)."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable

import pyoxigraph as ox

from pipeline.vocabulary import RDF

_TYPE = ox.NamedNode(f"{RDF}type")


class Counts:
    """The triples of a part, its distinct subjects and objects; how often each property occurs,
    and how many subjects each class has.
    """

    def __init__(self, quads: Iterable[ox.Quad]) -> None:
        self.triples = 0
        self._subjects: set[object] = set()
        self._objects: set[object] = set()
        self.properties: Counter[str] = Counter()
        members: defaultdict[str, set[object]] = defaultdict(set)
        for quad in quads:
            self.triples += 1
            self._subjects.add(quad.subject)
            self._objects.add(quad.object)
            self.properties[quad.predicate.value] += 1
            if quad.predicate == _TYPE and isinstance(quad.object, ox.NamedNode):
                members[quad.object.value].add(quad.subject)
        self.classes = {iri: len(subjects) for iri, subjects in members.items()}

    @property
    def subjects(self) -> int:
        """How many distinct subjects there are."""
        return len(self._subjects)

    @property
    def objects(self) -> int:
        """How many distinct objects there are."""
        return len(self._objects)
