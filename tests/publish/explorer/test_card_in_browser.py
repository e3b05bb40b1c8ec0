"""The card of a concept as a person reads it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from ..browsing import NASTY, Visit
from ..glossary import large_glossary
from .card_glossary import SENTENCE, VARIANTS, WORDS, rich_explorer

pytestmark = pytest.mark.browser

VRM = "#/concept/vendor-relationship-management"


@pytest.fixture(scope="module")
def rich(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return rich_explorer(tmp_path_factory.getbasetemp())


def _fact(page: Page, term: str) -> Locator:
    """What stands beside a word of the card: its name of a kind, or its targets of a relation."""
    word = page.locator("dt", has_text=re.compile(f"^{term}$"))
    return page.locator("#card dl > div").filter(has=word)


def _card(page: Page, name: str) -> None:
    expect(page.locator("#card").get_by_role("heading", level=2)).to_contain_text(name)


def test_a_relation_is_read_in_words_and_followed(browser: Browser, explorer: Path) -> None:
    visit = Visit(browser, explorer)
    page = visit.page
    page.evaluate("(fragment) => { location.hash = fragment; }", VRM)
    _card(page, "gestion de la relation fournisseur par le client")
    assert page.title().startswith("gestion de la relation fournisseur par le client – Vocabulaire")
    expect(page.get_by_role("list", name="Sigles")).to_have_text("VRM")
    expect(page.locator("#card blockquote").first).to_contain_text("Le VRM vise à inverser")
    inverse = _fact(page, "approche inverse de").get_by_role("link")
    expect(inverse).to_have_text("gestion de la relation client")
    inverse.click()
    heading = page.get_by_role("heading", level=2, name="gestion de la relation client", exact=True)
    expect(heading).to_be_focused()
    assert page.title().startswith("gestion de la relation client – ")
    expect(_fact(page, "terme plus large").get_by_role("link")).to_have_text(
        ["approche", "technologie"]
    )
    page.go_back()
    _card(page, "gestion de la relation fournisseur par le client")
    page.go_forward()
    _card(page, "gestion de la relation client")
    visit.assert_quiet()
    visit.close()


def test_a_first_look_leaves_the_focus_alone_and_other_work_is_told(
    browser: Browser, explorer: Path
) -> None:
    visit = Visit(browser, explorer)
    page = visit.page
    page.goto(f"{explorer.as_uri()}{VRM}")
    page.reload()
    _card(page, "fournisseur")
    assert page.evaluate("document.activeElement === document.body")
    page.locator("#home").focus()
    page.evaluate("() => { location.hash = '#/concept/chat'; }")
    _card(page, "chat")
    expect(page.get_by_role("status").filter(has_text="Fiche affichée")).to_have_text(
        "Fiche affichée\u00a0: chat"
    )
    expect(page.locator("#home")).to_be_focused()
    page.evaluate("() => { location.hash += '?depth=2'; }")
    expect(page.locator("#home")).to_be_focused()
    visit.close()


def test_why_shows_the_sentence_with_its_words_marked(browser: Browser, rich: Path) -> None:
    visit = Visit(browser, rich)
    page = visit.page
    page.evaluate("() => { location.hash = '#/concept/net-promoter-score'; }")
    name = _fact(page, "Libellé préféré")
    expect(name.get_by_role("listitem")).to_have_count(1)
    expect(name).to_contain_text("français et anglais")
    why = name.get_by_role("button", name="pourquoi")
    expect(why).to_have_attribute("aria-expanded", "false")
    why.focus()
    page.keyboard.press("Enter")
    expect(why).to_have_attribute("aria-expanded", "true")
    first = name.locator(".reasons > li").first
    expect(first.locator("q")).to_have_text(SENTENCE)
    expect(first.locator("mark")).to_have_text(WORDS)
    expect(first).to_contain_text("entrée «\u00a0VRM\u00a0»")
    expect(first).to_contain_text("sûre (90\u00a0%)")
    expect(first.get_by_role("link")).to_have_attribute("href", "https://example.org/essai")
    expect(name.locator(".reasons > li").nth(1)).to_contain_text("incertaine (60\u00a0%)")
    expect(name.get_by_role("button", name="Rejeter (anglais) Net Promoter Score")).to_be_visible()
    why.click()
    expect(first).to_be_hidden()
    _fact(page, "Sigle").get_by_role("button", name="pourquoi").click()
    expect(_fact(page, "Sigle")).to_contain_text("Camille, 22 novembre 2026")
    expect(_fact(page, "Sigle")).to_contain_text("usage courant")
    expect(_fact(page, "Sigle")).to_contain_text("ontology/curation/labels.tsv:3")
    _fact(page, "Synonymes").get_by_role("button", name="pourquoi").click()
    for nasty in NASTY[:2]:
        expect(_fact(page, "Synonymes").locator(".why")).to_contain_text(nasty)
    measured = _fact(page, "mesure")
    measured.get_by_role("button", name="pourquoi").click()
    expect(measured.locator("mark")).to_have_text(WORDS)
    measured.get_by_role("link", name="satisfaction client").click()
    inverse = _fact(page, "mesuré par").get_by_role("listitem").filter(has_text="Net Promoter")
    inverse.get_by_role("button", name="pourquoi").click()
    expect(inverse.locator(".why")).to_contain_text("Déduit de")
    page.go_back()
    assert page.title().startswith("Net Promoter Score")
    visit.assert_quiet()
    visit.close()


def test_sources_stand_side_by_side_and_paths_above(browser: Browser, rich: Path) -> None:
    visit = Visit(browser, rich)
    page = visit.page
    page.evaluate("() => { location.hash = '#/concept/net-promoter-score'; }")
    card = page.locator("#card")
    said = card.get_by_role("region", name="Dans les sources").get_by_role("figure")
    expect(said).to_have_count(2)
    expect(said.nth(0)).to_contain_text("Définition retenue")
    expect(said.nth(0).get_by_role("link", name="Glossaire d'essai, Essai")).to_be_visible()
    expect(said.nth(1)).to_contain_text("Vedette perdue")
    expect(said.nth(1)).to_contain_text("Contredit la définition retenue")
    left, right = said.nth(0).bounding_box(), said.nth(1).bounding_box()
    assert left
    assert right
    assert left["y"] == right["y"]
    assert left["x"] + left["width"] <= right["x"]
    ours = card.get_by_role("region", name="Définition").get_by_role("figure")
    expect(ours.nth(0).locator("blockquote")).to_have_text(SENTENCE)
    expect(ours.nth(1)).to_contain_text("anglais")
    long = ours.nth(1).locator("blockquote")
    before = long.bounding_box()
    ours.nth(1).get_by_role("button", name="Lire la suite").click()
    after = long.bounding_box()
    assert before
    assert after
    assert after["height"] > before["height"]
    expect(card.get_by_text("Une note de la rédaction.")).to_be_visible()
    paths = card.get_by_role("navigation")
    expect(paths).to_have_count(3)
    expect(paths.nth(0).get_by_role("link")).to_have_text(["indicateur"])
    expect(paths.nth(1).get_by_role("link")).to_have_text(["canal", "callbot"])
    expect(paths.nth(2).get_by_role("link")).to_have_text(["technologie", "callbot"])
    card.get_by_role("button", name="2 autres chemins").click()
    expect(paths).to_have_count(5)
    expect(paths.nth(4).get_by_role("link")).to_have_text(["règle"])
    hidden = card.get_by_text("net promotor score", exact=True).first
    expect(hidden).to_be_hidden()
    card.get_by_role("button", name="1 forme pour la recherche").click()
    expect(hidden).to_be_visible()
    visit.assert_quiet()
    visit.close()


def test_a_long_list_is_cut(browser: Browser, rich: Path) -> None:
    visit = Visit(browser, rich)
    page = visit.page
    page.evaluate("() => { location.hash = '#/concept/indicateur'; }")
    narrower = _fact(page, "termes plus précis")
    indicators = sum(
        relation.predicate == "skos:broader" and relation.object.endswith("/indicateur")
        for one in large_glossary()
        for relation in one.relations
    )
    expect(narrower.get_by_role("link")).to_have_count(20)
    narrower.get_by_role("button", name="Afficher la suite (200 de plus)").click()
    expect(narrower.get_by_role("link")).to_have_count(220)
    expect(narrower.get_by_role("link").nth(20)).to_be_focused()
    left = VARIANTS + indicators - 220
    narrower.get_by_role("button", name=f"Tout afficher ({left} de plus)").click()
    expect(narrower.get_by_role("link")).to_have_count(VARIANTS + indicators)
    expect(narrower.get_by_role("button", name="affich")).to_have_count(0)
    visit.assert_quiet()
    visit.close()


def test_the_iri_and_the_link_are_copied(browser: Browser, explorer: Path) -> None:
    visit = Visit(browser, explorer)
    page = visit.page
    page.evaluate("() => { location.hash = '#/concept/chat?depth=2'; }")
    page.evaluate(
        "() => { window.kept = []; navigator.clipboard.writeText = async (text) => void kept.push(text); }"
    )
    page.get_by_role("button", name="Copier l’IRI").click()
    status = page.get_by_role("status").filter(has_text="Copié")
    expect(status).to_contain_text("https://w3id.org/relation-client/concept/chat")
    page.get_by_role("button", name="Copier le lien").click()
    expect(status).to_contain_text("#/concept/chat?depth=2")
    assert page.evaluate("kept") == [
        "https://w3id.org/relation-client/concept/chat",
        f"{explorer.as_uri()}#/concept/chat?depth=2",
    ]
    visit.assert_quiet()
    visit.close()


def test_where_the_clipboard_is_refused_the_text_is_selected(
    browser: Browser, explorer: Path
) -> None:
    visit = Visit(browser, explorer)
    page = visit.page
    page.evaluate("() => { location.hash = '#/concept/chat'; }")
    page.evaluate(
        """() => {
          Object.defineProperty(navigator, "clipboard", { value: undefined });
          document.execCommand = () => false;
        }"""
    )
    page.get_by_role("button", name="Copier l’IRI").click()
    field = page.get_by_role("textbox", name="Texte sélectionné")
    expect(field).to_be_focused()
    assert (
        page.evaluate("getSelection().toString()")
        == "https://w3id.org/relation-client/concept/chat"
    )
    visit.assert_quiet()
    visit.close()


def test_a_card_on_paper_is_whole_and_alone(browser: Browser, rich: Path) -> None:
    visit = Visit(browser, rich)
    page = visit.page
    page.evaluate("() => { location.hash = '#/concept/net-promoter-score'; }")
    card = page.locator("#card")
    _card(page, "Net Promoter Score")
    page.emulate_media(media="print")
    for place in ("#header", "#browse", "#graph"):
        expect(page.locator(place)).to_be_hidden()
    assert card.get_by_role("button").count() == 0
    expect(card.get_by_text("net promotor score", exact=True).first).to_be_visible()
    expect(card.get_by_role("navigation")).to_have_count(5)
    long = card.locator("blockquote").filter(has_text="qui n'en finit pas")
    assert long.evaluate("(one) => one.scrollHeight === one.clientHeight")
    expect(
        card.get_by_text("https://w3id.org/relation-client/concept/net-promoter-score")
    ).to_be_visible()
    tall = page.evaluate("document.documentElement.scrollHeight")
    assert tall > page.evaluate("innerHeight")
    visit.assert_quiet()
    visit.close()


def test_in_english(browser: Browser, explorer: Path) -> None:
    visit = Visit(browser, explorer)
    page = visit.page
    page.evaluate(f"() => {{ location.hash = '{VRM}?lang=en'; }}")
    _card(page, "Vendor Relationship Management")
    expect(page.locator("#card h2 > span")).to_have_attribute("lang", "en")
    expect(
        _fact(page, "is the inverse approach of").or_(_fact(page, "approche inverse de"))
    ).to_have_count(1)
    definition = page.get_by_role("region", name="Definition")
    expect(definition.locator("blockquote")).to_have_attribute("lang", "fr")
    expect(_fact(page, "Preferred label")).to_contain_text("French")
    page.get_by_role("region", name="Labels").get_by_role("button", name="why?").first.click()
    expect(_fact(page, "Preferred label")).to_contain_text("Confidence")
    visit.close()


def test_on_a_telephone_nothing_is_wider_than_the_screen(browser: Browser, rich: Path) -> None:
    visit = Visit(browser, rich, viewport={"width": 360, "height": 740})
    page = visit.page
    page.evaluate("() => { location.hash = '#/concept/net-promoter-score'; }")
    _card(page, "Net Promoter Score")
    for button in page.get_by_role("button", name="pourquoi").all():
        button.click()
    expect(page.locator("#card .reasons")).not_to_have_count(0)
    card = page.locator("#card")
    assert card.evaluate("(one) => one.scrollWidth <= one.clientWidth")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert page.evaluate("document.documentElement.scrollHeight <= innerHeight")
    for target in card.get_by_role("button").all():
        box = target.bounding_box()
        assert box
        assert box["height"] >= 24
    visit.assert_quiet()
    visit.close()
