"""Tables: which hold data, and where each cell stands in them."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree
from msgspec import Struct

_CELLS = ("td", "th")
_STRUCTURE = ("dl", "details", "h1", "h2", "form")
# No table of a glossary is wider; a span beyond it is a mistake.
_WIDEST = 200


class Cell(Struct, frozen=True):
    """A cell: its column from 0, its row, whether it heads its column, whether it takes a whole row
    of a table that has several columns.
    """

    column: int
    row: int
    is_header: bool
    is_banner: bool


def cells_of(root: etree._Element) -> tuple[dict[etree._Element, Cell], int]:
    """Every cell of every table that holds data, by its element, and the number of the last row.

    A table holds no data if another table stands in it, or lists and headings, or if it has a
    single column: then it only lays out the page.
    """
    nesting = {next(inner.iterancestors("table"), None) for inner in root.iter("table")}
    cells: dict[etree._Element, Cell] = {}
    row = 0
    for table in root.iter("table"):
        if table not in nesting and table.get("role") not in ("presentation", "none"):
            rows = [list(_cells(line)) for line in table.iter("tr")]
            if _is_data(table, rows):
                row = _place(rows, cells, row)
    return cells, row


def _cells(row: etree._Element) -> Iterator[etree._Element]:
    return (cell for cell in row.iterchildren(*_CELLS))


def _is_data(table: etree._Element, rows: list[list[etree._Element]]) -> bool:
    filled = [sum(_has_words(cell) for cell in row) for row in rows]
    several = sum(count >= 2 for count in filled)
    full = sum(count >= 1 for count in filled)
    if several < 2 or several < 0.5 * full or next(table.iter(*_STRUCTURE), None) is not None:
        return False
    heads = any(cell.tag == "th" for row in rows for cell in row)
    return heads or several >= 3 or next(table.iter("p", "ul", "h3"), None) is None


def _has_words(cell: etree._Element) -> bool:
    return any(text.strip() for text in cell.itertext())


def _place(rows: list[list[etree._Element]], cells: dict[etree._Element, Cell], number: int) -> int:
    """Give each cell its column, cells that reach into rows below included."""
    width = max(sum(_span(cell, "colspan") for cell in row) for row in rows)
    taken: dict[int, int] = {}
    is_first = True
    for row in rows:
        if not any(_has_words(cell) for cell in row):
            continue
        number += 1
        header = _is_header(row, is_first)
        column = 0
        reach: dict[int, int] = {}
        for cell in row:
            while taken.get(column, 0) > 0:
                column += 1
            wide = _span(cell, "colspan")
            banner = len(row) == 1 and wide >= width >= 2
            cells[cell] = Cell(column, number, header, banner)
            for covered in range(column, column + wide):
                reach[covered] = _span(cell, "rowspan")
            column += wide
        below = {key: left - 1 for key, left in taken.items() if left > 1}
        below.update({key: high - 1 for key, high in reach.items() if high > 1})
        taken = below
        is_first = is_first and not header and len(row) < 2
    return number


def _is_header(row: list[etree._Element], is_first: bool) -> bool:
    group = row[0].getparent()
    parent = None if group is None else group.getparent()
    if parent is not None and parent.tag == "thead":
        return True
    filled = [cell for cell in row if _has_words(cell)]
    if len(filled) < 2 or not is_first:
        return False
    return all(cell.tag == "th" or _is_bold(cell) for cell in filled)


def _is_bold(cell: etree._Element) -> bool:
    inner = next(iter(cell), None)
    while inner is not None and inner.tag in ("p", "div", "span", "font") and len(inner):
        inner = inner[0]
    if inner is None or inner.tag not in ("b", "strong"):
        return False
    whole = "".join("".join(cell.itertext()).split())
    return whole == "".join("".join(inner.itertext()).split())


def _span(cell: etree._Element, name: str) -> int:
    value = (cell.get(name) or "").strip()
    if not value.isascii() or not value.isdigit() or len(value) > 4:
        return 1
    return max(1, min(_WIDEST, int(value)))
