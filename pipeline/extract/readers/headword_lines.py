"""A headword on a line of its own, its definition on the lines below it.

What tells headwords from definitions differs from text to text: bold, capitals, a number, a bullet,
the blank lines, the margin, or only that headwords are short. Each habit is tried on the beginning
of the text, and the one that gives most headwords a definition is followed.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise

from msgspec import Struct

from pipeline.extract.document import Document, Line
from pipeline.extract.furniture import furniture, opens_furniture
from pipeline.extract.headwords import (
    fits,
    head_of,
    is_header,
    is_label,
    is_letters,
    is_ordered,
    is_title,
    may_be_name,
    recurring,
)
from pipeline.extract.lines import is_sentence
from pipeline.extract.page import Page
from pipeline.extract.paragraphs import Paragraph, paragraphs
from pipeline.extract.reading import NO_SIGN, Reading, Sniff

NAME = "headword-lines"

_EVIDENCE = 1500
_RUN = 3


class _Shape(Struct, frozen=True, gc=False):
    """A paragraph seen as a headword: `head` where it may be one."""

    part: Paragraph
    head: Line | None

    @property
    def is_item(self) -> bool:
        return self.part.line.role == "item"


class _Place(Struct, frozen=True, gc=False):
    """A paragraph that may be a headword and what stands right behind it."""

    shape: _Shape
    after: _Shape | None
    margin: int


def _is_bold(place: _Place) -> bool:
    return place.shape.part.line.strong > 0


def _is_capital(place: _Place) -> bool:
    text = place.shape.head.text if place.shape.head else ""
    return text.isupper() and not is_letters(text)


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
    return after is None or after.head is None or is_sentence(after.part.line)


# By what people call them; of two that do as well the first is followed.
_HABITS: dict[str, Callable[[_Place], bool]] = {
    "vedettes en gras": _is_bold,
    "vedettes en capitales": _is_capital,
    "vedettes numérotées": _is_numbered,
    "vedettes à puce": _is_bulleted,
    "définitions en retrait": _is_outdented,
    "deux lignes blanches avant chaque vedette": _stands_far_off,
    "un bloc par entrée": _opens_block,
    "lignes courtes suivies de phrases": _is_short,
}
_ALTERNATING = "une ligne sur deux"
_MARKED = frozenset({"vedettes en gras", "vedettes numérotées", "vedettes en capitales"})


class _Habit(Struct, frozen=True):
    """A habit, how many headwords it gives a definition, and how well it does, in [0, 1]."""

    name: str
    pairs: int
    quality: float


def sniff(document: Document) -> Sniff:
    """Evidence: lines that stand out as headwords, with a definition below each."""
    shapes = _shapes(document)
    habit = _habit(shapes)
    if habit is None:
        return NO_SIGN
    return Sniff(
        round(habit.quality, 2),
        [f"{habit.pairs} vedettes seules sur leur ligne, suivies d'une définition", habit.name],
    )


def read(document: Document, publisher: str) -> Reading:
    """Follow the best habit down the page."""
    reading = Reading()
    shapes = _shapes(document)
    habit = _habit(shapes)
    if habit is None:
        return reading
    heads, idle = _settled(shapes, _heads(shapes, habit.name), habit.name)
    page = Page(reading, publisher)
    for index, shape in enumerate(shapes):
        line = shape.part.line
        if index in heads and shape.head is not None:
            page.open(shape.head)
            reading.mark(line)
        elif index in idle:
            page.pass_over(line)
        else:
            page.take(line)
    page.close()
    return reading


def _shapes(document: Document) -> list[_Shape]:
    return [_Shape(part, _head(part.line)) for part in paragraphs(document)]


def _head(line: Line) -> Line | None:
    """The headword that a whole line may be."""
    if len(line.text) > 120 or line.role not in ("text", "item", "summary"):
        return None
    text = line.text
    stop = len(text.rstrip("*_: \t\u00a0\u202f"))
    if line.strong and stop > line.marker + line.strong:
        return None
    head = head_of(line, line.marker, stop)
    bare = head.text.strip("*_")
    if not may_be_name(bare) or is_label(bare) or is_letters(text) or is_header(text):
        return None
    if opens_furniture(line) or furniture(line, "", is_first=True):
        return None
    return head


def _places(shapes: Sequence[_Shape]) -> list[_Place]:
    margin = min((shape.part.indent for shape in shapes), default=0)
    following = [*shapes[1:], None]
    return [_Place(shape, after, margin) for shape, after in zip(shapes, following, strict=True)]


def _heads(shapes: Sequence[_Shape], name: str) -> list[int]:
    """Where the headwords stand by a habit."""
    if name == _ALTERNATING:
        return _alternating(shapes)
    test = _HABITS[name]
    found = [
        index
        for index, place in enumerate(_places(shapes))
        if place.shape.head is not None and test(place)
    ]
    labels = recurring([_text(shapes[index]) for index in found])
    return [index for index in found if _text(shapes[index]).casefold() not in labels]


def _text(shape: _Shape) -> str:
    return shape.head.text if shape.head else ""


def _habit(shapes: Sequence[_Shape]) -> _Habit | None:
    sample = shapes[:_EVIDENCE]
    best: _Habit | None = None
    for name in (*_HABITS, _ALTERNATING):
        heads = _heads(sample, name)
        habit = _judged(sample, heads, name)
        # One line in two is a habit of any text: it has to do much better than the others.
        least = 1.5 if name == _ALTERNATING else 1.0
        if habit and (best is None or _worth(habit) > least * _worth(best)):
            best = habit
    return best


def _worth(habit: _Habit) -> float:
    return habit.pairs * habit.quality


def _judged(shapes: Sequence[_Shape], heads: Sequence[int], name: str) -> _Habit | None:
    taken = set(heads)
    followed = [
        index
        for index in heads
        if index + 1 < len(shapes)
        and index + 1 not in taken
        and not is_letters(shapes[index + 1].part.line.text)
        and shapes[index + 1].part.line.role != "heading"
    ]
    if len(followed) < 2:
        return None
    defined = sum(_defines(shapes[index], shapes[index + 1]) for index in followed)
    rest = len(shapes) - len(heads)
    # Lines that look like headwords and are none speak against the habit.
    missed = sum(shape.head is not None for shape in shapes) - len(heads)
    quality = (
        (len(followed) / len(heads))
        * (defined / len(followed))
        * min(1.0, 0.4 + len(followed) / max(1, rest))
        * (1 - 0.5 * missed / len(shapes))
    )
    return _Habit(name, len(followed), quality)


def _defines(head: _Shape, body: _Shape) -> bool:
    line = body.part.line
    return is_sentence(line) or line.words > max(2, head.head.words if head.head else 0)


def _alternating(shapes: Sequence[_Shape]) -> list[int]:
    """Every other line between headings and letters, where the lines between are longer."""
    found: list[int] = []
    run: list[int] = []
    for index, shape in enumerate(shapes):
        if is_letters(shape.part.line.text) or shape.part.line.role == "heading":
            found += _every_other(shapes, run)
            run = []
        else:
            run.append(index)
    return found + _every_other(shapes, run)


def _every_other(shapes: Sequence[_Shape], run: Sequence[int]) -> list[int]:
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


def _settled(
    shapes: Sequence[_Shape], heads: Sequence[int], name: str
) -> tuple[frozenset[int], frozenset[int]]:
    """The headwords that are entries, and those that stand idle: a table of contents, a menu."""
    taken = set(heads)
    bare = {index for index in heads if index + 1 in taken or index + 1 >= len(shapes)}
    defined = [index for index in heads if index not in bare]
    names = {_text(shapes[index]).casefold() for index in defined}
    ordered = is_ordered([_text(shapes[index]) for index in defined])
    idle: set[int] = set()
    run: list[int] = []
    for index in (*heads, -1):
        if index in bare and (not run or index == run[-1] + 1):
            run.append(index)
            continue
        if run:
            idle.update(_idle(shapes, run, defined, name, ordered))
        run = [index] if index in bare else []
    idle.update(index for index in bare if _text(shapes[index]).casefold() in names)
    for first, second in list(pairwise(defined))[:2]:
        head, after = _text(shapes[first]), _text(shapes[second])
        if is_title(head) and not (ordered and fits(None, head, after)):
            idle.add(first)
        else:
            break
    first = min((index for index in heads if index not in idle), default=0)
    return frozenset(taken - idle), frozenset(index for index in idle if index > first)


def _idle(
    shapes: Sequence[_Shape], run: Sequence[int], defined: Sequence[int], name: str, ordered: bool
) -> list[int]:
    """Of headwords one after another without a definition those that are no entries."""
    is_inside = bool(defined) and defined[0] < run[0] < defined[-1]
    if not is_inside and (name not in _MARKED or len(run) >= _RUN):
        return list(run)
    if len(run) >= _RUN and not ordered:
        return list(run)
    return []
