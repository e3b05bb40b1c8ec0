"""Entries, labels, merges, classes and lost headwords: each scored by what counts for its kind."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations

from pipeline.model import Concept, Relation
from pipeline.validate.evaluation.build import Build, alike, basis
from pipeline.validate.evaluation.gold import UNKNOWN, Gold, GoldGenus, local_name
from pipeline.validate.evaluation.score import Item, Score, figure, score

Pair = tuple[str, str]


def score_entries(gold: Gold, build: Build) -> Score:
    """An entry is right where its headword and all spans of its senses are the gold's."""
    said = {
        entry.id: (entry.headword, [sense.spans for sense in entry.senses])
        for entry in build.entries
    }
    wanted = {entry.entry: (entry.headword, entry.senses) for entry in gold.entries.values()}
    headwords = {key: headword.text for key, (headword, _) in wanted.items() if headword}
    return score(
        claims=len(said),
        wrong=[
            Item(key, "headword or spans", headwords.get(key, ""), what[0].text if what[0] else "")
            for key, what in said.items()
            if wanted.get(key) != what
        ],
        facts=len(wanted),
        missed=[
            Item(key, "headword or spans", headwords.get(key, ""))
            for key, what in wanted.items()
            if said.get(key) != what
        ],
    )


def score_labels(gold: Gold, build: Build) -> Score:
    """A label is right where the gold gives it, stated or implied, to an entry of its concept; to
    be found are the stated ones, entry by entry. Kinds of label are not compared, and the labels of
    top concepts are not judged.

    Where the gold knows no name for a lost headword, one that people decided is neither right nor
    wrong, and listed as `decided`.
    """
    given: dict[str, set[tuple[str, str]]] = defaultdict(set)
    for known in gold.labels:
        given[known.entry].add((alike(known.text), known.lang))
    nameless = {record.entry for record in gold.headwords if record.headword == UNKNOWN}
    claims = 0
    wrong: list[Item] = []
    decided: list[Item] = []
    for concept in build.concepts:
        if concept.top or not concept.entries:
            continue
        right = {name for entry in concept.entries for name in given[entry]}
        for name, label in {(alike(x.text), x.lang): x for x in concept.labels}.items():
            item = Item(concept.entries[0], f"{label.text} ({label.lang})", basis=basis(label))
            if name not in right and label.decision and nameless.intersection(concept.entries):
                decided.append(item)
                continue
            claims += 1
            if name not in right:
                wrong.append(item)
    stated = [known for known in gold.labels if known.status == "stated"]
    return score(
        claims=claims,
        wrong=wrong,
        facts=len(stated),
        missed=[
            Item(known.entry, f"{known.text} ({known.lang})", known.quote)
            for known in stated
            if (alike(known.text), known.lang) not in build.labels(known.entry)
        ],
        decided=decided,
    )


def score_merges(gold: Gold, build: Build) -> Score:
    """A merge is a pair of entries in one concept; it is right where the gold states or implies
    that they are the same, wrong where it leaves that open, denies it, or does not say.
    """
    records = {
        pair: record for record in gold.concepts for pair in _pairs(record.same or record.different)
    }
    same = {
        pair: record.status
        for pair, record in records.items()
        if record.same and record.status != UNKNOWN
    }
    said = {pair for concept in build.concepts for pair in _pairs(concept.entries)}
    stated = [pair for pair, status in same.items() if status == "stated"]
    quoted = {pair: record.quote or record.why for pair, record in records.items()}

    def items(pairs: Iterable[Pair]) -> list[Item]:
        return [Item(pair[0], f"one with {pair[1]}", quoted.get(pair, "")) for pair in pairs]

    return score(
        claims=len(said),
        wrong=items(said - same.keys()),
        facts=len(same),
        missed=items(same.keys() - said),
        stated=figure(sum(pair in said for pair in stated), len(stated)),
    )


def score_classes(gold: Gold, build: Build) -> Score:
    """Each class that a concept is given is judged for each entry of it that the gold classes; to
    be found is one right class for each entry whose class the gold knows.

    A class is right for an entry where the gold gives it, as the class or an alternative, to that
    entry, or to the entry of the same concept that it was read from: where several entries make one
    concept it keeps the class of one of them. A class by decision was read from none, so any entry
    of the concept will do. Where the gold knows no class, one that the machine gives is wrong; one
    that people decided is neither right nor wrong, and listed as `decided`.
    """
    genus = {record.entry: record for record in gold.genus}
    claims = 0
    wrong: list[Item] = []
    missed: list[Item] = []
    decided: list[Item] = []
    for record in gold.genus:
        found = False
        for given in _classes(build.of.get(record.entry)):
            name = local_name(given.object)
            item = Item(record.entry, name, record.quote, basis(given))
            if name in _accepted(given, record, build, genus):
                found = True
            elif given.decision is not None and not record.accepted:
                decided.append(item)
                continue
            else:
                wrong.append(item)
            claims += 1
        if record.accepted and not found:
            missed.append(Item(record.entry, record.name, record.quote))
    return score(
        claims=claims,
        wrong=wrong,
        facts=sum(bool(record.accepted) for record in gold.genus),
        missed=missed,
        decided=decided,
    )


def score_headwords(gold: Gold, build: Build) -> Score:
    """A lost headword is right where a label of the entry's concept is the gold's. Where the gold
    knows none, one that the machine gives is wrong; one that people decided is neither, and listed
    as `decided`. What has no concept was `asked` where a question names it, else `passed_over`.
    """
    claims = 0
    wrong: list[Item] = []
    missed: list[Item] = []
    decided: list[Item] = []
    asked: list[Item] = []
    passed_over: list[Item] = []
    for record in gold.headwords:
        concept = build.of.get(record.entry)
        settled = record.headword != UNKNOWN
        right = settled and alike(record.headword) in {n for n, _ in build.labels(record.entry)}
        if settled and not right:
            missed.append(Item(record.entry, record.headword, record.quote))
        if concept is None:
            nameless = asked if record.entry in build.asked else passed_over
            nameless.append(Item(record.entry, record.headword, record.quote))
            continue
        name = concept.labels[0]
        item = Item(record.entry, name.text, record.quote, basis(name))
        if not settled and name.decision is not None:
            decided.append(item)
            continue
        claims += 1
        if not right:
            wrong.append(item)
    return score(
        claims=claims,
        wrong=wrong,
        facts=sum(record.headword != UNKNOWN for record in gold.headwords),
        missed=missed,
        asked=asked,
        passed_over=passed_over,
        decided=decided,
    )


def _pairs(entries: Sequence[str]) -> list[Pair]:
    return list(combinations(sorted(entries), 2))


def _classes(concept: Concept | None) -> list[Relation]:
    return [r for r in concept.relations if r.predicate == "rdf:type"] if concept else []


def _accepted(
    given: Relation, record: GoldGenus, build: Build, genus: Mapping[str, GoldGenus]
) -> set[str]:
    """The classes that are right for an entry whose concept was `given` one."""
    together = set(build.of[record.entry].entries)
    if given.decision is None:
        together &= {item.entry for item in given.evidence}
    return {name for e in together | {record.entry} if e in genus for name in genus[e].accepted}
