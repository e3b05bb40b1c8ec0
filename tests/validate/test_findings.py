"""Findings: what a taxonomist reads, sorted, once each, in plain French."""

from __future__ import annotations

import pytest
import rdflib
from msgspec import structs
from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from pipeline.graphs import Graphs
from pipeline.model import Because, Finding, Severity
from pipeline.validate.findings import check_of, name, to_findings
from pipeline.validate.names import Names, Term
from pipeline.validate.results import Result, in_order
from pipeline.validate.shapes import Check
from pipeline.validate.views import to_rdflib

from .checking import results, shapes
from .example import BASE, RC, spoiled, store, triples, vocabulary

SKOS = "http://www.w3.org/2004/02/skos/core#"
GS = "https://w3id.org/glossograph/shapes#"


def result(
    check: str,
    severity: Severity = "violation",
    focus: str = "concept/a",
    value: Term | None = None,
    fr: str = "Faux. → Corrigez.",
) -> Result:
    return Result(
        severity=severity,
        shape=f"{GS}{check}",
        component="http://www.w3.org/ns/shacl#SPARQLConstraintComponent",
        focus=NamedNode(BASE + focus),
        path="",
        value=value,
        messages={"fr": fr, "en": "Wrong. → Mend."},
        label="a",
    )


def test_a_finding_says_what_is_wrong_and_what_to_do(sound: Graphs) -> None:
    graphs = spoiled(sound, part="vocabulary", add="c:appel skos:related c:net-promoter-score .")
    (finding,) = to_findings(results("vocabulary", graphs), shapes("vocabulary").checks)
    assert finding == Finding(
        severity="violation",
        check="vocabulary-related-both-ways",
        focus=f"{BASE}concept/appel",
        label="appel",
        message="« appel » est associé à « Net Promoter Score », mais l'inverse n'est pas énoncé.",
        remedy="Énoncez skos:related dans les deux sens.",
        value=f"{BASE}concept/net-promoter-score",
        name="Association dans les deux sens",
        clauses=["https://www.w3.org/TR/skos-reference/#S23"],
    )


def test_a_finding_is_worded_in_english_on_request(sound: Graphs) -> None:
    graphs = spoiled(sound, part="vocabulary", add="c:crm rc:partOf c:vrm .")
    messages = {f.message for f in to_findings(results("vocabulary", graphs), {}, language="en")}
    assert messages == {
        "The relation “customer relationship management” is part of “vendor relationship management” "
        "is stated without its inverse."
    }


def test_a_relation_is_called_by_its_label(sound: Graphs) -> None:
    graphs = spoiled(sound, part="vocabulary", add="c:crm rc:partOf c:vrm .")
    (finding,) = to_findings(results("vocabulary", graphs), {})
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
    found = to_findings(results("evidence", graphs), {})
    assert [finding.path.rpartition("/")[2] for finding in found] == [
        "creator",
        "rdf-schema#comment",
    ]


def test_a_label_with_backslashes_and_braces_is_shown_as_it_is(sound: Graphs) -> None:
    graphs = spoiled(sound, part="vocabulary", add=r'c:appel skos:altLabel "\\d {?value} "@fr .')
    (finding,) = to_findings(results("vocabulary", graphs), {})
    assert finding.message.startswith(r"Le libellé « \d {?value}  » (fr) est vide")


def check(name: str, *restates: str, clauses: tuple[str, ...] = ()) -> dict[str, Check]:
    iri = f"{GS}{name}"
    return {
        iri: Check(
            iri=iri,
            severity="violation",
            names={"fr": f"Règle {name}", "en": f"Rule {name}"},
            messages={},
            clauses=list(clauses),
            sources=["Contrat"],
            restates=[f"{GS}{other}" for other in restates],
            importers=[],
        )
    }


def shown(found: list[Finding]) -> list[tuple[str, str, list[str]]]:
    """Check, last letter of the focus and the other checks of each finding."""
    return [(f.check, f.focus[-1], f.also) for f in found]


def test_violations_come_first_then_the_checks_that_touch_most_concepts() -> None:
    found = to_findings(
        [
            result("z-check", "info", fr="z"),
            result("a-check", "warning", focus="concept/c", fr="a"),
            result("a-check", "warning", focus="concept/c", fr="a2"),
            result("b-check", "warning", focus="concept/b"),
            result("b-check", "warning", focus="concept/a"),
            result("y-check", fr="y"),
        ],
        {},
    )
    assert [(f.severity, f.check, f.focus[-1]) for f in found] == [
        ("violation", "y-check", "a"),
        ("warning", "b-check", "a"),
        ("warning", "b-check", "b"),
        ("warning", "a-check", "c"),
        ("warning", "a-check", "c"),
        ("info", "z-check", "a"),
    ]


def test_the_same_words_on_the_same_focus_and_value_are_one_finding() -> None:
    found = to_findings([result("b"), result("a"), result("a"), result("a", focus="concept/b")], {})
    assert shown(found) == [("a", "a", ["b"]), ("a", "b", [])]


def test_the_same_words_in_one_language_may_differ_in_another() -> None:
    two = [result("a"), result("b", fr="Autrement.")]
    assert len(to_findings(two, {}, language="fr")) == 2
    assert len(to_findings(two, {}, language="en")) == 1


def test_results_keep_both_checks_that_say_the_same() -> None:
    assert [r.check for r in in_order([result("b"), result("a"), result("a")])] == ["a", "b"]


def test_faults_of_two_values_are_two() -> None:
    two = [result("a", value=Literal("x", language="fr")), result("a", value=Literal("y"))]
    assert len(to_findings(two, {})) == 2


def test_a_check_that_restates_another_of_the_same_focus_is_only_named() -> None:
    checks = check("quality-labels", "S14") | check("S14")
    found = to_findings(
        [
            result("quality-labels", "warning", fr="Deux noms."),
            result("S14", fr="Deux libellés."),
            result("quality-labels", "warning", focus="concept/b", fr="Deux noms."),
        ],
        checks,
    )
    assert shown(found) == [("S14", "a", ["quality-labels"]), ("quality-labels", "b", [])]


def test_a_chain_of_restatements_ends_in_its_first_check() -> None:
    checks = check("vocpub", "quality") | check("quality", "S14") | check("S14")
    every = [result("vocpub", fr="1"), result("quality", fr="2"), result("S14", fr="3")]
    assert shown(to_findings(every, checks)) == [("S14", "a", ["quality", "vocpub"])]
    assert shown(to_findings(every[:2], checks)) == [("quality", "a", ["vocpub"])]


def test_checks_that_restate_each_other_in_a_circle_lose_no_finding() -> None:
    checks = check("a", "b") | check("b", "a")
    found = to_findings([result("a", fr="1"), result("b", fr="2")], checks)
    assert shown(found) == [("b", "a", ["a"])]


def test_a_violation_is_never_hidden_behind_a_warning() -> None:
    checks = check("a", "b") | check("b")
    found = to_findings([result("a", fr="1"), result("b", "warning", fr="2")], checks)
    assert [f.severity for f in found] == ["violation", "warning"]


def test_a_finding_names_its_rule_and_links_to_its_clause() -> None:
    link = "https://www.w3.org/TR/skos-reference/#S14"
    (finding,) = to_findings([result("S14")], check("S14", clauses=(link,)), language="en")
    assert (finding.name, finding.clauses) == ("Rule S14", [link])


def test_a_rule_without_a_link_is_given_by_its_source() -> None:
    (finding,) = to_findings([result("S14")], check("S14"))
    assert finding.clauses == ["Contrat"]


def test_what_the_reasoner_finds_has_a_name_and_a_clause_without_a_shape() -> None:
    (finding,) = to_findings([result("owl-consistency")], {})
    assert finding.name == "L'ontologie et le vocabulaire ne se contredisent pas (OWL)"
    assert finding.clauses[0].startswith("https://www.w3.org/TR/owl2-direct-semantics/")
    assert check_of(f"{GS}nobody-knows", {}) is None


def test_a_finding_carries_what_its_statement_rests_on() -> None:
    decision = Because("decision", "ontology/curation/labels.tsv:3", "Usage. (X, 2026-01-31)")
    (finding,) = to_findings([result("a"), result("b")], {}, lambda _: [decision])
    assert finding.because == [decision]


def test_only_what_is_reported_is_asked_for_its_reasons() -> None:
    asked: list[str] = []

    def because(result: Result) -> list[Because]:
        asked.append(result.check)
        return []

    to_findings([result("a"), result("b")], {}, because)
    assert asked == ["a"]


def test_a_finding_is_named_in_the_language_asked_for() -> None:
    names = {(f"{BASE}concept/a", "en"): "call"}
    found = to_findings([result("a")], {}, language="en", label=lambda *key: names.get(key, ""))
    assert [f.label for f in found] == ["call"]


def test_what_has_no_iri_is_not_looked_up() -> None:
    nameless = structs.replace(result("a"), focus=BlankNode("b1"), label="")
    (finding,) = to_findings([nameless], {}, label=lambda iri, _: NamedNode(iri).value)
    assert (finding.focus, finding.label) == ("_:b1", "")


def test_a_finding_without_label_is_named_by_the_end_of_its_iri() -> None:
    finding = Finding(
        severity="info", check="x", focus=f"{BASE}concept/sans-nom", label="", message="Rien."
    )
    assert name(finding) == "sans-nom"


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
    foci = {finding.focus for finding in to_findings(results("import", graphs), {})}
    assert foci - {f.focus for f in to_findings(results("import", sound), {})} == {"_:b1"}


def test_a_statement_about_a_statement_is_not_rdf_1_1() -> None:
    inner = Triple(NamedNode("urn:a"), NamedNode("urn:b"), NamedNode("urn:c"))
    outer = Triple(NamedNode("urn:a"), NamedNode("urn:b"), inner)
    with pytest.raises(TypeError, match="not a term of RDF"):
        to_rdflib([outer], rdflib.Graph())
