"""The habits by which headwords on lines of their own are told from their definitions."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from msgspec import Struct

from pipeline.extract.lines import is_finished, is_sentence
from pipeline.extract.readers.headword_lines.corrections import (
    first_of_far,
    with_short_definitions,
    with_tight,
    without_announced,
    without_title,
)
from pipeline.extract.readers.headword_lines.shapes import Shape, text_of
from pipeline.extract.signs.headwords import (
    is_capital,
    is_labelled,
    recurring,
)

_FEW = 3


class _Place(Struct, frozen=True, gc=False):
    """A paragraph that may be a headword and what stands right behind it."""

    shape: Shape
    after: Shape | None
    margin: int


def _is_bold(place: _Place) -> bool:
    return place.shape.part.line.strong > 0


def _is_capital(place: _Place) -> bool:
    return place.shape.head is not None and is_capital(place.shape.head.text)


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
    found = without_title(shapes, found)
    if test is _stands_far_off and found:
        found = [*first_of_far(shapes, found[0]), *found]
    if test is _is_short:
        found = with_short_definitions(shapes, found)
    if test in (_opens_block, _stands_far_off):
        found = with_tight(shapes, found)
    found = without_announced(shapes, found)
    labels = recurring([text_of(shapes[index]) for index in found])
    return [index for index in found if text_of(shapes[index]).casefold() not in labels]


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
