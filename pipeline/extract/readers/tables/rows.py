"""The tables of a document: which rows stand together, which of them name the columns."""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set

from msgspec import Struct, field

from pipeline.extract.document import Document, Line, gap
from pipeline.extract.lines import letters
from pipeline.extract.signs.columns import Columns, columns_of, header_of, is_defining
from pipeline.extract.signs.definitional import is_name, strength
from pipeline.extract.signs.fields import Name, name_of
from pipeline.extract.signs.habits import SAMPLE, Row, habit_of, is_head_by_content, text_of
from pipeline.extract.signs.headwords import fits, is_ordered

_TERMS = ("headword", "acronym", "expansion")
# So many codes stand among the terms of a list.
_FEW = 0.4
# How far down a table its head may stand, below a title and remarks.
_ABOVE = 12


class Table(Struct):
    """Rows that stand together, the head above them (empty where there is none), what stands above
    that, and the columns of each glossary in them. `is_other`: it stands beside one whose head
    names terms and definitions, and is no list of terms itself.
    """

    rows: list[Row]
    above: list[Row] = field(default_factory=list)
    header: Row = field(default_factory=dict)
    names: dict[int, Name] = field(default_factory=dict)
    columns: list[Columns] = field(default_factory=list)
    is_other: bool = False


def tables_of(document: Document) -> list[Table]:
    """The tables of a document, each with its columns; one without a head has those of the table
    before it, as where a glossary has one table a letter.
    """
    tables: list[Table] = []
    last: Table | None = None
    bare: Table | None = None
    for rows in _rows_together(document):
        for table in _divided(rows):
            if table.header:
                table.columns = columns_of(table.names, table.header, table.rows)
            elif bare is not None:
                # The head stands apart from the rows, as above a rule.
                table.names, table.columns = (
                    bare.names,
                    columns_of(bare.names, bare.header, table.rows),
                )
            elif last is not None and all(is_defining(one, table.rows) for one in last.columns):
                table.columns = last.columns
            else:
                table.columns = columns_of({}, {}, table.rows)
                _take_silent_header(table)
            bare = table if table.header and not table.rows else None
            if table.columns:
                last = table
            tables.append(table)
    _tell_others(tables)
    return tables


def _tell_others(tables: Sequence[Table]) -> None:
    """Take the columns from tables that are no lists of terms beside one whose head names terms and
    definitions: versions, people, a legend.
    """
    named = [table for table in tables if _is_named(table) and table.columns]
    if not named:
        return
    about = {column for table in named for one in table.columns for column in one.about}
    for table in tables:
        if table.columns and not (_is_named(table) or _lists_terms(table, about)):
            table.columns, table.is_other = [], True


def _is_named(table: Table) -> bool:
    """Whether its head names terms, and what defines them or what else they are called."""
    fields = [name.field for name in table.names.values()]
    return any(one in _TERMS for one in fields) and sum(one != "about" for one in fields) > 1


def _lists_terms(table: Table, about: Set[int]) -> bool:
    """Whether rows below no head that says so are terms and what defines them; `about` are the
    columns that hold no words of entries in the table that has a head.
    """
    rows = table.rows[:SAMPLE]
    if not rows or _is_head_of_another(rows[0], table, about):
        return False
    for columns in table.columns:
        heads = [text_of(row[columns.headword]) for row in rows if columns.headword in row]
        pairs = [
            (text_of(row[columns.headword]), text_of(row[column]))
            for row in rows
            for column in columns.definitions[:1]
            if column in row and columns.headword in row
        ]
        named = sum(is_name(head) and len(letters(head)) > 1 for head in heads)
        numbered = habit_of(heads, len(rows)).figures
        says = sum(strength(text, head) > 0 for head, text in pairs)
        if 2 * named < len(heads) or numbered > _FEW or 2 * says < len(pairs):
            return False
    return True


def _is_head_of_another(row: Row, table: Table, about: Set[int]) -> bool:
    """Whether a row names what no column of a glossary is: a date, an author, an address."""
    heads = {columns.headword for columns in table.columns}
    names = {
        column: name_of(text_of(lines))
        for column, lines in (table.header or row).items()
        if column not in about or column in heads
    }
    told = {column: name for column, name in names.items() if name is not None and name.is_whole}
    is_about = any(n.field == "about" for column, n in told.items() if column not in heads)
    return is_about and all(name.field != "definition" for name in told.values())


def _rows_together(document: Document) -> Iterator[list[Row]]:
    held: list[Row] = []
    previous: Line | None = None
    for line in document.body:
        if line.role not in ("cell", "header"):
            previous = None
            continue
        if previous is None or (line.row != previous.row and gap(document, previous, line)):
            if held:
                yield held
            held = []
        if previous is None or not held or line.row != previous.row:
            held.append({})
        held[-1].setdefault(line.level, []).append(line)
        previous = line
    if held:
        yield held


def _divided(rows: Sequence[Row]) -> Iterator[Table]:
    """One table, or several where a head that names the columns anew stands in the middle."""
    table = Table([])
    for row in rows:
        names = header_of(row)
        is_headed = names is not None or all(line.role == "header" for line in lines_of_row(row))
        if not is_headed:
            table.rows.append(row)
            continue
        if table.header:
            yield table
            table = Table([])
        elif table.rows:
            # What stands above the first head: a title, remarks; rows, where it is much.
            if len(table.rows) <= _ABOVE and not _is_list(table.rows):
                table = Table([], above=table.rows)
            else:
                yield table
                table = Table([])
        table.header, table.names = row, names or {}
    if table.rows or table.header:
        yield table


def _is_list(rows: Sequence[Row]) -> bool:
    return len(rows) > 2 and bool(columns_of({}, {}, rows))


def _take_silent_header(table: Table) -> None:
    """A first row of bare names that we do not know, above cells that are sentences, is a head: it
    ends no sentence, and opens no list in the order of the alphabet.
    """
    if not table.columns or len(table.rows) < 4:
        return
    first, rest = table.rows[0], table.rows[1:]
    main = table.columns[0].headword
    heads = [row[main][0].text for row in table.rows if main in row]
    in_order = len(heads) < 2 or fits(None, heads[0], heads[1])
    if is_ordered(heads) and in_order:
        return
    is_misplaced = not in_order and is_ordered(heads[1:])
    if not is_head_by_content(first, rest, is_misplaced=is_misplaced):
        return
    table.header, table.rows = first, rest
    names = {c: name_of(" ".join(line.text for line in lines)) for c, lines in first.items()}
    table.names = {column: name for column, name in names.items() if name is not None}
    table.columns = columns_of(table.names, first, rest) or table.columns


def lines_of_row(row: Row) -> list[Line]:
    """The lines of a row by their columns."""
    return [line for column in sorted(row) for line in row[column]]
