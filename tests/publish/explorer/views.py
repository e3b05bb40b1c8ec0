"""Every view of an explorer page, as the link that leads to it; for any vocabulary."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any
from urllib.parse import quote

from playwright.sync_api import Page

from .blocks import unpacked

VIEWS = ("home", "concept", "deep", "list", "path", "index", "source", "class", "ask", "correct")

# Two frames after the address changed, what is drawn at once is drawn.
_FOLLOW = """async (fragment) => {
    const before = location.href;
    location.hash = fragment;
    if (location.href !== before) {
        await new Promise((done) => addEventListener("hashchange", done, { once: true }));
    }
    for (let frame = 0; frame < 2; frame += 1) await new Promise(requestAnimationFrame);
}"""


def follow(page: Page, fragment: str) -> None:
    """Go to another state of the page, without loading it anew."""
    page.evaluate(_FOLLOW, fragment)


def core_of(file: Path) -> dict[str, Any]:
    """What an explorer page knows from the start."""
    content: dict[str, Any] = json.loads(unpacked(file.read_text(encoding="utf-8"), "core"))
    return content


def views(core: dict[str, Any]) -> dict[str, str]:
    """The fragment of each view: of the concept with the most relations, and where it leads."""
    slugs: list[str] = core["slugs"]
    chosen = max(
        (one for one in range(len(slugs)) if core["parents"][one]),
        key=lambda one: (len(core["relations"][one]), len(core["children"][one]), -one),
    )
    other = core["relations"][chosen][0]["target"]
    concept, to = quote(slugs[chosen], safe=""), quote(slugs[other], safe="")
    letter = core["names"][chosen][0].upper()
    return {
        "home": "#/",
        "concept": f"#/concept/{concept}",
        "deep": f"#/concept/{concept}?depth=2",
        "list": f"#/concept/{concept}?as=list",
        "path": f"#/path/{concept}?to={to}",
        "index": f"#/index/{quote(letter)}",
        "source": f"#/source/{quote(core['sources'][0]['id'], safe='')}",
        "class": f"#/class/{quote(core['classes'][0]['name'], safe='')}",
        "ask": "#/ask",
        "correct": "#/correct",
    }


def settled(page: Page, view: str) -> None:
    """Wait until what a view decodes or computes first is on the screen."""
    if view in ("concept", "deep", "path"):
        page.wait_for_timeout(300)
