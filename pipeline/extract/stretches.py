"""The stretches of a text that a reading has no list in: where another list may stand.

They are what lies outside the entries, and what an entry may have swallowed: one with many more
paragraphs than the others, or one or two entries alone far from the rest.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from itertools import islice, pairwise
from statistics import median_low

from msgspec import Struct, structs

from pipeline.extract.document import Document, Line
from pipeline.extract.reading import Found
from pipeline.extract.signs.definitional import is_glossary
from pipeline.extract.signs.furniture import opens_furniture
from pipeline.model import Span

# In code points: nothing shorter holds three entries.
_SHORTEST = 80
# The longest are looked at: where every entry has an advert below it none of them is a list.
_MOST = 8
# Fewer entries in a row are none to be sure of.
_RUN = 3
# A definition of so many paragraphs, and so many times as many as the others have, is no usual one.
_SEVERAL = 4
_TIMES = 3
_OPENER = 160


class Stretch(Struct, frozen=True):
    """The lines `[first, stop)` of a document; `doubted` are the entries that stand in them and may
    be none.
    """

    first: int
    stop: int
    doubted: list[Found]


def extent(found: Found) -> tuple[int, int]:
    """Where the words of an entry begin and end."""
    head = found.headword
    if head is not None and not found.variants and not found.see and len(found.senses) <= 1:
        body = found.senses[0] if found.senses else []
        return head.start, max(head.end, body[-1].end) if body else head.end
    spans = [span for sense in found.senses for span in sense]
    spans += [span for span in (head, found.repeated) if span is not None]
    spans += [*found.variants, *found.see]
    return min((s.start for s in spans), default=0), max((s.end for s in spans), default=0)


def without_end(text: str, found: Found, stop: int) -> Found:
    """An entry without what stands from `stop` on."""
    senses = []
    for sense in found.senses:
        kept = [span for span in sense if span.start < stop]
        if kept and kept[-1].end > stop:
            start = kept[-1].start
            kept[-1] = Span(start, start + len(text[start:stop].rstrip()))
        if kept:
            senses.append(kept)
    return structs.replace(found, senses=senses)


def stretches_of(document: Document, entries: Sequence[Found]) -> list[Stretch]:
    """Those of a whole document, with the entries that may be none."""
    if not document.lines:
        return []
    extents = list(map(extent, entries))
    doubted = _doubted(entries, extents)
    solid = [one for index, one in enumerate(extents) if index not in doubted]
    lines = document.lines
    return [
        Stretch(
            one.first,
            one.stop,
            [
                entries[index]
                for index in sorted(doubted)
                if lines[one.first].start <= extents[index][0] < lines[one.stop - 1].end
            ],
        )
        for one in _between(lines, solid, lines[0].start, lines[-1].end)
    ]


def gaps(document: Document, entries: Sequence[Found], first: int, stop: int) -> list[Stretch]:
    """The stretches without an entry in the lines `[first, stop)`."""
    lines = document.lines
    extents = list(map(extent, entries))
    return _between(lines, extents, lines[first].start, lines[stop - 1].end)


def _between(
    lines: Sequence[Line], extents: Sequence[tuple[int, int]], begin: int, end: int
) -> list[Stretch]:
    found: list[tuple[int, int]] = []
    reach = begin
    for start, stop in sorted(extents):
        if start - reach >= _SHORTEST:
            found.append((reach, start))
        reach = max(reach, stop)
    if end - reach >= _SHORTEST:
        found.append((reach, end))
    found.sort(key=lambda gap: (gap[0] - gap[1], gap[0]))
    return [stretch for gap in islice(found, _MOST) for stretch in _own(lines, *gap)]


def sections_of(document: Document, stretch: Stretch) -> list[Stretch]:
    """A stretch divided at its titles, those of the highest level that divides it, if any."""
    lines = document.lines
    titles = [at for at in range(stretch.first, stretch.stop) if lines[at].role == "heading"]
    for level in sorted({lines[at].level for at in titles}):
        cuts = [at for at in titles if lines[at].level <= level]
        bounds = sorted({stretch.first, *cuts, stretch.stop})
        if len(bounds) > 2:
            parts = [Stretch(first, stop, []) for first, stop in pairwise(bounds)]
            return [one for one in parts if _length(lines, one) >= _SHORTEST]
    return []


def _length(lines: Sequence[Line], stretch: Stretch) -> int:
    return lines[stretch.stop - 1].end - lines[stretch.first].start


def _doubted(entries: Sequence[Found], extents: Sequence[tuple[int, int]]) -> set[int]:
    """Which entries have many more paragraphs than the others, or stand alone, by index."""
    if len(entries) < _RUN:
        return set()
    counts = [sum(map(len, found.senses)) if found.senses else 0 for found in entries]
    doubted: set[int] = set()
    if max(counts) >= _SEVERAL:
        least = max(_SEVERAL, _TIMES * median_low(counts) + 1)
        doubted = {index for index, count in enumerate(counts) if count >= least}
    bounds = [0]
    reach = extents[0][0]
    for index, (start, end) in enumerate(extents):
        if start - reach >= _SHORTEST or index in doubted:
            bounds.append(index)
        if index in doubted:
            bounds.append(index + 1)
        reach = end
    runs = [(first, stop) for first, stop in pairwise([*bounds, len(entries)]) if first < stop]
    short = [run for run in runs if run[1] - run[0] < _RUN]
    if len(short) == len(runs):
        return set()
    return doubted | {index for run in short for index in range(*run)}


def _own(lines: Sequence[Line], start: int, end: int) -> Iterator[Stretch]:
    """The lines inside `[start, end)`, without what a title such as "Articles liés" opens."""
    first = bisect_left(lines, start, key=lambda line: line.start)
    stop = bisect_right(lines, end, key=lambda line: line.end)
    begin: int | None = first
    level = 1
    for at in range(first, stop):
        line = lines[at]
        if begin is not None:
            if len(line.text) <= _OPENER and opens_furniture(line):
                if begin < at:
                    yield Stretch(begin, at, [])
                begin = None
                level = line.level if line.role == "heading" else level
            elif line.role == "heading":
                level = line.level
        elif line.role == "heading" and (line.level <= level or is_glossary(line.text)):
            begin = at
            level = line.level
    if begin is not None and begin < stop:
        yield Stretch(begin, stop, [])
