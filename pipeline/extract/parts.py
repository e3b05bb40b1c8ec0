"""A part of a document as a document of its own, and what was read of it led back."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from msgspec import structs

from pipeline.extract.document import Document, Line
from pipeline.extract.reading import Found, Reading
from pipeline.model import Remark, Span

_CELLS = ("cell", "header")


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
    is_column = _is_column(document.lines[first:stop])
    lines = [
        structs.replace(
            line,
            start=line.start - begin,
            end=line.end - begin,
            role="text" if is_column and line.role in _CELLS else line.role,
        )
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


def _is_column(lines: Sequence[Line]) -> bool:
    """Whether every row has one cell: a sheet that somebody wrote lines of text into."""
    rows = [line.row for line in lines if line.role in _CELLS]
    return len(rows) == len(set(rows))


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
