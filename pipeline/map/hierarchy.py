"""Parents in the tree: from the genus of a definition and from names inside names."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from msgspec import Struct

from pipeline.map.lexicon import Lexicon
from pipeline.map.reading import EntryReading, GenusFact
from pipeline.map.words import tokens
from pipeline.model import Decision, Evidence, Label

_GENUS_IS_A_CONCEPT = 0.9
_ONE_OF_TWO = 0.75
_NAME_IN_NAME = 0.85


class Edge(Struct, frozen=True):
    """`child skos:broader parent`, both IRIs, and why; a decision is certain."""

    child: str
    parent: str
    evidence: list[Evidence]
    decision: Decision | None = None

    @property
    def confidence(self) -> float:
        """How certain: the most certain evidence, or above any for a decision."""
        return 2.0 if self.decision else max((e.confidence for e in self.evidence), default=0.0)

    def joined_with(self, other: Edge) -> Edge:
        """The same edge with the reasons of both."""
        more = [item for item in self.evidence if item not in other.evidence]
        decision = other.decision or self.decision
        return Edge(self.child, self.parent, [*other.evidence, *more], decision)


def genus_edges(reading: EntryReading, concept: str, lexicon: Lexicon) -> list[Edge]:
    """Parents that a genus names: the phrase begins with a label of another concept."""
    edges: list[Edge] = []
    for fact in reading.genera:
        parent = _concept_at_start(fact, lexicon)
        if parent is not None and parent[0] != concept:
            name, confidence, rule = parent
            evidence = Evidence(
                fact.evidence.entry,
                fact.evidence.source,
                fact.evidence.start,
                fact.evidence.end,
                fact.evidence.quote,
                rule,
                confidence,
            )
            edges.append(Edge(concept, name, [evidence]))
    return edges


def _concept_at_start(fact: GenusFact, lexicon: Lexicon) -> tuple[str, float, str] | None:
    phrase = fact.genus.text
    for mention in lexicon.find(phrase)[:1]:
        if mention.start == 0:
            return mention.concept, _GENUS_IS_A_CONCEPT, "genus-is-a-concept"
    # "une carte de paiement ou de fidélité": the second complement belongs to the same head.
    match = re.match(
        r"(?P<head>\w+)\s+(?P<first>d[eu']s?\s?[\w-]+)\s+ou\s+(?P<second>d[eu'’].+)", phrase
    )
    if match:
        other = lexicon.named(f"{match['head']} {match['second']}")
        if other is not None:
            return other, _ONE_OF_TWO, "genus-is-one-of-two"
    return None


def name_edges(
    labels: Mapping[str, Sequence[Label]], types: Mapping[str, Sequence[str]]
) -> list[Edge]:
    """Parents found inside names: "carte de fidélité payante" begins with "carte de fidélité".

    French puts the head first, so only beginnings count, in French labels, and only where the
    classes of the two do not differ.
    """
    by_words: dict[tuple[str, ...], str] = {}
    for concept, own in labels.items():
        for label in own:
            if label.lang == "fr" and label.kind in ("preferred", "alternative"):
                by_words.setdefault(_lemmas(label.text), concept)
    edges: list[Edge] = []
    for concept, own in labels.items():
        for label in own:
            if label.lang != "fr" or label.kind not in ("preferred", "alternative"):
                continue
            words = _lemmas(label.text)
            for length in range(len(words) - 1, 0, -1):
                parent = by_words.get(words[:length])
                if parent is None or parent == concept:
                    continue
                if (
                    types[concept]
                    and types[parent]
                    and not set(types[concept]) & set(types[parent])
                ):
                    continue
                evidence = [
                    Evidence(
                        e.entry, e.source, e.start, e.end, e.quote, "name-in-name", _NAME_IN_NAME
                    )
                    for e in label.evidence[:1]
                ]
                if evidence or label.decision:
                    edges.append(Edge(concept, parent, evidence, label.decision))
                break
    return edges


def _lemmas(name: str) -> tuple[str, ...]:
    return tuple(token.lemma for token in tokens(name) if not token.is_link)
