"""Paragraphs: the lines of a text with those that were only broken at a width put together."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from msgspec import Struct

from pipeline.extract.document import Document, Line
from pipeline.extract.lines import is_finished

_WIDEST = 110
_NARROWEST = 40
# What may open an entry: a few words and a sign that divides.
_DIVIDED = re.compile(r"[^\s:][^:\n]{0,60}?(?:\s?:\s|\s[-–—=]\s|\t)")


class Paragraph(Struct, frozen=True, gc=False):
    """A line, or lines that were broken at a width, with what stands before it: `gap`, the blank
    lines (one before the first line), `indent`, the blanks that set it in.
    """

    line: Line
    gap: int
    indent: int


def paragraphs(document: Document) -> list[Paragraph]:
    """The paragraphs of the body, in order; linear in the text."""
    text = document.text
    found: list[Paragraph] = []
    end = 0
    for line in document.body:
        before = text[end : line.start]
        if before == "\n":
            gap = indent = 0
        else:
            gap = max(0, (before.count("\n") or before.count("\r")) - 1) if found else 1
            indent = len(before) - max(before.rfind("\n"), before.rfind("\r")) - 1
            if found and before.find("\n") < 0 and before.find("\r") < 0:
                indent = 0
        found.append(Paragraph(line, gap, indent))
        end = line.end
    width = _width(found)
    return _joined(text, found, width) if width else found


def _width(lines: Sequence[Paragraph]) -> int:
    """At how many code points the lines are broken; 0 where they are not."""
    lengths = sorted(one.indent + one.line.end - one.line.start for one in lines)
    if not lengths:
        return 0
    # A long address here and there is no line of prose.
    width = lengths[-1 - len(lengths) // 50]
    if not _NARROWEST <= width <= _WIDEST:
        return 0
    going_on = 0
    full = 0
    for before, line in pairwise(lines):
        if _may_go_on(line) and line.line.text[0].islower() and not is_finished(before.line):
            going_on += 1
            full += _is_full(before, line, width)
    return width if going_on >= max(2, len(lines) // 20) and full >= 0.7 * going_on else 0


def _may_go_on(line: Paragraph) -> bool:
    return line.gap == 0 and line.line.role == "text" and not line.line.marker


def _is_full(before: Paragraph, line: Paragraph, width: int) -> bool:
    """Whether the first word of `line` would not have fitted on the line before it."""
    words = line.line.text.split(None, 1)
    return before.indent + len(before.line.text) + 1 + len(words[0]) > width


def _joined(text: str, lines: Sequence[Paragraph], width: int) -> list[Paragraph]:
    joined: list[Paragraph] = []
    held: list[Paragraph] = []
    for line in lines:
        if held and not _goes_on(held, line, width):
            joined.append(_one(text, held))
            held = []
        held.append(line)
    if held:
        joined.append(_one(text, held))
    return joined


def _goes_on(held: Sequence[Paragraph], line: Paragraph, width: int) -> bool:
    before = held[-1]
    if not _may_go_on(line) or before.line.role == "heading":
        return False
    if line.indent < before.indent and line.indent <= held[0].indent and len(held) > 1:
        return False
    if is_finished(before.line) and line.indent <= held[0].indent:
        return _is_full(before, line, width) and not _DIVIDED.match(line.line.text)
    return _is_full(before, line, width)


def _one(text: str, held: Sequence[Paragraph]) -> Paragraph:
    if len(held) == 1:
        return held[0]
    first, last = held[0].line, held[-1].line
    line = Line(
        first.start,
        last.end,
        text[first.start : last.end],
        first.role,
        first.level,
        first.row,
        first.marker,
        first.strong,
    )
    return Paragraph(line, held[0].gap, held[0].indent)
