"""Constraints on all values of a path together, and on pairs of values of two properties.

Each is a function of the compiler, the shape, a value of the parameter, the variable of the focus
node and the IRI of the path, and gives the faults that break it. The names are the parameters'.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from pyoxigraph import NamedNode

from pipeline.validate.engine.faults import Fault, apart
from pipeline.validate.engine.shapes_graph import Node, Shape, Unsupported
from pipeline.validate.engine.targets import term
from pipeline.validate.engine.value_constraints import whole_number

if TYPE_CHECKING:
    from pipeline.validate.engine.compiler import Compiler

Constraint = Callable[["Compiler", Shape, Node, str, str], list[Fault]]

# To count to n, n + 1 values are told apart from each other: beyond this, the referee counts.
_COUNTABLE = 5


def min_count(compiler: Compiler, shape: Shape, value: Node, focus: str, path: str) -> list[Fault]:
    """There are at least so many value nodes.

    https://www.w3.org/TR/shacl/#MinCountConstraintComponent
    """
    number = whole_number(value)
    there = several(compiler, shape, focus, number)
    return [Fault("MinCount", condition=f"NOT {there}", path=path)] if number else []


def max_count(compiler: Compiler, shape: Shape, value: Node, focus: str, path: str) -> list[Fault]:
    """There are at most so many value nodes.

    https://www.w3.org/TR/shacl/#MaxCountConstraintComponent
    """
    there = several(compiler, shape, focus, whole_number(value) + 1)
    return [Fault("MaxCount", condition=there, path=path)]


def several(
    compiler: Compiler,
    shape: Shape,
    focus: str,
    number: int,
    counts: Callable[[str], str] | None = None,
) -> str:
    """The condition that a property shape has that many different values, all of which count.

    Raises Unsupported for a number too large to count so, or a shape without a path.
    """
    if number > _COUNTABLE:
        raise Unsupported(f"counting to {number}")
    if not compiler.path(shape):
        raise Unsupported("a count in a node shape")
    found = [compiler.value_nodes(shape, focus) for _ in range(number)]
    conditions = [counts(variable) for _, variable in found] if counts else []
    if number > 1:
        conditions.append(apart([variable for _, variable in found]))
    filters = " ".join(f"FILTER ({condition})" for condition in conditions)
    return f"EXISTS {{ {' '.join(where for where, _ in found)} {filters} }}"


def has_value(compiler: Compiler, shape: Shape, value: Node, focus: str, path: str) -> list[Fault]:
    """One of the value nodes is the value.

    https://www.w3.org/TR/shacl/#HasValueConstraintComponent
    """
    where = compiler.path(shape)
    there = (
        f"EXISTS {{ {focus} {where} {term(value)} }}"
        if where
        else f"sameTerm({focus}, {term(value)})"
    )
    return [Fault("HasValue", condition=f"!{there}", path=path)]


def unique_lang(
    compiler: Compiler, shape: Shape, value: Node, focus: str, path: str
) -> list[Fault]:
    """No two value nodes have the same language.

    https://www.w3.org/TR/shacl/#UniqueLangConstraintComponent
    """
    if getattr(value, "value", "") not in {"true", "1"}:
        return []
    (first, one), (second, other) = (compiler.value_nodes(shape, focus) for _ in range(2))
    same = f"LCASE(LANG({one})) = LCASE(LANG({other})) && !sameTerm({one}, {other})"
    condition = f'LANG({one}) != "" && EXISTS {{ {second} FILTER ({same}) }}'
    return [
        Fault("UniqueLang", first, condition, path=path, steps=compiler.steps(shape, focus, one))
    ]


def equals(compiler: Compiler, shape: Shape, value: Node, focus: str, path: str) -> list[Fault]:
    """The value nodes are the values of the other property.

    https://www.w3.org/TR/shacl/#EqualsConstraintComponent
    """
    where, one = compiler.value_nodes(shape, focus)
    other = compiler.fresh("other")
    pair = f"{focus} {term(value)} {other} ."
    lacks = f"NOT EXISTS {{ {focus} {term(value)} {one} }}"
    too_much = (
        f"NOT EXISTS {{ {focus} {compiler.path(shape)} {other} }}"
        if where
        else f"!sameTerm({focus}, {other})"
    )
    return [
        Fault("Equals", where, lacks, one, path),
        Fault("Equals", pair, too_much, other, path),
    ]


def disjoint(compiler: Compiler, shape: Shape, value: Node, focus: str, path: str) -> list[Fault]:
    """No value node is a value of the other property.

    https://www.w3.org/TR/shacl/#DisjointConstraintComponent
    """
    where, one = compiler.value_nodes(shape, focus)
    both = f"EXISTS {{ {focus} {term(value)} {one} }}"
    return [Fault("Disjoint", where, both, one, path, compiler.steps(shape, focus, one))]


def less_than(component: str, sign: str) -> Constraint:
    """Each value node is less than the values of the other property.

    https://www.w3.org/TR/shacl/#LessThanConstraintComponent and LessThanOrEquals
    """

    def constraint(
        compiler: Compiler, shape: Shape, value: Node, focus: str, path: str
    ) -> list[Fault]:
        where, one = compiler.value_nodes(shape, focus)
        other = compiler.fresh("other")
        pair = f"{where} {focus} {term(value)} {other} ."
        return [Fault(component, pair, f"!COALESCE({one} {sign} {other}, false)", one, path)]

    return constraint


def closed(compiler: Compiler, shape: Shape, value: Node, focus: str, _: str) -> list[Fault]:
    """There are no other properties than those of the shape.

    https://www.w3.org/TR/shacl/#ClosedConstraintComponent
    """
    if getattr(value, "value", "") not in {"true", "1"}:
        return []
    graph = compiler.graph
    allowed = {
        path
        for nested in graph.values(shape, "property")
        for path in graph.values(nested, "path")
        if isinstance(path, NamedNode)
    }
    for ignored in graph.values(shape, "ignoredProperties"):
        allowed |= {one for one in graph.items(ignored) if isinstance(one, NamedNode)}
    where, node = compiler.value_nodes(shape, focus)
    predicate, target = compiler.fresh("path"), compiler.fresh("value")
    listed = ", ".join(sorted(str(one) for one in allowed))
    condition = f"{predicate} NOT IN ({listed})"
    pattern = f"{where} {node} {predicate} {target} .".strip()
    return [Fault("Closed", pattern, condition, target, predicate)]


CONSTRAINTS: dict[str, Constraint] = {
    "minCount": min_count,
    "maxCount": max_count,
    "hasValue": has_value,
    "uniqueLang": unique_lang,
    "equals": equals,
    "disjoint": disjoint,
    "lessThan": less_than("LessThan", "<"),
    "lessThanOrEquals": less_than("LessThanOrEquals", "<="),
    "closed": closed,
}
