"""What a reader returns: the entries it found and its claim on every stretch it understood."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from msgspec import Struct, field

from pipeline.extract.document import Document, Line
from pipeline.extract.ledger import Claim
from pipeline.extract.lines import numbered_senses
from pipeline.model import Remark, Span


class Sniff(Struct, frozen=True):
    """How well a layout fits a text, in [0, 1], and the observations that say so, in French."""

    confidence: float
    reasons: list[str]


NO_SIGN = Sniff(0.0, [])


class Found(Struct, frozen=True, gc=False):
    """An entry as a reader finds it, before it has an id. `repeated`: the line that stands where
    its definition should and only repeats the headword. `variants` and `see` as in Entry.
    """

    headword: Span | None
    senses: list[list[Span]]
    repeated: Span | None = None
    variants: list[Span] = []
    see: list[Span] = []


class Reading(Struct):
    """The entries of a text, in order, and what the rest of it is.

    `claims` are on what stands around the words of entries; those of the words themselves follow
    from the entries.
    """

    entries: list[Found] = field(default_factory=list)
    claims: list[Claim] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)

    def add(
        self,
        headword: Line | None,
        body: Sequence[Line],
        repeated: Line | None = None,
        variants: Sequence[Line] = (),
        see: Sequence[Line] = (),
    ) -> None:
        """Add an entry: its headword, if it has one, and the lines of its definition, or the one
        that only repeats the headword. A part of a line (`Line.part`) is a line as well.
        """
        if len(body) == 1:
            senses = [[Span(body[0].start, body[0].end)]]
        else:
            senses = [_spans(sense) for sense in numbered_senses(body)]
        self.entries.append(
            Found(_span(headword), senses, _span(repeated), _spans(variants), _spans(see))
        )
        # The numbers of the senses are cut off their lines; what is left of a line is markup.
        self.claims.extend(("markup", line.start, line.end) for line in body)

    def mark(self, line: Line) -> None:
        """Claim a line as markup: its words of entries, if it has any, win over it."""
        self.claims.append(("markup", line.start, line.end))

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


def _spans(lines: Sequence[Line]) -> list[Span]:
    return [Span(line.start, line.end) for line in lines] if lines else []


class Reader(Protocol):
    """A layout: one module of `readers/`."""

    NAME: str

    def sniff(self, document: Document) -> Sniff:
        """Whether the marks of the layout are there at all, and how many; cheap and linear. Where
        it says 0 the layout is not tried.
        """
        ...

    def read(self, document: Document, publisher: str) -> Reading:
        """The entries and claims; `publisher` tells whose advertising to expect. Linear. What it
        says nothing of stays unassigned.
        """
        ...
