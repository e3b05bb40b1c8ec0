"""axe-core finds nothing to object to in any view, light or dark, on a wide or a narrow screen."""

from __future__ import annotations

from pathlib import Path

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Browser

from ..browsing import Visit
from ..glossary import large_glossary
from .views import follow, settled, unfold, views

pytestmark = pytest.mark.browser

SCREENS = {"wide": {"width": 1440, "height": 900}, "narrow": {"width": 360, "height": 740}}
RUN = """async (only) => {
    const options = { resultTypes: ["violations"], ...(only && { runOnly: only }) };
    const { violations } = await axe.run(document, options);
    return violations.flatMap(({ id, nodes }) =>
        nodes.map(({ target, failureSummary }) => `${id}: ${target.join(" ")}: ${failureSummary}`));
}"""
# What a dark scheme may change.
COLOURS = ["cat.color"]


@pytest.mark.parametrize("screen", SCREENS)
def test_axe_finds_no_violation_in_any_view(browser: Browser, explorer: Path, screen: str) -> None:
    visit = Visit(browser, explorer, viewport=SCREENS[screen])
    page = visit.page
    # By the debugging protocol: the page's policy would refuse it as a script element.
    page.evaluate(AXE_SCRIPT)
    found = {}
    for name, fragment in views(large_glossary()).items():
        follow(page, fragment)
        settled(page, name)
        found[name, "light"] = page.evaluate(RUN)
        # What is seen on a narrow screen is all that there is; but the map of the start page.
        if screen == "narrow" or name == "home":
            page.emulate_media(color_scheme="dark")
            found[name, "dark"] = page.evaluate(RUN, COLOURS)
            page.emulate_media(color_scheme="light")
    assert {where: violations for where, violations in found.items() if violations} == {}
    visit.assert_quiet()
    visit.close()


@pytest.mark.parametrize(("screen", "scheme"), [("wide", "light"), ("narrow", "dark")])
def test_axe_finds_no_violation_in_what_opens(
    browser: Browser, explorer: Path, screen: str, scheme: str
) -> None:
    concept = views(large_glossary())["concept"]
    visit = Visit(browser, explorer, concept, viewport=SCREENS[screen], color_scheme=scheme)
    page = visit.page
    page.evaluate(AXE_SCRIPT)
    settled(page, "concept")
    unfold(page)
    found = {"unfolded": page.evaluate(RUN)}
    page.get_by_role("button", name="Suggérer un libellé").click()
    page.get_by_role("dialog").wait_for()
    found["dialog"] = page.evaluate(RUN)
    page.keyboard.press("Escape")
    page.get_by_role("search").get_by_role("combobox").fill("client")
    page.get_by_role("option").first.wait_for()
    found["search"] = page.evaluate(RUN)
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Raccourcis clavier").click()
    found["help"] = page.evaluate(RUN)
    assert {name: violations for name, violations in found.items() if violations} == {}
    visit.assert_quiet()
    visit.close()


def test_axe_would_find_something(browser: Browser, explorer: Path) -> None:
    visit = Visit(browser, explorer)
    visit.page.evaluate(AXE_SCRIPT)
    visit.page.evaluate("document.getElementById('main').append(document.createElement('button'))")
    assert any(text.startswith("button-name") for text in visit.page.evaluate(RUN))
    visit.page.evaluate("document.getElementById('home').style.color = 'silver'")
    assert any(text.startswith("color-contrast") for text in visit.page.evaluate(RUN, COLOURS))
    visit.close()
