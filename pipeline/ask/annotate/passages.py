"""A text of any length as passages, annotated and plain: one piece is in memory at a time."""

from __future__ import annotations

from collections.abc import Generator, Iterable, Iterator

from msgspec import Struct
from msgspec.structs import replace

from pipeline.ask.annotate.finding import REACH, Annotation, Finder

_NEAR = 64


class Passage(Struct, frozen=True):
    """A piece of the text; its annotation, or None where it is plain."""

    text: str
    annotation: Annotation | None = None


def passages(finder: Finder, pieces: Iterable[str]) -> Iterator[Passage]:
    """The passages in order: their texts joined are the pieces joined, and the annotations are
    those of the whole text, wherever it is cut.
    """
    text, before, begin = "", 0, 0
    # What is not given yet begins at `begin` in `text`; `before` code points went before it.
    for piece in pieces:
        text += piece
        stop = _after_a_word(text, len(text) - REACH)
        if stop <= begin:
            continue
        begin = yield from _part(finder, text, before, (begin, stop))
        kept = max(0, begin - REACH)
        text, before, begin = text[kept:], before + kept, begin - kept
    yield from _part(finder, text, before, (begin, len(text)))


def _part(
    finder: Finder, text: str, before: int, part: tuple[int, int]
) -> Generator[Passage, None, int]:
    """The passages that begin in a part of the text; returns where the last one ends."""
    seen, stop = part
    for found in finder.find(text, seen, stop):
        if found.start > seen:
            yield Passage(text[seen : found.start])
        placed = replace(found, start=before + found.start, end=before + found.end)
        yield Passage(found.quote, placed)
        seen = found.end
    if stop > seen:
        yield Passage(text[seen:stop])
    return max(seen, stop)


def _after_a_word(text: str, place: int) -> int:
    """A place that parts no word from the signs before it, where one is near."""
    places = range(place, max(0, place - _NEAR), -1)
    return next((near for near in places if text[near - 1].isalnum()), place)
