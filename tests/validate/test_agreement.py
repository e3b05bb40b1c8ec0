"""The engines agree: on what is published, on vocabularies made at random, on shapes made to hurt.

Every other test of a shapes file runs both engines too (`checking.results`).
"""

from __future__ import annotations

from functools import cache

import pyoxigraph
import pytest
import rdflib
import shifty
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pyoxigraph import NamedNode

from pipeline.graphs import Graphs
from pipeline.turtle import load_turtle
from pipeline.validate import engines
from pipeline.validate.derived import derive
from pipeline.validate.names import Names
from pipeline.validate.views import VIEWS, add, to_rdflib, view

from .checking import Fact, agreed, facts, shapes
from .example import PREFIXES, PROJECT, sound_graphs, store, triples

pytestmark = pytest.mark.slow

OUTPUT = PROJECT / "output"
PUBLISHED = ("relation-client", "sources", "ontology", "dataset", "validation")


def is_heard(fact: Fact) -> bool:
    """Whether pyshifty 0.5.1 is a voice there.

    Not on sh:node: its sh:detail, from which the referee takes the property, is not there. Not on
    sh:sparql for a focus node without an IRI: it writes the blank node into the query, where it is
    a variable (https://www.w3.org/TR/sparql11-query/#QSynBlankNodes), and reports what any other
    node does wrong.
    """
    focus, *_, component = fact
    is_blank_in_query = component == "SPARQLConstraintComponent" and focus.startswith("_:")
    return component != "NodeConstraintComponent" and not is_blank_in_query


def third_voice(name: str, data: pyoxigraph.Store) -> set[Fact]:
    """What pyshifty finds, in the same form."""
    graph = to_rdflib((quad.triple for quad in data), rdflib.Graph())
    constraints = to_rdflib(shapes(name).constraints, rdflib.Graph())
    _, report, _ = shifty.validate(graph, constraints, graph_mode="data", infer=False)
    found: set[Fact] = set()
    for node in report.subjects(rdflib.RDF.type, rdflib.SH.ValidationResult):
        focus = report.value(node, rdflib.SH.focusNode)
        value = report.value(node, rdflib.SH.value)
        path = report.value(node, rdflib.SH.resultPath)
        found.add(
            (
                _text(focus),
                str(report.value(node, rdflib.SH.sourceShape)),
                str(path) if isinstance(path, rdflib.URIRef) else "",
                _text(value) if value is not None and value != focus else "",
                str(report.value(node, rdflib.SH.sourceConstraintComponent)).partition("#")[2],
            )
        )
    return found


def _text(node: rdflib.term.Node | None) -> str:
    if isinstance(node, rdflib.Literal):
        if node.language:
            return str(pyoxigraph.Literal(str(node), language=node.language))
        kind = NamedNode(str(node.datatype or rdflib.XSD.string))
        return str(pyoxigraph.Literal(str(node), datatype=kind))
    return f"_:{node}" if isinstance(node, rdflib.BNode) else f"<{node}>"


@cache
def published(name: str) -> pyoxigraph.Store:
    """A published file."""
    return store(load_turtle(OUTPUT / f"{name}.ttl"))


@pytest.mark.parametrize("name", VIEWS)
@pytest.mark.parametrize("file", PUBLISHED)
def test_the_engines_agree_on_what_is_published(file: str, name: str) -> None:
    data = published(file)
    agreed(shapes(name), data, Names(data, {}))


@pytest.mark.parametrize("name", VIEWS)
def test_a_third_voice_agrees_where_it_is_heard(name: str) -> None:
    sound = sound_graphs()
    spoiled: Graphs = {**sound, "vocabulary": [*sound["vocabulary"], *triples(FAULTS)]}
    data = view(spoiled, name)
    found = facts(engines.run(shapes(name), data, Names(data, {})))
    heard = set(filter(is_heard, third_voice(name, data)))
    assert heard == set(filter(is_heard, found))


def test_pyshifty_takes_a_blank_node_in_a_query_for_a_variable() -> None:
    data = store(triples('c:a a skos:Concept ; skos:broader "texte" . _:n a skos:Concept .'))
    found = facts(engines.run(shapes("skos-integrity"), data, Names(data, {})))
    wrong = {fact for fact in third_voice("skos-integrity", data) if not is_heard(fact)}
    assert wrong and wrong.isdisjoint(found)


FAULTS = """
c:appel skos:prefLabel "appel"@fr , "coup de fil"@fr ; skos:altLabel "appel"@fr , "sans langue" ;
    skos:broader c:centre-d-appels ; skos:related c:appel .
c:centre-d-appels skos:broader c:appel .
c:x a skos:Concept ; skos:inScheme v:scheme ; skos:prefLabel " x"@de ; skos:broader "texte" .
v:scheme a skos:Concept . v:autre a skos:ConceptScheme .
"""

# --- vocabularies made at random ---------------------------------------------------------------

THINGS = [f"c:{name}" for name in "abcde"] + ["v:scheme", "v:k", "_:n"]
LABELS = [
    '"un"@fr',
    '"deux"@fr',
    '"one"@en',
    '"sans"',
    '" un"@fr',
    '""@fr',
    '"un"@fr-CA',
    "7",
    '"q\\"q"@fr',
]
LINKS = [
    *("skos:broader", "skos:narrower", "skos:related", "skos:broaderTransitive", "skos:inScheme"),
    *("skos:topConceptOf", "skos:hasTopConcept", "skos:exactMatch", "skos:broadMatch"),
    *("skos:relatedMatch", "skos:member", "dcterms:isReplacedBy", "dcterms:source"),
]  # fmt: skip
TEXTS = ["skos:prefLabel", "skos:altLabel", "skos:hiddenLabel", "skos:definition", "skos:notation"]
TYPES = ["skos:Concept", "skos:ConceptScheme", "skos:Collection", "owl:Ontology", "rc:Indicator"]

statements = st.one_of(
    # A blank node is a concept only: SPARQL's STR takes none, but rdflib's does, and the referee
    # then compares the name of a scheme that has no IRI.
    st.tuples(st.sampled_from(THINGS[:-1]), st.just("a"), st.sampled_from(TYPES)),
    st.tuples(st.just("_:n"), st.just("a"), st.just("skos:Concept")),
    st.tuples(st.sampled_from(THINGS), st.sampled_from(LINKS), st.sampled_from(THINGS)),
    st.tuples(st.sampled_from(THINGS), st.sampled_from(TEXTS), st.sampled_from(LABELS)),
    st.tuples(st.sampled_from(THINGS), st.just("owl:deprecated"), st.just("true")),
)
SKELETON = (
    "v:scheme a skos:ConceptScheme . rc:Indicator rdfs:subClassOf skos:Concept . "
    + " ".join(f"{thing} a skos:Concept ; skos:inScheme v:scheme ." for thing in THINGS[:5])
)


@pytest.mark.parametrize("name", VIEWS)
@settings(
    max_examples=25,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
@given(said=st.lists(statements, max_size=30))
def test_the_engines_agree_on_any_vocabulary(name: str, said: list[tuple[str, str, str]]) -> None:
    text = SKELETON + " ".join(f"{subject} {verb} {thing} ." for subject, verb, thing in said)
    data = store(triples(text))
    agreed(shapes(name), data, Names(data, {}))


# --- shapes made to hurt -----------------------------------------------------------------------


def vocabulary_of(hierarchy: list[tuple[str, str]]) -> pyoxigraph.Store:
    """Concepts in a scheme, `t` on top, with the hierarchy given both ways."""
    names = {name for pair in hierarchy for name in pair} | {"t"}
    lines = [f"c:{name} a skos:Concept ; skos:inScheme v:scheme ." for name in names]
    lines += [
        f"c:{one} skos:broader c:{two} . c:{two} skos:narrower c:{one} ." for one, two in hierarchy
    ]
    data = pyoxigraph.Store()
    top = (
        "v:scheme a skos:ConceptScheme ; skos:hasTopConcept c:t . c:t skos:topConceptOf v:scheme ."
    )
    text = "\n".join([PREFIXES, top, *lines])
    data.load(text, pyoxigraph.RdfFormat.TURTLE)
    return data


def faults(name: str, data: pyoxigraph.Store) -> set[tuple[str, str]]:
    """Check and last part of the focus node's IRI of each result about the hierarchy."""
    return {
        (result.check, result.focus.value.rpartition("/")[2])
        for result in engines.run(shapes(name), data, Names(data, {}))
        if result.check.rpartition("-")[2] in {"cycle", "top", "S27"}
    }


def test_a_hierarchy_of_a_hundred_steps_is_checked() -> None:
    chain = [(f"n{step}", f"n{step - 1}" if step else "t") for step in range(100)]
    assert faults("vocabulary", vocabulary_of(chain)) == set()
    assert faults("skos-integrity", vocabulary_of(chain)) == set()


def test_fifty_thousand_concepts_under_one_are_checked() -> None:
    data = vocabulary_of([(f"n{number}", "t") for number in range(50_000)])
    add(data, triples("c:n7 skos:related c:t , c:n8 ."))
    assert faults("vocabulary", data) == set()
    assert faults("skos-integrity", data) == {("S27", "n7")}


def test_a_cycle_of_a_thousand_concepts_is_found() -> None:
    cycle = [(f"n{number:03}", f"n{(number + 1) % 1000:03}") for number in range(1000)]
    data = vocabulary_of(cycle)
    add(data, triples("c:n007 skos:related c:n500 ."))
    found = faults("vocabulary", data)
    assert ("vocabulary-cycle", "n000") in found
    assert faults("skos-integrity", data) == {("S27", "n007"), ("S27", "n500")}


# --- derived statements ------------------------------------------------------------------------

GS = "https://w3id.org/glossograph/shapes#"


def derived(text: str, name: str) -> set[tuple[str, str]]:
    """The pairs of a derived property, last parts of their IRIs."""
    data = store(triples(text))
    derive(data, [f"SELECT $this WHERE {{ $this gs:{name} ?x }}"])
    return {
        (str(quad.subject)[1:-1].rpartition("/")[2], str(quad.object)[1:-1].rpartition("/")[2])
        for quad in data.quads_for_pattern(None, NamedNode(f"{GS}{name}"), None)
    }


def test_a_cluster_is_what_hangs_together_by_any_relation() -> None:
    text = (
        "c:a skos:broader c:b . c:b skos:related c:d . c:x skos:narrower c:y . c:z a skos:Concept ."
    )
    assert derived(text, "cluster") == {
        *(("a", "a"), ("b", "a"), ("d", "a")),
        *(("x", "y"), ("y", "y")),
    }


def test_a_loop_is_a_cycle_of_the_hierarchy_however_it_is_stated() -> None:
    text = """c:a skos:broader c:b . c:a skos:narrower c:b . c:m skos:broader c:m .
        c:under skos:broader c:a . c:a skos:broader c:above . c:k skos:related c:k ."""
    assert derived(text, "loop") == {("a", "a"), ("b", "a"), ("m", "m")}


def test_what_is_under_a_top_concept_reaches_its_scheme() -> None:
    text = """c:t skos:topConceptOf v:s . v:r skos:hasTopConcept c:u . c:a skos:broader c:t , c:u .
        c:a skos:narrower c:b . c:t skos:related c:no . c:c skos:broader c:d . c:d skos:broader c:c ."""
    assert derived(text, "reaches") == {
        *(("t", "s"), ("a", "s"), ("b", "s")),
        *(("u", "r"), ("a", "r"), ("b", "r")),
    }


def test_only_what_a_query_asks_for_is_derived() -> None:
    data = store(triples("c:a skos:broader c:a ."))
    derive(
        data, ["SELECT $this { $this ?path ?value FILTER (?path NOT IN (gs:loop, gs:reaches)) }"]
    )
    assert len(data) == 1
    derive(data, [f"SELECT $this {{ $this <{GS}loop> ?value }}"])
    derive(data, ["SELECT $this { $this gs:loop ?value }"])
    assert len(data) == 2
