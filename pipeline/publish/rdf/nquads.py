"""N-Triples and N-Quads in canonical form (RDF 1.1 N-Triples, section 4), lines sorted."""

from __future__ import annotations

from collections.abc import Sequence

from pyoxigraph import NamedNode, Quad, RdfFormat, Triple, serialize

from pipeline.graphs import Graphs
from pipeline.vocabulary import Vocabulary


def ntriples(triples: Sequence[Triple]) -> bytes:
    """One graph, a triple a line, in the order of code points."""
    return _sorted(serialize(triples, format=RdfFormat.N_TRIPLES) or b"")


def nquads(graphs: Graphs, vocabulary: Vocabulary) -> bytes:
    """All named graphs, a quad a line, in the order of code points."""
    quads = [
        Quad(triple.subject, triple.predicate, triple.object, NamedNode(vocabulary.graph(name)))
        for name, triples in graphs.items()
        for triple in triples
    ]
    return _sorted(serialize(quads, format=RdfFormat.N_QUADS) or b"")


def _sorted(content: bytes) -> bytes:
    return b"".join(sorted(content.splitlines(keepends=True)))
