"""The sheets of labels, relations and decisions: each statement with what it rests on."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.model import Concept, Decision, Evidence
from pipeline.publish.collation import collation_key
from pipeline.publish.forest import shown_name
from pipeline.publish.inputs import Build
from pipeline.publish.tables.entry_names import EntryNames
from pipeline.publish.tables.fitting import without_repeats
from pipeline.publish.tables.words import fill
from pipeline.publish.tables.workbook import Cell, Row
from pipeline.publish.wording import Wording


class StatementSheets:
    """The rows of the three sheets, by the names of the concepts.

    What only follows from another statement (an inverse, the plain `skos:related` of a typed
    relation) rests on nothing of its own and is left out.
    """

    def __init__(self, build: Build, wording: Wording, entries: EntryNames) -> None:
        self._wording, self._entries = wording, entries
        self._language = build.vocabulary.language
        self._names = {c.iri: shown_name(c, self._language) for c in build.concepts}
        self._concepts = sorted(
            build.concepts, key=lambda c: (collation_key(self._names[c.iri]), c.iri)
        )
        order = {relation.predicate for c in build.concepts for relation in c.relations}
        self._rank = {curie: rank for rank, curie in enumerate(wording.in_order(order))}

    def labels(self) -> Iterator[Row]:
        """Concept, label, language, kind, then what it rests on, and the IRI."""
        for concept in self._concepts:
            name = self._names[concept.iri]
            for label in concept.labels:
                language = self._wording.word("languages", label.lang)
                kind = self._wording.word("labels", label.kind)
                because = self._because(label.evidence, label.decision)
                yield [name, label.text, language, kind, *because, concept.iri]

    def relations(self) -> Iterator[Row]:
        """Concept, relation, concept, then what it rests on, and the two IRIs."""
        for concept in self._concepts:
            stated = [relation for relation in concept.relations if not relation.derived]
            stated.sort(key=lambda r: (self._rank[r.predicate], self._target(r.object), r.object))
            for relation in stated:
                yield [
                    self._names[concept.iri],
                    self._wording.relation(relation.predicate),
                    self._target(relation.object),
                    *self._because(relation.evidence, relation.decision),
                    concept.iri,
                    relation.object,
                ]

    def decisions(self) -> Iterator[Row]:
        """Concept, what was decided, why, who, when, on which sentence, how sure, in which row."""
        for concept in self._concepts:
            for said, decision in self._decided(concept):
                yield [
                    self._names[concept.iri],
                    said,
                    decision.reason,
                    decision.author,
                    decision.date,
                    decision.quote,
                    decision.confidence,
                    decision.where,
                ]

    def _decided(self, concept: Concept) -> Iterator[tuple[str, Decision]]:
        for label in concept.labels:
            if label.decision:
                kind = self._wording.word("labels", label.kind)
                language = self._wording.word("languages", label.lang)
                said = fill("book", "label", kind=kind, text=label.text, language=language)
                yield said, label.decision
        for relation in concept.relations:
            if relation.decision and not relation.derived:
                name = self._wording.relation(relation.predicate)
                target = self._target(relation.object)
                yield fill("book", "relation", relation=name, target=target), relation.decision
        for definition in concept.definitions:
            if definition.decision:
                entry = self._entries[definition.entry] if definition.entry else definition.text
                yield fill("book", "definition", text=entry), definition.decision

    def _target(self, iri: str) -> str:
        return self._names.get(iri) or self._wording.term(iri)

    def _because(self, evidence: list[Evidence], decision: Decision | None) -> list[Cell]:
        """Sentences, their entries, how sure; the reason of a decision, and who took it when."""
        quotes = without_repeats(quoted(one) for one in evidence)
        entries = without_repeats(self._entries[one.entry] for one in evidence)
        return [
            "\n".join(quotes),
            "\n".join(entries),
            max((one.confidence for one in evidence), default=""),
            decision.reason if decision else "",
            fill("book", "signed", author=decision.author, day=decision.date) if decision else "",
        ]


def quoted(evidence: Evidence) -> str:
    """A sentence between quotation marks, on one line."""
    return fill("book", "quote", text=" ".join(evidence.quote.split()))
