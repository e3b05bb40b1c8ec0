"""Office documents: DOCX and ODT; what older programs wrote is refused with what to do."""

from __future__ import annotations

import zipfile
from io import BytesIO

from pipeline.errors import SourceError
from pipeline.extract.containers.office.docx import open_docx
from pipeline.extract.containers.office.odt import open_odt
from pipeline.extract.document import Document

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ODT = b"application/vnd.oasis.opendocument.text"
_HEAD = 4096
# The names of streams in old documents stand in UTF-16; where the directory lies is not fixed.
_WORD = "WordDocument".encode("utf-16-le")
_PROTECTED = "EncryptedPackage".encode("utf-16-le")


def sniff(content: bytes, name: str) -> float:
    """Evidence: the parts of the archive, the declared type, or the beginning of an old format."""
    return 1.0 if _kind(content) else 0.0


def open(content: bytes, *, where: str, language: str) -> Document:
    """The document; raises SourceError where it is damaged, protected by a password, not safe to
    unpack, or of a format of before 2007.
    """
    kind = _kind(content)
    if kind in ("docx", "odt"):
        try:
            return (open_docx if kind == "docx" else open_odt)(content, where=where)
        except RecursionError:
            raise SourceError(
                "the document is nested too deeply",
                where=where,
                remedy="open it in the program that made it and save it anew",
            ) from None
    if kind == "protected":
        raise SourceError(
            "the document is protected by a password",
            where=where,
            remedy="save it without a password",
        )
    what = "RTF" if kind == "rtf" else "the Word format of before 2007 (.doc)"
    raise SourceError(
        f"the document is in {what}",
        where=where,
        remedy="open it in Word or LibreOffice and save it as .docx",
    )


def _kind(content: bytes) -> str:
    """docx, odt, doc, rtf, protected, or nothing."""
    if content.startswith(b"{\\rtf"):
        return "rtf"
    if content.startswith(_OLE):
        if _PROTECTED in content:
            return "protected"
        return "doc" if _WORD in content else ""
    if content.startswith(b"PK\x03\x04"):
        return _archive_kind(content)
    head = content[:_HEAD]
    if b"<office:document" in head and _ODT in head:
        return "odt"
    return ""


def _archive_kind(content: bytes) -> str:
    head = content[:_HEAD]
    # The first member of an ODF archive is its type, not packed.
    if b"mimetype" + _ODT in head:
        return "odt"
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            names = set(archive.namelist())
    except (zipfile.BadZipFile, ValueError, NotImplementedError, EOFError, OSError):
        # Damaged: which kind it was is told by what is left of it.
        return "docx" if b"word/document.xml" in content else ""
    if "word/document.xml" in names:
        return "docx"
    return ""
