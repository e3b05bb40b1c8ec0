"""Tables: a row an entry; what the columns hold is told from their heads and content."""

from __future__ import annotations

import re
from bisect import bisect
from collections.abc import Sequence
from itertools import pairwise

from msgspec import Struct, field

from pipeline.extract.counting import counted
from pipeline.extract.document import Document, Line
from pipeline.extract.lines import letters
from pipeline.extract.readers.tables.rows import Table, lines_of_row, tables_of
from pipeline.extract.reading import NO_SIGN, Reading, Sniff
from pipeline.extract.signs.alphabet import is_letters
from pipeline.extract.signs.columns import Columns
from pipeline.extract.signs.fields import is_nothing, terms_of
from pipeline.extract.signs.habits import Row
from pipeline.model import Remark, Span

NAME = "tables"

_MARK = re.compile(r"(?:\d{1,4}[.)]|[-*•‣◦▪–—·])\s+")
_DOTS = "•‣◦▪▫●■►▶➤❖◆➢"
_BULLET = re.compile(rf"[-*+○□‐–—·✓✔{_DOTS}]\s+(?=\S)|[{_DOTS}](?=\w)")
_WRAPPED = re.compile(r"\|[ \t]*\r?\n[ \t]*\|")
_PAIRS = (("«", "»"), ("“", "”"), ('"', '"'), ("*", "*"), ("_", "_"), ("`", "`"))


def sniff(document: Document) -> Sniff:
    """Evidence: rows of two cells and more whose columns hold terms and what defines them."""
    tables = tables_of(document)
    rows = sum(len(table.rows) for table in tables)
    if not rows:
        return NO_SIGN
    read = [table for table in tables if table.columns]
    held = sum(len(table.rows) for table in read)
    reasons = [counted(held, f"ligne[s] de tableau sur {rows} [a|ont] une colonne de termes")]
    if not read:
        return Sniff(0.0, reasons)
    named = sum(bool(table.names) for table in read)
    if named:
        reasons.append(
            counted(named, "tête[s] de colonnes [dit|disent] ce que les colonnes contiennent")
        )
    return Sniff(round((0.7 if named else 0.5) + 0.3 * held / rows, 2), reasons)


def read(document: Document, publisher: str) -> Reading:
    """A row is an entry; one without headword goes on with the entry above; one that holds a letter
    or a title divides the list.
    """
    reading = Reading()
    tables = tables_of(document)
    _around(reading, document)
    for table in tables:
        for row in table.above:
            for line in lines_of_row(row):
                reading.set_aside(line, "au-dessus des têtes de colonnes")
        if table.is_other:
            for row in [table.header, *table.rows]:
                for line in lines_of_row(row):
                    reading.leave(line, "autre tableau : ni termes ni définitions, pas une liste")
            continue
        for line in lines_of_row(table.header):
            reading.mark(line)
        if not table.columns:
            for row in table.rows:
                for line in lines_of_row(row):
                    reading.leave(line, "tableau sans colonnes de termes et de définitions")
            continue
        _note_columns(reading, table)
        _read_rows(reading, table, document.text)
    return reading


def _around(reading: Reading, document: Document) -> None:
    body = document.body
    cells = [index for index, line in enumerate(body) if line.role in ("cell", "header")]
    if not cells:
        return
    for index, line in enumerate(body):
        if line.role in ("cell", "header"):
            continue
        if index < cells[0]:
            reading.set_aside(line, "avant le tableau : texte de la page")
        elif index > cells[-1]:
            reading.set_aside(line, "après le tableau : texte de la page")
        elif line.role == "heading" or is_letters(line.text):
            reading.set_aside(line, "titre ou lettre entre deux parties du tableau")
        else:
            reading.leave(line, "texte entre deux parties du tableau")


def _note_columns(reading: Reading, table: Table) -> None:
    """Say once, at the head, why a column is no part of the entries."""
    for columns in table.columns:
        for column, reason in columns.about.items():
            lines = table.header.get(column) or next(
                (row[column] for row in table.rows if column in row), []
            )
            for line in lines[:1]:
                reading.remarks.append(Remark(Span(line.start, line.end), "markup", reason))


class _Item(Struct):
    """An entry while its rows are read."""

    headword: Line
    body: list[Line] = field(default_factory=list)
    variants: list[Line] = field(default_factory=list)
    see: list[Line] = field(default_factory=list)


def _read_rows(reading: Reading, table: Table, text: str) -> None:
    titles = _titles(table)
    lists: list[list[_Item]] = [[] for _ in table.columns]
    places: list[list[int]] = [[] for _ in table.columns]
    for index, row in enumerate(table.rows):
        if index in titles:
            for line in lines_of_row(row):
                reading.set_aside(line, titles[index])
            continue
        for number, columns in enumerate(table.columns):
            before = len(lists[number])
            _read_row(reading, columns, row, lists[number], text)
            places[number] += [index] * (len(lists[number]) - before)
    for item in _in_order(lists, places):
        reading.add(item.headword, item.body, None, item.variants, item.see)


def _read_row(reading: Reading, columns: Columns, row: Row, items: list[_Item], text: str) -> None:
    for line in lines_of_row({c: row[c] for c in row.keys() & _columns(columns)}):
        reading.mark(line)
    for column, reason in columns.unknown.items():
        for line in row.get(column, []):
            reading.leave(line, reason)
    heads = _held(row, [columns.headword])
    body = _held(row, sorted([*columns.definitions, *columns.examples]))
    notes = _held(row, columns.notes)
    if heads:
        items.append(_Item(_bare(heads[0])))
        for before, line in pairwise(heads):
            # A name has its place in one stretch; drawn on two lines of text it has none.
            if _WRAPPED.search(text, before.end, line.start):
                reading.leave(line, "suite d'un terme que le tableau coupe en deux lignes")
            else:
                items[-1].variants.append(_bare(line))
    elif not items:
        for line in [*body, *notes]:
            reading.leave(line, "ligne de tableau sans terme, et aucune entrée au-dessus")
        return
    item = items[-1]
    item.body += _unbulleted(body or (notes if not item.body else []))
    known = {letters(item.headword.text), *(letters(one.text) for one in item.variants)}
    for line in _held(row, columns.variants):
        for term in terms_of(line):
            if letters(term.text) not in known:
                known.add(letters(term.text))
                item.variants.append(term)
    item.see += [term for line in _held(row, columns.see) for term in terms_of(line)]


def _unbulleted(body: list[Line]) -> list[Line]:
    """The lines of a definition without the bullets of a list in it."""
    bullets = [_BULLET.match(line.text) for line in body]
    if not any(bullets[1:]) and not (bullets and bullets[0] and bullets[0][0][0] in _DOTS):
        # A dash before the only line may be a minus.
        return body
    return [
        line if match is None else line.part(match.end())
        for line, match in zip(body, bullets, strict=True)
    ]


def _columns(columns: Columns) -> set[int]:
    """All of them that a glossary has."""
    return {
        columns.headword,
        *columns.definitions,
        *columns.variants,
        *columns.see,
        *columns.examples,
        *columns.notes,
        *columns.about,
    }


def _held(row: Row, columns: Sequence[int]) -> list[Line]:
    """The lines in these columns that say something."""
    return [line for column in columns for line in row.get(column, []) if not is_nothing(line.text)]


def _in_order(lists: Sequence[list[_Item]], places: Sequence[list[int]]) -> list[_Item]:
    """The entries of glossaries side by side: down one after the other, or along the rows, however
    more of them stand in alphabetical order.
    """
    down = [item for items in lists for item in items]
    if len(lists) == 1:
        return down
    ranked = sorted(
        (place, number, at) for number, rows in enumerate(places) for at, place in enumerate(rows)
    )
    along = [lists[number][at] for _, number, at in ranked]
    return along if _ordered(along) > _ordered(down) else down


def _ordered(items: Sequence[_Item]) -> int:
    keys = [letters(item.headword.text) for item in items]
    return sum(a <= b for a, b in pairwise(keys))


def _titles(table: Table) -> dict[int, str]:
    """The rows that hold no entry, each with the reason, in French: a letter, the title of a part,
    one text in every cell.
    """
    titles: dict[int, str] = {}
    lone: list[int] = []
    heads: dict[int, str] = {}
    main = table.columns[0]
    for index, row in enumerate(table.rows):
        lines = lines_of_row(row)
        texts = {line.text for line in lines}
        if len(texts) == 1 and len(lines) == len(row):
            if is_letters(lines[0].text) and len(table.columns) == 1:
                titles[index] = "lettre de l'index"
                continue
            if len(row) > 1:
                titles[index] = "titre sur toute la largeur du tableau"
                continue
            if main.headword in row:
                lone.append(index)
                continue
        if main.headword in row:
            heads[index] = row[main.headword][0].text
    while lone and not table.header and lone[0] == len(titles):
        titles[lone.pop(0)] = "titre au-dessus du tableau"
    if lone and len(table.columns) == 1:
        titles.update(dict.fromkeys(_parting(table, lone, heads), "titre d'une partie du tableau"))
    return titles


def _parting(table: Table, lone: Sequence[int], heads: dict[int, str]) -> list[int]:
    """Which rows with nothing but a headword are titles: all where most of them break the order of
    the list, else those in capitals, or that end in a colon, in a list that has neither.
    """
    texts = {index: lines_of_row(table.rows[index])[0].text for index in lone}
    indexes = sorted(heads)
    if not indexes:
        return []
    shouted = sum(text.isupper() for text in heads.values()) / len(heads)
    marked = [
        index
        for index, text in texts.items()
        if text.endswith(":") or (text.isupper() and len(text) > 5 and shouted < 0.5)
    ]
    pairs = [(a, b) for a, b in pairwise(indexes) if bisect(lone, a) == bisect(lone, b)]
    order = sum(letters(heads[a]) <= letters(heads[b]) for a, b in pairs) / max(1, len(pairs))
    if order >= 0.8 and len(pairs) > 1:
        misfits = [index for index in lone if not _fits(texts[index], index, indexes, heads)]
        if 2 * len(misfits) >= len(lone):
            return list(lone)
    return marked


def _fits(text: str, index: int, indexes: Sequence[int], heads: dict[int, str]) -> bool:
    at = bisect(indexes, index)
    before = indexes[at - 1] if at else None
    after = indexes[at] if at < len(indexes) else None
    key = letters(text)
    return (before is None or letters(heads[before]) <= key) and (
        after is None or key <= letters(heads[after])
    )


def _bare(line: Line) -> Line:
    """A headword without bullet, number, quotes around it and colon behind it."""
    text = line.text
    match = _MARK.match(text)
    start = match.end() if match else 0
    bare = line.part(start, len(text.rstrip(": \u00a0\u202f")))
    for left, right in _PAIRS:
        inner = bare.text[1:-1]
        if bare.text.startswith(left) and bare.text.endswith(right) and left not in inner:
            return bare.part(1, len(bare.text) - 1) if inner.strip() else bare
    return bare
