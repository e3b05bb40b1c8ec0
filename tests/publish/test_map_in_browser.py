"""graph.html as a person meets it: in Debian's Chromium, from the disk, without a network."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from pipeline.model import Definition, Label
from pipeline.publish.stage import publish

from .browsing import NASTY, Visit
from .glossary import concept, with_inverses, write_build

pytestmark = pytest.mark.browser


class MapVisit(Visit):
    def search(self, query: str) -> list[str]:
        self.page.fill("#query", query)
        return self.page.locator("#results li").all_inner_texts()


@pytest.fixture
def visit(browser: Browser, large_output: Path) -> Iterator[MapVisit]:
    visit = MapVisit(browser, large_output / "graph.html")
    yield visit
    visit.assert_quiet()
    visit.page.context.close()


def test_it_is_a_french_page_with_a_title(visit: MapVisit) -> None:
    assert visit.page.title() == "Vocabulaire de la relation client : la carte"
    assert visit.page.get_attribute("html", "lang") == "fr"
    assert visit.page.inner_text("h1") == "Vocabulaire de la relation client"
    assert visit.page.inner_text("header p") == (
        "77 concepts, 91 relations, 2 sources · Ouvrir l’explorateur"
    )


def test_the_legend_names_every_class_and_every_line(visit: MapVisit) -> None:
    assert visit.page.locator("#classes button").all_inner_texts()[:3] == [
        "acteur\n4",
        "approche\n7",
        "canal\n10",
    ]
    assert visit.page.locator("#classes svg").count() == 12
    assert visit.page.locator("#lines li").all_inner_texts() == [
        "plus précis que",
        "mesure",
        "fait partie de",
        "sert à",
        "influence",
        "fondé sur",
        "approche inverse de",
        "associé à",
    ]


def test_something_is_drawn(visit: MapVisit) -> None:
    colours = visit.page.evaluate(
        """() => {
            const canvas = document.querySelector("#mynetwork canvas");
            const { width, height } = canvas;
            const { data } = canvas.getContext("2d").getImageData(0, 0, width, height);
            return new Set(new Uint32Array(data.buffer)).size;
        }"""
    )
    assert colours > 100


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("voix du client", "voix du client"),
        ("VOC", "VOC → voix du client"),
        ("voc", "VOC → voix du client"),
        ("FIDELITE", "carte de fidélité"),
        ("scoring", "scoring → scoring client"),
        ("call centre", "call centre → centre d'appels"),
        ("centre d’appels", "centre d'appels"),
    ],
)
def test_search_forgives_accents_and_case_and_says_which_name_was_found(
    visit: MapVisit, query: str, first: str
) -> None:
    assert visit.search(query)[0] == first


def test_search_that_finds_nothing_says_so(visit: MapVisit) -> None:
    assert visit.search("xyz") == ["Aucun terme ne contient « xyz »."]


def test_enter_opens_the_card_of_the_first_hit(visit: MapVisit) -> None:
    visit.search("VRM")
    visit.page.press("#query", "Enter")
    card = visit.page.inner_text("#card")
    assert visit.page.inner_text("#card h2") == "gestion de la relation fournisseur par le client"
    assert "Le VRM vise à inverser le concept du CRM" in card
    assert "Source : Glossaire d'essai (Essai)" in card
    assert visit.page.is_hidden("#legend")
    assert visit.page.is_hidden("#results")


def test_arrows_walk_through_the_hits_and_escape_closes_the_list(visit: MapVisit) -> None:
    visit.search("fid")
    visit.page.press("#query", "ArrowDown")
    assert visit.page.inner_text("#results [aria-selected=true]") == "carte de fidélité payante"
    assert visit.page.get_attribute("#query", "aria-activedescendant") == "result-1"
    visit.page.press("#query", "ArrowUp")
    visit.page.press("#query", "ArrowUp")
    assert visit.page.inner_text("#results [aria-selected=true]") == "programme de fidélité"
    visit.page.press("#query", "Escape")
    assert visit.page.is_hidden("#results")


def test_an_empty_search_lists_every_concept_for_those_who_do_not_use_a_mouse(
    visit: MapVisit,
) -> None:
    visit.page.press("#query", "ArrowDown")
    assert visit.page.locator("#results li").count() == 77


def test_a_click_on_a_concept_opens_its_card(visit: MapVisit) -> None:
    place = place_of(visit.page, "net-promoter-score")
    visit.page.mouse.click(*place)
    assert visit.page.inner_text("#card h2") == "Net Promoter Score"
    visit.page.click("#card .close")
    assert visit.page.is_hidden("#card")
    assert visit.page.is_visible("#legend")


def place_of(page: Page, slug: str) -> tuple[float, float]:
    """Where a concept is on the screen, computed from the data and the view as the page fits it."""
    x, y = page.evaluate(
        """(slug) => {
            const data = JSON.parse(document.getElementById("data").textContent);
            const { clientWidth: w, clientHeight: h } = document.getElementById("mynetwork");
            const room = Math.min(48, w * 0.05);
            const fit = (c) => Math.min((w - room) / c.width, (h - room) / c.height, 1.4);
            const chart = data.charts.reduce((a, b) => (fit(b) > fit(a) ? b : a));
            const scale = fit(chart);
            for (const card of chart.cards)
                for (const [iri, [x, y]] of Object.entries(card.places))
                    if (iri.endsWith(`/${slug}`)) {
                        const box = document.getElementById("mynetwork").getBoundingClientRect();
                        return [
                            box.left + w / 2 + (x - chart.width / 2) * scale,
                            box.top + h / 2 + (y - chart.height / 2) * scale,
                        ];
                    }
        }""",
        slug,
    )
    return float(x), float(y)


def test_a_relation_on_a_card_leads_to_the_other_concept(visit: MapVisit) -> None:
    visit.search("VRM")
    visit.page.press("#query", "Enter")
    headings = visit.page.locator("#card h3").all_inner_texts()
    assert [heading.lower() for heading in headings] == [
        "autres noms",
        "définition",
        "terme plus large",
        "approche inverse de",
        "dans les glossaires",
        "identifiant",
    ]
    visit.page.click("#card .links button:text('gestion de la relation client')")
    assert visit.page.inner_text("#card h2") == "gestion de la relation client"


def test_a_card_leads_to_the_card_in_the_explorer(browser: Browser, large_output: Path) -> None:
    visit = MapVisit(browser, large_output / "graph.html")
    visit.search("VRM")
    visit.page.press("#query", "Enter")
    visit.page.get_by_role("link", name="Ouvrir dans l’explorateur").click()
    visit.page.wait_for_url("**/explorer.html#/concept/vendor-relationship-management")
    name = "gestion de la relation fournisseur par le client"
    expect(visit.page.get_by_role("heading", name=name, exact=True)).to_be_visible()
    visit.page.context.close()


def test_hovering_shows_a_tooltip_in_french(visit: MapVisit) -> None:
    visit.page.mouse.move(*place_of(visit.page, "net-promoter-score"))
    tooltip = visit.page.locator(".vis-tooltip")
    tooltip.wait_for(state="visible")
    lines = tooltip.inner_text().splitlines()
    assert lines[:2] == ["Net Promoter Score (NPS)", "indicateur"]


def test_a_class_in_the_legend_leads_to_its_island(visit: MapVisit) -> None:
    before = visit.page.locator("#mynetwork canvas").screenshot()
    visit.page.click("#classes button:has-text('technologie')")
    assert visit.page.locator("#mynetwork canvas").screenshot() != before
    visit.page.click("#whole")
    assert visit.page.locator("#mynetwork canvas").screenshot() == before


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("width", "height"), [(1440, 900), (1024, 768), (360, 740)])
def test_nothing_runs_out_of_the_window(
    browser: Browser, large_output: Path, width: int, height: int, scheme: str
) -> None:
    visit = Visit(
        browser,
        large_output / "graph.html",
        viewport={"width": width, "height": height},
        color_scheme=scheme,
    )
    size = "[document.documentElement.scrollWidth, document.documentElement.scrollHeight]"
    assert visit.page.evaluate(size) == [width, height]
    if width < 700:
        visit.page.click("#show-legend")
    assert visit.page.is_visible("#classes")
    visit.assert_quiet()
    visit.page.context.close()


def test_a_label_that_is_html_is_shown_as_it_is_and_runs_nothing(
    browser: Browser, tmp_path: Path
) -> None:
    concepts = [concept("top", "top", kind="Channel")]
    for number, text in enumerate(NASTY):
        item = concept(
            f"n{number}",
            text,
            labels=[Label(text, "fr", "acronym"), Label(text, "en", "preferred")],
            broader=["top"],
        )
        item.definitions.append(Definition(text, "fr", "essai/vrm"))
        item.notes.append(text)
        concepts.append(item)
    output = write_build(tmp_path, with_inverses(concepts, []))
    publish(tmp_path, output, curation=True)
    visit = MapVisit(browser, output / "graph.html")
    for number, text in enumerate(NASTY):
        visit.search(text)
        visit.page.press("#query", "Enter")
        assert visit.page.text_content("#card h2") == text
        visit.page.mouse.move(*place_of(visit.page, f"n{number}"))
        visit.page.wait_for_timeout(250)
    assert visit.page.title() == "Vocabulaire de la relation client : la carte"
    assert visit.page.locator("#card img, #card svg[onload], .vis-tooltip :not(br)").count() == 0
    visit.assert_quiet()
    visit.page.context.close()


def test_a_vocabulary_without_concepts_says_so(browser: Browser, tmp_path: Path) -> None:
    output = write_build(tmp_path, [])
    publish(tmp_path, output, curation=True)
    visit = MapVisit(browser, output / "graph.html")
    assert visit.page.inner_text("#notice") == "Ce vocabulaire ne contient encore aucun concept."
    visit.assert_quiet()
    visit.page.context.close()


def test_a_damaged_page_says_so_in_french(
    browser: Browser, large_output: Path, tmp_path: Path
) -> None:
    text = (large_output / "graph.html").read_text(encoding="utf-8")
    damaged = tmp_path / "graph.html"
    damaged.write_text(text.replace('{"charts"', '{"charts', 1), encoding="utf-8")
    visit = MapVisit(browser, damaged)
    assert visit.page.inner_text("#notice").startswith("La carte ne peut pas s’afficher")
    visit.page.context.close()
