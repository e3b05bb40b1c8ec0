"""What the page makes of its data is what was put into it, and every statement says why."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from bench.explorer_glossary import Glossary
from pipeline.model import Concept, Decision, Label, Relation
from pipeline.publish.explorer.page import explorer_page
from pipeline.publish.inputs import Build
from pipeline.publish.wording import Wording

from .odd import DECISION, odd_build
from .store import all_concepts, open_store

pytestmark = pytest.mark.browser
SIZE = 120


@pytest.fixture(scope="module", params=["odd", "large"])
def told(
    request: pytest.FixtureRequest, browser: Browser, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Build, Page]]:
    """A build, and the store that the page opens of it; the larger has its details in many blocks."""
    is_odd = request.param == "odd"
    build = odd_build() if is_odd else Glossary(SIZE).build()
    with pytest.MonkeyPatch.context() as patch:
        for module in ("page", "core", "details"):
            patch.setattr(f"pipeline.publish.explorer.{module}.CHUNK", 3 if is_odd else 16)
        page = open_store(browser, _written(build, tmp_path_factory.mktemp("told")))
    yield build, page
    page.context.close()


def _written(build: Build, folder: Path) -> Path:
    text = explorer_page(build, Wording(build.vocabulary, build.graphs["ontology"]), b"")
    (folder / "explorer.html").write_text(text, encoding="utf-8", newline="")
    return folder / "explorer.html"


def _slug(iri: str) -> str:
    return iri.rsplit("/", 1)[-1]


def _concepts(
    told: tuple[Build, Page],
) -> Iterator[tuple[Concept, dict[str, Any], list[dict[str, Any]]]]:
    build, page = told
    found = all_concepts(page)
    by_slug = {one["slug"]: one for one in found}
    assert by_slug.keys() == {_slug(concept.iri) for concept in build.concepts}
    for concept in build.concepts:
        yield concept, by_slug[_slug(concept.iri)], found


def test_labels_places_relations_and_sources_are_those_of_the_build(
    told: tuple[Build, Page],
) -> None:
    build, page = told
    curies = page.evaluate("store.predicates.map((one) => one.curie)")
    sources = page.evaluate("store.sources.map((one) => one.id)")
    for concept, read, found in _concepts(told):
        assert found[read["found"]] is read
        labels = sorted((one["text"], one["lang"], one["kind"]) for one in read["labels"])
        assert labels == sorted((one.text, one.lang, one.kind) for one in concept.labels)
        links = {
            (r.predicate, _slug(r.object)) for r in concept.relations if r.predicate != "rdf:type"
        }
        told_links = [
            (curies[one["predicate"]], found[one["target"]]["slug"])
            for one in read["details"]["relations"]
        ]
        below = {
            ("skos:narrower", _slug(one.iri))
            for one in build.concepts
            if ("skos:broader", concept.iri) in {(r.predicate, r.object) for r in one.relations}
        }
        assert sorted(told_links) == sorted(links | below)
        assert [found[one]["slug"] for one in read["parents"]] == [
            slug for curie, slug in told_links if curie == "skos:broader"
        ]
        shown = {
            (curies[one["predicate"]], found[one["target"]]["slug"]) for one in read["relations"]
        }
        typed = {slug for curie, slug in shown if curie.startswith("rc:")}
        assert shown <= links
        assert not any(curie == "skos:related" and slug in typed for curie, slug in shown)
        assert {sources[one] for one in read["sources"]} == {
            one.split("/")[0] for one in concept.entries
        }
        assert [one["id"] for one in read["details"]["entries"]] == concept.entries


def test_every_statement_says_why_and_the_marks_are_the_words_of_the_evidence(
    told: tuple[Build, Page],
) -> None:
    build, page = told
    curies = page.evaluate("store.predicates.map((one) => one.curie)")
    heads = {
        entry.id: (number, entry.headword.text if entry.headword else "")
        for number, reading in enumerate(build.readings)
        for entry in reading.entries
    }
    quotes = 0
    for concept, read, found in _concepts(told):
        evidence: dict[tuple[str, ...], Label | Relation] = {
            ("label", one.text, one.lang): one for one in concept.labels
        }
        evidence |= {(one.predicate, _slug(one.object)): one for one in concept.relations}
        said = [
            *((("label", one["text"], one["lang"]), one) for one in read["details"]["labels"]),
            *(
                ((curies[one["predicate"]], found[one["target"]]["slug"]), one)
                for one in read["details"]["relations"]
            ),
        ]
        for key, one in said:
            source = evidence.get(key)
            why = one["why"]
            if source is None or (not source.evidence and source.decision is None):
                assert why[0]["kind"] == "derived"
                assert any(reason["kind"] != "derived" for reason in why)
                continue
            sentences = [reason for reason in why if reason["kind"] == "sentence"]
            assert {
                (reason["source"], reason["headword"], _marked(reason)) for reason in sentences
            } == {(*heads[one.entry], " ".join(one.quote.split())) for one in source.evidence}
            for reason in sentences:
                quotes += 1
                reading = build.readings[reason["source"]]
                raw = " ".join(reading.raw.split())
                assert " ".join(reason["sentence"].split()) in raw
                is_short = reason["sentence"] == _marked(reason)
                assert is_short or reading.source.redistribute
                assert reason["rule"]["fr"]
                assert reason["rule"]["en"]
            decisions = [reason for reason in why if reason["kind"] == "decision"]
            assert len(decisions) == (source.decision is not None)
    assert quotes >= len(build.concepts) - 12


def _marked(reason: dict[str, Any]) -> str:
    """The marked words of a sentence; offsets count UTF-16 units."""
    units = reason["sentence"].encode("utf-16-le")
    ((start, end),) = reason["marks"]
    return " ".join(units[2 * start : 2 * end].decode("utf-16-le").split())


@pytest.fixture(scope="module")
def odd(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Page]:
    page = open_store(browser, _written(odd_build(), tmp_path_factory.mktemp("odd")))
    yield page
    page.context.close()


def _details(page: Page, slug: str) -> dict[str, Any]:
    found: dict[str, Any] = page.evaluate("(slug) => store.details(store.find(slug))", slug)
    return found


def test_a_sentence_is_whole_and_its_words_are_marked(odd: Page) -> None:
    details = _details(odd, "relation-inversee")
    (english,) = [one for one in details["labels"] if one["lang"] == "en"]
    sentence, decision = english["why"]
    assert sentence["sentence"] == "Premier sens : le 𝐕𝐑𝐌 🙂 est l’inverse du CRM."
    assert _marked(sentence) == "𝐕𝐑𝐌 🙂"
    assert sentence["confidence"] == 0.875
    assert sentence["rule"] == {"fr": "inverse énoncé", "en": "stated inverse"}
    wanted = {name: getattr(DECISION, name) for name in Decision.__struct_fields__}
    wanted.pop("confidence")
    assert decision == {"kind": "decision", **wanted}


def test_what_follows_says_from_what_in_both_languages(odd: Page) -> None:
    number = odd.evaluate(
        "store.predicates.findIndex((one) => one.curie === 'rc:inverseApproachOf')"
    )
    relations = _details(odd, "crm")["relations"]
    ((derived, sentence),) = [one["why"] for one in relations if one["predicate"] == number]
    assert derived["from"] == {
        "fr": "« relation inversée 🙂 » est l'approche inverse de « relation »",
        "en": "“reverse <b>relation</b>” is the inverse approach of “relation”",
    }
    assert sentence["sentence"] == "Le CRM gère la relation, le VRM l’inverse."
    assert _marked(sentence) == "le VRM l’inverse"


def test_an_entry_whose_publisher_keeps_its_definition_gives_a_short_quote(odd: Page) -> None:
    details = _details(odd, "carte")
    (entry,) = details["entries"]
    assert (entry["text"], entry["withheld"], entry["headword"]) == ("", True, "Carte")
    told = [
        reason
        for one in details["relations"]
        for reason in one["why"]
        if reason["kind"] == "sentence"
    ]
    assert {one["sentence"] for one in told} >= {"Une carte", "sert au CRM"}
    assert all("éditeur" not in one["sentence"] for one in told)


def test_entries_are_told_as_they_stand(odd: Page) -> None:
    own, lost = _details(odd, "relation-inversee")["entries"]
    assert own["text"] == (
        "1. Premier sens : le 𝐕𝐑𝐌 🙂 est l’inverse du CRM. Autre phrase. Fin de sens.\n"
        "2. Second sens du mot. Il sert aux clients."
    )
    assert (own["id"], own["kept"], own["contradicts"]) == ("banc-a/vrm", True, False)
    assert own["iri"].endswith("/source/banc-a/vrm")
    assert (lost["headword"], lost["contradicts"], lost["kept"]) == ("", True, False)


def test_a_definition_says_who_chose_it_or_by_which_rule(odd: Page) -> None:
    (decided,) = _details(odd, "relation-inversee")["definitions"]
    assert decided["text"] == "Une définition mise au net."
    assert [one["kind"] for one in decided["why"]] == ["decision"]
    (chosen,) = _details(odd, "crm")["definitions"]
    (why,) = chosen["why"]
    assert why["sentence"] == "Le CRM gère la relation, le VRM l’inverse."
    assert why["marks"] == []
    assert "complète" in why["rule"]["fr"]


def test_homonyms_classes_sources_and_concepts_that_went(odd: Page) -> None:
    told = odd.evaluate(
        """() => ({
          qualifiers: ["crm", "carte"].map((slug) => store.qualifier(store.find(slug))),
          cls: store.classes[store.cls(store.find("relation-inversee"))].name,
          unheard: store.classes.map((one) => one.name).includes("Unheard"),
          gone: store.gone("vieux"), crm: store.find("crm"), none: store.gone("crm"),
          proto: store.gone("constructor"), unknown: [store.find(""), store.find("vieux"), store.find("\\0")],
          bySource: store.sources.map((_, s) => store.bySource(s).map((i) => store.slug(i))),
          byClass: store.classes.map((_, c) => store.byClass(c)).flat().length, size: store.size,
          releases: store.meta.releases,
        })"""
    )
    assert len(set(told["qualifiers"])) == 2
    assert told["cls"] == "Approach"
    assert told["unheard"]
    assert told["gone"] == {"name": "vieux mot", "successors": [told["crm"]]}
    assert told["none"] is None
    assert told["proto"] is None
    assert told["unknown"] == [-1, -1, -1]
    assert told["bySource"] == [["crm", "relation-inversee"], ["carte", "relation-inversee"]]
    assert told["byClass"] == told["size"]
    assert told["releases"] == [
        {"version": "0.1.0", "issued": "2026-11-22", "folder": "releases/0.1.0"}
    ]


def test_names_are_in_the_language_of_the_page(odd: Page) -> None:
    names = odd.evaluate(
        """() => {
          const i = store.find("relation-inversee"), j = store.find("crm");
          const both = () => [store.name(i), store.nameLanguage(i), store.name(j), store.nameLanguage(j)];
          const french = both();
          setLanguage("en");
          const english = both();
          setLanguage("fr");
          return [french, english];
        }"""
    )
    assert names == [
        ["relation inversée 🙂", "fr", "relation", "fr"],
        ["reverse <b>relation</b>", "en", "relation", "fr"],
    ]


def test_few_blocks_are_kept(told: tuple[Build, Page]) -> None:
    kept, blocks = told[1].evaluate(
        """async () => {
          for (let i = 0; i < store.size; i++) await store.details(i);
          const blocks = document.querySelectorAll('[id^="block-details-"]').length;
          return [store._details._chunks.size, blocks];
        }"""
    )
    assert kept == min(blocks, 6)
