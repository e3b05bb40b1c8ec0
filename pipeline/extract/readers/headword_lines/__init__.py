"""A headword on a line of its own, its definition on the lines below it.

What tells headwords from definitions differs from text to text: bold, capitals, a number, a bullet,
the blank lines, the margin, or only that headwords are short. Each habit is tried on the beginning
of the text, and the one that gives most headwords a definition is followed.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from pipeline.extract.counting import counted
from pipeline.extract.document import Document
from pipeline.extract.lines import is_sentence
from pipeline.extract.readers.headword_lines.habits import (
    ALTERNATING,
    HABITS,
    MARKED,
    SHORT,
    heads_by,
)
from pipeline.extract.readers.headword_lines.shapes import Shape, shapes_of, text_of
from pipeline.extract.reading import NO_SIGN, Reading, Sniff
from pipeline.extract.signs.headwords import fits, is_ordered
from pipeline.extract.signs.page import Page, behind_furniture

NAME = "headword-lines"

_EVIDENCE = 800
_RUN = 3
_FEW = 3


class _Habit(Struct, frozen=True):
    """A habit, how many headwords it gives a definition, and how well it does, in [0, 1]."""

    name: str
    pairs: int
    quality: float


def sniff(document: Document) -> Sniff:
    """Evidence: lines that stand out as headwords, with a definition below each."""
    shapes = shapes_of(document)
    habit = _habit(shapes)
    if habit is None:
        return NO_SIGN
    return Sniff(
        round(habit.quality, 2),
        [
            counted(
                habit.pairs, "vedette[s] seule[s] sur [sa|leur] ligne, suivie[s] d'une définition"
            ),
            habit.name,
        ],
    )


def read(document: Document, publisher: str) -> Reading:
    """Follow the best habit down the page."""
    reading = Reading()
    shapes = shapes_of(document)
    habit = _habit(shapes)
    if habit is None:
        return reading
    heads, idle = _settled(shapes, heads_by(shapes, habit.name), habit.name)
    page = Page(reading, publisher)
    for index, shape in enumerate(shapes):
        line = shape.part.line
        if index in heads and shape.head is not None:
            page.open(shape.head)
            reading.mark(line)
        elif index in idle:
            page.pass_over(line)
        elif shape.is_button:
            reading.set_aside(line, "boutons de partage")
        else:
            page.take(shape.part)
    page.close()
    return reading


def _habit(shapes: Sequence[Shape]) -> _Habit | None:
    sample = shapes[:_EVIDENCE]
    best: _Habit | None = None
    for name in (*HABITS, ALTERNATING):
        heads = heads_by(sample, name)
        habit = _judged(sample, heads, name)
        # One line in two is a habit of any text: it has to do much better than the others.
        least = 1.5 if name == ALTERNATING else 1.0
        if habit and (best is None or _worth(habit) > least * _worth(best)):
            best = habit
    return best


def _worth(habit: _Habit) -> float:
    # A mark that all headwords bear and nothing else is a stronger sign than their length.
    return habit.pairs * habit.quality * (1.5 if habit.name in MARKED else 1.0)


def _judged(shapes: Sequence[Shape], heads: Sequence[int], name: str) -> _Habit | None:
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
    kept = 1.5 * share if name == SHORT else 0.4 + share
    order = 1.0 if is_ordered([text_of(shapes[index]) for index in followed]) else 0.8
    quality = (
        (len(followed) / len(heads))
        * (defined / len(followed))
        * min(1.0, kept)
        * order
        * (1 - 0.5 * missed / listed)
        * (len({text_of(shapes[index]).casefold() for index in heads}) / len(heads))
    )
    if name not in MARKED and len(followed) < _FEW:
        quality *= 0.5
    return _Habit(name, len(followed), quality)


def _defines(head: Shape, body: Shape) -> bool:
    line = body.part.line
    return is_sentence(line) or line.words > (head.head.words if head.head else 0)


def _settled(
    shapes: Sequence[Shape], heads: Sequence[int], name: str
) -> tuple[frozenset[int], frozenset[int]]:
    """The headwords that are entries, and those that stand idle: a table of contents, a menu."""
    heads = list(heads)
    lines = [shape.part.line for shape in shapes]
    behind = behind_furniture(lines, heads, [text_of(shapes[index]) for index in heads])
    heads = [index for index in heads if index not in behind]
    taken = set(heads)
    bare = {
        index
        for index in heads
        if index + 1 in taken or index + 1 >= len(shapes) or shapes[index + 1].is_aside
    }
    defined = [index for index in heads if index not in bare]
    names = {text_of(shapes[index]).casefold() for index in defined}
    ordered = is_ordered([text_of(shapes[index]) for index in defined])
    marked = name in MARKED or all(text_of(shapes[index]).isupper() for index in defined)
    idle: set[int] = set()
    run: list[int] = []
    for index in (*heads, -1):
        if index in bare and (not run or index == run[-1] + 1):
            run.append(index)
            continue
        if run:
            idle.update(_idle(run, defined, marked, ordered))
        run = [index] if index in bare else []
    idle.update(index for index in bare if text_of(shapes[index]).casefold() in names)
    if ordered and len(defined) > 1 and not marked:
        last = defined[-1]
        in_order = fits(text_of(shapes[defined[-2]]), text_of(shapes[last]), None)
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
