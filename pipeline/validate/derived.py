"""Statements that shapes ask for and no query works out in reasonable time on a large vocabulary.

They are computed once, added to the store that is checked, for every engine alike, and never
published. What is a fault still stands only in the shape that asks.

- `gs:cluster`: from a concept to the smallest IRI of those it is linked with, at once or step by
  step, by any semantic relation (https://www.w3.org/TR/skos-reference/#semantic-relations).
- `gs:loop`: from a concept on a cycle of the hierarchy to the smallest IRI on its cycles.
- `gs:reaches`: from a concept to each scheme of which it, or a concept above it, is a top concept.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

import networkx
import pyoxigraph
from pyoxigraph import Literal, NamedNode, Quad

from pipeline.validate.engine.oxigraph import select
from pipeline.validate.shapes import Shapes
from pipeline.vocabulary import SKOS

GS = "https://w3id.org/glossograph/shapes#"
CLUSTER, LOOP, REACHES = (NamedNode(f"{GS}{name}") for name in ("cluster", "loop", "reaches"))

_RELATIONS = (
    *("skos:broader", "skos:narrower", "skos:broaderTransitive", "skos:narrowerTransitive"),
    *("skos:related", "skos:semanticRelation"),
)
_Pair = tuple[str, str]


def derive(store: pyoxigraph.Store, shapes: Shapes) -> None:
    """Add those derived statements that the queries of a shapes file speak of.

    What an earlier file asked for is not computed again.
    """
    texts = [
        t.object.value for t in shapes.constraints if isinstance(t.object, Literal | NamedNode)
    ]
    for predicate, compute in _DERIVED.items():
        name = predicate.value.removeprefix(GS)
        asked = any(f"gs:{name}" in text or predicate.value in text for text in texts)
        if asked and not _has(store, predicate):
            store.extend(
                Quad(NamedNode(one), predicate, NamedNode(other)) for one, other in compute(store)
            )


def clusters(store: pyoxigraph.Store) -> Iterator[_Pair]:
    """Each linked concept with the representative of its cluster."""
    graph = networkx.Graph()
    for relation in _RELATIONS:
        graph.add_edges_from(_pairs(store, relation))
    for members in networkx.connected_components(graph):
        first = min(members)
        yield from ((member, first) for member in members)


def loops(store: pyoxigraph.Store) -> Iterator[_Pair]:
    """Each concept on a cycle with the representative of what it is in a cycle with."""
    graph = networkx.DiGraph(_pairs(store, "skos:broader|^skos:narrower"))
    for members in networkx.strongly_connected_components(graph):
        first = min(members)
        if len(members) > 1 or graph.has_edge(first, first):
            yield from ((member, first) for member in members)


def reached(store: pyoxigraph.Store) -> Iterator[_Pair]:
    """Each concept with the schemes of the top concepts above it."""
    below: defaultdict[str, list[str]] = defaultdict(list)
    for concept, parent in _pairs(store, "skos:broader|^skos:narrower"):
        below[parent].append(concept)
    tops: defaultdict[str, list[str]] = defaultdict(list)
    for concept, scheme in _pairs(store, "skos:topConceptOf|^skos:hasTopConcept"):
        tops[scheme].append(concept)
    for scheme, concepts in tops.items():
        seen: set[str] = set()
        waiting = concepts
        while waiting:
            concept = waiting.pop()
            if concept not in seen:
                seen.add(concept)
                waiting += below.get(concept, ())
        yield from ((concept, scheme) for concept in seen)


_DERIVED = {CLUSTER: clusters, LOOP: loops, REACHES: reached}


def _has(store: pyoxigraph.Store, predicate: NamedNode) -> bool:
    return next(iter(store.quads_for_pattern(None, predicate, None)), None) is not None


def _pairs(store: pyoxigraph.Store, path: str) -> Iterable[_Pair]:
    """The IRIs that a path links.

    Read as lines of text: a Python object for each term would take several times as long.
    """
    found = select(
        store, f"PREFIX skos: <{SKOS}> SELECT DISTINCT ?one ?other WHERE {{ ?one {path} ?other }}"
    )
    content = found.serialize(format=pyoxigraph.QueryResultsFormat.TSV) or b""
    for line in content.decode("utf-8").splitlines()[1:]:
        one, _, other = line.partition("\t")
        if one.startswith("<") and other.startswith("<"):
            yield one[1:-1], other[1:-1]
