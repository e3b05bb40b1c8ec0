"""Running the queries of a shapes file on a store, on every core there is."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor

import pyoxigraph

from pipeline.validate.derived import asked, derive
from pipeline.validate.engine.compiler import Query
from pipeline.validate.engine.faults import any_of
from pipeline.validate.names import Names, Term
from pipeline.validate.oxigraph import select
from pipeline.validate.results import Result
from pipeline.validate.shapes import Shapes
from pipeline.validate.worded import worded

Row = tuple[Term, str, Term | None]


def answer(
    queries: Iterable[Query], shapes: Shapes, data: pyoxigraph.Store, names: Names
) -> list[Result]:
    """The results that some queries find, each once, in the order of the queries.

    Raises ConfigurationError where a shape without a name finds something.
    """
    asked_now = list(queries)
    with ThreadPoolExecutor(max_workers=len(os.sched_getaffinity(0))) as threads:
        # Meanwhile the statements that the others wait for are computed.
        early = [query for query in asked_now if not asked(query.text)]
        late = [query for query in asked_now if asked(query.text)]
        answers = [threads.submit(found_by, group, data) for group in by_scan(early)]
        derive(data, (query.text for query in late))
        answers += [threads.submit(found_by, [query], data) for query in late]
    rows_of = dict(pair for answer in answers for pair in answer.result())
    # Two constraints of one shape, or two targets, may find the same.
    found = dict.fromkeys(
        (query.shape, query.component, *row) for query in asked_now for row in rows_of[query]
    )
    return [
        worded(shapes, names, shape=shape, component=component, focus=focus, path=path, value=value)
        for shape, component, focus, path, value in found
    ]


def by_scan(queries: Iterable[Query]) -> list[list[Query]]:
    """The queries, those together that pick from what the same triple pattern binds."""
    groups: dict[str, list[Query]] = {}
    for query in queries:
        groups.setdefault(query.scan or query.text, []).append(query)
    return list(groups.values())


def found_by(group: list[Query], data: pyoxigraph.Store) -> list[tuple[Query, list[Row]]]:
    """The rows of some queries that share a scan.

    One pass asks first whether any of them finds anything: mostly none does.
    """
    if len(group) > 1:
        tests = any_of(query.test for query in group)
        if not data.query(f"ASK {{ {group[0].scan} FILTER {tests} }}"):
            return [(query, []) for query in group]
    return [(query, rows(query, data)) for query in group]


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
