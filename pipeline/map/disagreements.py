"""Where sources disagree: entries of one concept that define it differently, and pairs of entries
that a person says contradict each other.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from itertools import combinations

from pipeline.map.classes import ClassFact, entry_classes
from pipeline.map.curation import Curation, RelationDecision
from pipeline.map.ontology import Ontology
from pipeline.map.reading import EntryReading
from pipeline.model import (
    Account,
    Concept,
    Decision,
    Disagreement,
    DisagreementLevel,
    Evidence,
)

_Pair = tuple[str, str]
# Whose definition a concept keeps, and its class: decisions that settle a disagreement.
_SETTLING = ("dcterms:source", "rdf:type")


def find_disagreements(
    readings: Sequence[EntryReading],
    concepts: Sequence[Concept],
    of_entry: Mapping[str, str],
    curation: Curation,
    ontology: Ontology,
) -> list[Disagreement]:
    """The disagreements, in the order in which the entries were read.

    Two entries of one concept (`of_entry`: entry id -> its IRI) contradict each other where their
    definitions have no class in common; they differ in wording where the heads of their genera have
    none in common. A decision that two entries contradict each other, or do not, wins; one that an
    entry only comes close to its concept contradicts the definition that is kept.
    """
    finder = _Finder(readings, concepts, of_entry, curation, ontology)
    rank = {reading.entry.id: number for number, reading in enumerate(readings)}
    return [
        finder.disagreement(pair, *found)
        for pair, found in sorted(
            finder.pairs().items(), key=lambda item: [rank[entry] for entry in item[0]]
        )
    ]


class _Finder:
    def __init__(
        self,
        readings: Sequence[EntryReading],
        concepts: Sequence[Concept],
        of_entry: Mapping[str, str],
        curation: Curation,
        ontology: Ontology,
    ) -> None:
        # An entry that defines nothing disagrees with none.
        self.readings = {reading.entry.id: reading for reading in readings if reading.sentences}
        self.rank = {entry: number for number, entry in enumerate(self.readings)}
        self.classes: dict[str, list[ClassFact]] = {
            entry: entry_classes(reading, ontology) for entry, reading in self.readings.items()
        }
        self.of_entry, self.curation, self.ontology = of_entry, curation, ontology
        self.kept = {
            concept.iri: definition.entry
            for concept in concepts
            for definition in concept.definitions[:1]
        }
        self.settling: dict[str, list[Decision]] = defaultdict(list)
        for row in curation.relations:
            if row.predicate in _SETTLING and row.subject in of_entry:
                self.settling[of_entry[row.subject]].append(row.decision)

    def pairs(self) -> dict[_Pair, tuple[DisagreementLevel, list[Evidence], Decision | None]]:
        """The pairs that differ, each in reading order, by evidence or by decision."""
        found: dict[_Pair, tuple[DisagreementLevel, list[Evidence], Decision | None]] = {}
        groups: dict[str, list[str]] = defaultdict(list)
        for entry in self.readings:
            if entry in self.of_entry:
                groups[self.of_entry[entry]].append(entry)
        for entries in groups.values():
            for one, other in combinations(entries, 2):
                if words := self._classes_apart(one, other):
                    found[one, other] = "contradiction", words, None
                elif words := self._genera_apart(one, other):
                    found[one, other] = "wording", words, None
        for row in self.curation.relations:
            pair = self._decided(row)
            if pair is None:
                continue
            _, words, _ = found.get(pair, ("wording", [], None))
            if not row.rejected:
                found[pair] = "contradiction", words, row.decision
            elif pair in found:
                found[pair] = "wording", words, row.decision
        return found

    def _classes_apart(self, one: str, other: str) -> list[Evidence]:
        """The words that give two entries classes of which they share none."""
        first, second = self.classes[one], self.classes[other]
        if {name for name, _ in first} & {name for name, _ in second}:
            return []
        return [first[0][1], second[0][1]] if first and second else []

    def _genera_apart(self, one: str, other: str) -> list[Evidence]:
        """The words that give two entries genera of which the heads have none in common."""
        first, second = self.readings[one].genera[:1], self.readings[other].genera[:1]
        for a, b in zip(first, second, strict=False):
            if not set(a.genus.heads) & set(b.genus.heads):
                return [a.evidence, b.evidence]
        return []

    def _decided(self, row: RelationDecision) -> _Pair | None:
        """The pair of entries that a row says contradict each other, or (rejecting it) do not."""
        ends = row.subject, row.object
        if row.predicate == "skos:closeMatch" and not row.rejected:
            concept = self.of_entry.get(row.subject, "")
            ends = row.subject, self.kept.get(concept) or row.object
        elif row.predicate != self.ontology.contradicts:
            return None
        if ends[0] == ends[1] or not set(ends) <= self.readings.keys():
            return None
        first, second = sorted(ends, key=self.rank.__getitem__)
        return first, second

    def disagreement(
        self,
        pair: _Pair,
        level: DisagreementLevel,
        words: list[Evidence],
        decision: Decision | None,
    ) -> Disagreement:
        one, other = (self._account(entry) for entry in pair)
        followed = self.kept.get(one.concept, "") if one.concept == other.concept else ""
        return Disagreement(level, (one, other), words, decision, followed, self._settled(pair))

    def _account(self, entry: str) -> Account:
        reading = self.readings[entry]
        genus = reading.genera[0].genus.text if reading.genera else ""
        types = sorted({name for name, _ in self.classes[entry]})
        first, source = reading.sentences[0], reading.entry.source
        place = first.start, first.end, first.written
        opening = Evidence(entry, source, *place, "opening-sentence", 1.0)
        return Account(entry, self.of_entry.get(entry, ""), opening, genus, types)

    def _settled(self, pair: _Pair) -> list[Decision]:
        """Who says whose definition, and what class, the one concept of a pair has."""
        first, second = (self.of_entry.get(entry) for entry in pair)
        return self.settling[first] if first == second and first in self.settling else []
