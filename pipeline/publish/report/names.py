"""What the things of a build are called in the report, and sentences that words stand in."""

from __future__ import annotations

from functools import cached_property

from msgspec import Struct

from pipeline.map.sentence_around import paragraphs, sentence_around
from pipeline.model import Entry, Evidence, Span
from pipeline.publish.forest import shown_name
from pipeline.publish.inputs import Build, SourceReading


class Quoted(Struct, frozen=True):
    """Words of a source inside their sentence; `title` is the source's, `[start, end)` their place
    in its raw text.
    """

    title: str
    start: int
    end: int
    before: str
    words: str
    after: str


class Names:
    """Names by IRI or id. What has no name is called by its IRI or id."""

    def __init__(self, build: Build) -> None:
        language = build.vocabulary.language
        self._concepts = {c.iri: shown_name(c, language) for c in build.concepts}
        self._readings = {reading.source.id: reading for reading in build.readings}

    def concept(self, iri: str) -> str:
        """The preferred label of a concept in use; empty where the IRI is none's."""
        return self._concepts.get(iri, "")

    def source(self, identifier: str) -> str:
        """The title of a source."""
        reading = self._readings.get(identifier)
        return reading.source.title if reading else identifier

    def headword(self, entry: str) -> str:
        """The headword of an entry; empty where it was lost."""
        return self._headwords.get(entry, "")

    def quoted(self, evidence: Evidence) -> Quoted:
        """The words of a piece of evidence in their sentence: alone where the text has others."""
        start, end = evidence.start, evidence.end
        reading = self._readings.get(evidence.source)
        before = after = ""
        if reading and reading.raw[start:end] == evidence.quote:
            around = sentence_around(reading.raw, self._paragraphs[evidence.source], start, end)
            before, after = reading.raw[around.start : start], reading.raw[end : around.end]
        return Quoted(self.source(evidence.source), start, end, before, evidence.quote, after)

    @cached_property
    def _headwords(self) -> dict[str, str]:
        return {
            entry.id: entry.headword.text
            for reading in self._readings.values()
            for entry in reading.entries
            if entry.headword
        }

    @cached_property
    def _paragraphs(self) -> dict[str, list[Span]]:
        return {
            name: paragraphs(reading.raw, reading.entries)
            for name, reading in self._readings.items()
        }


def opening(entry: Entry, reading: SourceReading) -> str:
    """Where its headword was lost, an entry is known by the beginning of its definition."""
    if entry.headword or not entry.senses:
        return ""
    first = entry.senses[0].spans[0]
    return reading.raw[first.start : first.end]
