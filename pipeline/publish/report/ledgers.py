"""What each source gave: its ledger, what was set aside and why, the entries that are flagged."""

from __future__ import annotations

from bisect import bisect_right

from msgspec import Struct

from pipeline.extract.collection.record import Outcome
from pipeline.extract.doubts import is_doubtful
from pipeline.model import LEDGER_KINDS, Ledger, Source
from pipeline.publish.inputs import Build, SourceReading
from pipeline.publish.report.names import opening
from pipeline.publish.wording import Wording


class Part(Struct, frozen=True):
    """How many characters of a source are of one kind."""

    kind: str
    name: str
    size: int


class Aside(Struct, frozen=True):
    """A stretch of text that is in no entry, where, and why; `place` is its place in the file
    where the text was built from one.
    """

    start: int
    end: int
    name: str
    reason: str
    text: str
    place: str = ""


class Flagged(Struct, frozen=True):
    """An entry with something wrong: its headword, or where it was lost how its text opens."""

    entry: str
    headword: str
    opening: str
    flags: list[str]


class SourceFacts(Struct, frozen=True):
    """One source; `parts` are of every kind and sum to the ledger's length. `is_doubtful`: the
    reader that a person chose fits badly. `kept_text`: the published text that offsets count in,
    "" where there is none.
    """

    source: Source
    ledger: Ledger
    entries: int
    parts: list[Part]
    asides: list[Aside]
    flagged: list[Flagged]
    is_doubtful: bool
    kept_text: str = ""


def source_facts(build: Build, wording: Wording) -> list[SourceFacts]:
    """The sources in the order of sources.toml."""
    return [_of_source(reading, wording) for reading in build.readings]


def _of_source(reading: SourceReading, wording: Wording) -> SourceFacts:
    ledger = reading.ledger
    starts = [place.start for place in ledger.places]

    def place_of(start: int) -> str:
        at = bisect_right(starts, start) - 1
        return ledger.places[at].name if at >= 0 else ""

    return SourceFacts(
        reading.source,
        ledger,
        len(reading.entries),
        [
            Part(
                kind,
                wording.word("kinds", kind),
                sum(span.end - span.start for span in ledger.spans.get(kind, ())),
            )
            for kind in LEDGER_KINDS
        ],
        [
            Aside(
                remark.span.start,
                remark.span.end,
                wording.word("kinds", remark.kind),
                remark.reason,
                reading.raw[remark.span.start : remark.span.end],
                place_of(remark.span.start),
            )
            for remark in ledger.remarks
        ],
        [
            Flagged(
                entry.id,
                entry.headword.text if entry.headword else "",
                opening(entry, reading),
                [wording.word("flags", flag) for flag in entry.flags],
            )
            for entry in reading.entries
            if entry.flags
        ],
        bool(reading.source.reader) and is_doubtful(ledger),
        reading.kept_text or "",
    )


def unregistered_reading(one: Outcome, wording: Wording) -> str:
    """What a file that nobody described holds, in words."""
    if one.problem:
        return wording.word("report.text", "unreadable")
    if not one.reader:
        return wording.word("report.text", "no_layout")
    key = "asked_reading" if one.question else "read"
    confidence = f"{round(one.confidence * 100)} %"
    return wording.fill(
        "report.text", key, entries=one.entries, reader=one.reader, confidence=confidence
    )
