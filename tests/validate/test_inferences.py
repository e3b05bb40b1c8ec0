"""OWL: what follows from ontology and vocabulary, and nothing else."""

from __future__ import annotations

from collections import Counter

import pytest
from pyoxigraph import BlankNode, NamedNode, Quad, Store, Triple, parse

from pipeline.graphs import Graphs
from pipeline.validate.owl import reason
from pipeline.validate.owl.axioms import count_axioms, logical, split
from pipeline.validate.owl.clashes import clashes
from pipeline.validate.owl.closure import closure
from pipeline.validate.owl.hermit import first_inconsistent
from pipeline.validate.owl.rules import Derivations
from pipeline.vocabulary import OWL, RDF, SKOS, load_vocabulary
from tests.conftest import PROJECT

from .example import BASE, triples

pytestmark = pytest.mark.slow

# A defined class as the ontology writes it: the top concept itself, and whatever is under it.
DEFINED = """
skos:Concept a owl:Class . skos:ConceptScheme a owl:Class ; owl:disjointWith skos:Concept .
skos:broader a owl:ObjectProperty ; rdfs:subPropertyOf skos:broaderTransitive ;
    owl:inverseOf skos:narrower .
skos:narrower a owl:ObjectProperty ; rdfs:subPropertyOf skos:narrowerTransitive .
skos:broaderTransitive a owl:ObjectProperty , owl:TransitiveProperty ;
    rdfs:subPropertyOf skos:semanticRelation ; owl:inverseOf skos:narrowerTransitive .
skos:narrowerTransitive a owl:ObjectProperty , owl:TransitiveProperty ;
    rdfs:subPropertyOf skos:semanticRelation .
skos:semanticRelation a owl:ObjectProperty ; rdfs:domain skos:Concept ; rdfs:range skos:Concept .
rc:Fruit a owl:Class ; rdfs:subClassOf skos:Concept ; owl:equivalentClass [ a owl:Class ;
    owl:unionOf (
        [ a owl:Restriction ; owl:onProperty skos:broaderTransitive ; owl:hasValue c:fruit ]
        [ a owl:Class ; owl:oneOf ( c:fruit ) ] ) ] .
"""
TREE = "c:pomme skos:broader c:fruit . c:reinette skos:broader c:pomme . c:prune a rc:Fruit ."


def inferred(text: str) -> set[Triple]:
    return set(reason(triples(text)).inferred)


def test_a_place_in_the_tree_and_the_top_itself_give_the_class() -> None:
    expected = triples(
        "c:fruit a rc:Fruit , skos:Concept . c:pomme a rc:Fruit , skos:Concept ."
        "c:reinette a rc:Fruit , skos:Concept . c:prune a skos:Concept ."
    )
    types = {t for t in inferred(DEFINED + TREE) if t.predicate.value == f"{RDF}type"}
    assert types == set(expected)


def test_a_stated_type_places_a_concept_nowhere_and_no_top_is_under_itself() -> None:
    links = {t for t in inferred(DEFINED + TREE) if t.predicate.value.startswith(SKOS)}
    ends = {(t.subject, t.object) for t in links}
    assert not {t for t in links if "prune" in str(t)}
    assert all(subject != target for subject, target in ends)


def test_the_closure_goes_up_and_down_through_each_step() -> None:
    up, down = f"{SKOS}broaderTransitive", f"{SKOS}narrowerTransitive"
    found = {
        (t.predicate.value, str(t.subject)[-9:-1], str(t.object)[-6:-1])
        for t in inferred(DEFINED + TREE)
        if t.predicate.value in (up, down)
    }
    assert (up, "reinette", "fruit") in found
    assert Counter(name for name, *_ in found) == {up: 3, down: 3}


def test_nothing_stated_nothing_of_owl_and_nothing_anonymous_is_inferred(sound: Graphs) -> None:
    stated = [*sound["ontology"], *sound["vocabulary"]]
    found = reason(stated).inferred
    assert found
    assert set(found).isdisjoint(stated)
    assert [t for t in found if OWL in str(t.object) or "_:" in str(t) or "urn:" in str(t)] == []
    assert found == sorted(found, key=str)


def test_superclasses_that_are_not_stated_are_inferred_direct_or_not() -> None:
    text = (
        "rc:A a owl:Class . rc:B a owl:Class ; rdfs:subClassOf rc:A ."
        "rc:C a owl:Class ; owl:equivalentClass [ a owl:Class ; owl:intersectionOf ( rc:B rc:D ) ] ."
        "rc:D a owl:Class . c:x a rc:C ."
    )
    expected = "rc:C rdfs:subClassOf rc:A , rc:B , rc:D . c:x a rc:A , rc:B , rc:D ."
    assert inferred(text) == set(triples(expected))


def test_from_a_contradiction_nothing_is_inferred() -> None:
    reasoning = reason(triples(DEFINED + TREE + "c:pomme a skos:ConceptScheme ."))
    assert not reasoning.consistent
    assert reasoning.inferred == []


def test_a_class_of_one_named_thing_gets_no_other_member(sound: Graphs) -> None:
    """An empty class gets a witness in the reasoner; of it nothing may be seen."""
    text = (
        "rc:Seul a owl:Class ; owl:equivalentClass [ a owl:Restriction ;"
        "  owl:onProperty rc:p ; owl:hasValue c:x ] . rc:p a owl:ObjectProperty ;"
        "  rdfs:range rc:Cible . rc:Cible a owl:Class . rc:Vide a owl:Class ."
    )
    assert inferred(text) == set()


def test_letters_outside_ascii_come_back_from_the_reasoner() -> None:
    text = (
        "rc:Été a owl:Class ; rdfs:subClassOf rc:Saison . rc:Saison a owl:Class . c:août a rc:Été ."
    )
    assert inferred(text) == set(triples("c:août a rc:Saison ."))


def test_what_annotates_is_no_axiom_that_the_reasoner_is_given() -> None:
    text = "rc:A a owl:Class ; rdfs:label 'A' ; rdfs:comment 'un' . c:x a rc:A ."
    reasoning = reason(triples(text))
    assert (reasoning.axioms, reasoning.logical) == (4, 2)


def test_axioms_that_begin_with_a_blank_node_are_counted() -> None:
    text = "[] a owl:AllDisjointClasses ; owl:members ( rc:A rc:B ) . rc:A a owl:Class ."
    assert count_axioms(triples(text)) == 2


def test_the_closure_is_what_the_rules_of_owl_2_rl_give(sound: Graphs) -> None:
    """Two ways of reading the same axioms: property paths, and rules applied one by one."""
    stated = logical([*sound["ontology"], *sound["vocabulary"]])
    store = Store()
    store.bulk_extend(Quad(t.subject, t.predicate, t.object) for t in stated)
    links = Derivations(split(stated)).links
    by_rules = {
        Triple(subject, name, target)
        for name, ends in links.items()
        for subject, targets in ends.items()
        for target in targets
        if isinstance(name, NamedNode)
        and isinstance(subject, NamedNode)
        and isinstance(target, NamedNode)
        and subject != target
    }
    assert set(closure(store)) == by_rules - set(stated)


# Made of a chain: by an inverse that is stated, by an inverse that has no name, and of a chain.
CHAINS = """
rc:in a owl:ObjectProperty ; owl:inverseOf rc:by . rc:by a owl:ObjectProperty .
rc:about a owl:ObjectProperty . rc:above a owl:ObjectProperty .
rc:with a owl:ObjectProperty ; rdfs:subPropertyOf rc:above ; owl:inverseOf rc:under ;
    owl:propertyChainAxiom ( rc:in rc:about ) . rc:under a owl:ObjectProperty .
rc:back a owl:ObjectProperty ; owl:propertyChainAxiom ( [ owl:inverseOf rc:about ] rc:by ) .
rc:far a owl:ObjectProperty ; owl:propertyChainAxiom ( rc:with rc:with ) .
c:m rc:by c:a ; rc:about c:b . c:n rc:by c:b ; rc:about c:c . c:o rc:by c:d ; rc:about c:d .
"""
CHAINED = """
c:a rc:in c:m ; rc:with c:b ; rc:above c:b ; rc:far c:c . c:d rc:in c:o .
c:b rc:in c:n ; rc:with c:c ; rc:above c:c ; rc:under c:a ; rc:back c:a .
c:c rc:under c:b ; rc:back c:b .
"""
# What is transitive follows from a chain, and the chain from it.
RECURSIVE = """
rc:up a owl:ObjectProperty , owl:TransitiveProperty .
rc:p a owl:ObjectProperty ; rdfs:subPropertyOf rc:up ; owl:propertyChainAxiom ( rc:up rc:q ) .
rc:q a owl:ObjectProperty . c:a rc:up c:b . c:b rc:q c:c . c:c rc:q c:d .
"""


@pytest.mark.parametrize(
    ("text", "expected"),
    [(CHAINS, CHAINED), (RECURSIVE, "c:a rc:p c:c , c:d ; rc:up c:c , c:d .")],
)
def test_chains_give_what_they_are_made_for(text: str, expected: str) -> None:
    """By property paths and by rules."""
    stated = triples(text)
    store = Store()
    store.bulk_extend(Quad(t.subject, t.predicate, t.object) for t in stated)
    assert set(closure(store)) == set(triples(expected))
    facts = Derivations(split(stated)).facts
    assert {(t.subject, t.predicate, t.object) for t in triples(expected)} <= facts.keys()


def test_a_chain_is_explained_by_its_links_and_its_axiom() -> None:
    axioms = split(triples(CHAINS))
    known = Derivations(axioms)
    a, b = (NamedNode(f"{BASE}concept/{name}") for name in "ab")
    fact = (a, NamedNode(f"{BASE}ontology#with"), b)
    ((rule, reasons),) = known.ways(fact)
    said = {
        axioms[number][0].predicate.value.rpartition("#")[2] for number in known.leaves(reasons)
    }
    assert rule == "prp-spo2"
    assert said == {"by", "about", "inverseOf", "propertyChainAxiom"}


def test_a_clash_by_a_chain_names_what_the_chain_concludes() -> None:
    """Not its first link, of which the thing may be the object, or no end at all."""
    ends = "rc:with rdfs:domain rc:A . rc:A owl:disjointWith rc:B . c:a a rc:B ."
    (clash,) = clashes(split(triples(CHAINS + ends)))
    assert clash.because == (("stated", None), ("prp-dom", NamedNode(f"{BASE}ontology#with")))


def test_who_manages_the_relation_with_whom_is_concluded_from_what_is_published() -> None:
    """The same four facts that OWLAPI's HermiT finds in these files."""
    vocabulary = load_vocabulary(PROJECT / "ontology" / "vocabulary.toml")
    paths = [PROJECT / "output" / f"{name}.ttl" for name in ("ontology", vocabulary.name)]
    stated = [quad.triple for path in paths for quad in parse(path=path)]
    forth, back = (
        NamedNode(vocabulary.term(name)) for name in ("managesRelationWith", "hasRelationManagedBy")
    )
    company, customer, vendor = (
        NamedNode(vocabulary.concept(slug)) for slug in ("entreprise", "client", "fournisseur")
    )
    assert {t for t in reason(stated).inferred if t.predicate in (forth, back)} == {
        Triple(company, forth, customer),
        Triple(customer, forth, vendor),
        Triple(customer, back, company),
        Triple(vendor, back, customer),
    }


def test_hermit_agrees_that_what_the_closure_gives_follows(sound: Graphs) -> None:
    """What follows cannot be denied; one statement of each property is tried, and a wrong one."""
    stated = logical([*sound["ontology"], *sound["vocabulary"]])
    found = {t.predicate: t for t in reason(stated).inferred if t.predicate.value.startswith(SKOS)}
    assert len(found) == 3
    (wrong,) = triples("c:score skos:broaderTransitive c:acteur .")
    denied = [[*stated, *denial(t)] for t in [wrong, *found.values()]]
    assert [first_inconsistent([statements]) for statements in denied] == [None, 0, 0, 0]


def denial(triple: Triple) -> list[Triple]:
    node = BlankNode("denied")
    said = {
        f"{RDF}type": NamedNode(f"{OWL}NegativePropertyAssertion"),
        f"{OWL}sourceIndividual": triple.subject,
        f"{OWL}assertionProperty": triple.predicate,
        f"{OWL}targetIndividual": triple.object,
    }
    return [Triple(node, NamedNode(iri), value) for iri, value in said.items()]


@pytest.mark.parametrize("name", ["related", "relatedMatch"])
def test_a_symmetric_property_holds_both_ways(name: str) -> None:
    text = f"skos:{name} a owl:ObjectProperty , owl:SymmetricProperty . c:a skos:{name} c:b ."
    assert inferred(text) == {
        Triple(NamedNode(str(b)[1:-1]), NamedNode(SKOS + name), a)
        for a, _, b in ((t.subject, t.predicate, t.object) for t in triples(text)[2:])
    }
