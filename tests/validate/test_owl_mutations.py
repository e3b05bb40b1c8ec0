"""Each kind of contradiction, put into the published vocabulary at a random place, is explained."""

from __future__ import annotations

import random

import pyoxigraph
import pytest
from pyoxigraph import NamedNode, Triple

from pipeline.validate.names import Names
from pipeline.validate.owl import explain
from pipeline.validate.owl.axioms import Axiom, is_declaration, logical, split
from pipeline.validate.owl.hermit import first_inconsistent
from pipeline.validate.owl.justification import justify
from pipeline.vocabulary import RDF, SKOS

from .example import BASE, PROJECT, RC, store, triples, vocabulary

pytestmark = pytest.mark.slow

# Change it to look at other places; the explanations must hold at all of them.
SEED = 20261122

# kind -> what is added ({a} {b} two concepts, {other} a class that excludes {a}'s, {top} its top
# concept) and words of the explanation that name the axioms behind it
FAULTS = {
    "two disjoint types": ("{a} a {other} .", "sont disjoints"),
    "a place against the type": ("{a} skos:broader {top} .", "sont disjoints"),
    "a place stated from above": ("{top} skos:narrower {a} .", "sont inverses"),
    "two places": ("c:neuf skos:broader {own} , {top} .", "équivaut à"),
    "a domain against the type": ("{a} rc:rule 'x' .", "ce qui a la propriété"),
    "a range against the type": ("{b} skos:inScheme {a} .", "toute valeur de"),
    "asymmetric, both ways": ("{a} rc:measures {b} . {b} rc:measures {a} .", "que dans un sens"),
    "asymmetric, by the inverse": ("{a} rc:partOf {b} ; rc:hasPart {b} .", "sont inverses"),
    "irreflexive": ("{a} rc:usedFor {a} .", "avec soi-même"),
    "two values of a functional property": (
        "{a} rc:headwordLost true , false .",
        "n'a qu'une valeur",
    ),
    "disjoint properties": (
        "rc:measures owl:propertyDisjointWith rc:partOf . {a} rc:measures {b} ; rc:partOf {b} .",
        "s'excluent",
    ),
    "concept and scheme": ("{a} a skos:ConceptScheme .", "sont disjoints"),
    "concept and collection": ("{a} skos:member {b} .", "ce qui a la propriété"),
    "concept and decision": ("{a} a rc:Decision .", "sont disjoints"),
    "decision and evidence": ("{a} a rc:Evidence .", "sont disjoints"),
    "a value of another datatype": ("{a} rc:headwordLost 'oui' .", "toute valeur de"),
    "a value that is none of its datatype": (
        "c:preuve a rc:Evidence ; rc:confidence 'beaucoup'^^xsd:decimal .",
        "toute valeur de",
    ),
}


@pytest.fixture(scope="module")
def published() -> list[Triple]:
    return [
        quad.triple
        for name in ("ontology.ttl", "relation-client.ttl")
        for quad in pyoxigraph.parse(path=str(PROJECT / "output" / name))
    ]


def places(published: list[Triple], chance: random.Random) -> dict[str, str]:
    """Two concepts at random, a class that excludes the first one's, and the tops of both."""
    kinds = {str(t.subject): t.object for t in published if is_kind(t)}
    disjoint = {
        frozenset((t.subject, t.object)): (t.subject, t.object)
        for t in published
        if t.predicate.value.endswith("#disjointWith") and str(t.subject).startswith(f"<{RC}")
    }
    tops = {
        kinds[str(t.subject)]: str(t.subject)
        for t in published
        if t.predicate.value == f"{SKOS}topConceptOf"
    }
    while True:
        one, two = chance.sample(sorted(kinds), 2)
        others = sorted(
            (str(other), other)
            for pair in disjoint.values()
            for other in pair
            if kinds[one] in pair and other not in (kinds[one], NamedNode(f"{SKOS}Concept"))
        )
        others = [(name, other) for name, other in others if other in tops]
        if others and one not in tops.values():
            name, other = chance.choice(others)
            own = tops[kinds[one]]
            return {"a": one, "b": two, "other": name, "top": tops[other], "own": own}


def is_kind(triple: Triple) -> bool:
    return triple.predicate.value == f"{RDF}type" and str(triple.object).startswith(f"<{RC}")


@pytest.mark.parametrize("kind", FAULTS)
def test_each_contradiction_is_explained_by_what_was_put_in(
    published: list[Triple], kind: str
) -> None:
    fault, axioms = FAULTS[kind]
    place = places(published, random.Random(f"{SEED} {kind}"))
    added = triples(fault.format(**place))
    build = [*published, *added]
    results = explain(build, Names(store(build), vocabulary().prefixes), vocabulary())
    focuses = {str(t.subject) for t in added} | {str(t.object) for t in added}
    assert {str(result.focus) for result in results} & focuses
    assert all(result.messages["fr"] != result.messages["en"] for result in results)
    named = [result for result in results if str(result.focus) in focuses]
    assert any(axioms in result.messages["fr"] for result in named)
    assert all(" → " in result.messages[language] for result in named for language in ("fr", "en"))


def axioms_of(text: str) -> tuple[list[Axiom], list[Triple]]:
    axioms = split(logical(triples(text)))
    background = [triple for axiom in axioms if is_declaration(axiom) for triple in axiom]
    return [axiom for axiom in axioms if not is_declaration(axiom)], background


CARDINALITY = """
rc:A a owl:Class ; rdfs:subClassOf [ a owl:Restriction ; owl:onProperty rc:p ;
    owl:maxCardinality "1"^^xsd:nonNegativeInteger ] .
rc:p a owl:ObjectProperty . rc:q a owl:ObjectProperty ; rdfs:subPropertyOf rc:p .
c:a a rc:A ; rc:p c:b ; rc:q c:c . c:b owl:differentFrom c:c . c:d rc:p c:e ; rc:q c:a .
"""


def test_what_no_rule_shows_is_explained_by_a_minimal_set() -> None:
    build = triples(CARDINALITY)
    results = explain(build, Names(store(build), vocabulary().prefixes), vocabulary())
    (result,) = results
    assert str(result.focus) == f"<{BASE}concept/a>"
    assert "Ce qui est énoncé de" in result.messages["fr"]
    assert "au plus 1 fois rc:p" in result.messages["fr"]
    assert "concept/e" not in result.messages["fr"]


def test_a_justification_can_spare_no_axiom() -> None:
    axioms, background = axioms_of(CARDINALITY)
    numbers = justify(axioms, background, first_inconsistent, calls=30, deadline=float("inf"))
    assert numbers is not None
    sets = [
        [*background, *(t for number in numbers if number != gone for t in axioms[number])]
        for gone in numbers
    ]
    assert first_inconsistent(sets) is None
    assert len(numbers) == 6 < len(axioms)


def test_a_justification_that_takes_too_many_calls_is_given_up() -> None:
    axioms, background = axioms_of(CARDINALITY)
    assert justify(axioms, background, first_inconsistent, calls=1, deadline=float("inf")) is None


def test_contradictions_of_different_things_are_all_named(published: list[Triple]) -> None:
    added = triples("c:abandon a rc:Organisation . c:chatbot rc:usedFor c:chatbot .")
    build = [*published, *added]
    results = explain(build, Names(store(build), vocabulary().prefixes), vocabulary())
    assert {result.label for result in results} == {"abandon", "chatbot"}
