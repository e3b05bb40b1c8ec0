"""Running the queries of a shapes file on a store, on every core there is."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor

import pyoxigraph

from pipeline.validate.engine.compiler import Compiler, Query
from pipeline.validate.engine.oxigraph import select
from pipeline.validate.engine.shapes_graph import ShapesGraph
from pipeline.validate.engine.targets import Classes
from pipeline.validate.names import Names, Term
from pipeline.validate.results import Result
from pipeline.validate.shapes import Shapes
from pipeline.validate.worded import worded

Row = tuple[Term, str, Term | None]


def run(shapes: Shapes, data: pyoxigraph.Store, names: Names) -> list[Result]:
    """What the shapes find in the default graph of the store, each result once.

    Raises Unsupported where a shape says what the compiler does not know, and ConfigurationError
    where a shape without a name finds something.
    """
    compiler = Compiler(ShapesGraph(shapes.constraints), Classes(data))
    queries = [query for shape in compiler.targeted() for query in compiler.queries(shape)]
    return answer(queries, shapes, data, names)


def answer(
    queries: Iterable[Query], shapes: Shapes, data: pyoxigraph.Store, names: Names
) -> list[Result]:
    """The results that some queries find, each once, in the order of the queries."""
    asked = list(queries)
    with ThreadPoolExecutor(max_workers=len(os.sched_getaffinity(0))) as threads:
        answers = threads.map(lambda query: rows(query, data), asked)
        # Two constraints of one shape, or two targets, may find the same.
        found = dict.fromkeys(
            (query.shape, query.component, *row)
            for query, answer in zip(asked, answers, strict=True)
            for row in answer
        )
    return [
        worded(shapes, names, shape=shape, component=component, focus=focus, path=path, value=value)
        for shape, component, focus, path, value in found
    ]


def rows(query: Query, data: pyoxigraph.Store) -> list[Row]:
    """Focus node, path and value of each result of a query."""
    return list(_rows(query, select(data, query.text)))


def _rows(query: Query, solutions: pyoxigraph.QuerySolutions) -> Iterator[Row]:
    columns = {variable.value for variable in solutions.variables}
    this = "focus" if "focus" in columns else "this"
    for solution in solutions:
        focus = solution[this]
        value = solution["value"] if "value" in columns else None
        path = solution["path"] if "path" in columns else None
        named = path.value if isinstance(path, pyoxigraph.NamedNode) else query.path
        # A node shape gives the focus itself as the value: no news.
        yield focus, named, None if value == focus else value
