"""Repair what has one obvious repair, as shapes/repairs.ttl says it: data, asked as SPARQL."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

import pyoxigraph
from msgspec import Struct
from pyoxigraph import Literal, Quad, Store, Triple

from pipeline.errors import ConfigurationError
from pipeline.turtle import load_turtle
from pipeline.validate.names import Names
from pipeline.validate.reports.wording import Language
from pipeline.validate.shapes import GS

_ADDITION, _REMOVAL, _MESSAGE = f"{GS}addition", f"{GS}removal", f"{GS}repairMessage"


class Repair(Struct, frozen=True):
    """How the findings of a check (the last part of its IRI) are ended.

    `query` constructs the statements to add, or to remove where `removes`; `messages` say why, by
    language, of each of them.
    """

    check: str
    query: str
    removes: bool
    messages: dict[str, str]


class Repaired(Struct, frozen=True):
    """One statement that a repair added or removed."""

    repair: Repair
    statement: Triple

    @property
    def key(self) -> tuple[bool, str, str]:
        """What repairs are listed by: additions first, then by check and statement."""
        return self.repair.removes, self.repair.check, str(self.statement)


def load_repairs(path: Path) -> list[Repair]:
    """The repairs of a file, by check.

    Raises ConfigurationError where it does not parse, a query is no CONSTRUCT that SPARQL allows,
    or words are missing in French or English.
    """
    triples = load_turtle(path)
    repairs = []
    for subject in sorted({t.subject for t in triples}, key=str):
        said = [(t.predicate.value, t.object) for t in triples if t.subject == subject]
        messages = {
            o.language or "": o.value for p, o in said if p == _MESSAGE and isinstance(o, Literal)
        }
        queries = [
            (o.value, p == _REMOVAL)
            for p, o in said
            if p in (_ADDITION, _REMOVAL) and isinstance(o, Literal)
        ]
        if not queries or not {"fr", "en"} <= messages.keys():
            raise ConfigurationError(
                f"the repair {subject} lacks a query, or a message in French and English",
                where=str(path),
                remedy="give it gs:addition or gs:removal, and gs:repairMessage in both languages",
            )
        check = str(subject).strip("<>").rpartition("#")[2]
        repairs += [Repair(check, query, removes, messages) for query, removes in queries]
    for repair in repairs:
        _refuse_unusable(repair, path)
    return repairs


def make(repairs: Sequence[Repair], store: Store) -> list[Repaired]:
    """Repair the default graph of a store until nothing changes; what was added and removed.

    Statements are removed only when none is left to add. Each step adds statements between the
    things that are there, or takes some away for good, so that it ends.
    """
    done: dict[Triple, Repaired] = {}
    kinds = [[r for r in repairs if not r.removes], [r for r in repairs if r.removes]]
    while step := next((found for kind in kinds if (found := _step(kind, store))), None):
        for one in step:
            # What is added only to be removed was never there, and is no news.
            if done.pop(one.statement, None) is None:
                done[one.statement] = one
    return sorted(done.values(), key=lambda one: one.key)


def lines(repaired: Sequence[Repaired], names: Names, language: Language) -> list[str]:
    """A line for each repair: + or -, the statement and why it was missing or too much."""
    return [
        f"{'-' if one.repair.removes else '+'} {_filled(one, names, language)} [{one.repair.check}]"
        for one in repaired
    ]


def _step(repairs: Sequence[Repair], store: Store) -> list[Repaired]:
    """Ask each query once, and change the store by what it constructs."""
    done = []
    for repair in repairs:
        found = {
            Quad(*triple): triple
            for triple in _constructed(repair, store)
            if (Quad(*triple) in store) == repair.removes
        }
        for quad in found:
            if repair.removes:
                store.remove(quad)
        if not repair.removes:
            store.extend(found)
        done += [Repaired(repair, triple) for triple in found.values()]
    return done


def _constructed(repair: Repair, store: Store) -> Iterator[Triple]:
    found = store.query(repair.query)
    assert isinstance(found, pyoxigraph.QueryTriples)
    yield from found


def _refuse_unusable(repair: Repair, path: Path) -> None:
    problem = "it is no CONSTRUCT"
    try:
        if isinstance(Store().query(repair.query), pyoxigraph.QueryTriples):
            return
    except SyntaxError as error:
        problem = str(error.msg)
    raise ConfigurationError(
        f"the query of the repair {repair.check} cannot be run: {problem}",
        where=str(path),
        remedy="correct the query",
    )


def _filled(repaired: Repaired, names: Names, language: Language) -> str:
    statement = repaired.statement
    words = {
        "subject": statement.subject,
        "predicate": statement.predicate,
        "object": statement.object,
    }

    def shown(found: re.Match[str]) -> str:
        term = words[found[1]]
        assert not isinstance(term, Triple)
        return names.shown(term, language)

    return re.sub(r"\{[?$](subject|predicate|object)\}", shown, repaired.repair.messages[language])
