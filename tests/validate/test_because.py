"""Where a finding comes from: the decision or the sentence behind the statements it is about."""

from __future__ import annotations

import pytest
from pyoxigraph import BlankNode, Literal, NamedNode

from pipeline.model import Because, Concept, Decision, Definition, Label, Relation
from pipeline.validate.because import Grounds, Rows, decided_rows
from pipeline.validate.names import Term
from pipeline.validate.results import Result

from .example import BASE, store, triples, vocabulary

SKOS = "http://www.w3.org/2004/02/skos/core#"
TSV = "ontology/curation/relations.tsv"

# Who calls whom: `b` is a decision, the letters s to u are sentences of falling confidence.
NODES = f"""
p:b a rc:Decision ; dcterms:creator "Ana"@fr ; dcterms:created "2026-01-31"^^xsd:date ;
    rdfs:comment "C'est un usage."@fr ; rc:decidedIn "{TSV}" .
p:s a rc:Evidence ; dcterms:source e:svi ; rc:confidence 0.9 ; oa:hasSelector <urn:s> .
<urn:s> oa:exact "Le SVI\\nest un serveur." .
p:t a rc:Evidence ; dcterms:source e:voix ; rc:confidence 0.8 ; oa:hasSelector <urn:t> .
<urn:t> oa:exact "La voix." .
p:u a rc:Evidence ; dcterms:source e:urne ; rc:confidence 0.7 ; oa:hasSelector <urn:u> .
<urn:u> oa:exact "L'urne." .
"""
DECISION = Because("decision", TSV, "C'est un usage. (Ana, 2026-01-31)")
S = Because("sentence", "24pm-grc-s/svi", "Le SVI est un serveur.")
T = Because("sentence", "24pm-grc-s/voix", "La voix.")
U = Because("sentence", "24pm-grc-s/urne", "L'urne.")


def axiom(statement: str, *evidence: str) -> str:
    subject, predicate, target = statement.split(maxsplit=2)
    return (
        f"[] a owl:Axiom ; owl:annotatedSource {subject} ; owl:annotatedProperty {predicate} ;"
        f" owl:annotatedTarget {target} ; rc:evidence {' , '.join(evidence)} .\n"
    )


def because(
    axioms: str, focus: Term, value: Term | None = None, path: str = "", rows: Rows | None = None
) -> list[Because]:
    result = Result(
        severity="warning",
        shape="https://w3id.org/glossograph/shapes#x",
        component="http://www.w3.org/ns/shacl#SPARQLConstraintComponent",
        focus=focus,
        path=path and SKOS + path,
        value=value,
        messages={},
    )
    return Grounds(store(triples(NODES + axioms)), vocabulary(), lambda: rows or {})(result)


def c(slug: str) -> NamedNode:
    return NamedNode(f"{BASE}concept/{slug}")


def test_a_statement_between_focus_and_value_is_given_by_its_sentence() -> None:
    assert because(axiom("c:a skos:related c:b", "p:s"), c("a"), c("b"), "related") == [S]


def test_a_statement_of_the_other_direction_counts() -> None:
    assert because(axiom("c:b skos:related c:a", "p:s"), c("a"), c("b")) == [S]


def test_a_narrower_relation_stands_for_the_plain_one() -> None:
    assert because(axiom("c:a rc:measures c:b", "p:s"), c("a"), c("b"), "related") == [S]


def test_the_property_that_the_finding_names_goes_before_others() -> None:
    axioms = axiom("c:a skos:related c:b", "p:s") + axiom("c:a skos:broader c:b", "p:t")
    assert because(axioms, c("a"), c("b"), "broader") == [T]


def test_a_label_needs_no_property() -> None:
    axioms = axiom('c:a skos:altLabel "A"@fr', "p:s") + axiom('c:a skos:altLabel "B"@fr', "p:t")
    assert because(axioms, c("a"), Literal("A", language="fr")) == [S]


def test_decisions_come_first_then_the_surest_sentences_and_three_at_most() -> None:
    found = because(axiom("c:a skos:related c:b", "p:u", "p:t", "p:s", "p:b"), c("a"), c("b"))
    assert found == [DECISION, S, T]


def test_the_same_sentence_is_given_once() -> None:
    axioms = axiom("c:a skos:related c:b", "p:s") + axiom("c:b skos:related c:a", "p:s")
    assert because(axioms, c("a"), c("b")) == [S]


def test_a_decision_is_given_with_the_line_of_its_row() -> None:
    rows = {(f"{BASE}concept/a", f"{SKOS}related", str(c("b"))): f"{TSV}:12"}
    (found,) = because(axiom("c:a skos:related c:b", "p:b"), c("a"), c("b"), rows=rows)
    assert found.where == f"{TSV}:12"


def test_a_row_of_another_file_is_not_taken_for_the_decision() -> None:
    rows = {(f"{BASE}concept/a", f"{SKOS}related", str(c("b"))): "ontology/curation/labels.tsv:1"}
    assert because(axiom("c:a skos:related c:b", "p:b"), c("a"), c("b"), rows=rows) == [DECISION]


def test_of_decisions_in_the_same_words_each_statement_has_its_own_row() -> None:
    other = "ontology/curation/labels.tsv"
    axioms = f'p:b rc:decidedIn "{other}" .\n' + axiom("c:a skos:related c:b", "p:b")
    axioms += axiom('c:a skos:altLabel "A"@fr', "p:b")
    label = Literal("A", language="fr")
    rows = {
        (f"{BASE}concept/a", f"{SKOS}related", str(c("b"))): f"{TSV}:12",
        (f"{BASE}concept/a", f"{SKOS}altLabel", str(label)): f"{other}:3",
    }
    assert [b.where for b in because(axioms, c("a"), c("b"), rows=rows)] == [f"{TSV}:12"]
    assert [b.where for b in because(axioms, c("a"), label, rows=rows)] == [f"{other}:3"]
    assert [b.where for b in because(axioms, c("a"), label)] == [f"{other}, {TSV}"]


def test_something_above_through_others_is_given_step_by_step() -> None:
    axioms = axiom("c:a skos:broader c:m", "p:s") + axiom("c:b skos:narrower c:m", "p:b")
    axioms += axiom("c:a skos:related c:b", "p:t") + axiom("c:a skos:broader c:x", "p:u")
    assert because(axioms, c("a"), c("b")) == [DECISION, T, S]


def test_a_loop_is_given_by_the_statements_that_close_it() -> None:
    axioms = axiom("c:a skos:broader c:b", "p:s") + axiom("c:b skos:broader c:a", "p:b")
    axioms += axiom('c:a skos:prefLabel "A"@fr', "p:t")
    assert because(axioms, c("a")) == [DECISION, S]


def test_a_property_without_a_value_is_given_by_its_statements() -> None:
    axioms = axiom('c:a skos:altLabel "A"@fr', "p:s") + axiom('c:a skos:prefLabel "B"@fr', "p:t")
    assert because(axioms, c("a"), path="altLabel") == [S]


def test_a_thing_alone_is_given_by_where_its_name_comes_from() -> None:
    axioms = axiom('c:a skos:prefLabel "A"@fr', "p:s") + axiom("c:a skos:related c:b", "p:b")
    assert because(axioms, c("a")) == [S]
    assert because(axioms, c("a"), path="definition") == [S]


def test_two_things_that_nothing_joins_are_given_by_their_names() -> None:
    axioms = axiom('c:a skos:prefLabel "A"@fr', "p:s") + axiom('c:b skos:prefLabel "A"@fr', "p:t")
    assert because(axioms, c("a"), c("b")) == [S, T]


def test_a_class_that_does_not_fit_is_given_by_types_and_place() -> None:
    axioms = axiom("c:a rdf:type rc:Indicator", "p:b") + axiom("c:a skos:broader c:m", "p:s")
    axioms += axiom('c:a skos:prefLabel "A"@fr', "p:t")
    assert because(axioms, c("a"), NamedNode(f"{BASE}ontology#Actor")) == [DECISION, S]
    assert because(axioms, c("a"), NamedNode(f"{BASE}ontology#Indicator")) == [DECISION, S]


@pytest.mark.parametrize("focus", [BlankNode("b"), c("nobody"), Literal("x")])
def test_what_no_evidence_speaks_of_has_none(focus: Term) -> None:
    axioms = axiom("c:a skos:related c:b", "p:s")
    assert because(axioms, focus) == because(axioms, focus, Literal("y")) == []


def test_rows_are_read_only_where_a_decision_is_at_fault() -> None:
    def never() -> Rows:
        raise AssertionError("nobody decided this")

    evidence = store(triples(NODES + axiom("c:a skos:related c:b", "p:s")))
    result = Result("info", "#x", "", c("a"), "", c("b"), {})
    assert Grounds(evidence, vocabulary(), never)(result) == [S]


def test_rows_are_those_of_labels_relations_and_definitions() -> None:
    def decided(line: int) -> Decision:
        return Decision("Ana", "2026-01-31", "Usage.", f"x.tsv:{line}")

    concept = Concept(
        iri=f"{BASE}concept/a",
        labels=[
            Label("A", "fr", "preferred", decision=decided(1)),
            Label("SA", "fr", "acronym", decision=decided(2)),
            Label("Aa", "fr", "alternative"),
        ],
        entries=[],
        relations=[Relation("skos:broader", f"{BASE}concept/b", decision=decided(3))],
        definitions=[Definition("Un a.", "fr", "s/a", decided(4))],
    )
    assert decided_rows([concept], vocabulary()) == {
        (concept.iri, f"{SKOS}prefLabel", '"A"@fr'): "x.tsv:1",
        (concept.iri, f"{BASE}ontology#acronym", '"SA"@fr'): "x.tsv:2",
        (concept.iri, f"{SKOS}definition", '"Un a."@fr'): "x.tsv:4",
        (concept.iri, f"{SKOS}broader", f"<{BASE}concept/b>"): "x.tsv:3",
    }
