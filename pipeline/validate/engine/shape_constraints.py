"""Constraints that refer to other shapes: sh:node, the logical ones, sh:qualifiedValueShape.

Their functions are as those of `set_constraints`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from pipeline.validate.engine.faults import Fault, all_of, any_of, broken
from pipeline.validate.engine.set_constraints import Constraint, several
from pipeline.validate.engine.shapes_graph import Node, Shape
from pipeline.validate.engine.value_constraints import whole_number

if TYPE_CHECKING:
    from pipeline.validate.engine.compiler import Compiler


def node(compiler: Compiler, shape: Shape, value: Node, focus: str, path: str) -> list[Fault]:
    """A value node conforms to the shape.

    https://www.w3.org/TR/shacl/#NodeConstraintComponent. There is one fault for each property on
    which it does not: what sh:detail would name.
    """
    return list(_node(compiler, shape, value, focus, path))


def _node(compiler: Compiler, shape: Shape, value: Node, focus: str, path: str) -> Iterator[Fault]:
    where, one = compiler.value_nodes(shape, focus)
    found = compiler.faults(compiler.shape(value), one)
    if path:
        yield Fault("Node", where, broken(found), one, path)
    named = [fault for fault in found if fault.path]
    for fault in named:
        yield Fault("Node", f"{where} {fault.where}".strip(), fault.condition, one, fault.path)
    nameless = [fault for fault in found if not fault.path]
    if nameless and not path:
        yield Fault("Node", where, all_of([broken(nameless), f"!{broken(named)}"]), one)


def negation(compiler: Compiler, shape: Shape, value: Node, focus: str, path: str) -> list[Fault]:
    """A value node does not conform to the shape.

    https://www.w3.org/TR/shacl/#NotConstraintComponent
    """
    negated = compiler.shape(value)
    return _of_each_value(
        compiler, shape, focus, path, "Not", lambda one: f"!{compiler.broken(negated, one)}"
    )


def conjunction(
    compiler: Compiler, shape: Shape, value: Node, focus: str, path: str
) -> list[Fault]:
    """A value node conforms to all the shapes.

    https://www.w3.org/TR/shacl/#AndConstraintComponent
    """
    return _of_each_value(
        compiler, shape, focus, path, "And", lambda one: any_of(_each_broken(compiler, value, one))
    )


def disjunction(
    compiler: Compiler, shape: Shape, value: Node, focus: str, path: str
) -> list[Fault]:
    """A value node conforms to some of the shapes.

    https://www.w3.org/TR/shacl/#OrConstraintComponent
    """
    return _of_each_value(
        compiler, shape, focus, path, "Or", lambda one: all_of(_each_broken(compiler, value, one))
    )


def exclusive(compiler: Compiler, shape: Shape, value: Node, focus: str, path: str) -> list[Fault]:
    """A value node conforms to one of the shapes only.

    https://www.w3.org/TR/shacl/#XoneConstraintComponent
    """

    def condition(one: str) -> str:
        kept = " + ".join(f"IF({each}, 0, 1)" for each in _each_broken(compiler, value, one))
        return f"({kept or 0}) != 1"

    return _of_each_value(compiler, shape, focus, path, "Xone", condition)


def _of_each_value(
    compiler: Compiler,
    shape: Shape,
    focus: str,
    path: str,
    component: str,
    condition: Callable[[str], str],
) -> list[Fault]:
    """The fault of the value nodes for which a condition on their variable holds."""
    where, one = compiler.value_nodes(shape, focus)
    steps = compiler.steps(shape, focus, one)
    return [Fault(component, where, condition(one), one, path, steps)]


def qualified(compiler: Compiler, shape: Shape, value: Node, focus: str, path: str) -> list[Fault]:
    """So many of the value nodes conform to the shape.

    https://www.w3.org/TR/shacl/#QualifiedValueShapeConstraintComponent
    """
    graph = compiler.graph
    shapes = [compiler.shape(one) for one in _siblings(compiler, shape, value)]

    def counts(one: str) -> str:
        others = [compiler.broken(sibling, one) for sibling in shapes]
        return all_of([f"!{compiler.broken(compiler.shape(value), one)}", *others])

    found: list[Fault] = []
    for limit in graph.values(shape, "qualifiedMinCount"):
        there = several(compiler, shape, focus, whole_number(limit), counts)
        if whole_number(limit):
            found.append(Fault("QualifiedMinCount", condition=f"NOT {there}", path=path))
    for limit in graph.values(shape, "qualifiedMaxCount"):
        there = several(compiler, shape, focus, whole_number(limit) + 1, counts)
        found.append(Fault("QualifiedMaxCount", condition=there, path=path))
    return found


def _siblings(compiler: Compiler, shape: Shape, value: Node) -> list[Node]:
    """The shapes that must not hold for a value to count.

    https://www.w3.org/TR/shacl/#dfn-sibling-shapes
    """
    graph = compiler.graph
    if not graph.is_true(shape, "qualifiedValueShapesDisjoint"):
        return []
    siblings = {
        qualified
        for parent in graph.subjects()
        if shape in graph.values(parent, "property")
        for sibling in graph.values(parent, "property")
        for qualified in graph.values(sibling, "qualifiedValueShape")
    }
    return sorted(siblings - {value}, key=str)


def _each_broken(compiler: Compiler, members: Node, focus: str) -> list[str]:
    return [
        compiler.broken(compiler.shape(member), focus) for member in compiler.graph.items(members)
    ]


CONSTRAINTS: dict[str, Constraint] = {
    "node": node,
    "not": negation,
    "and": conjunction,
    "or": disjunction,
    "xone": exclusive,
    "qualifiedValueShape": qualified,
}
