"""A headword on a line of its own, its definition on the lines below it.

What tells headwords from definitions differs from text to text: bold, capitals, a number, a bullet,
the blank lines, the margin, or only that headwords are short. Each habit is tried on the beginning
of the text, and the one that gives most headwords a definition is followed.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

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
from pipeline.extract.lines import is_finished, is_sentence
from pipeline.extract.page import OPENER, Page, behind_furniture
from pipeline.extract.paragraphs import Paragraph, paragraphs
from pipeline.extract.reading import NO_SIGN, Reading, Sniff
from pipeline.extract.separators import cut_at

NAME = "headword-lines"

_EVIDENCE = 800
_RUN = 3
_FEW = 3


class _Shape(Struct, frozen=True, gc=False):
    """A paragraph seen as a headword: `head` where it may be one. `is_aside`: a letter, a heading
    or furniture.
    """

    part: Paragraph
    head: Line | None
    is_aside: bool

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
    return is_finished(line) or is_sentence(line) or (after.head is None and line.words > _FEW)


_SHORT = "lignes courtes suivies de phrases"
# By what people call them; of two that do as well the first is followed.
_HABITS: dict[str, Callable[[_Place], bool]] = {
    "vedettes en gras": _is_bold,
    "vedettes en capitales": _is_capital,
    "vedettes numérotées": _is_numbered,
    "vedettes à puce": _is_bulleted,
    "définitions en retrait": _is_outdented,
    "deux lignes blanches avant chaque vedette": _stands_far_off,
    "un bloc par entrée": _opens_block,
    _SHORT: _is_short,
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
            page.take(shape.part)
    page.close()
    return reading


def _shapes(document: Document) -> list[_Shape]:
    return [_shape(part) for part in paragraphs(document)]


def _shape(part: Paragraph) -> _Shape:
    line = part.line
    is_aside = line.role == "heading" or is_letters(line.text)
    if not is_aside and len(line.text) <= OPENER:
        is_aside = (line.words > 1 and opens_furniture(line)) or bool(
            furniture(line, "", is_first=True)
        )
    return _Shape(part, None if is_aside else _head(line), is_aside)


def _head(line: Line) -> Line | None:
    """The headword that a whole line may be."""
    if len(line.text) > 120 or line.role not in ("text", "item", "summary"):
        return None
    text = line.text
    stop = len(text.rstrip("*_: \t\u00a0\u202f"))
    if line.strong:
        cut = cut_at(line, "deux-points")
        return cut.head if cut and cut.is_open else None
    head = head_of(line, line.marker, stop)
    bare = head.text.strip("*_")
    if not may_be_name(bare) or is_label(bare) or is_header(text):
        return None
    return head


def _places(shapes: Sequence[_Shape]) -> list[_Place]:
    margin = min((shape.part.indent for shape in shapes), default=0)
    following = [*shapes[1:], None][: len(shapes)]
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
    found = _without_title(shapes, found)
    if test is _stands_far_off and found:
        found = [*_first_of_far(shapes, found[0]), *found]
    if test is _is_short:
        found = _with_short_definitions(shapes, found)
    labels = recurring([_text(shapes[index]) for index in found])
    return [index for index in found if _text(shapes[index]).casefold() not in labels]


def _without_title(shapes: Sequence[_Shape], heads: list[int]) -> list[int]:
    """The headwords without the title of the page; one right under it takes its place."""
    if not heads:
        return heads
    lines = [shape.part.line.text for shape in shapes[heads[0] : heads[0] + 2]]
    if is_header(" ".join(lines)):
        return heads[1:]
    if not is_title(_text(shapes[heads[0]])):
        return heads
    title, rest = heads[0], heads[1:]
    second = rest[0] if rest else len(shapes)
    if is_ordered([_text(shapes[index]) for index in heads[:5]]):
        return heads
    below = shapes[title + 1] if title + 2 < second else None
    return [title + 1, *rest] if below and below.head and below.part.gap == 0 else rest


def _first_of_far(shapes: Sequence[_Shape], far: int) -> list[int]:
    """The first entry follows a title, not an entry: its headword is the nearest short line."""
    for index in range(far - 2, max(-1, far - 6), -1):
        shape = shapes[index]
        if shape.head is not None and shape.part.gap and not is_title(_text(shape)):
            return [index]
    return []


def _with_short_definitions(shapes: Sequence[_Shape], heads: Sequence[int]) -> list[int]:
    """Add the headwords whose definition is as short as a headword: of short lines one after
    another, one that is longer and out of order defines the one before it.
    """
    if not heads:
        return []
    ordered = is_ordered([_text(shapes[index]) for index in heads])
    found: list[int] = []
    begin = heads[0]
    for index in heads:
        found += _paired(shapes, range(begin, index), _text(shapes[index]), ordered)
        found.append(index)
        begin = index + 1
    tail = range(begin, len(shapes))
    return found + [one for one in _paired(shapes, tail, None, ordered) if one - 1 not in heads]


def _paired(
    shapes: Sequence[_Shape], between: range, after: str | None, ordered: bool
) -> list[int]:
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


def _reads_on(head: _Shape, body: _Shape, ordered: bool, after: str | None) -> bool:
    if ordered:
        return body.part.line.words > head.part.line.words and not fits(
            _text(head), _text(body), after
        )
    return body.part.line.words > max(2, head.part.line.words) or _text(body)[0].islower()


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
    # A mark that all headwords bear and nothing else is a stronger sign than their length.
    return habit.pairs * habit.quality * (1.5 if habit.name in _MARKED else 1.0)


def _judged(shapes: Sequence[_Shape], heads: Sequence[int], name: str) -> _Habit | None:
    taken = set(heads)
    followed = [
        index
        for index in heads
        if index + 1 < len(shapes) and index + 1 not in taken and not shapes[index + 1].is_aside
    ]
    if len(followed) < 2:
        return None
    defined = sum(_defines(shapes[index], shapes[index + 1]) for index in followed)
    # What stands before the first headword is the page's own.
    listed = len(shapes) - heads[0]
    rest = listed - len(heads)
    # Lines that look like headwords and are none speak against the habit.
    missed = sum(
        shape.head is not None and index not in taken and index - 1 not in taken
        for index, shape in enumerate(shapes[heads[0] :], start=heads[0])
    )
    # Short lines alone are little evidence where most lines are sentences.
    share = len(followed) / max(1, rest)
    kept = 1.5 * share if name == _SHORT else 0.4 + share
    order = 1.0 if is_ordered([_text(shapes[index]) for index in followed]) else 0.8
    quality = (
        (len(followed) / len(heads))
        * (defined / len(followed))
        * min(1.0, kept)
        * order
        * (1 - 0.5 * missed / listed)
        * (len({_text(shapes[index]).casefold() for index in heads}) / len(heads))
    )
    if name not in _MARKED and len(followed) < _FEW:
        quality *= 0.5
    return _Habit(name, len(followed), quality)


def _defines(head: _Shape, body: _Shape) -> bool:
    line = body.part.line
    return is_sentence(line) or line.words > (head.head.words if head.head else 0)


def _alternating(shapes: Sequence[_Shape]) -> list[int]:
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
    heads = list(heads)
    lines = [shape.part.line for shape in shapes]
    behind = behind_furniture(lines, heads, [_text(shapes[index]) for index in heads])
    heads = [index for index in heads if index not in behind]
    taken = set(heads)
    bare = {
        index
        for index in heads
        if index + 1 in taken or index + 1 >= len(shapes) or shapes[index + 1].is_aside
    }
    defined = [index for index in heads if index not in bare]
    names = {_text(shapes[index]).casefold() for index in defined}
    ordered = is_ordered([_text(shapes[index]) for index in defined])
    marked = name in _MARKED or all(_text(shapes[index]).isupper() for index in defined)
    idle: set[int] = set()
    run: list[int] = []
    for index in (*heads, -1):
        if index in bare and (not run or index == run[-1] + 1):
            run.append(index)
            continue
        if run:
            idle.update(_idle(run, defined, marked, ordered))
        run = [index] if index in bare else []
    idle.update(index for index in bare if _text(shapes[index]).casefold() in names)
    if ordered and len(defined) > 1 and not marked:
        last = defined[-1]
        in_order = fits(_text(shapes[defined[-2]]), _text(shapes[last]), None)
        if not in_order and not any(is_sentence(shape.part.line) for shape in shapes[last + 1 :]):
            idle.add(last)
    first = min((index for index in heads if index not in idle), default=0)
    return frozenset(taken - idle), frozenset(index for index in idle if index > first)


def _idle(run: Sequence[int], defined: Sequence[int], marked: bool, ordered: bool) -> list[int]:
    """Of headwords one after another without a definition those that are no entries."""
    is_inside = bool(defined) and defined[0] < run[0] < defined[-1]
    if not is_inside and (not marked or len(run) >= _RUN):
        return list(run)
    if len(run) >= _RUN and not ordered:
        return list(run)
    return []
