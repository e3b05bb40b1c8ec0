"""The place of every draft in the tree, and what cannot stand beside the tree."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from itertools import pairwise

import networkx as nx
from msgspec import structs

from pipeline.errors import CurationError
from pipeline.map import questions as ask
from pipeline.map.decisions import Decisions
from pipeline.map.drafts import Network
from pipeline.map.hierarchy import Edge
from pipeline.map.ontology import Ontology
from pipeline.map.see_also import RULE
from pipeline.map.tree import ancestors, plant
from pipeline.model import Label, Question, Relation

# What only says that nothing places a concept.
_UNPLACED = 0.1


class Placing:
    """Places the drafts of a network as texts and `decisions` say; what neither settles is in
    `questions`.
    """

    def __init__(self, network: Network, ontology: Ontology, decisions: Decisions) -> None:
        self.network, self.ontology = network, ontology
        self.drafts = network.drafts
        self.refused, self.moved = decisions.refused, decisions.moved
        pairs = [(child, parent) for child, above in self.moved.items() for parent in above]
        self.decided: nx.DiGraph = nx.DiGraph(pairs)
        self.questions: list[Question] = []
        # The rows that lost their object because a concept has no place.
        self.lost: set[str] = set()
        self._related: dict[str, list[tuple[str, tuple[str, str]]]] | None = None

    def place(self) -> None:
        """Build the tree; what reaches no top concept is asked, and an association between a
        concept and one above it yields to the tree.
        """
        found = [edge for edge in self.network.edges if self._stands(edge)]
        under_class = {
            iri: [
                Edge(iri, self.ontology.tops[name], given.evidence, given.decision)
                for name, given in draft.types.items()
                if (iri, self.ontology.tops[name]) not in self.refused
            ]
            for iri, draft in self.drafts.items()
        }
        tree = plant(list(self.drafts), found, under_class, self.ontology.tops.values())
        if self.ontology.rest and tree.unplaced:
            rest = self._to_the_rest(tree.unplaced)
            tree = plant(list(self.drafts), found, under_class | rest, self.ontology.tops.values())
        self._ask_cycles(found, tree.removed)
        for edge in tree.edges:
            relation = Relation("skos:broader", edge.parent, edge.evidence, edge.decision)
            self.drafts[edge.child].relations["skos:broader", edge.parent] = relation
        for iri in tree.unplaced:
            self._take_out(iri)
        self._refuse_both_directions()
        above = ancestors(tree.edges)
        for iri, draft in self.drafts.items():
            for predicate, target in list(draft.relations):
                on_path = target in above.get(iri, ()) or iri in above.get(target, ())
                if predicate != "skos:broader" and on_path:
                    self._yield_to_the_tree(iri, predicate, target)

    def _to_the_rest(self, unplaced: Sequence[str]) -> dict[str, list[Edge]]:
        """The places under the concept for the rest of what nothing else places, and a question for
        each; by the words that name it. What only a decision names waits for a place.
        """
        edges: dict[str, list[Edge]] = {}
        for iri in unplaced:
            draft, rest = self.drafts[iri], self.ontology.rest
            evidence = [
                structs.replace(one, rule="nothing-places", confidence=_UNPLACED)
                for label in draft.labels
                for one in label.evidence
            ]
            if (iri, rest) in self.refused or not evidence:
                continue
            edges[iri] = [Edge(iri, rest, evidence[:1])]
            self.questions.append(
                ask.placeless(draft.name, draft.keys, draft.genera, self._named_tops())
            )
        return edges

    def _stands(self, edge: Edge) -> bool:
        """Whether no decision refuses a parent, gives the child others instead, or puts the child
        above it.
        """
        if edge.parent in self.moved.get(edge.child, ()):
            return True
        if edge.child in self.moved or (edge.child, edge.parent) in self.refused:
            return False
        both = edge.child in self.decided and edge.parent in self.decided
        return not (both and nx.has_path(self.decided, edge.parent, edge.child))

    def _yield_to_the_tree(self, iri: str, predicate: str, target: str) -> None:
        draft = self.drafts[iri]
        relation = draft.relations.pop((predicate, target))
        if relation.decision is None and all(e.rule == RULE for e in relation.evidence):
            # A reference says nothing of its own where the tree joins the two.
            return
        other = self.network.name(target)
        if relation.decision is not None:
            raise CurationError(
                f"« {draft.name} » and « {other} » stand one above the other in the tree, so they"
                " cannot be associated as well (SKOS S27)",
                where=relation.decision.where,
                remedy="take this row back, or reject the skos:broader between them",
            )
        link = None
        for child, parent in ((iri, target), (target, iri)):
            if child in self.drafts and ("skos:broader", parent) in self.drafts[child].relations:
                link = self.network.key(child), self.network.key(parent)
        ends = self._end(iri), predicate, self._end(target)
        self.questions.append(ask.both_ways(*ends, relation.evidence, link))

    def _end(self, iri: str) -> tuple[str, str]:
        return self.network.name(iri), self.network.key(iri)

    def _ask_cycles(self, found: list[Edge], removed: list[Edge]) -> None:
        if not removed:
            return
        links: nx.DiGraph = nx.DiGraph((edge.child, edge.parent) for edge in found)
        for edge in removed:
            path = nx.shortest_path(links, edge.parent, edge.child)
            pairs = [(edge.child, edge.parent), *pairwise(path)]
            names = self.network.name(edge.child), self.network.name(edge.parent)
            cycle = [(self._end(child), self._end(parent)) for child, parent in pairs]
            self.questions.append(ask.cycle(*names, edge.evidence, cycle))

    def _refuse_both_directions(self) -> None:
        """A relation that texts state both ways round is a question, unless decided one way."""
        for iri, draft in self.drafts.items():
            for predicate, target in list(draft.relations):
                inverse = self.ontology.inverses[predicate]
                back = self.drafts[target].relations if target in self.drafts else {}
                if inverse == predicate or (predicate, iri) not in back:
                    continue
                one, two = draft.relations[predicate, target], back[predicate, iri]
                if one.decision is None:
                    del draft.relations[predicate, target]
                if two.decision is None:
                    del back[predicate, iri]
                if one.decision is None and two.decision is None:
                    words = [*one.evidence, *two.evidence]
                    ends = self._end(iri), self._end(target)
                    self.questions.append(ask.both_directions(*ends, predicate, words))

    def _take_out(self, iri: str) -> None:
        draft = self.drafts.pop(iri)
        waiting = len(draft.entries) + len(draft.labels) + len(draft.relations)
        statements: list[Label | Relation] = [*draft.labels, *draft.relations.values()]
        for other, place in self._pointing(iri):
            if other in self.drafts and place in self.drafts[other].relations:
                statements.append(self.drafts[other].relations.pop(place))
                waiting += 1
        self.lost.update(one.decision.where for one in statements if one.decision)
        self.questions.append(
            ask.placeless(draft.name, draft.keys, draft.genera, self._named_tops(), max(waiting, 1))
        )
        for entry in draft.entries:
            del self.network.of_entry[entry]
        for key in draft.made:
            del self.network.of_made[key]

    def _pointing(self, iri: str) -> list[tuple[str, tuple[str, str]]]:
        """The concepts that are related to one, with the relation; gathered once."""
        if self._related is None:
            self._related = defaultdict(list)
            for other, draft in self.drafts.items():
                for place in draft.relations:
                    self._related[place[1]].append((other, place))
        return self._related[iri]

    def _named_tops(self) -> list[tuple[str, str]]:
        tops = sorted(set(self.ontology.tops.values()) - {self.ontology.rest})
        return [(self.network.name(top), self.network.key(top)) for top in tops]
