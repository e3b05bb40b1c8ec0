"""What the columns of a table are: told from the names above them and from what stands in them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from msgspec import Struct, field

from pipeline.extract.signs.fields import Name, name_of
from pipeline.extract.signs.habits import (
    DEFINITION_WORDS,
    SAMPLE,
    UNNAMED_DEFINITION_WORDS,
    Habit,
    Row,
    habit_of,
    is_definition,
    is_numbering,
    is_terms,
    text_of,
    told_by_content,
)

# Names of different things seldom recur.
_DISTINCT = 0.8


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


def header_of(row: Row) -> dict[int, Name] | None:
    """The names that a row gives to the columns if it is the head of a table: one for the terms
    and one for something else, or two at least.
    """
    texts = {column: text_of(lines) for column, lines in row.items()}
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
    sample = rows[:SAMPLE]
    habits = {
        column: habit_of([text_of(row[column]) for row in sample if column in row], len(sample))
        for column in sorted({column for row in sample for column in row})
    }
    groups = _side_by_side(names, habits)
    found = [_assigned(names, header, habits, group) for group in groups]
    return [one for one in found if one is not None] if all(found) else []


def is_defining(columns: Columns, rows: Sequence[Row]) -> bool:
    """Whether the columns for definitions hold some in these rows too."""
    texts = [
        text_of(row[column])
        for row in rows[:SAMPLE]
        for column in columns.definitions
        if column in row
    ]
    return bool(texts) and habit_of(texts, len(texts)).words >= DEFINITION_WORDS


def _side_by_side(names: Mapping[int, Name], habits: Mapping[int, Habit]) -> list[list[int]]:
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
        if all(is_terms(habits[a]) and is_definition(habits[b], habits[a]) for a, b in pairs):
            return pairs
    return [columns]


def _assigned(
    names: Mapping[int, Name],
    header: Row,
    habits: Mapping[int, Habit],
    group: Sequence[int],
) -> Columns | None:
    named = _telling({column: names[column] for column in group if column in names}, habits)
    told = _headword(named)
    # A column that numbers the entries is none of terms, as long as there is another.
    numbers = {column for column in named if column in habits and is_numbering(habits[column])}
    headword = _headword({c: name for c, name in named.items() if c not in numbers})
    unnamed = [column for column in group if column not in named and column in habits]
    is_told = told is not None and any(n.field == "definition" for n in named.values())
    if not is_told and any(habits[column].amounts > 0.6 for column in unnamed):
        return None
    if headword is None:
        fits = [column for column in unnamed if is_terms(habits[column])]
        best = max((habits[column].order for column in fits), default=0.0)
        ordered = [column for column in fits if habits[column].order >= max(0.9, best)]
        headword = next(iter(ordered or fits), told)
        if headword is None:
            return None
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
            name = named.get(column)
            is_number = column in numbers and name is not None and name.field == "headword"
            if name is None and column not in header and column in habits:
                columns.about |= told_by_content(column, habits[column])
            if column not in columns.about:
                _sort_in(columns, column, Name("about") if is_number else name, header)
    return columns


def _telling(named: dict[int, Name], habits: Mapping[int, Habit]) -> dict[int, Name]:
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
    habits: Mapping[int, Habit],
    unnamed: Sequence[int],
    headword: int,
) -> list[int]:
    """The column that defines where none says so by its name."""
    is_bare = not named
    fits = [
        column
        for column in unnamed
        if column != headword
        and column in habits
        and is_definition(habits[column], habits.get(headword))
        and (is_bare or habits[column].words >= UNNAMED_DEFINITION_WORDS)
    ]
    if fits:
        return [max(fits, key=lambda column: (habits[column].words, -column))]
    misnamed = [
        column
        for column, name in named.items()
        if column != headword
        and column in habits
        and name.field in ("headword", "equivalent", "variant", "expansion")
        and is_definition(habits[column], habits.get(headword))
        and habits[column].words >= UNNAMED_DEFINITION_WORDS
        and habits[column].finished > 0.5
    ]
    if misnamed:
        return [max(misnamed, key=lambda column: (habits[column].words, -column))]
    for wanted in ("note", "expansion", "example"):
        columns = [c for c, name in named.items() if name.field == wanted and c != headword]
        if columns:
            return columns[:1]
    return []


def _sort_in(columns: Columns, column: int, name: Name | None, header: Row) -> None:
    label = text_of(header[column]) if column in header else ""
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
