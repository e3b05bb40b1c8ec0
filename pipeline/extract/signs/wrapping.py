"""Paragraphs of which each line was broken at a width, put together again."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from msgspec import structs

from pipeline.extract.document import Document, Line

_BREAK = re.compile(r"[^\S\r\n]*(?:\r\n|\r|\n)[^\S\r\n]*")
_STARTS = re.compile(r"[-*+•‣◦▪–—·>#:;|~]|\d{1,3}[.)]|[a-zA-Z]\)")
# Narrower columns than this are lists, wider ones paragraphs.
_NARROWEST, _WIDEST = 50, 130


class Wrapping:
    """How the lines of a document are broken; `joined` undoes it."""

    def __init__(self, document: Document) -> None:
        self._text = document.text
        self._width = _width(document)

    def joined(self, lines: Sequence[Line]) -> list[Line]:
        """The lines, those of one paragraph made one; linear."""
        return list(self._joined(lines))

    def _joined(self, lines: Sequence[Line]) -> Iterator[Line]:
        first: Line | None = None
        last: Line | None = None
        for line in lines:
            if first is not None and last is not None and not self._goes_on(last, line):
                yield self._one(first, last)
                first = None
            first = first or line
            last = line
        if first is not None and last is not None:
            yield self._one(first, last)

    def _one(self, first: Line, last: Line) -> Line:
        if first is last:
            return first
        return structs.replace(first, end=last.end, text=self._text[first.start : last.end])

    def _goes_on(self, before: Line, line: Line) -> bool:
        if not _BREAK.fullmatch(self._text[before.end : line.start]) or _STARTS.match(line.text):
            return False
        if before.text[-1] not in ".!?…:;" and not line.text[0].isupper():
            return True
        if not self._width or before.text[-1] == ":":
            return False
        word = line.text.split(maxsplit=1)[0]
        return _place(self._text, before) + 1 + len(word) > self._width


def _place(text: str, line: Line) -> int:
    """The column behind the last letter of a line."""
    before = text[max(0, line.start - _WIDEST) : line.start]
    return len(before) - max(before.rfind("\n"), before.rfind("\r")) - 1 + line.end - line.start


def _width(document: Document) -> int:
    """The width at which lines are broken, 0 where they are not: then the longest of the lines
    that go on is no wider than a page, and no line anywhere is much wider.
    """
    text = document.text
    columns = []
    for before, line in pairwise(document.lines):
        is_next = _BREAK.fullmatch(text[before.end : line.start])
        if is_next and before.text[-1] not in ".!?…:;" and line.text[0].islower():
            columns.append(_place(text, before))
    widest = max((line.end - line.start for line in document.lines), default=0)
    if len(columns) < 3 or widest > _WIDEST or max(columns) < _NARROWEST:
        return 0
    return max(columns)
