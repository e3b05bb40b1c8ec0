"""Paragraphs seen as headwords on lines of their own."""

from __future__ import annotations

from collections.abc import Container

from msgspec import Struct

from pipeline.extract.document import Document, Line
from pipeline.extract.signs.alphabet import is_letters, lone_letters
from pipeline.extract.signs.contents import end_of_contents
from pipeline.extract.signs.furniture import furniture, opens_furniture, share_bars
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


class Shape(Struct, frozen=True, gc=False):
    """A paragraph seen as a headword: `head` where it may be one. `is_aside`: a letter, a heading,
    furniture or what stands before a table of contents. `is_button`: a button that shares the page.
    """

    part: Paragraph
    head: Line | None
    is_aside: bool
    is_button: bool = False

    @property
    def is_item(self) -> bool:
        """Whether a bullet or a number stands before it."""
        return self.part.line.role == "item"


def shapes_of(document: Document) -> list[Shape]:
    """The paragraphs of a text, each with the headword that it may be."""
    parts = paragraphs(document)
    lone = lone_letters([part.line for part in parts])
    begin = end_of_contents(document)
    shared = share_bars([part.line for part in parts])
    return [
        Shape(part, None, True, True)
        if index in shared
        else _shape(part, lone, is_before=part.line.start < begin)
        for index, part in enumerate(parts)
    ]


def _shape(part: Paragraph, lone: Container[int], *, is_before: bool) -> Shape:
    line = part.line
    is_letter = is_letters(line.text) and line.start not in lone
    is_aside = is_before or line.role == "heading" or is_letter
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
