"""From readings to concepts: named, classed, related and placed in the tree; decisions win."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence

from pipeline.map import questions as ask
from pipeline.map.classes import ClassFact, entry_classes
from pipeline.map.curation import (
    Curation,
    LabelDecision,
    RelationDecision,
    about,
    refuse_two_names,
)
from pipeline.map.decisions import Decisions
from pipeline.map.drafts import Draft, Mapped, Network
from pipeline.map.hierarchy import Edge, genus_edges, name_edges
from pipeline.map.identifiers import Identifiers
from pipeline.map.labels import choose_labels, decided
from pipeline.map.lexicon import Lexicon
from pipeline.map.ontology import Ontology
from pipeline.map.placing import Placing
from pipeline.map.reading import EntryReading
from pipeline.map.same import group_entries
from pipeline.map.stated import stated_relations
from pipeline.model import Decision, Evidence, Label, Question, Relation
from pipeline.vocabulary import Vocabulary


def map_entries(
    readings: Sequence[EntryReading],
    ontology: Ontology,
    vocabulary: Vocabulary,
    curation: Curation,
    identifiers: Identifiers,
    frequency: Callable[[str], int],
) -> Mapped:
    """Make concepts of readings, in the order of the sources; new IRIs go into `identifiers`."""
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
    builder.decide()
    return Mapped(
        builder.drafts,
        builder.network.of_entry,
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
        self.network = Network()
        self.drafts = self.network.drafts
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
        self.network.of_entry.update(dict.fromkeys(keys, iri))
        self.lexicon.add(iri, [label for label in labels if label.kind != "hidden"])

    def _is_top(self, keys: Sequence[str]) -> bool:
        """Whether a decision says that these entries are a top concept; they then belong to it."""
        for row in self.curation.relations:
            if row.predicate != "skos:exactMatch" or row.rejected or row.subject not in keys:
                continue
            iri = self.vocabulary.concept(row.object.removeprefix("concept:"))
            if row.object.startswith("concept:") and iri in self.ontology.tops.values():
                self.network.of_entry.update(dict.fromkeys(keys, iri))
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
                found = draft.genera
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
        """Find the relations and the parents that definitions and names give."""
        edges = self.network.edges
        for draft in self.drafts.values():
            for reading in draft.readings:
                edges.extend(genus_edges(reading, draft.iri, self.lexicon))
                for one in stated_relations(reading, draft.iri, self.lexicon):
                    if one.predicate == "skos:broader":
                        edges.append(Edge(one.subject, one.object, [one.evidence]))
                    else:
                        self.network.relate(one.subject, one.predicate, one.object, [one.evidence])
        types = {iri: sorted(draft.types) for iri, draft in self.drafts.items()}
        labels = {iri: draft.labels for iri, draft in self.drafts.items()}
        edges.extend(name_edges(labels, types))

    def decide(self) -> None:
        """Apply the decisions on relations, then give every concept its place."""
        decisions = Decisions(self.network, self.ontology, self.vocabulary)
        decisions.apply(self.curation.relations)
        self.matched |= decisions.matched
        placing = Placing(self.network, self.ontology, decisions.refused)
        placing.place()
        self.questions.extend(placing.questions)

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


def _preferred(labels: Sequence[Label]) -> list[tuple[str, str]]:
    return [(label.text.casefold(), label.lang) for label in labels if label.kind == "preferred"]


def _genera(readings: Sequence[EntryReading]) -> list[Evidence]:
    return [fact.evidence for reading in readings for fact in reading.genera]
