"""What stands in the columns of a table, told from their cells alone: terms, figures, sentences."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from msgspec import Struct

from pipeline.extract.document import Line
from pipeline.extract.lines import is_finished, letters
from pipeline.extract.signs.fields import is_nothing

# The lines of a row by column.
Row = dict[int, list[Line]]

_HEADWORD_WORDS = 6.0
DEFINITION_WORDS = 3.0
# A column that bears a name we do not know is a definition only if it reads like one.
UNNAMED_DEFINITION_WORDS = 6.0
SAMPLE = 300
# The head of a table: names of so many words, shorter than this share of what stands below, and how
# many rows show that.
_NAME_WORDS = 8
_SHORT = 0.6
_ROWS = 4
# Figures, and the codes that number things: `12`, `n° 7`, `A12`, `REF-003`, `GL.2024.01b`, a UUID.
_FIGURE = re.compile(
    r"[\d\s.,:;/€$£%hH°+–-]{1,20}(?:€|EUR|euros?|kg|cm|mm|min|HT|TTC)?|[nN][°ºo.]\s?\d{1,6}|\#\d{1,8}"
    r"|[A-Za-z]{1,5}(?:[-_./][A-Za-z]{1,5})?[-_./]?\d{1,6}(?:[-_./]\d{1,6}){0,3}[A-Za-z]?"
    r"|[\da-f]{8}(?:-[\da-f]{4,12}){1,4}|[\da-f]{0,20}\d[\da-f]{11,20}"
)
# From here on a column numbers what stands beside it, whatever it is called.
_NUMBERING = 0.6
# What sorts entries: a few words, few different ones, nearly everywhere.
_LABEL_WORDS = 3.0
_LABELS = 0.5
# Amounts and times of day: what price lists and timetables are made of.
_AMOUNT = re.compile(
    r"[<>~≈]?\s?[€$£]?\s?\d[\d\s.,]*\s?(?:€|\$|£|EUR|euros?|CHF|HT|TTC)|\d{1,2}[:hH]\d{2}|\d+[.,]\d{2}"
)
_ADDRESS = re.compile(r"(?:https?://|www\.|mailto:)\S+|\S+@\S+\.\w+")


class Habit(Struct, frozen=True):
    """What the cells of a column have in common, in shares of those that hold something."""

    filled: float
    words: float
    distinct: float
    figures: float
    amounts: float
    capitals: float
    finished: float
    order: float


def text_of(lines: Sequence[Line]) -> str:
    """The words of a cell, its marks of emphasis and its colon off."""
    return " ".join(line.text for line in lines).strip("*_ :")


def habit_of(texts: Sequence[str], rows: int) -> Habit:
    """What these cells of a column have in common; `rows` is how many there could be."""
    filled = [text for text in texts if text and not is_nothing(text)]
    count = len(filled) or 1
    keys = [letters(text) for text in filled]
    return Habit(
        filled=len(filled) / max(1, rows),
        words=sum(len(text.split()) for text in filled) / count,
        distinct=len(set(keys)) / count,
        figures=sum(bool(_FIGURE.fullmatch(text) or _ADDRESS.fullmatch(text)) for text in filled)
        / count,
        amounts=sum(_AMOUNT.fullmatch(text) is not None for text in filled) / count,
        capitals=sum(text.isupper() and len(text) <= 8 for text in filled) / count,
        finished=sum(is_finished(Line(0, len(text), text)) for text in filled) / count,
        order=sum(a <= b for a, b in pairwise(keys)) / max(1, len(keys) - 1),
    )


def is_terms(habit: Habit) -> bool:
    """Whether a column holds terms: short, each another, no figures, no sentences."""
    return (
        0 < habit.words <= _HEADWORD_WORDS
        and habit.distinct > 0.8
        and habit.figures < 0.3
        and habit.finished < 0.5
        and habit.filled > 0.3
    )


def is_numbering(habit: Habit) -> bool:
    """Whether a column numbers the entries, or refers to them by codes."""
    return habit.figures >= _NUMBERING


def is_definition(habit: Habit, terms: Habit | None) -> bool:
    """Whether a column holds definitions, longer than the `terms` if these are known."""
    return (
        habit.words >= DEFINITION_WORDS
        and habit.figures < 0.3
        and habit.distinct > 0.5
        and habit.filled > 0.3
        and (terms is None or habit.words > 1.5 * terms.words)
    )


def told_by_content(column: int, habit: Habit) -> dict[int, str]:
    """The column with the reason if it has no name and only numbers or sorts the entries."""
    called = f"colonne {column + 1} sans titre"
    if is_numbering(habit):
        return {column: f"{called} : numéros ou codes"}
    if habit.words <= _LABEL_WORDS and habit.distinct <= _LABELS and habit.filled > _LABELS:
        return {column: f"{called} : les mêmes mots reviennent, donc un classement"}
    return {}


def is_head_by_content(first: Row, rows: Sequence[Row], *, is_misplaced: bool) -> bool:
    """Whether a row whose names nobody knows reads like the head of what stands below: a name above
    figures, or a few words above sentences, and no sentence and no figure itself. Where it breaks
    the order of the alphabet (`is_misplaced`), the words need not be few.
    """
    texts = {column: text_of(lines) for column, lines in first.items()}
    if any(_FIGURE.fullmatch(t) or len(t.split()) > _NAME_WORDS for t in texts.values()):
        return False
    if any(is_finished(line) for lines in first.values() for line in lines):
        return False
    sample = rows[:SAMPLE]
    for column, text in texts.items():
        cells = [text_of(row[column]) for row in sample if column in row]
        if len(cells) < _ROWS or not text:
            continue
        if all(_FIGURE.fullmatch(cell) for cell in cells):
            return True
        lengths = sorted(len(cell) for cell in cells)
        is_short = is_misplaced or len(text) <= _SHORT * lengths[len(lengths) // 10]
        if is_short and habit_of(cells, 1).finished > 0.8:
            return True
    return False
