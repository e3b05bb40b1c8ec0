"""Bytes into text: which encoding, and what was noticed."""

from __future__ import annotations

import re
import unicodedata

from msgspec import Struct

from pipeline.errors import SourceError


class Decoded(Struct, frozen=True):
    """A text, the encoding it was in, and what to say of it, in French."""

    text: str
    encoding: str
    notes: list[str] = []


def decode(content: bytes, where: str) -> Decoded:
    """Decode a text file; `where` names it in errors.

    Raises SourceError where it is empty, binary or not UTF-8 (the byte offset and line are given).
    """
    if not content.strip():
        raise SourceError("the text is empty", where=where, remedy="put the glossary's text there")
    zero = content.find(b"\0")
    if zero >= 0:
        raise SourceError(
            f"this is a binary file (zero byte at offset {zero})",
            where=where,
            remedy="save the glossary as UTF-8 text",
        )
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise SourceError(
            f"not UTF-8: byte 0x{content[error.start]:02x} at offset {error.start}",
            where=f"{where}:{line}",
            remedy="save it as UTF-8",
        ) from None
    _refuse_decomposed(text, where)
    return Decoded(text, "utf-8")


def _refuse_decomposed(text: str, where: str) -> None:
    """Raise SourceError where letters and their accents are characters of their own (NFD): no
    pattern and no dictionary would know the words.
    """
    match = re.search(r"[^\W\d_][\u0300-\u036f]", text)
    if match and unicodedata.normalize("NFC", match.group()) != match.group():
        raise SourceError(
            "the text is in decomposed Unicode (NFD): letters and accents stand apart",
            where=f"{where}, offset {match.start()}",
            remedy="compose it (`uconv -x nfc`) and record its new checksum",
        )
