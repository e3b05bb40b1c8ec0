"""The decisions on relations, applied to the drafts: a person's word before any finding."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.errors import CurationError
from pipeline.map.curation import RelationDecision
from pipeline.map.drafts import Network
from pipeline.map.hierarchy import Edge
from pipeline.map.ontology import Ontology
from pipeline.vocabulary import Vocabulary

# Decisions on entries and on classes; all other predicates relate two concepts.
_ON_ENTRIES = ("skos:exactMatch", "skos:closeMatch", "dcterms:source")


class Decisions:
    """Applies decisions to a network and remembers what they refuse (pairs of child and parent) and
    which rows `matched` something.
    """

    def __init__(self, network: Network, ontology: Ontology, vocabulary: Vocabulary) -> None:
        self.network, self.ontology, self.vocabulary = network, ontology, vocabulary
        self.drafts = network.drafts
        self.refused: set[tuple[str, str]] = set()
        self.matched: set[str] = set()

    def apply(self, rows: Sequence[RelationDecision]) -> None:
        """Apply the rows in their order. Raises CurationError where one cannot stand."""
        for row in rows:
            self._decide(row)

    def _decide(self, row: RelationDecision) -> None:
        subject, target = self._resolve(row.subject), self._resolve(row.object)
        if row.predicate == "rdf:type" or subject is None or target is None:
            return
        if row.predicate in _ON_ENTRIES:
            # Two entries of one concept, or (rejecting that) of two.
            apart = row.predicate == "skos:exactMatch" and row.rejected
            if (subject == target) != apart:
                self.matched.add(row.decision.where)
            return
        if row.predicate in ("skos:broader", "skos:narrower"):
            pair = (subject, target) if row.predicate == "skos:broader" else (target, subject)
            self._decide_edge(row, *pair)
            return
        for end, name in ((subject, row.subject), (target, row.object)):
            if end not in self.drafts:
                raise CurationError(
                    f"`{name}` is a top concept: nothing is associated with it",
                    where=row.decision.where,
                    remedy="relate a concept below it",
                )
        if not row.rejected:
            self.network.relate(subject, row.predicate, target, [], row.decision)
            self.matched.add(row.decision.where)
            return
        inverse = self.ontology.inverses[row.predicate]
        forth = self.drafts[subject].relations.pop((row.predicate, target), None)
        back = self.drafts[target].relations.pop((inverse, subject), None)
        if forth or back:
            self.matched.add(row.decision.where)

    def _decide_edge(self, row: RelationDecision, child: str, parent: str) -> None:
        if child not in self.drafts:
            raise CurationError(
                "a top concept has nothing above it",
                where=row.decision.where,
                remedy="the trunk of the tree is written in ontology/top-concepts.ttl",
            )
        if not row.rejected:
            self.network.edges.append(Edge(child, parent, [], row.decision))
            self.matched.add(row.decision.where)
            return
        self.refused.add((child, parent))
        found = any((edge.child, edge.parent) == (child, parent) for edge in self.network.edges)
        if found or parent in {self.ontology.tops[name] for name in self.drafts[child].types}:
            self.matched.add(row.decision.where)

    def _resolve(self, name: str) -> str | None:
        """The IRI of the concept that an entry belongs to, or of `concept:<slug>`."""
        if not name.startswith("concept:"):
            return self.network.of_entry.get(name)
        iri = self.vocabulary.concept(name.removeprefix("concept:"))
        return iri if iri in self.drafts or iri in self.ontology.tops.values() else None
