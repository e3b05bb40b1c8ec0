"""Every state is a link, and no link can do harm: state.js by itself, as the browser runs it."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from pipeline.publish.explorer.modules import linked

from ..browsing import NASTY, Visit

pytestmark = pytest.mark.browser

VIEWS = ["home", "concept", "path", "index", "source", "class", "ask", "correct"]
PIECES = [
    *VIEWS,
    *[
        "#",
        "/",
        "//",
        "?",
        "&",
        "=",
        "+",
        "%",
        "%2",
        "%2F",
        "%20",
        "%C3%A9",
        "%FF",
        "%00",
        ";",
        ":",
    ],
    *["lang=en", "depth=2", "depth=3", "to=", "=x", "__proto__", "constructor", "panel=graph"],
    *["é", "œ", "日本", "😀", "\ud800", "\udc00", "\u202e", "\x00", "\n", " ", ".", "..", "'", '"'],
    *NASTY,
]
PROBE = """
import { announce, entering, format, onChange, parse } from "./state.js";

globalThis.probe = { announce, entering, format, onChange, parse };
"""


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """An empty page with what state.js exports."""
    state = (files("pipeline.publish.explorer") / "app/state.js").read_text(encoding="utf-8")
    page = browser.new_page()
    page.evaluate(linked({"state.js": state, "probe.js": PROBE}, "probe.js"))
    yield page
    page.close()


def fragments(number: int) -> list[str]:
    """Fragments made of pieces that mean something, almost something, or mischief."""
    dice = random.Random(6)
    made = ["".join(dice.choices(PIECES, k=dice.randint(0, 9))) for _ in range(number)]
    return [*made, "#/" + "a/" * 50_000, "#/ask?q=" + "%20+é&" * 20_000, "%" * 10_000]


def test_a_fragment_read_and_written_is_stable(page: Page) -> None:
    """The text of a state means that state, and the browser leaves it as it is."""
    wrong = page.evaluate(
        """(packed) => JSON.parse(packed).filter((fragment) => {
          const { parse, format } = probe;
          const read = parse(fragment), written = format(read), again = parse(written);
          const given = Object.entries(read.params).filter(([, value]) => value !== "");
          return format(again) !== written || again.view !== read.view
            || again.of !== read.of.replace(/\\p{Surrogate}/gu, "\\ufffd")
            || JSON.stringify(Object.entries(again.params).sort()) !== JSON.stringify(given.sort())
            || new URL("file:///page.html" + written).hash !== written;
        })""",
        json.dumps(fragments(4000)),
    )
    assert wrong == []


@pytest.mark.parametrize(
    ("fragment", "state"),
    [
        ("", ["home", "", {}]),
        ("#", ["home", "", {}]),
        ("#/concept/nps?depth=2&lang=en", ["concept", "nps", {"depth": "2", "lang": "en"}]),
        ("#concept/nps", ["concept", "nps", {}]),
        ("#/concept/voix%20du+client", ["concept", "voix du+client", {}]),
        ("#/ask?q=a+b%20c%2Bd", ["ask", "", {"q": "a b c+d"}]),
        ("#/concept/nps?depth=1&depth=3", ["concept", "nps", {"depth": "3"}]),
        ("#/source/essai/vrm", ["source", "essai/vrm", {}]),
        ("#/concept/100%", ["concept", "100%", {}]),
        ("#/concept/a?b=c?d=e", ["concept", "a", {"b": "c?d=e"}]),
        ("#/nothing/here?lang=en", ["home", "nothing/here", {"lang": "en"}]),
        ("#/concept", ["home", "concept", {}]),
    ],
)
def test_what_a_fragment_means(page: Page, fragment: str, state: list[object]) -> None:
    assert (
        page.evaluate(
            "(text) => { const { view, of, params } = probe.parse(text); return [view, of, params]; }",
            fragment,
        )
        == state
    )


def test_an_error_in_a_room_names_it_and_leaves_the_others(page: Page) -> None:
    """A room may fail when it is mounted, when it listens, or later in what it began."""
    told = page.evaluate(
        """async () => {
          const told = [];
          addEventListener("error", (event) => {
            told.push(`${event.error.message}: ${event.error.cause.message}`);
            event.preventDefault();
          });
          probe.entering("browse", () => { throw new Error("no room"); });
          probe.entering("card", () => probe.onChange(() => { throw new Error("no card"); }));
          probe.entering("graph", () => probe.onChange(async () => { throw new Error("late"); }));
          probe.entering("ask", () => probe.onChange(({ view }) => told.push(`ask: ${view}`)));
          probe.announce();
          await new Promise((done) => setTimeout(done));
          return told;
        }"""
    )
    assert told == ["browse: no room", "card: no card", "ask: home", "graph: late"]


def test_nasty_addresses_run_nothing(browser: Browser, explorer: Path) -> None:
    """Each lands on the start page, which quotes it as text, and the page goes on."""
    visit = Visit(browser, explorer)
    for text in NASTY:
        visit.page.evaluate("(text) => { location.hash = `/${text}`; }", text)
        expect(visit.page.get_by_role("alert")).to_contain_text("ne mène nulle part")
    visit.page.evaluate("location.hash = '/'")
    expect(visit.page.get_by_role("alert")).to_be_empty()
    assert visit.page.title() == "Vocabulaire de la relation client"
    visit.assert_quiet()
    visit.close()
