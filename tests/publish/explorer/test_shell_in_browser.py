"""The frame of the explorer as a person meets it."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from ..browsing import Visit

pytestmark = pytest.mark.browser


def test_it_opens_offline_and_says_nothing_to_the_console(browser: Browser, explorer: Path) -> None:
    visit = Visit(browser, explorer)
    expect(visit.page.get_by_role("heading", level=1)).to_have_text(
        "Vocabulaire de la relation client"
    )
    expect(visit.page.get_by_role("link", name="Interroger")).to_be_visible()
    visit.assert_quiet()
    visit.page.context.close()
