"""Lines that were only broken at a width, put together again to paragraphs."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from msgspec import Struct, structs

from pipeline.extract.document import Document, Line
from pipeline.extract.lines import is_finished
from pipeline.extract.signs.separators import cut_at
from pipeline.extract.signs.titles import bare, part_of

_WIDEST = 110
_NARROWEST = 40
# Of so many lines one, and of more one in twenty up to three, may be longer than the width; so many
# that are broken are full.
_SHOWN, _LONGER = 10, 3
_FULL = 0.7
# How much of the width a line fills behind which another goes on: as a paragraph, as a sentence.
_NEARLY = 0.9
_LARGELY = 0.75
# What may open an entry: a few words and a sign that divides.
_DIVIDED = re.compile(
    r"[^\s:][^:\n]{0,60}?(?:\s?:\s|\s[-–—=→]\s|\t|(?:,\s?|\s\(?)(?:n|v|adj|adv|loc)\.)"
    r"|(?:[^\Wa-zà-ÿ]|[\s'’-]){3,60}\.\s"
)
_BREAK = re.compile(r"[^\S\r\n]*(?:\r\n|\r|\n)[^\S\r\n]*")
_STARTS = re.compile(r"[-*+•‣◦▪–—·>#|~]|\d{1,3}[.)]|[a-zA-Z]\)")
_DASHES = "–—"
_PART = 8


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
        is_listing = False
        for line in lines:
            # Parts of a list that a colon announces, each short; a comma goes on with one.
            last = held[-1].text[-1] if held else ""
            is_below = last == ":" or (is_listing and last != ",")
            is_listing = is_below and line.words <= _PART and line.start not in self._going_on
            if held and (is_listing or not self._goes_on(held[-1], line)):
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
        return is_open and not _STARTS.match(line.text) and part_of(bare(before).text) is None


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
    # A long address here and there is no line of prose, nor is what somebody added by hand; each
    # line that is longer than the others speaks less for a width.
    rare = len(lengths) // 50
    longer = min(_LONGER, max(len(lengths) >= _SHOWN, len(lengths) // 20))
    shown = lengths[-1 - max(rare, longer) : len(lengths) - rare]
    if not shown or shown[0] > _WIDEST:
        return 0
    needed = [
        _needed(before, line)
        for before, line in pairwise(lines)
        if _may_go_on(line) and _is_inside(line.line) and not is_finished(before.line)
    ]
    if len(needed) < max(2, len(lines) // 20):
        return 0
    for width in reversed(shown):
        full = sum(length > width for length in needed)
        if _NARROWEST <= width <= _WIDEST and full >= _FULL * len(needed):
            return width
    return 0


def _is_inside(line: Line) -> bool:
    """Whether a line begins as sentences do inside: with a small letter, or with a figure."""
    return line.text[0].islower() or line.text[0].isdigit()


def _may_go_on(line: Paragraph) -> bool:
    return line.gap == 0 and line.line.role == "text" and not line.line.marker


def _needed(before: Paragraph, line: Paragraph) -> int:
    """How wide the line before would be with the first word of `line` on it."""
    return before.indent + len(before.line.text) + 1 + len(line.line.text.split(None, 1)[0])


def _is_full(before: Paragraph, line: Paragraph, width: float) -> bool:
    """Whether the first word of `line` would not have fitted on the line before it."""
    return _needed(before, line) > width


def _goes_on(
    held: Sequence[Paragraph], line: Paragraph, after: Paragraph | None, width: int
) -> bool:
    """Whether a line belongs to the paragraph of those before it."""
    before = held[-1]
    is_open = not is_finished(before.line)
    if is_open and line.gap == 0 and line.line.text[0] in _DASHES:
        # A dash in the middle of a sentence, not a bullet.
        return before.line.text[-1] not in ":;," and _is_full(before, line, width)
    if before.line.role == "heading" or not (
        _may_go_on(line) or (is_open and _is_stressed_word(line))
    ):
        return False
    if line.indent < before.indent and line.indent <= held[0].indent and len(held) > 1:
        return False
    # Who breaks lines by hand leaves some room.
    if not is_open and line.indent <= held[0].indent:
        is_next = (
            _DIVIDED.match(line.line.text)
            or cut_at(line.line, "capitales") is not None
            or _stands_alone(line, after, width)
        )
        return not is_next and _is_full(before, line, _NEARLY * width)
    goes_on = is_open and _is_inside(line.line) and before.line.text[-1] not in ":;"
    return _is_full(before, line, (_LARGELY if goes_on else _NEARLY) * width)


def _is_stressed_word(line: Paragraph) -> bool:
    """Whether a line opens with emphasis on a word inside a sentence: `*d* ou ...`."""
    one = line.line
    is_plain = line.gap == 0 and one.role == "text" and one.strong > 0
    return is_plain and one.text[one.marker].islower()


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
