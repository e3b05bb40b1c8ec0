"""Sheets: XLSX and ODS."""

from __future__ import annotations

import datetime
import io

from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from pipeline.errors import SourceError
from pipeline.extract.containers.cells import paragraphs
from pipeline.extract.containers.limits import refuse_archive
from pipeline.extract.containers.sheets.limits import refuse_explosive, refuse_spread
from pipeline.extract.document import Document, TextBuilder

_ZIP = b"PK\x03\x04"
_XLS = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENDINGS = (".xlsx", ".xlsm", ".xlsb", ".ods")

Value = str | int | float | bool | datetime.date | datetime.time | datetime.timedelta


def sniff(content: bytes, name: str) -> float:
    """A ZIP archive that holds a workbook, or an old XLS file by its name."""
    if content.startswith(_XLS):
        return 0.9 if name.lower().endswith(".xls") else 0.0
    if not content.startswith(_ZIP):
        return 0.0
    if b"opendocument.spreadsheet" in content[:400]:
        return 1.0
    # The names of an archive's members stand at its end; their order is free.
    if b"xl/workbook." in content[-65_536:] or b"xl/workbook." in content[:65_536]:
        return 1.0
    return 0.6 if name.lower().endswith(_ENDINGS) else 0.0


def open(content: bytes, *, where: str, language: str) -> Document:
    """The visible sheets, in order, each a table below its name; a cell merged over columns is a
    heading. Raises SourceError: damaged, encrypted, too large.
    """
    if content.startswith(_ZIP):
        refuse_archive(content, where)
        refuse_spread(content, where)
    refuse_explosive(content, where)
    builder = TextBuilder()
    notes: list[str] = []
    try:
        with CalamineWorkbook.from_filelike(io.BytesIO(content)) as book:
            kind = "ODS" if b"opendocument.spreadsheet" in content[:400] else "XLSX"
            row = 0
            for data in book.sheets_metadata:
                if data.typ != SheetTypeEnum.WorkSheet:
                    continue
                if data.visible != SheetVisibleEnum.Visible:
                    notes.append(f"la feuille masquée « {data.name} » n'est pas lue")
                    continue
                sheet = book.get_sheet_by_name(data.name)
                row = _add_sheet(builder, sheet, row)
    except CalamineError as error:
        raise SourceError(
            f"the workbook cannot be read ({str(error).strip()[:120]})",
            where=where,
            remedy="open it in a spreadsheet, save it without password as XLSX, or as CSV",
        ) from None
    if not builder.lines:
        raise SourceError(
            "no visible sheet holds anything", where=where, remedy="put the glossary there"
        )
    return builder.document("XLS" if content.startswith(_XLS) else kind, notes=notes)


def _add_sheet(builder: TextBuilder, sheet: CalamineSheet, row: int) -> int:
    """Add the rows of a sheet and return the number of the last; `row` is the last one before."""
    start, end = sheet.start, sheet.end
    if start is None or end is None:
        return row
    columns = end[1] - start[1] + 1
    wide = {
        first
        for first, last in sheet.merged_cell_ranges or []
        if last[1] > first[1] and last[1] - first[1] + 1 >= min(columns, 3)
    }
    builder.apart()
    builder.place(sheet.name)
    builder.add(sheet.name, "aside", reason="nom de la feuille")
    builder.apart()
    # Rows count from the first of the sheet, columns from the first that holds something.
    for index, values in enumerate(sheet.iter_rows()):
        row += 1
        for column, value in enumerate(values, start=start[1]):
            text = _text(value)
            if not text.strip():
                continue
            builder.place(f"{sheet.name}!{_letters(column)}{index + 1}")
            for paragraph in paragraphs(text):
                if (index, column) in wide:
                    builder.add(paragraph, "heading", level=2)
                else:
                    builder.add(paragraph, "cell", level=column, row=row)
    return row


def _text(value: Value) -> str:
    """A value as people write it: whole numbers without a point, dates by ISO 8601."""
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    if isinstance(value, bool):
        return "vrai" if value else "faux"
    if isinstance(value, datetime.datetime):
        is_day = value.time() == datetime.time()
        return value.date().isoformat() if is_day else value.isoformat(" ", "minutes")
    return str(value)


def _letters(column: int) -> str:
    """A column's name in a sheet: 0 is A, 26 is AA."""
    name = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(65 + rest) + name
    return name
