"""OWL: what follows from ontology and vocabulary, and nothing else."""

from __future__ import annotations

import subprocess
from collections import Counter
from pathlib import Path

import pyoxigraph
import pytest
from pyoxigraph import NamedNode, Quad, RdfFormat, Store, Triple

from pipeline.graphs import Graphs
from pipeline.validate.owl import reason
from pipeline.validate.owl.axioms import count_axioms, logical
from pipeline.validate.owl.closure import closure
from pipeline.validate.owl.hermit import _class_path
from pipeline.validate.owl.java import find_java
from pipeline.vocabulary import OWL, RDF, SKOS

from .example import triples

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


def test_a_superclass_that_is_not_stated_is_inferred() -> None:
    text = (
        "rc:A a owl:Class . rc:B a owl:Class ; rdfs:subClassOf rc:A ."
        "rc:C a owl:Class ; rdfs:subClassOf rc:B . c:x a rc:C ."
    )
    assert inferred(text) == set(triples("rc:C rdfs:subClassOf rc:A . c:x a rc:A , rc:B .")) - set(
        triples("rc:C rdfs:subClassOf rc:A .")
    )


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


def test_axioms_that_begin_with_a_blank_node_are_counted() -> None:
    text = "[] a owl:AllDisjointClasses ; owl:members ( rc:A rc:B ) . rc:A a owl:Class ."
    assert count_axioms(triples(text)) == 2


def test_the_closure_is_what_hermit_says_of_property_values(sound: Graphs, tmp_path: Path) -> None:
    stated = [*sound["ontology"], *sound["vocabulary"]]
    bearing = logical(stated)
    store = Store()
    store.bulk_extend(Quad(t.subject, t.predicate, t.object) for t in bearing)
    ours = {(str(t.subject), str(t.predicate), str(t.object)) for t in closure(store)}
    links = {(str(t.subject), str(t.predicate), str(t.object)) for t in stated}
    assert property_values(bearing, tmp_path) - links == ours


def property_values(bearing: list[Triple], folder: Path) -> set[tuple[str, str, str]]:
    """What HermiT knows of all object properties between different things."""
    file = folder / "all.nt"
    file.write_bytes(pyoxigraph.serialize(bearing, format=RdfFormat.N_TRIPLES) or b"")
    arguments = ["-Dfile.encoding=UTF-8", "-cp", _class_path()]
    program = ["org.semanticweb.HermiT.cli.CommandLine", "--classify", "--classifyPVs"]
    done = subprocess.run(
        [find_java(), *arguments, *program, file.as_uri()],
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    found = set()
    for line in done.stdout.splitlines():
        name, separator, rest = line.partition(" (known instances: ")
        if separator:
            known = rest.partition("|")[0].strip().removeprefix("(").removesuffix(")")
            for pair in filter(None, known.split(")(")):
                one, other = pair.split(", ")
                if one != other:
                    found.add((one, name, other))
    return found


@pytest.mark.parametrize("name", ["related", "relatedMatch"])
def test_a_symmetric_property_holds_both_ways(name: str) -> None:
    text = f"skos:{name} a owl:ObjectProperty , owl:SymmetricProperty . c:a skos:{name} c:b ."
    assert inferred(text) == {
        Triple(NamedNode(str(b)[1:-1]), NamedNode(SKOS + name), a)
        for a, _, b in ((t.subject, t.predicate, t.object) for t in triples(text)[2:])
    }
