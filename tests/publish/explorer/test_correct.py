"""What the page offers to decide, and its rows held against those that Python writes and reads."""

from __future__ import annotations

import json
import re
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec import structs
from playwright.sync_api import Browser, Page

from pipeline.map.contradictions import one_way
from pipeline.map.ontology import load_ontology
from pipeline.map.questions import key_in_rows, label_row, nameless, relation_row
from pipeline.map.tables import LABELS, RELATIONS, label_decision, rows_in
from pipeline.model import Account, Candidate, Disagreement, DisagreementLevel
from pipeline.publish.appearance import Appearance
from pipeline.publish.explorer.modules import linked
from pipeline.publish.explorer.numbers import Numbers
from pipeline.publish.explorer.proposals import proposals
from pipeline.publish.inputs import Build, read_build
from pipeline.publish.wording import Wording
from pipeline.vocabulary import load_vocabulary

from ..glossary import EVIDENCE

# What a cell might trip over, besides any other character.
HARD = [
    "\t",
    "\n",
    "\r\n",
    '"',
    '""',
    "##",
    "#",
    "=",
    "'",
    "\\",
    "\x85",
    "\u2028",
    "\ufeff",
    "«\u00a0",
]
TEXTS = st.lists(st.sampled_from(HARD) | st.text(max_size=4), max_size=8).map("".join)


@pytest.fixture
def build(small_project: Path) -> Build:
    return read_build(small_project, small_project / "output", curation=True)


def asked(build: Build) -> tuple[dict[str, Any], Numbers]:
    wording = Wording(build.vocabulary, build.graphs["ontology"])
    look = Appearance(build.vocabulary, build.concepts, wording, build.graphs["ontology"])
    numbers = Numbers(build, wording, look)
    return proposals(build, wording, numbers), numbers


def test_a_question_is_asked_with_its_sentences_and_the_rows_of_its_answers(build: Build) -> None:
    question = nameless(["essai/vrm"], [EVIDENCE], [("inverse", 0.5, [])], value=3)
    found, numbers = asked(structs.replace(build, questions=[question]))
    (shown,) = found["questions"]
    assert (shown["id"], shown["text"], shown["value"]) == (question.id, question.text, 3)
    (sentence,) = shown["sentences"]
    assert "".join(sentence["pieces"]) == "Le VRM vise à inverser le concept du CRM."
    assert (sentence["quote"], sentence["source"]) == (EVIDENCE.quote, numbers.sources["essai"])
    rows = [[row["fields"] for row in one["rows"]] for one in shown["proposals"]]
    assert rows == [[row.fields for row in one.rows] for one in question.proposals]
    assert [one["asks"] for one in shown["proposals"]] == ["", "name", "concept", ""]


def test_a_term_gets_a_slug_of_its_own_and_its_words_are_marked(build: Build) -> None:
    top = next(concept for concept in build.concepts if concept.top)
    quote = "Il vise les Indicateurs  nets, et rien d'autre."
    evidence = structs.replace(EVIDENCE, quote=quote)
    term = Candidate("indicateur net", "fr", 9.0, 4, ["essai/vrm"], [evidence], top.iri)
    slug = top.iri.rsplit("/", 1)[-1]
    twice = structs.replace(term, text=slug.replace("-", " "), broader="")
    found, numbers = asked(structs.replace(build, candidates=[term, twice]))
    first, second = found["terms"]
    assert (first["slug"], second["slug"]) == ("indicateur-net", f"{slug}-2")
    assert (first["broader"], second["broader"]) == (numbers.concepts[top.iri], -1)
    assert first["sentences"][0]["pieces"] == [
        "Il vise les ",
        "Indicateurs  nets",
        ", et rien d'autre.",
    ]
    assert second["sentences"][0]["quote"] == quote


@pytest.mark.parametrize("level", ["contradiction", "wording"])
def test_a_disagreement_is_a_question_of_what_contradicts_and_what_is_one_concept(
    build: Build, level: DisagreementLevel
) -> None:
    concept = next(c for c in build.concepts if c.entries)
    accounts = (
        Account("essai/vrm", concept.iri, EVIDENCE, "vise", []),
        Account("second/autre", concept.iri, EVIDENCE, "vise", []),
    )
    found, _ = asked(
        structs.replace(build, disagreements=[Disagreement(level, accounts, followed="essai/vrm")])
    )
    (shown,) = found["disagreements"]
    rows = {one["say"]: [row["fields"] for row in one["rows"]] for one in shown["proposals"]}
    verdict = "contradiction" if level == "wording" else "no_contradiction"
    ends = "essai/vrm", "rc:contradicts", "second/autre"
    same = "second/autre", "skos:exactMatch", "essai/vrm"
    assert rows == {
        "follow": [relation_row(key_in_rows(concept), "dcterms:source", "second/autre").fields],
        verdict: [relation_row(*ends, rejected=level == "contradiction").fields],
        "split": [
            relation_row(*same, rejected=True).fields,
            label_row("second/autre", "preferred", "?").fields,
        ],
    }


def test_every_relation_of_the_ontology_may_be_stated(build: Build, project: Path) -> None:
    ontology = load_ontology(project, load_vocabulary(project / "ontology/vocabulary.toml"))
    graphs = {**build.graphs, "ontology": ontology.triples}
    found, numbers = asked(structs.replace(build, graphs=graphs))
    assert {one["curie"]: one["inverse"] for one in found["relations"]} == ontology.inverses
    words = {one["curie"]: one["words"] for one in found["relations"]}
    assert words["rc:measures"] == {"fr": "mesure", "en": "measures"}
    assert words["skos:broader"] == {"fr": "terme plus large", "en": "broader term"}
    assert found["columns"] == {
        "labels": [*LABELS.columns, "quote"],
        "relations": [*RELATIONS.columns, "quote"],
    }
    tops = {numbers.concepts[concept.iri] for concept in build.concepts if concept.top}
    assert set(found["trunk"]) == tops


@pytest.fixture(scope="module")
def rows_js(browser: Browser) -> Page:
    """correct/rows.js alone, in an empty page."""
    folder = files("pipeline.publish.explorer") / "app" / "correct"
    entry = (
        'import { labelRow, relationRow, statementOf, tableText } from "./rows.js";\n'
        "Object.assign(globalThis, { labelRow, relationRow, statementOf, tableText });\n"
    )
    modules = {"rows.js": (folder / "rows.js").read_text(encoding="utf-8"), "entry.js": entry}
    page = browser.new_page()
    page.evaluate(linked(modules, "entry.js"))
    return page


@pytest.mark.browser
@given(texts=st.lists(TEXTS, min_size=1, max_size=25))
@settings(max_examples=30, deadline=None)
def test_a_row_is_read_back_as_it_was_written(rows_js: Page, texts: list[str]) -> None:
    """Whatever a person writes: only runs of white space become one blank, and controls are left out."""
    columns = [*LABELS.columns, "quote"]
    written = rows_js.evaluate(
        """([columns, texts]) => tableText(columns, texts.map((text) => {
          const row = labelRow("a/x", { kind: "hidden", text: `x${text}`, lang: "fr", rejected: false });
          Object.assign(row.fields, { author_label: `x${text}`, date: "2026-11-30", comment: `x${text}`, quote: text });
          return row;
        }))""",
        [columns, texts],
    )
    content = written.encode("utf-8", "surrogatepass").decode("utf-8", "replace")
    read = [row for row, _ in rows_in(content, LABELS)]
    kept = [re.sub("[\0-\x08\x0e-\x1b\x7f-\x84\x86-\x9f]", "", text) for text in texts]
    assert [row["quote"] for row in read] == [" ".join(text.split()) for text in kept]
    for row, text in zip(read, kept, strict=True):
        decision = label_decision(row, "here")
        clean = " ".join(f"x{text}".split())
        assert (decision.text, decision.decision.author, decision.decision.reason) == (clean,) * 3


@pytest.mark.browser
def test_statements_are_the_same_in_the_page_and_in_the_tables(
    rows_js: Page, project: Path
) -> None:
    ontology = load_ontology(project, load_vocabulary(project / "ontology/vocabulary.toml"))
    others = ["skos:exactMatch", "rdf:type", "dcterms:source", "owl:deprecated", "rc:contradicts"]
    acts = [
        (one, predicate, other)
        for predicate in [*ontology.inverses, *others]
        for one, other in (("a/x", "b/y"), ("b/y", "a/x"))
    ]
    page = rows_js.evaluate(
        """([inverses, acts]) => acts.map((act) => {
          const row = relationRow(...act, true);
          return [row.fields, statementOf(row, new Map(Object.entries(inverses)))];
        })""",
        [ontology.inverses, acts],
    )
    rows = [relation_row(*act, rejected=True).fields for act in acts]
    assert [fields for fields, _ in page] == rows
    said = [list(one_way(*act, ontology.inverses)) for act in acts]
    assert [json.loads(statement) for _, statement in page] == said
    label = rows_js.evaluate(
        "labelRow('a/x', { kind: 'acronym', text: ' A\\tB ', lang: 'en', rejected: true }).fields"
    )
    assert label == label_row("a/x", "acronym", "A B", "en", rejected=True).fields
