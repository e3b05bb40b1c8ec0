"""The sentence that words of a raw text stand in, found around their offsets."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from pipeline.map.words import sentence_spans
from pipeline.model import Entry, Span
from pipeline.passages import paragraphs_of

LINE_END = re.compile(r"\r\n|\r|\n")


def paragraphs(raw: str, entries: Iterable[Entry]) -> list[Span]:
    """Where the headwords and the paragraphs of the definitions of a raw text stand."""
    found = list(entries)
    headwords = [Span(e.headword.start, e.headword.end) for e in found if e.headword]
    return headwords + [
        Span(spans[0].start, spans[-1].end)
        for entry in found
        for sense in entry.senses
        for spans in paragraphs_of(raw, sense.spans)
    ]


def sentence_around(raw: str, paragraphs: Sequence[Span], start: int, end: int) -> Span:
    """The sentences of a raw text that hold `[start, end)`, inside their paragraph."""
    paragraph = _paragraph(raw, paragraphs, start, end)
    spans = [
        (paragraph.start + left, paragraph.start + right)
        for left, right in sentence_spans(raw[paragraph.start : paragraph.end])
    ]
    held = [(left, right) for left, right in spans if left < end and start < right]
    if not held:
        return Span(start, end)
    return Span(min(held[0][0], start), max(held[-1][1], end))


def _paragraph(raw: str, paragraphs: Sequence[Span], start: int, end: int) -> Span:
    """The shortest of the paragraphs that holds the words, else the lines that they stand on."""
    around = [span for span in paragraphs if span.start <= start and end <= span.end]
    if around:
        return min(around, key=lambda span: (span.end - span.start, span))
    left = max((found.end() for found in LINE_END.finditer(raw, 0, start)), default=0)
    after = LINE_END.search(raw, end)
    return Span(left, after.start() if after else len(raw))
