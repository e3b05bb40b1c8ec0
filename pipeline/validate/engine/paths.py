"""SHACL property paths as SPARQL property paths (https://www.w3.org/TR/shacl/#property-paths)."""

from __future__ import annotations

from pyoxigraph import NamedNode

from pipeline.validate.engine.shapes_graph import Node, ShapesGraph, Unsupported

_REPEATED = {"zeroOrMorePath": "*", "oneOrMorePath": "+", "zeroOrOnePath": "?"}


def path_text(graph: ShapesGraph, path: Node) -> str:
    """The path in SPARQL, by the mapping of section 2.3.1.

    Raises Unsupported where it is no path of SHACL.
    """
    if isinstance(path, NamedNode):
        return str(path)
    if inverse := graph.values(path, "inversePath"):
        return f"^{path_text(graph, inverse[0])}"
    if alternatives := graph.values(path, "alternativePath"):
        return _joined("|", graph, alternatives[0])
    for name, sign in _REPEATED.items():
        if repeated := graph.values(path, name):
            return f"({path_text(graph, repeated[0])}){sign}"
    return _joined("/", graph, path)


def single_steps(graph: ShapesGraph, path: Node, focus: str, value: str) -> tuple[str, ...]:
    """The triple patterns that together bind what a path links, where it is of one step only.

    That is a property, the inverse of one, or a choice of these: reading an index once finds all
    that they link. Empty for other paths.
    """
    if isinstance(path, NamedNode):
        return (f"{focus} {path} {value} .",)
    if inverse := graph.values(path, "inversePath"):
        is_property = isinstance(inverse[0], NamedNode)
        return (f"{value} {inverse[0]} {focus} .",) if is_property else ()
    if alternatives := graph.values(path, "alternativePath"):
        members = graph.items(alternatives[0])
        steps = [single_steps(graph, member, focus, value) for member in members]
        return tuple(step for found in steps for step in found) if all(steps) else ()
    return ()


def _joined(sign: str, graph: ShapesGraph, members: Node) -> str:
    parts = [path_text(graph, member) for member in graph.items(members)]
    if len(parts) < 2:
        raise Unsupported("a path that is not well formed")
    return f"({sign.join(parts)})"
