"""report.html and index.html as a person meets them: any width, light, dark, in print, offline."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest
from playwright.sync_api import Browser, expect

from pipeline.files import write_lines
from pipeline.model import Candidate, Evidence, Proposal, Question, Row
from pipeline.publish.stage import publish

from .browsing import NASTY, Visit
from .glossary import LOST, SECOND_RAW, concept, large_glossary, write_build

pytestmark = pytest.mark.browser

CONTRAST = (Path(__file__).parent / "contrast.js").read_text(encoding="utf-8")
PAGES = ("report.html", "index.html")
UNFOLD = "document.querySelectorAll('details').forEach((one) => { one.open = true; })"


@pytest.fixture(scope="module")
def output(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A published build with something in every part of the report, some of it nasty."""
    project = tmp_path_factory.mktemp("pages")
    nasty = [
        concept(f"nasty-{number}", text, definition=text, entries=["essai/vrm"])
        for number, text in enumerate(NASTY)
    ]
    output = write_build(project, [*large_glossary(), *nasty])
    quote = SECOND_RAW[LOST.start : LOST.end]
    evidence = Evidence("second/def-0123abcd", "second", LOST.start, LOST.end, quote, "lost", 1.0)
    fields = {
        "entry_id": "second/def-0123abcd",
        "kind": "preferred",
        "label": "?" * 80,
        "lang": "fr",
    }
    row = Row("labels", fields | {"predicate_modifier": ""})
    questions = [
        Question(f"q{number}", "name", text, ["e" * 90], [evidence], [Proposal(text, [row])])
        for number, text in enumerate(NASTY)
    ]
    write_lines(output / "work/questions.jsonl", questions)
    candidate = Candidate("définition", "fr", 1.5, 2, ["second/def-0123abcd"], [evidence])
    long = msgspec.structs.replace(candidate, text="anticonstitutionnellement" * 4)
    write_lines(output / "work/candidates.jsonl", [candidate, long])
    publish(project, output, curation=True)
    return output


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", PAGES)
def test_it_is_quiet_readable_and_as_wide_as_the_window(
    browser: Browser, output: Path, name: str, scheme: str
) -> None:
    visit = Visit(browser, output / name, color_scheme=scheme)
    visit.page.evaluate(UNFOLD)
    assert visit.page.evaluate(CONTRAST) == []
    for width in (1440, 1024, 768, 360):
        visit.page.set_viewport_size({"width": width, "height": 900})
        assert visit.page.evaluate("document.documentElement.scrollWidth") == width
    visit.assert_quiet()
    assert visit.page.title().endswith("Vocabulaire de la relation client")
    visit.page.context.close()


@pytest.mark.parametrize("name", PAGES)
def test_it_has_its_landmarks_and_each_has_a_name(
    browser: Browser, output: Path, name: str
) -> None:
    visit = Visit(browser, output / name)
    page = visit.page
    assert page.get_attribute("html", "lang") == "fr"
    assert page.get_by_role("banner").count() == 1
    assert page.get_by_role("main").count() == 1
    for section in page.locator("main > section").all():
        assert section.get_attribute("aria-labelledby")
    named = page.locator("nav, [role=region], section[aria-labelledby]").evaluate_all(
        """all => all.map(one => one.getAttribute("aria-label") ||
            document.getElementById(one.getAttribute("aria-labelledby"))?.innerText)"""
    )
    assert all(named)
    assert sorted(named) == sorted(set(named))
    assert page.locator("th:empty").count() == 0
    page.context.close()


@pytest.mark.parametrize(("name", "within"), [("report.html", "#findings"), ("index.html", "dfn")])
def test_the_name_of_a_concept_leads_to_its_card_in_the_explorer(
    browser: Browser, output: Path, name: str, within: str
) -> None:
    visit = Visit(browser, output / name)
    visit.page.locator(f"{within} a").get_by_text("programme", exact=True).first.click()
    visit.page.wait_for_url("**/explorer.html#/concept/programme")
    expect(visit.page.get_by_role("heading", name="programme", exact=True)).to_be_visible()
    visit.page.context.close()


def test_one_click_selects_a_row_to_copy_with_its_tabs(browser: Browser, output: Path) -> None:
    visit = Visit(browser, output / "report.html")
    visit.page.evaluate(UNFOLD)
    visit.page.locator("#questions pre").first.click()
    selected = visit.page.evaluate("getSelection().toString()")
    assert selected.split("\t")[:4] == ["second/def-0123abcd", "preferred", "?" * 80, "fr"]
    visit.page.context.close()


def test_in_print_what_was_folded_is_read_and_rows_to_copy_are_left_out(
    browser: Browser, output: Path
) -> None:
    visit = Visit(browser, output / "report.html")
    visit.page.emulate_media(media="print")
    assert visit.page.locator("nav").first.is_hidden()
    heights = "[...document.querySelectorAll('details table')].map((one) => one.clientHeight)"
    assert min(visit.page.evaluate(heights)) > 0
    assert not any(pre.is_visible() for pre in visit.page.locator("pre").all())
    visit.page.context.close()


def test_letters_lead_to_their_place(browser: Browser, output: Path) -> None:
    visit = Visit(browser, output / "index.html", reduced_motion="reduce")
    visit.page.locator("nav.letters a", has_text="P").click()
    box = visit.page.locator("#_P").bounding_box()
    assert box is not None
    assert 0 < box["y"] < 200
    visit.page.context.close()
