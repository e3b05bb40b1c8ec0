"""What stands in a file before any RDF is read from it: text in UTF-8, or a reason to refuse it."""

from __future__ import annotations

import codecs
import io
import os
import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO
from xml.parsers import expat

from pipeline.errors import InputError
from pipeline.validate.files.syntaxes import HEAD

STANDARD_INPUT = "-"

_UTF_16_OR_32 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE, codecs.BOM_UTF32_BE)
_PACKED = (b"\x1f\x8b", b"PK\x03\x04", b"BZh", b"\xfd7zXZ", b"7z\xbc\xaf", b"\x28\xb5\x2f\xfd")
_WEB_PAGE = re.compile(rb"\s*(<\?xml[^>]*>\s*)?(<!--.*?-->\s*)*<(!DOCTYPE\s+)?html\b", re.I | re.S)
_XML_ENCODING = re.compile(rb"<\?xml[^>]*\bencoding\s*=\s*[\"']([\w.-]+)")
_DEEPEST = 1_000


@contextmanager
def opened(file: str) -> Iterator[tuple[BinaryIO, bytes]]:
    """A file, or standard input for `-`, after its byte order mark, and how it begins.

    Raises InputError where it cannot be read, is empty, or is no text in UTF-8.
    """
    where = shown(file)
    try:
        with _stream(file) as stream:
            head = stream.read(HEAD)
            skipped = len(codecs.BOM_UTF8) if head.startswith(codecs.BOM_UTF8) else 0
            _refuse_what_is_no_text(head[skipped:], where)
            stream.seek(skipped)
            yield stream, head[skipped:]
    except OSError as error:
        raise InputError(_problem(error), where=where, remedy=_remedy(error)) from None


def shown(file: str) -> str:
    """What a file is called in messages."""
    return "standard input" if file == STANDARD_INPUT else file


def check_xml(stream: BinaryIO, where: str) -> None:
    """Read XML through once, and go back to where the stream stood.

    Raises InputError, with line and column, where it is not well-formed, is nested without end, or
    where its entities grow out of proportion: Oxigraph would follow them as far as memory goes.
    """
    start = stream.tell()
    parser = expat.ParserCreate()
    depth = 0

    def enter(_name: str, _attributes: object) -> None:
        nonlocal depth
        depth += 1
        if depth > _DEEPEST:
            raise InputError(
                f"elements stand inside each other more than {_DEEPEST} deep",
                where=f"{where}:{parser.CurrentLineNumber}:{parser.CurrentColumnNumber + 1}",
                remedy="export it as flat RDF/XML or as Turtle",
            )

    def leave(_name: str) -> None:
        nonlocal depth
        depth -= 1

    parser.StartElementHandler = enter
    parser.EndElementHandler = leave
    try:
        parser.ParseFile(stream)
    except expat.ExpatError as error:
        raise InputError(
            f"not well-formed XML: {expat.ErrorString(error.code)}",
            where=f"{where}:{error.lineno}:{error.offset + 1}",
            remedy="correct that line, or export the file again",
        ) from None
    stream.seek(start)


@contextmanager
def _stream(file: str) -> Iterator[BinaryIO]:
    """The bytes of a file, in a stream that can go back: a pipe is read to its end."""
    if file == STANDARD_INPUT:
        # A closed standard input is None in Python, or has a closed descriptor under it.
        if sys.stdin is None or sys.stdin.closed:
            raise InputError(
                "it is closed",
                where=shown(file),
                remedy="pipe a file into the command, or name one",
            )
        yield io.BytesIO(sys.stdin.buffer.read())
        return
    with Path(file).open("rb") as stream:
        yield stream if stream.seekable() else io.BytesIO(stream.read())


def _refuse_what_is_no_text(head: bytes, where: str) -> None:
    utf_8 = "save it as UTF-8 (`iconv -f {} -t UTF-8`)"
    declared = _XML_ENCODING.match(head)
    encoding = declared[1].decode("ascii").upper() if declared else "UTF-8"
    problem = remedy = ""
    if not head.strip():
        problem, remedy = "the file is empty", "name a file that holds RDF"
    elif head.startswith(_UTF_16_OR_32) or b"\0" in head[:2]:
        problem, remedy = "the file is in UTF-16 or UTF-32", utf_8.format("UTF-16")
    elif encoding not in ("UTF-8", "US-ASCII", "ASCII"):
        problem, remedy = (
            f"the file is in {encoding}",
            utf_8.format(encoding) + ' and declare encoding="UTF-8"',
        )
    elif head.startswith(_PACKED):
        problem, remedy = "the file is packed (zip, gzip, ...)", "unpack it first"
    elif b"\0" in head or head.startswith(b"%PDF"):
        problem, remedy = "the file is binary, not RDF", "export the vocabulary as RDF"
    elif _WEB_PAGE.match(head):
        problem, remedy = "the file is a web page (HTML), not RDF", "download the RDF itself"
    if problem:
        raise InputError(problem, where=where, remedy=remedy)


def _problem(error: OSError) -> str:
    problems: tuple[tuple[type[OSError], str], ...] = (
        (FileNotFoundError, "there is no such file"),
        (IsADirectoryError, "this is a folder, not a file"),
    )
    reason = os.strerror(error.errno) if error.errno else str(error)
    return next(
        (words for kind, words in problems if isinstance(error, kind)),
        f"the file cannot be read ({reason})",
    )


def _remedy(error: OSError) -> str:
    if isinstance(error, IsADirectoryError):
        return "name the files in it"
    if isinstance(error, FileNotFoundError):
        return "name a file that exists, or - for standard input"
    return "make it readable, or name another"
