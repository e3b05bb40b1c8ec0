"""What a reader returns: the entries it found and its claim on every stretch it understood."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from msgspec import Struct, field

from pipeline.extract.ledger import Claim
from pipeline.extract.lines import Line, numbered_senses
from pipeline.model import Remark, Span


class Sniff(Struct, frozen=True):
    """How well a layout fits a text, in [0, 1], and the observations that say so, in French."""

    confidence: float
    reasons: list[str]


class Found(Struct, frozen=True):
    """An entry as a reader finds it, before it has an id. `repeated`: the line that stands where
    its definition should and only repeats the headword.
    """

    headword: Span | None
    senses: list[list[Span]]
    repeated: Span | None = None


class Reading(Struct):
    """The entries of a text, in order, and what the rest of it is."""

    entries: list[Found] = field(default_factory=list)
    claims: list[Claim] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)

    def add(
        self, headword: Line | None, body: Sequence[Line], repeated: Line | None = None
    ) -> None:
        """Add an entry: its headword line, if it has one, and the lines of its definition, or the
        one that only repeats the headword.
        """
        senses = numbered_senses(body)
        spans = [[Span(line.start, line.end) for line in sense] for sense in senses]
        self.entries.append(Found(_span(headword), spans, _span(repeated)))
        if headword is not None:
            self.claims.append(("headword", headword.start, headword.end))
        # The numbers of the senses are cut off their lines; what is left of a line is markup.
        self.claims.extend(("markup", line.start, line.end) for line in body)
        self.claims.extend(("definition", s.start, s.end) for sense in spans for s in sense)

    def set_aside(self, line: Line, reason: str) -> None:
        """Claim a line as boilerplate and say why, in French: the report shows it."""
        self.claims.append(("boilerplate", line.start, line.end))
        self.remarks.append(Remark(Span(line.start, line.end), "boilerplate", reason))

    def leave(self, line: Line, reason: str) -> None:
        """Leave a line unassigned and say why, in French."""
        self.claims.append(("unassigned", line.start, line.end))
        self.remarks.append(Remark(Span(line.start, line.end), "unassigned", reason))


def _span(line: Line | None) -> Span | None:
    return None if line is None else Span(line.start, line.end)


class Reader(Protocol):
    """A layout: one module of `readers/`."""

    NAME: str

    def sniff(self, text: str) -> Sniff:
        """How well the layout fits; cheap and linear."""
        ...

    def read(self, text: str, publisher: str) -> Reading:
        """The entries and claims; `publisher` tells whose advertising to expect. Linear."""
        ...
