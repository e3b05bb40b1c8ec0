"""Corrections as a person makes them, on the real vocabulary, taken into the tables and built."""

from __future__ import annotations

import datetime
import shutil
from collections.abc import Iterator
from importlib.resources.abc import Traversable
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
from pipeline.publish.explorer import page as explorer
from pipeline.publish.inputs import read_build
from pipeline.publish.wording import Wording

from ..browsing import Visit

pytestmark = pytest.mark.browser
AUTHOR = "Jeanne Essai"
TODAY = datetime.date.today().isoformat()
# A label row that is taken out, so that the machine has a question to ask.
NAMELESS = "dial-once-dictionnaire/def-f96c45c6"
# The card opens the dialog; here the test does, by the same call.
IMPORT = 'import { openCorrection } from "./correct/correct.js";\n'
READY = "const store = await openStore();"
HOOK = "Object.assign(globalThis, { openCorrection, store });"
HARD = """=1+1 « ainsi » dit "l'autre" ## voir #2"""


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory, project: Path) -> Path:
    """The real project, mapped, with a page whose dialog a test can open."""
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
    files = explorer._files

    def hooked(place: Traversable, prefix: str = "") -> dict[str, str]:
        found = files(place, prefix)
        if not prefix:
            assert READY in found["main.js"]
            found["main.js"] = IMPORT + found["main.js"].replace(READY, READY + HOOK)
        return found

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(explorer, "_files", hooked)
        text = explorer.explorer_page(
            build, Wording(build.vocabulary, build.graphs["ontology"]), b""
        )
    write_bytes(output / "explorer.html", text.encode("utf-8"))
    return folder


@pytest.fixture
def visit(browser: Browser, built: Path) -> Iterator[Visit]:
    visit = Visit(browser, built / "output/explorer.html")
    visit.page.wait_for_function("performance.getEntriesByName('usable').length")
    yield visit
    visit.assert_quiet()
    visit.page.context.close()


def correct(page: Page, kind: str, slug: str, **said: str) -> Locator:
    """What the card does where a person corrects a label or a relation; the dialog."""
    page.evaluate(
        """([kind, slug, said]) => {
          const draft = { kind, concept: store.find(slug) };
          if (said.text) draft.label = store.labels(draft.concept).find((one) => one.text === said.text);
          if (said.target) draft.target = store.find(said.target);
          if (said.target) draft.predicate = store.predicates.findIndex((one) => one.curie === said.predicate);
          openCorrection(draft);
        }""",
        [kind, slug, said],
    )
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
    dialog = correct(page, "accept-label", "voix-du-client", text="VOC")
    expect(dialog).to_have_accessible_name("Accepter un libellé")
    expect(dialog).to_contain_text("« VOC » (sigle, français) est un libellé de « voix du client »")
    sign(dialog, "Sigle en usage.")

    dialog = correct(
        page, "reject-relation", "score-d-effort-client",
        predicate="rc:basedOn", target="net-promoter-score",
    )  # fmt: skip
    expect(dialog).to_contain_text("Il est faux que")
    sign(dialog, "Ils ne se déduisent pas l’un de l’autre.")

    dialog = correct(page, "suggest-label", "win-back")
    dialog.get_by_label("Libellé").fill("reconquête\tclient")
    dialog.get_by_label("Confiance").select_option(label="0,8")
    sign(dialog, HARD)

    dialog = correct(page, "suggest-relation", "win-back")
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


@pytest.mark.parametrize(
    ("kind", "slug", "fields", "what"),
    [
        ("suggest-label", "win-back", {"Libellé": "Selfcare", "Sorte": "libellé préféré"},
         "Impossible : « selfcare » porte déjà ce nom."),
        ("suggest-label", "win-back", {"Libellé": "selfcare"},
         "À savoir : « selfcare » porte aussi ce libellé."),
        ("suggest-label", "voix-du-client", {"Libellé": "VOC", "Sorte": "sigle"},
         "Impossible : c’est déjà dans le vocabulaire."),
        ("suggest-label", "programme", {"Libellé": "plan"},
         "« programme » est un concept de tête, écrit dans ontology/top-concepts.ttl."),
        ("suggest-relation", "win-back", {"Autre concept": "win-back"},
         "Impossible : un concept n’est pas lié à lui-même."),
        ("suggest-relation", "selfcare", {"Relation": "terme plus large", "Autre concept": "selfcare"},
         "un concept n’est pas lié à lui-même."),
        ("suggest-relation", "call-back", {"Relation": "est de la classe", "Classe": "technologie"},
         "une décision l"),
    ],
)  # fmt: skip
def test_what_speaks_against_a_correction_is_said_before_it_is_kept(
    visit: Visit, kind: str, slug: str, fields: dict[str, str], what: str
) -> None:
    dialog = correct(visit.page, kind, slug)
    for name, value in fields.items():
        if name in ("Sorte", "Relation", "Classe"):
            dialog.get_by_label(name, exact=True).select_option(label=value)
        elif name == "Autre concept":
            pick(dialog, name, value)
        else:
            dialog.get_by_label(name).fill(value)
    expect(dialog.get_by_role("status")).to_contain_text(what)
