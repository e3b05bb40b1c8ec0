"""The named graphs that `map` writes into graph.trig, and reading them."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph

from pipeline.errors import StageError
from pipeline.vocabulary import Vocabulary

GRAPHS = ("vocabulary", "ontology", "sources", "evidence", "dataset")

Graphs = dict[str, list[pyoxigraph.Triple]]


def read_graphs(path: Path, vocabulary: Vocabulary) -> Graphs:
    """The triples of each named graph of graph.trig, under the name in GRAPHS.

    Raises StageError where the file is missing, does not parse, or has a statement outside the
    five graphs.
    """
    names = {vocabulary.graph(name): name for name in GRAPHS}
    graphs: Graphs = {name: [] for name in GRAPHS}
    try:
        content = path.read_bytes()
    except FileNotFoundError:
        raise StageError(
            "this stage file does not exist", where=str(path), remedy="run `make map` first"
        ) from None
    try:
        for quad in pyoxigraph.parse(content, format=pyoxigraph.RdfFormat.TRIG):
            name = names.get(getattr(quad.graph_name, "value", ""))
            if name is None:
                raise _damaged(path, f"a statement in the graph {quad.graph_name}")
            graphs[name].append(quad.triple)
    except SyntaxError as error:
        raise _damaged(path, str(error.msg)) from None
    return graphs


def _damaged(path: Path, problem: str) -> StageError:
    return StageError(
        f"not a file that the stage `map` writes ({problem})",
        where=str(path),
        remedy="delete it and run `make map` again",
    )
