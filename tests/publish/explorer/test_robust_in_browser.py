"""A damaged page, an old browser, an address that means nothing: said in French, the rest works."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from ..browsing import Visit
from ..glossary import large_glossary
from .blocks import removed, replaced
from .views import follow, settled, views

pytestmark = pytest.mark.browser

Damage = Callable[[str, str], str]
DAMAGES: dict[str, Damage] = {
    "missing": removed,
    "nonsense": lambda page, name: replaced(page, name, "????"),
    "other": lambda page, name: replaced(page, name, "AAAA"),
    "empty": lambda page, name: replaced(page, name, ""),
}
SAID = re.compile("endommagé")


@pytest.fixture(scope="module")
def text(explorer: Path) -> str:
    return explorer.read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def places() -> dict[str, str]:
    return views(large_glossary())


def written(folder: Path, page: str) -> Path:
    file = folder / "explorer.html"
    file.write_text(page, encoding="utf-8", newline="")
    return file


def assert_works(page: Page, places: dict[str, str], view: str) -> None:
    """A view that has nothing to do with what is broken shows what it is of."""
    follow(page, places[view])
    settled(page, view)
    if view == "concept":
        expect(page.locator("#card").get_by_role("heading", level=2).first).to_be_visible()
    elif view == "index":
        assert page.locator("#browse").get_by_role("link").count() > 3
    elif view == "ask":
        expect(page.locator("#ask").get_by_role("heading").first).to_be_visible()
    else:
        expect(page.get_by_role("search").get_by_role("combobox")).to_be_editable()


@pytest.mark.parametrize("damage", DAMAGES)
def test_without_its_core_the_page_says_so(
    browser: Browser, tmp_path: Path, text: str, damage: str
) -> None:
    visit = Visit(browser, written(tmp_path, DAMAGES[damage](text, "core")))
    expect(visit.page.get_by_role("alert").filter(has_text=SAID)).to_be_visible()
    expect(visit.page.get_by_role("heading", level=1)).to_be_visible()
    visit.assert_quiet()
    visit.page.context.close()


@pytest.mark.parametrize(
    ("block", "damage", "broken", "working"),
    [
        ("details-0", "nonsense", "concept", ["index", "ask", "home"]),
        ("details-0", "missing", "concept", ["index", "ask", "home"]),
        ("cytoscape", "other", "concept", ["concept", "list", "index"]),
        ("cytoscape", "missing", "concept", ["concept", "list", "index"]),
    ],
)
def test_a_damaged_block_is_named_and_the_rest_works(
    browser: Browser,
    tmp_path: Path,
    text: str,
    places: dict[str, str],
    block: str,
    damage: str,
    broken: str,
    working: list[str],
) -> None:
    visit = Visit(browser, written(tmp_path, DAMAGES[damage](text, block)))
    follow(visit.page, places[broken])
    expect(visit.page.get_by_text(SAID).first).to_be_visible()
    for view in working:
        assert_works(visit.page, places, view)
    visit.assert_quiet()
    visit.page.context.close()


@pytest.mark.parametrize("block", ["wasm", "oxigraph", "dataset", "codemirror"])
def test_a_question_that_cannot_be_asked_says_why(
    browser: Browser, tmp_path: Path, text: str, places: dict[str, str], block: str
) -> None:
    visit = Visit(browser, written(tmp_path, replaced(text, block, "AAAA")))
    ask(visit.page)
    expect(visit.page.locator("#ask, #notice").get_by_text(SAID).first).to_be_visible()
    for view in ("concept", "index"):
        assert_works(visit.page, places, view)
    visit.assert_quiet()
    visit.page.context.close()


def ask(page: Page) -> None:
    """Open the view of questions and run the one that stands there."""
    follow(page, "#/ask/chiffres")
    run = page.locator("#ask").get_by_role("button", name=re.compile("Exécuter|Lancer|Interroger"))
    if run.count() and run.first.is_enabled():
        run.first.click()


@pytest.mark.parametrize("share", [0.02, 0.1, 0.5, 0.99])
def test_a_file_that_ends_too_early_says_so(
    browser: Browser, tmp_path: Path, text: str, places: dict[str, str], share: float
) -> None:
    visit = Visit(browser, written(tmp_path, text[: int(len(text) * share)]))
    follow(visit.page, places["concept"])
    ask(visit.page)
    expect(visit.page.get_by_text(re.compile("endommagé|incomplet")).first).to_be_visible()
    visit.page.context.close()


LACKS = {
    "DecompressionStream": ("delete window.DecompressionStream", "home", "DecompressionStream"),
    "WebAssembly": ("delete window.WebAssembly", "ask", "WebAssembly"),
    "Worker": ("delete window.Worker", "ask", "navigateur"),
}


@pytest.mark.parametrize("lack", LACKS)
def test_what_a_browser_cannot_do_is_said(
    browser: Browser, explorer: Path, places: dict[str, str], lack: str
) -> None:
    script, view, said = LACKS[lack]
    visit = Visit(browser, explorer, without=script)
    if view == "ask":
        ask(visit.page)
    expect(visit.page.get_by_text(re.compile(said)).first).to_be_visible()
    if view == "ask":
        assert_works(visit.page, places, "concept")
    visit.assert_quiet()
    visit.page.context.close()


@pytest.mark.parametrize(
    "script",
    [
        "Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('no'); } })",
        "delete window.localStorage; delete window.sessionStorage",
        "Object.defineProperty(navigator, 'clipboard', { value: undefined })",
    ],
)
def test_without_a_memory_or_a_clipboard_every_view_opens(
    browser: Browser, explorer: Path, places: dict[str, str], script: str
) -> None:
    visit = Visit(browser, explorer, without=script)
    for name, fragment in places.items():
        follow(visit.page, fragment)
        settled(visit.page, name)
    for view in ("concept", "index", "home"):
        assert_works(visit.page, places, view)
    visit.assert_quiet()
    visit.page.context.close()


def test_a_concept_that_does_not_exist_is_said_and_the_rest_works(
    browser: Browser, explorer: Path, places: dict[str, str]
) -> None:
    visit = Visit(browser, explorer, "#/concept/licorne")
    expect(visit.page.get_by_role("main").get_by_text("licorne").first).to_be_visible()
    for view in ("concept", "index", "ask", "home"):
        assert_works(visit.page, places, view)
    visit.assert_quiet()
    visit.page.context.close()


NONSENSE = (
    "#",
    "#x",
    "#//",
    "#/%",
    "#/concept",
    "#/concept/",
    "#/concept/%E0%A4%A",
    "#/concept/a/b/c?depth=99&hide=,,&only=,&as=cube&list=7",
    "#/concept/vendor-relationship-management?depth=-1",
    "#/concept/vendor-relationship-management?depth=3&hide=skos:related,x:y&only=nowhere",
    "#/path",
    "#/path/programme",
    "#/path/programme?to=programme",
    "#/path/programme?to=licorne",
    "#/path/licorne?to=programme",
    "#/index",
    "#/index/ß",
    "#/index/%F0%9F%98%80",
    "#/source/nowhere",
    "#/class/Nothing",
    "#/ask/no-such-question?p.x=1",
    "#/ask?q=SELECT",
    "#/correct/x?y=z",
    "#/unknown/view",
    "#/?lang=xx&panel=nowhere&list=nothing",
)


def test_an_address_that_means_nothing_leaves_the_page_whole(
    browser: Browser, explorer: Path, places: dict[str, str]
) -> None:
    visit = Visit(browser, explorer)
    for fragment in NONSENSE:
        follow(visit.page, fragment)
        assert visit.complaints == [], fragment
        expect(visit.page.get_by_role("main")).to_be_visible()
    for view in ("concept", "index", "home"):
        assert_works(visit.page, places, view)
    visit.assert_quiet()
    visit.page.context.close()


@pytest.mark.parametrize("language", ["fr", "en"])
def test_every_view_asks_for_nothing_and_complains_of_nothing(
    browser: Browser, explorer: Path, places: dict[str, str], language: str
) -> None:
    visit = Visit(browser, explorer, f"#/?lang={language}")
    for name, fragment in places.items():
        follow(visit.page, f"{fragment}{'&' if '?' in fragment else '?'}lang={language}")
        settled(visit.page, name)
        assert visit.complaints == [], name
    visit.page.go_back()
    visit.page.go_forward()
    visit.assert_quiet()
    visit.page.context.close()
