"""The graph of the dataset: what all of it is, with true counts (VoID)."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.map.rdf import Graph
from pipeline.map.vocabulary_graph import describe
from pipeline.model import Source
from pipeline.vocabulary import Vocabulary


def dataset_graph(
    vocabulary: Vocabulary, sources: Sequence[Source], others: Sequence[Graph]
) -> Graph:
    """Describe the dataset that the graphs `others` make up."""
    graph = Graph(vocabulary, "dataset")
    node = vocabulary.dataset
    graph.link(node, "rdf:type", graph.node("void:Dataset").value)
    graph.link(node, "rdf:type", graph.node("dcat:Dataset").value)
    describe(graph, node, sources)
    graph.text(node, "void:uriSpace", vocabulary.base)
    graph.link(node, "void:exampleResource", vocabulary.scheme)
    partition = f"{node}/concepts"
    graph.link(node, "void:classPartition", partition)
    graph.link(partition, "void:class", graph.node("skos:Concept").value)
    concept, a = graph.node("skos:Concept"), graph.node("rdf:type")
    concepts = {
        quad.subject
        for other in others
        for quad in other.quads
        if quad.predicate == a and quad.object == concept
    }
    graph.typed(partition, "void:entities", str(len(concepts)), "integer")
    for source in sources:
        graph.link(node, "dcterms:source", vocabulary.source(source.id))
    # All of it, this graph and this triple included.
    triples = sum(len(one.quads) for one in [graph, *others]) + 1
    graph.typed(node, "void:triples", str(triples), "integer")
    return graph
