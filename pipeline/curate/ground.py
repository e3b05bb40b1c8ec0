"""What an edited file is held against: the concepts as built, and the rows that made them so."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from msgspec import Struct, field

from pipeline.map.contradictions import GOING, one_way
from pipeline.map.curation import Curation, LabelDecision, RelationDecision
from pipeline.map.questions import key_in_rows
from pipeline.model import Concept, Label, Row


class Difference(Struct):
    """What a file says otherwise of one concept: in French, as rows, the places of the rows that
    these supersede, and what no row can say (`aside`).
    """

    iri: str
    name: str
    lines: list[str] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)
    superseded: set[str] = field(default_factory=set)
    aside: list[str] = field(default_factory=list)

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to say."""
        return not (self.lines or self.rows or self.aside)


class Ground:
    """Concepts and decisions, ready to be asked by IRI; `added`: the key of each new concept."""

    def __init__(
        self, concepts: Sequence[Concept], curation: Curation, inverses: Mapping[str, str]
    ) -> None:
        self.concepts = {concept.iri: concept for concept in concepts}
        self.inverses = inverses
        self.added: dict[str, str] = {}
        self._names: dict[str, str] = {}
        self._of_entry = {e: concept.iri for concept in concepts for e in concept.entries}
        self._base = concepts[0].iri.rsplit("/", 1)[0] if concepts else ""
        self._labels: dict[str, list[LabelDecision]] = defaultdict(list)
        for label in curation.labels:
            self._labels[self._iri(label.entry)].append(label)
        self._statements: dict[tuple[str, ...], list[RelationDecision]] = defaultdict(list)
        self._speaking: dict[str, list[RelationDecision]] = defaultdict(list)
        for row in curation.relations:
            ends = self._iri(row.subject), self._iri(row.object)
            self._statements[one_way(ends[0], row.predicate, ends[1], inverses)].append(row)
            for end in ends:
                self._speaking[end].append(row)

    def add(self, iri: str, key: str, name: str) -> None:
        """Take up a concept that is new in the file."""
        self.added[iri] = key
        self._names[iri] = name

    def knows(self, iri: str) -> bool:
        """Whether an IRI is a concept's, built or new."""
        return iri in self.concepts or iri in self.added

    def key(self, iri: str) -> str:
        """What a row calls a concept."""
        return self.added[iri] if iri in self.added else key_in_rows(self.concepts[iri])

    def name(self, iri: str) -> str:
        """What a person calls a concept: its preferred label."""
        if iri in self.concepts:
            return self.concepts[iri].labels[0].text
        return self._names.get(iri, iri)

    def label(self, iri: str, text: str, lang: str) -> Label:
        """A label of a built concept."""
        return next(
            one for one in self.concepts[iri].labels if (one.text, one.lang) == (text, lang)
        )

    def label_rows(self, iri: str, text: str, lang: str) -> list[LabelDecision]:
        """The rows on one label of a concept."""
        return [row for row in self._labels[iri] if (row.text, row.lang) == (text, lang)]

    def preferred_rows(self, iri: str, lang: str) -> list[LabelDecision]:
        """The rows that give a concept its name in a language."""
        rows = self._labels[iri]
        return [r for r in rows if r.kind == "preferred" and r.lang == lang and not r.rejected]

    def made_with(self, name: str, lang: str) -> str:
        """The slug of the concept that a row makes under this name, or an empty text."""
        rows = (row for rows in self._labels.values() for row in rows)
        found = (
            row.entry.removeprefix("concept:")
            for row in rows
            if row.entry.startswith("concept:") and row.kind == "preferred" and not row.rejected
            if (row.text, row.lang) == (name, lang)
        )
        return next(found, "")

    def rows(
        self, iri: str, predicate: str, target: str, *, rejected: bool
    ) -> list[RelationDecision]:
        """The rows that accept, or that reject, a statement or its inverse."""
        found = self._statements[one_way(iri, predicate, target, self.inverses)]
        return [row for row in found if row.rejected == rejected]

    def accepted_about(self, iri: str) -> list[str]:
        """The places of all rows that give a concept a name, a place or a relation."""
        kept = (*GOING, "skos:exactMatch")
        relations = [row for row in self._speaking[iri] if row.predicate not in kept]
        rows: list[LabelDecision | RelationDecision] = [*self._labels[iri], *relations]
        return [row.decision.where for row in rows if not row.rejected]

    def has_words(self, iri: str, predicate: str, target: str) -> bool:
        """Whether a sentence states a relation, whatever people decided."""
        for one, name, other in (
            (iri, predicate, target),
            (target, self.inverses.get(predicate, ""), iri),
        ):
            concept = self.concepts.get(one)
            for relation in concept.relations if concept else ():
                if (relation.predicate, relation.object) == (name, other) and relation.evidence:
                    return True
        return False

    def is_derived(self, iri: str, predicate: str, target: str) -> bool:
        """Whether a relation stands only because another implies it."""
        both = ((iri, predicate, target), (target, self.inverses[predicate], iri))
        found = [
            relation
            for one, name, other in both
            if one in self.concepts
            for relation in self.concepts[one].relations
            if (relation.predicate, relation.object) == (name, other)
        ]
        return bool(found) and all(relation.derived for relation in found)

    def _iri(self, name: str) -> str:
        if name.startswith("concept:"):
            return f"{self._base}/{name.removeprefix('concept:')}"
        return self._of_entry.get(name, name)
