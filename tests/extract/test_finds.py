"""What fuzzing and attacks once found stays found: each file is refused on one line, or read whole."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.errors import SourceError
from pipeline.extract.containers import open_document, rdf
from pipeline.extract.containers.pdf.layout import Page
from pipeline.extract.extraction import extract_document
from pipeline.extract.readers import READERS
from tests.extract.test_conservation import check_document
from tests.fuzz.inside import laid_out, pages_of
from tests.fuzz.targets import SOURCE, check

FINDS = sorted(
    path for path in (Path(__file__).parent / "finds").iterdir() if path.name != "README.md"
)


@pytest.mark.parametrize("path", FINDS, ids=lambda path: path.name)
def test_what_once_went_wrong_is_read_whole_or_refused_on_one_line(path: Path) -> None:
    try:
        document = open_document(path.read_bytes(), path.name, where=path.name)
        check_document(document)
        for reader in READERS:
            check(document, reader)
        extract_document(document, SOURCE, where=path.name)
    except SourceError as refused:
        assert "\n" not in str(refused)


@pytest.mark.parametrize(
    "path", [path for path in FINDS if path.suffix == ".xlsx"], ids=lambda path: path.name
)
def test_a_workbook_that_would_end_the_process_is_refused(path: Path) -> None:
    with pytest.raises(SourceError, match=r"the workbook cannot be read in 60 seconds and 2 GB"):
        open_document(path.read_bytes(), path.name, where=path.name)


def test_turtle_that_opens_brackets_without_end_is_refused() -> None:
    content = b"@prefix skos: <http://www.w3.org/2004/02/skos/core#> .\n<a> skos:note " + b"("
    with pytest.raises(SourceError, match="more statements than any glossary"):
        rdf.open(content + b"(" * 1_000_000, where="x.ttl", language="fr")


def test_letters_too_small_to_see_are_not_read() -> None:
    path = next(path for path in FINDS if path.name.startswith("letters-too-small"))
    document = open_document(path.read_bytes(), path.name, where=path.name)
    assert document.text.count("Un mot") == 2


def test_pages_made_of_bytes_hold_their_runs() -> None:
    run = bytes.fromhex("6400 6400 6400 28 00")
    assert pages_of(run)[0].runs == [(10.0, 20.0, 10.0, 10.25, 0, "Mot")]
    assert [type(page) for page in pages_of(run + b"\0\0\0\0\0\0\xff\0" + run)] == [Page, Page]
    assert laid_out(run).text == "Mot\n"
