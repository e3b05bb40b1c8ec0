"""How many cells a sheet spreads over, counted before it is opened: the parser holds all of them,
the empty ones between two too, and ends the process where memory does. What is counted is what
programs write; whatever else a workbook may hold, `probe` opens it first in a process of its own.
"""

from __future__ import annotations

import io
import re
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import IO

from lxml import etree

from pipeline.errors import SourceError

MOST_CELLS = 10_000_000
_PROBE = Path(__file__).with_name("probe.py")
_SECONDS = 60
_MEMORY = 2_000_000_000
_TOO_MANY = 3
_CHUNK = 1 << 20
_REFERENCE = re.compile(rb'<c[^>]{0,40}?\br="([A-Z]{1,3})(\d{1,7})"')
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"


def refuse_spread(content: bytes, where: str) -> None:
    """Raise SourceError where a sheet of a workbook spreads over more cells than any glossary; or
    it is damaged. Memory is bounded, time linear in what it unpacks to.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            for member in archive.namelist():
                if re.fullmatch(r"xl/worksheets/[^/]+\.xml", member):
                    with archive.open(member) as sheet:
                        _refuse(_spread(sheet), where)
                elif member == "content.xml":
                    with archive.open(member) as sheet:
                        _refuse_repeated(sheet, where)
    except (zipfile.BadZipFile, etree.XMLSyntaxError, EOFError, OSError, NotImplementedError):
        raise _damaged(where) from None
    except RuntimeError:  # zipfile says so of a member that is encrypted
        raise _damaged(where) from None


def refuse_explosive(content: bytes, where: str) -> None:
    """Raise SourceError where the parser cannot open the workbook in bounded time and memory, found
    out in a process that may end.
    """
    command = [sys.executable, "-I", str(_PROBE), str(_SECONDS), str(_MEMORY), str(MOST_CELLS)]
    try:
        done = subprocess.run(
            command,
            input=content,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            timeout=3 * _SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired:
        code = 1
    else:
        code = done.returncode
    if code == _TOO_MANY:
        _refuse(None, where)
    if code:
        raise SourceError(
            f"the workbook cannot be read in {_SECONDS} seconds"
            f" and {_MEMORY // 10**9} GB of memory",
            where=where,
            remedy="do not trust it, or save it anew as CSV",
        )


def _damaged(where: str) -> SourceError:
    return SourceError(
        "the workbook is damaged or encrypted",
        where=where,
        remedy="save it anew without a password, or as CSV",
    )


def _refuse(cells: int | None, where: str) -> None:
    """Refuse more cells than the most; None is more, whatever it is."""
    if cells is None or cells > MOST_CELLS:
        raise SourceError(
            f"a sheet spreads over {cells or 'too many'} cells; {MOST_CELLS} is the most",
            where=where,
            remedy="delete the empty rows and columns, or save it as CSV",
        )


def _spread(sheet: IO[bytes]) -> int:
    rows = columns = 0
    tail = b""
    while chunk := sheet.read(_CHUNK):
        piece = tail + chunk
        for match in _REFERENCE.finditer(piece):
            column = 0
            for letter in match[1]:
                column = 26 * column + letter - 64
            rows, columns = max(rows, int(match[2])), max(columns, column)
        tail = piece[-80:]
    return rows * columns


def _refuse_repeated(sheet: IO[bytes], where: str) -> None:
    """An ODS file says how often a cell and a row repeat: few bytes may be any number of cells."""
    total = 0
    columns = 0
    events = etree.iterparse(
        sheet,
        tag=(f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell", f"{_TABLE}table-row"),
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
    )
    for _, element in events:
        if element.tag == f"{_TABLE}table-row":
            total += columns * _times(element.get(f"{_TABLE}number-rows-repeated"))
            columns = 0
        elif len(element):
            columns += _times(element.get(f"{_TABLE}number-columns-repeated"))
        if columns > MOST_CELLS or total > MOST_CELLS:
            _refuse(max(columns, total), where)
        element.clear()


def _times(repeated: str | None) -> int:
    return int(repeated) if repeated and repeated.isdecimal() and len(repeated) < 12 else 1
