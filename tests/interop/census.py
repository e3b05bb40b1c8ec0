"""What a SKOS file says of its concepts, counted: ours by rdflib, theirs by the program itself.

A census counts facts: `("concept", "", "")`, `("text", property, language)` for each text that a
concept has, `("link", property, "")` for each link between two concepts. Properties are CURIEs
where a prefix is known.
"""

from __future__ import annotations

import warnings
from collections import Counter
from collections.abc import Iterable
from functools import cache
from pathlib import Path

import rdflib
from rdflib.namespace import RDF, SKOS

from pipeline.vocabulary import load_vocabulary
from tests.conftest import PROJECT

Fact = tuple[str, str, str]
Census = Counter[Fact]

VOCABULARY = load_vocabulary(PROJECT / "ontology" / "vocabulary.toml")
OUTPUT = PROJECT / "output"
TURTLE = OUTPUT / f"{VOCABULARY.name}.ttl"
# The four files of the concept scheme, and all graphs in one. They are named here, not looked for: a
# file that is not published is a failure.
SCHEME = tuple(TURTLE.with_suffix(ending) for ending in (".ttl", ".jsonld", ".rdf", ".nt"))
QUADS = TURTLE.with_suffix(".nq")
# The named graph of each part, by its file.
PARTS = {
    TURTLE: VOCABULARY.graph("vocabulary"),
    **{
        OUTPUT / f"{name}.ttl": VOCABULARY.graph(name)
        for name in ("ontology", "sources", "evidence", "dataset")
    },
}
# All other Turtle, whatever else is published.
OTHERS = sorted({*PARTS, *OUTPUT.glob("*.ttl")} - {TURTLE})
LABELS = ("skos:prefLabel", "skos:altLabel", "skos:hiddenLabel")
CONCEPT: Fact = ("concept", "", "")


def curie(iri: str) -> str:
    """The IRI with a prefix of the vocabulary, where one fits."""
    for prefix, namespace in VOCABULARY.prefixes.items():
        if iri.startswith(namespace):
            return f"{prefix}:{iri.removeprefix(namespace)}"
    return iri


def text(iri: str, language: str | None) -> Fact:
    """The fact that a concept has a text by this property in this language (none: "")."""
    return ("text", curie(iri), language or "")


def link(iri: str) -> Fact:
    """The fact that this property leads from a concept to another."""
    return ("link", curie(iri), "")


def census(graph: rdflib.Graph) -> Census:
    """The census of a graph that rdflib has read."""
    concepts = set(graph.subjects(RDF.type, SKOS.Concept))
    facts: Census = Counter({CONCEPT: len(concepts)})
    for subject, predicate, value in graph:
        if subject in concepts and isinstance(value, rdflib.Literal):
            facts[text(str(predicate), value.language)] += 1
        elif subject in concepts and value in concepts:
            facts[link(str(predicate))] += 1
    return facts


@cache
def ours(path: Path = TURTLE) -> Census:
    """The census of a published file, which no other test may change."""
    return census(read(path))


@cache
def read(path: Path = TURTLE) -> rdflib.Graph:
    """A published file as rdflib reads it; of the .nq, all graphs together."""
    graph = rdflib.Graph()
    if path == QUADS:
        for part in quads().values():
            graph += part
        return graph
    return graph.parse(path, format="turtle")


@cache
def quads() -> dict[str, rdflib.Graph]:
    """The named graphs of the .nq as rdflib reads them, by IRI."""
    dataset = rdflib.Dataset()
    text_ = QUADS.read_text(encoding="utf-8")
    with warnings.catch_warnings():
        # rdflib 7.6 deprecates what its own reader of N-Quads uses.
        warnings.simplefilter("ignore", DeprecationWarning)
        dataset.parse(data=text_, format="nquads")
    return {str(graph.identifier): graph for graph in dataset.graphs() if len(graph)}


def told(lines: Iterable[str]) -> Census:
    """The census that a program tells: kind, property IRI, language and count, tab-separated.

    Other lines are passed over.
    """
    facts: Census = Counter()
    for line in lines:
        match line.split("\t"):
            case ["concept" | "text" | "link" as what, iri, language, count]:
                facts[(what, curie(iri), language)] += int(count)
    return facts


def differences(mine: Census, other: Census) -> list[str]:
    """Each fact that the two count differently, in words: `skos:altLabel@fr: 34 instead of 35`."""
    return [
        f"{_named(fact)}: {other[fact]} instead of {mine[fact]}"
        for fact in sorted(mine.keys() | other.keys())
        if mine[fact] != other[fact]
    ]


def _named(fact: Fact) -> str:
    what, iri, language = fact
    return "concepts" if what == "concept" else f"{iri}@{language}" if language else iri


def only(facts: Census, *kinds: str) -> Census:
    """What a census says of concepts and of these properties alone."""
    return Counter({fact: n for fact, n in facts.items() if fact == CONCEPT or fact[1] in kinds})


def labels(facts: Census) -> int:
    """How many labels there are: preferred, alternative and hidden, in all languages."""
    return sum(n for (_, iri, _), n in facts.items() if iri in LABELS)


def links(facts: Census) -> int:
    """How many links between concepts there are, each direction counted."""
    return sum(n for (what, _, _), n in facts.items() if what == "link")
