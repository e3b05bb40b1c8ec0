"""Names for blank nodes that stay from build to build and change only where content does."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping

from pyoxigraph import (
    BlankNode,
    CanonicalizationAlgorithm,
    Dataset,
    DefaultGraph,
    Literal,
    NamedNode,
    Quad,
    Triple,
)

_Said = dict[BlankNode, list[Quad]]


def with_stable_names(quads: Iterable[Quad]) -> list[Quad]:
    """The same dataset, each blank node named by a hash of what is said of it.

    RDF Dataset Canonicalization (RDFC-1.0) makes the input independent of the names found; the
    hash on top keeps a name when other parts of the dataset change, which RDFC's running numbers
    do not. Nodes of equal content get a running number in the order of RDFC-1.0.
    """
    dataset = Dataset(quads)
    dataset.canonicalize(CanonicalizationAlgorithm.RDFC_1_0)
    canonical = list(dataset)
    said: _Said = {}
    nodes: set[BlankNode] = set()
    for quad in canonical:
        if isinstance(quad.subject, BlankNode):
            said.setdefault(quad.subject, []).append(quad)
        nodes.update(term for term in (quad.subject, quad.object) if isinstance(term, BlankNode))
    digests: dict[BlankNode, str] = {}
    names: dict[BlankNode, BlankNode] = {}
    times: dict[str, int] = {}
    for node in sorted(nodes, key=_canonical_rank):
        digest = _digest(node, said, digests, frozenset())
        times[digest] = times.get(digest, 0) + 1
        suffix = f"x{times[digest]}" if times[digest] > 1 else ""
        names[node] = BlankNode(f"b{digest}{suffix}")
    return [_renamed(quad, names) for quad in canonical]


def _canonical_rank(node: BlankNode) -> tuple[int, str]:
    return len(node.value), node.value


def _digest(
    node: BlankNode, said: _Said, digests: dict[BlankNode, str], path: frozenset[BlankNode]
) -> str:
    """16 hex digits for what is said of a node, through the blank nodes it leads to."""
    if node in digests:
        return digests[node]
    inside = path | {node}
    lines = []
    for quad in said.get(node, ()):
        target = str(quad.object)
        if isinstance(quad.object, BlankNode):
            is_cycle = quad.object in inside
            target = "_:cycle" if is_cycle else _digest(quad.object, said, digests, inside)
        lines.append(f"{quad.graph_name} {quad.predicate} {target}")
    digest = hashlib.sha256("\n".join(sorted(lines)).encode("utf-8")).hexdigest()[:16]
    digests[node] = digest
    return digest


def _renamed(quad: Quad, names: Mapping[BlankNode, BlankNode]) -> Quad:
    subject: NamedNode | BlankNode | Triple = quad.subject
    target: NamedNode | BlankNode | Literal | Triple = quad.object
    graph: NamedNode | BlankNode | DefaultGraph = quad.graph_name
    if isinstance(subject, BlankNode):
        subject = names[subject]
    if isinstance(target, BlankNode):
        target = names[target]
    return Quad(subject, quad.predicate, target, graph)
