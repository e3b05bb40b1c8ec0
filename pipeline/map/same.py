"""Which entries are one concept: a shared name, an equivalence that a text states, a decision."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Literal

from msgspec import Struct, field

from pipeline.map.curation import Curation
from pipeline.map.questions import perhaps_same, same_headword
from pipeline.map.reading import EntryReading
from pipeline.map.shared_names import SharedNames
from pipeline.model import Decision, Question


class Grouping(Struct, frozen=True):
    """`groups`: entry ids that are one concept, each in reading order; `joined`: the decision that
    brought an entry into its group, where one did.
    """

    groups: list[list[str]]
    joined: dict[str, Decision]
    questions: list[Question]


class _Group(Struct):
    entries: list[str]
    types: set[str]
    expansions: set[str]
    refused: set[str] = field(default_factory=set)


def group_entries(
    readings: Sequence[EntryReading],
    types: Mapping[str, str],
    disjoint: frozenset[tuple[str, str]],
    curation: Curation,
) -> Grouping:
    """Group the entries; decisions first, then what texts state, then equal headwords.

    Two groups become one when a name of the one is a name of the other, by key, unless a decision
    refuses any pair of their entries. An acronym alone does not join groups that expand it in
    other words; a headword alone does not join what is of disjoint classes (`types` by entry id,
    `disjoint` pairs of classes): that becomes a question. An English name joins the French one it
    translates to where both are of one class; where that is not known it is asked.
    """
    order = {reading.entry.id: index for index, reading in enumerate(readings)}
    links = SharedNames(readings)
    groups = {
        entry: _Group([entry], {types[entry]} if entry in types else set(), links.of(entry))
        for entry in order
    }
    joined: dict[str, Decision] = {}
    for row in curation.relations:
        ends = {row.subject, row.object}
        if row.predicate != "skos:exactMatch" or not ends <= order.keys():
            continue
        if row.rejected:
            groups[row.subject].refused.add(row.object)
            groups[row.object].refused.add(row.subject)
        else:
            _merge(groups, row.subject, row.object)
            joined[row.subject] = row.decision
            joined.setdefault(row.object, row.decision)
    by_id = {reading.entry.id: reading for reading in readings}
    names = {r.entry.id: r.names[0].text if r.names else r.entry.id for r in readings}
    questions: dict[str, Question] = {}
    for kind, users in links.users:
        apart: list[str] = []
        for other in users:
            for first in apart:
                one, two = groups[first], groups[other]
                if one is two:
                    break
                if _is_refused(one, two):
                    continue
                verdict = _verdict(kind, one, two, disjoint)
                if verdict == "join":
                    _merge(groups, first, other)
                    break
                if verdict == "ask":
                    words = [g.evidence for e in (first, other) for g in by_id[e].genera[:1]]
                    question = (
                        same_headword(first, other, words)
                        if kind == "headword"
                        else perhaps_same(first, other, (names[first], names[other]), words)
                    )
                    questions[question.id] = question
            else:
                apart.append(other)
    found = {id(group): group for group in groups.values()}
    lists = [sorted(group.entries, key=order.__getitem__) for group in found.values()]
    return Grouping(
        sorted(lists, key=lambda group: order[group[0]]), joined, list(questions.values())
    )


def _verdict(
    kind: str, one: _Group, two: _Group, disjoint: frozenset[tuple[str, str]]
) -> Literal["join", "ask", "apart"]:
    """What a shared name of this kind makes of two groups."""
    if kind == "acronym":
        return "apart" if _other_words(one, two) else "join"
    clash = any((a, b) in disjoint for a in one.types for b in two.types)
    if kind == "headword":
        return "ask" if clash else "join"
    if kind == "translated" and not (one.types and one.types == two.types):
        return "apart" if clash else "ask"
    return "join"


def _other_words(one: _Group, two: _Group) -> bool:
    """Whether both expand the acronym, in no common words."""
    return bool(one.expansions and two.expansions) and not one.expansions & two.expansions


def _is_refused(one: _Group, two: _Group) -> bool:
    return bool(one.refused.intersection(two.entries) or two.refused.intersection(one.entries))


def _merge(groups: dict[str, _Group], first: str, other: str) -> None:
    one, two = groups[first], groups[other]
    if one is two:
        return
    one.entries += two.entries
    one.types |= two.types
    one.expansions |= two.expansions
    one.refused |= two.refused
    for entry in two.entries:
        groups[entry] = one
