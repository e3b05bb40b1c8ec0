"""Which entries are one concept: a shared name, an equivalence that a text states, a decision."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

import networkx as nx
from msgspec import Struct

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


def group_entries(
    readings: Sequence[EntryReading],
    types: dict[str, str],
    disjoint: frozenset[tuple[str, str]],
    curation: Curation,
) -> Grouping:
    """Group the entries.

    Two entries are one concept when a name of the one is a name of the other, by key, or when they
    share an acronym and no expansion of the one contradicts the other's. A shared headword alone
    does not join what is of disjoint classes (`types` by entry id, `disjoint` pairs of classes):
    that becomes a question, unless a text states the equivalence.
    """
    order = {reading.entry.id: index for index, reading in enumerate(readings)}
    graph: nx.Graph = nx.Graph()
    graph.add_nodes_from(order)
    questions: list[Question] = []
    refused = {
        frozenset((row.subject, row.object))
        for row in curation.relations
        if row.predicate == "skos:exactMatch" and row.rejected
    }
    for first, second, is_stated in _candidates(readings):
        if frozenset((first, second)) in refused:
            continue
        clash = (types.get(first, ""), types.get(second, "")) in disjoint
        if clash and not is_stated:
            questions.append(same_headword(first, second))
        else:
            graph.add_edge(first, second)
    joined: dict[str, Decision] = {}
    for row in curation.relations:
        if row.predicate != "skos:exactMatch" or row.rejected:
            continue
        if row.subject in order and row.object in order:
            graph.add_edge(row.subject, row.object)
            joined[row.subject] = row.decision
            joined.setdefault(row.object, row.decision)
    groups = [sorted(group, key=order.__getitem__) for group in nx.connected_components(graph)]
    return Grouping(sorted(groups, key=lambda group: order[group[0]]), joined, questions)


def _candidates(readings: Sequence[EntryReading]) -> list[tuple[str, str, bool]]:
    """Pairs of entries that share a name, each with whether a text states that it is one."""
    by_name: dict[str, list[tuple[str, bool]]] = defaultdict(list)
    by_acronym: dict[str, list[str]] = defaultdict(list)
    full: dict[str, set[str]] = defaultdict(set)
    for reading in readings:
        for fact in reading.names:
            if fact.role == "acronym":
                by_acronym[acronym_key(fact.text)].append(reading.entry.id)
            elif fact.role in _JOINING:
                by_name[key(fact.text)].append((reading.entry.id, fact.role != "headword"))
                if fact.role == "expansion":
                    full[reading.entry.id].add(key(fact.text))
    pairs: dict[tuple[str, str], bool] = {}
    for users in by_name.values():
        first, first_stated = users[0]
        for other, stated in users[1:]:
            if other != first:
                pairs[first, other] = pairs.get((first, other), False) or stated or first_stated
    for holders in by_acronym.values():
        first = holders[0]
        for other in dict.fromkeys(holders[1:]):
            # The same letters for other words are another acronym.
            conflict = full[first] and full[other] and not full[first] & full[other]
            if other != first and not conflict:
                pairs[first, other] = True
    return [(first, second, stated) for (first, second), stated in pairs.items()]
