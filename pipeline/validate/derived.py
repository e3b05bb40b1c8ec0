"""Statements that shapes ask for and no query works out in reasonable time on a large vocabulary.

They are computed once, added to the store that is checked, for every engine alike, and never
published. What is a fault still stands only in the shape that asks.

- `gs:cluster`: from a concept to one of those it is linked with, at once or step by step, by any
  semantic relation (https://www.w3.org/TR/skos-reference/#semantic-relations): the same for all.
- `gs:loop`: from a concept on a cycle of the hierarchy to the smallest IRI on its cycles.
- `gs:depth`: from a concept to the number of levels above it by the longest way up; a loop is one.
- `gs:reaches`: from a concept to each scheme of which it, or a concept above it, is a top concept.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator

import pyoxigraph
from pyoxigraph import Literal, NamedNode, Quad

from pipeline.validate.oxigraph import select
from pipeline.validate.shapes import GS
from pipeline.vocabulary import SKOS, XSD

_Pair = tuple[str, str]

# Where a text asks for one: it says so before a variable or a path's sign, not in a list of terms.
_ASKED = re.compile(rf"(?:gs:|<{re.escape(GS)})(cluster|depth|loop|reaches)>?\s*[?$|/*+]")
_INTEGER = NamedNode(f"{XSD}integer")
_ABOVE = "skos:broader|^skos:narrower"
_BESIDE = "skos:related|skos:semanticRelation|skos:broaderTransitive|skos:narrowerTransitive"


def asked(text: str) -> bool:
    """Whether a query asks for derived statements."""
    return _ASKED.search(text) is not None


def derive(store: pyoxigraph.Store, texts: Iterable[str]) -> None:
    """Add those derived statements that some queries ask for, unless they are there."""
    wanted = {found for text in texts for found in _ASKED.findall(text)}
    missing = [name for name in sorted(wanted) if not _has(store, NamedNode(f"{GS}{name}"))]
    above = _pairs(store, _ABOVE) if missing else []
    for name in missing:
        predicate = NamedNode(f"{GS}{name}")
        terms: dict[str, NamedNode | Literal] = {}
        store.extend(
            Quad(NamedNode(one), predicate, terms.setdefault(other, _term(other)))
            for one, other in _DERIVED[name](store, above)
        )


def _term(text: str) -> NamedNode | Literal:
    return Literal(text, datatype=_INTEGER) if text.isdecimal() else NamedNode(text)


def forget(store: pyoxigraph.Store) -> None:
    """Remove what a file itself states so: it would stand for what is derived."""
    for name in _DERIVED:
        for quad in list(store.quads_for_pattern(None, NamedNode(f"{GS}{name}"), None)):
            store.remove(quad)


def clusters(store: pyoxigraph.Store, above: list[_Pair]) -> Iterator[_Pair]:
    """Each linked concept with the representative of its cluster.

    That is the smallest IRI of those that have nothing below them. A concept high in the tree
    would do as well, but a store finds what is above it the slower, the more point to it.
    """
    import networkx

    parents = {parent for _, parent in above}
    graph = networkx.Graph(above)
    graph.add_edges_from(_pairs(store, _BESIDE))
    for members in networkx.connected_components(graph):
        first = min(members, key=lambda member: (member in parents, member))
        yield from ((member, first) for member in members)


def loops(_: pyoxigraph.Store, above: list[_Pair]) -> Iterator[_Pair]:
    """Each concept on a cycle with the representative of what it is in a cycle with."""
    import networkx

    graph = networkx.DiGraph(_under_cycles(above))
    for members in networkx.strongly_connected_components(graph):
        first = min(members)
        if len(members) > 1 or graph.has_edge(first, first):
            yield from ((member, first) for member in members)


def depths(_: pyoxigraph.Store, above: list[_Pair]) -> Iterator[_Pair]:
    """Each concept of the hierarchy with the number of levels above it."""
    import networkx

    downwards = networkx.DiGraph((parent, concept) for concept, parent in above)
    tree = networkx.condensation(downwards)
    levels: dict[int, int] = {}
    for node in networkx.topological_sort(tree):
        levels[node] = max((levels[one] + 1 for one in tree.predecessors(node)), default=0)
        yield from ((member, str(levels[node])) for member in tree.nodes[node]["members"])


def _under_cycles(above: list[_Pair]) -> list[_Pair]:
    """The pairs that are left when what has nothing above it is taken away, again and again.

    In a sound hierarchy that is none, and found faster than by looking for components in all.
    """
    below: defaultdict[str, list[str]] = defaultdict(list)
    unseen: Counter[str] = Counter()
    for concept, parent in above:
        below[parent].append(concept)
        unseen[concept] += 1
    waiting = [parent for parent in below if parent not in unseen]
    gone = set(waiting)
    while waiting:
        for concept in below.get(waiting.pop(), ()):
            unseen[concept] -= 1
            if not unseen[concept]:
                waiting.append(concept)
                gone.add(concept)
    return [pair for pair in above if pair[1] not in gone]


def reached(store: pyoxigraph.Store, above: list[_Pair]) -> Iterator[_Pair]:
    """Each concept with the schemes of the top concepts above it."""
    below: defaultdict[str, list[str]] = defaultdict(list)
    for concept, parent in above:
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


_DERIVED = {"cluster": clusters, "depth": depths, "loop": loops, "reaches": reached}


def _has(store: pyoxigraph.Store, predicate: NamedNode) -> bool:
    return next(iter(store.quads_for_pattern(None, predicate, None)), None) is not None


def _pairs(store: pyoxigraph.Store, path: str) -> list[_Pair]:
    """The IRIs that a path links.

    Read as lines of text: a Python object for each term would take several times as long.
    """
    pattern = " UNION ".join(
        f"{{ ?other {step[1:]} ?one }}" if step.startswith("^") else f"{{ ?one {step} ?other }}"
        for step in path.split("|")
    )
    found = select(store, f"PREFIX skos: <{SKOS}> SELECT ?one ?other WHERE {{ {pattern} }}")
    content = found.serialize(format=pyoxigraph.QueryResultsFormat.TSV) or b""
    lines = (line.split("\t") for line in content.decode("utf-8").splitlines()[1:])
    links = ((one[1:-1], other[1:-1]) for one, other in lines if one[0] == other[0] == "<")
    return list(dict.fromkeys(links))
