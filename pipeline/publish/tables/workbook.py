"""A workbook whose bytes depend on its content alone, and in which nothing is a formula."""

from __future__ import annotations

import io
import shutil
from collections.abc import Iterable, Sequence
from datetime import datetime
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import xlsxwriter
from msgspec import Struct
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from pipeline.publish.tables.delimited import FORMULA_STARTS
from pipeline.publish.tables.fitting import Fitter, cut, limits
from pipeline.vocabulary import Vocabulary

_EPOCH = (1980, 1, 1, 0, 0, 0)  # of the ZIP format; what XlsxWriter writes in memory
_A4 = 9
# Points; a row of Excel is no higher than this.
_LINE_HEIGHT, _MARGIN, _HIGHEST = 15, 4, 409
# The width of a column counts figures; of French words in Calibri so many more characters fit.
_CHARACTERS = 1.2
_HEADER = {
    "bold": True,
    "font_color": "#FFFFFF",
    "bg_color": "#1F4E5F",
    "text_wrap": True,
    "valign": "vcenter",
    "align": "left",
    "indent": 1,
    "border": 1,
    "border_color": "#1F4E5F",
}
_CELL = {"text_wrap": True, "valign": "top", "bottom": 1, "bottom_color": "#D5DDE0"}
_TEXT = {**_CELL, "align": "left", "indent": 1}
_STYLES: dict[str, dict[str, object]] = {
    "header": _HEADER,
    "text": _TEXT,
    "name": {**_TEXT, "bold": True},
    "link": {**_TEXT, "font_color": "#0B5394", "underline": 1},
    "number": {**_CELL, "num_format": "#,##0"},
    "share": {**_CELL, "num_format": "0 %"},
    "title": {"bold": True, "font_size": 20, "font_color": "#1F4E5F"},
    "plain": {"text_wrap": True, "valign": "top"},
}


class Column(Struct, frozen=True):
    """A column: its header, its width in characters, its style (a key of `_STYLES`)."""

    header: str
    width: int
    style: str = "text"


class Link(Struct, frozen=True):
    """A text that leads somewhere: an address, or `internal:'Sheet'!A1`."""

    target: str
    text: str


Cell = str | int | float | Link
Row = Sequence[Cell]


class Book:
    """A workbook that is filled sheet by sheet, each row by row, and then closed into bytes.

    Rows go to temporary files as they come, so its memory does not grow with them. `fitter` keeps a
    remark on each text that was longer than a cell can be.
    """

    def __init__(self, vocabulary: Vocabulary, subject: str, fitter: Fitter) -> None:
        self._fitter = fitter
        self._file = io.BytesIO()
        self._book = xlsxwriter.Workbook(
            self._file,
            {
                "constant_memory": True,
                "strings_to_formulas": False,
                "strings_to_urls": False,
                "strings_to_numbers": False,
            },
        )
        self._title = vocabulary.title[vocabulary.language]
        self._version = vocabulary.version
        self._book.set_properties(
            {
                "title": self._title,
                "subject": subject,
                "author": vocabulary.creator,
                "company": vocabulary.publisher,
                "comments": f"{vocabulary.scheme} ({vocabulary.version}), {vocabulary.licence}",
                "created": datetime.fromisoformat(vocabulary.modified),
            }
        )
        self._formats: dict[tuple[str, bool], Format] = {}
        self._longest: int = limits("xlsx")["length"]
        self._most_links: int = limits("xlsx")["links"]

    def sheet(
        self,
        name: str,
        columns: Sequence[Column],
        rows: Iterable[Row],
        *,
        frozen: int = 1,
        printed: int = 0,
        colour: str = "",
    ) -> None:
        """A table: its header stays in sight with the first `frozen` columns, and on every page;
        each column can be filtered; the first `printed` columns (all, where 0) go on paper.
        """
        sheet = self._new(name, colour)
        for number, column in enumerate(columns):
            sheet.set_column(number, number, column.width)
        sheet.set_row(0, 32)
        for number, column in enumerate(columns):
            sheet.write_string(0, number, column.header, self._format("header"))
        last, links = 0, 0
        widths = [column.width for column in columns]
        for last, row in enumerate(rows, start=1):
            sheet.set_row(last, _height(row, widths))
            for number, (column, cell) in enumerate(zip(columns, row, strict=False)):
                if isinstance(cell, Link):
                    links += 1
                    if links > self._most_links:
                        cell = cell.text  # noqa: PLW2901  (Excel opens no sheet that has more)
                self._write(sheet, last, number, cell, column.style, str(row[0]))
        sheet.freeze_panes(1, frozen)
        sheet.autofilter(0, 0, last, len(columns) - 1)
        sheet.repeat_rows(0)
        if printed:
            sheet.print_area(0, 0, last, printed - 1)

    def page(
        self, name: str, widths: Sequence[int], rows: Iterable[Sequence[tuple[Cell, str]]]
    ) -> None:
        """A sheet to read, no table: rows of cells, each with its style."""
        sheet = self._new(name, "")
        sheet.hide_gridlines(2)
        for number, width in enumerate(widths):
            sheet.set_column(number, number, width)
        for last, row in enumerate(rows):
            if not any(style == "title" for _, style in row):
                sheet.set_row(last, _height([cell for cell, _ in row], widths))
            for number, (cell, style) in enumerate(row):
                self._write(sheet, last, number, cell, style, name)

    def close(self) -> bytes:
        """The bytes of the file: of the same parts the same, whoever packs them and when."""
        self._book.close()
        packed = io.BytesIO()
        with ZipFile(self._file) as written, ZipFile(packed, "w", ZIP_DEFLATED) as archive:
            for part in written.infolist():
                fresh = ZipInfo(part.filename, _EPOCH)
                fresh.compress_type = ZIP_DEFLATED
                fresh.create_system = 3
                fresh.external_attr = 0o600 << 16
                with written.open(part) as source, archive.open(fresh, "w") as target:
                    shutil.copyfileobj(source, target)
        return packed.getvalue()

    def _new(self, name: str, colour: str) -> Worksheet:
        sheet = self._book.add_worksheet(name)
        sheet.set_landscape()
        sheet.set_paper(_A4)
        sheet.fit_to_pages(1, 0)
        sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
        title = f"{self._title}, {self._version}".replace("&", "&&")[:150]
        sheet.set_footer(f"&L&8{title}&C&8&A&R&8&P / &N")
        if colour:
            sheet.set_tab_color(colour)
        return sheet

    def _write(
        self, sheet: Worksheet, row: int, column: int, cell: Cell, style: str, place: str
    ) -> None:
        if isinstance(cell, Link):
            sheet.write_url(row, column, cell.target, self._format("link"), cell.text)
        elif isinstance(cell, str):
            written = cut(cell, self._longest)
            if written != cell:
                self._fitter.say_cut(sheet.name, place, cell, written)
            is_quoted = written.startswith(FORMULA_STARTS)
            sheet.write_string(row, column, written, self._format(style, quoted=is_quoted))
        else:
            sheet.write_number(row, column, cell, self._format(style))

    def _format(self, style: str, *, quoted: bool = False) -> Format:
        """A style; `quoted` keeps the text a text when somebody edits the cell, as `'` does."""
        key = (style, quoted)
        if key not in self._formats:
            properties = {**_STYLES[style], **({"quote_prefix": True} if quoted else {})}
            self._formats[key] = self._book.add_format(properties)
        return self._formats[key]


def _height(row: Row, widths: Sequence[int]) -> int:
    """The height of a row in points that shows its longest cell, wrapped. Not every program works
    it out by itself.
    """
    lines = 1
    for cell, width in zip(row, widths, strict=False):
        text = cell.text if isinstance(cell, Link) else str(cell)
        room = int(width * _CHARACTERS)
        if len(text) > room or "\n" in text:
            needed = sum(1 + max(len(line) - 1, 0) // room for line in text.split("\n"))
            lines = max(lines, needed)
    return min(lines * _LINE_HEIGHT + _MARGIN, _HIGHEST)
