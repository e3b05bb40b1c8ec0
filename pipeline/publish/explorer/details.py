"""What the card of a concept shows, and why each statement is there."""

from __future__ import annotations

from typing import Any

from pipeline.model import Concept, Decision, Entry, Evidence
from pipeline.passages import definition_text
from pipeline.publish.explorer.core import Numbers
from pipeline.publish.inputs import Build

Json = dict[str, Any]


class Details:
    """The details of the concepts of one build."""

    def __init__(self, build: Build, numbers: Numbers) -> None:
        self._vocabulary = build.vocabulary
        self._numbers = numbers
        self._entries: dict[str, tuple[Entry, str]] = {
            entry.id: (entry, reading.raw)
            for reading in build.readings
            for entry in reading.entries
        }

    def of(self, concept: Concept) -> Json:
        """The details of one concept."""
        numbers = self._numbers
        return {
            "labels": [
                {
                    "text": label.text,
                    "lang": label.lang,
                    "kind": label.kind,
                    "why": self._why(label.evidence, label.decision),
                }
                for label in concept.labels
            ],
            "relations": [
                {
                    "predicate": numbers.predicates[relation.predicate],
                    "target": numbers.concepts[relation.object],
                    "why": self._why(relation.evidence, relation.decision),
                }
                for relation in concept.relations
                if relation.object in numbers.concepts
            ],
            "types": [
                {"cls": cls, "why": self._why(relation.evidence, relation.decision)}
                for relation in concept.relations
                if relation.predicate == "rdf:type"
                and (cls := numbers.classes.get(relation.object.rsplit("#", 1)[-1])) is not None
            ],
            "definitions": [
                {
                    "text": definition.text,
                    "lang": definition.lang,
                    "entry": definition.entry,
                    "source": numbers.sources.get(definition.entry.split("/")[0], -1),
                    "why": self._why([], definition.decision),
                }
                for definition in concept.definitions
            ],
            "entries": [self._entry(entry, concept) for entry in concept.entries],
            "notes": concept.notes,
        }

    def _entry(self, identifier: str, concept: Concept) -> Json:
        entry, raw = self._entries[identifier]
        return {
            "id": entry.id,
            "iri": self._vocabulary.source(entry.id),
            "source": self._numbers.sources[entry.source],
            "headword": entry.headword.text if entry.headword else "",
            "text": definition_text(raw, entry.senses),
            "kept": any(definition.entry == entry.id for definition in concept.definitions),
            "contradicts": False,
        }

    def _why(self, evidence: list[Evidence], decision: Decision | None) -> list[Json]:
        found: list[Json] = [
            {
                "kind": "sentence",
                "source": self._numbers.sources[one.source],
                "entry": one.entry,
                "sentence": one.quote,
                "marks": [],
                "rule": {"fr": one.rule, "en": one.rule},
                "confidence": one.confidence,
            }
            for one in evidence
        ]
        if decision:
            found.append(
                {
                    "kind": "decision",
                    "author": decision.author,
                    "date": decision.date,
                    "reason": decision.reason,
                    "where": decision.where,
                    "quote": decision.quote,
                }
            )
        return found
