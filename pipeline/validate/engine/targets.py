"""The focus nodes of a shape as SPARQL patterns (https://www.w3.org/TR/shacl/#targets)."""

from __future__ import annotations

import pyoxigraph
from msgspec import Struct
from pyoxigraph import BlankNode, NamedNode

from pipeline.validate.engine.shapes_graph import TYPE, Node, Shape, ShapesGraph, Unsupported
from pipeline.validate.oxigraph import select
from pipeline.vocabulary import RDFS

TARGETS = ("targetNode", "targetClass", "targetSubjectsOf", "targetObjectsOf")
_SUBCLASS = f"<{RDFS}subClassOf>"


class Target(Struct, frozen=True):
    """A set of focus nodes: those that some pattern binds to ?this.

    `test` is the pattern as a condition on a ?this that is bound already. `predicate` and `value`
    are those of the one triple pattern `?this predicate value`, where the target is that.
    `is_listed` says that its nodes are few: a query had better begin with them.
    """

    pattern: str
    test: str
    predicate: str = ""
    value: str = ""
    is_listed: bool = False

    def is_implied(self, triple: str) -> bool:
        """Whether a triple pattern binds to ?this only what is in the target."""
        stated = f"?this {self.predicate} {self.value}".strip()
        return bool(self.predicate) and f"{triple} ".startswith(f"{stated} ")

    def extended(self, pattern: str) -> Target:
        """The target followed by what leads from its nodes to others."""
        return Target(f"{self.pattern} {pattern}", f"{self.test} {pattern}", is_listed=True)


class Data:
    """What the compiler asks of the data, each question once.

    That is: the classes whose stated instances are the SHACL instances of a class
    (https://www.w3.org/TR/shacl/#dfn-shacl-instance), which targets cover others, which
    properties there are.
    """

    def __init__(self, store: pyoxigraph.Store) -> None:
        self._store = store
        self._found: dict[str, list[str]] = {}
        self._covered: dict[tuple[str, str], bool] = {}
        self._there: dict[str, bool] = {}

    def classes(self, owl_class: Node) -> list[str]:
        """The class and those of its subclasses that have an instance it is not stated for."""
        name = term(owl_class)
        if name not in self._found:
            below = select(self._store, f"SELECT DISTINCT ?c WHERE {{ ?c {_SUBCLASS}+ {name} }}")
            subclasses = [one for row in below if isinstance(one := row["c"], Shape)]
            if any(isinstance(one, BlankNode) for one in subclasses):
                subclasses = self._named(subclasses, name)
            names = sorted(str(one) for one in subclasses)
            self._found[name] = [
                name,
                *(
                    one
                    for one in names
                    if one != name and not self.covered(_instance(one), _instance(name))
                ),
            ]
        return self._found[name]

    def _named(self, subclasses: list[Shape], name: str) -> list[Shape]:
        """The subclasses that have a name, where those without one have no instance."""
        nameless = f"?c {_SUBCLASS}+ {name} . FILTER (isBlank(?c))"
        if self._store.query(f"ASK {{ {nameless} ?this {TYPE} ?c }}"):
            raise Unsupported("instances of a class without a name")
        return [one for one in subclasses if isinstance(one, NamedNode)]

    def fewest(self, found: list[Target]) -> list[Target]:
        """The targets without those whose nodes are all in an earlier one."""
        kept: list[Target] = []
        for target in found:
            if not any(self.covered(target.test, earlier.test) for earlier in kept):
                kept.append(target)
        return kept

    def has(self, predicate: str) -> bool:
        """Whether there is a statement with a predicate, given as in SPARQL."""
        if predicate not in self._there:
            self._there[predicate] = bool(
                self._store.query(f"ASK {{ ?subject {predicate} ?object }}")
            )
        return self._there[predicate]

    def covered(self, one: str, other: str) -> bool:
        """Whether whatever the first pattern binds to ?this is bound by the second too."""
        if (one, other) not in self._covered:
            self._covered[one, other] = not self._store.query(
                f"ASK {{ {one} FILTER NOT EXISTS {{ {other} }} }}"
            )
        return self._covered[one, other]


def term(node: Node) -> str:
    """A term in SPARQL.

    Raises Unsupported for a blank node, which no query can name.
    """
    if isinstance(node, BlankNode):
        raise Unsupported("a blank node as a value")
    return str(node)


def targets(graph: ShapesGraph, shape: Shape, data: Data) -> list[Target]:
    """The targets of a shape."""
    nodes = [term(node) for node in graph.values(shape, "targetNode")]
    owners = graph.values(shape, "targetClass") + ([shape] if graph.is_class(shape) else [])
    instances = [one for owner in owners for one in data.classes(owner)]
    subjects = [term(one) for one in graph.values(shape, "targetSubjectsOf")]
    objects = [term(one) for one in graph.values(shape, "targetObjectsOf")]
    return [
        *(_listed(one) for one in nodes),
        *(Target(_instance(one), _instance(one), str(TYPE), one) for one in instances),
        *(_distinct(f"?this {one} ?target_other .", predicate=one) for one in subjects),
        *(_distinct(f"?target_other {one} ?this .") for one in objects),
    ]


def _listed(node: str) -> Target:
    pattern = f"VALUES ?this {{ {node} }}"
    return Target(pattern, pattern, is_listed=True)


def _instance(owl_class: str) -> str:
    return f"?this {TYPE} {owl_class} ."


def _distinct(pattern: str, predicate: str = "") -> Target:
    """A target whose pattern may bind a node many times: a scheme is in scheme of many."""
    return Target(f"{{ SELECT DISTINCT ?this WHERE {{ {pattern} }} }}", pattern, predicate)
