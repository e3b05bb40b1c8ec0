"""The habits by which headwords on lines of their own are told from their definitions."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from msgspec import Struct

from pipeline.extract.document import Document, Line
from pipeline.extract.lines import is_finished, is_sentence
from pipeline.extract.signs.alphabet import is_letters
from pipeline.extract.signs.contents import end_of_contents
from pipeline.extract.signs.furniture import furniture, opens_furniture
from pipeline.extract.signs.headwords import (
    fits,
    head_of,
    is_header,
    is_label,
    is_labelled,
    is_ordered,
    is_title,
    may_be_name,
    recurring,
)
from pipeline.extract.signs.page import OPENER
from pipeline.extract.signs.separators import cut_at
from pipeline.extract.signs.wrapping import Paragraph, paragraphs

_FEW = 3


class Shape(Struct, frozen=True, gc=False):
    """A paragraph seen as a headword: `head` where it may be one. `is_aside`: a letter, a heading,
    furniture or what stands before a table of contents.
    """

    part: Paragraph
    head: Line | None
    is_aside: bool

    @property
    def is_item(self) -> bool:
        """Whether a bullet or a number stands before it."""
        return self.part.line.role == "item"


class _Place(Struct, frozen=True, gc=False):
    """A paragraph that may be a headword and what stands right behind it."""

    shape: Shape
    after: Shape | None
    margin: int


def _is_bold(place: _Place) -> bool:
    return place.shape.part.line.strong > 0


def _is_capital(place: _Place) -> bool:
    text = place.shape.head.text if place.shape.head else ""
    return text.partition("(")[0].isupper()


def _is_numbered(place: _Place) -> bool:
    return place.shape.is_item and place.shape.part.line.text.lstrip("(")[0].isdigit()


def _is_bulleted(place: _Place) -> bool:
    return place.shape.is_item and not _is_numbered(place)


def _is_outdented(place: _Place) -> bool:
    after = place.after
    return after is not None and after.part.indent > place.shape.part.indent == place.margin


def _stands_far_off(place: _Place) -> bool:
    return place.shape.part.gap >= 2


def _opens_block(place: _Place) -> bool:
    return place.shape.part.gap >= 1 and (place.after is None or place.after.part.gap == 0)


def _is_short(place: _Place) -> bool:
    after = place.after
    if after is None:
        return False
    line = after.part.line
    if is_finished(line) or is_sentence(line) or is_labelled(line.text):
        return True
    return after.head is None and line.words > _FEW


SHORT = "lignes courtes suivies de phrases"
# By what people call them; of two that do as well the first is followed.
HABITS: dict[str, Callable[[_Place], bool]] = {
    "vedettes en gras": _is_bold,
    "vedettes en capitales": _is_capital,
    "vedettes numérotées": _is_numbered,
    "vedettes à puce": _is_bulleted,
    "définitions en retrait": _is_outdented,
    "deux lignes blanches avant chaque vedette": _stands_far_off,
    "un bloc par entrée": _opens_block,
    SHORT: _is_short,
}
ALTERNATING = "une ligne sur deux"
MARKED = frozenset({"vedettes en gras", "vedettes numérotées", "vedettes en capitales"})


def shapes_of(document: Document) -> list[Shape]:
    """The paragraphs of a text, each with the headword that it may be."""
    begin = end_of_contents(document)
    return [_shape(part, part.line.start < begin) for part in paragraphs(document)]


def _shape(part: Paragraph, is_before: bool) -> Shape:
    line = part.line
    is_aside = is_before or line.role == "heading" or is_letters(line.text)
    if not is_aside and len(line.text) <= OPENER:
        is_aside = (line.words > 1 and opens_furniture(line)) or bool(
            furniture(line, "", is_first=True)
        )
    return Shape(part, None if is_aside else _head(line), is_aside)


def _head(line: Line) -> Line | None:
    """The headword that a whole line may be."""
    if len(line.text) > 120 or line.role not in ("text", "item", "summary"):
        return None
    text = line.text
    stop = len(text.rstrip("*_: \t\u00a0\u202f"))
    cut = cut_at(line, "deux-points")
    if line.strong or (cut and cut.is_labelled):
        return cut.head if cut and cut.is_open else None
    head = head_of(line, line.marker, stop)
    bare = head.text.strip("*_")
    if not may_be_name(bare) or is_label(bare, "") or is_labelled(bare) or is_header(text):
        return None
    return head


def _places(shapes: Sequence[Shape]) -> list[_Place]:
    margin = min((shape.part.indent for shape in shapes), default=0)
    following = [*shapes[1:], None][: len(shapes)]
    return [_Place(shape, after, margin) for shape, after in zip(shapes, following, strict=True)]


def heads_by(shapes: Sequence[Shape], name: str) -> list[int]:
    """Where the headwords stand by a habit."""
    if name == ALTERNATING:
        return _alternating(shapes)
    test = HABITS[name]
    found = [
        index
        for index, place in enumerate(_places(shapes))
        if place.shape.head is not None and test(place)
    ]
    found = _without_title(shapes, found)
    if test is _stands_far_off and found:
        found = [*_first_of_far(shapes, found[0]), *found]
    if test is _is_short:
        found = _with_short_definitions(shapes, found)
    labels = recurring([text_of(shapes[index]) for index in found])
    return [index for index in found if text_of(shapes[index]).casefold() not in labels]


def _without_title(shapes: Sequence[Shape], heads: list[int]) -> list[int]:
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


def _first_of_far(shapes: Sequence[Shape], far: int) -> list[int]:
    """The first entry follows a title, not an entry: its headword is the nearest short line."""
    for index in range(far - 2, max(-1, far - 6), -1):
        shape = shapes[index]
        if shape.head is not None and shape.part.gap and not is_title(text_of(shape)):
            return [index]
    return []


def _with_short_definitions(shapes: Sequence[Shape], heads: Sequence[int]) -> list[int]:
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


def text_of(shape: Shape) -> str:
    """The headword, or nothing."""
    return shape.head.text if shape.head else ""


def _alternating(shapes: Sequence[Shape]) -> list[int]:
    """Every other line between headings and letters, where the lines between are longer."""
    found: list[int] = []
    run: list[int] = []
    for index, shape in enumerate(shapes):
        if shape.is_aside:
            found += _every_other(shapes, run)
            run = []
        else:
            run.append(index)
    return found + _every_other(shapes, run)


def _every_other(shapes: Sequence[Shape], run: Sequence[int]) -> list[int]:
    best: list[int] = []
    for skipped in range(min(4, len(run))):
        heads: list[int] = []
        at = skipped
        while at + 1 < len(run) and shapes[run[at]].head is not None:
            heads.append(run[at])
            at += 2
        words = [shapes[index].part.line.words for index in heads]
        after = [shapes[index + 1].part.line.words for index in heads]
        if sum(after) > 1.8 * sum(words) and len(heads) > len(best):
            best = heads
    return best
