"""The tree as a whole: every concept under a top concept, no cycle, nothing said twice."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import networkx as nx
from msgspec import Struct

from pipeline.map.hierarchy import Edge


class Tree(Struct, frozen=True):
    """`edges` that stand, the ones `removed` because they closed a cycle, and the concepts that
    reach no top concept (`unplaced`).
    """

    edges: list[Edge]
    removed: list[Edge]
    unplaced: list[str]


def plant(
    concepts: Sequence[str],
    found: Sequence[Edge],
    under_class: Mapping[str, Sequence[Edge]],
    tops: Iterable[str],
) -> Tree:
    """Build the tree of `concepts` (IRIs).

    `found` are the parents that texts and decisions name; a concept without any hangs under the
    top concepts of its classes (`under_class`).
    """
    kept, removed = _pruned(found)
    has_parent = {edge.child for edge in kept}
    for concept in concepts:
        if concept not in has_parent:
            kept.extend(under_class.get(concept, ()))
    reached = set(tops)
    while more := {edge.child for edge in kept if edge.parent in reached} - reached:
        reached |= more
    unplaced = [concept for concept in concepts if concept not in reached]
    edges = [edge for edge in kept if edge.child in reached and edge.parent in reached]
    return Tree(edges, removed, unplaced)


def ancestors(edges: Iterable[Edge]) -> dict[str, set[str]]:
    """Concept -> everything above it, for each concept that has anything above it."""
    graph: nx.DiGraph = nx.DiGraph((edge.child, edge.parent) for edge in edges)
    return {node: set(nx.descendants(graph, node)) for node in graph}


def _pruned(edges: Sequence[Edge]) -> tuple[list[Edge], list[Edge]]:
    """The edges without cycles and without those that others imply, and what closed a cycle.

    The least certain edge of a cycle goes first; a decision never goes before a finding, nor
    because it is implied.
    """
    merged: dict[tuple[str, str], Edge] = {}
    for edge in edges:
        pair = (edge.child, edge.parent)
        merged[pair] = edge.joined_with(merged[pair]) if pair in merged else edge
    graph: nx.DiGraph = nx.DiGraph()
    graph.add_edges_from(sorted(merged))
    removed: list[Edge] = []
    while not nx.is_directed_acyclic_graph(graph):
        cycle = [(pair[0], pair[1]) for pair in nx.find_cycle(graph)]
        worst = min(cycle, key=lambda pair: (merged[pair].confidence, pair))
        graph.remove_edge(*worst)
        removed.append(merged[worst])
    reduced = nx.transitive_reduction(graph)
    kept = [
        merged[pair]
        for pair in sorted(graph.edges)
        if reduced.has_edge(*pair) or merged[pair].decision
    ]
    return kept, removed
