"""Every view of an explorer page, as the link that leads to it; for any vocabulary."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import quote

from playwright.sync_api import Page

from pipeline.model import Concept
from pipeline.publish.collation import initial
from pipeline.publish.forest import shown_name
from pipeline.publish.html.links import slug

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


def views(concepts: Sequence[Concept]) -> dict[str, str]:
    """The fragment of each view: of the concept with the most relations, and what it leads to."""
    placed = [one for one in concepts if not one.top and one.entries]
    chosen = max(placed, key=lambda one: (len(one.relations), one.iri))
    known = {one.iri for one in concepts}
    other = next(
        r.object
        for r in chosen.relations
        if r.object in known and r.predicate not in ("skos:broader", "skos:narrower")
    )
    kinds = [r.object for one in concepts for r in one.relations if r.predicate == "rdf:type"]
    concept, to = quote(slug(chosen.iri), safe=""), quote(slug(other), safe="")
    return {
        "home": "#/",
        "concept": f"#/concept/{concept}",
        "deep": f"#/concept/{concept}?depth=2&panel=graph",
        "list": f"#/concept/{concept}?as=list&panel=graph",
        "tree": f"#/concept/{concept}?panel=browse",
        "path": f"#/path/{concept}?to={to}",
        "index": f"#/index/{quote(initial(shown_name(chosen, 'fr')), safe='')}",
        "source": f"#/source/{quote(chosen.entries[0].split('/', maxsplit=1)[0], safe='')}",
        "class": f"#/class/{quote(kinds[0].rsplit('#', 1)[-1], safe='')}",
        "ask": "#/ask",
        "answer": "#/ask/mesures",
        "correct": "#/correct",
    }


# Where the graph can be seen, it is drawn. The page's policy lets nothing of Playwright wait inside it.
_DRAWN = """async () => {
    const graph = document.getElementById("graph");
    const end = performance.now() + 10_000;
    while (graph.checkVisibility() && !graph.querySelector("canvas")) {
        if (performance.now() > end) throw new Error("the graph is not drawn");
        await new Promise(requestAnimationFrame);
    }
}"""


# Opens all that is folded, two steps deep.
_UNFOLD = """async () => {
    for (const one of document.querySelectorAll("main details")) one.open = true;
    for (let step = 0; step < 2; step += 1) {
        for (const one of document.querySelectorAll("main button[aria-expanded=false]:not([disabled])")) one.click();
        await new Promise(requestAnimationFrame);
    }
}"""


def unfold(page: Page) -> None:
    """Show what the view keeps folded: reasons, menus, branches."""
    page.evaluate(_UNFOLD)


def settled(page: Page, view: str) -> None:
    """Wait until what a view draws or answers is on the screen."""
    if view == "answer":
        page.get_by_role("button", name="Poser la question").click()
        page.locator("#ask").get_by_role("table").wait_for()
    elif view == "ask":
        page.locator("#ask h2:not(:empty)").first.wait_for()
    elif view in ("concept", "deep", "path"):
        page.evaluate(_DRAWN)
