"""A relation that is added to schema.ttl and nowhere else: drawn, on the cards, in the report."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import msgspec
import pytest

from pipeline.model import Relation
from pipeline.publish.stage import publish

from .glossary import EVIDENCE, VOCABULARY, small_glossary, write_build

CRM, CARD = VOCABULARY.concept("crm"), VOCABULARY.concept("carte-de-fidelite-payante")
RDFS, OWL = VOCABULARY.prefixes["rdfs"], VOCABULARY.prefixes["owl"]
LABELS = f"""
<{VOCABULARY.term("causes")}> <{RDFS}label> "est la cause de"@fr .
<{VOCABULARY.term("causedBy")}> <{RDFS}label> "est l'effet de"@fr ."""
INVERSE = f"<{VOCABULARY.term('causes')}> <{OWL}inverseOf> <{VOCABULARY.term('causedBy')}> ."
BACK = f"<{VOCABULARY.term('causedBy')}> <{OWL}inverseOf> <{VOCABULARY.term('causes')}> ."
SYMMETRIC = f"<{VOCABULARY.term('causes')}> a <{OWL}SymmetricProperty> ."


def published(project: Path, ontology: str, inverse: str) -> Path:
    """The output of a build in which the CRM causes a card; `inverse` is stated of the card."""
    stated = {
        CRM: [
            Relation("rc:causes", CARD, evidence=[EVIDENCE]),
            Relation("skos:related", CARD, derived=True),
        ],
        CARD: [
            *([Relation(inverse, CRM, derived=True)] if inverse else []),
            Relation("skos:related", CRM, derived=True),
        ],
    }
    output = write_build(
        project,
        [
            msgspec.structs.replace(c, relations=[*c.relations, *stated.get(c.iri, ())])
            for c in small_glossary()
        ],
    )
    trig = output / "work" / "graph.trig"
    added = f"\n<{VOCABULARY.graph('ontology')}> {{ {LABELS} {ontology} }}\n"
    trig.write_text(trig.read_text(encoding="utf-8") + added, encoding="utf-8")
    publish(project, output, curation=True)
    return output


def data_of(output: Path) -> dict[str, Any]:
    page = (output / "graph.html").read_text(encoding="utf-8")
    start = page.index(">", page.index('id="data"')) + 1
    found: dict[str, Any] = json.loads(page[start : page.index("</script>", start)])
    return found


@pytest.mark.parametrize(
    ("ontology", "inverse"),
    [(INVERSE, "rc:causedBy"), (INVERSE + BACK, "rc:causedBy"), (SYMMETRIC, "rc:causes"), ("", "")],
    ids=["inverse", "inverse stated both ways", "symmetric", "no inverse"],
)
def test_the_map_draws_one_line_with_the_words_of_the_ontology(
    tmp_path: Path, ontology: str, inverse: str
) -> None:
    data = data_of(published(tmp_path, ontology, inverse))
    drawn = [edge for edge in data["network"]["edges"] if {edge["from"], edge["to"]} == {CRM, CARD}]
    assert [edge["relation"] for edge in drawn] in (["rc:causes"], ["rc:causedBy"])
    (line,) = [line for line in data["lines"] if line["relation"] == drawn[0]["relation"]]
    assert line["isUsed"]
    assert {"rc:causes": "est la cause de", "rc:causedBy": "est l'effet de"}[
        line["relation"]
    ] == line["words"]
    is_read_forwards = line["relation"] == "rc:causes" and inverse != "rc:causes"
    assert not is_read_forwards or (drawn[0]["from"], drawn[0]["to"]) == (CRM, CARD)


def test_the_direction_drawn_is_the_one_that_names_its_inverse(tmp_path: Path) -> None:
    data = data_of(published(tmp_path, INVERSE, "rc:causedBy"))
    assert {edge["relation"] for edge in data["network"]["edges"]} >= {"rc:causes"}
    assert "rc:causedBy" not in {line["relation"] for line in data["lines"]}


def test_both_cards_name_it_and_not_the_plain_association(tmp_path: Path) -> None:
    cards = {c["iri"]: c for c in data_of(published(tmp_path, INVERSE, "rc:causedBy"))["concepts"]}
    assert {"words": "est la cause de", "targets": [CARD]} in cards[CRM]["relations"]
    assert {"words": "est l'effet de", "targets": [CRM]} in cards[CARD]["relations"]
    words = [relation["words"] for card in cards.values() for relation in card["relations"]]
    assert "associé à" not in words


def test_the_report_counts_it(tmp_path: Path) -> None:
    report = (published(tmp_path, INVERSE, "rc:causedBy") / "report.md").read_text(encoding="utf-8")
    assert "| est la cause de (`rc:causes`) | 1 |" in report
    assert "| est l'effet de (`rc:causedBy`) | 1 |" in report
