"""Running heads, running feet and page numbers: what returns at one place of page after page."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from itertools import pairwise
from statistics import median
from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from pipeline.extract.containers.pdf.layout import Row

# How many rows at the top and at the bottom of a page are looked at.
_ROWS = 3
# In points: how much the place of a running head may differ.
_SHIFT = 6
_WORDS = 40
# Heads that differ from page to page stand on so many, in a size so much below the text's.
_PAGES = 3
_SMALL = 0.95
_PAGE_NUMBER = re.compile(
    r"\W{0,3}(?:page\b|p\.)?\s?(?:\d{1,4}|[ivxlc]{1,6})(?:\s?(?:/|sur|de|of)\s?\d{1,4})?\W{0,3}",
    re.IGNORECASE,
)
_NAMED_NUMBER = re.compile(r"\bpage\s\d{1,4}(?:\s?(?:/|sur|de|of)\s?\d{1,4})?\Z", re.IGNORECASE)
_OF_PAGES = re.compile(r"\d{1,4}\s?(?:/|sur)\s?\d{1,4}")
_NUMBERED_WORDS = 15
# What a browser prints above a page: the day, the time, the title.
_PRINTED = re.compile(
    r"\d{1,4}[/.-]\d{1,2}[/.-]\d{2,4},?\s+(?:à\s)?\d{1,2}[:h]\d{2}(?::\d{2})?(?:\s?[AP]M)?(?!\S)"
)
_CONTENTS = re.compile(r"(?:\.\s?){5,}\s*\d{1,4}\Z|…{2,}\s*\d{1,4}\Z")


class _Seen(Struct, frozen=True):
    """What one page is compared with: which rows stand on which pages, where running heads stand,
    which page of how many it is, the usual distance of two lines.
    """

    times: dict[tuple[str, int], set[int]]
    slots: set[tuple[int, float]]
    number: int
    pages: int
    usual: float


class Aside(Struct, frozen=True):
    """A line of a page that is no part of its text; `reason` in French."""

    page: int
    text: str
    reason: str


def furniture_of(pages: Sequence[list[Row]]) -> tuple[list[list[Row]], list[Aside]]:
    """The rows of each page without its furniture, and the furniture, in order of pages."""
    times: dict[tuple[str, int], set[int]] = defaultdict(set)
    for number, rows in enumerate(pages):
        for row in [*rows[:_ROWS], *rows[-_ROWS:]]:
            times[_key(row)].add(number)
            times[_key(row, 1)].add(number)
    usual = _usual_gap(pages)
    slots = _slots(pages, times)
    kept: list[list[Row]] = []
    asides: list[Aside] = []
    for number, rows in enumerate(pages, start=1):
        seen = _Seen(times, slots, number, len(pages), usual)
        top = _outer(rows, seen)
        bottom = _outer(rows[top:][::-1], seen)
        own: list[Row] = []
        for index, row in enumerate(rows):
            text = _text(row)
            reason = "table des matières" if _CONTENTS.search(text) else ""
            if index < top or index >= len(rows) - bottom:
                is_running = _returns(row, times, len(pages)) or _is_in_slot(row, slots)
                is_number = _PAGE_NUMBER.fullmatch(text) or not is_running
                reason = "numéro de page" if is_number else "titre courant, répété de page en page"
                reason = "date d'impression et titre" if _PRINTED.match(text) else reason
            if reason:
                asides.append(Aside(number, text, reason))
            else:
                own.append(row)
        kept.append(own)
    return kept, asides


def _usual_gap(pages: Sequence[list[Row]]) -> float:
    gaps = [abs(a[0].base - b[0].base) for rows in pages for a, b in pairwise(rows)]
    return median(gaps) if gaps else 0.0


def _outer(rows: Sequence[Row], seen: _Seen) -> int:
    """How many rows, from the edge of the page inward, are furniture: they return on other pages
    at the same height, stand where running heads do, or are a number, and a gap sets them off from
    the text.
    """
    found = 0
    for index, row in enumerate(rows[:_ROWS]):
        is_sure = _returns(row, seen.times, seen.pages) or _PRINTED.match(_text(row))
        if not is_sure and not _is_in_slot(row, seen.slots) and not _is_numbered(row, seen.number):
            break
        if len(rows) < 3:
            break
        gap = abs(row[0].base - rows[index + 1][0].base) if index + 1 < len(rows) else seen.usual
        # A number alone may be part of the text; what returns may not.
        if is_sure or gap > 1.2 * seen.usual:
            found = index + 1
    return found


def _slots(
    pages: Sequence[Sequence[Row]], times: dict[tuple[str, int], set[int]]
) -> set[tuple[int, float]]:
    """Where running heads stand whatever they say (the title of the book on the right, that of the
    chapter on the left; the first word of the page): at which height, in what size. Those of a head
    that returns, and those that are smaller than the text on page after page.
    """
    lengths: Counter[float] = Counter()
    outermost: dict[tuple[int, float], set[int]] = defaultdict(set)
    slots: set[tuple[int, float]] = set()
    for number, rows in enumerate(pages):
        for row in rows:
            lengths[row[0].size] += len(_text(row))
        for index, row in enumerate(rows):
            is_edge = index < _ROWS or index >= len(rows) - _ROWS
            if is_edge and _returns(row, times, len(pages)):
                slots.update(_slots_of(row))
            if index in (0, len(rows) - 1):
                for slot in _slots_of(row):
                    outermost[slot].add(number)
    body = max(lengths, key=lambda size: (lengths[size], size), default=0.0)
    least = max(_PAGES, 0.6 * len(pages))
    small = {slot for slot, where in outermost.items() if len(where) >= least}
    return slots | {slot for slot in small if slot[1] < _SMALL * body}


def _slots_of(row: Row) -> list[tuple[int, float]]:
    base, size = row[0].base, row[0].size
    return [(2 * int(base / _SHIFT + shift / 2) + shift, size) for shift in (0, 1)]


def _is_in_slot(row: Row, slots: set[tuple[int, float]]) -> bool:
    """Whether a short row stands where running heads do."""
    return len(_text(row).split()) <= _NUMBERED_WORDS and not slots.isdisjoint(_slots_of(row))


def _returns(row: Row, times: dict[tuple[str, int], set[int]], pages: int) -> bool:
    """Whether a row stands at the same height on enough pages."""
    needed = max(2, 0.6 * pages) if pages < 6 else max(3, pages / 5)
    seen = max(len(times[_key(row)]), len(times[_key(row, 1)]))
    return seen >= needed and len(_text(row).split()) <= _WORDS


def _is_numbered(row: Row, number: int) -> bool:
    """Whether a row is a page number, or a short one that holds one: `page 3`, `3/12`, or the
    number of this page, apart from the rest.
    """
    text = _text(row)
    if _PAGE_NUMBER.fullmatch(text):
        return any(char.isdecimal() for char in text)
    if len(text.split()) > _NUMBERED_WORDS:
        return False
    return bool(_NAMED_NUMBER.search(text)) or any(
        segment.text.strip("-–— ") == str(number) or _OF_PAGES.fullmatch(segment.text)
        for segment in row
    )


def _text(row: Row) -> str:
    return "\t".join(segment.text for segment in row)


def _key(row: Row, shift: int = 0) -> tuple[str, int]:
    """What stands where: numbers made alike, the height in steps; two grids, half a step apart."""
    text = re.sub(r"\d+", "#", _text(row).casefold())
    if _PAGE_NUMBER.fullmatch(_text(row)):
        text = "#"
    return text, 2 * int(row[0].base / _SHIFT + shift / 2) + shift
