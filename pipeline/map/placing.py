"""The place of every draft in the tree, and what cannot stand beside the tree."""

from __future__ import annotations

from collections.abc import Collection

from pipeline.errors import CurationError
from pipeline.map import questions as ask
from pipeline.map.drafts import Network
from pipeline.map.hierarchy import Edge
from pipeline.map.ontology import Ontology
from pipeline.map.tree import ancestors, plant
from pipeline.model import Question, Relation


class Placing:
    """Places the drafts of a network; `refused` pairs of child and parent are left out. What the
    texts do not settle is in `questions`.
    """

    def __init__(
        self, network: Network, ontology: Ontology, refused: Collection[tuple[str, str]]
    ) -> None:
        self.network, self.ontology, self.refused = network, ontology, refused
        self.drafts = network.drafts
        self.questions: list[Question] = []

    def place(self) -> None:
        """Build the tree; what reaches no top concept is asked, and an association between a
        concept and one above it yields to the tree.
        """
        found = [
            edge for edge in self.network.edges if (edge.child, edge.parent) not in self.refused
        ]
        under_class = {
            iri: [
                Edge(iri, self.ontology.tops[name], given.evidence, given.decision)
                for name, given in draft.types.items()
                if (iri, self.ontology.tops[name]) not in self.refused
            ]
            for iri, draft in self.drafts.items()
        }
        tree = plant(list(self.drafts), found, under_class, self.ontology.tops.values())
        for edge in tree.removed:
            names = self.network.name(edge.child), self.network.name(edge.parent)
            if edge.decision is not None:
                raise CurationError(
                    f"« {names[0]} » under « {names[1]} » closes a cycle of decisions",
                    where=edge.decision.where,
                    remedy="take back one of the rows of the cycle",
                )
            self.questions.append(ask.cycle(*names, edge.evidence))
        for iri in tree.unplaced:
            self._take_out(iri)
        for edge in tree.edges:
            relation = Relation("skos:broader", edge.parent, edge.evidence, edge.decision)
            self.drafts[edge.child].relations["skos:broader", edge.parent] = relation
        self._refuse_both_directions()
        above = ancestors(tree.edges)
        for iri, draft in self.drafts.items():
            for predicate, target in list(draft.relations):
                on_path = target in above.get(iri, ()) or iri in above.get(target, ())
                if predicate != "skos:broader" and on_path:
                    relation = draft.relations.pop((predicate, target))
                    other = self.network.name(target)
                    if relation.decision is not None:
                        raise CurationError(
                            f"« {draft.name} » and « {other} » stand one above the"
                            " other in the tree, so they cannot be associated as well (SKOS S27)",
                            where=relation.decision.where,
                            remedy="take this row back, or reject the skos:broader between them",
                        )
                    self.questions.append(
                        ask.both_ways(
                            draft.name, predicate, self.network.name(target), relation.evidence
                        )
                    )

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
                    names = draft.name, self.network.name(target)
                    self.questions.append(ask.both_directions(*names, predicate, words))

    def _take_out(self, iri: str) -> None:
        draft = self.drafts.pop(iri)
        self.questions.append(ask.placeless(draft.name, draft.entries, draft.genera))
        for entry in draft.entries:
            del self.network.of_entry[entry]
        for other in self.drafts.values():
            for place in [place for place in other.relations if place[1] == iri]:
                del other.relations[place]
