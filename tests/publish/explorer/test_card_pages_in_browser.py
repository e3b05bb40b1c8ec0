"""The card's other pages, and what it does when something is missing, late or damaged."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from ..browsing import NASTY, Visit
from ..glossary import large_glossary
from .blocks import packed, replaced
from .card_glossary import rich_explorer

pytestmark = pytest.mark.browser

# A block, known by the length of what it holds, stays under way until `release` is called.
HOLD = """(length) => {
    const gate = new Promise((done) => { window.release = done; });
    const Real = Blob;
    window.Blob = class extends Real {
        constructor(parts, options) {
            super(parts, options);
            this.parts = parts;
        }
        stream() {
            const { parts } = this;
            if (this.size !== length) return super.stream();
            return new ReadableStream({
                async start(controller) {
                    await gate;
                    controller.enqueue(parts[0]);
                    controller.close();
                },
            });
        }
    };
}"""


@pytest.fixture(scope="module")
def rich(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return rich_explorer(tmp_path_factory.getbasetemp())


def _go(page: Page, fragment: str) -> None:
    page.evaluate("(fragment) => { location.hash = fragment; }", fragment)


def test_a_source_is_presented_with_its_concepts(browser: Browser, explorer: Path) -> None:
    visit = Visit(browser, explorer)
    page = visit.page
    _go(page, "#/source/essai")
    card = page.locator("#card")
    expect(card.get_by_role("heading", level=2)).to_have_text("Glossaire d'essai")
    expect(card.get_by_role("link", name="https://example.org/essai")).to_be_visible()
    expect(card).to_contain_text("Entrées2")
    members = sum(bool(one.entries) for one in large_glossary())
    region = card.get_by_role("region", name=f"{members} concepts")
    expect(region.get_by_role("listitem").get_by_role("link")).to_have_count(30)
    region.get_by_role("link", name="canal", exact=True).click()
    expect(card.get_by_role("heading", level=2)).to_have_text("canal")
    expect(card.get_by_role("heading", level=2)).to_be_focused()
    visit.assert_quiet()
    visit.close()


def test_a_class_is_presented_with_its_concepts(browser: Browser, explorer: Path) -> None:
    visit = Visit(browser, explorer)
    page = visit.page
    _go(page, "#/concept/chat")
    card = page.locator("#card")
    card.get_by_role("list", name="Classe").get_by_role("link", name="canal").click()
    expect(card.get_by_role("heading", level=2)).to_have_text("canal")
    members = [
        one
        for one in large_glossary()
        if one.iri.endswith("/canal")
        or any(
            relation.predicate == "skos:broader"
            and relation.object.rsplit("/")[-1] in ("canal", "chat", "libre-service")
            for relation in one.relations
        )
    ]
    region = card.get_by_role("region", name=f"{len(members)} concepts")
    expect(region.get_by_role("listitem")).to_have_count(len(members))
    expect(card).to_contain_text("https://w3id.org/relation-client/ontology#Channel")
    visit.assert_quiet()
    visit.close()


def test_a_link_to_a_concept_that_is_not_there_says_so(browser: Browser, explorer: Path) -> None:
    visit = Visit(browser, explorer)
    page = visit.page
    _go(page, "#/concept/Voie%20du%20Cliant")
    card = page.locator("#card")
    expect(card.get_by_role("heading", level=2)).to_have_text(
        "Aucun concept ne s’appelle «\u00a0Voie du Cliant\u00a0» dans ce vocabulaire"
    )
    expect(card.get_by_role("link", name="Voir l’index alphabétique")).to_have_attribute(
        "href", re.compile("^#/index")
    )
    card.get_by_role("region", name="Noms proches").get_by_role("link").first.click()
    expect(card.get_by_role("heading", level=2)).to_have_text("voix du client")
    for fragment in ("#/source/rien", "#/class/Rien"):
        _go(page, fragment)
        expect(card.get_by_role("heading", level=2)).to_contain_text("ne s’appelle")
    for nasty in NASTY:
        page.evaluate("(of) => { location.hash = `#/concept/${encodeURIComponent(of)}`; }", nasty)
        expect(card.get_by_role("heading", level=2)).to_contain_text("Aucun concept")
    assert "run" not in page.title().split(" – ")
    visit.assert_quiet()
    visit.close()


def test_damaged_details_leave_names_and_relations(
    browser: Browser, explorer: Path, tmp_path: Path
) -> None:
    damaged = tmp_path / "explorer.html"
    text = explorer.read_text(encoding="utf-8")
    damaged.write_text(replaced(text, "details-0", "damaged"), encoding="utf-8")
    visit = Visit(browser, damaged)
    page = visit.page
    _go(page, "#/concept/vendor-relationship-management")
    card = page.locator("#card")
    expect(card.get_by_role("alert")).to_contain_text("endommagés (bloc «\u00a0details-0\u00a0»)")
    expect(card.get_by_role("list", name="Sigles")).to_have_text("VRM")
    region = card.get_by_role("region", name="Relations")
    region.get_by_role("link", name="gestion de la relation client").click()
    expect(card.get_by_role("list", name="Sigles")).to_have_text("CRM")
    visit.assert_quiet()
    visit.close()


def test_details_that_come_late_do_not_replace_a_newer_card(browser: Browser, rich: Path) -> None:
    visit = Visit(browser, rich)
    page = visit.page
    page.evaluate(HOLD, len(packed(rich.read_text(encoding="utf-8"), "details-1")))
    card = page.locator("#card")
    heading = card.get_by_role("heading", level=2)
    _go(page, "#/concept/live-chat")
    expect(heading).to_have_text("live chat")
    expect(card).to_have_attribute("aria-busy", "true")
    expect(card.get_by_role("button", name="pourquoi")).to_have_count(0)
    _go(page, "#/concept/net-promoter-score")
    expect(heading).to_have_text("Net Promoter Score")
    expect(card.get_by_role("region", name="Définition")).to_contain_text("inverser le concept")
    page.evaluate("() => window.release()")
    page.wait_for_timeout(100)
    expect(heading).to_have_text("Net Promoter Score")
    _go(page, "#/concept/live-chat")
    expect(heading).to_have_text("live chat")
    expect(card.get_by_role("button", name="pourquoi").first).to_be_visible()
    visit.assert_quiet()
    visit.close()


def test_a_concept_that_is_gone_names_what_replaced_it(browser: Browser, rich: Path) -> None:
    visit = Visit(browser, rich)
    page = visit.page
    _go(page, "#/concept/disparu")
    card = page.locator("#card")
    expect(card.get_by_role("heading", level=2)).to_have_text("terme disparu")
    expect(card).to_contain_text("retiré du vocabulaire")
    assert page.title().startswith("terme disparu – ")
    card.get_by_role("link", name="Net Promoter Score").click()
    expect(card.get_by_role("heading", level=2)).to_be_focused()
    visit.assert_quiet()
    visit.close()
