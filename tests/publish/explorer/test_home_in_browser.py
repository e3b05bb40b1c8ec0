"""The start page and the overview map as a person meets them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from ..browsing import Visit
from ..glossary import large_glossary

pytestmark = pytest.mark.browser

# Boxes of what is drawn on the map, in pixels of the screen.
BOXES = """(map) => [...map.querySelectorAll("a")].map((link) => {
  const boxes = [...link.querySelectorAll("circle, text")].map((one) => one.getBoundingClientRect());
  return [
    Math.min(...boxes.map((one) => one.left)), Math.max(...boxes.map((one) => one.right)),
    Math.min(...boxes.map((one) => one.top)), Math.max(...boxes.map((one) => one.bottom)),
  ];
})"""


def overview_map(page: Page) -> Locator:
    return page.get_by_role("group", name="Vue d’ensemble", exact=True)


def test_the_start_page_says_what_this_is(browser: Browser, explorer: Path) -> None:
    """Title, description, date, figures as counted from the glossary itself, licence."""
    visit = Visit(browser, explorer)
    home = visit.page.get_by_role("region", name="Accueil", exact=True)
    expect(home.get_by_role("heading", level=2)).to_have_text("Vocabulaire de la relation client")
    expect(home).to_contain_text("tirés de glossaires publiés en ligne")
    expect(home).to_contain_text("22 novembre 2026")
    glossary = large_glossary()
    labels = sum(len(concept.labels) for concept in glossary)
    for figure in (f"{len(glossary)}concepts", f"{labels}libellés", "2sources"):
        term = figure.lstrip("0123456789")
        expect(home.locator("div", has_text=term).locator("dd").first).to_have_text(
            figure.removesuffix(term)
        )
    expect(home.get_by_role("link", name="Licence")).to_have_attribute(
        "href", "https://creativecommons.org/licenses/by/4.0/"
    )
    visit.assert_quiet()
    visit.close()


def test_every_file_it_links_to_is_published(
    browser: Browser, explorer: Path, project: Path
) -> None:
    """The links beside the page lead to files that a build writes."""
    visit = Visit(browser, explorer)
    home = visit.page.get_by_role("region", name="Accueil", exact=True)
    expect(home.get_by_role("link", name="la carte entière")).to_be_visible()
    links = home.get_by_role("link").evaluate_all(
        "(links) => links.map((link) => link.getAttribute('href'))"
    )
    beside = [link for link in links if not link.startswith(("#", "https:"))]
    assert len(beside) > 8
    # explorer.html, and what is not committed, is written by the same stage.
    written = {"graph.html", "index.html", "report.html", "tables/vocabulary.xlsx"}
    assert [
        link for link in beside if link not in written and not (project / "output" / link).exists()
    ] == []
    visit.assert_quiet()
    visit.close()


def test_it_offers_ways_to_begin(browser: Browser, explorer: Path) -> None:
    """An acronym opens its concept; the lists, the questions and the corrections are a link away."""
    visit = Visit(browser, explorer)
    page = visit.page
    begin = page.get_by_role("region", name="Par où commencer")
    acronym = begin.get_by_role("link").first.inner_text()
    meant = next(c for c in large_glossary() if acronym in [label.text for label in c.labels])
    begin.get_by_role("link", name=acronym, exact=True).click()
    expect(page).to_have_url(re.compile(f"#/concept/{meant.iri.rsplit('/', 1)[-1]}$"))
    page.go_back()
    begin.get_by_role("link", name="par source").click()
    expect(page).to_have_url(re.compile("list=sources"))
    begin.get_by_role("link", name="des questions prêtes à poser").click()
    expect(page.get_by_role("region", name="Interroger")).to_be_visible()
    page.set_viewport_size({"width": 360, "height": 740})
    page.get_by_role("link", name="Accueil").click()
    tops = page.get_by_role("region", name="Les concepts de tête")
    tops.get_by_role("link", name=re.compile("^programme")).click()
    expect(page).to_have_url(re.compile("#/concept/programme$"))
    visit.assert_quiet()
    visit.close()


@pytest.mark.parametrize("width", [1440, 1024, 360])
def test_nothing_on_the_map_overlaps(browser: Browser, explorer: Path, width: int) -> None:
    """As the browser draws it, with the letters that it has."""
    visit = Visit(browser, explorer, viewport={"width": width, "height": 800})
    if width == 360:
        visit.page.get_by_role("link", name="Graphe").click()
    expect(overview_map(visit.page)).to_be_visible()
    boxes = overview_map(visit.page).evaluate(BOXES)
    assert len(boxes) == 12
    for number, (left, right, top, bottom) in enumerate(boxes):
        assert 0 <= left < right <= width
        for its_left, its_right, its_top, its_bottom in boxes[:number]:
            assert right <= its_left or its_right <= left or bottom <= its_top or its_bottom <= top
    visit.assert_quiet()
    visit.close()


def test_the_map_tells_what_ties_branches(browser: Browser, explorer: Path) -> None:
    """By pointer and by keyboard, in words; a circle is a link to its concept."""
    visit = Visit(browser, explorer)
    page = visit.page
    indicator = overview_map(page).get_by_role(
        "link", name=re.compile(r"^indicateur, \d+ concepts$")
    )
    words = page.get_by_text(re.compile(r"^indicateur\s: mesure \(\d+\).* → perception"))
    indicator.hover()
    expect(words.first).to_be_visible()
    page.mouse.move(2, 2)
    expect(page.get_by_text("Pointez un cercle ou un trait")).to_be_visible()
    indicator.focus()
    expect(words.first).to_be_visible()
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("#/concept/indicateur$"))
    visit.assert_quiet()
    visit.close()


def test_the_table_says_what_the_map_shows(browser: Browser, explorer: Path) -> None:
    """Each branch with its size and, in words, all that its circle is tied to."""
    visit = Visit(browser, explorer)
    page = visit.page
    expect(overview_map(page)).to_be_visible()
    names = (
        overview_map(page)
        .get_by_role("link")
        .evaluate_all("(links) => links.map((link) => link.getAttribute('aria-label'))")
    )
    page.get_by_text("La même chose en tableau").click()
    rows = page.get_by_role("table").get_by_role("row").all()[1:]
    told = [
        f"{row.get_by_role('rowheader').inner_text().strip()}, {row.get_by_role('cell').first.inner_text()} concepts"
        for row in rows
    ]
    assert told == names
    lines = overview_map(page).locator("line:not(.reach)").count()
    assert page.get_by_role("table").get_by_role("listitem").count() == 2 * lines
    visit.assert_quiet()
    visit.close()
