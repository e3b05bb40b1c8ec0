"""The decisions on relations, applied to the drafts: a person's word before any finding."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from pipeline.errors import CurationError
from pipeline.map.contradictions import GOING, is_place, parentage, refuse_cycle
from pipeline.map.curation import RelationDecision
from pipeline.map.drafts import Network
from pipeline.map.hierarchy import Edge
from pipeline.map.ontology import Ontology

# Decisions on entries, on classes and on what goes; all other predicates relate two concepts.
_ON_ENTRIES = ("skos:exactMatch", "skos:closeMatch", "dcterms:source")


class Decisions:
    """Applies decisions to a network and remembers what they refuse (pairs of child and parent),
    the parents that they give (`moved`, by child) and which rows `matched` something.

    `resolve` gives the IRI of the concept that a name in a row means, or None.
    """

    def __init__(
        self, network: Network, ontology: Ontology, resolve: Callable[[str], str | None]
    ) -> None:
        self.network, self.ontology, self.resolve = network, ontology, resolve
        self.drafts = network.drafts
        self.refused: set[tuple[str, str]] = set()
        self.moved: dict[str, set[str]] = {}
        self.matched: set[str] = set()

    def apply(self, rows: Sequence[RelationDecision]) -> None:
        """Apply the rows in their order. Raises CurationError where one cannot stand."""
        steps: list[tuple[str, str, RelationDecision]] = []
        for row in rows:
            ends = [self.resolve(name) for name in parentage(row)] if is_place(row) else []
            if len(ends) == 2 and ends[0] is not None and ends[1] is not None:
                steps.append((ends[0], ends[1], row))
        refuse_cycle(steps, "parents")
        for row in rows:
            if row.predicate not in (*GOING, "rdf:type", self.ontology.contradicts):
                self._decide(row)

    def _decide(self, row: RelationDecision) -> None:
        going = [self.network.going.get(name) for name in (row.subject, row.object)]
        if row.predicate == "skos:exactMatch" and all(going):
            self.matched.add(row.decision.where)
            return
        for name, gone in zip((row.subject, row.object), going, strict=True):
            if gone is not None and not row.rejected and row.predicate != "skos:exactMatch":
                raise CurationError(
                    f"{gone.decision.where} takes the concept of `{name}` out of the vocabulary,"
                    " and this row still speaks of it",
                    where=row.decision.where,
                    remedy="keep one of the two rows",
                )
        subject, target = self.resolve(row.subject), self.resolve(row.object)
        if subject is None or target is None:
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
            self.moved.setdefault(child, set()).add(parent)
            self.matched.add(row.decision.where)
            return
        self.refused.add((child, parent))
        found = any((edge.child, edge.parent) == (child, parent) for edge in self.network.edges)
        if found or parent in {self.ontology.tops[name] for name in self.drafts[child].types}:
            self.matched.add(row.decision.where)
