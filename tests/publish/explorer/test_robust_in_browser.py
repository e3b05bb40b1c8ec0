"""A damaged page, an old browser, an address that means nothing: said in French, the rest works."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from ..browsing import Visit
from ..glossary import large_glossary
from .blocks import packed, removed, replaced
from .views import follow, settled, views

pytestmark = pytest.mark.browser

Damage = Callable[[str, str], str]
DAMAGES: dict[str, Damage] = {
    "missing": removed,
    "no digits": lambda page, name: replaced(page, name, "éàéà"),
    "no deflate": lambda page, name: replaced(page, name, "AAAA"),
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


def assert_works(page: Page, places: dict[str, str], *names: str) -> None:
    """Views that have nothing to do with what is broken show what they are of."""
    shown = {
        "home": page.locator("#welcome").get_by_role("heading", level=2),
        "concept": page.locator("#card").get_by_role("heading", level=2),
        "list": page.locator("#graph").get_by_role("listitem"),
        "index": page.locator("#browse").get_by_role("listitem"),
        "ask": page.locator("#ask").get_by_role("heading", level=2),
        "correct": page.locator("#correct").get_by_role("heading", level=2),
    }
    for name in names:
        follow(page, places[name])
        expect(shown[name].first).to_be_visible()


def leave(visit: Visit) -> None:
    """Nothing was asked of the network, no error went to the console."""
    visit.assert_quiet()
    visit.page.context.close()


@pytest.mark.parametrize(
    ("block", "damage"),
    [*(("core", damage) for damage in DAMAGES), ("words", "missing"), ("main", "no digits")],
)
def test_without_what_it_begins_with_the_page_says_so(
    browser: Browser, tmp_path: Path, text: str, block: str, damage: str
) -> None:
    visit = Visit(browser, written(tmp_path, DAMAGES[damage](text, block)))
    expect(visit.page.get_by_role("alert")).to_contain_text(SAID)
    expect(visit.page.get_by_role("alert")).to_contain_text(f"« {block} »")
    expect(visit.page.get_by_text("La page s’ouvre")).to_have_count(0)
    expect(visit.page.get_by_role("alert").get_by_role("link")).to_have_attribute(
        "href", "index.html"
    )
    leave(visit)


@pytest.mark.parametrize(
    ("block", "damage", "broken", "working"),
    [
        ("details-0", "no deflate", "concept", ["list", "index", "ask", "correct", "home"]),
        ("cytoscape", "missing", "concept", ["list", "concept", "index", "ask", "correct", "home"]),
        ("overview", "no digits", "home", ["concept", "list", "index", "home"]),
    ],
)
def test_a_damaged_block_is_said_and_the_rest_works(
    browser: Browser,
    tmp_path: Path,
    text: str,
    places: dict[str, str],
    block: str,
    damage: str,
    broken: str,
    working: list[str],
) -> None:
    file = written(tmp_path, DAMAGES[damage](text, block))
    visit = Visit(browser, file, places[broken])
    expect(visit.page.get_by_text(SAID).first).to_be_visible()
    assert_works(visit.page, places, *working)
    leave(visit)


@pytest.mark.parametrize("block", ["wasm", "oxigraph", "dataset"])
def test_a_question_that_cannot_be_asked_says_why(
    browser: Browser, tmp_path: Path, text: str, places: dict[str, str], block: str
) -> None:
    visit = Visit(browser, written(tmp_path, replaced(text, block, "AAAA")), places["answer"])
    visit.page.get_by_role("button", name="Poser la question").click()
    expect(visit.page.get_by_text(SAID).first).to_be_visible()
    assert_works(visit.page, places, "concept", "home")
    leave(visit)


def test_without_its_editor_a_question_is_still_asked(
    browser: Browser, tmp_path: Path, text: str, places: dict[str, str]
) -> None:
    visit = Visit(browser, written(tmp_path, removed(text, "codemirror")), places["answer"])
    settled(visit.page, "answer")
    leave(visit)


@pytest.mark.parametrize("block", ["words", "main", "core", "details-0", "dataset"])
def test_a_file_that_ends_in_a_block_says_so(
    browser: Browser, tmp_path: Path, text: str, places: dict[str, str], block: str
) -> None:
    middle = text.index(f'id="block-{block}"') + len(packed(text, block)) // 2
    visit = Visit(browser, written(tmp_path, text[:middle]), places["answer"])
    expect(visit.page.get_by_text(SAID).first).to_be_visible()
    leave(visit)


def test_a_file_that_ends_in_its_first_script_says_so(
    browser: Browser, tmp_path: Path, text: str
) -> None:
    middle = text.index("<script>") + 100
    visit = Visit(browser, written(tmp_path, text[:middle]))
    expect(visit.page.get_by_text("le fichier est incomplet")).to_be_visible()
    leave(visit)


def test_a_browser_that_cannot_inflate_is_told_what_to_read(
    browser: Browser, explorer: Path
) -> None:
    visit = Visit(browser, explorer, without="delete window.DecompressionStream")
    expect(visit.page.get_by_role("alert")).to_contain_text("DecompressionStream")
    expect(visit.page.get_by_role("alert").get_by_role("link")).to_have_attribute(
        "href", "index.html"
    )
    leave(visit)


@pytest.mark.parametrize(
    ("lack", "said"),
    [("WebAssembly", "n’exécute pas WebAssembly"), ("Worker", "n’a pas laissé démarrer")],
)
def test_a_browser_that_cannot_run_the_engine_says_so(
    browser: Browser, explorer: Path, places: dict[str, str], lack: str, said: str
) -> None:
    visit = Visit(browser, explorer, places["answer"], without=f"delete window.{lack}")
    visit.page.get_by_role("button", name="Poser la question").click()
    expect(visit.page.get_by_text(re.compile(said)).first).to_be_visible()
    assert_works(visit.page, places, "concept", "home")
    leave(visit)


def test_without_a_memory_or_a_clipboard_every_view_opens(
    browser: Browser, explorer: Path, places: dict[str, str]
) -> None:
    lacks = """
        for (const name of ["localStorage", "sessionStorage", "indexedDB"]) {
            Object.defineProperty(window, name, { get() { throw new DOMException(name); } });
        }
        Object.defineProperty(navigator, "clipboard", { value: undefined });"""
    visit = Visit(browser, explorer, without=lacks)
    for name, fragment in places.items():
        follow(visit.page, fragment)
        settled(visit.page, name)
    assert_works(visit.page, places, "concept")
    visit.page.get_by_role("button", name="Copier l’IRI").click()
    expect(visit.page.get_by_text(re.compile("copi", re.IGNORECASE)).first).to_be_visible()
    leave(visit)


def test_a_concept_that_does_not_exist_is_said_and_the_rest_works(
    browser: Browser, explorer: Path, places: dict[str, str]
) -> None:
    visit = Visit(browser, explorer, "#/concept/licorne")
    expect(visit.page.locator("#card").get_by_text("licorne").first).to_be_visible()
    assert_works(visit.page, places, "concept", "index", "ask", "home")
    leave(visit)


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
        assert visit.page.get_by_role("main").is_visible(), fragment
    assert_works(visit.page, places, "concept", "index", "home")
    leave(visit)


def test_every_view_in_english_asks_for_nothing_and_complains_of_nothing(
    browser: Browser, explorer: Path, places: dict[str, str]
) -> None:
    visit = Visit(browser, explorer, "#/?lang=en")
    for name, fragment in places.items():
        follow(visit.page, f"{fragment}{'&' if '?' in fragment else '?'}lang=en")
        assert visit.complaints == [], name
    visit.page.go_back()
    visit.page.go_forward()
    assert visit.page.get_attribute("html", "lang") == "en"
    leave(visit)
