"""The card's other pages, and what it does when something is missing, late or damaged."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from pipeline.publish.explorer.blocks import json_block

from ..browsing import NASTY, Visit
from .retold import core_of, details_of, retold

pytestmark = pytest.mark.browser

# The first block that is read from now on stays under way until `release` is called.
HOLD = """() => {
    const real = Response.prototype.arrayBuffer;
    Response.prototype.arrayBuffer = async function () {
        Response.prototype.arrayBuffer = real;
        const content = await real.call(this);
        await new Promise((done) => { window.release = done; });
        return content;
    };
}"""


def _go(page: Page, fragment: str) -> None:
    page.evaluate("(fragment) => { location.hash = fragment; }", fragment)


def test_a_source_is_presented_with_its_concepts(browser: Browser, explorer: Path) -> None:
    visit = Visit(browser, explorer)
    page = visit.page
    _go(page, "#/source/essai")
    card = page.locator("#card")
    expect(card.get_by_role("heading", level=2)).to_have_text("Glossaire d'essai")
    expect(card.get_by_role("link", name="https://example.org/essai")).to_be_visible()
    core = core_of(explorer)
    members = sum(0 in sources for sources in core["concept_sources"])
    region = card.get_by_role("region", name=f"{members} concepts")
    expect(region.get_by_role("listitem").get_by_role("link")).to_have_count(30)
    region.get_by_role("link", name="canal", exact=True).click()
    expect(card.get_by_role("heading", level=2)).to_have_text("canal")
    expect(card.get_by_role("heading", level=2)).to_be_focused()
    visit.assert_quiet()
    page.context.close()


def test_a_class_is_presented_with_its_concepts(browser: Browser, explorer: Path) -> None:
    visit = Visit(browser, explorer)
    page = visit.page
    _go(page, "#/concept/chat")
    card = page.locator("#card")
    card.get_by_role("list", name="Classe").get_by_role("link", name="canal").click()
    expect(card.get_by_role("heading", level=2)).to_have_text("canal")
    core = core_of(explorer)
    channel = [one["name"] for one in core["classes"]].index("Channel")
    members = [core["names"][n] for n, one in enumerate(core["cls"]) if one == channel]
    region = card.get_by_role("region", name=f"{len(members)} concepts")
    expect(region.get_by_role("listitem").get_by_role("link")).to_have_text(members)
    expect(card).to_contain_text(core["classes"][channel]["iri"])
    visit.assert_quiet()
    page.context.close()


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
    page.context.close()


def test_damaged_details_leave_names_and_relations(
    browser: Browser, explorer: Path, tmp_path: Path
) -> None:
    visit = Visit(browser, retold(explorer, tmp_path / "explorer.html", details_0="damaged"))
    page = visit.page
    _go(page, "#/concept/vendor-relationship-management")
    card = page.locator("#card")
    expect(card.get_by_role("alert")).to_contain_text("endommagés (bloc «\u00a0details-0\u00a0»)")
    expect(card.get_by_role("list", name="Sigles")).to_have_text("VRM")
    region = card.get_by_role("region", name="Relations")
    region.get_by_role("link", name="gestion de la relation client").click()
    expect(card.get_by_role("list", name="Sigles")).to_have_text("CRM")
    visit.assert_quiet()
    page.context.close()


def test_details_that_come_late_do_not_replace_a_newer_card(
    browser: Browser, explorer: Path, tmp_path: Path
) -> None:
    core, details = core_of(explorer), details_of(explorer)
    core["chunk"] = half = (len(details) + 1) // 2
    target = tmp_path / "explorer.html"
    retold(explorer, target, core=core, details_0=details[:half])
    text = target.read_text(encoding="utf-8")
    second = str(json_block("details-1", details[half:]))
    target.write_text(text.replace("</body>", f"{second}\n</body>"), encoding="utf-8", newline="")
    visit = Visit(browser, target)
    page = visit.page
    page.evaluate(HOLD)
    heading = page.locator("#card").get_by_role("heading", level=2)
    _go(page, "#/concept/canal")
    expect(heading).to_have_text("canal")
    expect(page.locator("#card")).to_have_attribute("aria-busy", "true")
    expect(page.get_by_role("region", name="Définition")).to_have_count(0)
    _go(page, "#/concept/webrooming")
    expect(page.get_by_role("region", name="Définition")).to_contain_text("acheter en magasin")
    page.evaluate("() => window.release()")
    page.wait_for_timeout(100)
    expect(heading).to_have_text("webrooming")
    _go(page, "#/concept/canal")
    expect(page.get_by_role("region", name="Définition")).to_contain_text("Moyen par lequel")
    visit.assert_quiet()
    page.context.close()
