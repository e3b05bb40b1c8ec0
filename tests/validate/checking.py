"""Run one shapes file of the project on a graph, and say what it reports, briefly."""

from __future__ import annotations

from functools import cache

from pipeline.graphs import Graphs
from pipeline.validate.names import Names
from pipeline.validate.referee import run
from pipeline.validate.results import Result
from pipeline.validate.shapes import Shapes, load_shapes
from pipeline.validate.views import view

from .example import BASE, PROJECT, spoiled, triples, vocabulary

Report = set[tuple[str, str, str]]


@cache
def shapes(name: str) -> Shapes:
    """One shapes file of the project."""
    return load_shapes(PROJECT / "shapes" / f"{name}.ttl")


def results(name: str, graphs: Graphs) -> list[Result]:
    """What a shapes file finds in the graphs it sees."""
    names = Names(view(graphs, "skos-integrity"), vocabulary().prefixes)
    return run(shapes(name), view(graphs, name), names)


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


def reported_of(name: str, text: str) -> Report:
    """What a shapes file reports of some Turtle that stands alone as vocabulary and sources."""
    nothing: Graphs = {
        "vocabulary": triples(text),
        "ontology": [],
        "sources": [],
        "evidence": [],
        "dataset": [],
    }
    return reported(name, nothing)
