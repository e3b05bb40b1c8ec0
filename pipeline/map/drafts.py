"""Concepts in the making, and what comes of the mapping."""

from __future__ import annotations

from msgspec import Struct, field

from pipeline.map.reading import EntryReading
from pipeline.model import Decision, Label, Question, Relation


class Draft(Struct):
    """A concept in the making."""

    iri: str
    readings: list[EntryReading]
    labels: list[Label]
    types: dict[str, Relation] = field(default_factory=dict)
    relations: dict[tuple[str, str], Relation] = field(default_factory=dict)

    @property
    def entries(self) -> list[str]:
        """The ids of its entries, in reading order."""
        return [reading.entry.id for reading in self.readings]

    @property
    def name(self) -> str:
        """Its preferred label in the vocabulary's language."""
        return self.labels[0].text


class Mapped(Struct, frozen=True):
    """The drafts by IRI, the entries' concepts, why entries were joined by decision, what is asked,
    and the decisions that match nothing.
    """

    drafts: dict[str, Draft]
    of_entry: dict[str, str]
    joined: dict[str, Decision]
    questions: list[Question]
    unmatched: list[str]
