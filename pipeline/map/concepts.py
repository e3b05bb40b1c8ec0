"""From readings to concepts: named, classed, related and placed in the tree; decisions win."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence

from pipeline.errors import CurationError
from pipeline.map import questions as ask
from pipeline.map.classes import ClassFact, entry_classes
from pipeline.map.curation import (
    Curation,
    LabelDecision,
    RelationDecision,
    about,
    refuse_two_names,
)
from pipeline.map.drafts import Draft, Mapped
from pipeline.map.examples import example_relations
from pipeline.map.hierarchy import Edge, genus_edges, name_edges
from pipeline.map.identifiers import Identifiers
from pipeline.map.labels import choose_labels, decided
from pipeline.map.lexicon import Lexicon
from pipeline.map.lost_headwords import recover
from pipeline.map.ontology import Ontology
from pipeline.map.reading import EntryReading
from pipeline.map.same import group_entries
from pipeline.map.stated import stated_relations
from pipeline.map.tree import ancestors, plant
from pipeline.model import Decision, Evidence, Label, Question, Relation
from pipeline.vocabulary import Vocabulary

# Decisions on entries and on classes; all other predicates relate two concepts.
_ON_ENTRIES = ("skos:exactMatch", "skos:closeMatch", "dcterms:source")


def map_entries(
    readings: Sequence[EntryReading],
    ontology: Ontology,
    vocabulary: Vocabulary,
    curation: Curation,
    identifiers: Identifiers,
    frequency: Callable[[str], int],
) -> Mapped:
    """Make concepts of readings, in the order of the sources; new IRIs go into `identifiers`."""
    recovered = recover(readings)
    readings = recovered.readings
    classes = {reading.entry.id: entry_classes(reading, ontology) for reading in readings}
    first = {entry: facts[0][0] for entry, facts in classes.items() if facts}
    grouping = group_entries(readings, first, ontology.disjoint, curation)
    builder = _Builder(ontology, vocabulary, curation, identifiers, frequency)
    builder.questions.extend(grouping.questions)
    by_id = {reading.entry.id: reading for reading in readings}
    for group in grouping.groups:
        builder.add([by_id[entry] for entry in group])
    builder.classify(classes)
    builder.relate()
    defined = {entry for entry, reading in by_id.items() if reading.sentences}
    builder.matched.update(
        row.decision.where
        for row in curation.relations
        if row.predicate == ontology.contradicts and {row.subject, row.object} <= defined
    )
    builder.place()
    return Mapped(
        builder.drafts,
        builder.of_entry,
        {**grouping.joined, **builder.joined},
        sorted(builder.questions, key=lambda question: question.id),
        builder.unmatched(),
    )


class _Builder:
    def __init__(
        self,
        ontology: Ontology,
        vocabulary: Vocabulary,
        curation: Curation,
        identifiers: Identifiers,
        frequency: Callable[[str], int],
    ) -> None:
        self.ontology, self.vocabulary, self.curation = ontology, vocabulary, curation
        self.identifiers, self.frequency = identifiers, frequency
        self.drafts: dict[str, Draft] = {}
        self.of_entry: dict[str, str] = {}
        self.joined: dict[str, Decision] = {}
        self.label_rows: dict[str, list[LabelDecision]] = defaultdict(list)
        for row in curation.labels:
            self.label_rows[row.entry].append(row)
        self.taken: set[str] = set()
        # Preferred labels (text folded, language) -> the concept that bears them.
        self.bearers = {
            (text.casefold(), lang): iri for (text, lang), iri in ontology.top_labels.items()
        }
        self.lexicon = Lexicon()
        self.edges: list[Edge] = []
        self.refused: set[tuple[str, str]] = set()
        self.questions: list[Question] = []
        self.matched: set[str] = set()

    def add(self, readings: list[EntryReading]) -> None:
        """Make the draft of one group, if it has a name."""
        keys = [reading.entry.id for reading in readings]
        if self._is_top(keys):
            return
        decisions = [row for key in keys for row in self.label_rows.get(key, ())]
        refuse_two_names(decisions)
        found = choose_labels(readings, lang=self.vocabulary.language, frequency=self.frequency)
        labels, applied = decided(found, decisions, self.vocabulary.language)
        self.matched.update(row.decision.where for row in applied)
        if not any(label.kind == "preferred" for label in labels):
            self.questions.append(ask.nameless(keys, _genera(readings)))
            return
        bearer = next((self.bearers[n] for n in _preferred(labels) if n in self.bearers), None)
        if bearer is not None:
            self.questions.append(ask.homonym(labels[0].text, keys, bearer))
            return
        slug = self.identifiers.slug_for(keys, labels[0].text, self.taken)
        self.taken.add(slug)
        iri = self.vocabulary.concept(slug)
        self.drafts[iri] = Draft(iri, readings, labels)
        self.bearers.update(dict.fromkeys(_preferred(labels), iri))
        self.of_entry.update(dict.fromkeys(keys, iri))
        self.lexicon.add(iri, [label for label in labels if label.kind != "hidden"])

    def _is_top(self, keys: Sequence[str]) -> bool:
        """Whether a decision says that these entries are a top concept; they then belong to it."""
        for row in self.curation.relations:
            if row.predicate != "skos:exactMatch" or row.rejected or row.subject not in keys:
                continue
            iri = self.vocabulary.concept(row.object.removeprefix("concept:"))
            if row.object.startswith("concept:") and iri in self.ontology.tops.values():
                self.of_entry.update(dict.fromkeys(keys, iri))
                self.joined.update(dict.fromkeys(keys, row.decision))
                return True
        return False

    def classify(self, classes: Mapping[str, list[ClassFact]]) -> None:
        """Give each draft the classes decided for it, else those of its first entry that has any;
        ask where entries differ.
        """
        for draft in self.drafts.values():
            rows = [
                row
                for row in self.curation.relations
                if row.predicate == "rdf:type" and row.subject in draft.entries
            ]
            self.matched.update(row.decision.where for row in rows)
            given = {entry: classes[entry] for entry in draft.entries if classes[entry]}
            kinds = {entry: sorted({name for name, _ in facts}) for entry, facts in given.items()}
            if len({tuple(names) for names in kinds.values()}) > 1 and not rows:
                found = _genera(draft.readings)
                self.questions.append(ask.class_clash(draft.name, kinds, found))
            for row in rows:
                if not row.rejected:
                    draft.types[row.object] = Relation("rdf:type", row.object, [], row.decision)
            if draft.types or not given:
                continue
            refused = {row.object for row in rows}
            for name, _ in next(iter(given.values())):
                words = [e for facts in given.values() for other, e in facts if other == name]
                if name not in refused:
                    draft.types[name] = Relation("rdf:type", name, words)

    def relate(self) -> None:
        """Find the relations that definitions state, and apply the decisions on relations."""
        for draft in self.drafts.values():
            for reading in draft.readings:
                self.edges.extend(genus_edges(reading, draft.iri, self.lexicon))
                stated = stated_relations(reading, draft.iri, self.lexicon)
                for one in [*stated, *example_relations(reading, self.lexicon)]:
                    if one.predicate == "skos:broader":
                        self.edges.append(Edge(one.subject, one.object, [one.evidence]))
                    else:
                        self._relate(one.subject, one.predicate, one.object, [one.evidence], None)
        types = {iri: sorted(draft.types) for iri, draft in self.drafts.items()}
        labels = {iri: draft.labels for iri, draft in self.drafts.items()}
        self.edges.extend(name_edges(labels, types))
        for row in self.curation.relations:
            self._decide(row)

    def _decide(self, row: RelationDecision) -> None:
        subject, target = self._resolve(row.subject), self._resolve(row.object)
        if row.predicate in ("rdf:type", self.ontology.contradicts):
            return
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
            self._relate(subject, row.predicate, target, [], row.decision)
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
            self.edges.append(Edge(child, parent, [], row.decision))
            self.matched.add(row.decision.where)
            return
        self.refused.add((child, parent))
        found = any((edge.child, edge.parent) == (child, parent) for edge in self.edges)
        if found or parent in {self.ontology.tops[name] for name in self.drafts[child].types}:
            self.matched.add(row.decision.where)

    def _relate(
        self,
        subject: str,
        predicate: str,
        target: str,
        evidence: list[Evidence],
        decision: Decision | None,
    ) -> None:
        if subject == target or subject not in self.drafts or target not in self.drafts:
            return
        relations = self.drafts[subject].relations
        old = relations.get((predicate, target))
        if old is not None:
            evidence, decision = [*old.evidence, *evidence], decision or old.decision
        relations[predicate, target] = Relation(predicate, target, evidence, decision)

    def place(self) -> None:
        """Build the tree; what reaches no top concept is asked, and an association between a
        concept and one above it yields to the tree.
        """
        found = [edge for edge in self.edges if (edge.child, edge.parent) not in self.refused]
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
            names = self._name(edge.child), self._name(edge.parent)
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
                    if relation.decision is not None:
                        raise CurationError(
                            f"« {draft.name} » and « {self._name(target)} » stand one above the"
                            " other in the tree, so they cannot be associated as well (SKOS S27)",
                            where=relation.decision.where,
                            remedy="take this row back, or reject the skos:broader between them",
                        )
                    self.questions.append(
                        ask.both_ways(draft.name, predicate, self._name(target), relation.evidence)
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
                    names = draft.name, self._name(target)
                    self.questions.append(ask.both_directions(*names, predicate, words))

    def _take_out(self, iri: str) -> None:
        draft = self.drafts.pop(iri)
        self.questions.append(ask.placeless(draft.name, draft.entries, _genera(draft.readings)))
        for entry in draft.entries:
            del self.of_entry[entry]
        for other in self.drafts.values():
            for place in [place for place in other.relations if place[1] == iri]:
                del other.relations[place]

    def unmatched(self) -> list[str]:
        """The decisions that match nothing any more: row and reason."""
        rows: list[LabelDecision | RelationDecision] = [
            *self.curation.labels,
            *self.curation.relations,
        ]
        return [
            f"{row.decision.where} ({about(row)}) : {row.decision.reason}"
            for row in rows
            if row.decision.where not in self.matched
        ]

    def _resolve(self, name: str) -> str | None:
        """The IRI of the concept that an entry belongs to, or of `concept:<slug>`."""
        if not name.startswith("concept:"):
            return self.of_entry.get(name)
        iri = self.vocabulary.concept(name.removeprefix("concept:"))
        return iri if iri in self.drafts or iri in self.ontology.tops.values() else None

    def _name(self, iri: str) -> str:
        return self.drafts[iri].name if iri in self.drafts else iri.rsplit("/", 1)[-1]


def _preferred(labels: Sequence[Label]) -> list[tuple[str, str]]:
    return [(label.text.casefold(), label.lang) for label in labels if label.kind == "preferred"]


def _genera(readings: Sequence[EntryReading]) -> list[Evidence]:
    return [fact.evidence for reading in readings for fact in reading.genera]
