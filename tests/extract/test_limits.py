"""Hostile files: each is refused on one line, in bounded time and memory."""

from __future__ import annotations

import io
import os
import struct
import time
import zipfile
from pathlib import Path

import pytest

from pipeline.errors import SourceError
from pipeline.extract.containers import open_document
from pipeline.extract.containers.limits import (
    LARGEST_FILE,
    read_plain_file,
    refuse_archive,
    refuse_entities,
)


def archive(members: dict[str, bytes], compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", compression) as file:
        for name, content in members.items():
            file.writestr(name, content)
    return buffer.getvalue()


def refusal(content: bytes) -> str:
    with pytest.raises(SourceError) as caught:
        refuse_archive(content, "x.docx")
    assert "\n" not in str(caught.value)
    return caught.value.what


def with_declared_size(content: bytes, size: int) -> bytes:
    """The archive of one member, with another size declared in both of its heads."""
    found = bytearray(content)
    central = content.index(b"PK\x01\x02")
    found[22:26] = found[central + 24 : central + 28] = struct.pack("<I", size)
    return bytes(found)


def test_an_archive_that_holds_what_it_says_passes() -> None:
    refuse_archive(archive({"a.xml": b"<a/>" * 1000, "b/": b"", "b/c.bin": b"\0" * 100_000}), "x")


def test_an_archive_that_unpacks_beyond_the_limit_is_refused_before_it_is_unpacked() -> None:
    content = archive({"a": b"\0" * 270_000_000})
    start = time.process_time()
    assert "more than any glossary" in refusal(content)
    assert time.process_time() - start < 10


def test_an_archive_of_extreme_ratio_is_refused() -> None:
    assert "more than any glossary" in refusal(archive({"a": b"\0" * 20_000_000}))


def test_a_declared_size_that_lies_is_refused() -> None:
    content = archive({"a": b"x" * 5_000_000})
    assert refusal(with_declared_size(content, 10)) == "the archive is damaged"


def test_members_that_share_their_bytes_count_each_time() -> None:
    content = archive({"a": b"\0" * 10_000_000})
    central, end = content.index(b"PK\x01\x02"), content.index(b"PK\x05\x06")
    entry = content[central:end]
    tail = bytearray(content[end:])
    tail[8:12] = struct.pack("<HH", 40, 40)
    tail[12:16] = struct.pack("<I", 40 * len(entry))
    assert "more than any glossary" in refusal(content[:central] + entry * 40 + bytes(tail))


@pytest.mark.parametrize("name", ["../../etc/passwd", "/etc/passwd", "a\\..\\..\\b", "C:\\b"])
def test_a_member_whose_name_leads_out_is_refused(name: str) -> None:
    assert refusal(archive({name: b"x"})) == "a file in the archive has a name that leads out of it"


def test_too_many_members_are_refused() -> None:
    members = {str(number): b"" for number in range(10_001)}
    assert "10001 files" in refusal(archive(members, zipfile.ZIP_STORED))


def test_an_encrypted_member_is_refused_with_what_to_do() -> None:
    content = bytearray(archive({"a": b"x"}))
    content[6] |= 1
    content[content.index(b"PK\x01\x02") + 8] |= 1
    assert refusal(bytes(content)) == "the document is protected by a password"


def test_a_compression_of_other_archives_is_refused() -> None:
    assert "compressed in a way" in refusal(archive({"a": b"x"}, zipfile.ZIP_LZMA))


@pytest.mark.parametrize("cut", [40, 60, -1])
def test_a_damaged_archive_is_refused(cut: int) -> None:
    assert refusal(archive({"a": b"x" * 100})[:cut]) == "the archive is damaged"


def test_an_archive_inside_archives_is_never_opened() -> None:
    inner = archive({"bomb": b"\0" * 15_000_000})
    with pytest.raises(SourceError, match="this is a ZIP archive, and no office document"):
        open_document(archive({"lib.zip": inner}), "x.docx", where="x.docx")


LAUGHS = (
    b'<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY lol "lol">'
    + b"".join(b'<!ENTITY l%d "&l%d;&l%d;&l%d;">' % (n, n - 1, n - 1, n - 1) for n in range(2, 30))
    + b"]><lolz>&l29;</lolz>"
)


@pytest.mark.parametrize(
    "content",
    [
        LAUGHS,
        b'<!DOCTYPE r [<!ENTITY a SYSTEM "file:///etc/passwd">]><r>&a;</r>',
        b'<!DOCTYPE r [<!ENTITY % a SYSTEM "http://127.0.0.1/a.dtd"> %a;]><r/>',
        '<!DOCTYPE r [<!ENTITY a "&b;é">]><r/>'.encode("utf-16"),
        b'<!DOCTYPE r [<!ENTITY a "' + b"x" * 5000 + b'">]><r/>',
        b'<!DOCTYPE r [<!ENTITY a "' + b"x" * 390 + b'">]><r>' + b"&a;" * 700_000 + b"</r>",
        b"<!DOCTYPE r [" + b"".join(b'<!ENTITY a%d "x">' % n for n in range(201)) + b"]><r/>",
        b'<?xml version="1.0" encoding="utf-7"?><r/>',
    ],
    ids=["laughs", "file", "parameter", "utf-16", "long", "quadratic", "many", "encoding"],
)
def test_entities_that_could_grow_or_read_files_are_refused(content: bytes) -> None:
    with pytest.raises(SourceError, match=r"^x\.xml: "):
        refuse_entities(content, "x.xml")


@pytest.mark.parametrize(
    "content",
    [
        b"<r/>",
        b'<!DOCTYPE martif SYSTEM "TBXcoreStructV02.dtd"><martif/>',
        b'<!DOCTYPE rdf:RDF [<!ENTITY owl "http://www.w3.org/2002/07/owl#">]><rdf:RDF/>',
        "<?xml version='1.0' encoding='ISO-8859-1'?><r>é</r>".encode("latin-1"),
        b"no XML at all",
    ],
)
def test_what_honest_files_declare_passes(content: bytes) -> None:
    refuse_entities(content, "x.xml")


def test_a_pipe_named_as_a_source_is_refused_without_waiting(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.txt")
    with pytest.raises(SourceError, match=r"a\.txt: the text cannot be read \(this is a pipe\)"):
        read_plain_file(tmp_path / "a.txt", "a.txt")


def test_a_device_and_a_folder_are_refused(tmp_path: Path) -> None:
    for path, kind in ((Path("/dev/zero"), "a device"), (tmp_path, "a folder")):
        with pytest.raises(SourceError, match=f"this is {kind}"):
            read_plain_file(path, "x")


def test_a_file_beyond_the_limit_is_refused_by_its_size_before_it_is_read(tmp_path: Path) -> None:
    path = tmp_path / "large.txt"
    with path.open("wb") as file:
        file.truncate(200_000_000)
    start = time.process_time()
    with pytest.raises(SourceError, match="the file holds 200 MB; 64 MB is the most"):
        read_plain_file(path, "large.txt")
    assert time.process_time() - start < 20
    assert LARGEST_FILE == 64_000_000
