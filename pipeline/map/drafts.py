"""Concepts in the making, and what comes of the mapping."""

from __future__ import annotations

from msgspec import Struct, field

from pipeline.map.curation import RelationDecision
from pipeline.map.hierarchy import Edge
from pipeline.map.managing import Managing
from pipeline.map.reading import EntryReading
from pipeline.model import Decision, Evidence, Label, Question, Relation


class Draft(Struct):
    """A concept in the making. `made`: the keys (`concept:<slug>`) under which people added it."""

    iri: str
    readings: list[EntryReading]
    labels: list[Label]
    made: list[str] = field(default_factory=list)
    types: dict[str, Relation] = field(default_factory=dict)
    relations: dict[tuple[str, str], Relation] = field(default_factory=dict)

    @property
    def entries(self) -> list[str]:
        """The ids of its entries, in reading order."""
        return [reading.entry.id for reading in self.readings]

    @property
    def keys(self) -> list[str]:
        """What decisions may call it by: its entries, then the keys under which it was added."""
        return [*self.entries, *self.made]

    @property
    def name(self) -> str:
        """Its preferred label in the vocabulary's language."""
        return self.labels[0].text

    @property
    def genera(self) -> list[Evidence]:
        """The words that give a genus, in reading order."""
        return [fact.evidence for reading in self.readings for fact in reading.genera]


class Mapped(Struct, frozen=True):
    """The drafts by IRI, the concepts of entries and of added keys, why entries were joined by
    decision, what is asked, the rows that matched something, the decided successors of concepts
    that are gone (slug -> IRI), and what entries say of who manages a relation with whom.
    """

    drafts: dict[str, Draft]
    of_entry: dict[str, str]
    of_made: dict[str, str]
    joined: dict[str, Decision]
    questions: list[Question]
    matched: set[str]
    successors: dict[str, str]
    managing: list[Managing]


class Network(Struct):
    """The drafts by IRI, the concept of each entry and each added key, the parents that were found
    or decided, the names of what a decision takes out, and the names of the top concepts by IRI.
    """

    drafts: dict[str, Draft] = field(default_factory=dict)
    of_entry: dict[str, str] = field(default_factory=dict)
    of_made: dict[str, str] = field(default_factory=dict)
    edges: list[Edge] = field(default_factory=list)
    going: dict[str, RelationDecision] = field(default_factory=dict)
    tops: dict[str, str] = field(default_factory=dict)

    def name(self, iri: str) -> str:
        """What a concept is called: its preferred label, or the end of its IRI if it is gone."""
        if iri in self.drafts:
            return self.drafts[iri].name
        return self.tops.get(iri, iri.rsplit("/", 1)[-1])

    def key(self, iri: str) -> str:
        """What a row calls a concept: an entry where it has one, else `concept:<slug>`."""
        if iri in self.drafts:
            return self.drafts[iri].keys[0]
        return f"concept:{iri.rsplit('/', 1)[-1]}"

    def relate(
        self,
        subject: str,
        predicate: str,
        target: str,
        evidence: list[Evidence],
        decision: Decision | None = None,
    ) -> None:
        """State a relation between two drafts; what is said of it already is kept."""
        if subject == target or subject not in self.drafts or target not in self.drafts:
            return
        relations = self.drafts[subject].relations
        old = relations.get((predicate, target))
        if old is not None:
            evidence, decision = [*old.evidence, *evidence], decision or old.decision
        relations[predicate, target] = Relation(predicate, target, evidence, decision)
