"""The page of findings as a person meets it: in Debian's Chromium, from the disk, on paper."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from msgspec import structs
from playwright.sync_api import Browser, expect, sync_playwright

from pipeline.validate.reports import html
from tests.publish.browsing import ARGUMENTS, CHROMIUM, NASTY, Visit

from .reporting import EX, TWO_LABELS, UNDEFINED, report

pytestmark = pytest.mark.browser

LONG = "mot" * 200


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    if not CHROMIUM.exists():
        pytest.skip(f"{CHROMIUM} IS MISSING: THE PAGE OF FINDINGS WAS NOT TESTED IN A BROWSER")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A page of 30 findings, of which one is long and nine mean harm."""
    nasty = [
        structs.replace(TWO_LABELS, focus=f"{EX}{n}", label=text, message=text, value=text)
        for n, text in enumerate([*NASTY, LONG])
    ]
    plain = [structs.replace(UNDEFINED, focus=f"{EX}sherry-{n}") for n in range(20)]
    file = tmp_path_factory.mktemp("page") / "findings.html"
    file.write_text(html.write(report(*nasty, *plain)), encoding="utf-8")
    return file


@pytest.mark.parametrize("width", [360, 1440])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_page_fits_any_screen_and_neither_asks_nor_complains(
    browser: Browser, page: Path, width: int, scheme: str
) -> None:
    size = {"width": width, "height": 800}
    visit = Visit(browser, page, viewport=size, color_scheme=scheme)
    assert visit.page.evaluate("document.documentElement.scrollWidth") <= width
    assert visit.requests == [page.as_uri()]
    assert visit.complaints == []
    assert "run" not in visit.page.title()
    shade = visit.page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert shade == ("rgb(20, 24, 30)" if scheme == "dark" else "rgb(246, 247, 249)")


def test_what_is_folded_away_opens_and_is_printed(browser: Browser, page: Path) -> None:
    visit = Visit(browser, page)
    last = visit.page.locator(f"#info-quality-undocumented li:has(code a[href='{EX}sherry-19'])")
    assert not last.is_visible()
    visit.page.emulate_media(media="print")
    assert last.is_visible()
    visit.page.emulate_media(media="screen")
    visit.page.locator("#info-quality-undocumented summary").click()
    assert last.is_visible()


def test_the_table_leads_to_the_findings_of_a_rule(browser: Browser, page: Path) -> None:
    visit = Visit(browser, page)
    visit.page.get_by_role("link", name="Concepts sans documentation").click()
    expect(
        visit.page.get_by_role("heading", name="Concepts sans documentation")
    ).to_be_in_viewport()
