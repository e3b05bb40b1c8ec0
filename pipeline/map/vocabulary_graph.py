"""The graph of the vocabulary: the concept scheme and its concepts."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import pyoxigraph as ox
from msgspec import Struct

from pipeline.map.evidence_graph import EvidenceGraph
from pipeline.map.rdf import Graph
from pipeline.model import Concept, Source
from pipeline.vocabulary import Vocabulary

_LABELS = {
    "preferred": "skos:prefLabel",
    "alternative": "skos:altLabel",
    "hidden": "skos:hiddenLabel",
}


class Gone(Struct, frozen=True):
    """A concept that is no more: its IRI, the label it bore last, its successor's IRI or empty."""

    iri: str
    label: str
    successor: str


def vocabulary_graph(
    vocabulary: Vocabulary,
    concepts: Sequence[Concept],
    trunk: Iterable[ox.Triple],
    deprecated: Sequence[Gone],
    sources: Sequence[Source],
    evidence: EvidenceGraph,
) -> Graph:
    """The scheme, the trunk as written by hand, the concepts, and those that are gone."""
    graph = Graph(vocabulary, "vocabulary")
    graph.include(trunk)
    _scheme(graph, sources)
    for concept in concepts:
        _concept(graph, concept, evidence)
    for gone in deprecated:
        graph.link(gone.iri, "rdf:type", graph.node("skos:Concept").value)
        graph.typed(gone.iri, "owl:deprecated", "true", "boolean")
        graph.text(gone.iri, "skos:prefLabel", gone.label, vocabulary.language)
        if gone.successor:
            graph.link(gone.iri, "dcterms:isReplacedBy", gone.successor)
    return graph


def describe(graph: Graph, node: str, sources: Sequence[Source]) -> None:
    """What scheme and dataset both say of themselves: title, licence, dates, rights."""
    vocabulary = graph.vocabulary
    for lang, text in vocabulary.title.items():
        graph.text(node, "dcterms:title", text, lang)
    for lang, text in vocabulary.description.items():
        graph.text(node, "dcterms:description", text, lang)
    publishers = sorted(
        {f"{one.publisher} ({one.url})" if one.url else one.publisher for one in sources}
    )
    for lang, text in vocabulary.rights.items():
        graph.text(node, "dcterms:rights", f"{text} {', '.join(publishers)}.", lang)
    graph.typed(node, "dcterms:created", vocabulary.created, "date")
    graph.typed(node, "dcterms:modified", vocabulary.modified, "date")
    graph.link(node, "dcterms:license", vocabulary.licence)
    graph.text(node, "owl:versionInfo", vocabulary.version)
    # Not owl:versionIRI: what has one is an owl:Ontology (OWL 2 RDF-Based Semantics, 5.3).
    graph.link(node, "dcat:hasCurrentVersion", f"{node}/{vocabulary.version}")
    if vocabulary.prior_version:
        graph.link(node, "dcat:previousVersion", f"{node}/{vocabulary.prior_version}")


def _scheme(graph: Graph, sources: Sequence[Source]) -> None:
    scheme = graph.vocabulary.scheme
    graph.link(scheme, "rdf:type", graph.node("skos:ConceptScheme").value)
    describe(graph, scheme, sources)
    graph.text(scheme, "dcterms:creator", graph.vocabulary.creator, graph.vocabulary.language)
    graph.text(scheme, "dcterms:publisher", graph.vocabulary.publisher)
    for lang, text in graph.vocabulary.title.items():
        graph.text(scheme, "skos:prefLabel", text, lang)


def _concept(graph: Graph, concept: Concept, evidence: EvidenceGraph) -> None:
    vocabulary = graph.vocabulary
    iri, rc = concept.iri, vocabulary.prefix
    graph.link(iri, "rdf:type", graph.node("skos:Concept").value)
    graph.link(iri, "skos:inScheme", vocabulary.scheme)
    if concept.top:
        graph.link(iri, "skos:topConceptOf", vocabulary.scheme)
        graph.link(vocabulary.scheme, "skos:hasTopConcept", iri)
    for label in concept.labels:
        value = ox.Literal(label.text, language=label.lang)
        predicate = _LABELS.get(label.kind, f"{rc}:acronym")
        graph.add(iri, predicate, value)
        if label.kind == "acronym":
            graph.add(iri, "skos:altLabel", value)
        evidence.justify(iri, predicate, value, label.evidence, label.decision)
    for definition in concept.definitions:
        if definition.entry:
            graph.text(iri, "skos:definition", definition.text, definition.lang)
            graph.link(iri, "dcterms:source", vocabulary.source(definition.entry))
        value = ox.Literal(definition.text, language=definition.lang)
        evidence.justify(iri, "skos:definition", value, [], definition.decision)
    for note in concept.notes:
        graph.text(iri, "skos:editorialNote", note, vocabulary.language)
    for relation in concept.relations:
        target = ox.NamedNode(relation.object)
        graph.add(iri, relation.predicate, target)
        if not relation.derived:
            evidence.justify(iri, relation.predicate, target, relation.evidence, relation.decision)
