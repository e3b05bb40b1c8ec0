"""CSV as the programs read it (RFC 4180, UTF-8), with no cell that a spreadsheet would run."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

# What makes a spreadsheet take a text for a formula (OWASP, CSV Injection), full-width forms too.
FORMULA_STARTS = tuple("=+-@\t\r\n＝＋－＠")


def csv_bytes(
    rows: Iterable[Sequence[str]], *, bom: bool = False, quote_all: bool = False
) -> bytes:
    """Rows as CSV, each cell neutralised; `bom` begins with a byte order mark."""
    file = io.StringIO(newline="")
    writer = csv.writer(
        file,
        quoting=csv.QUOTE_ALL if quote_all else csv.QUOTE_MINIMAL,
        lineterminator="\r\n",
    )
    writer.writerows([neutralised(cell) for cell in row] for row in rows)
    return file.getvalue().encode("utf-8-sig" if bom else "utf-8")


def neutralised(cell: str) -> str:
    """A cell with one space before what a spreadsheet would take for a formula.

    A space and no apostrophe, because the programs trim spaces and would keep an apostrophe as part
    of the name. To undo it, take one space from a cell that begins with spaces and then one of
    FORMULA_STARTS.
    """
    return f" {cell}" if cell.lstrip(" ").startswith(FORMULA_STARTS) else cell
