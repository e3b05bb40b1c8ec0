"""The vocabulary as it would be had something been lost on the way: so that a check can fail.

Two things are lost: one alternative label in French, and the type of one concept that has links.
"""

from __future__ import annotations

from pathlib import Path

import pyoxigraph
import rdflib
from pyoxigraph import RdfFormat
from rdflib.namespace import RDF, SKOS

from .census import TURTLE, VOCABULARY, Census, census, differences, only, ours, read

_FORMATS = {
    ".ttl": RdfFormat.TURTLE,
    ".nt": RdfFormat.N_TRIPLES,
    ".rdf": RdfFormat.RDF_XML,
    ".jsonld": RdfFormat.JSON_LD,
    ".nq": RdfFormat.N_QUADS,
}


def lost() -> tuple[rdflib.Graph, rdflib.Graph]:
    """The vocabulary without that label, and without that type."""
    labels = sorted(read().triples((None, SKOS.altLabel, None)), key=str)
    label = next(t for t in labels if isinstance(t[2], rdflib.Literal) and t[2].language == "fr")
    linked = sorted(read().subjects(SKOS.broader), key=str)
    return _without(label), _without((linked[0], RDF.type, SKOS.Concept))


def _without(triple: tuple[rdflib.term.Node, ...]) -> rdflib.Graph:
    graph = rdflib.Graph()
    for each in read():
        if each != triple:
            graph.add(each)
    assert len(graph) == len(read()) - 1
    return graph


def damaged(folder: Path, ending: str) -> list[Path]:
    """The two damaged vocabularies as files of that format: the label's first, then the type's."""
    paths = []
    for number, graph in enumerate(lost()):
        path = folder / f"damaged-{number}{ending}"
        plain = graph.serialize(format="nt", encoding="utf-8")
        triples = [quad.triple for quad in pyoxigraph.parse(plain, format=RdfFormat.N_TRIPLES)]
        pyoxigraph.serialize(triples, path, _FORMATS[ending], prefixes=VOCABULARY.prefixes)
        paths.append(path)
    return paths


def noticed(said: list[Census], *kinds: str) -> bool:
    """Whether a program's censuses of the two damaged files show each loss, and nothing else.

    What they must show is the difference that rdflib finds; of `kinds` alone, where some are
    given, for a program that looks at no other.
    """
    whole, parts = ours(TURTLE), [census(graph) for graph in lost()]
    if kinds:
        whole, parts = only(whole, *kinds), [only(part, *kinds) for part in parts]
    expected = [differences(whole, part) for part in parts]
    return [differences(whole, each) for each in said] == expected and all(expected)
