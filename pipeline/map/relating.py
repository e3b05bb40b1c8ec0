"""The relations and the parents that definitions and names give the drafts of a network."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.map.curation import RelationDecision
from pipeline.map.drafts import Network
from pipeline.map.examples import example_relations
from pipeline.map.hierarchy import Edge, genus_edges, name_edges
from pipeline.map.lexicon import Lexicon
from pipeline.map.mentions import mentioned
from pipeline.map.ontology import Ontology
from pipeline.map.see_also import refer
from pipeline.map.stated import Stated, stated_relations
from pipeline.model import Question


def relate(
    network: Network, lexicon: Lexicon, ontology: Ontology, rows: Sequence[RelationDecision]
) -> list[Question]:
    """Add to the network what its drafts' readings state, then what they refer to, then what they
    mention, then the parents whose names stand inside other names. What a reference leaves open,
    and no decision (`rows`) settles, is asked.
    """
    for draft in network.drafts.values():
        for reading in draft.readings:
            network.edges.extend(genus_edges(reading, draft.iri, lexicon))
            stated = stated_relations(reading, draft.iri, lexicon)
            for one in [*stated, *example_relations(reading, lexicon)]:
                if one.predicate == "skos:broader":
                    network.edges.append(Edge(one.subject, one.object, [one.evidence]))
                else:
                    predicate = _within_domain(one, network, ontology)
                    network.relate(one.subject, predicate, one.object, [one.evidence])
    questions = refer(network, rows)
    _associate(network, lexicon)
    types = {iri: sorted(draft.types) for iri, draft in network.drafts.items()}
    labels = {iri: draft.labels for iri, draft in network.drafts.items()}
    network.edges.extend(name_edges(labels, types))
    return questions


def _within_domain(one: Stated, network: Network, ontology: Ontology) -> str:
    """The relation that a text states, or the plain association where the ontology lacks it, or
    keeps it for things of a class that its subject or its object is known not to have.
    """
    predicate = ontology.relation(one.predicate)
    for iri, classes in ((one.subject, ontology.domains), (one.object, ontology.ranges)):
        types = network.drafts[iri].types.keys() if iri in network.drafts else set()
        kept_for = classes.get(predicate)
        if kept_for and types and not kept_for & types:
            return "skos:related"
    return predicate


def _associate(network: Network, lexicon: Lexicon) -> None:
    """Relate what a definition only mentions, where nothing else joins the two."""
    joined = {frozenset((edge.child, edge.parent)) for edge in network.edges}
    joined |= {
        frozenset((iri, target))
        for iri, draft in network.drafts.items()
        for _, target in draft.relations
    }
    for draft in network.drafts.values():
        for reading in draft.readings:
            for one in mentioned(reading, draft.iri, lexicon):
                if frozenset((one.subject, one.object)) not in joined:
                    network.relate(one.subject, one.predicate, one.object, [one.evidence])
