"""Which entries are one concept: a shared name, an equivalence that a text states, a decision."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from msgspec import Struct, field

from pipeline.map.curation import Curation
from pipeline.map.questions import same_headword
from pipeline.map.reading import EntryReading
from pipeline.map.words import acronym_key, key
from pipeline.model import Decision, Question

# A variant ("carte d'empathie" for "carte d'empathie client") may be a wider term, so it joins
# nothing by itself.
_JOINING = ("headword", "expansion", "equivalent")


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
    `disjoint` pairs of classes): that becomes a question.
    """
    order = {reading.entry.id: index for index, reading in enumerate(readings)}
    links = _Links(readings)
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
                if kind == "acronym" and _other_words(one, two):
                    continue
                if kind == "headword" and _clash(one, two, disjoint):
                    question = same_headword(first, other)
                    questions[question.id] = question
                    continue
                _merge(groups, first, other)
                break
            else:
                apart.append(other)
    found = {id(group): group for group in groups.values()}
    lists = [sorted(group.entries, key=order.__getitem__) for group in found.values()]
    return Grouping(
        sorted(lists, key=lambda group: order[group[0]]), joined, list(questions.values())
    )


class _Links:
    """The entries that share a name: by what a text states, by acronym, by headword alone."""

    def __init__(self, readings: Sequence[EntryReading]) -> None:
        self.expansions: dict[str, set[str]] = defaultdict(set)
        stated: dict[str, dict[str, None]] = defaultdict(dict)
        acronyms: dict[str, dict[str, None]] = defaultdict(dict)
        headwords: dict[str, dict[str, None]] = defaultdict(dict)
        named: dict[str, dict[str, None]] = defaultdict(dict)
        for reading in readings:
            entry = reading.entry.id
            for fact in reading.names:
                if fact.role == "acronym":
                    acronyms[acronym_key(fact.text)][entry] = None
                elif fact.role in _JOINING:
                    name = key(fact.text)
                    named[name][entry] = None
                    (headwords if fact.role == "headword" else stated)[name][entry] = None
                    if fact.role == "expansion":
                        self.expansions[entry].add(name)
        # Where one text states the name, all who bear it are joined by what is stated.
        self.users: list[tuple[str, list[str]]] = [
            ("stated", list(named[name])) for name in stated if len(named[name]) > 1
        ]
        self.users += [("acronym", list(users)) for users in acronyms.values() if len(users) > 1]
        self.users += [
            ("headword", list(users))
            for name, users in headwords.items()
            if name not in stated and len(users) > 1
        ]

    def of(self, entry: str) -> set[str]:
        """The keys of the expansions that an entry gives."""
        return set(self.expansions[entry])


def _other_words(one: _Group, two: _Group) -> bool:
    """Whether both expand the acronym, in no common words."""
    return bool(one.expansions and two.expansions) and not one.expansions & two.expansions


def _clash(one: _Group, two: _Group, disjoint: frozenset[tuple[str, str]]) -> bool:
    return any((a, b) in disjoint for a in one.types for b in two.types)


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
