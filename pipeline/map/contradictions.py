"""Decisions that cannot stand together: an error that names their rows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise

import networkx as nx

from pipeline.errors import CurationError
from pipeline.map.curation import LabelDecision, RelationDecision

GOING = ("owl:deprecated", "dcterms:isReplacedBy")
_ONE_OF_THEM = "keep one of the two rows"


def refuse_contradictions(
    labels: Sequence[LabelDecision],
    relations: Sequence[RelationDecision],
    inverses: Mapping[str, str],
) -> None:
    """Raise CurationError, naming the rows, where two rows (or a chain of them) contradict.

    That is: the same accepted and rejected; two preferred labels, definitions or successors; a
    concept that goes and is named, placed or related all the same; two concepts that are one by a
    chain of rows and two by another; parents, or successors, in a cycle. `inverses` by CURIE.
    """
    _refuse_both(labels, relations, inverses)
    for names in _by_entry(labels).values():
        refuse_two_names(names, "{}")
    _refuse_two(relations, "dcterms:source", "{first} already says whose definition {row} keeps")
    _refuse_two(relations, "dcterms:isReplacedBy", "{first} already says what replaces {row}")
    refuse_life_after(labels, relations)
    refuse_joined_and_kept_apart(relations)
    refuse_cycle([(*parentage(row), row) for row in relations if is_place(row)], "parents")


def is_place(row: RelationDecision) -> bool:
    """Whether a row gives a concept its place in the tree."""
    return row.predicate in ("skos:broader", "skos:narrower") and not row.rejected


def parentage(row: RelationDecision) -> tuple[str, str]:
    """The child and the parent that a row on the tree speaks of."""
    if row.predicate == "skos:broader":
        return row.subject, row.object
    return row.object, row.subject


def refuse_two_names(decisions: Iterable[LabelDecision], whom: str = "one concept") -> None:
    """Raise CurationError where rows on one concept prefer two names; `whom` says on what, `{}` for
    the entry.
    """
    first: dict[str, LabelDecision] = {}
    for row in decisions:
        if row.kind != "preferred" or row.rejected:
            continue
        other = first.setdefault(row.lang, row)
        if other.text != row.text:
            raise CurationError(
                f"`{row.text}` and `{other.text}` ({other.decision.where}) are both preferred for"
                f" {whom.format(row.entry)}",
                where=row.decision.where,
                remedy=_ONE_OF_THEM,
            )


def refuse_life_after(
    labels: Iterable[LabelDecision], relations: Sequence[RelationDecision]
) -> None:
    """Raise CurationError where a concept that a row takes out is named, placed or related by
    another, or where the successors of such concepts lead round in a circle. Which entries it is
    made of may be said: it goes with all of them.
    """
    going = {r.subject: r for r in relations if r.predicate in GOING and not r.rejected}
    lively = [row for row in relations if row.predicate not in (*GOING, "skos:exactMatch")]
    said: list[tuple[str, LabelDecision | RelationDecision]] = [
        *((row.entry, row) for row in labels),
        *((row.subject, row) for row in lively),
        *((row.object, row) for row in lively),
    ]
    for name, row in said:
        if name in going and not row.rejected:
            raise CurationError(
                f"{going[name].decision.where} takes `{name}` out of the vocabulary, and this row"
                " still speaks of it",
                where=row.decision.where,
                remedy=_ONE_OF_THEM,
            )
    successors = [r for r in relations if r.predicate == "dcterms:isReplacedBy" and not r.rejected]
    refuse_cycle([(row.subject, row.object, row) for row in successors], "successors")
    for row in successors:
        end = going.get(row.object)
        if end is not None and end.predicate == "owl:deprecated":
            raise CurationError(
                f"`{row.object}` is to replace a concept, and {end.decision.where} takes it out",
                where=row.decision.where,
                remedy=_ONE_OF_THEM,
            )


def refuse_joined_and_kept_apart(relations: Sequence[RelationDecision]) -> None:
    """Raise CurationError where rows join two ends by a chain that another row keeps apart."""
    same: nx.Graph = nx.Graph()
    for row in relations:
        if row.predicate == "skos:exactMatch" and not row.rejected:
            same.add_edge(row.subject, row.object, where=row.decision.where)
    for row in relations:
        if row.predicate != "skos:exactMatch" or not row.rejected:
            continue
        one, other = row.subject, row.object
        if one in same and other in same and nx.has_path(same, one, other):
            path = nx.shortest_path(same, one, other)
            chain = [same.edges[pair]["where"] for pair in pairwise(path)]
            raise CurationError(
                f"`{one}` and `{other}` are kept apart here and joined by {', '.join(chain)}",
                where=row.decision.where,
                remedy="take back one of these rows",
            )


def refuse_cycle(steps: Sequence[tuple[str, str, RelationDecision]], what: str) -> None:
    """Raise CurationError, naming the rows, where steps from one name to another close a cycle."""
    graph: nx.DiGraph = nx.DiGraph()
    for start, end, row in steps:
        graph.add_edge(start, end, where=row.decision.where)
    try:
        cycle = nx.find_cycle(graph)
    except nx.NetworkXNoCycle:
        return
    rows = sorted({graph.edges[pair[0], pair[1]]["where"] for pair in cycle}, key=_line)
    raise CurationError(
        f"this row closes a cycle of {what} with {', '.join(rows[:-1]) or 'itself'}",
        where=rows[-1],
        remedy="take back one of the rows of the cycle",
    )


def _line(where: str) -> tuple[str, int]:
    file, _, number = where.rpartition(":")
    return file, int(number)


def _by_entry(labels: Sequence[LabelDecision]) -> dict[str, list[LabelDecision]]:
    found: dict[str, list[LabelDecision]] = {}
    for row in labels:
        found.setdefault(row.entry, []).append(row)
    return found


def _refuse_two(relations: Sequence[RelationDecision], predicate: str, what: str) -> None:
    """Of a predicate that has one value, two rows are one too many."""
    rows: dict[str, RelationDecision] = {}
    for row in relations:
        if row.predicate != predicate or row.rejected:
            continue
        first = rows.setdefault(row.subject, row)
        if first is not row:
            raise CurationError(
                what.format(first=first.decision.where, row=row.subject),
                where=row.decision.where,
                remedy=_ONE_OF_THEM,
            )


def _refuse_both(
    labels: Sequence[LabelDecision],
    relations: Sequence[RelationDecision],
    inverses: Mapping[str, str],
) -> None:
    said: dict[tuple[str, ...], LabelDecision | RelationDecision] = {}
    for label in labels:
        _say(said, ("label", label.entry, label.text, label.lang, label.kind), label)
    for relation in relations:
        _say(
            said, one_way(relation.subject, relation.predicate, relation.object, inverses), relation
        )


def one_way(
    subject: str, predicate: str, target: str, inverses: Mapping[str, str]
) -> tuple[str, ...]:
    """A statement and its inverse, written the same."""
    inverse = inverses.get(predicate, predicate)
    between_entries = predicate.rpartition(":")[2] in ("exactMatch", "contradicts")
    symmetric = predicate == inverse and (between_entries or predicate in inverses)
    if inverse < predicate or (symmetric and target < subject):
        return target, inverse, subject
    return subject, predicate, target


def _say(
    said: dict[tuple[str, ...], LabelDecision | RelationDecision],
    what: tuple[str, ...],
    row: LabelDecision | RelationDecision,
) -> None:
    before = said.setdefault(what, row)
    if before.rejected != row.rejected:
        raise CurationError(
            f"the row contradicts {before.decision.where}: one accepts what the other rejects",
            where=row.decision.where,
            remedy=_ONE_OF_THEM,
        )
