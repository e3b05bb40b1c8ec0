"""How much a file may hold: beyond it is refused, in bounded time and memory."""

from __future__ import annotations

import os
import stat
import zipfile
import zlib
from io import BytesIO
from pathlib import Path
from xml.parsers import expat

from pipeline.errors import SourceError

# In bytes: of a file, and of what an archive holds once unpacked.
LARGEST_FILE = 64_000_000
LARGEST_UNPACKED = 256_000_000
_MEMBERS = 10_000
# Deflate reaches 1030; sheets and office documents stay below 100. Small files may be all blank.
_RATIO = 200
_SMALL = 16_000_000
_CHUNK = 1 << 20
# The entities that ontology editors write (`&owl;`) are short addresses.
_ENTITIES = 200
_ENTITY = 400

_KINDS = (
    (stat.S_ISDIR, "a folder"),
    (stat.S_ISFIFO, "a pipe"),
    (stat.S_ISSOCK, "a socket"),
    (stat.S_ISCHR, "a device"),
    (stat.S_ISBLK, "a device"),
)


def refuse_size(size: int, where: str) -> None:
    """Raise SourceError where a file of `size` bytes is larger than any glossary."""
    if size > LARGEST_FILE:
        raise SourceError(
            f"the file holds {size / 1e6:.0f} MB; {LARGEST_FILE // 1_000_000} MB is the most",
            where=where,
            remedy="divide it, a part of the glossary a file",
        )


def read_plain_file(path: Path, where: str) -> bytes:
    """The bytes of a file; never waits for a pipe or a device, never reads more than the limit.

    Raises SourceError, naming `where`, for anything but a plain file, and for one that is too
    large; OSError where it cannot be opened.
    """
    # Without O_NONBLOCK, opening a pipe that nobody writes to waits for ever.
    descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
    try:
        status = os.fstat(descriptor)
        if not stat.S_ISREG(status.st_mode):
            kind = next((name for test, name in _KINDS if test(status.st_mode)), "no file")
            raise SourceError(
                f"the text cannot be read (this is {kind})",
                where=where,
                remedy="put a plain file there",
            )
        refuse_size(status.st_size, where)
        with os.fdopen(descriptor, "rb", closefd=False) as file:
            content = file.read(LARGEST_FILE + 1)
    finally:
        os.close(descriptor)
    refuse_size(len(content), where)
    return content


def refuse_archive(content: bytes, where: str) -> None:
    """Raise SourceError where a ZIP archive (a DOCX, ODT, XLSX, ODS file) is not safe to unpack.

    That is: damaged, encrypted, with too many members, a member whose name leads out of the
    archive, whose size is not the declared one, or more than the limit in all. Sizes are found by
    unpacking, piece by piece, not taken from the archive's word. Archives inside it count as they
    lie; they are never opened.
    """
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            members = archive.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError, EOFError, OSError):
        raise _damaged(where) from None
    if len(members) > _MEMBERS:
        raise SourceError(
            f"the archive holds {len(members)} files; {_MEMBERS} is the most",
            where=where,
            remedy="save the document anew, without what it embeds",
        )
    total = 0
    for member in members:
        _refuse_member(member, where)
        total += _unpacked(content, member, LARGEST_UNPACKED - total, where)
    if total > _SMALL and total > _RATIO * len(content):
        raise _bomb(where)


def _refuse_member(member: zipfile.ZipInfo, where: str) -> None:
    # APPNOTE 4.4.4: bit 0 encrypted, bit 6 strongly so.
    if member.flag_bits & 0x41:
        raise SourceError(
            "the document is protected by a password",
            where=where,
            remedy="save it without a password",
        )
    name = member.filename.replace("\\", "/")
    if name.startswith("/") or ".." in name.split("/") or name[1:2] == ":":
        raise SourceError(
            "a file in the archive has a name that leads out of it",
            where=where,
            remedy="do not trust it; save the document anew in the program that made it",
        )
    if member.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise SourceError(
            "the archive is compressed in a way that office documents are not",
            where=where,
            remedy="save the document anew in the program that made it",
        )


def _unpacked(content: bytes, member: zipfile.ZipInfo, limit: int, where: str) -> int:
    """How many bytes a member truly holds; stops once it is more than `limit`."""
    head = content[member.header_offset : member.header_offset + 30]
    if len(head) < 30 or head[:4] != b"PK\x03\x04":
        raise _damaged(where)
    start = (
        member.header_offset
        + 30
        + int.from_bytes(head[26:28], "little")
        + int.from_bytes(head[28:30], "little")
    )
    packed = memoryview(content)[start : start + member.compress_size]
    if len(packed) != member.compress_size:
        raise _damaged(where)
    size = (
        len(packed)
        if member.compress_type == zipfile.ZIP_STORED
        else _inflated(packed, limit, where)
    )
    if size > limit:
        raise _bomb(where)
    if size != member.file_size:
        raise _damaged(where)
    return size


def _inflated(packed: memoryview, limit: int, where: str) -> int:
    inflater = zlib.decompressobj(-zlib.MAX_WBITS)
    size = 0
    try:
        for start in range(0, len(packed), _CHUNK):
            rest: bytes | memoryview = packed[start : start + _CHUNK]
            while rest and size <= limit:
                size += len(inflater.decompress(rest, _CHUNK))
                rest = inflater.unconsumed_tail
        while size <= limit and not inflater.eof:
            piece = inflater.decompress(b"", _CHUNK)
            size += len(piece)
            if not piece:
                break
    except zlib.error:
        raise _damaged(where) from None
    return size


def _damaged(where: str) -> SourceError:
    return SourceError(
        "the archive is damaged",
        where=where,
        remedy="open it in the program that made it and save it anew",
    )


def _bomb(where: str) -> SourceError:
    return SourceError(
        f"the archive would unpack to more than any glossary holds"
        f" ({LARGEST_UNPACKED // 1_000_000} MB is the most)",
        where=where,
        remedy="do not trust it, or divide it, a part of the glossary a file",
    )


class _PrologEndError(Exception):
    """The root element has begun: what can declare entities is over."""


def refuse_entities(content: bytes, where: str) -> None:
    """Raise SourceError where an XML file declares entities that could grow without measure or
    read other files; only what stands before its first element is parsed.

    A DOCTYPE that names a DTD elsewhere passes (parsers must not fetch it), and so do a few short
    entities that refer to nothing (`<!ENTITY owl "http://...">`). Faults of syntax are left to the
    parser that comes after.
    """
    longest = 0
    count = 0

    def entity(
        name: str, is_parameter: bool, value: str | None, base: str | None, *others: object
    ) -> None:
        nonlocal longest, count
        count += 1
        if is_parameter or value is None or len(value) > _ENTITY or {"&", "%"} & set(value):
            raise _entities(where)
        longest = max(longest, len(value))
        if count > _ENTITIES:
            raise _entities(where)

    def element(name: str, attributes: dict[str, str]) -> None:
        raise _PrologEndError

    parser = expat.ParserCreate()
    parser.EntityDeclHandler = entity
    parser.StartElementHandler = element
    try:
        for start in range(0, len(content), _CHUNK):
            parser.Parse(content[start : start + _CHUNK], False)
    except _PrologEndError:
        pass
    except expat.ExpatError as error:
        if error.code == expat.errors.codes[expat.errors.XML_ERROR_UNKNOWN_ENCODING]:
            raise _unknown_encoding(where) from None
    except (ValueError, LookupError):  # expat takes only encodings of one byte from Python
        raise _unknown_encoding(where) from None
    if longest * content.count(b"&") > LARGEST_UNPACKED:
        raise _entities(where)


def _entities(where: str) -> SourceError:
    return SourceError(
        "this XML file declares entities that could grow without measure or read other files",
        where=where,
        remedy="do not trust it, or take the <!ENTITY ...> lines out",
    )


def _unknown_encoding(where: str) -> SourceError:
    return SourceError(
        "the encoding that this XML file names is not known",
        where=where,
        remedy="save it as UTF-8",
    )
