"""Browsing as a person does: the tree that follows, the index, the sources, the classes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from pipeline.publish.explorer.page import explorer_page
from pipeline.publish.inputs import read_build
from pipeline.publish.wording import Wording

from ..browsing import Visit
from ..glossary import concept, large_glossary, with_inverses, write_build
from .views import follow

pytestmark = pytest.mark.browser
MANY = 260


@pytest.fixture(scope="module")
def opened(browser: Browser, explorer: Path) -> Iterator[Visit]:
    """The explorer, opened once; at the end it must have been quiet."""
    visit = Visit(browser, explorer)
    yield visit
    visit.assert_quiet()
    visit.close()


@pytest.fixture
def page(opened: Visit) -> Page:
    """The start page, as it is when it is opened."""
    opened.page.goto(f"{opened.file.as_uri()}#/")
    opened.page.reload()
    opened.requests.clear()
    opened.requests.append(opened.file.as_uri())
    return opened.page


@pytest.fixture(scope="module")
def crowded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The explorer of a glossary with many concepts in one place and three of one name."""
    folder = tmp_path_factory.mktemp("crowded")
    many = [
        concept(f"zone-{n}", f"zone {n} (zébrée)", broader=["canal"], entries=["essai/vrm"])
        for n in range(1, MANY + 1)
    ]
    alike = [
        concept("agenda-canal", "agenda", broader=["canal"], entries=["essai/vrm"]),
        concept("agenda-regle", "agenda", broader=["regle"], entries=["essai/vrm"]),
    ]
    output = write_build(folder, with_inverses([*large_glossary(), *many, *alike], []))
    build = read_build(folder, output, curation=True)
    page = explorer_page(build, Wording(build.vocabulary, build.graphs["ontology"]), b"")
    (output / "explorer.html").write_text(page, encoding="utf-8", newline="")
    return output / "explorer.html"


def item(page: Page, name: str) -> Locator:
    """A place in the tree."""
    return page.get_by_role("treeitem", name=name, exact=True)


def is_in_view(row: Locator, panel: Locator) -> bool:
    """Whether a row stands within what its panel shows."""
    inner, outer = row.bounding_box(), panel.bounding_box()
    assert inner is not None
    assert outer is not None
    top, bottom = outer["y"], outer["y"] + outer["height"]
    return top <= inner["y"] and inner["y"] + inner["height"] <= bottom


def test_the_tree_opens_as_far_as_it_is_asked(page: Page) -> None:
    tree = page.get_by_role("tree", name="Arbre")
    expect(tree.get_by_role("treeitem")).to_have_count(12)
    channel = item(page, "canal")
    expect(channel).to_have_attribute("aria-expanded", "false")
    expect(channel).to_have_accessible_description("9 concepts plus précis")
    channel.locator(".twisty").click()
    expect(channel).to_have_attribute("aria-expanded", "true")
    expect(page).to_have_url(re.compile(r"#/$"))
    chat = item(page, "chat")
    expect(chat).to_have_attribute("aria-level", "2")
    expect(chat).to_have_attribute("aria-setsize", "6")
    expect(chat).to_have_attribute("aria-posinset", "3")
    expect(item(page, "live chat")).to_have_count(0)
    chat.click()
    expect(page).to_have_url(re.compile(r"#/concept/chat$"))
    expect(item(page, "live chat")).to_be_visible()
    channel.locator(".twisty").click()
    expect(chat).to_be_hidden()


def test_the_tree_follows_what_is_chosen_and_marks_its_other_places(page: Page) -> None:
    follow(page, "#/concept/click-to-chat")
    expect(item(page, "click to chat")).to_have_attribute("aria-current", "page")
    for name in ("canal", "chat"):
        expect(item(page, name)).to_have_attribute("aria-expanded", "true")
    follow(page, "#/concept/callbot")
    expect(item(page, "click to chat")).not_to_have_attribute("aria-current", "page")
    expect(item(page, "callbot")).to_have_count(1)
    item(page, "technologie").locator(".twisty").click()
    expect(item(page, "callbot")).to_have_count(2)
    for place in item(page, "callbot").all():
        expect(place).to_have_attribute("aria-current", "page")
    follow(page, "#/path/click-to-chat?to=callbot")
    expect(item(page, "click to chat")).to_have_attribute("aria-current", "page")
    follow(page, "#/")
    expect(page.locator("[role=treeitem][aria-current]")).to_have_count(0)


def test_the_tree_is_scrolled_to_what_is_chosen_and_nothing_else_moves(
    browser: Browser, explorer: Path
) -> None:
    visit = Visit(browser, explorer, viewport={"width": 1200, "height": 460})
    page = visit.page
    follow(page, "#/concept/webrooming")
    follow(page, "#/concept/vente-croisee")
    expect(item(page, "vente croisée")).to_be_visible()
    panel = page.get_by_role("tabpanel", name="Arbre")
    assert is_in_view(item(page, "vente croisée"), panel)
    assert page.evaluate("[scrollX, scrollY]") == [0, 0]
    place = panel.evaluate("one => one.scrollTop")
    follow(page, "#/concept/vente-croisee?depth=2")
    assert panel.evaluate("one => one.scrollTop") == place
    visit.assert_quiet()
    visit.close()


def test_the_tree_goes_by_the_keyboard(page: Page) -> None:
    item(page, "acteur").focus()
    for key, name in (
        ("ArrowDown", "approche"),
        ("End", "technologie"),
        ("Home", "acteur"),
        ("ArrowDown", "approche"),
        ("ArrowDown", "canal"),
        ("ArrowRight", "canal"),
        ("ArrowRight", "call back"),
        ("c", "callbot"),
        ("ArrowDown", "chat"),
        ("ArrowRight", "chat"),
        ("ArrowRight", "click to chat"),
        ("ArrowLeft", "chat"),
        ("ArrowLeft", "chat"),
        ("ArrowUp", "callbot"),
        ("ArrowLeft", "canal"),
        ("ArrowLeft", "canal"),
        ("ArrowDown", "comportement"),
    ):
        page.keyboard.press(key)
        expect(item(page, name)).to_be_focused()
    expect(page.locator("[role=treeitem][tabindex='0']")).to_have_count(1)
    page.keyboard.type("reg")
    expect(item(page, "règle")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"#/concept/regle$"))
    expect(item(page, "règle")).to_be_focused()
    page.keyboard.press("*")
    expect(item(page, "live chat")).to_be_hidden()
    expect(item(page, "chat")).to_be_visible()


def test_tabs_are_states_and_go_by_the_arrows(page: Page) -> None:
    page.get_by_role("tab", name="Sources").click()
    expect(page).to_have_url(re.compile(r"#/\?list=sources$"))
    expect(page.get_by_role("tabpanel", name="Sources")).to_be_visible()
    page.keyboard.press("ArrowRight")
    expect(page.get_by_role("tab", name="Classes")).to_be_focused()
    expect(page.get_by_role("tabpanel", name="Classes")).to_be_visible()
    page.keyboard.press("Home")
    expect(page.get_by_role("tree")).to_be_visible()
    expect(page.get_by_role("tab", selected=True)).to_have_text("Arbre")


def test_the_index_has_names_and_what_they_lead_to(page: Page) -> None:
    page.get_by_role("tab", name="A–Z").click()
    letters = page.get_by_role("navigation", name="Lettres").get_by_role("link")
    texts = letters.all_inner_texts()
    assert texts == sorted(texts)
    assert "W" in texts
    assert "X" not in texts
    letters.get_by_text("V", exact=True).click()
    expect(page).to_have_url(re.compile(r"#/index/V$"))
    rows = page.get_by_role("tabpanel", name="A–Z").get_by_role("listitem")
    assert rows.all_inner_texts() == [
        "valeur à vie du client → valeur vie client",
        "valeur vie client",
        "vente croisée",
        "vente incitative → montée en gamme",
        "vente sociale → social selling",
        "visiteur mystère → client mystère",
        "VOC → voix du client",
        "voicebot → callbot",
        "voix du client",
        "VRM → gestion de la relation fournisseur par le client",
    ]
    rows.get_by_text("VOC").click()
    expect(page).to_have_url(re.compile(r"#/concept/voix-du-client\?list=az$"))
    expect(rows).to_have_count(10)
    assert page.locator("#browse [aria-current=page]").all_inner_texts()[-2:] == [
        "VOC → voix du client",
        "voix du client",
    ]
    follow(page, "#/index/é")
    expect(page.get_by_role("heading", name="E ", exact=False).first).to_be_visible()
    expect(rows.get_by_text("expérience client")).to_be_visible()
    follow(page, "#/index/Ω")
    expect(page.get_by_text("Aucun nom ne commence par «\u00a0Ω\u00a0».")).to_be_visible()


def test_the_index_keeps_its_place_when_something_else_changes(
    browser: Browser, explorer: Path
) -> None:
    visit = Visit(browser, explorer, viewport={"width": 1200, "height": 460})
    page = visit.page
    follow(page, "#/index/C")
    panel = page.get_by_role("tabpanel", name="A–Z")
    panel.get_by_role("link", name="customer journey").count()
    row = panel.get_by_role("listitem").last
    row.scroll_into_view_if_needed()
    place = panel.evaluate("one => one.scrollTop")
    assert place > 0
    row.get_by_role("link").click()
    expect(row.get_by_role("link")).to_have_attribute("aria-current", "page")
    follow(page, f"{page.evaluate('location.hash')}&depth=3")
    assert panel.evaluate("one => one.scrollTop") == place
    visit.assert_quiet()
    visit.close()


def test_sources_and_classes_list_their_concepts(page: Page) -> None:
    page.get_by_role("tab", name="Sources").click()
    panel = page.get_by_role("tabpanel", name="Sources")
    expect(panel.get_by_role("link", name=re.compile("Second glossaire"))).to_contain_text(
        "Essai · 0 concept"
    )
    panel.get_by_role("link", name=re.compile("Glossaire d'essai")).click()
    expect(page).to_have_url(re.compile(r"#/source/essai\?panel=browse$"))
    expect(panel.get_by_role("heading", name="Glossaire d'essai")).to_be_visible()
    panel.get_by_role("link", name="voix du client", exact=True).click()
    expect(page).to_have_url(re.compile(r"#/concept/voix-du-client\?list=sources$"))
    expect(panel.locator("[aria-current=page]")).to_have_text("voix du client")
    panel.get_by_role("link", name="Toutes les sources").click()
    expect(panel.get_by_role("link", name=re.compile("Second glossaire"))).to_be_visible()

    follow(page, "#/class/Rule")
    panel = page.get_by_role("tabpanel", name="Classes")
    expect(panel.get_by_role("heading", name="règle")).to_be_visible()
    assert panel.get_by_role("listitem").all_inner_texts() == [
        "accord de niveau de service",
        "règle",
        "règlement général sur la protection des données",
    ]
    follow(page, "#/class/Nothing")
    expect(panel.get_by_text("Il n’y a pas de classe «\u00a0Nothing\u00a0»")).to_be_visible()
    expect(panel.get_by_role("link", name=re.compile("indicateur"))).to_be_visible()


def test_english_lists_are_in_english_order(browser: Browser, explorer: Path) -> None:
    visit = Visit(browser, explorer)
    page = visit.page
    page.evaluate("location.hash = '#/class/Rule?lang=en'")
    expect(page.locator("html")).to_have_attribute("lang", "en")
    rows = page.get_by_role("tabpanel").get_by_role("listitem")
    expect(rows).to_have_text(
        ["General Data Protection Regulation", "rule", "Service Level Agreement"]
    )
    follow(page, "#/index/S?lang=en")
    expect(rows.filter(has_text="SLA → Service Level Agreement")).to_have_count(1)
    names = rows.all_inner_texts()
    assert names == sorted(names, key=str.lower)
    follow(page, "#/concept/accord-de-niveau-de-service?lang=en")
    expect(item(page, "Service Level Agreement")).to_have_attribute("aria-posinset", "2")
    assert visit.complaints == []
    visit.close()


def test_a_crowd_is_shown_in_parts_and_homonyms_are_told_apart(
    browser: Browser, crowded: Path
) -> None:
    visit = Visit(browser, crowded)
    page = visit.page
    follow(page, "#/concept/zone-200")
    expect(item(page, "zone 200 (zébrée)")).to_have_attribute("aria-setsize", str(MANY + 7))
    expect(item(page, "zone 200 (zébrée)")).to_have_attribute("aria-posinset", "207")
    assert is_in_view(item(page, "zone 200 (zébrée)"), page.get_by_role("tabpanel"))
    expect(item(page, "zone 20 (zébrée)")).to_have_count(0)
    item(page, "… 156 avant").click()
    expect(item(page, "zone 149 (zébrée)")).to_be_focused()
    page.keyboard.press("ArrowUp")
    expect(item(page, "zone 148 (zébrée)")).to_be_focused()

    follow(page, "#/index/Z")
    rows = page.get_by_role("tabpanel").get_by_role("listitem")
    expect(rows).to_have_count(101)
    assert rows.all_inner_texts()[8:10] == ["zone 9 (zébrée)", "zone 10 (zébrée)"]
    page.get_by_role("button", name="… 160 de plus").click()
    expect(page.get_by_role("link", name="zone 101 (zébrée)")).to_be_focused()
    expect(rows).to_have_count(201)

    field = page.get_by_role("search").get_by_role("combobox")
    found = page.get_by_role("option")
    field.fill("agenda")
    expect(found).to_have_text(["agenda (canal) canal", "agenda (règle) règle"])
    field.fill("zebre")
    expect(found).to_have_count(31)
    expect(page.get_by_text("30 sur 260")).to_be_visible()
    found.last.click()
    expect(found).to_have_count(61)
    expect(page.get_by_text("60 sur 260")).to_be_visible()
    expect(found.nth(30)).to_have_attribute("aria-selected", "true")
    visit.assert_quiet()
    visit.close()


def test_a_telephone_shows_the_lists_first_where_they_are_asked_for(
    browser: Browser, explorer: Path
) -> None:
    visit = Visit(browser, explorer, viewport={"width": 360, "height": 740})
    page = visit.page
    follow(page, "#/index/V")
    expect(page.get_by_role("link", name="VOC → voix du client")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    row = page.get_by_role("link", name="VOC → voix du client").bounding_box()
    assert row is not None
    assert row["height"] >= 24
    visit.assert_quiet()
    visit.close()
