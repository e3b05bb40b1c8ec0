"""Every file of the corpus is read as a careful reader reads it (see corpus/README.md)."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from pipeline.extract.extraction import Extraction, extract_content
from pipeline.model import Entry, Source

CORPUS = Path(__file__).parent / "corpus"
FILES = sorted(
    path
    for path in CORPUS.iterdir()
    if path.name != "README.md" and not path.name.endswith(".expected.jsonl")
)


def source_of(path: Path) -> Source:
    """A source for a file that nobody described."""
    return Source(
        id=path.stem,
        title=path.stem,
        publisher="Éditeur",
        url="https://example.org/",
        language="fr",
        rights="",
        sha256="",
        file=path.name,
    )


def read(path: Path) -> Extraction:
    """What is extracted from a file of the corpus."""
    return extract_content(path.read_bytes(), source_of(path), where=path.name)


def as_expected(entry: Entry) -> dict[str, Any]:
    """An entry in the form of the expected files."""
    found: dict[str, Any] = {
        "headword": entry.headword.text if entry.headword else None,
        "senses": [sense.text for sense in entry.senses],
    }
    for name, terms in (("variants", entry.variants), ("see", entry.see)):
        if terms:
            found[name] = [term.text for term in terms]
    return found


def expected_of(path: Path) -> list[dict[str, Any]]:
    """The entries that a careful reader found in a file of the corpus."""
    lines = (CORPUS / f"{path.stem}.expected.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_a_file_of_the_corpus_is_read_as_a_careful_reader_reads_it(path: Path) -> None:
    assert [as_expected(entry) for entry in read(path).entries] == expected_of(path)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_every_word_of_a_file_of_the_corpus_is_accounted_for(path: Path) -> None:
    done = read(path)
    pieces = sorted(span for kind in done.ledger.spans.values() for span in kind)
    assert [piece.start for piece in pieces] == [0, *(piece.end for piece in pieces[:-1])]
    assert pieces[-1].end == done.ledger.length == len(done.text)
    for entry in done.entries:
        for term in (entry.headword, *entry.variants, *entry.see):
            assert term is None or done.text[term.start : term.end] == term.text
