"""Headwords that a list lost: from the closest entry of another source, and from the terms around,
with the alphabetical order of the list as a hard filter.

What the definition itself says ("On parle de débordement quand ...") is read with its other names,
in reading.py. Here a name below the threshold is proposed to the curator, never given.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from msgspec import Struct, structs

from pipeline.map.alphabet import Order
from pipeline.map.likeness import Likeness
from pipeline.map.reading import EntryReading, NameFact
from pipeline.map.surroundings import Surroundings
from pipeline.map.words import is_acronym, key, tokens
from pipeline.model import Evidence

# How alike the closest entry must be, less if the definition uses its name, and how much more than
# the next that fits.
_ALIKE, _ALIKE_AND_USED = 0.4, 0.25
_MARGIN = 1.5
# A name that the definition uses itself is surer; one that only fits is a proposal.
_CLOSEST, _CLOSEST_AND_USED, _IN_A_SENSE = 0.8, 0.9, 0.5
_MOST_PROPOSALS = 3


class Proposal(Struct, frozen=True):
    """A name for an entry that lost its own, and the words that speak for it."""

    name: str
    confidence: float
    evidence: Evidence


class Recovered(Struct, frozen=True):
    """The readings with the names that were found, and by entry what is only proposed."""

    readings: list[EntryReading]
    proposals: dict[str, list[Proposal]]


def recover(readings: Sequence[EntryReading]) -> Recovered:
    """Name the entries that have no headword and name themselves nowhere, where that is sure."""
    nameless = [r for r in readings if r.entry.headword is None and not r.names]
    if not nameless:
        return Recovered(list(readings), {})
    by_id = {reading.entry.id: reading for reading in readings}
    order = Order(readings)
    likeness = Likeness(readings)
    found: dict[str, NameFact] = {}
    given: set[str] = set()
    closest = [(_closest(r, by_id, likeness, order), r.entry.id) for r in nameless]
    pairs = [(pair, entry) for pair, entry in closest if pair is not None]
    # One entry lends its name once: to the definition that is the most like its own.
    for (_, other), entry in sorted(pairs, key=lambda item: (-item[0][0], item[1])):
        fact = _name_of(by_id[entry], by_id[other], order)
        if fact is not None and other not in given:
            given.add(other)
            found[entry] = fact
    around = Surroundings(readings, {r.entry.source for r in nameless})
    proposals = {
        r.entry.id: _proposed(r, around, order) for r in nameless if r.entry.id not in found
    }
    named = [
        structs.replace(reading, names=[found[reading.entry.id]])
        if reading.entry.id in found
        else reading
        for reading in readings
    ]
    return Recovered(named, {entry: found for entry, found in proposals.items() if found})


def _closest(
    reading: EntryReading, by_id: Mapping[str, EntryReading], likeness: Likeness, order: Order
) -> tuple[float, str] | None:
    """The entry of another source that is clearly the most alike of those whose name fits."""
    fitting = [
        (score, other)
        for score, other in likeness.closest(reading.entry.id)
        if by_id[other].entry.source != reading.entry.source
        and any(order.fits(reading.entry.id, fact.text) for fact in by_id[other].names)
    ]
    if not fitting:
        return None
    used = _used(reading, by_id[fitting[0][1]].names)
    if fitting[0][0] < (_ALIKE_AND_USED if used else _ALIKE):
        return None
    # Two entries that bear one name do not rival each other.
    names = {key(fact.text) for fact in by_id[fitting[0][1]].names}
    rivals = [
        score
        for score, other in fitting[1:]
        if not names & {key(fact.text) for fact in by_id[other].names}
    ]
    return fitting[0] if not rivals or fitting[0][0] >= _MARGIN * rivals[0] else None


def _name_of(reading: EntryReading, other: EntryReading, order: Order) -> NameFact | None:
    """The name of `other` for the entry read: one that it uses itself, else the first that fits."""
    fitting = [
        f for f in other.names if order.fits(reading.entry.id, f.text) and not is_acronym(f.text)
    ]
    fitting = [f for f in fitting if f.lang == "fr"] or fitting
    if not fitting:
        return None
    used = _used(reading, fitting)
    if not used and not order.is_alphabetical(reading.entry.source):
        return None
    fact = (used or fitting)[0]
    sure = _CLOSEST_AND_USED if used else _CLOSEST
    evidence = structs.replace(fact.evidence, rule="closest-entry", confidence=sure)
    return NameFact(fact.text, fact.lang, "headword", evidence)


def _used(reading: EntryReading, names: Sequence[NameFact]) -> list[NameFact]:
    """Those of the names that a definition uses."""
    text = f" {' '.join(t.lemma for s in reading.sentences for t in tokens(s.text))} "
    return [f for f in names if f" {' '.join(t.lemma for t in tokens(f.text))} " in text]


def _proposed(reading: EntryReading, around: Surroundings, order: Order) -> list[Proposal]:
    """Names that a sense of the definition gives itself, then terms of the same list that fit the
    alphabet and share a word with the definition.
    """
    entry = reading.entry.id
    if not order.is_alphabetical(reading.entry.source):
        return []
    found: dict[str, Proposal] = {}
    for fact in reading.sense_names:
        if order.fits(entry, fact.text):
            evidence = structs.replace(fact.evidence, confidence=_IN_A_SENSE)
            found[key(fact.text)] = Proposal(fact.text, _IN_A_SENSE, evidence)
    for term in around.terms(reading):
        if order.fits(entry, term.quote):
            found.setdefault(key(term.quote), Proposal(term.quote, term.confidence, term))
    return list(found.values())[:_MOST_PROPOSALS]
