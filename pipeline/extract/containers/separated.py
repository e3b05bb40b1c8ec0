"""Sheets as text: CSV and TSV."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator
from itertools import islice

from msgspec import Struct

from pipeline.errors import SourceError
from pipeline.extract.containers.cells import add_row
from pipeline.extract.containers.decoding import decode
from pipeline.extract.document import Document, Line, TextBuilder
from pipeline.extract.signs.columns import columns_of, header_of
from pipeline.extract.signs.habits import Row

_ENDINGS = (".csv", ".tsv", ".tab")
_DELIMITERS = "\t;|,"
_HEAD = 65_536
_ROWS = 200
# How far down the names of the columns may stand.
_ABOVE = 12
# A cell of more lines than this is a quotation mark that never closes.
_LINES_IN_A_CELL = 200
_SEPARATOR = re.compile(r"\ufeff?\s*sep=(.)[ \t]*\r?\n?", re.IGNORECASE)
# What prose has no use for at the same place in every line; a comma is no sign of a table.
_SURE = "\t;|"
_REGULAR = 0.9
_LEAST_ROWS = 5
_OTHERS = (".md", ".markdown", ".rst", ".adoc", ".tex", ".html", ".htm", ".json", ".xml")
_QUOTED = re.compile(r'"[^"\r\n]{0,200}"[;,\t|]"')


class _Shape(Struct, frozen=True):
    """How a text is divided by one delimiter: the columns of most rows, the share of rows that have
    them, and the number of columns that a head names (0 without one).
    """

    delimiter: str
    width: int
    share: float
    named: int


def sniff(content: bytes, name: str) -> float:
    """Its name and regular rows; without the name, only a head that names the columns, quoted
    cells, or rows alike whose columns hold terms and definitions: prose is full of commas.
    """
    text = _head(content)
    if "\0" in text or not text.strip():
        return 0.0
    if _SEPARATOR.match(text):
        return 0.95
    shape = _shape(text)
    if shape is None:
        return 0.0
    if name.lower().endswith(_ENDINGS):
        return 0.95 if shape.share >= 0.5 or shape.named else 0.0
    if name.lower().endswith(_OTHERS):
        return 0.0
    if shape.named and shape.share >= 0.8:
        return 0.8
    lines = [line for line in text.splitlines() if line.strip()]
    quoted = sum(_QUOTED.match(line) is not None for line in lines)
    if shape.share >= 0.8 and 2 * quoted > len(lines):
        return 0.7
    return 0.7 if _is_regular(text, shape) else 0.0


def _is_regular(text: str, shape: _Shape) -> bool:
    """Whether the rows are alike, a line each, and columns of theirs hold terms and definitions."""
    if shape.delimiter not in _SURE or shape.share < _REGULAR or shape.width < 2:
        return False
    try:
        rows = [_cells(cells) for _, cells in islice(_rows(text, shape.delimiter), _ROWS)]
    except csv.Error:
        return False
    return len(rows) >= _LEAST_ROWS and bool(columns_of({}, {}, rows))


def open(content: bytes, *, where: str, language: str) -> Document:
    """The rows as a table; raises SourceError as `decode` does, and for what is no table."""
    decoded = decode(content, where)
    text = decoded.text.removeprefix("\ufeff")
    notes = list(decoded.notes)
    told = _SEPARATOR.match(text)
    first = 1
    if told:
        text, first = text[told.end() :], 2
    shape = _shape(text[:_HEAD])
    delimiter = told[1] if told else shape.delimiter if shape else ","
    width = shape.named if shape and shape.delimiter == delimiter else 0
    try:
        rows = list(_rows(text, delimiter))
        is_open = any(c.count("\n") > _LINES_IN_A_CELL for _, row in rows for c in row)
    except csv.Error:
        is_open = True
    if is_open:
        notes.append("un guillemet ne se referme pas : les guillemets sont lus comme du texte")
        try:
            rows = list(_rows(text, delimiter, quoting=csv.QUOTE_NONE))
        except csv.Error as error:
            raise SourceError(
                f"no table: {error}", where=where, remedy="save it as CSV, UTF-8"
            ) from None
    builder = TextBuilder()
    joined = 0
    for number, (line, row) in enumerate(rows, start=1):
        cells = row
        if width and len(row) > width and any(row[width:]):
            cells = [*row[: width - 1], delimiter.join(row[width - 1 :]).rstrip(delimiter)]
            joined += 1
        builder.place(f"ligne {line + first - 1}")
        if len(cells) == 1 and cells[0].lstrip().startswith("#"):
            builder.add(cells[0], "aside", reason="ligne de commentaire")
        else:
            add_row(builder, dict(enumerate(cells)), number)
    if joined:
        notes.append(
            "lignes avec plus de cellules que de colonnes, leur surplus joint à la dernière :"
            f" {joined}"
        )
    kind = {"\t": "TSV", ",": "CSV"}.get(delimiter, f"CSV ({delimiter})")
    return builder.document(kind, notes=notes)


def _head(content: bytes) -> str:
    head = content[:_HEAD]
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return head.decode("utf-16", "replace")
    return head.decode("utf-8", "replace").removeprefix("\ufeff")


def _rows(
    text: str, delimiter: str, quoting: int = csv.QUOTE_MINIMAL
) -> Iterator[tuple[int, list[str]]]:
    """The rows that hold something, each with its first line in the file, from 1."""
    escape = "\\" if '\\"' in text and '""' not in text else None
    reader = csv.reader(
        io.StringIO(text, newline=""),
        delimiter=delimiter,
        quoting=quoting,  # type: ignore[arg-type]
        skipinitialspace=f'{delimiter} "' in text,
        escapechar=escape,
    )
    line = 1
    for row in reader:
        if any(cell.strip() for cell in row):
            yield line, row
        line = reader.line_num + 1


def _shape(text: str) -> _Shape | None:
    """How the text is divided best: where a head names the columns, else where rows are alike."""
    shapes = []
    for delimiter in _DELIMITERS:
        rows: list[list[str]] = []
        try:
            for _, row in _rows(text, delimiter):
                rows.append(row)
                if len(rows) == _ROWS:
                    break
        except csv.Error:
            pass
        if rows:
            shapes.append(_measured(delimiter, rows))
    fit = [shape for shape in shapes if shape.width > 1]
    return max(fit, key=lambda s: (s.named > 1, s.share, s.width), default=None)


def _measured(delimiter: str, rows: list[list[str]]) -> _Shape:
    for index, row in enumerate(rows[:_ABOVE]):
        named = _named(row)
        if named > 1:
            below = [len(one) for one in rows[index + 1 :]]
            share = sum(width >= 2 for width in below) / max(1, len(below))
            return _Shape(delimiter, len(row), share, named)
    widths = [len(row) for row in rows]
    width, _ = Counter(widths).most_common(1)[0]
    # What stands above the first such row is a title.
    below = widths[min(widths.index(width), _ABOVE) :]
    return _Shape(delimiter, width, sum(one == width for one in below) / len(below), 0)


def _named(cells: list[str]) -> int:
    """How many columns a head has, up to its last name; 0 where the row is no head."""
    row = _cells(cells)
    return max(row) + 1 if row and header_of(row) else 0


def _cells(cells: list[str]) -> Row:
    return {
        column: [Line(0, len(cell), cell.strip())]
        for column, cell in enumerate(cells)
        if cell.strip()
    }
