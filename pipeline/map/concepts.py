"""From readings to concepts: named, classed, related and placed in the tree; decisions win."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence

from msgspec import structs

from pipeline.errors import CurationError
from pipeline.map import questions as ask
from pipeline.map.classes import ClassFact, entry_classes
from pipeline.map.contradictions import GOING, refuse_life_after, refuse_two_names
from pipeline.map.curation import Curation, LabelDecision, RelationDecision
from pipeline.map.decisions import Decisions
from pipeline.map.drafts import Draft, Mapped, Network
from pipeline.map.entry_names import is_reference
from pipeline.map.identifiers import Identifiers
from pipeline.map.labels import choose_labels, decided
from pipeline.map.lexicon import Lexicon
from pipeline.map.lost_headwords import Proposal, Recovered
from pipeline.map.merges import CONCEPT, Merges
from pipeline.map.ontology import Ontology
from pipeline.map.parties import state_managing
from pipeline.map.placing import Placing
from pipeline.map.reading import EntryReading
from pipeline.map.reference_questions import only_refers
from pipeline.map.relating import relate
from pipeline.map.same import group_entries
from pipeline.map.words import is_term
from pipeline.model import Decision, Evidence, Label, Question, Relation
from pipeline.vocabulary import Vocabulary


def map_entries(
    recovered: Recovered,
    ontology: Ontology,
    vocabulary: Vocabulary,
    curation: Curation,
    identifiers: Identifiers,
    frequency: Callable[[str], int],
) -> Mapped:
    """Make concepts of what the entries say, in the order of the sources; new IRIs go into
    `identifiers`.
    """
    readings = recovered.readings
    classes = {reading.entry.id: entry_classes(reading, ontology) for reading in readings}
    first = {entry: facts[0][0] for entry, facts in classes.items() if facts}
    trunk = [f"{CONCEPT}{iri.rsplit('/', 1)[-1]}" for iri in ontology.tops.values()]
    merges = Merges(curation, [reading.entry.id for reading in readings], identifiers, trunk)
    grouping = group_entries(readings, first, ontology.disjoint, merges.curation)
    builder = _Builder(ontology, vocabulary, curation, identifiers, frequency, merges)
    builder.proposals = recovered.proposals
    builder.questions.extend(grouping.questions)
    builder.asked_same = {q.entries[1] for q in grouping.questions if q.kind == "same"}
    builder.joined.update(grouping.joined | merges.joined)
    by_id = {reading.entry.id: reading for reading in readings}
    defined = {entry for entry, reading in by_id.items() if reading.sentences}
    builder.matched.update(
        row.decision.where
        for row in curation.relations
        if row.predicate == ontology.contradicts and {row.subject, row.object} <= defined
    )
    # What has an IRI comes before what is new, so that no new entry takes a name away.
    for group in sorted(grouping.groups, key=identifiers.seniority):
        builder.add([by_id[entry] for entry in group], merges.without_entry(group))
    for made in merges.alone():
        builder.add([], made)
    builder.classify(classes)
    asked = relate(builder.network, builder.lexicon, ontology, curation.relations)
    builder.questions.extend(asked)
    managing, left = state_managing(
        builder.network, builder.lexicon, ontology, curation, builder.resolve
    )
    builder.questions.extend(left)
    builder.decide()
    network = builder.network
    return Mapped(
        network.drafts,
        network.of_entry,
        network.of_made,
        builder.joined,
        ask.in_order(builder.questions),
        builder.matched,
        builder.successors(),
        managing,
    )


class _Builder:
    def __init__(
        self,
        ontology: Ontology,
        vocabulary: Vocabulary,
        curation: Curation,
        identifiers: Identifiers,
        frequency: Callable[[str], int],
        merges: Merges,
    ) -> None:
        self.ontology, self.vocabulary, self.curation = ontology, vocabulary, curation
        self.identifiers, self.frequency, self.merges = identifiers, frequency, merges
        tops = {
            iri: text
            for (text, lang), iri in ontology.top_labels.items()
            if lang == vocabulary.language
        }
        self.network = Network(tops=tops)
        self.drafts = self.network.drafts
        self.joined: dict[str, Decision] = {}
        self.label_rows: dict[str, list[LabelDecision]] = defaultdict(list)
        for row in curation.labels:
            self.label_rows[row.entry].append(row)
        # Where a concept goes and has a successor, the row on the successor counts.
        going = [r for r in curation.relations if r.predicate in GOING and not r.rejected]
        self.going = {r.subject: r for r in sorted(going, key=lambda r: GOING.index(r.predicate))}
        self.replaced: dict[str, str] = {}
        self.taken: set[str] = set()
        # Preferred labels (text folded, language) -> the concept that bears them.
        self.bearers = {
            (text.casefold(), lang): iri for (text, lang), iri in ontology.top_labels.items()
        }
        self.lexicon = Lexicon()
        self.proposals: dict[str, list[Proposal]] = {}
        # The entries of which it is asked whether they are another concept's.
        self.asked_same: set[str] = set()
        self.questions: list[Question] = []
        self.matched: set[str] = set()

    def add(self, readings: list[EntryReading], made: Sequence[str] = ()) -> None:
        """Make the draft of one group, if it has a name. `made`: the keys of the concepts without
        entry that the group is decided to be.
        """
        entries = [reading.entry.id for reading in readings]
        keys = [*entries, *made]
        decisions = self._label_decisions(keys)
        if self._is_top(entries, made) or self._is_going(keys, decisions):
            return
        refuse_two_names(decisions)
        if not made and self._only_refers(readings, decisions):
            return
        found = choose_labels(readings, lang=self.vocabulary.language, frequency=self.frequency)
        labels, applied = decided(found, decisions, self.vocabulary.language)
        self.matched.update(row.decision.where for row in applied)
        waiting = len(entries) + sum(len(r.names) + len(r.genera) for r in readings)
        if not any(label.kind == "preferred" for label in labels):
            proposed = {p.name: p for key in keys for p in self.proposals.get(key, ())}
            names = [(p.name, p.confidence, [p.evidence]) for p in proposed.values()]
            self.questions.append(ask.nameless(keys, _genera(readings), names, value=waiting))
            return
        if self._is_homonym(keys, labels, readings, waiting):
            return
        slug = self.identifiers.slug_for(keys, labels[0].text, self.taken)
        self.taken.add(slug)
        iri = self.vocabulary.concept(slug)
        self.drafts[iri] = Draft(iri, readings, labels, list(made))
        self.bearers.update(dict.fromkeys(_preferred(labels), iri))
        self.network.of_entry.update(dict.fromkeys(entries, iri))
        self.network.of_made.update(dict.fromkeys(made, iri))
        self.lexicon.add(
            iri, [x for x in labels if x.kind != "hidden" and (readings or is_term(x.text))]
        )

    def _only_refers(
        self, readings: Sequence[EntryReading], decisions: Sequence[LabelDecision]
    ) -> bool:
        """Whether entries define nothing, refer to what names no concept, and no decision names
        what they mean; that is asked.
        """
        named = any(row.kind == "preferred" and not row.rejected for row in decisions)
        entries = [reading.entry for reading in readings]
        if named or not all(map(is_reference, entries)):
            return False
        self.questions.append(only_refers(entries))
        return True

    def _label_decisions(self, keys: Sequence[str]) -> list[LabelDecision]:
        """The rows on the labels of a group, by any of its keys or by its slug. A concept that was
        merged into another leaves it its name.
        """
        names = list(dict.fromkeys([*keys, *self._slug_key(keys)]))
        rows = [row for name in names for row in self.label_rows.get(name, ())]
        return [
            structs.replace(row, kind="alternative")
            if row.kind == "preferred" and row.entry in self.merges.yielding
            else row
            for row in rows
        ]

    def _slug_key(self, keys: Sequence[str]) -> list[str]:
        """`concept:<slug>` of a group that has its slug from an earlier build."""
        slug = self.identifiers.known(keys, self.taken)
        return [] if slug is None else [f"{CONCEPT}{slug}"]

    def _is_top(self, entries: Sequence[str], made: Sequence[str]) -> bool:
        """Whether decisions say that these are a top concept; they then belong to it."""
        tops = self.ontology.tops.values()
        for key in made:
            iri = self.vocabulary.concept(key.removeprefix(CONCEPT))
            if iri in tops:
                self.network.of_entry.update(dict.fromkeys(entries, iri))
                self.network.of_made.update({other: iri for other in made if other != key})
                decision = next((self.joined[e] for e in entries if e in self.joined), None)
                if decision is not None:
                    self.joined.update({e: self.joined.get(e, decision) for e in entries})
                return True
        return False

    def _is_going(self, keys: Sequence[str], labels: Sequence[LabelDecision]) -> bool:
        """Whether a decision takes the concept of these out of the vocabulary."""
        names = [*keys, *self._slug_key(keys)]
        row = next((self.going[name] for name in names if name in self.going), None)
        if row is None:
            return False
        refuse_life_after([structs.replace(label, entry=row.subject) for label in labels], [row])
        self.network.going.update(dict.fromkeys(names, row))
        self.matched.add(row.decision.where)
        slug = self.identifiers.known(keys, self.taken)
        if slug is not None and row.predicate == "dcterms:isReplacedBy":
            self.replaced[slug] = row.object
        return True

    def _is_homonym(
        self,
        keys: list[str],
        labels: Sequence[Label],
        readings: Sequence[EntryReading],
        waiting: int,
    ) -> bool:
        """Whether another concept bears a preferred name of this one; that is asked, unless it is
        asked already whether they are the same.
        """
        for label in labels:
            iri = self.bearers.get((label.text.casefold(), label.lang))
            if label.kind != "preferred" or iri is None:
                continue
            if not self.asked_same.intersection(keys):
                bearer = iri, self.network.key(iri)
                self.questions.append(
                    ask.homonym(label.text, keys, bearer, _genera(readings), label.lang, waiting)
                )
            return True
        return False

    def classify(self, classes: Mapping[str, list[ClassFact]]) -> None:
        """Give each draft the classes decided for it, else those of its first entry that has any;
        ask where entries differ.
        """
        decisions: dict[str, list[RelationDecision]] = defaultdict(list)
        for row in self.curation.relations:
            iri = self.resolve(row.subject) if row.predicate == "rdf:type" else None
            if iri in self.drafts:
                decisions[iri].append(row)
        for draft in self.drafts.values():
            rows = decisions[draft.iri]
            given = {entry: classes[entry] for entry in draft.entries if classes[entry]}
            kinds = {entry: sorted({name for name, _ in facts}) for entry, facts in given.items()}
            if len({tuple(names) for names in kinds.values()}) > 1 and not rows:
                self.questions.append(ask.class_clash(draft.name, kinds, draft.genera))
            found = {name for facts in given.values() for name, _ in facts}
            for row in rows:
                if not row.rejected or row.object in found:
                    self.matched.add(row.decision.where)
                if not row.rejected:
                    draft.types[row.object] = Relation("rdf:type", row.object, [], row.decision)
            if draft.types or not given:
                continue
            refused = {row.object for row in rows}
            for name, _ in next(iter(given.values())):
                words = [e for facts in given.values() for other, e in facts if other == name]
                if name not in refused:
                    draft.types[name] = Relation("rdf:type", name, words)

    def decide(self) -> None:
        """Apply the decisions on relations, then give every concept its place."""
        decisions = Decisions(self.network, self.ontology, self.resolve)
        decisions.apply(self.curation.relations)
        self.matched |= decisions.matched
        placing = Placing(self.network, self.ontology, decisions)
        placing.place()
        self.matched -= placing.lost
        self.questions.extend(placing.questions)

    def successors(self) -> dict[str, str]:
        """Slugs that are gone -> the IRI of the concept that a decision has replace them."""
        for name, row in self.going.items():
            slug = name.removeprefix(CONCEPT)
            is_slug = name.startswith(CONCEPT) and self.identifiers.is_minted(slug)
            if is_slug and slug not in self.taken:
                self.matched.add(row.decision.where)
                if row.predicate == "dcterms:isReplacedBy":
                    self.replaced.setdefault(slug, row.object)
        found: dict[str, str] = {}
        for slug, name in self.replaced.items():
            end = name
            rows: list[str] = []
            while step := self.network.going.get(end) or self.going.get(end):
                if step.decision.where in rows:
                    raise CurationError(
                        f"this row closes a cycle of successors with {', '.join(rows[:-1])}",
                        where=rows[-1],
                        remedy="take back one of the rows of the cycle",
                    )
                rows.append(step.decision.where)
                end = step.object
            iri = self.resolve(end)
            if iri is not None:
                found[slug] = iri
        return found

    def resolve(self, name: str) -> str | None:
        """The IRI of the concept that an entry belongs to, or of `concept:<slug>`."""
        if name.startswith(CONCEPT):
            iri = self.vocabulary.concept(name.removeprefix(CONCEPT))
            if iri in self.drafts or iri in self.ontology.tops.values():
                return iri
        node = self.merges.node(name)
        return self.network.of_made.get(node or "") or self.network.of_entry.get(node or "")


def _preferred(labels: Sequence[Label]) -> list[tuple[str, str]]:
    return [(label.text.casefold(), label.lang) for label in labels if label.kind == "preferred"]


def _genera(readings: Sequence[EntryReading]) -> list[Evidence]:
    return [fact.evidence for reading in readings for fact in reading.genera]
