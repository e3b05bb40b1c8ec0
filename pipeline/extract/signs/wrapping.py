"""Lines that were only broken at a width, put together again to paragraphs."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from msgspec import Struct, structs

from pipeline.extract.document import Document, Line
from pipeline.extract.lines import is_finished

_WIDEST = 110
_NARROWEST = 40
# What may open an entry: a few words and a sign that divides.
_DIVIDED = re.compile(r"[^\s:][^:\n]{0,60}?(?:\s?:\s|\s[-–—=]\s|\t)")
_BREAK = re.compile(r"[^\S\r\n]*(?:\r\n|\r|\n)[^\S\r\n]*")
_STARTS = re.compile(r"[-*+•‣◦▪–—·>#|~]|\d{1,3}[.)]|[a-zA-Z]\)")
_DASHES = "–—"


class Paragraph(Struct, frozen=True, gc=False):
    """A line, or lines that were broken at a width, with what stands before it: `gap`, the blank
    lines (one before the first line), `indent`, the blanks that set it in.
    """

    line: Line
    gap: int
    indent: int


def paragraphs(document: Document) -> list[Paragraph]:
    """The paragraphs of the body, in order; linear in the text."""
    return [_one(document.text, group) for group in _groups(document)]


class Wrapping:
    """How the lines of a document are broken; `joined` undoes it inside a definition."""

    def __init__(self, document: Document) -> None:
        self._text = document.text
        self._going_on = frozenset(
            one.line.start for group in _groups(document) for one in group[1:]
        )

    def joined(self, lines: Sequence[Line]) -> list[Line]:
        """The lines of one definition, those of one paragraph made one; linear. Known to belong
        together, they go on wherever their words do.
        """
        return list(self._joined(lines))

    def _joined(self, lines: Sequence[Line]) -> Iterator[Line]:
        held: list[Line] = []
        for line in lines:
            if held and not self._goes_on(held[-1], line):
                yield self._whole(held)
                held = []
            held.append(line)
        if held:
            yield self._whole(held)

    def _whole(self, held: Sequence[Line]) -> Line:
        first, last = held[0], held[-1]
        if first is last:
            return first
        return structs.replace(first, end=last.end, text=self._text[first.start : last.end])

    def _goes_on(self, before: Line, line: Line) -> bool:
        if line.role == "item" or not _BREAK.fullmatch(self._text[before.end : line.start]):
            return False
        if line.start in self._going_on:
            return True
        is_open = before.text[-1] not in ".!?…:;" and not line.text[0].isupper()
        return is_open and not _STARTS.match(line.text)


def _groups(document: Document) -> list[list[Paragraph]]:
    """The lines of the body, those of one paragraph together."""
    lines = _placed(document)
    width = _width(lines)
    if not width:
        return [[line] for line in lines]
    groups: list[list[Paragraph]] = []
    following = [*lines[1:], None][: len(lines)]
    for line, after in zip(lines, following, strict=True):
        if groups and _goes_on(groups[-1], line, after, width):
            groups[-1].append(line)
        else:
            groups.append([line])
    return groups


def _placed(document: Document) -> list[Paragraph]:
    """Each line of the body with the blanks before it."""
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
    return found


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
    words = line.line
    # A word in italics may open the next line of what stands in.
    is_plain = not words.marker or (
        line.indent > 0 and words.marker == 1 and words.text[0] in "*_" and words.text[1].islower()
    )
    return line.gap == 0 and words.role == "text" and is_plain


def _is_full(before: Paragraph, line: Paragraph, width: int) -> bool:
    """Whether the first word of `line` would not have fitted on the line before it."""
    words = line.line.text.split(None, 1)
    return before.indent + len(before.line.text) + 1 + len(words[0]) > width


def _goes_on(
    held: Sequence[Paragraph], line: Paragraph, after: Paragraph | None, width: int
) -> bool:
    """Whether a line belongs to the paragraph of those before it."""
    before = held[-1]
    is_open = not is_finished(before.line) and before.line.text[-1] not in ":;,"
    if is_open and line.gap == 0 and line.line.text[0] in _DASHES:
        # A dash in the middle of a sentence, not a bullet.
        return _is_full(before, line, width)
    if not _may_go_on(line) or before.line.role == "heading":
        return False
    if line.indent < before.indent and line.indent <= held[0].indent and len(held) > 1:
        return False
    if is_finished(before.line) and line.indent <= held[0].indent:
        is_next = _DIVIDED.match(line.line.text) or _stands_alone(line, after, width)
        return _is_full(before, line, width) and not is_next
    return _is_full(before, line, width)


def _stands_alone(line: Paragraph, after: Paragraph | None, width: int) -> bool:
    """Whether a line neither goes on on the next, nor ends a sentence, nor a block: a headword."""
    return (
        after is not None
        and after.gap == 0
        and not is_finished(line.line)
        and not _is_full(line, after, width)
    )


def _one(text: str, held: Sequence[Paragraph]) -> Paragraph:
    if len(held) == 1:
        return held[0]
    first, last = held[0].line, held[-1].line
    line = structs.replace(first, end=last.end, text=text[first.start : last.end])
    return Paragraph(line, held[0].gap, held[0].indent)
