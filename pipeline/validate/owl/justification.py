"""A minimal set of axioms that contradict each other, found by asking a reasoner only.

The last axiom of the shortest contradictory prefix belongs to every contradiction in that prefix;
taken out and put first, it leaves the search for the next one. What remains is a justification: no
axiom of it can be spared (Kalyanpur 2006; insertion as in de Siqueira and Puget 1988). One Java
looks at a dozen prefixes, from the shortest to the first that contradicts itself.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Sequence

from pyoxigraph import BlankNode, Literal, Triple

from pipeline.validate.owl.axioms import Axiom

_AT_ONCE = 12

# The number of the first of several sets that contradicts itself, or None.
Oracle = Callable[[Sequence[Iterable[Triple]]], int | None]


def justify(
    axioms: Sequence[Axiom],
    background: Iterable[Triple],
    oracle: Oracle,
    *,
    calls: int,
    deadline: float,
) -> list[int] | None:
    """The numbers of the axioms of one justification, in order; None where neither `calls` nor the
    time until `deadline` (of the monotonic clock) are enough.

    The axioms must contradict each other; `background` (declarations) is given with each set and
    never named. The same axioms in the same order always give the same justification.
    """
    always = list(background)
    needed: list[int] = []
    candidates = list(range(len(axioms)))

    def statements(numbers: Iterable[int]) -> list[Triple]:
        return [*always, *(triple for number in numbers for triple in axioms[number])]

    while True:
        # Whatever is near to what is needed first, so that the next prefix is short.
        candidates = _nearest_first(axioms, needed, candidates)
        shortest, longest = -1, len(candidates)
        # Contradictory with `longest` candidates, not with `shortest`.
        while longest - shortest > 1:
            if calls == 0 or time.monotonic() > deadline:
                return None
            calls -= 1
            sizes = _sizes(shortest, longest)
            found = oracle([statements([*needed, *candidates[:size]]) for size in sizes])
            if found is None:
                shortest = sizes[-1]
            else:
                longest = sizes[found]
                shortest = sizes[found - 1] if found else shortest
        if longest == 0:
            return sorted(needed)
        needed.append(candidates[longest - 1])
        candidates = candidates[: longest - 1]


def _sizes(shortest: int, longest: int) -> list[int]:
    """Lengths of prefixes to try: all of the few that are left, or else twice as long each time."""
    between = longest - shortest - 1
    if between <= _AT_ONCE:
        return list(range(shortest + 1, longest))
    step = between ** (1 / _AT_ONCE)
    return sorted({min(longest - 1, shortest + 1 + int(step**power)) for power in range(_AT_ONCE)})


def _nearest_first(
    axioms: Sequence[Axiom], needed: Sequence[int], candidates: Sequence[int]
) -> list[int]:
    """The candidates by how many axioms away from what is needed they are, then as they were."""
    distances: dict[object, int] = {}
    edge = {term for number in needed for term in _terms(axioms[number])}
    terms = {number: _terms(axioms[number]) for number in candidates}
    at: dict[object, list[int]] = {}
    for number, mentioned in terms.items():
        for term in mentioned:
            at.setdefault(term, []).append(number)
    distance = 0
    far: dict[int, int] = {}
    while edge:
        distances.update(dict.fromkeys(edge, distance))
        distance += 1
        reached = {n for term in edge for n in at.get(term, ()) if n not in far}
        far.update(dict.fromkeys(reached, distance))
        edge = {term for n in reached for term in terms[n] if term not in distances}
    return sorted(candidates, key=lambda number: (far.get(number, distance + 1), number))


def _terms(axiom: Axiom) -> set[object]:
    """What an axiom is about: the named things and properties that it mentions."""
    mentioned = {t for triple in axiom for t in (triple.subject, triple.predicate, triple.object)}
    return {
        term
        for term in mentioned
        if not isinstance(term, BlankNode | Literal) and "/1999/02/22-rdf-syntax" not in str(term)
    }
