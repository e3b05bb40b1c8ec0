"""A part of a document as a document of its own, and what was read of it led back."""

from __future__ import annotations

from bisect import bisect_left, bisect_right

from msgspec import structs

from pipeline.extract.document import Document
from pipeline.extract.reading import Found, Reading
from pipeline.model import Remark, Span


def part_of(document: Document, first: int, stop: int) -> tuple[Document, int]:
    """The lines `[first, stop)` with the white space before them as a document, and where in the
    whole, in code points, its text begins.
    """
    begin = document.lines[first - 1].end if first else 0
    end = document.lines[stop - 1].end
    marks = document.markup
    inside = marks[
        bisect_left(marks, begin, key=lambda mark: mark.start) : bisect_right(
            marks, end, key=lambda mark: mark.end
        )
    ]
    lines = [
        structs.replace(line, start=line.start - begin, end=line.end - begin)
        for line in document.lines[first:stop]
    ]
    part = structs.replace(
        document,
        text=document.text[begin:end],
        lines=lines,
        markup=[_moved(mark, -begin) for mark in inside],
        places=[],
    )
    return part, begin


def shifted(reading: Reading, offset: int) -> Reading:
    """A reading of a part, counted in the whole."""
    return Reading(
        [
            Found(
                _moved_if(found.headword, offset),
                [_all_moved(sense, offset) for sense in found.senses],
                _moved_if(found.repeated, offset),
                _all_moved(found.variants, offset),
                _all_moved(found.see, offset),
            )
            for found in reading.entries
        ],
        [(kind, start + offset, end + offset) for kind, start, end in reading.claims],
        [
            Remark(_moved(remark.span, offset), remark.kind, remark.reason)
            for remark in reading.remarks
        ],
    )


def _moved(span: Span, offset: int) -> Span:
    return Span(span.start + offset, span.end + offset)


def _moved_if(span: Span | None, offset: int) -> Span | None:
    return None if span is None else _moved(span, offset)


def _all_moved(spans: list[Span], offset: int) -> list[Span]:
    return [_moved(span, offset) for span in spans]
