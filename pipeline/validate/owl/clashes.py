"""Contradictions that the rules of OWL 2 RL show: for whom, between what, by which axioms."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import combinations

from msgspec import Struct
from pyoxigraph import BlankNode, Literal, NamedNode

from pipeline.validate.owl.axioms import TYPE, Axiom, is_general
from pipeline.validate.owl.rules import (
    CHAIN,
    DOMAIN,
    PLACE,
    RANGE,
    STATED,
    Derivations,
    Reasons,
    Term,
)
from pipeline.vocabulary import RDFS, XSD

_NATURES = (STATED, PLACE, DOMAIN, RANGE, "otherwise")
_KINDS = {(STATED, STATED): "types", (STATED, PLACE): "place", (PLACE, PLACE): "places"}

# How the values of a datatype are written (XML Schema 1.1 Part 2, 3.3 and 3.4).
_LEXICAL = {
    f"{XSD}boolean": "true|false|1|0",
    f"{XSD}decimal": r"[+-]?([0-9]+(\.[0-9]*)?|\.[0-9]+)",
    f"{XSD}integer": "[+-]?[0-9]+",
    f"{XSD}nonNegativeInteger": r"\+?[0-9]+|-0+",
}
# Numbers are written in several ways; no other datatypes in use have a value in common.
_DECIMALS = {f"{XSD}{name}" for name in ("decimal", "integer", "nonNegativeInteger", "int", "long")}


class Clash(Struct, frozen=True):
    """A contradiction: its kind (a key of wording.toml), the things it is about, its axioms.

    `because` says for each of two classes why the focus would be of it.
    """

    kind: str
    focus: Term
    axioms: tuple[int, ...]
    first: Term | None = None
    second: Term | None = None
    because: tuple[tuple[str, Term | None], ...] = ()


def clashes(axioms: Sequence[Axiom]) -> list[Clash]:
    """The contradictions between axioms, the shortest first.

    What rests on all the axioms of another contradiction is left out: it follows from that one.
    So is a second way in which a statement contradicts what is known of the same thing.
    """
    known = Derivations(axioms)
    found = [
        *_double_natures(known),
        *_asymmetric(known),
        *_irreflexive(known),
        *_functional(known),
        *_disjoint_properties(known),
        *_datatypes(known),
    ]
    kept: list[Clash] = []
    for clash in sorted(found, key=lambda clash: (len(clash.axioms), _key(clash))):
        if not any(_includes(clash, shorter, axioms) for shorter in kept):
            kept.append(clash)
    return kept


def _includes(clash: Clash, shorter: Clash, axioms: Sequence[Axiom]) -> bool:
    if set(shorter.axioms) <= set(clash.axioms):
        return True
    shared = set(shorter.axioms) & set(clash.axioms)
    return shorter.focus == clash.focus and any(not is_general(axioms[n]) for n in shared)


def _key(clash: Clash) -> tuple[str, ...]:
    return str(clash.focus), clash.kind, str(clash.first), str(clash.second)


def _double_natures(known: Derivations) -> Iterator[Clash]:
    disjoint: dict[tuple[Term, ...], int] = {}
    for one, other, number in [*known.pairs("disjointWith"), *known.pairs("complementOf")]:
        disjoint[tuple(sorted((one, other), key=str))] = number
    for node, head, number in [*known.pairs("members"), *known.pairs("disjointUnionOf")]:
        if node not in known.kinds["AllDisjointProperties"]:
            pairs = combinations(sorted(known.members(head), key=str), 2)
            disjoint.update((pair, number) for pair in pairs)
    for focus, types in known.types.items():
        for one, other in combinations(sorted(types, key=str), 2):
            if (one, other) in disjoint:
                yield from _natures(known, focus, one, other, disjoint[one, other])


def _natures(
    known: Derivations, focus: Term, one: Term, other: Term, number: int
) -> Iterator[Clash]:
    for rule, reasons in known.ways((focus, TYPE, one)):
        for other_rule, other_reasons in known.ways((focus, TYPE, other)):
            sides = sorted(
                (
                    _nature(known, one, rule, reasons),
                    _nature(known, other, other_rule, other_reasons),
                ),
                key=lambda side: (_NATURES.index(side[0]), str(side[1])),
            )
            (how, first, _), (how_other, second, _) = sides
            yield Clash(
                kind=_KINDS.get((how, how_other), "natures"),
                focus=focus,
                axioms=tuple(known.leaves((*reasons, *other_reasons, number))),
                first=first,
                second=second,
                because=tuple((how, role) for how, _, role in sides),
            )


def _nature(
    known: Derivations, owner: Term, rule: str, reasons: Reasons
) -> tuple[str, Term, Term | None]:
    """Why something is of a class: how, the nearest class with a name, and by which property."""
    while rule.startswith(("cax-", "cls-uni", "cls-int2")):
        below = reasons[0]
        if isinstance(below, int):
            break
        owner = below[2] if isinstance(below[2], NamedNode) else owner
        rule, reasons = next(iter(known.facts[below].items()))
    first = reasons[0]
    if rule not in (DOMAIN, RANGE) or isinstance(first, int):
        return rule if rule in _NATURES else _NATURES[-1], owner, None
    while STATED not in known.facts[first]:
        how, (below, *_) = next(iter(known.facts[first].items()))
        # The first link of a chain is of something else.
        if how == CHAIN or isinstance(below, int):
            break
        first = below
    return rule, owner, first[1]


def _asymmetric(known: Derivations) -> Iterator[Clash]:
    for role, number in known.kinds["AsymmetricProperty"].items():
        links = known.links[role]
        for focus, targets in links.items():
            for target in targets:
                if str(focus) < str(target) and focus in links.get(target, ()):
                    both = ((focus, role, target), (target, role, focus), number)
                    axioms = tuple(known.leaves(both))
                    yield Clash("asymmetric", focus, axioms, role, target)


def _irreflexive(known: Derivations) -> Iterator[Clash]:
    for kind in ("IrreflexiveProperty", "AsymmetricProperty"):
        for role, number in known.kinds[kind].items():
            for focus, targets in known.links[role].items():
                if focus in targets:
                    axioms = tuple(known.leaves(((focus, role, focus), number)))
                    yield Clash("irreflexive", focus, axioms, role)


def _functional(known: Derivations) -> Iterator[Clash]:
    for role, number in known.kinds["FunctionalProperty"].items():
        for focus, targets in known.links[role].items():
            values = sorted((t for t in targets if isinstance(t, Literal)), key=str)
            for one, other in combinations(values, 2):
                axioms = tuple(known.leaves(((focus, role, one), (focus, role, other), number)))
                yield Clash("functional", focus, axioms, role, one, ((STATED, other),))


def _disjoint_properties(known: Derivations) -> Iterator[Clash]:
    disjoint = [*known.pairs("propertyDisjointWith")]
    for node, head, number in known.pairs("members"):
        if node in known.kinds["AllDisjointProperties"]:
            disjoint += [(*pair, number) for pair in combinations(known.members(head), 2)]
    for one, other, number in disjoint:
        for focus, targets in known.links[one].items():
            for target in targets:
                if target in known.links[other].get(focus, ()):
                    both = ((focus, one, target), (focus, other, target), number)
                    axioms = tuple(known.leaves(both))
                    yield Clash(
                        "disjoint_properties", focus, axioms, one, other, ((STATED, target),)
                    )


def _datatypes(known: Derivations) -> Iterator[Clash]:
    for role, datatype, number in known.pairs("range"):
        for focus, targets in known.links[role].items():
            for value in targets:
                if isinstance(value, Literal) and not _fits(value, datatype):
                    axioms = tuple(known.leaves(((focus, role, value), number)))
                    yield Clash("datatype", focus, axioms, role, value, ((RANGE, datatype),))


def _fits(value: Literal, datatype: Term) -> bool:
    """Whether a literal may be a value of a datatype; what is not known here may."""
    own = value.datatype.value
    lexical = _LEXICAL.get(own)
    if lexical and not re.fullmatch(lexical, value.value):
        return False
    if isinstance(datatype, BlankNode) or datatype.value == f"{RDFS}Literal":
        return True
    return own == datatype.value or {own, datatype.value} <= _DECIMALS
