"""The engines: SPARQL on Oxigraph for all it knows, pySHACL, the referee, for the rest."""

from __future__ import annotations

import msgspec
import pyoxigraph
from pyoxigraph import Literal

from pipeline.validate.derived import derive
from pipeline.validate.engine import Compiler, Query, ShapesGraph, Unsupported, answer
from pipeline.validate.engine.targets import TARGETS, Data
from pipeline.validate.hubs import indexed
from pipeline.validate.names import Names
from pipeline.validate.results import Result
from pipeline.validate.shapes import SH, Shapes

_TARGETS = {pyoxigraph.NamedNode(f"{SH}{name}") for name in TARGETS}


def run(shapes: Shapes, data: pyoxigraph.Store, names: Names) -> list[Result]:
    """What the shapes find in the default graph of the store, each result once, in no order.

    The store may get the derived statements that the shapes ask for: where it is too wide to be
    asked itself (`pipeline.validate.hubs`), a copy gets them. Raises ConfigurationError where the
    shapes cannot be run.
    """
    with indexed(data) as store:
        queries, left = divided(shapes, store)
        found = answer(queries, shapes, store, names)
        if left is None:
            return found
        from pipeline.validate import referee

        derive(store, (t.object.value for t in left.constraints if isinstance(t.object, Literal)))
        return [*found, *referee.run(left, store, names)]


def divided(shapes: Shapes, data: pyoxigraph.Store) -> tuple[list[Query], Shapes | None]:
    """The queries for the shapes that the compiler knows, and the shapes file for the referee.

    In the latter the other shapes have no target any more, but those that are left may refer to
    them.
    """
    compiler = Compiler(ShapesGraph(shapes.constraints), Data(data))
    queries: list[Query] = []
    known: set[object] = set()
    targeted = compiler.targeted()
    for shape in targeted:
        try:
            found = compiler.queries(shape)
        except Unsupported:
            continue
        queries += found
        known.add(shape)
    if len(known) == len(targeted):
        return queries, None
    rest = [t for t in shapes.constraints if not (t.predicate in _TARGETS and t.subject in known)]
    return queries, msgspec.structs.replace(shapes, constraints=rest)
