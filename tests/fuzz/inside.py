"""Where bytes seldom get by chance: the XML inside archives, and the pages that a PDF is read to."""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

from pipeline.extract.containers.pdf.layout import Page, Run, flow_of
from pipeline.extract.containers.pdf.paragraphs import add_flow
from pipeline.extract.document import Document, TextBuilder

CORPUS = Path(__file__).parent.parent / "extract" / "corpus"
# Each a fixture and the member of it that is fuzzed.
MEMBERS = {
    "docx-document": ("docx-bold.docx", "word/document.xml"),
    "docx-styles": ("docx-term-style.docx", "word/styles.xml"),
    "odt-content": ("odt-headings.odt", "content.xml"),
    "odt-styles": ("odt-headings.odt", "styles.xml"),
    "xlsx-sheet": ("table-workbook.xlsx", "xl/worksheets/sheet2.xml"),
    "xlsx-book": ("table-workbook.xlsx", "xl/workbook.xml"),
    "ods-content": ("table-workbook-2.ods", "content.xml"),
}
_WORDS = ("Mot", "mot", "une chose qui sert.", "A", ":", "-", "12", "3 / 4", "", "•", "ﬁ", "- a")
_RUN = struct.Struct("<hhHBB")


def packed(fixture: str, member: str) -> Callable[[bytes], bytes]:
    """A function that puts its bytes in place of `member` of a fixture that is an archive."""
    with zipfile.ZipFile(CORPUS / fixture) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}

    def pack(content: bytes) -> bytes:
        buffer = io.BytesIO()
        with zipfile.ZipFile(buffer, "w") as archive:
            for name, held in members.items():
                archive.writestr(name, content if name == member else held)
        return buffer.getvalue()

    return pack


def member_seeds(member: str) -> Iterator[bytes]:
    """The members of this name in all archives of the corpus."""
    folder, _, name = member.rpartition("/")
    for path in sorted(CORPUS.iterdir()):
        if path.suffix in (".docx", ".odt", ".xlsx", ".ods"):
            with zipfile.ZipFile(path) as archive:
                for held in archive.namelist():
                    if held.startswith(folder) and held.endswith(name[-10:]):
                        yield archive.read(held)


def pages_of(content: bytes) -> list[Page]:
    """Pages made up of bytes: eight for a run of text; a page ends where a size is 255."""
    pages = [Page(595, 842, [])]
    whole = len(content) // _RUN.size * _RUN.size
    for left, base, width, size, word in _RUN.iter_unpack(content[:whole]):
        if size == 255:
            pages.append(Page(595, 842, [], "slanted" if word % 7 == 0 else ""))
            continue
        text = _WORDS[word % len(_WORDS)] or chr(32 + width % 500)
        if text.strip():
            # What a hostile page may place far off it.
            unit = 1e7 if word > 250 else 0.1
            x0, x1, y = left * unit, (left + width) * unit, base * unit
            run: Run = (x0, x1, y, (1 + size) / 4, word & 1, text)
            pages[-1].runs.append(run)
    return pages


def laid_out(content: bytes) -> Document:
    """The document of the pages that the bytes make."""
    builder = TextBuilder()
    add_flow(builder, *flow_of(pages_of(content)))
    return builder.document("PDF")


def page_seeds() -> Iterator[bytes]:
    """Two columns on two pages, a table, one line."""
    columns = [
        _RUN.pack(500 + 2700 * column, 7500 - 140 * line, 2200, 40, line % 11)
        for column in range(2)
        for line in range(30)
    ]
    cells = [
        _RUN.pack(500 + 1600 * column, 7500 - 200 * row, 900, 44, row + column)
        for row in range(12)
        for column in range(3)
    ]
    yield b"".join([*columns, _RUN.pack(0, 0, 0, 255, 1), *columns])
    yield b"".join(cells)
    yield columns[0]
