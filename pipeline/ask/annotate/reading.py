"""The text to annotate, piece by piece: an argument, a file or standard input, in UTF-8."""

from __future__ import annotations

import codecs
import errno
import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

from msgspec import Struct

from pipeline.errors import InputError

STANDARD_INPUT = "-"
_PIECE = 1 << 20
# What someone who means a file writes: no blank in it and a folder or an ending, or a usual one.
_LIKE_A_PATH = re.compile(
    r"\S*[/\\]\S*|\S*\w\.[A-Za-z]\w{1,4}|(?:\.{0,2}|~|[A-Za-z]:)[/\\].*"
    r"|.{1,200}\.(?:txt|md|csv|tsv|html?|xml|json|docx?|odt|rtf|pdf|log)",
    re.IGNORECASE,
)
_BINARY = (
    (b"%PDF", "a PDF file", "extract its text first (`pdftotext FILE -`)"),
    (b"PK\x03\x04", "a packed file (zip, docx, odt, ...)", "export its text as UTF-8"),
    (b"\xd0\xcf\x11\xe0", "an old Office file", "export its text as UTF-8"),
    (b"\x1f\x8b", "a packed file (gzip)", "unpack it first"),
    (codecs.BOM_UTF16_LE, "UTF-16", "convert it (`iconv -f UTF-16 -t UTF-8 FILE`)"),
    (codecs.BOM_UTF16_BE, "UTF-16", "convert it (`iconv -f UTF-16 -t UTF-8 FILE`)"),
)


class Input(Struct, frozen=True):
    """Where a text comes from: its `name` for people, and the stream of its bytes."""

    name: str
    stream: BinaryIO


@contextmanager
def opened(given: str) -> Iterator[Input]:
    """What was given on the command line: the file of that name, standard input for `-`, else the
    text itself.

    Raises InputError for a folder and for what looks like a path where no file is, OSError for a
    file that cannot be opened.
    """
    if given == STANDARD_INPUT:
        if sys.stdin is None or sys.stdin.closed:
            raise InputError("it is closed", where="standard input", remedy="pipe a text into it")
        yield Input("standard input", sys.stdin.buffer)
        return
    if not _is_file(given):
        yield Input("", BytesIO(given.encode("utf-8")))
        return
    with Path(given).open("rb") as stream:
        yield Input(given, stream)


def pieces(source: Input) -> Iterator[str]:
    """The text in pieces of about a million code points, line ends untouched.

    Raises InputError where it is empty, binary or not UTF-8, with the place in bytes.
    """
    where = source.name or "the text"
    decoder = codecs.getincrementaldecoder("utf-8")()
    before = 0
    is_blank = True
    while True:
        read = source.stream.read(_PIECE)
        if before == 0:
            _refuse_binary(read, where)
        nul = read.find(b"\0")
        if nul >= 0:
            raise InputError(
                f"not a text: a NUL at byte {before + nul}", where=where, remedy="name a text file"
            )
        pending = len(decoder.getstate()[0])
        try:
            text = decoder.decode(read, final=not read)
        except UnicodeDecodeError as error:
            raise InputError(
                f"not UTF-8: the byte at {before - pending + error.start} is no part of it",
                where=where,
                remedy="convert it (`iconv -f WINDOWS-1252 -t UTF-8 FILE`)",
            ) from None
        is_blank = is_blank and not text.strip(" \t\r\n\f\v\ufeff\u00a0")
        if text:
            yield text
        if not read:
            break
        before += len(read)
    if is_blank:
        raise InputError("there is no text in it", where=where, remedy="name a file with a text")


def _is_file(given: str) -> bool:
    """Whether a file is meant; raises InputError where one is and there is none."""
    path = Path(given)
    try:
        exists = bool(given) and path.exists()
    except (OSError, ValueError) as error:
        # A name longer than the system allows, or with a NUL: a text.
        if isinstance(error, OSError) and error.errno not in (errno.ENAMETOOLONG, errno.EINVAL):
            raise
        return False
    if not exists:
        if _LIKE_A_PATH.fullmatch(given):
            raise InputError(
                "there is no such file",
                where=given,
                remedy="name one that exists; a text that looks like a path is piped into `-`",
            )
        return False
    if path.is_dir():
        raise InputError("this is a folder, not a file", where=given, remedy="name a file in it")
    return True


def _refuse_binary(head: bytes, where: str) -> None:
    for magic, what, remedy in _BINARY:
        if head.startswith(magic):
            raise InputError(f"this is {what}, not a text in UTF-8", where=where, remedy=remedy)
