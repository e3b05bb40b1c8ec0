"""Both reports say what kind of file a source is, how it was read, and what is not registered."""

from __future__ import annotations

from pathlib import Path

import pytest
from msgspec import structs

from pipeline.extract.collection.record import Outcome
from pipeline.model import Ledger, Place, Tried
from pipeline.publish.inputs import Build

from .test_report_page import build_of, markdown_of, page_of, said, section


def read_as(build: Build, *, reader: str = "", **changed: object) -> Build:
    """The build, its first source read in another way."""
    first, *others = build.readings
    first = structs.replace(
        first,
        source=structs.replace(first.source, reader=reader),
        ledger=structs.replace(first.ledger, **changed),
    )
    return structs.replace(build, readings=[first, *others])


@pytest.fixture
def from_pdf(small_project: Path) -> Build:
    build = build_of(small_project)
    ledger: Ledger = build.readings[0].ledger
    start = ledger.remarks[0].span.start
    return read_as(
        build,
        format="PDF",
        notes=["deux colonnes, lues l'une après l'autre"],
        places=[Place(0, "page 1"), Place(start, "page 2"), Place(start + 1, "page 3")],
        tried=[Tried("inline", 0.81, 12, ["un", "deux"]), Tried("tables", 0.3, 1, ["trois"])],
    )


def test_the_format_what_was_noticed_and_the_layouts_tried_are_said(from_pdf: Build) -> None:
    page = said(section(page_of(from_pdf), "sources"))
    assert "· format : PDF ·" in page
    assert "deux colonnes, lues l'une après l'autre" in page
    assert "Mises en page essayées : 2" in page
    assert "inline un ; deux 12 81 %" in page
    text = markdown_of(from_pdf)
    assert "Format : PDF. Lecteur choisi : " in text
    assert "- deux colonnes, lues l'une après l'autre\n" in text
    assert "| `inline` | 81 % | 12 | un ; deux |\n" in text


def test_what_is_set_aside_is_placed_in_the_file(from_pdf: Build) -> None:
    start = from_pdf.readings[0].ledger.remarks[0].span.start
    assert f"page 2, {start}-" in said(section(page_of(from_pdf), "sources"))
    assert f"| page 2, {start}-" in markdown_of(from_pdf)


def test_a_doubtful_reading_that_a_person_chose_is_said_to_be_one(small_project: Path) -> None:
    build = build_of(small_project)
    for reader, confidence, is_said in (("x", 0.3, True), ("x", 0.9, False), ("", 0.3, False)):
        changed = read_as(build, reader=reader, confidence=confidence)
        assert ("Lecture douteuse" in page_of(changed)) is is_said
        assert ("- Lecture douteuse" in markdown_of(changed)) is is_said


def test_files_that_are_not_registered_are_listed_with_their_command(small_project: Path) -> None:
    build = build_of(small_project)
    assert "non inscrits" not in page_of(build) + markdown_of(build)
    files = [
        Outcome("a", "sources/mon <b>|jardin.md", 3, 0, "inline", 0.8),
        Outcome("b", "sources/b.txt", 3, 0, "inline", 0.8, 0.4, question="why"),
        Outcome("c", "sources/c.txt", question="why"),
        Outcome("d", "sources/d.dat", problem="binary"),
    ]
    changed = structs.replace(build, unregistered=files)
    page = section(page_of(changed), "sources").rpartition('<div class="panel">')[2]
    assert said(page) == (
        "Fichiers non inscrits, lus mais non publiés : 4 fichier lecture pour l'inscrire"
        " sources/mon <b>|jardin.md entrées : 3 · lecteur : inline, confiance 80 %"
        " glossograph add 'sources/mon <b>|jardin.md'"
        " sources/b.txt entrées : 3 · lecteur : inline, confiance 80 % ; lecture douteuse"
        " glossograph add sources/b.txt --reader READER"
        " sources/c.txt aucune mise en page connue : choisissez le lecteur"
        " glossograph add sources/c.txt --reader READER"
        " sources/d.dat illisible : make dit pourquoi"
    )
    text = markdown_of(changed)
    assert "| sources/mon &lt;b>\\|jardin.md | entrées : 3 · " in text
    assert "| glossograph add 'sources/mon &lt;b>\\|jardin.md' |" in text
    assert "| `glossograph add sources/b.txt --reader READER` |" in text
