"""Disagreements on small glossaries of other fields: found, decided, and recorded in the graph."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest

from pipeline.errors import CurationError
from pipeline.extract.stage import extract
from pipeline.files import read_lines
from pipeline.map.stage import map_sources
from pipeline.model import Decision, Disagreement

from .test_other_fields import Small, page

BASE = "https://w3id.org/relation-client/"
PRACTICE = "Le propolisage est une pratique qui consiste à enduire la ruche."
RECORD = "Le propolisage est un document où l'apiculteur note ses visites."
DEVICE = "L'enfumoir est un dispositif qui calme les abeilles par la fumée."
TOOL = "L'enfumoir est un appareil qui souffle de la fumée froide sur les cadres de la ruche."


def decide(copy: Path, *rows: tuple[str, str, str, str], comment: str = "Essai.") -> None:
    """Add rows (subject, modifier, predicate, object) to the table of relations."""
    path = copy / "ontology/curation/relations.tsv"
    signed = ["semapv:ManualMappingCuration", "Ana", "2026-01-31", comment]
    lines = ["\t".join([*row, *signed]) + "\n" for row in rows]
    path.write_text(path.read_text(encoding="utf-8") + "".join(lines), encoding="utf-8")


def mapped(copy: Path) -> list[Disagreement]:
    map_sources(copy, copy / "output", curation=True)
    return found(copy)


def found(copy: Path) -> list[Disagreement]:
    path = copy / "output/work/disagreements.jsonl"
    return read_lines(path, Disagreement, made_by="map")


def pairs(disagreements: list[Disagreement]) -> list[tuple[str, str, str]]:
    return [(d.level, d.accounts[0].entry, d.accounts[1].entry) for d in disagreements]


def unmatched(copy: Path) -> list[str]:
    content: dict[str, Any] = json.loads(
        (copy / "output/work/map.json").read_text(encoding="utf-8")
    )
    lines: list[str] = content["unmatched"]
    return lines


def stated(copy: Path, name: str) -> set[tuple[str, str]]:
    """The pairs of entries that the graph of sources relates by rc:`name`."""
    query = f"SELECT ?one ?other {{ GRAPH <{BASE}graph/sources> {{ ?one rc:{name} ?other }} }}"
    return {(row["one"], row["other"]) for row in asked(copy, query)}


def reasons(copy: Path, name: str) -> list[str]:
    """The quotes and decisions that the axioms on rc:`name` lead to, from the one way stated."""
    query = f"""SELECT ?words {{
        ?one rc:{name} ?other .
        ?why owl:annotatedSource ?one ; owl:annotatedProperty rc:{name} ;
            owl:annotatedTarget ?other ; rc:evidence ?evidence .
        {{ ?evidence oa:hasSelector/oa:exact ?words }} UNION {{ ?evidence rdfs:comment ?words }}
    }} ORDER BY ?words"""
    return [row["words"] for row in asked(copy, query)]


def asked(copy: Path, query: str) -> list[dict[str, str]]:
    """The answers over all graphs together; entries by their ids."""
    store = ox.Store()
    store.load((copy / "output/work/graph.trig").read_bytes(), format=ox.RdfFormat.TRIG)
    solutions = store.query(
        query,
        prefixes={
            "oa": "http://www.w3.org/ns/oa#",
            "owl": "http://www.w3.org/2002/07/owl#",
            "rc": f"{BASE}ontology#",
            "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
        },
        use_default_graph_as_union=True,
    )
    assert isinstance(solutions, ox.QuerySolutions)
    return [
        {
            variable.value: value.value.removeprefix(f"{BASE}source/")
            for variable in solutions.variables
            for value in [solution[variable]]
            if isinstance(value, ox.NamedNode | ox.Literal)
        }
        for solution in solutions
    ]


def test_definitions_of_one_concept_without_a_class_in_common_contradict_each_other(
    copy: Path,
) -> None:
    small = Small(copy, a=page(Propolisage=PRACTICE), b=page(Propolisage=RECORD))
    (only,) = found(copy)
    assert (only.level, only.decision, only.settled) == ("contradiction", None, [])
    assert [(a.entry, a.genus, a.types) for a in only.accounts] == [
        ("a/propolisage", "pratique", ["rc:Process"]),
        ("b/propolisage", "document", ["rc:Information"]),
    ]
    assert [a.opening.quote for a in only.accounts] == [PRACTICE, RECORD]
    assert [e.quote for e in only.evidence] == [
        "Le propolisage est une pratique",
        "Le propolisage est un document",
    ]
    # It is asked once, as a clash of classes.
    assert [question["kind"] for question in small.questions] == ["class"]
    assert stated(copy, "contradicts") == {
        ("a/propolisage", "b/propolisage"),
        ("b/propolisage", "a/propolisage"),
    }
    assert stated(copy, "definesOtherwise") == set()
    assert reasons(copy, "contradicts") == sorted(e.quote for e in only.evidence)


def test_another_genus_of_the_same_class_is_a_difference_in_wording(copy: Path) -> None:
    small = Small(copy, a=page(Enfumoir=DEVICE), b=page(Enfumoir=TOOL))
    (only,) = found(copy)
    assert pairs([only]) == [("wording", "a/enfumoir", "b/enfumoir")]
    # The fuller definition is kept.
    assert only.followed == "b/enfumoir"
    assert small.questions == []
    assert stated(copy, "contradicts") == set()
    assert stated(copy, "definesOtherwise") == {
        ("a/enfumoir", "b/enfumoir"),
        ("b/enfumoir", "a/enfumoir"),
    }
    assert reasons(copy, "definesOtherwise") == sorted(e.quote for e in only.evidence)


def test_the_same_genus_in_other_words_is_no_disagreement(copy: Path) -> None:
    Small(
        copy,
        a=page(Enfumoir=DEVICE),
        b=page(Enfumoir="L'enfumoir est un petit dispositif à soufflet."),
    )
    assert found(copy) == []


def test_three_definitions_differ_two_by_two(copy: Path) -> None:
    third = "L'enfumoir est un équipement que l'apiculteur emporte avec lui jusqu'au rucher."
    Small(copy, a=page(Enfumoir=DEVICE), b=page(Enfumoir=TOOL), c=page(Enfumoir=third))
    assert pairs(found(copy)) == [
        ("wording", "a/enfumoir", "b/enfumoir"),
        ("wording", "a/enfumoir", "c/enfumoir"),
        ("wording", "b/enfumoir", "c/enfumoir"),
    ]


def test_an_entry_that_defines_nothing_disagrees_with_none(copy: Path) -> None:
    small = Small(copy, a=page(Enfumoir=DEVICE), b=page(Enfumoir='Enfumoir"', Propolisage=PRACTICE))
    concept = small.of("a/enfumoir")
    assert concept is not None
    assert concept.entries == ["a/enfumoir", "b/enfumoir"]
    decide(copy, ("a/enfumoir", "", "rc:contradicts", "b/enfumoir"))
    assert mapped(copy) == []
    assert len(unmatched(copy)) == 1


def test_a_person_says_that_entries_of_two_concepts_contradict_each_other(copy: Path) -> None:
    Small(copy, a=page(Enfumoir=DEVICE), b=page(Propolisage=PRACTICE))
    assert found(copy) == []
    decide(copy, ("b/propolisage", "", "rc:contradicts", "a/enfumoir"), comment="On suit a.")
    (only,) = mapped(copy)
    decision = Decision("Ana", "2026-01-31", "On suit a.", "ontology/curation/relations.tsv:2")
    # In the order of reading, whichever way the row stands.
    assert pairs([only]) == [("contradiction", "a/enfumoir", "b/propolisage")]
    assert (only.decision, only.evidence, only.followed) == (decision, [], "")
    assert reasons(copy, "contradicts") == ["On suit a."]
    assert unmatched(copy) == []


def test_a_decision_makes_a_difference_in_wording_a_contradiction(copy: Path) -> None:
    Small(copy, a=page(Enfumoir=DEVICE), b=page(Enfumoir=TOOL))
    decide(copy, ("a/enfumoir", "", "rc:contradicts", "b/enfumoir"))
    (only,) = mapped(copy)
    assert only.level == "contradiction"
    assert stated(copy, "definesOtherwise") == set()
    assert reasons(copy, "contradicts") == [
        "Essai.",
        "L'enfumoir est un appareil",
        "L'enfumoir est un dispositif",
    ]


def test_a_rejected_contradiction_is_a_difference_in_wording(copy: Path) -> None:
    Small(copy, a=page(Propolisage=PRACTICE), b=page(Propolisage=RECORD))
    decide(copy, ("b/propolisage", "Not", "rc:contradicts", "a/propolisage"))
    (only,) = mapped(copy)
    assert only.level == "wording"
    assert stated(copy, "contradicts") == set()
    assert unmatched(copy) == []


def test_an_entry_that_only_comes_close_contradicts_the_definition_kept(copy: Path) -> None:
    light = "Il pèse peu et ne souffle sur la ruche que de l'air, jamais de la fumée."
    Small(copy, a=page(Enfumoir=DEVICE), b=page(Enfumoir=TOOL), c=page(Enfumoir=light))
    decide(
        copy,
        ("a/enfumoir", "", "dcterms:source", "a/enfumoir"),
        ("c/enfumoir", "", "skos:closeMatch", "b/enfumoir"),
    )
    disagreements = mapped(copy)
    assert pairs(disagreements) == [
        ("wording", "a/enfumoir", "b/enfumoir"),
        ("contradiction", "a/enfumoir", "c/enfumoir"),
    ]
    assert [d.followed for d in disagreements] == ["a/enfumoir", "a/enfumoir"]
    assert [d.where for d in disagreements[1].settled] == ["ontology/curation/relations.tsv:2"]


def test_whose_class_is_followed_is_part_of_what_is_decided(copy: Path) -> None:
    Small(copy, a=page(Propolisage=PRACTICE), b=page(Propolisage=RECORD))
    decide(copy, ("a/propolisage", "", "rdf:type", "rc:Process"), comment="Une pratique.")
    (only,) = mapped(copy)
    assert [decision.reason for decision in only.settled] == ["Une pratique."]
    assert (copy / "output/work/questions.jsonl").read_bytes() == b""


def test_a_decision_about_an_entry_that_is_gone_is_reported(copy: Path) -> None:
    Small(copy, a=page(Enfumoir=DEVICE))
    decide(copy, ("a/enfumoir", "", "rc:contradicts", "b/lève-cadre"))
    assert mapped(copy) == []
    assert unmatched(copy) == [
        "ontology/curation/relations.tsv:2 (a/enfumoir rc:contradicts b/lève-cadre) : Essai."
    ]


def test_without_curation_only_what_the_machine_finds_is_stated(copy: Path) -> None:
    Small(copy, a=page(Enfumoir=DEVICE, Propolisage=PRACTICE), b=page(Enfumoir=TOOL))
    decide(copy, ("a/propolisage", "", "rc:contradicts", "a/enfumoir"))
    map_sources(copy, copy / "output", curation=False)
    assert pairs(found(copy)) == [("wording", "a/enfumoir", "b/enfumoir")]


@pytest.mark.parametrize(
    ("subject", "other"),
    [("a/enfumoir", "concept:ruche"), ("concept:ruche", "a/enfumoir"), ("a/x", "a/x")],
)
def test_a_contradiction_stands_between_two_entries(copy: Path, subject: str, other: str) -> None:
    Small(copy, a=page(Enfumoir=DEVICE))
    decide(copy, (subject, "", "rc:contradicts", other))
    with pytest.raises(CurationError, match=f"2: `rc:contradicts` stands between `{subject}` and"):
        mapped(copy)


def test_a_contradiction_and_its_rejection_the_other_way_round_are_refused(copy: Path) -> None:
    Small(copy, a=page(Enfumoir=DEVICE), b=page(Propolisage=PRACTICE))
    decide(
        copy,
        ("a/enfumoir", "", "rc:contradicts", "b/propolisage"),
        ("b/propolisage", "Not", "rc:contradicts", "a/enfumoir"),
    )
    with pytest.raises(CurationError, match=r"the row contradicts .*tsv:2: one accepts"):
        mapped(copy)


def test_the_competency_question_finds_both_texts_and_who_decided(
    copy: Path, project: Path
) -> None:
    Small(copy, a=page(Enfumoir=DEVICE, Propolisage=PRACTICE), b=page(Enfumoir=TOOL))
    decide(copy, ("a/propolisage", "", "rc:contradicts", "a/enfumoir"), comment="On suit a.")
    mapped(copy)
    query = (project / "ontology/competency/desaccords.rq").read_text(encoding="utf-8")
    assert asked(copy, query) == [
        {
            "comment": "contredit",
            "source": "a",
            "dit": DEVICE,
            "autre_source": "a",
            "dit_autrement": PRACTICE,
            "auteur": "Ana",
            "decision": "On suit a.",
            "entree": "a/enfumoir",
            "autre_entree": "a/propolisage",
        },
        {
            "comment": "définit autrement que",
            "source": "a",
            "dit": DEVICE,
            "autre_source": "b",
            "dit_autrement": TOOL,
            "entree": "a/enfumoir",
            "autre_entree": "b/enfumoir",
        },
    ]


def test_the_five_texts_disagree_where_a_reader_finds_that_they_do(copy: Path) -> None:
    extract(copy, copy / "output", [])
    disagreements = mapped(copy)
    assert set(pairs(disagreements)) >= {
        ("contradiction", "24pm-grc-s/shadow-call", "altamedia-petit-dico/double-ecoute"),
        ("contradiction", "24pm-grc-v-z/vendor-relationship-management", "24pm-grc-v-z/vrm"),
        ("contradiction", "24pm-grc-v-z/voc", "24pm-grc-v-z/voix-du-client"),
        ("contradiction", "altamedia-petit-dico/svi", "dial-once-dictionnaire/def-9b5776c6"),
        ("wording", "24pm-grc-s/serveur-vocal-interactif", "altamedia-petit-dico/svi"),
    }
    # Nobody is left without a decision where texts contradict each other.
    contradictions = [d for d in disagreements if d.level == "contradiction"]
    assert [d.accounts for d in contradictions if not (d.decision or d.settled)] == []
