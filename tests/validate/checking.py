"""Run one shapes file of the project on a graph, and say what it reports, briefly."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

import pyoxigraph

from pipeline.graphs import Graphs
from pipeline.validate import engines, referee
from pipeline.validate.names import Names
from pipeline.validate.results import Result
from pipeline.validate.shapes import Shapes, load_shapes
from pipeline.validate.views import view

from .example import BASE, PROJECT, spoiled, vocabulary

Report = set[tuple[str, str, str]]
Fact = tuple[str, str, str, str, str]


@cache
def shapes(name: str) -> Shapes:
    """One shapes file of the project."""
    return load_shapes(PROJECT / "shapes" / f"{name}.ttl")


def results(name: str, graphs: Graphs) -> list[Result]:
    """What a shapes file finds in the graphs it sees: the same by the engine and the referee."""
    names = Names(view(graphs, "skos-integrity"), vocabulary().prefixes)
    return agreed(shapes(name), view(graphs, name), names)


def agreed(file: Shapes, data: pyoxigraph.Store, names: Names) -> list[Result]:
    """What the engines find, once it is shown that the referee finds the same."""
    found = engines.run(file, data, names)
    assert facts(found) == facts(referee.run(file, data, names))
    return found


def facts(results: Iterable[Result]) -> set[Fact]:
    """Focus, shape, path, value and component of each result."""
    return {
        (str(r.focus), r.shape, r.path, str(r.value or ""), r.component.partition("#")[2])
        for r in results
    }


def reported(name: str, graphs: Graphs) -> Report:
    """Check, focus and value of each result, IRIs without the base."""
    return {
        (
            result.check,
            result.focus.value.removeprefix(BASE),
            result.value.value.removeprefix(BASE) if result.value is not None else "",
        )
        for result in results(name, graphs)
    }


def reported_once_spoiled(
    name: str, sound: Graphs, *, part: str, add: str = "", drop: str = ""
) -> Report:
    """What a shapes file reports of a sound graph with some statements added and some dropped."""
    return reported(name, spoiled(sound, part=part, add=add, drop=drop))
