"""Evidence: each statement leads to a passage or to a decision, and both are well described."""

from __future__ import annotations

import pytest
from pyoxigraph import Triple

from pipeline.graphs import Graphs

from .checking import Report, reported, reported_once_spoiled, shapes
from .example import BASE, axiom, spoiled, triples

SVI = "concept/serveur-vocal-interactif"
NODE = "<https://w3id.org/relation-client/evidence/0001/{}>"

# fault -> part, statements added, statements dropped, what is reported
FAULTS: dict[str, tuple[str, str, str, Report]] = {
    "a label from nowhere": (
        "vocabulary",
        'c:appel skos:altLabel "coup de fil"@fr .',
        "",
        {("evidence-label", "concept/appel", "coup de fil")},
    ),
    "an acronym from nowhere": (
        "vocabulary",
        'c:appel skos:altLabel "AP"@fr ; rc:acronym "AP"@fr .',
        "",
        {("evidence-label", "concept/appel", "AP")},
    ),
    "a place from nowhere": (
        "vocabulary",
        "c:appel skos:broader c:canal . c:canal skos:narrower c:appel .",
        "",
        {("evidence-hierarchy", "concept/appel", "concept/canal")},
    ),
    "an association from nowhere": (
        "vocabulary",
        "c:appel skos:related c:score . c:score skos:related c:appel .",
        "",
        {("evidence-related", "concept/appel", "concept/score")},
    ),
    "a typed relation from nowhere": (
        "vocabulary",
        "c:appel rc:partOf c:score ; skos:related c:score . "
        "c:score rc:hasPart c:appel ; skos:related c:appel .",
        "",
        {
            ("evidence-typed", "concept/appel", "concept/score"),
            ("evidence-typed", "concept/score", "concept/appel"),
        },
    ),
    "a class from nowhere": (
        "vocabulary",
        "c:appel a rc:Process .",
        "",
        {("evidence-type", "concept/appel", "ontology#Process")},
    ),
    "a mapping from nowhere": (
        "sources",
        "e:def-0a1b2c3d skos:closeMatch c:appel . c:appel skos:closeMatch e:def-0a1b2c3d .",
        "",
        {("evidence-mapping", "concept/appel", "source/24pm-grc-s/def-0a1b2c3d")},
    ),
    "a contradiction from nowhere": (
        "sources",
        "e:svi rc:contradicts e:def-0a1b2c3d . e:def-0a1b2c3d rc:contradicts e:svi .",
        "",
        {("evidence-disagreement", "source/24pm-grc-s/def-0a1b2c3d", "source/24pm-grc-s/svi")},
    ),
    "a definition otherwise from nowhere": (
        "sources",
        "e:svi rc:definesOtherwise e:def-0a1b2c3d .",
        "",
        {("evidence-disagreement", "source/24pm-grc-s/svi", "source/24pm-grc-s/def-0a1b2c3d")},
    ),
    "evidence of what is not said": (
        "evidence",
        "[] a owl:Axiom ; owl:annotatedSource c:appel ; owl:annotatedProperty skos:altLabel ; "
        'owl:annotatedTarget "coup de fil"@fr ; rc:evidence p:0001 .',
        "",
        {("evidence-of-nothing", "concept/appel", "coup de fil")},
    ),
    "evidence that is not described": (
        "evidence",
        "[] a owl:Axiom ; owl:annotatedSource c:appel ; owl:annotatedProperty skos:broader ; "
        "owl:annotatedTarget c:processus ; rc:evidence p:9999 .",
        "",
        {("evidence-kind", "evidence/9999", "")},
    ),
    "a passage of no source": (
        "evidence",
        "",
        "p:0001 oa:hasSource s:24pm-grc-s .",
        {("evidence-passage", "evidence/0001", "")},
    ),
    "a passage without a quote": (
        "evidence",
        "",
        f"p:0001 oa:hasSelector {NODE.format('quote')} .",
        {("evidence-passage", "evidence/0001", "")},
    ),
    "an empty quote": (
        "evidence",
        f'{NODE.format("quote")} oa:exact " " .',
        f'{NODE.format("quote")} oa:exact "Serveur vocal interactif" .',
        {("evidence-quote", "evidence/0001/quote", " ")},
    ),
    "a passage that ends where it starts": (
        "evidence",
        f"{NODE.format('position')} oa:end 100 .",
        f"{NODE.format('position')} oa:end 124 .",
        {("evidence-position", "evidence/0001/position", "100")},
    ),
    "a passage without an end": (
        "evidence",
        "",
        f"{NODE.format('position')} oa:end 124 .",
        {("evidence-end", "evidence/0001/position", "")},
    ),
    "a passage that starts before the text": (
        "evidence",
        f"{NODE.format('position')} oa:start -1 .",
        f"{NODE.format('position')} oa:start 100 .",
        {("evidence-position", "evidence/0001/position", "-1")},
    ),
    "a reading by no rule": (
        "evidence",
        "",
        'p:0001 rc:rule "headword" .',
        {("evidence-reading", "evidence/0001", "")},
    ),
    "a reading without justification": (
        "evidence",
        "",
        "p:0001 sssom:mapping_justification semapv:LexicalMatching .",
        {("evidence-reading", "evidence/0001", "")},
    ),
    "more than certain": (
        "evidence",
        "p:0001 rc:confidence 1.2 .",
        "p:0001 rc:confidence 0.9 .",
        {("evidence-confidence", "evidence/0001", "1.2")},
    ),
    "confidence in words": (
        "evidence",
        'p:0001 rc:confidence "haute" .',
        "p:0001 rc:confidence 0.9 .",
        {("evidence-confidence", "evidence/0001", "haute")},
    ),
    "a decision without a reason": (
        "evidence",
        "",
        'p:0002 rdfs:comment "Le texte le dit."@fr .',
        {("evidence-decision", "evidence/0002", "")},
    ),
    "a decision by nobody": (
        "evidence",
        "",
        'p:0002 dcterms:creator "équipe de curation"@fr .',
        {("evidence-decision", "evidence/0002", "")},
    ),
    "a decision of no day": (
        "evidence",
        'p:0002 dcterms:created "hier" .',
        'p:0002 dcterms:created "2026-11-22"^^xsd:date .',
        {("evidence-decision", "evidence/0002", "")},
    ),
    "a decision written nowhere": (
        "evidence",
        "",
        'p:0002 rc:decidedIn "ontology/curation/relations.tsv:12" .',
        {("evidence-decision", "evidence/0002", "")},
    ),
}

# Statements that one axiom, on either direction, is enough for.
PROVED_FROM_THE_OTHER_SIDE = {
    "narrower for broader": (
        "c:appel skos:broader c:canal . c:canal skos:narrower c:appel .",
        "c:canal skos:narrower c:appel .",
    ),
    "related for related": (
        "c:appel skos:related c:score . c:score skos:related c:appel .",
        "c:score skos:related c:appel .",
    ),
    "hasPart for partOf": (
        "c:appel rc:partOf c:score ; skos:related c:score . "
        "c:score rc:hasPart c:appel ; skos:related c:appel .",
        "c:score rc:hasPart c:appel .",
    ),
    "inverseApproachOf for itself": (
        "c:vrm rc:inverseApproachOf c:appel ; skos:related c:appel . "
        "c:appel rc:inverseApproachOf c:vrm ; skos:related c:vrm .",
        "c:appel rc:inverseApproachOf c:vrm .",
    ),
}


def test_a_sound_build_passes(sound: Graphs) -> None:
    assert reported("evidence", sound) == set()


@pytest.mark.parametrize(("part", "add", "drop", "expected"), FAULTS.values(), ids=FAULTS.keys())
def test_each_fault_is_named(
    sound: Graphs, part: str, add: str, drop: str, expected: Report
) -> None:
    assert reported_once_spoiled("evidence", sound, part=part, add=add, drop=drop) == expected


@pytest.mark.parametrize(
    ("statements", "proved"),
    PROVED_FROM_THE_OTHER_SIDE.values(),
    ids=PROVED_FROM_THE_OTHER_SIDE.keys(),
)
def test_evidence_of_one_direction_is_enough(sound: Graphs, statements: str, proved: str) -> None:
    graphs = spoiled(sound, part="vocabulary", add=statements)
    (statement,) = triples(proved)
    graphs["evidence"] = [*graphs["evidence"], *axiom(statement, f"{BASE}evidence/0002", "other")]
    assert reported("evidence", graphs) == set()


def test_evidence_of_one_direction_of_a_contradiction_is_enough(sound: Graphs) -> None:
    both = "e:svi rc:contradicts e:def-0a1b2c3d . e:def-0a1b2c3d rc:contradicts e:svi ."
    graphs = spoiled(sound, part="sources", add=both)
    for statement in triples(both):
        proof = axiom(statement, f"{BASE}evidence/0002", "why")
        proved = {**graphs, "evidence": [*graphs["evidence"], *proof]}
        assert reported("evidence", proved) == set()


def test_a_statement_whose_axiom_has_no_evidence_is_reported(sound: Graphs) -> None:
    predicate = triples("v:x rc:evidence v:y .")[0].predicate

    def leads_nowhere(triple: Triple) -> bool:
        return triple.predicate == predicate and triple.subject in axioms

    axioms = {
        t.subject
        for t in sound["evidence"]
        if t.predicate.value.endswith("annotatedSource") and str(t.object).endswith(f"{SVI}>")
    }
    graphs = {**sound, "evidence": [t for t in sound["evidence"] if not leads_nowhere(t)]}
    assert {check for check, _, _ in reported("evidence", graphs)} == {
        "evidence-label",
        "evidence-hierarchy",
        "evidence-typed",
        "evidence-type",
    }


def test_a_deprecated_concept_needs_no_evidence_for_its_label(sound: Graphs) -> None:
    found = reported_once_spoiled(
        "evidence", sound, part="vocabulary", add='c:ancien skos:altLabel "plus vieux encore"@fr .'
    )
    assert found == set()


def test_each_check_has_a_fault_that_it_names() -> None:
    named = {check for *_, expected in FAULTS.values() for check, _, _ in expected}
    assert named == {iri.partition("#")[2] for iri in shapes("evidence").checks}
