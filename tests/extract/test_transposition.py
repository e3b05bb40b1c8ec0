"""One glossary in every layout and format gives the same entries from each."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.extract.extraction import extract_content
from tests.extract.test_corpus import source_of
from tests.extract.transposing import texts
from tests.extract.transposing.data import DATA
from tests.extract.transposing.glossaries import AWKWARD, BANKING, GARDEN, SAILING, Terms
from tests.extract.transposing.office import OFFICE
from tests.extract.transposing.pages import ASKING, PAGES

GLOSSARIES = {"garden": GARDEN, "sailing": SAILING, "awkward": AWKWARD, "banking": BANKING}
FILES = {**PAGES, **ASKING, **DATA, **OFFICE}
TEXTS = {**texts.LAYOUTS, **texts.NAMED_INSIDE}
ENCODINGS = ("utf-8-sig", "utf-16", "cp1252")

# What names a term only inside its sentences is asked of the glossary whose sentences do.
IN_FILES = [
    (glossary, name)
    for glossary in GLOSSARIES
    for name in FILES
    if glossary == "sailing" or (name not in ASKING and not name.startswith("pdf"))
]
IN_TEXTS = [
    (glossary, name, arrangement)
    for glossary, terms in GLOSSARIES.items()
    for name, layout in TEXTS.items()
    for arrangement, write in texts.ARRANGEMENTS.items()
    if (glossary == "sailing" or name in texts.LAYOUTS) and write(layout, terms) is not None
]


def entries_of(content: bytes, ending: str) -> list[tuple[str | None, list[str]]]:
    """The headword of each entry and its senses, broken lines made one."""
    path = Path(f"lexique.{ending}")
    done = extract_content(content, source_of(path), where=path.name)
    return [
        (
            " ".join(entry.headword.text.split()) if entry.headword else None,
            [" ".join(sense.text.split()) for sense in entry.senses],
        )
        for entry in done.entries
    ]


def expected(terms: Terms) -> list[tuple[str, list[str]]]:
    """What every layout gives of a glossary."""
    return [(term, [text]) for term, text in terms]


@pytest.mark.parametrize(("glossary", "name"), IN_FILES)
def test_a_glossary_gives_its_entries_from_every_format(glossary: str, name: str) -> None:
    ending, write = FILES[name]
    terms = GLOSSARIES[glossary]
    assert entries_of(write(terms), ending) == expected(terms)


@pytest.mark.parametrize(("glossary", "name", "arrangement"), IN_TEXTS)
def test_a_glossary_gives_its_entries_from_every_text(
    glossary: str, name: str, arrangement: str
) -> None:
    terms, layout = GLOSSARIES[glossary], TEXTS[name]
    text = texts.ARRANGEMENTS[arrangement](layout, terms) or ""
    assert entries_of(text.encode(), layout.ending) == expected(terms)


@pytest.mark.parametrize("glossary", GLOSSARIES)
@pytest.mark.parametrize("encoding", ENCODINGS)
def test_a_glossary_gives_its_entries_from_every_encoding(glossary: str, encoding: str) -> None:
    terms = GLOSSARIES[glossary]
    text = texts.ARRANGEMENTS["bare"](texts.LAYOUTS["colon"], terms) or ""
    assert entries_of(text.encode(encoding), "txt") == expected(terms)


@pytest.mark.parametrize("glossary", GLOSSARIES)
def test_a_glossary_encoded_twice_gives_its_entries(glossary: str) -> None:
    terms = GLOSSARIES[glossary]
    text = texts.ARRANGEMENTS["bare"](texts.LAYOUTS["colon"], terms) or ""
    twice = text.encode().decode("cp1252", "replace").encode()
    assert entries_of(twice, "txt") == expected(terms)
