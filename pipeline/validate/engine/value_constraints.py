"""Constraints that each value node keeps or breaks by itself: when it breaks them, in SPARQL.

Each is a function of a value of its parameter that gives a function of the value node's variable;
what that gives is a condition that is never an error. The names are those of the parameters.
"""

from __future__ import annotations

from collections.abc import Callable

import pyoxigraph
from pyoxigraph import Literal

from pipeline.validate.engine.faults import all_of, any_of
from pipeline.validate.engine.shapes_graph import SH, Node, Shape, ShapesGraph, Unsupported
from pipeline.validate.engine.targets import Data, term
from pipeline.validate.oxigraph import select
from pipeline.vocabulary import RDF, XSD

Condition = Callable[[str], str]
Constraint = Callable[[Node, Shape, ShapesGraph, Data], Condition]

_KINDS = {"IRI": ("isIRI",), "BlankNode": ("isBlank",), "Literal": ("isLiteral",)} | {
    "BlankNodeOrIRI": ("isBlank", "isIRI"),
    "BlankNodeOrLiteral": ("isBlank", "isLiteral"),
    "IRIOrLiteral": ("isIRI", "isLiteral"),
}
# The datatypes of SPARQL 1.1, whose literals must be well formed.
_CHECKED = {f"{XSD}{name}" for name in ("integer", "decimal", "float", "double", "boolean")} | {
    f"{XSD}{name}" for name in ("dateTime", "date", "time")
}
_UNCHECKED = {f"{XSD}string", f"{RDF}langString"}


def of_class(value: Node, _: Shape, __: ShapesGraph, data: Data) -> Condition:
    """A value node is an instance of the class.

    https://www.w3.org/TR/shacl/#ClassConstraintComponent
    """
    names = data.classes(value)
    return lambda v: all_of(f"NOT EXISTS {{ {v} <{RDF}type> {name} }}" for name in names)


def datatype(value: Node, _: Shape, __: ShapesGraph, ___: Data) -> Condition:
    """A value node is a well-formed literal of the datatype.

    https://www.w3.org/TR/shacl/#DatatypeConstraintComponent
    """
    iri = getattr(value, "value", "")
    if iri not in _CHECKED | _UNCHECKED:
        raise Unsupported(f"well-formed literals of {value}")

    def broken(v: str) -> str:
        other = f"!isLiteral({v}) || DATATYPE({v}) != {value}"
        # A cast of what is ill formed is an error.
        ill = f" || !COALESCE(isLiteral({value}(STR({v}))), false)" if iri in _CHECKED else ""
        return f"({other}{ill})"

    return broken


def node_kind(value: Node, _: Shape, __: ShapesGraph, ___: Data) -> Condition:
    """A value node is of the kind.

    https://www.w3.org/TR/shacl/#NodeKindConstraintComponent
    """
    kinds = _KINDS.get(getattr(value, "value", "").removeprefix(SH))
    if kinds is None:
        raise Unsupported(f"the node kind {value}")
    return lambda v: f"!{any_of(f'{kind}({v})' for kind in kinds)}"


def compared(sign: str) -> Constraint:
    """A value node is on this side of the number or date.

    https://www.w3.org/TR/shacl/#core-components-range, with the sign that the value keeps.
    """

    def constraint(value: Node, _: Shape, __: ShapesGraph, ___: Data) -> Condition:
        return lambda v: f"!COALESCE({v} {sign} {term(value)}, false)"

    return constraint


def length(sign: str) -> Constraint:
    """The text of a value node is so long.

    https://www.w3.org/TR/shacl/#MinLengthConstraintComponent and MaxLength
    """

    def constraint(value: Node, _: Shape, __: ShapesGraph, ___: Data) -> Condition:
        number = whole_number(value)
        return lambda v: f"(isBlank({v}) || !(STRLEN(STR({v})) {sign} {number}))"

    return constraint


def pattern(value: Node, shape: Shape, graph: ShapesGraph, _: Data) -> Condition:
    """The text of a value node matches the regular expression.

    https://www.w3.org/TR/shacl/#PatternConstraintComponent
    """
    flags = graph.value(shape, "flags")
    wanted = f", {Literal(getattr(flags, 'value', ''))}" if flags else ""
    expression = f"{Literal(getattr(value, 'value', ''))}{wanted}"
    (row,) = select(pyoxigraph.Store(), f'SELECT (REGEX("", {expression}) AS ?sound) {{}}')
    if row["sound"] is None:
        raise Unsupported(f"the regular expression {expression}")
    return lambda v: f"(isBlank({v}) || !REGEX(STR({v}), {expression}))"


def language_in(value: Node, _: Shape, graph: ShapesGraph, __: Data) -> Condition:
    """The language of a value node is in one of the ranges.

    https://www.w3.org/TR/shacl/#LanguageInConstraintComponent
    """
    ranges = [term(item) for item in graph.items(value)]
    return lambda v: (
        f"(!isLiteral({v}) || !{any_of(f'LANGMATCHES(LANG({v}), {one})' for one in ranges)})"
    )


def one_of(value: Node, _: Shape, graph: ShapesGraph, __: Data) -> Condition:
    """A value node is a member of the list.

    https://www.w3.org/TR/shacl/#InConstraintComponent
    """
    members = [term(item) for item in graph.items(value)]
    return lambda v: f"!{any_of(f'sameTerm({v}, {one})' for one in members)}"


def whole_number(value: Node) -> int:
    """The number that a literal gives.

    Raises Unsupported where it gives none.
    """
    if not isinstance(value, Literal) or not value.value.isdigit():
        raise Unsupported(f"a number that is none: {value}")
    return int(value.value)


CONSTRAINTS: dict[str, tuple[str, Constraint]] = {
    "class": ("Class", of_class),
    "datatype": ("Datatype", datatype),
    "nodeKind": ("NodeKind", node_kind),
    "minExclusive": ("MinExclusive", compared(">")),
    "minInclusive": ("MinInclusive", compared(">=")),
    "maxExclusive": ("MaxExclusive", compared("<")),
    "maxInclusive": ("MaxInclusive", compared("<=")),
    "minLength": ("MinLength", length(">=")),
    "maxLength": ("MaxLength", length("<=")),
    "pattern": ("Pattern", pattern),
    "languageIn": ("LanguageIn", language_in),
    "in": ("In", one_of),
}
