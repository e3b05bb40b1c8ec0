"""The frame of the explorer as a person meets it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, FloatRect, Locator, Page, expect

from ..browsing import Visit

pytestmark = pytest.mark.browser

TITLE = "Vocabulaire de la relation client"
WIDE, TABLET, PHONE = (1440, 900), (1024, 768), (360, 740)
PANELS = ("", "?panel=browse", "?panel=graph")
CONCEPT = "#/concept/net-promoter-score"


def region(page: Page, name: str) -> Locator:
    """A panel by its name for screen readers."""
    return page.get_by_role("region", name=name, exact=True)


def box(place: Locator) -> FloatRect:
    found = place.bounding_box()
    assert found
    return found


def to(page: Page, fragment: str) -> None:
    """Follow an address, as a bookmark does."""
    page.evaluate("(fragment) => { location.hash = fragment; }", fragment)


def size(dimensions: tuple[int, int]) -> dict[str, int]:
    return {"width": dimensions[0], "height": dimensions[1]}


def test_it_opens_offline_and_says_nothing_to_the_console(browser: Browser, explorer: Path) -> None:
    visit = Visit(browser, explorer)
    expect(visit.page.get_by_role("heading", level=1)).to_have_text(TITLE)
    expect(visit.page.get_by_role("link", name="Interroger")).to_be_visible()
    visit.assert_quiet()
    visit.close()


def test_wide_three_panels_fill_the_window(browser: Browser, explorer: Path) -> None:
    """Side by side from edge to edge, down to the bottom; the page itself never scrolls."""
    visit = Visit(browser, explorer)
    for dimensions in (WIDE, TABLET):
        visit.page.set_viewport_size(size(dimensions))  # type: ignore[arg-type]
        for fragment, names in (
            ("#/", ["Parcourir", "Accueil", "Vue d’ensemble"]),
            (CONCEPT, ["Parcourir", "Fiche", "Graphe"]),
            ("#/concept/inconnu", ["Parcourir", "Fiche", "Vue d’ensemble"]),
            ("#/class/Indicator", ["Parcourir", "Fiche", "Vue d’ensemble"]),
            ("#/index/C", ["Parcourir", "Accueil", "Vue d’ensemble"]),
        ):
            to(visit.page, fragment)
            boxes = [box(region(visit.page, name)) for name in names]
            top = box(visit.page.get_by_role("banner"))["height"]
            edge = 0.0
            for found in boxes:
                assert found["x"] == pytest.approx(edge, abs=1)
                assert found["y"] == pytest.approx(top, abs=1)
                assert found["y"] + found["height"] == pytest.approx(dimensions[1], abs=1)
                edge = found["x"] + found["width"]
            assert edge == pytest.approx(dimensions[0], abs=1)
    visit.assert_quiet()
    visit.close()


def test_nothing_scrolls_sideways(browser: Browser, explorer: Path) -> None:
    """In no view and no panel; 320 by 256 is a window of 1280 by 1024 at a zoom of 400 %."""
    visit = Visit(browser, explorer)
    views = (
        "#/",
        CONCEPT,
        "#/index/C",
        "#/source/essai",
        "#/class/Indicator",
        "#/ask",
        "#/correct",
    )
    for dimensions in (WIDE, TABLET, (768, 1024), PHONE, (320, 256)):
        visit.page.set_viewport_size(size(dimensions))  # type: ignore[arg-type]
        panels = PANELS if dimensions[0] < 900 else PANELS[:1]
        for fragment in [f"{view}{panel}" for view in views for panel in panels]:
            to(visit.page, fragment)
            expect(visit.page.locator("#main > section:visible").first).to_be_visible()
            wider = visit.page.evaluate(
                """() => [document.documentElement, ...document.querySelectorAll("#main > section")]
                  .filter((one) => one.scrollWidth > one.clientWidth + 1).map((one) => one.id)"""
            )
            assert wider == [], (dimensions, fragment)
    visit.assert_quiet()
    visit.close()


def test_on_a_telephone_one_panel_at_a_time(browser: Browser, explorer: Path) -> None:
    """The bar at the bottom chooses it; a concept shows its card; "back" goes the same way back."""
    visit = Visit(browser, explorer, viewport=size(PHONE), has_touch=True)
    page = visit.page
    bar = page.get_by_role("navigation", name="Panneaux")
    expect(region(page, "Accueil")).to_be_visible()
    expect(region(page, "Parcourir")).to_be_hidden()
    for link in bar.get_by_role("link").all():
        assert box(link)["width"] >= 44
        assert box(link)["height"] >= 44
    bar.get_by_role("link", name="Graphe").tap()
    expect(region(page, "Accueil")).to_be_hidden()
    expect(bar.get_by_role("link", name="Graphe")).to_have_attribute("aria-current", "page")
    region(page, "Vue d’ensemble").get_by_role("link", name=re.compile("^indicateur")).tap()
    expect(region(page, "Fiche")).to_be_visible()
    expect(region(page, "Vue d’ensemble")).to_be_hidden()
    assert page.evaluate("document.activeElement.closest('#card') !== null")
    bar.get_by_role("link", name="Interroger").tap()
    expect(region(page, "Fiche")).to_be_hidden()
    expect(region(page, "Interroger")).to_be_visible()
    bar.get_by_role("link", name="Fiche").tap()
    expect(page).to_have_url(re.compile(r"#/concept/indicateur\?panel=card$"))
    page.go_back()
    page.go_back()
    page.go_back()
    expect(region(page, "Vue d’ensemble")).to_be_visible()
    page.go_back()
    expect(region(page, "Accueil")).to_be_visible()
    visit.assert_quiet()
    visit.close()


def test_a_change_of_size_keeps_the_state(browser: Browser, explorer: Path) -> None:
    visit = Visit(browser, explorer)
    to(visit.page, f"{CONCEPT}?depth=2&panel=graph")
    for dimensions in (PHONE, WIDE, TABLET, PHONE):
        visit.page.set_viewport_size(size(dimensions))  # type: ignore[arg-type]
        expect(region(visit.page, "Graphe")).to_be_visible()
        expect(region(visit.page, "Fiche")).to_be_visible(visible=dimensions != PHONE)
    assert visit.page.url.endswith(f"{CONCEPT}?depth=2&panel=graph")
    visit.assert_quiet()
    visit.close()


def test_places_are_found_as_they_were_left(browser: Browser, explorer: Path) -> None:
    """Explorer, Interroger and Corriger each lead back to where one was; the link keeps the focus."""
    visit = Visit(browser, explorer)
    page = visit.page
    views = page.get_by_role("navigation", name="Vues")
    to(page, f"{CONCEPT}?depth=2")
    expect(views.get_by_role("link", name="Explorer")).to_have_attribute("aria-current", "page")
    views.get_by_role("link", name="Corriger").click()
    expect(region(page, "Corriger")).to_be_visible()
    expect(region(page, "Fiche")).to_be_hidden()
    assert page.title() == f"Corriger – {TITLE}"
    expect(views.get_by_role("link", name="Corriger")).to_be_focused()
    expect(views.get_by_role("link", name="Explorer")).not_to_have_attribute("aria-current", "page")
    views.get_by_role("link", name="Explorer").press("Enter")
    expect(page).to_have_url(re.compile(r"#/concept/net-promoter-score\?depth=2$"))
    page.go_back()
    expect(region(page, "Corriger")).to_be_visible()
    page.go_forward()
    expect(region(page, "Fiche")).to_be_visible()
    page.get_by_role("link", name=TITLE).click()
    expect(region(page, "Accueil")).to_be_visible()
    visit.assert_quiet()
    visit.close()


def test_the_other_language_keeps_the_state(browser: Browser, explorer: Path) -> None:
    """There and back, and through the history as well."""
    visit = Visit(browser, explorer)
    page = visit.page
    to(page, "#/correct?x=1")
    page.get_by_role("link", name="English").click()
    expect(page.get_by_role("link", name="Ask")).to_be_visible()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    expect(page).to_have_url(re.compile(r"#/correct\?lang=en&x=1$"))
    expect(page.get_by_role("heading", level=1)).to_have_text("Customer relations vocabulary")
    page.go_back()
    expect(page.get_by_role("link", name="Interroger")).to_be_visible()
    page.go_forward()
    expect(page.get_by_role("link", name="Ask")).to_be_visible()
    page.get_by_role("link", name="Français").click()
    expect(page.get_by_role("link", name="Interroger")).to_be_visible()
    expect(page).to_have_url(re.compile(r"#/correct\?x=1$"))
    # Each language begins the page anew; it asks for nothing else.
    assert set(visit.requests) == {explorer.as_uri()}
    assert visit.complaints == []
    visit.close()


def test_by_keyboard(browser: Browser, explorer: Path) -> None:
    """The first key leads past the header; "?" lists the keys, and Escape gives the focus back."""
    visit = Visit(browser, explorer)
    page = visit.page
    expect(page.get_by_role("main")).to_be_visible()
    page.keyboard.press("Tab")
    skip = page.get_by_role("link", name="Aller au contenu")
    expect(skip).to_be_focused()
    assert box(skip)["x"] >= 0
    page.keyboard.press("Enter")
    expect(page.get_by_role("main")).to_be_focused()
    assert page.url == explorer.as_uri()
    corriger = page.get_by_role("link", name="Corriger").first
    corriger.focus()
    page.keyboard.press("?")
    dialog = page.get_by_role("dialog", name="Raccourcis clavier")
    expect(dialog).to_contain_text("aller à la recherche")
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    expect(corriger).to_be_focused()
    visit.assert_quiet()
    visit.close()


def test_an_error_is_said_in_words(browser: Browser, explorer: Path) -> None:
    """One that nobody foresaw, at once or later."""
    visit = Visit(browser, explorer)
    alert = visit.page.get_by_role("alert")
    visit.page.evaluate("setTimeout(() => { throw new Error('un <b>imprévu</b>'); })")
    expect(alert).to_contain_text("Une erreur inattendue s’est produite : un <b>imprévu</b>")
    visit.page.evaluate("void Promise.reject(new Error('un retard'))")
    expect(alert).to_contain_text("un retard")
    visit.close()


def test_the_card_alone_is_printed(browser: Browser, explorer: Path) -> None:
    visit = Visit(browser, explorer)
    to(visit.page, CONCEPT)
    visit.page.emulate_media(media="print")
    assert visit.page.locator("#card").evaluate("(one) => getComputedStyle(one).display") == "block"
    for hidden in ("#header", "#browse", "#graph", "#panels"):
        expect(visit.page.locator(hidden)).to_be_hidden()
    visit.assert_quiet()
    visit.close()
