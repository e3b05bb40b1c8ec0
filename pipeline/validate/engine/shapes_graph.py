"""The statements of a shapes file, as the compiler asks for them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

import pyoxigraph
from pyoxigraph import BlankNode, Literal, NamedNode

from pipeline.vocabulary import OWL, RDF, RDFS

SH = "http://www.w3.org/ns/shacl#"

Node = NamedNode | BlankNode | Literal
Shape = NamedNode | BlankNode

TYPE = NamedNode(f"{RDF}type")
_FIRST, _REST, _NIL = (NamedNode(f"{RDF}{name}") for name in ("first", "rest", "nil"))
_CLASS = (NamedNode(f"{RDFS}Class"), NamedNode(f"{OWL}Class"))
# Shapes written by others often count on these without declaring them, and pySHACL allows it.
_USUAL_PREFIXES = {"rdf": RDF, "rdfs": RDFS, "owl": OWL}


class Unsupported(Exception):  # noqa: N818 - not an error: the referee takes the shape
    """A shape says something that the compiler does not know; the message names it."""


class ShapesGraph:
    """A shapes graph, by subject and predicate.

    Values come in the order of their text, so that queries are the same in each run. `parameters`
    are the IRIs of the properties that a constraint component of the graph reads from a shape
    (https://www.w3.org/TR/shacl/#sparql-constraint-components).
    """

    def __init__(self, triples: Iterable[pyoxigraph.Triple]) -> None:
        self._said: defaultdict[Node, defaultdict[str, list[Node]]] = defaultdict(
            lambda: defaultdict(list)
        )
        for triple in sorted(triples, key=str):
            if isinstance(triple.subject, Shape) and isinstance(triple.object, Node):
                self._said[triple.subject][triple.predicate.value].append(triple.object)
        self.parameters = {
            path.value
            for component in self.subjects()
            for parameter in self.values(component, "parameter")
            for path in self.values(parameter, "path")
            if isinstance(path, NamedNode)
        }

    def subjects(self) -> list[Shape]:
        """Everything that something is said of."""
        return [node for node in self._said if not isinstance(node, Literal)]

    def predicates(self, node: Node) -> list[str]:
        """The IRIs of the properties that a node has."""
        return list(self._said[node]) if node in self._said else []

    def values(self, node: Node, name: str) -> list[Node]:
        """The values of a property of a node; `name` is an IRI, or a name in the namespace sh:."""
        iri = name if ":" in name else f"{SH}{name}"
        return self._said[node][iri] if node in self._said and iri in self._said[node] else []

    def value(self, node: Node, name: str) -> Node | None:
        """The one value of a property, or none.

        Raises Unsupported where there are several.
        """
        values = self.values(node, name)
        if len(values) > 1:
            raise Unsupported(f"several values of sh:{name}")
        return values[0] if values else None

    def items(self, head: Node) -> list[Node]:
        """The members of an RDF list (https://www.w3.org/TR/shacl/#dfn-shacl-list).

        Raises Unsupported where it is no list.
        """
        items: list[Node] = []
        seen: set[Node] = set()
        while head != _NIL:
            first, rest = self.values(head, _FIRST.value), self.values(head, _REST.value)
            if len(first) != 1 or len(rest) != 1 or head in seen:
                raise Unsupported("a list that is not well formed")
            seen.add(head)
            items.append(first[0])
            head = rest[0]
        return items

    def is_true(self, node: Node, name: str) -> bool:
        """Whether a property of a node is the Boolean true."""
        value = self.value(node, name)
        return isinstance(value, Literal) and value.value in {"true", "1"}

    def is_class(self, node: Node) -> bool:
        """Whether a node is declared a class, which makes a shape its own target."""
        return any(kind in _CLASS for kind in self.values(node, TYPE.value))

    def prefixes(self, constraint: Node) -> dict[str, str]:
        """The prefixes that a constraint's query may use.

        https://www.w3.org/TR/shacl/#sparql-prefixes
        """
        found = dict(_USUAL_PREFIXES)
        waiting = self.values(constraint, "prefixes").copy()
        seen: set[Node] = set()
        while waiting:
            holder = waiting.pop()
            if holder in seen:
                continue
            seen.add(holder)
            waiting += self.values(holder, f"{OWL}imports")
            for declaration in self.values(holder, "declare"):
                prefix = self.value(declaration, "prefix")
                namespace = self.value(declaration, "namespace")
                if isinstance(prefix, Literal) and isinstance(namespace, Literal):
                    found[prefix.value] = namespace.value
        return found
