"""Headwords and definitions without the signs of emphasis and the addresses that stand in them."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from itertools import pairwise

from msgspec import structs

from pipeline.extract.anatomy.labels import name_cue
from pipeline.extract.reading import Found
from pipeline.model import Span

_CLOSING = {"(": ")", "[": "]"}
_OPENING = {")": "(", "]": "["}


def without_marks(text: str, markup: Sequence[Span], found: Found) -> Found:
    """The entry without markup: cut out of its definition, and off the ends of its names, which
    are one stretch each. What markup sets off in a bracket that ends the headword is another name
    besides: "**Attrition (*churn*)**". `markup` is sorted and disjoint.
    """
    head = found.headword
    variants = [
        name
        for written in found.variants
        if not _is_part_of_mark(markup, written)
        for name in _names(text, markup, written)
    ]
    if head is not None:
        head = _trimmed(text, markup, head)
        variants = [*_set_off(text, markup, head), *variants]
    return structs.replace(
        found,
        headword=head,
        senses=[kept for sense in found.senses if (kept := _kept(text, markup, sense))],
        variants=variants,
    )


def _kept(text: str, markup: Sequence[Span], sense: Sequence[Span]) -> list[Span]:
    """The sense without markup; nothing where it is nothing else."""
    parts = [part for span in sense for part in _cut(markup, span)]
    return parts if any(not text[part.start : part.end].isspace() for part in parts) else []


def _cut(markup: Sequence[Span], span: Span) -> list[Span]:
    """The span without the markup inside it."""
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


def _holds_letters(text: str, span: Span) -> bool:
    return any(char.isalnum() for char in text[span.start : span.end])


def _trimmed(text: str, markup: Sequence[Span], span: Span) -> Span:
    """The span without the markup at its ends; a bracket or a mark that opens inside is closed."""
    parts = _cut(markup, span)
    if len(parts) == 1:
        return parts[0] if _holds_letters(text, parts[0]) else span
    held = [part for part in parts if _holds_letters(text, part)]
    if not held:
        return span
    start, end = held[0].start, held[-1].end
    for opening, closing in _CLOSING.items():
        depth = text.count(opening, start, end) - text.count(closing, start, end)
        if depth > 0 and (place := text.find(closing, end, span.end)) >= 0:
            end = place + 1
        elif depth < 0 and (place := text.rfind(opening, span.start, start)) >= 0:
            start = place
    within = _cut(markup, Span(start, end))
    if len(within) % 2 == 0:
        # One mark of a pair.
        start, end = _with_mark(text, markup, Span(start, end), span)
    return Span(start, end)


def _with_mark(text: str, markup: Sequence[Span], name: Span, whole: Span) -> tuple[int, int]:
    """The ends of a name with the mark that stands right behind it, else before it."""
    sign = next(mark for mark in markup[bisect_left(markup, name) :] if mark.start >= name.start)
    length = sign.end - sign.start
    if text.startswith(text[sign.start : sign.end], name.end, whole.end):
        return name.start, name.end + length
    if text.endswith(text[sign.start : sign.end], whole.start, name.start):
        return name.start - length, name.end
    return name.start, name.end


def _set_off(text: str, markup: Sequence[Span], head: Span) -> list[Span]:
    """The names that markup sets off in a bracket that ends a headword; none where the bracket
    holds anything else.
    """
    parts = _cut(markup, head)
    if len(parts) < 2 or (len(parts) == 2 and parts[-1].end == head.end):
        return []
    end = (
        head.end - len(text[head.start : head.end]) + len(text[head.start : head.end].rstrip("*_"))
    )
    opening = _OPENING.get(text[end - 1], "")
    start = text.rfind(opening, head.start, end) if opening else -1
    if start <= head.start or any(map(text[head.start : start].count, "()[]")):
        return []
    is_whole = end < head.end and _is_mark(markup, start)
    names = []
    for part in _cut(markup, Span(start + 1, end - 1)):
        if not _holds_letters(text, part) or name_cue().fullmatch(text, part.start, part.end):
            continue
        if not is_whole and (part.start == start + 1 or part.end == end - 1):
            return []
        names.append(_without_cue(text, part))
    return names


def _is_mark(markup: Sequence[Span], end: int) -> bool:
    """Whether markup ends at a place."""
    index = bisect_left(markup, Span(end, end))
    return index > 0 and markup[index - 1].end == end


def _is_part_of_mark(markup: Sequence[Span], span: Span) -> bool:
    """Whether a stretch is nothing but a part of a mark (`/b` of `[/b]`)."""
    index = bisect_left(markup, Span(span.start + 1, 0)) - 1
    return index >= 0 and span.end <= markup[index].end


def _names(text: str, markup: Sequence[Span], written: Span) -> list[Span]:
    """The names of a bracket behind a headword: one, or those that are set off from each other."""
    parts = [part for part in _cut(markup, written) if _holds_letters(text, part)]
    between = [text[a.end : b.start] for a, b in pairwise(parts)]
    if len(parts) > 1 and all(set(",;/") & set(words) for words in between):
        return [_without_cue(text, part) for part in parts]
    return [_without_cue(text, _trimmed(text, markup, written))]


def _without_cue(text: str, name: Span) -> Span:
    """A name without what says only that it is one: "ou", "anglais :"."""
    cue = name_cue().match(text, name.start, name.end)
    start = cue.end() if cue and cue.end() < name.end else name.start
    words = text[start : name.end]
    bare = words.strip(" ,;/*_\u00a0\u202f")
    begin = start + words.index(bare)
    return Span(begin, begin + len(bare)) if bare else name
