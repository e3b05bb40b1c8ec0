"""Corrections as a person makes them, on the real vocabulary, taken into the tables and built."""

from __future__ import annotations

import datetime
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from pipeline.curate.stage import answer, open_build
from pipeline.curate.taking import take_rows
from pipeline.extract.stage import extract
from pipeline.files import read_json, write_bytes, write_json
from pipeline.map.stage import MapReport, map_sources
from pipeline.map.tables import LABELS, RELATIONS, table_text
from pipeline.publish.explorer.page import explorer_page
from pipeline.publish.inputs import read_build
from pipeline.publish.wording import Wording

from ..browsing import Visit

pytestmark = pytest.mark.browser
AUTHOR = "Jeanne Essai"
TODAY = datetime.date.today().isoformat()
# A label row that is taken out, so that the machine has a question to ask.
NAMELESS = "dial-once-dictionnaire/def-f96c45c6"
BASED = "fondé sur Net Promoter Score"
BASIS = "fondement de score d'effort client"
HARD = """=1+1 « ainsi » dit "l'autre" ## voir #2"""


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory, project: Path) -> Path:
    """The real project, mapped, and its page."""
    folder = tmp_path_factory.mktemp("corrections")
    for name in ("sources", "ontology"):
        shutil.copytree(project / name, folder / name)
    path = folder / LABELS.where
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    kept = [line for line in lines if not line.startswith(f"{NAMELESS}\tpreferred\t")]
    assert len(kept) == len(lines) - 1
    path.write_text("".join(kept), encoding="utf-8")
    output = folder / "output"
    extract(folder, output, [])
    map_sources(folder, output, curation=True)
    # What validation would leave: nothing of it stands in the page.
    verdict = {"conforms": True, "findings": [], "consistent": True}
    write_json(output / "work/findings.json", verdict)
    write_bytes(output / "work/validation.ttl", b"")
    write_bytes(output / "work/inferred.nt", b"")
    build = read_build(folder, output, curation=True)
    text = explorer_page(build, Wording(build.vocabulary, build.graphs["ontology"]), b"")
    write_bytes(output / "explorer.html", text.encode("utf-8"))
    return folder


@pytest.fixture
def visit(browser: Browser, built: Path) -> Iterator[Visit]:
    visit = Visit(browser, built / "output/explorer.html")
    expect(visit.page.get_by_role("search").get_by_role("combobox")).to_be_visible()
    yield visit
    visit.assert_quiet()
    visit.close()


def card(page: Page, slug: str) -> Locator:
    """The card of a concept, once its reasons can be asked for."""
    page.evaluate("(slug) => { location.hash = `#/concept/${slug}`; }", slug)
    shown = page.locator("#card")
    expect(shown.locator("code", has_text=re.compile(f"/{slug}$"))).to_be_visible()
    expect(shown.get_by_role("button", name="pourquoi").first).to_be_visible()
    return shown


def judge(page: Page, slug: str, verdict: str, what: str) -> Locator:
    """Accept or reject a statement of a card, beside its reasons; the dialog."""
    shown = card(page, slug)
    why = shown.get_by_role("button", name=re.compile(rf"^pourquoi\s\?\s{re.escape(what)}$"))
    if why.get_attribute("aria-expanded") == "false":
        why.click()
    shown.get_by_role("button", name=f"{verdict} {what}", exact=True).click()
    return page.get_by_role("dialog")


def suggestion(page: Page, slug: str, what: str) -> Locator:
    """Suggest a label or a relation for a concept, at its card; the dialog."""
    card(page, slug).get_by_role("button", name=f"Suggérer {what}", exact=True).click()
    return page.get_by_role("dialog")


def pick(dialog: Locator, field: str, name: str) -> None:
    """Choose a concept by the keyboard alone."""
    box = dialog.get_by_label(field, exact=True)
    box.fill(name)
    box.press("ArrowDown")
    box.press("Enter")
    box.press("Tab")
    expect(dialog.get_by_text("Choisi :")).to_be_visible()


def sign(dialog: Locator, reason: str) -> None:
    dialog.get_by_label("Pourquoi ?").fill(reason)
    dialog.get_by_label("Votre nom").fill(AUTHOR)
    dialog.get_by_role("button", name="Garder").click()
    expect(dialog).to_have_count(0)


def go(page: Page, tab: str) -> None:
    page.evaluate(f"location.hash = '#/correct?tab={tab}'")


def downloaded(page: Page, folder: Path) -> list[Path]:
    """Both files, saved."""
    files = []
    for table in ("labels", "relations"):
        with page.expect_download() as one:
            page.get_by_role("button", name=f"Télécharger {table}-{TODAY}.tsv").click()
        files.append(folder / one.value.suggested_filename)
        one.value.save_as(files[-1])
    return files


def labels_of(concepts: list[Any], slug: str) -> dict[tuple[str, str], Any]:
    concept = next(c for c in concepts if c.iri.endswith(f"/{slug}"))
    return {(label.text, label.lang): label for label in concept.labels}


def relations_of(concepts: list[Any], slug: str) -> dict[tuple[str, str], Any]:
    concept = next(c for c in concepts if c.iri.endswith(f"/{slug}"))
    return {(one.predicate, one.object.rsplit("/", 1)[-1]): one for one in concept.relations}


def test_corrections_are_downloaded_taken_in_and_built(
    visit: Visit, built: Path, tmp_path: Path
) -> None:
    page = visit.page
    dialog = judge(page, "voix-du-client", "Accepter (français)", "VOC")
    expect(dialog).to_have_accessible_name("Accepter un libellé")
    expect(dialog).to_contain_text("« VOC » (sigle, français) est un libellé de « voix du client »")
    sign(dialog, "Sigle en usage.")

    dialog = judge(page, "score-d-effort-client", "Rejeter", BASED)
    expect(dialog).to_contain_text("Il est faux de dire")
    sign(dialog, "Ils ne se déduisent pas l’un de l’autre.")

    dialog = suggestion(page, "win-back", "un libellé")
    dialog.get_by_label("Libellé").fill("reconquête\tclient")
    dialog.get_by_label("Confiance").select_option(label="0,8")
    sign(dialog, HARD)

    dialog = suggestion(page, "win-back", "une relation")
    dialog.get_by_label("Relation").select_option(label="associé à")
    pick(dialog, "Autre concept", "selfcare")
    sign(dialog, "Le client revient de lui-même.")

    go(page, "terms")
    page.get_by_role("button", name="Accepter comme concept : programme de fidélité").click()
    expect(dialog.get_by_label("Libellé")).to_have_value("programme de fidélité")
    sign(dialog, "Terme employé, sans définition.")
    term = page.get_by_role("listitem").filter(has=page.get_by_role("heading", name="programme de"))
    expect(term).to_contain_text("Dans vos corrections")

    go(page, "questions")
    page.get_by_role("button", name="Donner un nom.").click()
    dialog.get_by_label("Libellé").fill("abandon de parcours")
    sign(dialog, "Le texte le dit.")
    expect(page.get_by_role("heading", name="Vos corrections")).to_contain_text("6")

    files = downloaded(page, tmp_path)
    copy = shutil.copytree(built, tmp_path / "project")
    lines = list(take_rows(copy, copy / "output", files, write=True))
    assert not any("Sans effet" in line or "déjà" in line for line in lines), lines
    concepts = map_sources(copy, copy / "output", curation=True)
    review = read_json(copy / "output/work/map.json", MapReport, made_by="map")
    assert not any(AUTHOR in line or "win" in line for line in [*review.unmatched, *review.changed])

    accepted = labels_of(concepts, "voix-du-client")["VOC", "fr"].decision
    assert (accepted.author, accepted.reason, accepted.date) == (AUTHOR, "Sigle en usage.", TODAY)
    assert "VOC" in accepted.quote
    effort = relations_of(concepts, "score-d-effort-client")
    assert ("rc:basedOn", "net-promoter-score") not in effort
    assert ("rc:measures", "experience-client") in effort
    suggested = labels_of(concepts, "win-back")["reconquête client", "fr"]
    assert (suggested.kind, suggested.decision.reason) == ("alternative", HARD)
    assert suggested.decision.confidence == 0.8
    related = relations_of(concepts, "win-back")["skos:related", "selfcare"].decision
    assert (related.author, related.reason) == (AUTHOR, "Le client revient de lui-même.")
    parent = relations_of(concepts, "programme-de-fidelite")["skos:broader", "programme"]
    assert parent.decision.reason == "Terme employé, sans définition."
    named = next(concept for concept in concepts if NAMELESS in concept.entries)
    assert named.labels[0].text == "abandon de parcours"


def test_an_answer_writes_the_row_that_the_command_writes(
    visit: Visit, built: Path, tmp_path: Path
) -> None:
    page = visit.page
    ours, theirs = (shutil.copytree(built, tmp_path / name) for name in ("ours", "theirs"))
    question = open_build(built, built / "output").questions[0]
    known = next(
        number
        for number, proposal in enumerate(question.proposals, start=1)
        if proposal.asks == "concept"
    )
    who = {"author": AUTHOR, "date": TODAY, "reason": "Le texte le dit."}
    answer(theirs, open_build(theirs, theirs / "output"), "1", known, "selfcare", **who)
    go(page, "questions")
    page.get_by_role("button", name="C'est un concept déjà connu.").click()
    dialog = page.get_by_role("dialog")
    pick(dialog, "Autre concept", "selfcare")
    sign(dialog, "Le texte le dit.")
    with page.expect_download() as one:
        page.get_by_role("button", name="Télécharger relations").click()
    file = tmp_path / "relations.tsv"
    one.value.save_as(file)
    list(take_rows(ours, ours / "output", [file], write=True))
    assert table_text(ours, RELATIONS) == table_text(theirs, RELATIONS)
    assert file.read_text(encoding="utf-8").splitlines()[-1] in table_text(theirs, RELATIONS)


AGAINST: tuple[tuple[str, str, dict[str, str], str], ...] = (
    ("win-back", "un libellé", {"Libellé": "Selfcare", "Sorte": "libellé préféré"},
     "Impossible : « selfcare » porte déjà ce nom."),
    ("win-back", "un libellé", {"Libellé": "selfcare"},
     "À savoir : « selfcare » porte aussi ce libellé."),
    ("voix-du-client", "un libellé", {"Libellé": "VOC", "Sorte": "sigle"},
     "Impossible : c’est déjà dans le vocabulaire."),
    ("programme", "un libellé", {"Libellé": "plan"},
     "« programme » est un concept de tête, écrit dans ontology/top-concepts.ttl."),
    ("win-back", "une relation", {"Autre concept": "win-back"},
     "Impossible : un concept n’est pas lié à lui-même."),
    ("selfcare", "une relation", {"Relation": "terme plus large", "Autre concept": "selfcare"},
     "un concept n’est pas lié à lui-même."),
    ("call-back", "une relation", {"Relation": "est de la classe", "Classe": "technologie"},
     "une décision l"),
)  # fmt: skip


def test_what_speaks_against_a_correction_is_said_before_it_is_kept(visit: Visit) -> None:
    for slug, kind, fields, what in AGAINST:
        dialog = suggestion(visit.page, slug, kind)
        for name, value in fields.items():
            if name in ("Sorte", "Relation", "Classe"):
                dialog.get_by_label(name, exact=True).select_option(label=value)
            elif name == "Autre concept":
                pick(dialog, name, value)
            else:
                dialog.get_by_label(name).fill(value)
        expect(dialog.locator("#correction-problems")).to_contain_text(what)
        dialog.get_by_role("button", name="Annuler").click()
        expect(dialog).to_have_count(0)


def kept(page: Page) -> Locator:
    return page.get_by_role("region", name="Vos corrections").get_by_role("list").first


def suggest(page: Page, text: str, reason: str = "Équivalent en usage.") -> None:
    dialog = suggestion(page, "win-back", "un libellé")
    dialog.get_by_label("Libellé").fill(text)
    sign(dialog, reason)


def test_corrections_outlive_the_page_and_are_worded_anew_taken_back_and_emptied(
    visit: Visit,
) -> None:
    page = visit.page
    suggest(page, "reconquête")
    suggest(page, "regain")
    go(page, "terms")
    page.reload()
    visit.requests.pop()
    items = kept(page).get_by_role("listitem")
    expect(items).to_have_count(2)
    expect(page.get_by_role("table").get_by_role("row")).to_have_count(3)
    expect(page.get_by_text("make", exact=False).last).to_contain_text(
        f"glossograph curate --rows labels-{TODAY}.tsv --write"
    )
    items.nth(0).get_by_role("button", name="Modifier").click()
    dialog = page.get_by_role("dialog")
    expect(dialog.get_by_label("Libellé")).to_have_value("reconquête")
    expect(dialog.get_by_label("Votre nom")).to_have_value(AUTHOR)
    dialog.get_by_label("Libellé").fill("reconquête client")
    dialog.get_by_role("button", name="Garder la modification").click()
    expect(items.nth(0)).to_contain_text("« reconquête client »")
    items.nth(1).get_by_role("button", name="Retirer").click()
    expect(items).to_have_count(1)
    expect(page.get_by_role("heading", name="Vos corrections 1")).to_be_focused()
    page.get_by_role("button", name="Vider le panier").click()
    expect(page.get_by_role("button", name="Non, garder")).to_be_focused()
    page.get_by_role("button", name="Oui, vider").click()
    expect(page.get_by_text("Rien encore.")).to_be_visible()
    page.reload()
    visit.requests.pop()
    expect(page.get_by_text("Rien encore.")).to_be_visible()


def test_it_works_in_a_browser_that_keeps_nothing(browser: Browser, built: Path) -> None:
    visit = Visit(browser, built / "output/explorer.html")
    page = visit.page
    page.add_init_script(
        "Object.defineProperty(window, 'localStorage', { get() { throw new Error('no'); } })"
    )
    page.reload()
    visit.requests.pop()
    expect(page.get_by_role("search").get_by_role("combobox")).to_be_visible()
    suggest(page, "reconquête")
    go(page, "terms")
    expect(kept(page).get_by_role("listitem")).to_have_count(1)
    visit.assert_quiet()
    page.context.close()


def test_what_is_stored_and_is_no_correction_is_passed_over(visit: Visit) -> None:
    page = visit.page
    for stored in ("{", "[1]", '[{"act":{"kind":"label"},"rows":7}]', '{"a":1}'):
        page.evaluate(
            "(it) => localStorage.setItem('glossograph.corrections.relation-client', it)", stored
        )
        page.reload()
        visit.requests.pop()
        go(page, "terms")
        expect(page.get_by_text("Rien encore.")).to_be_visible()


def test_a_correction_contradicts_no_other(visit: Visit) -> None:
    page = visit.page
    sign(judge(page, "score-d-effort-client", "Accepter", BASED), "Vu.")
    dialog = judge(page, "score-d-effort-client", "Rejeter", BASED)
    expect(dialog.locator("#correction-problems")).to_contain_text(
        "une de vos corrections dit le contraire"
    )
    dialog.get_by_role("button", name="Annuler").click()
    dialog = judge(page, "net-promoter-score", "Accepter", BASIS)
    expect(dialog.locator("#correction-problems")).to_contain_text(
        "c’est déjà dans vos corrections"
    )


def test_moves_are_seen_before_they_are_built(visit: Visit) -> None:
    """A cycle and a pair that hierarchy joins, by what is kept as well as by what is published."""
    page = visit.page
    dialog = suggestion(page, "win-back", "une relation")
    dialog.get_by_label("Relation", exact=True).select_option(label="terme plus large")
    pick(dialog, "Autre concept", "selfcare")
    sign(dialog, "Une démarche.")
    dialog = suggestion(page, "selfcare", "une relation")
    pick(dialog, "Autre concept", "win-back")
    expect(dialog.locator("#correction-problems")).to_contain_text("déjà liés par la hiérarchie")
    dialog.get_by_label("Relation", exact=True).select_option(label="terme plus large")
    pick(dialog, "Autre concept", "win-back")
    expect(dialog.locator("#correction-problems")).to_contain_text("l’arbre tournerait en rond")
    dialog.get_by_role("button", name="Garder").click()
    expect(dialog).to_be_visible()


def test_the_dialog_is_for_the_keyboard_and_says_what_lacks(visit: Visit) -> None:
    page = visit.page
    go(page, "terms")
    opener = page.get_by_role("button", name="Accepter comme concept : site Web")
    opener.press("Enter")
    dialog = page.get_by_role("dialog", name="Accepter un terme comme concept")
    expect(dialog.get_by_label("Libellé")).to_be_focused()
    dialog.get_by_label("Libellé").press("Enter")
    expect(dialog.locator("#correction-problems")).to_contain_text(
        "Il manque : pourquoi vous en décidez ainsi."
    )
    expect(dialog.locator("#correction-problems")).to_contain_text("Il manque : votre nom.")
    expect(dialog.get_by_label("Pourquoi ?")).to_be_focused()
    for _ in range(12):
        page.keyboard.press("Tab")
        inside = (
            "document.activeElement === document.body || !!document.activeElement.closest('dialog')"
        )
        assert page.evaluate(inside)
    page.keyboard.press("Escape")
    expect(dialog).to_have_count(0)
    expect(opener).to_be_focused()
    page.get_by_role("tab", name="Termes").press("ArrowRight")
    expect(page.get_by_role("tab", name="Désaccords")).to_be_focused()
    expect(page.get_by_role("tab", name="Désaccords")).to_have_attribute("aria-selected", "true")


def test_a_disagreement_is_decided_by_number_and_kept_by_name(visit: Visit) -> None:
    page = visit.page
    go(page, "disagreements")
    item = page.get_by_role("listitem").filter(has=page.get_by_role("link", name="selfcare"))
    expect(item.get_by_text("Traduction de l’anglais")).to_be_visible()
    item.get_by_role("button", name="1 et 2 se contredisent").click()
    sign(page.get_by_role("dialog"), "L’une parle du client, l’autre du service.")
    expect(kept(page)).to_contain_text("se contredisent")
    expect(kept(page)).to_contain_text("Le petit dico de la relation client")
    expect(page.get_by_role("table")).to_contain_text("rc:contradicts")


def test_in_english_the_reason_is_asked_for_in_french(visit: Visit) -> None:
    page = visit.page
    page.evaluate("location.hash = '#/correct?lang=en&tab=terms'")
    expect(page.locator("html")).to_have_attribute("lang", "en")
    visit.requests.pop()
    expect(page.get_by_role("heading", name="Correct", exact=True)).to_be_visible()
    page.get_by_role("button", name="Accept as a concept: site Web").click()
    dialog = page.get_by_role("dialog")
    expect(dialog.get_by_label("Why?")).to_have_accessible_description(
        re.compile("^Write it in French")
    )


def test_going_back_closes_the_dialog_on_what_was_left(visit: Visit) -> None:
    page = visit.page
    for slug in ("voix-du-client", "verbatim"):
        page.evaluate(f"location.hash = '#/concept/{slug}'")
        expect(page.locator("#card").get_by_role("heading", level=2)).to_have_attribute(
            "tabindex", "-1"
        )
    expect(page.get_by_role("heading", name="verbatim", level=2)).to_be_visible()
    page.get_by_role("button", name="Suggérer un libellé").click()
    expect(page.get_by_role("dialog")).to_be_visible()
    page.go_back()
    expect(page.get_by_role("dialog")).to_have_count(0)
    expect(page.locator("#card:focus-within")).to_contain_text("voix du client")


def test_a_correction_that_another_window_moved_is_worded_anew_in_its_place(visit: Visit) -> None:
    page = visit.page
    suggest(page, "reconquête")
    suggest(page, "regain")
    go(page, "terms")
    kept(page).get_by_role("listitem").nth(1).get_by_role("button", name="Modifier").click()
    other = page.context.new_page()
    other.goto(page.url)
    kept(other).get_by_role("listitem").nth(0).get_by_role("button", name="Retirer").click()
    other.close()
    expect(kept(page).locator("li")).to_have_count(1)
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("Libellé").fill("regain client")
    dialog.get_by_role("button", name="Garder la modification").click()
    expect(kept(page).get_by_role("listitem")).to_have_count(1)
    expect(kept(page)).to_contain_text("« regain client »")
