"""What the machine asks people, each with its sentences and the rows that the answers write: open
questions, terms without entry, disagreements; and what a row may say.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import combinations
from typing import Any

from pyoxigraph import NamedNode

from pipeline.map.ontology import relation_inverses
from pipeline.map.questions import BLANK, key_in_rows, label_row, relation_row
from pipeline.map.tables import LABELS, RELATIONS, Table
from pipeline.model import Concept, Disagreement, Evidence, Row
from pipeline.publish.explorer.numbers import Numbers
from pipeline.publish.explorer.terms import Terms
from pipeline.publish.html.links import slug
from pipeline.publish.index.reference import source_of
from pipeline.publish.inputs import Build
from pipeline.publish.report.candidates import unused_slug
from pipeline.publish.report.disagreements import Comparison, Saying, comparisons
from pipeline.publish.report.names import Names
from pipeline.publish.wording import Wording
from pipeline.vocabulary import OWL

Json = dict[str, Any]
_DEPRECATED = NamedNode(f"{OWL}deprecated")


def proposals(build: Build, wording: Wording, numbers: Numbers) -> Json:
    """The block of one build.

    `trunk` are the concepts that rows call by their slug though they have entries; `columns` those
    of a table whose rows have a quote, `last` the one that follows where a row has more to say.
    """
    names = Names(build)
    return {
        "columns": {"labels": _columns(LABELS), "relations": _columns(RELATIONS)},
        "last": "confidence",
        "relations": _relations(build, wording),
        "classes": sorted(
            number
            for concept in build.concepts
            if concept.top
            for relation in concept.relations
            if (number := numbers.class_of(relation)) >= 0
        ),
        "trunk": sorted(numbers.concepts[one.iri] for one in build.concepts if one.top),
        "questions": _questions(build, numbers, names),
        "terms": _terms(build, numbers),
        "disagreements": [
            _disagreement(compared, build, numbers)
            for compared in comparisons(build, names, wording)
        ],
    }


def _columns(table: Table) -> list[str]:
    return [*table.columns, "quote"]


def _relations(build: Build, wording: Wording) -> list[Json]:
    """Every relation that a row may state between two concepts, in reading order."""
    inverses = relation_inverses(list(build.graphs["ontology"]), build.vocabulary)
    terms = Terms(build, wording)
    return [
        {"curie": curie, "inverse": inverses[curie], "words": terms.relation(curie)}
        for curie in wording.in_order(inverses)
    ]


def _questions(build: Build, numbers: Numbers, names: Names) -> list[Json]:
    def sentence(evidence: Evidence) -> Json:
        said = names.quoted(evidence)
        return _sentence(evidence.entry, evidence.quote, numbers, said.before, said.after)

    return [
        {
            "id": question.id,
            "text": question.text,
            "value": question.value,
            "sentences": [sentence(item) for item in question.evidence],
            "proposals": [
                {"text": one.text, "asks": one.asks, "rows": _rows(one.rows)}
                for one in question.proposals
            ],
        }
        for question in build.questions
    ]


def _terms(build: Build, numbers: Numbers) -> list[Json]:
    """The terms without entry, each with the slug that its concept would have: one that no concept
    has or had.
    """
    gone = (t.subject for t in build.graphs["vocabulary"] if t.predicate == _DEPRECATED)
    taken = {slug(one.iri) for one in build.concepts}
    taken |= {slug(one.value) for one in gone if isinstance(one, NamedNode)}
    found: list[Json] = []
    for candidate in build.candidates:
        own = unused_slug(candidate.text, taken)
        taken.add(own)
        found.append(
            {
                "id": f"term:{own}",
                "text": candidate.text,
                "lang": candidate.lang,
                "slug": own,
                "broader": numbers.concepts.get(candidate.broader, -1),
                "frequency": candidate.frequency,
                "entries": len(candidate.entries),
                "sentences": [
                    _marked(item.entry, item.quote, candidate.text, numbers)
                    for item in candidate.evidence
                ],
            }
        )
    return found


def _disagreement(compared: Comparison, build: Build, numbers: Numbers) -> Json:
    """A disagreement as a question whose proposals are said by name ("follow", ...)."""
    sayings = {one.entry: one for one in compared.sayings}
    pairs = [(one, other) for one, other in combinations(sayings, 2)]
    found = {frozenset(a.entry for a in one.accounts): one for one in build.disagreements}
    concepts = {c.iri: c for c in build.concepts}
    mine = [concepts[iri] for iri in compared.names if iri in concepts]
    offered = list(_follow(compared, mine[0])) if len(mine) == len(compared.names) == 1 else []
    for pair in pairs:
        if disagreement := found.get(frozenset(pair)):
            one, other = (sayings[entry] for entry in pair)
            offered += _between(disagreement, compared, one, other, build.vocabulary.prefix)
    return {
        "id": f"disagreement:{'|'.join(sayings)}",
        "level": compared.level,
        "names": list(compared.names.values()),
        "concepts": [numbers.concepts[concept.iri] for concept in mine],
        "accounts": [
            {
                **_marked(one.entry, one.quote, one.genus, numbers),
                "headword": one.headword,
                "classes": one.classes,
                "followed": one == compared.followed,
            }
            for one in compared.sayings
        ],
        "decisions": [
            {"author": one.author, "date": one.date, "reason": one.reason, "where": one.where}
            for one in compared.decisions
        ],
        "proposals": offered,
    }


def _follow(compared: Comparison, concept: Concept) -> Iterator[Json]:
    """Keep the definition of another entry."""
    for one in compared.sayings:
        if one != compared.followed:
            row = relation_row(key_in_rows(concept), "dcterms:source", one.entry)
            yield _said("follow", [row], compared, one)


def _between(
    found: Disagreement, compared: Comparison, one: Saying, other: Saying, prefix: str
) -> Iterator[Json]:
    """What a person may decide on two entries: whether they contradict each other, and whether they
    are of one concept.
    """
    pair = compared, one, other
    ends = one.entry, f"{prefix}:contradicts", other.entry
    if found.decision is None:
        if found.level == "wording":
            yield _said("contradiction", [relation_row(*ends)], *pair)
        else:
            yield _said("no_contradiction", [relation_row(*ends, rejected=True)], *pair)
    same = other.entry, "skos:exactMatch", one.entry
    first, second = (account.concept for account in found.accounts)
    if first and first == second:
        apart = relation_row(*same, rejected=True)
        named = label_row(other.entry, "preferred", BLANK)
        yield _said("split", [apart, named], *pair, asks="name")
    elif first and second:
        yield _said("merge", [relation_row(*same)], *pair)


def _said(
    what: str, rows: list[Row], compared: Comparison, *sayings: Saying, asks: str = ""
) -> Json:
    """A proposal by its name; the sayings that it is on by their headwords and by their numbers."""
    name = next(iter(compared.names.values()))
    called = [f"{one.headword or name} ({one.title})" for one in sayings]
    numbers = [compared.sayings.index(one) + 1 for one in sayings]
    places = ("one", "other")
    return {
        "say": what,
        "called": dict(zip(places, called, strict=False)),
        "numbers": dict(zip(places, numbers, strict=False)),
        "asks": asks,
        "rows": _rows(rows),
    }


def _rows(rows: Iterable[Row]) -> list[Json]:
    return [{"table": row.table, "fields": row.fields} for row in rows]


def _marked(entry: str, quote: str, words: str, numbers: Numbers) -> Json:
    """A sentence with words marked where they stand in it, with whatever endings."""
    inflected = r"\s+".join(rf"{re.escape(word)}\w*" for word in words.split())
    found = re.search(rf"\b{inflected}", quote, re.IGNORECASE) if inflected else None
    start, end = found.span() if found else (len(quote), len(quote))
    said = _sentence(entry, quote[start:end], numbers, quote[:start], quote[end:])
    return said | {"quote": quote}


def _sentence(entry: str, words: str, numbers: Numbers, before: str, after: str) -> Json:
    """A sentence in three pieces: what stands before the telling words, these, what follows; the
    telling words are what a row quotes.
    """
    source = numbers.sources.get(source_of(entry), -1)
    return {"entry": entry, "source": source, "pieces": [before, words, after], "quote": words}
