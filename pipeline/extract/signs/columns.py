"""What the columns of a table hold: told from the names above them and from what stands in them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import pairwise

from msgspec import Struct, field

from pipeline.extract.document import Line
from pipeline.extract.lines import is_finished, letters
from pipeline.extract.signs.fields import Name, is_nothing, name_of

# The lines of a row by column.
Row = dict[int, list[Line]]

_HEADWORD_WORDS = 6.0
_DEFINITION_WORDS = 3.0
# A column that bears a name we do not know is a definition only if it reads like one.
_UNNAMED_DEFINITION_WORDS = 6.0
_SAMPLE = 300
# Figures, and the codes that number things: `12`, `A12`, `REF-003`.
_FIGURE = re.compile(
    r"[\d\s.,:;/€$£%hH°+–-]{1,20}(?:€|EUR|euros?|kg|cm|mm|min|HT|TTC)?|[A-Z]{1,5}[-_.]?\d{1,6}"
)
# Names of different things seldom recur.
_DISTINCT = 0.8
# Amounts and times of day: what price lists and timetables are made of.
_AMOUNT = re.compile(
    r"[<>~≈]?\s?[€$£]?\s?\d[\d\s.,]*\s?(?:€|\$|£|EUR|euros?|CHF|HT|TTC)|\d{1,2}[:hH]\d{2}|\d+[.,]\d{2}"
)
_ADDRESS = re.compile(r"(?:https?://|www\.|mailto:)\S+|\S+@\S+\.\w+")


class Columns(Struct):
    """The columns of one glossary in a table, by their numbers. `about` are those that hold no
    words of entries, `unknown` those that nothing names, each with the reason, in French.
    """

    headword: int
    definitions: list[int] = field(default_factory=list)
    variants: list[int] = field(default_factory=list)
    see: list[int] = field(default_factory=list)
    examples: list[int] = field(default_factory=list)
    notes: list[int] = field(default_factory=list)
    about: dict[int, str] = field(default_factory=dict)
    unknown: dict[int, str] = field(default_factory=dict)


class _Habit(Struct, frozen=True):
    """What the cells of a column have in common, in shares of those that hold something."""

    filled: float
    words: float
    distinct: float
    figures: float
    amounts: float
    capitals: float
    finished: float
    order: float


def header_of(row: Row) -> dict[int, Name] | None:
    """The names that a row gives to the columns if it is the head of a table: one for the terms
    and one for something else, or two at least.
    """
    texts = {column: _text(lines) for column, lines in row.items()}
    names = {column: name for column, text in texts.items() if (name := name_of(text))}
    whole = [name for name in names.values() if name.is_whole]
    fields = {name.field for name in names.values()}
    is_terms = bool(fields & {"headword", "acronym", "expansion"})
    if len(names) < 2 or not whole or 2 * len(names) < len(texts):
        return None
    if is_terms and (len(fields) > 1 or len({n.language for n in names.values()}) > 1):
        return names
    return names if "definition" in fields and len(fields) > 1 else None


def columns_of(names: Mapping[int, Name], header: Row, rows: Sequence[Row]) -> list[Columns]:
    """The columns of each glossary of a table (two where two stand side by side); none where it is
    no glossary. `names` as `header_of` gives them, `header` the row they stand in, both empty where
    there is none; `rows` what stands below.
    """
    sample = rows[:_SAMPLE]
    habits = {
        column: _habit([_text(row[column]) for row in sample if column in row], len(sample))
        for column in sorted({column for row in sample for column in row})
    }
    groups = _side_by_side(names, habits)
    found = [_assigned(names, header, habits, group) for group in groups]
    return [one for one in found if one is not None] if all(found) else []


def is_defining(columns: Columns, rows: Sequence[Row]) -> bool:
    """Whether the columns for definitions hold some in these rows too."""
    texts = [
        _text(row[column])
        for row in rows[:_SAMPLE]
        for column in columns.definitions
        if column in row
    ]
    return bool(texts) and _habit(texts, len(texts)).words >= _DEFINITION_WORDS


def _text(lines: Sequence[Line]) -> str:
    return " ".join(line.text for line in lines).strip("*_ :")


def _habit(texts: Sequence[str], rows: int) -> _Habit:
    filled = [text for text in texts if text and not is_nothing(text)]
    count = len(filled) or 1
    keys = [letters(text) for text in filled]
    return _Habit(
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


def _side_by_side(names: Mapping[int, Name], habits: Mapping[int, _Habit]) -> list[list[int]]:
    """The columns in groups that each hold a glossary of their own."""
    columns = sorted(habits.keys() | names.keys())
    if names:
        fields = [names[column].field if column in names else None for column in columns]
        starts = [index for index, one in enumerate(fields) if one == fields[0]]
        width = len(columns) // len(starts) if fields[0] else 0
        is_repeated = (
            len(starts) > 1
            and width > 1
            and fields == fields[:width] * len(starts)
            and "definition" in fields[:width]
        )
        languages = {names[column].language for column in columns if column in names}
        if is_repeated and len(languages) == 1:
            return [columns[start : start + width] for start in starts]
    elif len(columns) >= 4 and len(columns) % 2 == 0:
        pairs = [columns[index : index + 2] for index in range(0, len(columns), 2)]
        if all(_is_terms(habits[a]) and _is_definition(habits[b], habits[a]) for a, b in pairs):
            return pairs
    return [columns]


def _is_terms(habit: _Habit) -> bool:
    return (
        0 < habit.words <= _HEADWORD_WORDS
        and habit.distinct > 0.8
        and habit.figures < 0.3
        and habit.finished < 0.5
        and habit.filled > 0.3
    )


def _is_definition(habit: _Habit, terms: _Habit | None) -> bool:
    return (
        habit.words >= _DEFINITION_WORDS
        and habit.figures < 0.3
        and habit.distinct > 0.5
        and habit.filled > 0.3
        and (terms is None or habit.words > 1.5 * terms.words)
    )


def _assigned(
    names: Mapping[int, Name],
    header: Row,
    habits: Mapping[int, _Habit],
    group: Sequence[int],
) -> Columns | None:
    named = _telling({column: names[column] for column in group if column in names}, habits)
    headword = _headword(named)
    unnamed = [column for column in group if column not in named and column in habits]
    is_told = headword is not None and any(n.field == "definition" for n in named.values())
    if not is_told and any(habits[column].amounts > 0.6 for column in unnamed):
        return None
    if headword is None:
        fits = [column for column in unnamed if _is_terms(habits[column])]
        if not fits:
            return None
        best = max(habits[column].order for column in fits)
        ordered = [column for column in fits if habits[column].order >= max(0.9, best)]
        headword = (ordered or fits)[0]
    columns = Columns(headword)
    definitions = [c for c, name in named.items() if name.field == "definition" and c != headword]
    native = [c for c in definitions if named[c].language in ("", "fr")] or definitions[:1]
    columns.definitions = native
    if not native:
        columns.definitions = _defining(named, habits, unnamed, headword)
    if not columns.definitions and not any(
        name.field in ("equivalent", "variant", "acronym", "expansion") or name.language
        for name in named.values()
    ):
        return None
    for column in group:
        if column != headword and column not in columns.definitions:
            _sort_in(columns, column, named.get(column), header)
    return columns


def _telling(named: dict[int, Name], habits: Mapping[int, _Habit]) -> dict[int, Name]:
    """The names of columns without those that say "term" above what recurs from row to row, where
    another column has the terms: a heading ("Rubrique") names their group.
    """
    terms = [column for column, name in named.items() if name.field == "headword"]
    recurring = {
        column
        for column in terms
        if column in habits and habits[column].filled > 0 and habits[column].distinct < _DISTINCT
    }
    if len(recurring) == len(terms):
        return named
    return {column: name for column, name in named.items() if column not in recurring}


def _headword(named: Mapping[int, Name]) -> int | None:
    """The column of the terms by its name: the whole name rather than a part of it, French or of no
    language rather than another; else the first with short or long forms.
    """
    terms = [column for column, name in named.items() if name.field == "headword"]
    for is_native in (True, False):
        for is_whole in (True, False):
            for column in terms:
                name = named[column]
                if name.is_whole == is_whole and (name.language in ("", "fr")) == is_native:
                    return column
    forms = [c for c, name in named.items() if name.field in ("acronym", "expansion", "variant")]
    return forms[0] if forms else None


def _defining(
    named: Mapping[int, Name],
    habits: Mapping[int, _Habit],
    unnamed: Sequence[int],
    headword: int,
) -> list[int]:
    """The column that defines where none says so by its name."""
    is_bare = not named
    fits = [
        column
        for column in unnamed
        if column != headword
        and _is_definition(habits[column], habits.get(headword))
        and (is_bare or habits[column].words >= _UNNAMED_DEFINITION_WORDS)
    ]
    if fits:
        return [max(fits, key=lambda column: (habits[column].words, -column))]
    for wanted in ("note", "expansion", "example"):
        columns = [c for c, name in named.items() if name.field == wanted and c != headword]
        if columns:
            return columns[:1]
    return []


def _sort_in(columns: Columns, column: int, name: Name | None, header: Row) -> None:
    label = _text(header[column]) if column in header else ""
    called = f"colonne « {label} »" if label else f"colonne {column + 1} sans titre"
    if name is None:
        # A name that we do not know still says that the column is of another kind.
        (columns.about if label else columns.unknown)[column] = f"{called} : rôle inconnu"
    elif name.field in ("headword", "variant", "acronym", "expansion", "equivalent"):
        columns.variants.append(column)
    elif name.field == "see":
        columns.see.append(column)
    elif name.field == "example":
        columns.examples.append(column)
    elif name.field == "note":
        columns.notes.append(column)
        columns.about[column] = f"{called} : ne compte que là où la définition manque"
    elif name.field == "definition":
        columns.about[column] = f"{called} : définition dans une autre langue"
    else:
        columns.about[column] = f"{called} : renseigne sur l'entrée, n'en est pas un mot"
