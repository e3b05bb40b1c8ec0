"""The graph of the ontology: schema.ttl as written, and the release before this one."""

from __future__ import annotations

from pipeline.map.ontology import Ontology
from pipeline.map.rdf import Graph
from pipeline.vocabulary import Vocabulary


def ontology_graph(vocabulary: Vocabulary, ontology: Ontology) -> Graph:
    """The statements of schema.ttl, with `owl:priorVersion` from the second release on (OWL 2
    Structural Specification, 3.1 and 3.5: the version IRI names a release).
    """
    graph = Graph(vocabulary, "ontology")
    graph.include(ontology.triples)
    if vocabulary.prior_version:
        graph.link(
            vocabulary.ontology, "owl:priorVersion", vocabulary.release(vocabulary.prior_version)
        )
    return graph
