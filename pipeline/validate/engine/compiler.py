"""From a shape to the queries that find what breaks it."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count

import msgspec
import pyoxigraph
from msgspec import Struct
from pyoxigraph import NamedNode

from pipeline.validate.engine import set_constraints, shape_constraints, sparql
from pipeline.validate.engine.faults import Fault, all_of, any_of, broken
from pipeline.validate.engine.paths import path_text, single_steps
from pipeline.validate.engine.shapes_graph import SH, Node, Shape, ShapesGraph, Unsupported
from pipeline.validate.engine.targets import TARGETS, Data, Target, targets
from pipeline.validate.engine.value_constraints import CONSTRAINTS
from pipeline.validate.oxigraph import select

THIS = "?this"

# Properties of shapes that constrain nothing, or belong to a constraint named by another.
_NO_CONSTRAINT = {
    *TARGETS,
    *("path", "name", "description", "message", "severity", "deactivated"),
    *("order", "group", "defaultValue", "flags", "ignoredProperties"),
    *("qualifiedMinCount", "qualifiedMaxCount", "qualifiedValueShapesDisjoint"),
}


class Query(Struct, frozen=True):
    """A query whose solutions are results of a shape, its columns named ?this, ?path and ?value.

    Where a column is not there, the focus node is the value, and `path` is the path. A query that
    only picks from what one triple pattern binds says so: `scan` is the pattern, of the variables
    ?this and ?value, and `test` the condition.
    """

    shape: str
    component: str
    text: str
    path: str = ""
    scan: str = ""
    test: str = ""


class Compiler:
    """Compiles the shapes of a graph; `data` answers questions about the data."""

    def __init__(self, graph: ShapesGraph, data: Data) -> None:
        self.graph = graph
        self.data = data
        self._numbers = count(1)
        self._open: list[Shape] = []

    def targeted(self) -> list[Shape]:
        """The shapes that have a target (https://www.w3.org/TR/shacl/#targets)."""
        return [node for node in self.graph.subjects() if self._is_targeted(node)]

    def queries(self, shape: Shape) -> list[Query]:
        """The queries that find all results of a shape with a target.

        Raises Unsupported where the shape, or one it refers to, says what the compiler does not
        know.
        """
        return list(self._queries(shape, targets(self.graph, shape, self.data), THIS))

    def fresh(self, name: str) -> str:
        """A variable that no other pattern uses."""
        return f"?{name}_{next(self._numbers)}"

    def broken(self, shape: Shape, focus: str) -> str:
        """The condition that a node does not conform to a shape.

        https://www.w3.org/TR/shacl/#conformance-checking
        """
        return broken(self.faults(shape, focus))

    def faults(self, shape: Shape, focus: str) -> list[Fault]:
        """The ways in which a node may not conform to a shape, those of its sh:property too."""
        if self.graph.is_true(shape, "deactivated"):
            return []
        if shape in self._open:
            raise Unsupported("a shape that refers to itself")
        self._open.append(shape)
        try:
            found = self._own_faults(shape, focus)
            for nested in self._properties(shape):
                where, value = self.value_nodes(shape, focus)
                found += [
                    Fault(
                        fault.component,
                        f"{where} {fault.where}".strip(),
                        fault.condition,
                        fault.value,
                        fault.path,
                    )
                    for fault in self.faults(nested, value)
                ]
            if self.graph.values(shape, "sparql"):
                raise Unsupported("sh:sparql in a shape that another refers to")
            return found
        finally:
            self._open.pop()

    def value_nodes(self, shape: Shape, focus: str) -> tuple[str, str]:
        """The pattern that binds the value nodes of a shape to a variable, and the variable.

        https://www.w3.org/TR/shacl/#value-nodes
        """
        path = self.path(shape)
        if not path:
            return "", focus
        value = self.fresh("value")
        return f"{focus} {path} {value} .", value

    def path(self, shape: Shape) -> str:
        """The path of a property shape in SPARQL; empty for a node shape."""
        path = self.graph.value(shape, "path")
        return path_text(self.graph, path) if path is not None else ""

    def steps(self, shape: Shape, focus: str, value: str) -> tuple[str, ...]:
        """As `single_steps` of the path of a shape; empty for a node shape."""
        path = self.graph.value(shape, "path")
        return () if path is None else single_steps(self.graph, path, focus, value)

    def _is_targeted(self, node: Shape) -> bool:
        declared = self.graph.values(node, "http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
        is_shape = any(
            str(kind) in {f"<{SH}NodeShape>", f"<{SH}PropertyShape>"} for kind in declared
        )
        stated = any(self.graph.values(node, name) for name in TARGETS)
        return stated or (is_shape and self.graph.is_class(node))

    def _properties(self, shape: Shape) -> list[Shape]:
        return [self.shape(node) for node in self.graph.values(shape, "property")]

    def shape(self, node: Node) -> Shape:
        """A node that a shape refers to as another shape."""
        if isinstance(node, Shape):
            return node
        raise Unsupported(f"a shape that is none: {node}")

    def _own_faults(self, shape: Shape, focus: str) -> list[Fault]:
        """The faults of a shape without those of its sh:property."""
        found: list[Fault] = []
        resolved = self.graph.value(shape, "path")
        path = resolved.value if isinstance(resolved, NamedNode) else ""
        for iri in self.graph.predicates(shape):
            name = iri.removeprefix(SH)
            if name in self.graph.parameters:
                raise Unsupported(f"a constraint component of the shapes graph: {name}")
            if name == iri or name in _NO_CONSTRAINT or name in {"property", "sparql"}:
                continue
            for value in self.graph.values(shape, iri):
                if name in CONSTRAINTS:
                    component, constraint = CONSTRAINTS[name]
                    condition = constraint(value, shape, self.graph, self.data)
                    where, node = self.value_nodes(shape, focus)
                    steps = self.steps(shape, focus, node)
                    found.append(Fault(component, where, condition(node), node, path, steps))
                elif name in shape_constraints.CONSTRAINTS:
                    found += shape_constraints.CONSTRAINTS[name](self, shape, value, focus, path)
                elif name in set_constraints.CONSTRAINTS:
                    found += set_constraints.CONSTRAINTS[name](self, shape, value, focus, path)
                else:
                    raise Unsupported(f"sh:{name}")
        return found

    def _queries(self, shape: Shape, found: list[Target], focus: str) -> Iterator[Query]:
        """The queries for a shape whose focus nodes the targets bind to the variable `focus`."""
        if self.graph.is_true(shape, "deactivated"):
            return
        if shape in self._open:
            raise Unsupported("a shape that refers to itself")
        self._open.append(shape)
        try:
            for fault in self._own_faults(shape, focus):
                yield from self._asked(shape, found, focus, fault)
            for constraint in self.graph.values(shape, "sparql"):
                if focus != THIS:
                    raise Unsupported("sh:sparql in a shape that another refers to")
                if not self.graph.is_true(constraint, "deactivated"):
                    yield from self._sparql(shape, constraint, found)
            for nested in self._properties(shape):
                where, value = self.value_nodes(shape, focus)
                inner = [target.extended(where) for target in found] if where else found
                yield from self._queries(nested, inner, value)
        finally:
            self._open.pop()

    def _asked(
        self, shape: Shape, found: list[Target], focus: str, fault: Fault
    ) -> Iterator[Query]:
        """The queries that together find a fault on the focus nodes of all targets.

        Where it is cheap to begin with the fault, the targets are conditions and come last.
        """
        if not fault.steps or focus != THIS or any(target.is_listed for target in found):
            for target in self.data.fewest(found):
                yield _query(shape, focus, fault, f"{target.pattern} {fault.group}")
            return
        for step in fault.steps:
            tests = [f"({fault.condition})"]
            if not any(target.is_implied(step) for target in found):
                tests.append(any_of(f"EXISTS {{ {target.test} }}" for target in found))
            query = _query(shape, focus, fault, f"{step} FILTER {all_of(tests)}")
            value = next(name for name in step.split() if name[0] == "?" and name != THIS)
            scan, test = (text.replace(value, "?value") for text in (step, all_of(tests)))
            yield msgspec.structs.replace(query, scan=scan, test=test)

    def _sparql(self, shape: Shape, constraint: Node, found: list[Target]) -> Iterator[Query]:
        """The query of sh:sparql.

        https://www.w3.org/TR/shacl/#sparql-constraints
        """
        stated = self.graph.value(constraint, "select")
        if stated is None:
            raise Unsupported("sh:sparql without sh:select")
        path = self.graph.value(shape, "path")
        plain = path.value if isinstance(path, NamedNode) else ""
        prefixes = self.graph.prefixes(constraint)
        text = getattr(stated, "value", "")
        for query in sparql.joined(text, found, prefixes, path=self.path(shape), data=self.data):
            try:
                select(pyoxigraph.Store(), query)
            except (SyntaxError, TypeError) as error:
                raise Unsupported(f"a query that Oxigraph does not read ({error})") from None
            yield Query(_name(shape), f"{SH}SPARQLConstraintComponent", query, plain)


def _name(shape: Shape) -> str:
    return shape.value if isinstance(shape, NamedNode) else str(shape)


def _query(shape: Shape, focus: str, fault: Fault, body: str) -> Query:
    columns = [f"({focus} AS ?focus)"]
    if fault.value:
        columns.append(f"({fault.value} AS ?value)")
    if fault.path.startswith("?"):
        columns.append(f"({fault.path} AS ?path)")
    return Query(
        _name(shape),
        f"{SH}{fault.component}ConstraintComponent",
        f"SELECT DISTINCT {' '.join(columns)} WHERE {{ {body} }}",
        "" if fault.path.startswith("?") else fault.path,
    )
