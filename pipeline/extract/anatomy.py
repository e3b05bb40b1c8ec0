"""What the words of an entry are made of: every reader's entries pass here, whatever the layout."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from msgspec import structs

from pipeline.extract.document import Document
from pipeline.extract.ledger import Claim
from pipeline.extract.reading import Found, Reading
from pipeline.model import Span


def refine(document: Document, reading: Reading) -> Reading:
    """The reading with markup cut out of headwords and definitions."""
    if document.markup:
        reading.entries = [_without_markup(document.markup, found) for found in reading.entries]
        reading.claims.extend(("markup", span.start, span.end) for span in document.markup)
    return reading


def claims_of(entries: Sequence[Found]) -> list[Claim]:
    """The claims of the words of entries on their stretches."""
    claims: list[Claim] = []
    for found in entries:
        for span in (found.headword, *found.variants):
            if span is not None:
                claims.append(("headword", span.start, span.end))
        claims.extend(("definition", s.start, s.end) for sense in found.senses for s in sense)
    return claims


def _without_markup(markup: Sequence[Span], found: Found) -> Found:
    return structs.replace(
        found,
        headword=None if found.headword is None else _trimmed(markup, found.headword),
        senses=[[part for span in sense for part in _cut(markup, span)] for sense in found.senses],
    )


def _cut(markup: Sequence[Span], span: Span) -> list[Span]:
    """The span without the markup inside it; `markup` is sorted and disjoint."""
    parts = []
    start = span.start
    for index in range(bisect_left(markup, Span(start, start)), len(markup)):
        mark = markup[index]
        if mark.start >= span.end:
            break
        if mark.start > start:
            parts.append(Span(start, mark.start))
        start = max(start, mark.end)
    if start < span.end:
        parts.append(Span(start, span.end))
    return parts


def _trimmed(markup: Sequence[Span], span: Span) -> Span:
    """A headword is one stretch: markup is cut off its ends only."""
    parts = _cut(markup, span)
    return Span(parts[0].start, parts[-1].end) if parts else span
