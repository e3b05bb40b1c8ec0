"""One validator on one vocabulary, in a process of its own: seconds on standard output.

Reading the file and the shapes counts, importing modules does not. `parse`: reading the file and
nothing else. `engine`: this project's, with all of skos-integrity.ttl and vocabulary.ttl;
`referee`: pySHACL, `pyshifty`: pyshifty, with the same. `skosify`: skosify's checks, which are
fewer. Each is ended by a signal after the seconds that are given.
"""

from __future__ import annotations

import logging
import signal
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import pyoxigraph

_SHAPES = Path(__file__).resolve().parents[1] / "shapes"
_FILES = ("skos-integrity", "vocabulary")


def parse(path: Path) -> float:
    """Only the parser of pyoxigraph, the statements thrown away."""
    begun = time.perf_counter()
    for _ in pyoxigraph.parse(path=str(path)):
        pass
    return time.perf_counter() - begun


def engine(path: Path) -> float:
    """The engine that validation uses. Raises ValueError where it finds a fault."""
    import networkx  # noqa: F401 - imported late by the module that needs it

    from pipeline.validate import engines
    from pipeline.validate.names import Names
    from pipeline.validate.shapes import load_shapes

    begun = time.perf_counter()
    store = pyoxigraph.Store()
    store.load(path=str(path))
    names = Names(store, {})
    for name in _FILES:
        if found := engines.run(load_shapes(_SHAPES / f"{name}.ttl"), store, names):
            raise ValueError(f"the benchmark's vocabulary is not sound: {found[0]}")
    return time.perf_counter() - begun


def referee(path: Path) -> float:
    """As pySHACL does it, the derived statements added before the clock starts."""
    from pipeline.validate import referee
    from pipeline.validate.names import Names
    from pipeline.validate.shapes import load_shapes

    store = _with_derived(path)
    begun = time.perf_counter()
    for name in _FILES:
        referee.run(load_shapes(_SHAPES / f"{name}.ttl"), store, Names(store, {}))
    return time.perf_counter() - begun


def pyshifty(path: Path) -> float:
    """As pyshifty does it, on a file with the derived statements in it."""
    import shifty

    store = _with_derived(path)
    with tempfile.NamedTemporaryFile(suffix=".nt") as file:
        store.dump(file, pyoxigraph.RdfFormat.N_TRIPLES, from_graph=pyoxigraph.DefaultGraph())
        file.flush()
        del store
        begun = time.perf_counter()
        for name in _FILES:
            shifty.validate(file.name, str(_SHAPES / f"{name}.ttl"), graph_mode="data", infer=False)
        return time.perf_counter() - begun


def skosify(path: Path) -> float:
    """Each check of skosify, on the graph that rdflib reads."""
    import rdflib
    from skosify import check

    logging.disable()
    begun = time.perf_counter()
    graph = rdflib.Graph().parse(path)
    # The default policy is one that skosify 2.3 does not know: it would check nothing.
    check.preflabel_uniqueness(graph, policy="shortest")
    check.label_overlap(graph)
    check.disjoint_relations(graph)
    check.hierarchical_redundancy(graph)
    check.hierarchy_cycles(graph)
    return time.perf_counter() - begun


VALIDATORS: dict[str, Callable[[Path], float]] = {
    "parse": parse,
    "engine": engine,
    "referee": referee,
    "pyshifty": pyshifty,
    "skosify": skosify,
}


def _with_derived(path: Path) -> pyoxigraph.Store:
    from pipeline.validate.derived import derive

    store = pyoxigraph.Store()
    store.load(path=str(path))
    derive(store, [(_SHAPES / f"{name}.ttl").read_text("utf-8") for name in _FILES])
    return store


if __name__ == "__main__":
    signal.alarm(int(sys.argv[3]))
    sys.stdout.write(f"{VALIDATORS[sys.argv[1]](Path(sys.argv[2]))}\n")
