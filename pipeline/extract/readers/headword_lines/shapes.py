"""Paragraphs seen as headwords on lines of their own."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container

from msgspec import Struct, structs

from pipeline.extract.document import Document, Line
from pipeline.extract.signs.alphabet import is_letters, lone_letters
from pipeline.extract.signs.furniture import furniture, opens_furniture
from pipeline.extract.signs.headwords import (
    head_of,
    is_header,
    is_label,
    is_labelled,
    may_be_name,
)
from pipeline.extract.signs.page import OPENER
from pipeline.extract.signs.separators import cut_at
from pipeline.extract.signs.wrapping import Paragraph, paragraphs

# So many lines are a table of contents.
_CONTENTS = 4
_MOSTLY = 0.7


class Shape(Struct, frozen=True, gc=False):
    """A paragraph seen as a headword: `head` where it may be one. `is_aside`: a letter, a heading
    or furniture.
    """

    part: Paragraph
    head: Line | None
    is_aside: bool

    @property
    def is_item(self) -> bool:
        """Whether a bullet or a number stands before it."""
        return self.part.line.role == "item"


def shapes_of(document: Document) -> list[Shape]:
    """The paragraphs of a text, each with the headword that it may be."""
    parts = paragraphs(document)
    lone = lone_letters([part.line for part in parts])
    return _without_contents([_shape(part, lone) for part in parts])


def _without_contents(shapes: list[Shape]) -> list[Shape]:
    """The shapes, those of a table of contents aside: one behind another, each once more below;
    a few may be named otherwise there.
    """
    counts = Counter(text_of(shape).casefold() for shape in shapes if shape.head)
    if all(count == 1 for count in counts.values()):
        return shapes
    found = list(shapes)
    run: list[int] = []
    seen: set[str] = set()
    for index, shape in enumerate([*shapes, None]):
        name = text_of(shape).casefold() if shape else ""
        is_first = bool(name) and name not in seen
        seen.add(name)
        if shape and is_first and (counts[name] > 1 or (run and shape.part.gap == 0)):
            run.append(index)
            continue
        known = sum(counts[text_of(shapes[at]).casefold()] > 1 for at in run)
        if known >= max(_CONTENTS, _MOSTLY * len(run)):
            for at in run:
                found[at] = structs.replace(shapes[at], head=None, is_aside=True)
        run = []
    return found


def _shape(part: Paragraph, lone: Container[int]) -> Shape:
    line = part.line
    is_aside = line.role == "heading" or (is_letters(line.text) and line.start not in lone)
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


def text_of(shape: Shape) -> str:
    """The headword, or nothing."""
    return shape.head.text if shape.head else ""
