"""Headword and definition on one line: `Terme : définition`, whatever sign divides them."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from msgspec import structs

from pipeline.extract.counting import counted
from pipeline.extract.document import Document
from pipeline.extract.readers.inline.doubts import line_above, other_cut, resolve
from pipeline.extract.readers.inline.habits import READ, Habit, habit_of, style_of
from pipeline.extract.reading import NO_SIGN, Reading, Sniff
from pipeline.extract.signs.alphabet import is_letters
from pipeline.extract.signs.headwords import fits, is_header, is_title
from pipeline.extract.signs.page import Page, behind_furniture
from pipeline.extract.signs.separators import Cut, cut_at
from pipeline.extract.signs.wrapping import Paragraph, paragraphs

NAME = "inline"


def sniff(document: Document) -> Sniff:
    """Evidence: one sign divides many paragraphs behind a few words that may be a headword."""
    parts = paragraphs(document)
    habit = habit_of(parts)
    if habit is None:
        return NO_SIGN
    marked = habit.style.is_strong or habit.style.is_item or habit.is_ordered
    needed = 0.15 if marked else 0.34
    reasons = [
        counted(habit.heads, f"paragraphe[s] sur {len(parts)} commence[nt] par une vedette"),
        f"séparateur : {habit.kind}",
    ]
    few = 2 if marked or habit.share > 0.6 else 3
    if habit.heads < few or habit.share < needed:
        return Sniff(0.0, reasons)
    return Sniff(round(min(1.0, 0.5 + habit.share), 2), reasons)


def read(document: Document, publisher: str) -> Reading:
    """An entry begins where a line stands as those of entries do and the sign of the text divides
    it; the paragraphs up to the next belong to its definition.
    """
    reading = Reading()
    parts = paragraphs(document)
    habit = habit_of(parts)
    if habit is None:
        return reading
    starts = _starts(parts, habit)
    page = Page(reading, publisher)
    for part, cut in zip(parts, starts, strict=True):
        line = part.line
        if cut is None:
            page.take(part)
            continue
        page.open(cut.head, cut.more)
        reading.mark(line)
        if not cut.is_open:
            page.define(line.part(cut.begin))
    page.close()
    return reading


def _starts(parts: Sequence[Paragraph], habit: Habit) -> list[Cut | None]:
    """For each paragraph how it is divided, if it opens an entry."""
    starts: list[Cut | None] = [None] * len(parts)
    doubtful: list[tuple[int, Cut]] = []
    plain = habit.kind if habit.kind != "gras" else "deux-points"
    for index, part in enumerate(parts):
        line = part.line
        if line.role not in READ or is_letters(line.text):
            continue
        cut = cut_at(line, plain)
        if cut is None:
            doubt = other_cut(part, habit) or line_above(parts, index)
            if doubt:
                doubtful.append((index, doubt))
            continue
        if cut.head.text.casefold() in habit.labels or is_letters(line.text[cut.begin :]):
            continue
        style = style_of(part, cut, habit.margin)
        if style in habit.sure or (
            not style.is_tight
            and structs.replace(style, is_tight=True) in habit.sure
            and _is_first(parts, index, plain)
        ):
            starts[index] = cut
        else:
            doubtful.append((index, cut))
    _drop_titles(parts, starts, habit)
    resolve(parts, starts, doubtful, habit)
    opened = [(index, cut.head.text) for index, cut in enumerate(starts) if cut]
    heads, names = [index for index, _ in opened], [name for _, name in opened]
    for index in behind_furniture([part.line for part in parts], heads, names):
        starts[index] = None
    return starts


def _is_first(parts: Sequence[Paragraph], index: int, kind: str) -> bool:
    """Whether a line that stands apart is the first of a list: what is above it is a heading or
    unlike it, or the line below goes on as tight as those of the list do.
    """
    if index == 0 or parts[index - 1].line.role == "heading":
        return True
    line, above = parts[index].line, parts[index - 1].line
    if (line.role, bool(line.strong)) != (above.role, bool(above.strong)):
        return True
    below = parts[index + 1] if index + 1 < len(parts) else None
    return below is not None and below.gap == 0 and cut_at(below.line, kind) is not None


def _drop_titles(parts: Sequence[Paragraph], starts: list[Cut | None], habit: Habit) -> None:
    """The title of the page and the heads of its columns are divided like entries."""
    opened = [index for index, cut in enumerate(starts) if cut][:3]
    for index, following in pairwise(opened):
        cut, after = starts[index], starts[following]
        line = parts[index].line
        in_order = habit.is_ordered and cut and after and fits(None, cut.head.text, after.head.text)
        if is_header(line.content) or (is_title(line.content) and not in_order):
            starts[index] = None
