"""Which statements each shapes file sees, and handing them to rdflib."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

import pyoxigraph

from pipeline.graphs import GRAPHS, Graphs
from pipeline.vocabulary import SKOS

if TYPE_CHECKING:
    import rdflib

MAPPINGS = frozenset(
    pyoxigraph.NamedNode(f"{SKOS}{name}")
    for name in ("exactMatch", "closeMatch", "broadMatch", "narrowMatch", "relatedMatch")
)

# Between two entries, by the ends of their IRIs in any vocabulary's ontology.
DISAGREEMENTS = ("#contradicts", "#definesOtherwise")

# Shapes file -> the graphs it sees. Relations' inverses and sub-properties are read from the
# ontology. "mappings" are the skos:*Match statements of the sources, and which of their entries
# disagree, without the entries: an entry of a glossary need not keep our contract.
VIEWS = {
    "skos-integrity": GRAPHS,
    "vocabulary": ("vocabulary", "ontology"),
    "evidence": ("vocabulary", "ontology", "evidence", "mappings"),
    "quality": ("vocabulary",),
    "import": ("vocabulary",),
}


def view(graphs: Graphs, shapes: str) -> pyoxigraph.Store:
    """A store whose default graph holds what the shapes file of this name sees (VIEWS)."""
    store = pyoxigraph.Store()
    for part in VIEWS[shapes]:
        if part == "mappings":
            add(store, (t for t in graphs["sources"] if _is_mapping(t)))
        else:
            add(store, graphs[part])
    return store


def add(store: pyoxigraph.Store, triples: Iterable[pyoxigraph.Triple]) -> None:
    """Add the triples to the default graph of the store; blank nodes keep their names."""
    store.bulk_extend(pyoxigraph.Quad(t.subject, t.predicate, t.object) for t in triples)


def _is_mapping(triple: pyoxigraph.Triple) -> bool:
    return triple.predicate in MAPPINGS or triple.predicate.value.endswith(DISAGREEMENTS)


def to_rdflib(triples: Iterable[pyoxigraph.Triple], graph: rdflib.Graph) -> rdflib.Graph:
    """Add the triples to an rdflib graph, literals to the letter, and return it."""
    import rdflib

    def term(value: object) -> rdflib.term.Node:
        if isinstance(value, pyoxigraph.NamedNode):
            return rdflib.URIRef(value.value)
        if isinstance(value, pyoxigraph.BlankNode):
            return rdflib.BNode(value.value)
        if isinstance(value, pyoxigraph.Literal):
            if value.language:
                return rdflib.Literal(value.value, lang=value.language)
            kind = value.datatype.value
            plain = kind == str(rdflib.XSD.string)
            datatype = None if plain else rdflib.URIRef(kind)
            return rdflib.Literal(value.value, datatype=datatype, normalize=False)
        raise TypeError(f"not a term of RDF 1.1: {value!r}")

    for triple in triples:
        graph.add((term(triple.subject), term(triple.predicate), term(triple.object)))
    return graph
