"""The page where people ask."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import urlencode

import pytest

from .conftest import Site

CHROMIUM = Path("/usr/bin/chromium")
QUESTION = "Quels sont les noms d’un terme\N{NO-BREAK SPACE}?"


def test_the_page_lists_the_questions_in_both_languages(site: Site) -> None:
    page = site.ask("/")
    assert (page.status, page.headers["content-type"]) == (200, "text/html; charset=utf-8")
    assert QUESTION in page.text
    assert "What are the names of a term?" in page.text
    policy = page.headers["content-security-policy"]
    assert policy.startswith("default-src 'none'")
    assert "unsafe" not in policy


def test_a_question_is_asked_with_its_example_and_with_what_is_given(site: Site) -> None:
    example = site.ask("/?question=synonymes").text
    assert "règle graduée" in example
    given = site.ask(f"/?{urlencode({'question': 'synonymes', 'term': 'règle souple'})}").text
    assert 'value="règle souple"' in given
    assert ">règle graduée<" not in given
    assert "concept/regle-souple" in given


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("/?question=synonymes&term=nul+ne+le+nomme", "no concept is called"),
        ("/?query=SELECT", "not a SPARQL query"),
        ("/?query=SELECT+*+%7B+SERVICE+%3Chttp%3A%2F%2Fa%2F%3E+%7B%7D+%7D", "SERVICE"),
    ],
)
def test_what_goes_wrong_stands_on_the_page(site: Site, address: str, said: str) -> None:
    page = site.ask(address)
    assert (page.status, "Pas de réponse" in page.text, said in page.text) == (400, True, True)


def test_rows_that_are_cut_are_told(site: Site) -> None:
    page = site.ask(f"/?{urlencode({'query': 'SELECT * { ?s ?p ?o }'})}").text
    assert "Les 20\N{NO-BREAK SPACE}premières lignes seulement" in page


@pytest.mark.browser
@pytest.mark.skipif(not CHROMIUM.exists(), reason="Chromium is not installed")
def test_in_a_browser_questions_are_found_and_run_without_any_error(site: Site) -> None:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as play:
        browser = play.chromium.launch(
            executable_path=CHROMIUM,
            args=[
                "--no-sandbox",
                "--disable-gpu",
                "--disable-quic",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
            ],
        )
        page = browser.new_page()
        faults: list[str] = []
        page.on("console", lambda message: faults.append(message.text))
        page.on("pageerror", lambda error: faults.append(str(error)))
        foreign: list[str] = []
        page.on(
            "request", lambda r: None if r.url.startswith(site.address) else foreign.append(r.url)
        )
        page.goto(site.address)
        page.fill("#filter", "NOMS terme")
        assert page.locator("button.question:visible").count() == 1
        page.fill("#filter", "zzz")
        assert page.locator("button.question:visible").count() == 0
        page.fill("#filter", "")
        page.click("button.question")
        assert page.locator("table.rows tbody tr").count() == 4
        page.click("details.sparql summary")
        page.fill("#query", "SELECT ?c { ?c skos:prefLabel 'outil'@fr }")
        page.press("#query", "Control+Enter")
        page.wait_for_selector("table.rows a[href='/concept/outil']")
        with page.expect_download() as download:
            page.click("text=CSV")
        assert Path(download.value.path()).read_bytes().startswith(b"c\r\n")
        page.click("table.rows a")
        page.wait_for_selector("h1:has-text('outil')")
        browser.close()
    assert (faults, foreign) == ([], [])


def test_no_rows_are_said_once_and_not_counted_in_the_plural(site: Site) -> None:
    page = site.ask(f"/?{urlencode({'query': 'SELECT * { <a:a> <a:b> ?o }'})}").text
    assert "Aucune ligne." in page
    assert "0 ligne" not in page
