"""Findings: what a taxonomist reads, sorted, once each, in plain French."""

from __future__ import annotations

import pytest
import rdflib
from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from pipeline.graphs import Graphs
from pipeline.model import Finding, Severity
from pipeline.validate.findings import (
    Findings,
    VocabularyViolationError,
    lines,
    summary,
    to_findings,
)
from pipeline.validate.names import Names, Term
from pipeline.validate.results import Result, in_order
from pipeline.validate.views import to_rdflib

from .checking import results
from .example import BASE, RC, spoiled, store, triples, vocabulary

SKOS = "http://www.w3.org/2004/02/skos/core#"


def result(
    check: str,
    severity: Severity = "violation",
    focus: str = "concept/a",
    value: Term | None = None,
    fr: str = "Faux. → Corrigez.",
) -> Result:
    return Result(
        severity=severity,
        shape=f"https://w3id.org/glossograph/shapes#{check}",
        component="http://www.w3.org/ns/shacl#SPARQLConstraintComponent",
        focus=NamedNode(BASE + focus),
        path="",
        value=value,
        messages={"fr": fr, "en": "Wrong. → Mend."},
        label="a",
    )


def test_a_finding_says_what_is_wrong_and_what_to_do(sound: Graphs) -> None:
    graphs = spoiled(sound, part="vocabulary", add="c:appel skos:related c:net-promoter-score .")
    (finding,) = to_findings(results("vocabulary", graphs))
    assert finding == Finding(
        severity="violation",
        check="vocabulary-related-both-ways",
        focus=f"{BASE}concept/appel",
        label="appel",
        message="« appel » est associé à « Net Promoter Score », mais l'inverse n'est pas énoncé.",
        remedy="Énoncez skos:related dans les deux sens.",
        value=f"{BASE}concept/net-promoter-score",
    )


def test_a_finding_is_worded_in_english_on_request(sound: Graphs) -> None:
    graphs = spoiled(sound, part="vocabulary", add="c:crm rc:partOf c:vrm .")
    messages = {f.message for f in to_findings(results("vocabulary", graphs), "en")}
    assert messages == {
        "The relation “customer relationship management” is part of “vendor relationship management” "
        "is stated without its inverse."
    }


def test_a_relation_is_called_by_its_label(sound: Graphs) -> None:
    graphs = spoiled(sound, part="vocabulary", add="c:crm rc:partOf c:vrm .")
    (finding,) = to_findings(results("vocabulary", graphs))
    assert finding.path == f"{RC}partOf"
    assert finding.message == (
        "La relation « gestion de la relation client » fait partie de "
        "« vendor relationship management » est énoncée sans son inverse."
    )


def test_what_is_missing_is_named_property_by_property(sound: Graphs) -> None:
    graphs = spoiled(
        sound,
        part="evidence",
        drop='p:0002 dcterms:creator "équipe de curation"@fr ; rdfs:comment "Le texte le dit."@fr .',
    )
    found = to_findings(in_order(results("evidence", graphs)))
    assert [finding.path.rpartition("/")[2] for finding in found] == [
        "creator",
        "rdf-schema#comment",
    ]


def test_a_label_with_backslashes_and_braces_is_shown_as_it_is(sound: Graphs) -> None:
    graphs = spoiled(sound, part="vocabulary", add=r'c:appel skos:altLabel "\\d {?value} "@fr .')
    (finding,) = to_findings(results("vocabulary", graphs))
    assert finding.message.startswith(r"Le libellé « \d {?value}  » (fr) est vide")


def test_violations_come_first_then_by_check_and_focus() -> None:
    found = in_order(
        [
            result("z-check", "info", fr="z"),
            result("b-check", focus="concept/b"),
            result("b-check", focus="concept/a"),
            result("a-check", "warning", fr="a"),
        ]
    )
    assert [(r.severity, r.check, r.focus.value[-1]) for r in found] == [
        ("violation", "b-check", "a"),
        ("violation", "b-check", "b"),
        ("warning", "a-check", "a"),
        ("info", "z-check", "a"),
    ]


def test_the_same_fault_found_by_two_checks_is_shown_once() -> None:
    assert [r.check for r in in_order([result("b"), result("a"), result("a")])] == ["a"]


def test_faults_of_two_values_are_two() -> None:
    two = [result("a", value=Literal("x", language="fr")), result("a", value=Literal("y"))]
    assert len(in_order(two)) == 2


def test_a_line_holds_severity_check_name_iri_words_and_remedy() -> None:
    found = to_findings([result("S14", fr="Deux libellés. → Gardez-en un.")])
    assert lines(found) == [f"violation [S14] a <{BASE}concept/a>: Deux libellés. → Gardez-en un."]


def test_a_finding_without_label_is_named_by_the_end_of_its_iri() -> None:
    finding = Finding(
        severity="info", check="x", focus=f"{BASE}concept/sans-nom", label="", message="Rien."
    )
    assert lines([finding]) == [f"remarque [x] sans-nom <{BASE}concept/sans-nom>: Rien."]


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("fr", "2 violations, 1 avertissement, 0 remarque"),
        ("en", "2 violations, 1 warning, 0 remarks"),
    ],
)
def test_a_summary_counts_by_severity(language: str, expected: str) -> None:
    found = to_findings([result("a"), result("b"), result("c", "warning")])
    assert summary(found, language) == expected


def test_the_error_is_one_line_with_the_first_three_violations() -> None:
    found = to_findings([result(check, fr=f"Faux {check}.\n → Non.") for check in "abcd"])
    findings = Findings(conforms=False, findings=found, consistent=True, axioms=0)
    error = VocabularyViolationError(findings, where="report.md", remedy="correct it")
    assert str(error) == (
        "report.md: 4 violations : a : Faux a. ; a : Faux b. ; a : Faux c. ; …; correct it"
    )
    assert error.findings is findings


@pytest.mark.parametrize(
    ("term", "shown"),
    [
        (NamedNode(f"{BASE}concept/appel"), "« appel »"),
        (NamedNode(f"{SKOS}broader"), "skos:broader"),
        (NamedNode(f"{BASE}concept/inconnu"), f"<{BASE}concept/inconnu>"),
        (Literal("chat", language="en"), "« chat » (en)"),
        (Literal("chat"), "« chat »"),
        (Literal(12), "12"),
        (BlankNode("b1"), "_:b1"),
        (None, ""),
    ],
)
def test_a_term_is_shown_as_people_call_it(term: Term | None, shown: str) -> None:
    said = triples('c:appel skos:prefLabel "appel"@fr , "call"@en .')
    names = Names(store(said), vocabulary().prefixes)
    assert names.shown(term, "fr") == shown


def test_a_preferred_label_names_a_thing_before_a_title() -> None:
    text = 'v:s dcterms:title "Titre"@fr ; skos:prefLabel "Nom"@fr , "Autre"@fr .'
    names = Names(store(triples(text)), vocabulary().prefixes)
    assert names.name(f"{BASE}s", "en") == "Autre"


def test_a_concept_without_an_iri_keeps_the_name_that_map_gave_it(sound: Graphs) -> None:
    graphs = spoiled(sound, part="vocabulary", add='_:b1 a skos:Concept ; skos:prefLabel "x"@fr .')
    found = to_findings(results("import", graphs))
    assert {f.focus for f in found if f.severity == "violation"} == {"_:b1"}


def test_a_statement_about_a_statement_is_not_rdf_1_1() -> None:
    inner = Triple(NamedNode("urn:a"), NamedNode("urn:b"), NamedNode("urn:c"))
    outer = Triple(NamedNode("urn:a"), NamedNode("urn:b"), inner)
    with pytest.raises(TypeError, match="not a term of RDF"):
        to_rdflib([outer], rdflib.Graph())
