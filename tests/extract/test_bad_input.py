"""What a user can get wrong in sources/: one line that says what, where and what to do."""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline.errors import SourceError
from pipeline.extract.catalogue import load_catalogue
from pipeline.extract.stage import extract

TEXT = "sources/24pm-grc-c.txt"
SHA = "2fdffcf29e8ee6a6fcf4767b2fc42ca5e56a7fc44c5098bd5336b9cab1a44e3d"
Edit = Callable[[str, str, str], None]


def refused(copy: Path) -> str:
    with pytest.raises(SourceError) as caught:
        extract(copy, copy / "output", ["24pm-grc-c"])
    message = str(caught.value)
    assert "\n" not in message
    assert not (copy / "output").exists()
    return message


@pytest.mark.parametrize(
    ("content", "what"),
    [
        (b"Terme D\xe9finition\n", f"{TEXT}:1: not UTF-8: byte 0xe9 at offset 7; save it as UTF-8"),
        (b"ligne\n\xff\xfe", f"{TEXT}:2: not UTF-8: byte 0xff at offset 6; save it as UTF-8"),
        (b"", f"{TEXT}: the text is empty; put the glossary's text there"),
        (b" \n\t\n", f"{TEXT}: the text is empty; put the glossary's text there"),
        (
            b"PK\x03\x04\x00\x00",
            f"{TEXT}: this is a binary file (zero byte at offset 4);"
            " save the glossary as UTF-8 text",
        ),
    ],
)
def test_a_text_that_cannot_be_decoded_says_where(
    copy: Path, edit: Edit, content: bytes, what: str
) -> None:
    (copy / TEXT).write_bytes(content)
    edit("sources/sources.toml", SHA, hashlib.sha256(content).hexdigest())
    assert refused(copy) == what


def test_a_missing_text_is_named_even_when_another_source_is_extracted(copy: Path) -> None:
    (copy / "sources/24pm-grc-s.txt").unlink()
    assert refused(copy) == (
        "sources/24pm-grc-s.txt: the source `24pm-grc-s` is listed but its text is missing;"
        " put the file back or remove its table from sources/sources.toml"
    )


def test_a_folder_in_place_of_a_text_is_refused(copy: Path) -> None:
    (copy / TEXT).unlink()
    (copy / TEXT).mkdir()
    assert refused(copy).startswith(f"{TEXT}: the text cannot be read")


def test_a_changed_text_is_refused_with_its_checksum(copy: Path) -> None:
    (copy / TEXT).write_text("Terme Définition\nA\n\nUn a est une lettre.", encoding="utf-8")
    found = hashlib.sha256((copy / TEXT).read_bytes()).hexdigest()
    assert refused(copy).startswith(
        f"{TEXT}: the text is not the one recorded (its SHA-256 is {found})"
    )


def test_a_text_of_no_known_layout_is_refused(copy: Path, edit: Edit) -> None:
    content = b"Juste quelques mots."
    (copy / TEXT).write_bytes(content)
    edit("sources/sources.toml", SHA, hashlib.sha256(content).hexdigest())
    assert refused(copy).startswith(f"{TEXT}: no known layout (best: ")


@pytest.mark.parametrize(
    ("old", "new", "what"),
    [
        (
            'id = "24pm-grc-s"',
            'id = "24pm-grc-c"',
            "sources/sources.toml:16: the id `24pm-grc-c` stands twice; give each source its own",
        ),
        (
            'part = "lettre C"',
            'chapter = "lettre C"',
            "sources/sources.toml:6: Object contains unknown field `chapter`;"
            " the keys are listed at the top of the file",
        ),
        (
            'publisher = "24pm"\n',
            "",
            "sources/sources.toml:6: Object missing required field `publisher`;"
            " the keys are listed at the top of the file",
        ),
        (
            'id = "24pm-grc-c"',
            'id = "../24pm"',
            "sources/sources.toml:6: the id `../24pm` cannot name a file and an IRI;"
            " use lower-case letters, digits and hyphens",
        ),
        (
            'url = "https://24pm.com/lexique/gestion-de-la-relation-client"',
            'url = "24pm.com le lexique"',
            "sources/sources.toml:6: the url `24pm.com le lexique` is no web address;"
            " write all of it, https:// included, without spaces, or leave it empty",
        ),
        (
            'language = "fr"',
            'language = "français"',
            "sources/sources.toml:6: the language `français` is no language tag;"
            " write a tag such as fr or fr-CH",
        ),
        (
            'language = "fr"',
            'language = "fr"\ncollected = "novembre 2026"',
            "sources/sources.toml:6: `novembre 2026`, the day it was collected, is no date;"
            " write it as 2026-11-22, or leave it out where it is unknown",
        ),
        ('id = "24pm-grc-c"', "id = ", "sources/sources.toml: not valid TOML: "),
        (
            "[[source]]",
            "[[quelle]]",
            "sources/sources.toml: unknown key `quelle`; describe each source in a [[source]] table",
        ),
    ],
)
def test_a_faulty_description_says_where_and_what(
    copy: Path, edit: Edit, old: str, new: str, what: str
) -> None:
    edit("sources/sources.toml", old, new)
    assert refused(copy).startswith(what)


def test_a_list_without_sources_is_refused(copy: Path) -> None:
    (copy / "sources/sources.toml").write_text("", encoding="utf-8")
    assert (
        refused(copy)
        == "sources/sources.toml: it lists no source; register one: glossograph add FILE"
    )


def test_a_list_that_is_not_utf8_is_refused(copy: Path) -> None:
    (copy / "sources/sources.toml").write_bytes(b"\xff")
    assert refused(copy) == "sources/sources.toml: not UTF-8 at byte 0; save it as UTF-8"


def test_a_missing_list_is_refused(copy: Path) -> None:
    (copy / "sources/sources.toml").unlink()
    assert refused(copy).startswith("sources/sources.toml: the list of sources does not exist")


def test_an_unknown_source_is_refused(copy: Path) -> None:
    with pytest.raises(SourceError, match="no source has the id `x`"):
        extract(copy, copy / "output", ["x"])


@pytest.mark.parametrize("language", ["fr", "fr-CH", "zh-Hant-TW", "de-1996"])
def test_a_described_language_and_day_are_taken(copy: Path, edit: Edit, language: str) -> None:
    edit(
        "sources/sources.toml",
        'language = "fr"',
        f'language = "{language}"\ncollected = "2026-11-22"',
    )
    source = load_catalogue(copy)[0]
    assert (source.language, source.collected) == (language, "2026-11-22")


def test_decomposed_unicode_is_refused_with_its_place(copy: Path) -> None:
    path = copy / "sources/24pm-grc-c.txt"
    old = path.read_bytes()
    new = unicodedata.normalize("NFD", old.decode("utf-8")).encode("utf-8")
    path.write_bytes(new)
    table = copy / "sources/sources.toml"
    was, now = (hashlib.sha256(content).hexdigest() for content in (old, new))
    table.write_text(table.read_text(encoding="utf-8").replace(was, now), encoding="utf-8")
    with pytest.raises(SourceError, match=r"24pm-grc-c.txt, offset \d+: .* decomposed .*; compose"):
        extract(copy, copy / "output", [])
