"""`--explain`: what each stretch of a file was taken for, in the terminal and as a page."""

from __future__ import annotations

import base64
import hashlib
import html
import io
import re
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec import structs
from rich.console import Console

from pipeline.extract.collection.unregistered import undescribed
from pipeline.extract.containers.plain import document_of
from pipeline.extract.document import Document, TextBuilder
from pipeline.extract.explain.accounts import Explained, explained, rows
from pipeline.extract.explain.page import page_of
from pipeline.extract.explain.terminal import lines_of
from pipeline.extract.readers import term_definition
from pipeline.extract.reading import Reading, Sniff

TOOLS = (
    "Outils\nTerme Définition\n\nBêche\n\nLa bêche est un outil qui retourne la terre.\n\n"
    "Râteau\n\nLe râteau est un outil à dents.\n\nSerfouette\n\nLa serfouette est une pioche.\n"
)
SOURCE = undescribed("outils", "outils.txt")


def told_of(document: Document | str, reader: str = "") -> Explained:
    if isinstance(document, str):
        document = document_of(document)
    return explained(document, structs.replace(SOURCE, reader=reader), where="les/outils.txt")


def in_terminal(told: Explained, *, coloured: bool = False) -> list[str]:
    console = Console(
        file=io.StringIO(), force_terminal=coloured, color_system="standard" if coloured else None
    )
    return list(lines_of(told, console))


def test_without_colour_each_stretch_stands_behind_its_mark() -> None:
    lines = in_terminal(told_of(TOOLS))
    legend = next(at for at, line in enumerate(lines) if line.startswith("V vedette "))
    assert lines[legend + 1 :] == (
        " 1 - Outils  ← avant la liste : titre de la page, têtes de colonnes\n"
        " 2 - Terme Définition  ← avant la liste : titre de la page, têtes de colonnes\n"
        " 3\n"
        " 4 V Bêche  ← outils/beche\n"
        " 5\n"
        " 6 D La bêche est un outil qui retourne la terre.\n"
        " 7\n"
        " 8 V Râteau  ← outils/rateau\n"
        " 9\n"
        "10 D Le râteau est un outil à dents.\n"
        "11\n"
        "12 V Serfouette  ← outils/serfouette\n"
        "13\n"
        "14 D La serfouette est une pioche.\n"
    ).splitlines(keepends=True)
    assert not re.search(r"\x1b", "".join(lines))


def test_with_colour_a_line_stays_a_line_and_its_stretches_have_their_colours() -> None:
    raw = '[t title="Semis"]Mise en terre de graines au jardin.[/t]\n' * 3
    lines = in_terminal(told_of(raw), coloured=True)
    last = lines[-1]
    assert re.sub(r"\x1b\[[0-9;]*m", "", last) == (
        '3 bVD [t title="Semis"]Mise en terre de graines au jardin.[/t]  ← outils/semis-3\n'
    )
    assert "\x1b[1;34mSemis\x1b[0m" in last
    assert "\x1b[33m[/t]\x1b[0m" in last


def test_words_that_are_unassigned_for_one_reason_stand_together(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("pipeline.extract.choosing.READERS", (Nothing,))
    lines = in_terminal(told_of("Un\u00a0deux\n\ntrois\tquatre cinq\n", "nothing"))
    assert lines[-3:] == [
        "1 ? Un\u00a0deux  ← non compris par le lecteur\n",
        "2\n",
        "3 ? trois\tquatre cinq  ← non compris par le lecteur\n",
    ]


def test_signs_that_steer_a_terminal_are_shown_as_pictures() -> None:
    raw = TOOLS.replace("à dents", "à \x1b[31m\x07\x9b\u202e dents")
    lines = "".join(in_terminal(told_of(raw)))
    assert "à ␛[31m␇�� dents." in lines
    page = page_of(told_of(raw))
    assert "à ␛[31m␇�� dents." in page
    assert not re.search(r"[\x00-\x08\x0b-\x1f\x80-\x9f\u202e]", page)


def test_places_of_a_container_stand_where_they_begin() -> None:
    builder = TextBuilder()
    for page, part in enumerate(TOOLS.split("\n\n", 3), start=1):
        builder.place(f"page {page}")
        for line in part.split("\n"):
            builder.add(line)
            builder.apart()
    told = told_of(builder.document("pdf"), "term-definition")
    shown = [line for line in in_terminal(told) if "  [page " in line]
    assert [line.partition("  [")[2] for line in shown] == [f"page {n}]\n" for n in (1, 2, 3, 4)]
    assert " D La bêche est un outil qui retourne la terre.  [page 3]\n" in shown[2]
    assert page_of(told).count('<div class="place">page ') == 4


def test_places_of_many_cells_stand_with_what_a_stretch_tells() -> None:
    builder = TextBuilder()
    for row in range(40):
        builder.place(f"ligne {row}")
        builder.add(f"Semis {row}")
        builder.apart()
        builder.add(f"Le semis {row} est une mise en terre de graines au jardin.")
        builder.apart()
    page = page_of(told_of(builder.document("tableur"), "term-definition"))
    assert '<div class="place">' not in page
    assert page.count(' · ligne 7"') == 2


def text_of(page: str, view: int = 0) -> str:
    """The text that a view of the page shows, a line a row."""
    shown = page.split('<div class="text">')[view + 1]
    found = re.findall(r"<div class=l[^>]*>(.*?)</div>", shown, re.DOTALL)
    return "".join(html.unescape(re.sub(r"<[^>]+>", "", row)) + "\n" for row in found)


def test_the_page_holds_all_of_the_text_and_links_entries_both_ways() -> None:
    page = page_of(told_of(TOOLS))
    assert text_of(page) == TOOLS
    for number, name in enumerate(("Bêche", "Râteau", "Serfouette"), start=1):
        assert f'<li id="e1-{number}"><a href="#t1-{number}">{name}</a></li>' in page
        assert f'<a class=headword id=t1-{number} href="#e1-{number}"' in page
    assert page.count('data-of=" · outils/rateau"') == 2
    assert 'data-of=" · avant la liste : titre de la page, têtes de colonnes"' in page


def test_the_page_runs_no_script_loads_nothing_and_names_no_folder() -> None:
    raw = TOOLS.replace("dents", "<script>alert(1)</script> \" onfocus='x' & dents")
    page = page_of(told_of(raw))
    assert not re.search(r"<script|<link|<img|\son\w+=\w|\sstyle=|url\(|@import", page)
    style = page.partition("<style>")[2].partition("</style>")[0]
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    assert f"default-src 'none'; style-src 'sha256-{digest}'" in html.unescape(page)
    assert "les/" not in page
    assert text_of(page) == raw


def test_each_word_of_the_page_stands_in_french_and_in_english() -> None:
    page = page_of(told_of(TOOLS))
    assert page.count('<span class="fr">') == page.count('<span class="en" lang="en">') > 15
    assert '--is-headword: "vedette"' in page
    assert '--is-headword: "headword"' in page


class OneDefinition:
    """A layout that fits anything, badly."""

    NAME = "one-definition"

    @staticmethod
    def sniff(_: Document) -> Sniff:
        return Sniff(0.1, ["un texte"])

    @staticmethod
    def read(document: Document, publisher: str) -> Reading:
        reading = Reading()
        reading.add(None, document.lines)
        return reading


class Nothing(OneDefinition):
    """A layout that understands nothing."""

    NAME = "nothing"

    @staticmethod
    def read(document: Document, publisher: str) -> Reading:
        return Reading()


def test_where_the_layout_is_in_doubt_the_two_best_readings_stand_side_by_side(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for module in ("choosing", "trying"):
        both = (term_definition, OneDefinition)
        monkeypatch.setattr(f"pipeline.extract.{module}.READERS", both)
    monkeypatch.setattr("pipeline.extract.choosing.THRESHOLD", 1.0)
    told = told_of(TOOLS)
    assert told.is_doubtful
    readers = [account.done.ledger.reader for account in told.accounts]
    assert readers == ["term-definition", "one-definition"]
    page = page_of(told)
    assert 'id="texte" class="two"' in page
    assert [text_of(page, view) for view in (0, 1)] == [TOOLS, TOOLS]
    for reader in readers:
        assert f'<code>reader = "{reader}"</code>' in page
        assert f'  reader = "{reader}"\n' in in_terminal(told)


def test_a_text_of_no_layout_is_shown_all_the_same() -> None:
    told = told_of("Bonjour.")
    assert told.accounts == []
    assert "Aucune mise en page connue" in "".join(in_terminal(told))
    assert '<div class="text plain">Bonjour.</div>' in page_of(told)


@settings(max_examples=60, deadline=None)
@given(st.text(st.sampled_from(["a", " ", "\r", "\n", "\x0b", "\u2028", "é", "\t"]), max_size=60))
def test_rows_hold_every_character_but_the_line_ends(raw: str) -> None:
    told = told_of(TOOLS + raw, "term-definition")
    (account,) = told.accounts
    assert "".join(
        told.document.text[stretch.start : stretch.end] for stretch in account.stretches
    ) == (TOOLS + raw)
    lines = [
        "".join(told.document.text[p.start : p.end] for p in row.pieces)
        for row in rows(account.done.text, account.stretches, told.document)
    ]
    assert lines == (TOOLS + raw).splitlines()


def test_a_large_file_is_shown_in_good_time_and_a_long_line_in_parts() -> None:
    raw = '[t title="Semis"]Mise en terre de graines au jardin.[/t]' * 4000
    told = told_of(raw)
    start = time.process_time()
    page = page_of(told)
    # A bound against quadratic growth, many times what it takes.
    assert time.process_time() - start < 10
    assert text_of(page).replace("\n", "") == raw
    assert page.count("<div class=l") > 20
