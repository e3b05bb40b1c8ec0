"""Searching as a person does: by typing, with the keyboard alone, with mistakes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from ..browsing import Visit

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def opened(browser: Browser, explorer: Path) -> Iterator[Visit]:
    """The explorer, opened once; at the end it must have been quiet."""
    visit = Visit(browser, explorer)
    yield visit
    visit.assert_quiet()
    visit.close()


@pytest.fixture
def page(opened: Visit) -> Page:
    """The start page, nothing typed, nothing focused."""
    opened.page.evaluate("location.hash = '#/'")
    field(opened.page).fill("")
    field(opened.page).blur()
    return opened.page


def field(page: Page) -> Locator:
    """The search field."""
    return page.get_by_role("search").get_by_role("combobox")


def hits(page: Page) -> Locator:
    """What is found."""
    return page.get_by_role("search").get_by_role("option")


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("voc", "VOC → voix du client sigle information"),
        ("VÔC", "VOC → voix du client sigle information"),
        ("voix dû", "voix du client information"),
        ("fidelite", "carte de fidélité programme"),
        ("carte de fidélité", "carte de fidélité programme"),
        ("centre d’appels", "centre d'appels organisation"),
        ("libre service", "libre-service canal"),
        ("S.V.I.", "SVI → serveur vocal interactif sigle technologie"),
        ("churn rate", "churn rate → taux d'attrition anglais indicateur"),
        ("voicebot", "voicebot → callbot synonyme canal"),
        ("client carte", None),
        ("fidélité programme", "programme de fidélité programme"),
    ],
)
def test_a_name_is_found_however_it_is_typed(page: Page, typed: str, first: str | None) -> None:
    field(page).press_sequentially(typed)
    if first is None:
        expect(hits(page)).to_have_count(0)
    else:
        expect(hits(page).first).to_have_text(first)


def test_the_part_that_answers_is_marked_as_it_is_written(page: Page) -> None:
    field(page).press_sequentially("fidelite")
    marks = page.get_by_role("search").locator("mark")
    assert set(marks.all_inner_texts()) == {"fidélité"}
    field(page).fill("fidélité programme")
    expect(marks).to_have_text(["programme", "fidélité"])


def test_exact_names_come_before_beginnings_and_those_before_the_rest(page: Page) -> None:
    field(page).fill("chat")
    names = [text.split("\n")[0] for text in hits(page).all_inner_texts()]
    assert names == [
        "chat",
        "chatbot → agent conversationnel anglais",
        "live chat",
        "click to chat",
    ]


def test_one_wrong_letter_is_forgiven_when_nothing_else_is_found(page: Page) -> None:
    popup = page.get_by_role("search")
    for typed in ("satisfcation client", "satisfation client", "satissfaction", "xatisfaction"):
        field(page).fill(typed)
        expect(popup.get_by_text("Vouliez-vous dire").first).to_be_visible()
        expect(hits(page).first).to_contain_text("satisfaction client")
    field(page).fill("satisfaction")
    expect(popup.get_by_text("Vouliez-vous dire")).to_have_count(0)


def test_nothing_found_is_said_with_what_to_do(page: Page) -> None:
    field(page).press_sequentially("zzzzz")
    expect(page.get_by_role("search").get_by_role("status")).to_contain_text(
        "Aucun nom ne contient «\u00a0zzzzz\u00a0»."
    )
    expect(page.get_by_text("Essayez un mot plus court").first).to_be_visible()
    expect(field(page)).to_have_attribute("aria-expanded", "false")
    field(page).fill("%&!")
    expect(page.get_by_text("«\u00a0%&!\u00a0»").first).to_be_visible()


def test_the_keyboard_alone_finds_and_opens(page: Page) -> None:
    page.keyboard.press("/")
    expect(field(page)).to_be_focused()
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"#/$"))
    page.keyboard.type("client")
    expect(page.get_by_role("search").get_by_role("status")).to_have_text(
        re.compile(r"\d+ concepts trouvés\.")
    )
    expect(field(page)).to_have_attribute("aria-expanded", "true")
    chosen = page.get_by_role("option", selected=True)
    expect(chosen).to_have_count(0)
    texts = hits(page).all_inner_texts()
    for key, place in (
        ("ArrowDown", 0),
        ("ArrowDown", 1),
        ("ArrowUp", 0),
        ("End", -1),
        ("ArrowDown", 0),
        ("End", -1),
        ("Home", 0),
        ("ArrowDown", 1),
    ):
        page.keyboard.press(key)
        assert chosen.all_inner_texts() == [texts[place]]
    expect(field(page)).to_have_attribute("aria-activedescendant", chosen.get_attribute("id") or "")
    page.keyboard.press("Escape")
    expect(hits(page).first).to_be_hidden()
    expect(field(page)).to_have_value("client")
    page.keyboard.press("Escape")
    expect(field(page)).to_have_value("")
    page.keyboard.type("nps")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"#/concept/net-promoter-score$"))
    expect(hits(page).first).to_be_hidden()
    # The card takes the focus to its heading; in a field "/" is a letter like any other.
    expect(page.get_by_role("heading", name="Net Promoter Score")).to_be_focused()
    page.keyboard.press("/")
    expect(field(page)).to_be_focused()
    page.keyboard.type("/")
    expect(field(page)).to_have_value("/")


def test_a_hit_opens_by_a_click_and_the_list_closes_when_left(page: Page) -> None:
    field(page).fill("crm")
    hits(page).first.click()
    expect(page).to_have_url(re.compile(r"#/concept/gestion-de-la-relation-client$"))
    field(page).fill("chat")
    expect(hits(page).first).to_be_visible()
    field(page).blur()
    expect(hits(page).first).to_be_hidden()
    field(page).click()
    expect(hits(page).first).to_be_visible()


def test_each_key_is_measured(page: Page) -> None:
    page.evaluate("performance.clearMeasures()")
    field(page).press_sequentially("voix")
    assert page.evaluate("performance.getEntriesByName('search').length") == 4


def test_in_english_the_english_name_stands_and_the_french_one_leads_to_it(
    browser: Browser, explorer: Path
) -> None:
    visit = Visit(browser, explorer)
    visit.page.evaluate("location.hash = '#/?lang=en'")
    expect(visit.page.locator("html")).to_have_attribute("lang", "en")
    field(visit.page).fill("voice of")
    expect(hits(visit.page).first).to_have_text("Voice of the Customer information")
    field(visit.page).fill("voix du")
    expect(hits(visit.page).first).to_have_text(
        "voix du client → Voice of the Customer French information"
    )
    field(visit.page).press("Enter")
    expect(visit.page).to_have_url(re.compile(r"#/concept/voix-du-client\?lang=en$"))
    assert visit.complaints == []
    visit.close()


def test_it_fits_a_telephone(browser: Browser, explorer: Path) -> None:
    visit = Visit(browser, explorer, viewport={"width": 360, "height": 740})
    field(visit.page).fill("client")
    box = visit.page.get_by_role("listbox").bounding_box()
    assert box is not None
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 360
    assert visit.page.evaluate("document.documentElement.scrollWidth") <= 360
    visit.assert_quiet()
    visit.close()
