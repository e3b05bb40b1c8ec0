"""From lines in reading order to paragraphs, headings, items and rows of tables."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from msgspec import Struct

from pipeline.extract.containers.pdf.furniture import Aside
from pipeline.extract.containers.pdf.hyphens import SOFT
from pipeline.extract.containers.pdf.layout import Region, Row, Segment
from pipeline.extract.containers.pdf.shape import BOLDER, Shape, plain
from pipeline.extract.containers.pdf.tables import room_in, table_rows
from pipeline.extract.document import Role, TextBuilder
from pipeline.extract.lines import ends_sentence

_BULLET = re.compile(r"[•‣◦▪▸►■●○–—*➢✓-]\s+(?=\S)")
_NUMBERED = re.compile(r"\d{1,3}\s?[.)]\s")
# A heading is larger than the text by this, a bold one by less.
_LARGER = 1.15
_HEADING_WORDS = 15
_GAP = 1.3
# In ems: from here on a gap inside a line is a tab.
_TAB = 1.25
# In ems: how far text stands in.
_INDENT = 0.8
_NAME_WORDS = 12
_HYPHENS = ("-", "‐", SOFT)


class _Line(Struct):
    """A line of a column: `left` and `right` are the edges of the column; `is_guessed` where no
    line shows how far to the right it goes.
    """

    segment: Segment
    page: int
    left: float
    right: float
    gap: float
    region: int
    is_guessed: bool

    @property
    def indent(self) -> float:
        return (self.segment.x0 - self.left) / self.segment.size


class _Paragraph(Struct):
    text: str
    strong: int
    size: float
    page: int
    lines: list[_Line]
    is_apart: bool


def add_flow(builder: TextBuilder, flow: Sequence[Region], asides: Sequence[Aside]) -> None:
    """Add a document to a builder: its regions in order, what stands aside before the first
    paragraph that begins on its page.
    """
    shape = Shape(flow)
    waiting = list(reversed(asides))
    row = 0

    def turn(page: int) -> None:
        while waiting and waiting[-1].page <= page:
            aside = waiting.pop()
            builder.apart()
            builder.place(f"page {aside.page}")
            builder.add(plain(aside.text), "aside", reason=aside.reason)
            builder.apart()
        builder.place(f"page {page}")

    lines: list[_Line] = []
    for index, region in enumerate(flow):
        if not region.gutters:
            lines += _lines(region, index, shape)
            continue
        row = _add_paragraphs(builder, lines, shape, turn, row)
        lines = []
        builder.apart()
        turn(region.page)
        row = _add_table(builder, region, row, shape)
    _add_paragraphs(builder, lines, shape, turn, row)
    if waiting:
        turn(waiting[0].page)


def _lines(region: Region, index: int, shape: Shape) -> list[_Line]:
    key = (region.page % 2, region.column)
    left, right = shape.edges[key]
    is_guessed = key in shape.guessed
    lines = []
    base: float | None = None
    for row in region.rows:
        segment = _merged(row)
        gap = base - segment.base if base is not None else 0.0
        lines.append(_Line(segment, region.page, left, right, gap, index, is_guessed))
        base = segment.base
    return lines


def _merged(row: Row) -> Segment:
    """A row as one line: a tab where a wide gap is."""
    first = row[0]
    text, strong, end = first.text, first.strong, first.x1
    for segment in row[1:]:
        if strong == len(text) and segment.strong:
            strong += 1 + segment.strong
        text += ("\t" if segment.x0 - end > _TAB * first.size else " ") + segment.text
        end = segment.x1
    return Segment(first.x0, end, first.base, first.size, text, strong)


def _add_paragraphs(
    builder: TextBuilder,
    lines: Sequence[_Line],
    shape: Shape,
    turn: Callable[[int], None],
    row: int,
) -> int:
    """Add lines as paragraphs; `row` and what is returned are the last records' numbers."""
    paragraphs = _paragraphs(lines, shape)
    levels = [_heading(paragraph, shape) for paragraph in paragraphs]
    terms = _terms(paragraphs, levels)
    is_described = False
    for index, paragraph in enumerate(paragraphs):
        level = levels[index]
        bullet = _BULLET.match(paragraph.text)
        if paragraph.is_apart or level:
            builder.apart()
        turn(paragraph.page)
        if level:
            builder.add(paragraph.text, "heading", level=level)
            builder.apart()
            is_described = False
        elif index in terms:
            row += 1
            is_described = True
            builder.add(paragraph.text, "term", row=row, strong=paragraph.strong)
        elif is_described:
            builder.add(paragraph.text, "description", row=row, strong=paragraph.strong)
        elif bullet:
            marker = bullet.end()
            strong = max(0, paragraph.strong - marker)
            builder.add(paragraph.text, "item", level=1, marker=marker, strong=strong)
        else:
            builder.add(paragraph.text, strong=paragraph.strong)
    return row


def _terms(paragraphs: Sequence[_Paragraph], levels: Sequence[int]) -> set[int]:
    """Which paragraphs are terms that stand on a line of their own, by what the page shows: bold
    before text that is not, or at the edge before text that stands in; at least three, and nearly
    all of what looks like them.
    """
    for looks in (_is_bold_line, _stands_out):
        like = {
            index
            for index, paragraph in enumerate(paragraphs)
            if not levels[index] and looks(paragraph)
        }
        short = {index for index in like if _is_short_name(paragraphs[index])}
        defined = {
            index
            for index in short
            if index + 1 < len(paragraphs) and index + 1 not in like and not levels[index + 1]
        }
        if len(defined) >= 3 and len(short) == len(like) and len(defined) >= 0.8 * len(short):
            if looks is _stands_out and not all(
                one.lines[0].indent > _INDENT
                for index, one in enumerate(paragraphs)
                if index not in like and not levels[index]
            ):
                continue
            return short
    return set()


def _is_bold_line(paragraph: _Paragraph) -> bool:
    return paragraph.strong == len(paragraph.text)


def _stands_out(paragraph: _Paragraph) -> bool:
    return paragraph.lines[0].indent < _INDENT / 2


def _is_short_name(paragraph: _Paragraph) -> bool:
    return (
        len(paragraph.text.split()) <= _NAME_WORDS
        and "\t" not in paragraph.text
        and not ends_sentence(paragraph.text)
        and not _BULLET.match(paragraph.text)
    )


def _paragraphs(lines: Sequence[_Line], shape: Shape) -> list[_Paragraph]:
    paragraphs: list[_Paragraph] = []
    for line in lines:
        text = plain(line.segment.text)
        last = paragraphs[-1] if paragraphs else None
        if last is None or _begins(last, line, shape):
            is_apart = last is not None and (
                line.gap > _GAP * shape.usual(line.segment.size)
                or last.size != line.segment.size
                or last.lines[-1].region != line.region
            )
            strong = min(len(text), line.segment.strong + len(text) - len(line.segment.text))
            strong = strong if line.segment.strong else 0
            paragraphs.append(
                _Paragraph(text, strong, line.segment.size, line.page, [line], is_apart)
            )
            continue
        is_strong = last.strong == len(last.text) and line.segment.strong > 0
        held = len(last.text)
        last.text = shape.hyphens.joined(last.text, text)
        if is_strong:
            grown = len(last.text) - held - len(text)
            last.strong = held + grown + min(len(text), line.segment.strong)
        last.lines.append(line)
    return paragraphs


def _begins(last: _Paragraph, line: _Line, shape: Shape) -> bool:
    """Whether a line begins a paragraph of its own."""
    before = last.lines[-1]
    text = line.segment.text
    size = line.segment.size
    if abs(size - before.segment.size) > 0.12 * size or _BULLET.match(text) or "\t" in text:
        return True
    is_bold = last.strong == len(last.text)
    # A term alone on its line, in bold, and the text behind it; or a bold term after a sentence.
    if is_bold and not line.segment.strong:
        return True
    if line.segment.strong and not is_bold and ends_sentence(last.text):
        return True
    if before.region != line.region:
        return not _continues(before, line)
    if line.gap > _GAP * shape.usual(size) or line.gap < 0:
        return True
    if before.segment.text.endswith(_HYPHENS) and text[:1].islower():
        return False
    inward = line.indent - before.indent
    room = _room(before, text)
    if abs(inward) > 0.8 and room <= 0:
        # The line before is full: either its paragraph goes on, or one more word had no room.
        is_usual = inward > 0 if shape.is_hanging else inward < 0
        return ends_sentence(before.segment.text) and not is_usual
    if shape.is_hanging and max(line.indent, before.indent) < 0.5:
        return room > 0
    return _is_short(before, line)


def _continues(before: _Line, line: _Line) -> bool:
    """Whether a paragraph goes on in the next column or on the next page."""
    text = before.segment.text
    if text.endswith(_HYPHENS):
        return True
    is_open = not ends_sentence(text) and _room(before, line.segment.text) <= 0
    return is_open or (line.segment.text[:1].islower() and not ends_sentence(text))


def _is_short(before: _Line, line: _Line) -> bool:
    """Whether a line ends before its column does, though the next word would have had room."""
    room = _room(before, line.segment.text)
    if room <= 0:
        return False
    opens = line.segment.text[:1]
    return (
        ends_sentence(before.segment.text)
        or opens.isupper()
        or bool(_NUMBERED.match(line.segment.text))
        or (not line.is_guessed and room > 0.25 * (before.right - before.left))
    )


def _room(before: _Line, text: str) -> float:
    return room_in(before.segment, before.right, text)


def _heading(paragraph: _Paragraph, shape: Shape) -> int:
    """The level of a heading, or 0: larger than the text, and short."""
    is_bold = paragraph.strong == len(paragraph.text)
    least = (BOLDER if is_bold else _LARGER) * shape.body
    if paragraph.size <= least or len(paragraph.text.split()) > _HEADING_WORDS:
        return 0
    return shape.level.get(paragraph.size, 1)


def _add_table(builder: TextBuilder, region: Region, row: int, shape: Shape) -> int:
    """Add the rows of a table: lines of a cell are joined; returns the last row's number."""
    rows = table_rows(region)
    shape.heads = shape.heads or (rows[0] if rows else {})
    has_header = len(rows) > 1 and _is_bold(rows[0]) and not _is_bold(rows[1])
    for index, cells in enumerate(rows):
        if not index and _same_words(cells, shape.heads):
            words = "\t".join(one.text for column in sorted(cells) for one in cells[column])
            builder.add(words, "aside", reason="têtes de colonnes répétées")
            continue
        row += 1
        role: Role = "header" if has_header and not index else "cell"
        for column, lines in sorted(cells.items()):
            text = ""
            strong = 0
            for line in lines:
                words = plain(line.text)
                if not text or strong == len(text):
                    strong = (len(text) + 1 if text else 0) + line.strong if line.strong else strong
                text = shape.hyphens.joined(text, words) if text else words
            builder.add(text, role, level=column, row=row, strong=min(strong, len(text)))
    builder.apart()
    return row


def _same_words(cells: dict[int, list[Segment]], heads: dict[int, list[Segment]]) -> bool:
    """Whether the first row of a table is that of the first table, which goes on on another page;
    not where they are one row.
    """
    return cells is not heads and [[one.text for one in cells[c]] for c in sorted(cells)] == [
        [one.text for one in heads[c]] for c in sorted(heads)
    ]


def _is_bold(cells: dict[int, list[Segment]]) -> bool:
    return all(segment.strong == len(segment.text) for lines in cells.values() for segment in lines)
