"""What decisions say of which entries, and which concepts without entry, are one concept."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

import networkx as nx
from msgspec import structs

from pipeline.errors import CurationError
from pipeline.map.contradictions import refuse_joined_and_kept_apart
from pipeline.map.curation import Curation, RelationDecision
from pipeline.map.identifiers import Identifiers
from pipeline.model import Decision

CONCEPT = "concept:"


class Merges:
    """The rows on `skos:exactMatch`, read on entries.

    `made`: the concepts that people added, by key (`concept:<slug>`): a row gives the slug a
    preferred label, and it is no entry's. `curation`: all decisions, with those on sameness between
    two entries; `joined`: entry -> the decision that brought it to a concept without entry.
    `yielding`: the concepts of `made` that were merged into another, whose name is kept.
    """

    def __init__(
        self,
        curation: Curation,
        entries: Sequence[str],
        identifiers: Identifiers,
        trunk: Collection[str],
    ) -> None:
        self._order = {entry: rank for rank, entry in enumerate(entries)}
        self._identifiers, self._trunk = identifiers, trunk
        named = (
            row.entry for row in curation.labels if row.kind == "preferred" and not row.rejected
        )
        self.made = [name for name in dict.fromkeys(named) if self._is_made(name)]
        self.joined: dict[str, Decision] = {}
        rows = [row for row in curation.relations if row.predicate == "skos:exactMatch"]
        resolved = [found for row in rows if (found := self._resolved(row))]
        refuse_joined_and_kept_apart(resolved)
        self._graph: nx.Graph = nx.Graph()
        self._graph.add_nodes_from([*self._order, *self.made])
        self._graph.add_edges_from((r.subject, r.object) for r in resolved if not r.rejected)
        self.yielding = {row.subject for row in resolved if not row.rejected} & set(self.made)
        self._refuse_two_tops(resolved)
        others = [row for row in curation.relations if row.predicate != "skos:exactMatch"]
        self.curation = Curation(curation.labels, [*self._pairs(resolved), *others])

    def node(self, name: str, besides: str = "") -> str | None:
        """What a name in a row stands for: an entry, a concept without entry, or, for the slug of
        a concept made of entries, the first of these (that is not `besides`); None where it is
        nothing any more.
        """
        if name in self._order or name in self._trunk or name in self.made:
            return name
        if not name.startswith(CONCEPT):
            return None
        keys = self._identifiers.keys_of(name.removeprefix(CONCEPT))
        return next((key for key in keys if key in self._order and key != besides), None)

    def without_entry(self, entries: Iterable[str]) -> list[str]:
        """The concepts without entry that are decided to be the one of these entries."""
        found = {key for entry in entries for key in self._component(entry)}
        return sorted(found - self._order.keys())

    def alone(self) -> list[list[str]]:
        """The added concepts that no entry belongs to, merged ones together."""
        groups = {min(group): group for key in self.made if (group := self._component(key))}
        return [
            sorted(group) for _, group in sorted(groups.items()) if not group & set(self._order)
        ]

    def _component(self, name: str) -> set[str]:
        return set(nx.node_connected_component(self._graph, name)) if name in self._graph else set()

    def _is_made(self, name: str) -> bool:
        if not name.startswith(CONCEPT) or name in self._trunk:
            return False
        slug = name.removeprefix(CONCEPT)
        return name in self._identifiers.rows or not self._identifiers.is_minted(slug)

    def _resolved(self, row: RelationDecision) -> RelationDecision | None:
        target = self.node(row.object, besides=row.subject)
        subject = self.node(row.subject, besides=row.object)
        if subject is None or target is None:
            return None
        return structs.replace(row, subject=subject, object=target)

    def _pairs(self, rows: Sequence[RelationDecision]) -> list[RelationDecision]:
        """The rows between entries; a row on a concept without entry speaks of the first entry
        that belongs to it.
        """
        pairs: list[RelationDecision] = []
        for row in rows:
            ends = [end for end in (row.subject, row.object) if end in self._order]
            if len(ends) == 2:
                pairs.append(row)
            elif ends:
                (other,) = {row.subject, row.object} - set(ends)
                component = self._component(other) & self._order.keys()
                lead = min(component, key=self._order.__getitem__, default=ends[0])
                if not row.rejected:
                    self.joined[ends[0]] = row.decision
                if lead != ends[0]:
                    pairs.append(structs.replace(row, subject=ends[0], object=lead))
        return pairs

    def _refuse_two_tops(self, rows: Sequence[RelationDecision]) -> None:
        for row in rows:
            tops = self._component(row.subject) & set(self._trunk) if not row.rejected else set()
            if len(tops) > 1:
                raise CurationError(
                    f"the row makes one concept of {' and '.join(sorted(tops))}",
                    where=row.decision.where,
                    remedy="the trunk of the tree is written in ontology/top-concepts.ttl",
                )
