"""One glossary in every layout and format gives the same entries from each."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.extract.extraction import extract_content
from tests.extract.test_corpus import source_of
from tests.extract.transposing import GARDEN, LAYOUTS, NAMED_INSIDE, SAILING, Terms

CASES = [
    *(("garden", GARDEN, name) for name in LAYOUTS),
    *(("sailing", SAILING, name) for name in {**LAYOUTS, **NAMED_INSIDE}),
]


@pytest.mark.parametrize(
    ("terms", "layout"),
    [(terms, name) for _, terms, name in CASES],
    ids=[f"{glossary}-{name}" for glossary, _, name in CASES],
)
def test_a_glossary_gives_its_entries_from_every_layout(terms: Terms, layout: str) -> None:
    ending, write = {**LAYOUTS, **NAMED_INSIDE}[layout]
    path = Path(f"lexique.{ending}")
    done = extract_content(write(terms), source_of(path), where=path.name)
    assert [
        (entry.headword and entry.headword.text, [sense.text for sense in entry.senses])
        for entry in done.entries
    ] == [(term, [text]) for term, text in terms]
