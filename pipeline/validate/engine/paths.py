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


def is_plain(graph: ShapesGraph, path: Node) -> bool:
    """Whether a path is a property, the inverse of one, or a choice of these.

    Then all its pairs are found by reading an index once, and each pair once for each property.
    """
    if isinstance(path, NamedNode):
        return True
    if inverse := graph.values(path, "inversePath"):
        return isinstance(inverse[0], NamedNode)
    if alternatives := graph.values(path, "alternativePath"):
        return all(is_plain(graph, one) for one in graph.items(alternatives[0]))
    return False


def _joined(sign: str, graph: ShapesGraph, members: Node) -> str:
    parts = [path_text(graph, member) for member in graph.items(members)]
    if len(parts) < 2:
        raise Unsupported("a path that is not well formed")
    return f"({sign.join(parts)})"
