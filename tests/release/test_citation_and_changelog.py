"""CITATION.cff, the project's changelog, and the zip: small files, exact bytes."""

from __future__ import annotations

import os
import re
import time
from pathlib import Path

import pytest
from msgspec.structs import replace

from pipeline.release.archive import write_zip
from pipeline.release.changelog import with_entry
from pipeline.release.citation import citation
from pipeline.vocabulary import load_vocabulary

from ..conftest import PROJECT

VOCABULARY = load_vocabulary(PROJECT / "ontology/vocabulary.toml")
BY = "https://creativecommons.org/licenses/by/4.0/"
# The keys of a file of version 1.2.0 that are written here, and those that it must have.
KNOWN = {
    *("cff-version", "message", "type", "title", "abstract", "authors", "version"),
    *("date-released", "license", "license-url", "url", "keywords"),
}
NEEDED = {"cff-version", "message", "title", "authors"}


def test_the_citation_names_the_version_its_day_and_its_licence() -> None:
    text = citation(replace(VOCABULARY, version="1.2.0", modified="2026-12-01", licence=BY))
    keys = re.findall(r"^([a-z-]+):", text, re.MULTILINE)
    assert NEEDED <= set(keys) <= KNOWN
    assert len(keys) == len(set(keys))
    assert {
        "cff-version: 1.2.0",
        "type: dataset",
        'version: "1.2.0"',
        'date-released: "2026-12-01"',
        "license: CC-BY-4.0",
        f'url: "{VOCABULARY.scheme}"',
        f'  - name: "{VOCABULARY.creator}"',
    } <= set(text.splitlines())


@pytest.mark.parametrize(
    ("address", "line"),
    [
        (BY, "license: CC-BY-4.0"),
        ("http://creativecommons.org/licenses/by-nc-sa/3.0/", "license: CC-BY-NC-SA-3.0"),
        ("https://creativecommons.org/publicdomain/zero/1.0/", "license: CC0-1.0"),
        ("https://example.org/licence", 'license-url: "https://example.org/licence"'),
        (
            "https://creativecommons.org/licenses/by/9.0/",
            'license-url: "https://creativecommons.org/licenses/by/9.0/"',
        ),
    ],
)
def test_a_licence_has_its_spdx_identifier_or_its_address(address: str, line: str) -> None:
    said = citation(replace(VOCABULARY, licence=address)).splitlines()
    assert [one for one in said if one.startswith("license")] == [line]


def test_a_title_with_signs_of_yaml_is_quoted() -> None:
    title = {VOCABULARY.language: 'Dire : "oui" # non\n- \\'}
    assert '\ntitle: "Dire : \\"oui\\" # non\\n- \\\\"\n' in citation(
        replace(VOCABULARY, title=title)
    )


def test_a_changelog_that_people_wrote_in_keeps_every_word() -> None:
    text = "# Mien\r\n\r\nUn mot.\r\n\r\n## 0.1.0 — 2026-01-01\r\n\r\n- ancien\r\n"
    new = with_entry(text, "0.2.0", "2026-02-02", "# Titre\n\n## Ajouts (1)\n\n- **a**\n")
    assert new == (
        "# Mien\r\n\r\nUn mot.\r\n\r\n## 0.2.0 — 2026-02-02\n\n### Ajouts (1)\n\n- **a**\n\n"
        "## 0.1.0 — 2026-01-01\r\n\r\n- ancien\r\n"
    )


def test_a_changelog_without_releases_gets_the_first_at_its_end() -> None:
    new = with_entry("# Mien\n", "0.1.0", "2026-01-01", "# Titre\n\nPremier.\n")
    assert new == "# Mien\n\n## 0.1.0 — 2026-01-01\n\nPremier.\n"


def test_the_zip_depends_on_names_bytes_and_day_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    files = {}
    for name in ("b/é.txt", "a.txt"):
        files[name] = tmp_path / name.replace("/", "-")
        files[name].write_text(name, encoding="utf-8")
    write_zip(tmp_path / "one.zip", "top", files, "2026-12-01")
    for path in files.values():
        os.utime(path, (0, 0))
        path.chmod(0o600)
    monkeypatch.setenv("TZ", "Asia/Kathmandu")
    time.tzset()
    write_zip(tmp_path / "two.zip", "top", dict(sorted(files.items())), "2026-12-01")
    monkeypatch.undo()
    time.tzset()
    assert (tmp_path / "one.zip").read_bytes() == (tmp_path / "two.zip").read_bytes()
