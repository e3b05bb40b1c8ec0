"""How much a file may hold: beyond it is refused, in bounded time and memory."""

from __future__ import annotations

import io
import re
import zipfile

from pipeline.errors import SourceError

# In bytes: of a file, and of what an archive holds once unpacked.
LARGEST_FILE = 64_000_000
LARGEST_UNPACKED = 256_000_000


def refuse_size(size: int, where: str) -> None:
    """Raise SourceError where a file of `size` bytes is larger than any glossary."""
    if size > LARGEST_FILE:
        raise SourceError(
            f"the file holds {size / 1e6:.0f} MB; {LARGEST_FILE // 1_000_000} MB is the most",
            where=where,
            remedy="divide it, a part of the glossary a file",
        )


def refuse_archive(content: bytes, where: str) -> None:
    """Raise SourceError where a ZIP archive would unpack to more than any glossary holds."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            unpacked = sum(member.file_size for member in archive.infolist())
    except zipfile.BadZipFile:
        raise SourceError(
            "the archive is damaged", where=where, remedy="save the file anew"
        ) from None
    if unpacked > LARGEST_UNPACKED:
        raise SourceError(
            f"it unpacks to {unpacked / 1e6:.0f} MB",
            where=where,
            remedy="divide it, a part of the glossary a file",
        )


def refuse_entities(content: bytes, where: str) -> None:
    """Raise SourceError where XML declares entities that hold others or lie elsewhere."""
    declared = re.findall(rb"<!ENTITY[^>]{0,2000}", content.replace(b"\0", b""))
    if any(re.search(rb"&|SYSTEM|PUBLIC|%", one) for one in declared):
        raise SourceError(
            "the XML declares entities", where=where, remedy="save it without a DTD of its own"
        )
