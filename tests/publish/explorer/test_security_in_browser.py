"""Attacks in every field that a source, a table, a question or an address fills: nothing runs."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, expect

from pipeline.files import read_lines
from pipeline.model import Concept

from ..browsing import Visit
from .making import write_page
from .nasty import ATTACKS, SLUGS, nasty_build
from .views import follow, unfold, views

pytestmark = pytest.mark.browser

# Elements and attributes that only a text read as HTML could have made.
OFFENCES = """() => [...document.querySelectorAll("*")].flatMap((one) => {
    const said = [];
    const name = one.localName;
    const made = ["iframe", "object", "embed", "base", "animate", "math", "frame", "applet"];
    if (made.includes(name)) said.push(`<${name}>`);
    if (name === "img" && !/^(blob|data):/.test(one.src)) said.push(`<img ${one.src}>`);
    if (name === "meta" && one.parentNode !== document.head) said.push("<meta>");
    for (const { name: attribute, value } of one.attributes) {
        if (/^on/i.test(attribute)) said.push(`${name} ${attribute}`);
        if (/^(xlink:)?href$|^src$|action$/i.test(attribute)) {
            const { protocol } = new URL(value, location.href);
            if (/^(https?|file|blob):$/.test(protocol) || value.startsWith("data:image/")) continue;
            said.push(`${name} ${attribute}=${value}`);
        }
    }
    return said;
})"""
PARAMETERS = ("to", "depth", "hide", "only", "as", "list", "panel", "tab", "lang", "q", "p.concept")


@pytest.fixture(scope="module")
def nasty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    project = tmp_path_factory.mktemp("nasty")
    build, dataset = nasty_build(project)
    return write_page(project, build, dataset)


@pytest.fixture(scope="module")
def places(nasty: Path) -> dict[str, str]:
    """The views of that page."""
    written = nasty.parent / "output/work/concepts.jsonl"
    return views(read_lines(written, Concept, made_by="map"))


def assert_unharmed(visit: Visit, where: str) -> None:
    """Nothing ran, nothing was asked for, no element was made from a text."""
    assert visit.page.evaluate(OFFENCES) == [], where
    assert visit.page.title() not in ("run", "1"), where
    assert visit.complaints == [], where


def finish(visit: Visit) -> None:
    visit.assert_quiet()
    visit.close()


@pytest.mark.parametrize("language", ["", "en"])
def test_texts_stay_texts_in_every_view(
    browser: Browser, nasty: Path, places: dict[str, str], language: str
) -> None:
    visit = Visit(browser, nasty, f"#/?lang={language}" if language else "")
    for name, fragment in places.items():
        joint = "&" if "?" in fragment else "?"
        follow(visit.page, f"{fragment}{joint}lang={language}" if language else fragment)
        unfold(visit.page)
        visit.page.wait_for_timeout(100)
        assert_unharmed(visit, name)
    finish(visit)


def test_every_nasty_concept_has_its_card_with_its_name_as_it_is_written(
    browser: Browser, nasty: Path
) -> None:
    visit = Visit(browser, nasty)
    for slug, text in zip(SLUGS, ATTACKS, strict=True):
        follow(visit.page, f"#/concept/{slug}?as=list")
        title = visit.page.locator("#card h2").first
        expect(title).to_contain_text(" ".join(text.split()) or text)
        unfold(visit.page)
        assert_unharmed(visit, slug)
    finish(visit)


def test_names_that_objects_inherit_are_no_concepts_sources_or_classes_unless_written(
    browser: Browser, explorer: Path
) -> None:
    visit = Visit(browser, explorer)
    for view in ("concept", "source", "class", "ask", "path", "index"):
        for name in ("__proto__", "constructor", "toString"):
            follow(visit.page, f"#/{view}/{name}?{name}={name}&to={name}&hide={name}&only={name}")
            assert_unharmed(visit, f"{view} {name}")
    assert visit.page.evaluate("({}).constructor === Object && !('run' in {})")
    follow(visit.page, "#/")
    expect(visit.page.get_by_role("main")).to_be_visible()
    finish(visit)


def test_the_search_shows_nasty_names_as_they_are_written(browser: Browser, nasty: Path) -> None:
    visit = Visit(browser, nasty)
    box = visit.page.get_by_role("search").get_by_role("combobox")
    for text in (*ATTACKS[:6], "__proto__", "constructor"):
        box.fill(text)
        expect(visit.page.get_by_role("option").first).to_be_visible()
        assert_unharmed(visit, text)
    box.fill("")
    finish(visit)


def test_rows_of_an_answer_stay_texts_in_the_table_and_in_the_graph(
    browser: Browser, nasty: Path
) -> None:
    prefix = "PREFIX skos: <http://www.w3.org/2004/02/skos/core#> "
    query = quote(f"{prefix}SELECT ?s ?o WHERE {{ ?s skos:prefLabel ?o }}", safe="")
    visit = Visit(browser, nasty, f"#/ask?q={query}")
    visit.page.get_by_role("button", name="Poser la question").click()
    rows = visit.page.locator("#ask").get_by_role("table").get_by_role("row")
    expect(rows.filter(has_text=ATTACKS[0]).first).to_be_visible()
    assert_unharmed(visit, "table")
    visit.page.get_by_role("button", name="Dans le graphe").click()
    expect(visit.page.locator("#ask canvas").first).to_be_visible()
    assert_unharmed(visit, "graph")
    finish(visit)


def test_what_a_person_writes_into_a_correction_stays_text(browser: Browser, nasty: Path) -> None:
    visit = Visit(browser, nasty, f"#/concept/{SLUGS[0]}")
    for words, attack in (
        ("Suggérer un libellé", ATTACKS[0]),
        ("Suggérer une relation", ATTACKS[3]),
    ):
        visit.page.get_by_role("button", name=words).click()
        dialog = visit.page.get_by_role("dialog")
        for field in dialog.locator("input[type=text], input:not([type]), textarea").all():
            field.fill(attack)
        assert_unharmed(visit, words)
        visit.page.keyboard.press("Escape")
        visit.page.keyboard.press("Escape")
        expect(dialog).to_be_hidden()
    finish(visit)


def test_addresses_run_nothing(browser: Browser, explorer: Path) -> None:
    visit = Visit(browser, explorer)
    for number, text in enumerate(ATTACKS):
        view = ("home", "concept", "path", "index", "source", "class", "ask", "correct")[number % 8]
        following = ATTACKS[number:] + ATTACKS[:number]
        query = "&".join(
            f"{name}={quote(value, safe='')}"
            for name, value in zip(PARAMETERS, following, strict=False)
        )
        for path in (quote(text, safe=""), text.replace("#", "").replace("?", "")):
            follow(visit.page, f"#/{view}/{path}?{query}")
            assert_unharmed(visit, f"{view} {text!r}")
    follow(visit.page, "#/")
    expect(visit.page.get_by_role("main")).to_be_visible()
    finish(visit)


def test_a_nasty_address_that_is_opened_first_runs_nothing(
    browser: Browser, explorer: Path
) -> None:
    for view in ("concept", "ask", "path"):
        text = quote('"><img src=x onerror="document.title=\'run\'">', safe="")
        fragment = f"#/{view}/{text}?q={text}&to={text}&lang={text}"
        visit = Visit(browser, explorer, fragment)
        expect(visit.page.get_by_role("main")).to_be_visible()
        assert_unharmed(visit, view)
        visit.close()


def test_the_policy_stops_what_would_get_past_the_scripts(browser: Browser, explorer: Path) -> None:
    visit = Visit(browser, explorer)
    title = visit.page.title()
    visit.page.evaluate(
        """async () => {
            const script = document.createElement("script");
            script.textContent = "document.title = 'run'";
            document.body.append(script);
            const picture = document.createElement("div");
            picture.innerHTML = "<img src=x onerror=\\"document.title='run'\\">";
            document.body.append(picture);
            await new Promise((done) => setTimeout(done, 200));
        }"""
    )
    assert visit.page.title() == title
    asked = "fetch('data:text/plain,x').then(() => 'asked', () => 'refused')"
    assert visit.page.evaluate(asked) == "refused"
    assert len([text for text in visit.complaints if "Content Security Policy" in text]) >= 3
    visit.close()
