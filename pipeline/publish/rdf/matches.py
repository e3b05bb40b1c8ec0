"""The matches between the schemes, each with its best reason: stated ones, and what follows."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from importlib.resources import files
from itertools import combinations

from msgspec import Struct
from pyoxigraph import Literal, NamedNode, Quad, QuerySolutions, Store, Variable

from pipeline.graphs import Graphs
from pipeline.vocabulary import SKOS, Vocabulary

_READ = ("vocabulary", "sources", "evidence")

LEXICAL = "semapv:LexicalMatching"
MANUAL = "semapv:ManualMappingCuration"
CHAINED = "semapv:MappingChaining"
_UNKNOWN = "semapv:UnspecifiedMatching"


class End(Struct, frozen=True, order=True):
    """One end of a match: its IRI, its preferred label or "", its scheme's IRI.

    `page` is the web page that its scheme stands on, or "".
    """

    iri: str
    label: str
    scheme: str
    page: str = ""


class Match(Struct, frozen=True):
    """That two ends are one notion (`is_exact`) or nearly, and why.

    `justification` is a CURIE of SEMAPV; `people` signed it, the last on `date` (ISO 8601), for
    `reasons`;
    `confidence`, `rule` and `quote` are those of the evidence; `by_way_of` is the concept of a
    chain.
    """

    subject: End
    target: End
    is_exact: bool
    justification: str
    people: tuple[str, ...] = ()
    date: str = ""
    reasons: tuple[str, ...] = ()
    confidence: float | None = None
    rule: str = ""
    quote: str = ""
    by_way_of: str = ""


def stated_matches(graphs: Graphs, vocabulary: Vocabulary) -> list[Match]:
    """The matches of entries with our concepts, by concept and entry."""
    rows: defaultdict[tuple[End, End, bool], list[Mapping[str, str]]] = defaultdict(list)
    for row in _rows(graphs, vocabulary):
        entry = End(row["entry"], row["entryLabel"], row["scheme"], row["page"])
        concept = End(row["concept"], row["conceptLabel"], row["ours"])
        rows[concept, entry, row["predicate"] == f"{SKOS}exactMatch"].append(row)
    return [
        _match(entry, concept, is_exact, reasons)
        for (concept, entry, is_exact), reasons in sorted(rows.items(), key=lambda item: item[0])
    ]


def chained_matches(stated: Sequence[Match]) -> Iterator[Match]:
    """The matches of entries of different glossaries that follow; the lesser IRI is the subject."""
    by_concept: defaultdict[str, list[Match]] = defaultdict(list)
    for match in stated:
        by_concept[match.target.iri].append(match)
    for concept, matches in by_concept.items():
        for one, other in combinations(matches, 2):
            if _glossary(one.subject) == _glossary(other.subject):
                continue
            if not (one.is_exact or other.is_exact):
                continue
            subject, target = sorted([one.subject, other.subject])
            yield Match(
                subject,
                target,
                one.is_exact and other.is_exact,
                CHAINED,
                confidence=_product(one.confidence, other.confidence),
                by_way_of=concept,
            )


def _rows(graphs: Graphs, vocabulary: Vocabulary) -> Iterator[Mapping[str, str]]:
    store = Store()
    store.extend(Quad(*triple) for name in _READ for triple in graphs[name])
    query = files("pipeline.publish.rdf").joinpath("matches.rq").read_text(encoding="utf-8")
    found = store.query(
        query,
        prefixes={**vocabulary.prefixes, "rc": vocabulary.term("")},
        substitutions={
            Variable("ours"): NamedNode(vocabulary.scheme),
            Variable("language"): Literal(vocabulary.language),
        },
    )
    assert isinstance(found, QuerySolutions)
    names = [variable.value for variable in found.variables]
    for solution in found:
        yield {name: getattr(solution[name], "value", "") for name in names}


def _match(entry: End, concept: End, is_exact: bool, reasons: Sequence[Mapping[str, str]]) -> Match:
    """The surest evidence, and every decision."""
    read = max(reasons, key=lambda row: (row["confidence"], row["rule"], row["quote"]))
    signed = sorted({(r["date"], r["person"], r["reason"]) for r in reasons if r["person"]})
    is_read = bool(read["rule"])
    return Match(
        entry,
        concept,
        is_exact,
        LEXICAL if is_read else MANUAL if signed else _UNKNOWN,
        people=tuple(dict.fromkeys(person for _, person, _ in signed)),
        date=signed[-1][0] if signed else "",
        reasons=tuple(dict.fromkeys(reason for *_, reason in signed)),
        confidence=float(read["confidence"]) if is_read else None,
        rule=read["rule"],
        quote=read["quote"],
    )


def _glossary(entry: End) -> str:
    return entry.page or entry.scheme


def _product(one: float | None, other: float | None) -> float | None:
    if one is None or other is None:
        return one if other is None else other
    return one * other
