"""What a habit takes for headwords and is none, and headwords that it misses."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.extract.lines import is_finished, is_sentence
from pipeline.extract.readers.headword_lines.shapes import Shape, text_of
from pipeline.extract.signs.headwords import (
    fits,
    is_header,
    is_labelled,
    is_ordered,
    is_title,
)

_MOSTLY = 0.7
# So many blank lines stand behind a list, not inside it.
_APART = 2


def without_announced(shapes: Sequence[Shape], heads: list[int]) -> list[int]:
    """The headwords without the parts of lists that a definition announces by a colon at its end:
    lines right under it, with bullets if headwords have none, or that begin small unlike them, or
    all of them where headwords stand behind a blank line.
    """
    if not heads:
        return []
    is_apart = sum(shapes[index].part.gap > 0 for index in heads) >= _MOSTLY * len(heads)
    is_listed = 2 * sum(shapes[index].is_item for index in heads) > len(heads)
    is_small = 2 * sum(text_of(shapes[index])[0].islower() for index in heads) > len(heads)
    found = frozenset(heads)
    listed: set[int] = set()
    for at in range(heads[0] + 1, len(shapes)):
        above, shape = shapes[at - 1], shapes[at]
        if at - 1 not in listed:
            announces = above.part.line.text[-1] == ":" and not above.is_aside
            if not announces or (at - 1 in found and (above.part.gap or not is_apart)):
                continue
        if shape.is_aside or is_labelled(shape.part.line.text):
            continue
        if shape.is_item and not is_listed:
            is_part = shape.part.gap < _APART
        else:
            is_small_part = shape.part.line.content[0].islower() and not is_small
            is_part = shape.part.gap == 0 and (is_apart or is_small_part)
        if is_part:
            listed |= {at - 1, at}
    return [index for index in heads if index not in listed]


def without_title(shapes: Sequence[Shape], heads: list[int]) -> list[int]:
    """The headwords without the title of the page; one right under it takes its place."""
    if not heads:
        return heads
    lines = [shape.part.line.text for shape in shapes[heads[0] : heads[0] + 2]]
    if is_header(" ".join(lines)):
        return heads[1:]
    if not is_title(text_of(shapes[heads[0]])):
        return heads
    title, rest = heads[0], heads[1:]
    second = rest[0] if rest else len(shapes)
    if is_ordered([text_of(shapes[index]) for index in heads[:5]]):
        return heads
    below = shapes[title + 1] if title + 2 < second else None
    return [title + 1, *rest] if below and below.head and below.part.gap == 0 else rest


def first_of_far(shapes: Sequence[Shape], far: int) -> list[int]:
    """The first entry follows a title, not an entry: its headword is the nearest short line."""
    for index in range(far - 2, max(-1, far - 6), -1):
        shape = shapes[index]
        if shape.head is not None and shape.part.gap and not is_title(text_of(shape)):
            return [index]
    return []


def with_short_definitions(shapes: Sequence[Shape], heads: Sequence[int]) -> list[int]:
    """Add the headwords whose definition is as short as a headword: of short lines one after
    another, one that is longer and out of order defines the one before it.
    """
    if not heads:
        return []
    ordered = is_ordered([text_of(shapes[index]) for index in heads])
    found: list[int] = []
    begin = heads[0]
    for index in heads:
        found += _paired(shapes, range(begin, index), text_of(shapes[index]), ordered)
        found.append(index)
        begin = index + 1
    tail = range(begin, len(shapes))
    return found + [one for one in _paired(shapes, tail, None, ordered) if one - 1 not in heads]


def _paired(shapes: Sequence[Shape], between: range, after: str | None, ordered: bool) -> list[int]:
    found: list[int] = []
    short = [index for index in between if shapes[index].head is not None]
    at = 0
    while at < len(short):
        index = short[at]
        following = short[at + 1] if at + 1 < len(short) else -1
        if following == index + 1 and _reads_on(shapes[index], shapes[following], ordered, after):
            found.append(index)
            at += 2
            continue
        if ordered and after is not None:
            found.append(index)
        at += 1
    return found


def _reads_on(head: Shape, body: Shape, ordered: bool, after: str | None) -> bool:
    if ordered:
        return body.part.line.words > head.part.line.words and not fits(
            text_of(head), text_of(body), after
        )
    return body.part.line.words > max(2, head.part.line.words) or text_of(body)[0].islower()


def with_tight(shapes: Sequence[Shape], heads: list[int]) -> list[int]:
    """Of headwords behind blank lines also those that the blank line before is missing of: right
    under a finished definition, a definition right below, in the order that the others keep.
    """
    if not is_ordered([text_of(shapes[index]) for index in heads]):
        return heads
    found: list[int] = []
    for index, following in zip(heads, [*heads[1:], len(shapes)], strict=True):
        found.append(index)
        after = text_of(shapes[following]) if following < len(shapes) else None
        for at in range(index + 2, min(following, len(shapes)) - 1):
            above, shape, below = (shapes[one].part.line for one in (at - 1, at, at + 1))
            if (
                shapes[at].head is not None
                and not shapes[at].part.gap
                and not shapes[at].is_item
                and not shape.text[0].islower()
                and not is_finished(shape)
                and (is_finished(above) or is_labelled(above.text))
                and (is_sentence(below) or is_labelled(below.text))
                and fits(text_of(shapes[found[-1]]), text_of(shapes[at]), after)
            ):
                found.append(at)
    return found
