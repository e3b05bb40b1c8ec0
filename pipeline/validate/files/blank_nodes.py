"""Names for the blank nodes of other people's files: the same at each run, found in bounded time.

RDF Dataset Canonicalization (RDFC-1.0), as in `pipeline.blank_nodes`, is exponential where nodes
are alike: nine nodes that all point to each other take a minute, and anyone may send a file.
"""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict

from pyoxigraph import BlankNode, Literal, NamedNode, Quad, Store, Triple

# What is said further away than this does not tell two nodes apart.
_FARTHEST = 8

_Term = NamedNode | BlankNode | Literal
Row = tuple[NamedNode | BlankNode, NamedNode, _Term]


def name_blank_nodes(store: Store, rows: list[Row]) -> list[Triple]:
    """Name each blank node of the default graph by a hash of what is said of it and by it.

    `rows` are the statements of the store that have a blank node; they come back with its name.
    Nodes of which the same is said, as far as eight statements away, get a running number.
    """
    digests = _digests(rows)
    names: dict[BlankNode, BlankNode] = {}
    times: Counter[str] = Counter()
    for node in sorted(digests, key=lambda node: (digests[node], node.value)):
        digest = digests[node]
        times[digest] += 1
        names[node] = BlankNode(f"b{digest}" + (f"x{times[digest]}" if times[digest] > 1 else ""))

    def renamed(row: Row) -> Triple:
        subject, predicate, value = row
        return Triple(
            names[subject] if isinstance(subject, BlankNode) else subject,
            predicate,
            names[value] if isinstance(value, BlankNode) else value,
        )

    for row in rows:
        store.remove(Quad(*row))
    named = [renamed(row) for row in rows]
    store.extend(Quad(*triple) for triple in named)
    return named


def _digests(rows: list[Row]) -> dict[BlankNode, str]:
    """16 hex digits for each node: colour refinement (Weisfeiler and Leman) over its statements."""
    nodes = {term for row in rows for term in row if isinstance(term, BlankNode)}
    digests = dict.fromkeys(nodes, "")
    apart = 0
    for _ in range(_FARTHEST):
        said: defaultdict[BlankNode, list[str]] = defaultdict(list)
        for subject, predicate, value in rows:
            if isinstance(subject, BlankNode):
                said[subject].append(f"> {predicate} {_known(value, digests)}")
            if isinstance(value, BlankNode):
                said[value].append(f"< {predicate} {_known(subject, digests)}")
        digests = {node: _digest(digests[node], said[node]) for node in nodes}
        if len(set(digests.values())) in (apart, len(nodes)):
            break
        apart = len(set(digests.values()))
    return digests


def _known(term: _Term, digests: dict[BlankNode, str]) -> str:
    return f"_:{digests[term]}" if isinstance(term, BlankNode) else str(term)


def _digest(before: str, said: list[str]) -> str:
    return hashlib.sha256("\n".join([before, *sorted(said)]).encode("utf-8")).hexdigest()[:16]
