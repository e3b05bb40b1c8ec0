"""The graph of sources: each glossary as its own concept scheme, verbatim, mapped to ours."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pyoxigraph as ox

from pipeline.map.evidence_graph import EvidenceGraph
from pipeline.map.managing import Managing, saying_of
from pipeline.map.rdf import Graph
from pipeline.model import Decision, Disagreement, Entry, Evidence, Source
from pipeline.passages import definition_text
from pipeline.vocabulary import Vocabulary

Why = tuple[Sequence[Evidence], Decision | None]


def sources_graph(
    vocabulary: Vocabulary,
    sources: Sequence[Source],
    entries: Mapping[str, Sequence[Entry]],
    texts: Mapping[str, str],
) -> Graph:
    """The schemes and their entries; `entries` and raw `texts` by source id."""
    graph = Graph(vocabulary, "sources")
    rc = vocabulary.prefix
    for source in sources:
        scheme = vocabulary.source(source.id)
        graph.link(scheme, "rdf:type", graph.node("skos:ConceptScheme").value)
        graph.text(scheme, "dcterms:title", source.title, source.language)
        graph.text(scheme, "dcterms:publisher", source.publisher)
        if source.url:
            graph.link(scheme, "dcterms:source", source.url)
        graph.text(scheme, "dcterms:language", source.language)
        graph.text(scheme, "dcterms:rights", source.rights, "fr")
        graph.text(scheme, "dcterms:provenance", _provenance(source), "fr")
        graph.text(scheme, f"{rc}:sha256", source.sha256)
        for entry in entries[source.id]:
            _entry(graph, source, entry, texts[source.id])
    return graph


def _provenance(source: Source) -> str:
    part = f" ({source.part})" if source.part else ""
    when = f"le {source.collected}" if source.collected else "à une date inconnue"
    where = " sur la page de l'éditeur" if source.url else ""
    return f"Texte recueilli{where}{part}, {when}."


def _entry(graph: Graph, source: Source, entry: Entry, raw: str) -> None:
    vocabulary = graph.vocabulary
    rc = vocabulary.prefix
    scheme, node = vocabulary.source(source.id), vocabulary.source(entry.id)
    graph.link(node, "rdf:type", graph.node("skos:Concept").value)
    graph.link(node, "skos:inScheme", scheme)
    graph.link(node, "skos:topConceptOf", scheme)
    graph.link(scheme, "skos:hasTopConcept", node)
    if entry.headword is None:
        graph.typed(node, f"{rc}:headwordLost", "true", "boolean")
    else:
        graph.text(node, "skos:prefLabel", entry.headword.text, source.language)
    if entry.senses and source.redistribute:
        text = definition_text(raw, entry.senses)
        graph.text(node, "skos:definition", text, source.language)
    for flag in entry.flags:
        graph.text(node, f"{rc}:flag", flag)


def map_entry(
    graph: Graph, evidence: EvidenceGraph, entry: str, concept: str, *, contradicts: bool, why: Why
) -> None:
    """Map an entry (its id) to our concept (its IRI), both ways, and say why."""
    predicate = "skos:closeMatch" if contradicts else "skos:exactMatch"
    node = graph.vocabulary.source(entry)
    graph.link(node, predicate, concept)
    graph.link(concept, predicate, node)
    evidence.justify(node, predicate, ox.NamedNode(concept), *why)


def state_disagreement(graph: Graph, evidence: EvidenceGraph, found: Disagreement) -> None:
    """State that two entries contradict each other, or only define otherwise, both ways; why it is
    so is said of one way, from the IRI that sorts first.
    """
    name = "contradicts" if found.level == "contradiction" else "definesOtherwise"
    predicate = f"{graph.vocabulary.prefix}:{name}"
    one, other = sorted(graph.vocabulary.source(account.entry) for account in found.accounts)
    graph.link(one, predicate, other)
    graph.link(other, predicate, one)
    evidence.justify(one, predicate, ox.NamedNode(other), found.evidence, found.decision)


def state_managing(graph: Graph, evidence: EvidenceGraph, said: Managing) -> None:
    """State who, an entry says, manages the relation in the approach it defines, or with whom."""
    node, party = graph.vocabulary.source(said.evidence.entry), ox.NamedNode(said.party)
    says = saying_of(said.role, graph.vocabulary.prefix)
    graph.add(node, says, party)
    evidence.justify(node, says, party, [said.evidence], None)
