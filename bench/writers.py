"""The benchmark of the writers: `python -m bench.writers` compares them with rdflib's by size.

A vocabulary is written to disk as Turtle, JSON-LD and RDF/XML: by this project's writers in one run
over one graph, by each of rdflib's in a process of its own. The graph is loaded before (`load`).
Seconds are of the processor, since each uses one core, and medians over the repetitions. Memory, in
MiB, is the resident set at its peak while writing: of the process (`peak`), and what writing added
to the loaded graph (`added`).
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from statistics import median
from typing import TypeVar

import msgspec
from msgspec import Struct

from bench.run import growth, run
from bench.vocabulary import write_vocabulary

SIZES = (10_000, 100_000)
_OURS = "ours, all three"
_RDFLIB = {f"rdflib {name}": name for name in ("turtle", "json-ld", "xml")}


class Figure(Struct, frozen=True):
    """What one run takes: seconds to load and to write, MiB at the peak and above the graph."""

    load: float
    write: float
    peak: float
    added: float


Figures = dict[tuple[str, int], Figure]
_Graph = TypeVar("_Graph")


def prepare(path: Path, size: int) -> None:
    """Write a vocabulary as N-Triples, without the blank nodes of the ontology that is in it."""
    import pyoxigraph as ox

    with tempfile.NamedTemporaryFile(suffix=".ttl") as file:
        write_vocabulary(Path(file.name), size)
        quads = ox.parse(path=file.name, format=ox.RdfFormat.TURTLE)
        named = (
            quad.triple
            for quad in quads
            if not isinstance(quad.subject, ox.BlankNode)
            and not isinstance(quad.object, ox.BlankNode)
        )
        ox.serialize(named, path, format=ox.RdfFormat.N_TRIPLES)


def ours(path: Path, folder: Path) -> Figure:
    """Load the statements and write them in the three syntaxes, in one run."""
    import pyoxigraph as ox

    from pipeline.publish.rdf.documents import write
    from pipeline.publish.rdf.jsonld import JsonLd, context
    from pipeline.publish.rdf.rdfxml import RdfXml
    from pipeline.publish.rdf.reading_order import ReadingOrder
    from pipeline.publish.rdf.statements import Statements
    from pipeline.publish.rdf.turtle import Turtle
    from pipeline.vocabulary import load_vocabulary

    vocabulary = load_vocabulary(Path(__file__).parents[1] / "ontology" / "vocabulary.toml")

    def load() -> Statements:
        quads = ox.parse(path=str(path), format=ox.RdfFormat.N_TRIPLES)
        return Statements(quad.triple for quad in quads)

    def write_all(statements: Statements) -> None:
        order = ReadingOrder(statements, vocabulary)
        syntaxes = (
            Turtle(statements, order, vocabulary),
            JsonLd(context(vocabulary), vocabulary),
            RdfXml(statements, vocabulary),
        )
        streams = [(folder / str(number)).open("wb") for number in range(len(syntaxes))]
        write(order, dict(zip(syntaxes, streams, strict=True)))
        for stream in streams:
            stream.close()

    return _measured(load, write_all)


def of_rdflib(form: str, path: Path, folder: Path) -> Figure:
    """Load the graph and write it with one of rdflib's serialisers."""
    import rdflib

    def load() -> rdflib.Graph:
        return rdflib.Graph().parse(path, format="nt")

    def write_one(graph: rdflib.Graph) -> None:
        graph.serialize(folder / "out", format=form)

    return _measured(load, write_one)


def _measured(load: Callable[[], _Graph], write: Callable[[_Graph], None]) -> Figure:
    begun = time.process_time()
    graph = load()
    loaded = time.process_time()
    before = _memory("VmRSS")
    # Linux takes the peak anew from here (proc(5), clear_refs).
    Path("/proc/self/clear_refs").write_text("5", encoding="ascii")
    ready = time.process_time()
    write(graph)
    written = time.process_time()
    peak = _memory("VmHWM")
    return Figure(loaded - begun, written - ready, peak, peak - before)


def _memory(name: str) -> float:
    """A figure of /proc/self/status, in MiB."""
    lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    (line,) = [line for line in lines if line.startswith(f"{name}:")]
    return int(line.split()[1]) / 1024


def measure(sizes: list[int], repeat: int) -> Figures:
    """Run each writer on each size, in a process of its own each time."""
    figures: Figures = {}
    with tempfile.TemporaryDirectory(prefix="glossograph-bench-") as folder:
        for size in sizes:
            path = Path(folder) / f"{size}.nt"
            prepare(path, size)
            for name in (_OURS, *_RDFLIB):
                sys.stderr.write(f"{size:,} concepts: {name} ...\n")
                command = [sys.executable, "-m", "bench.writers", "--one", name, str(path)]
                runs = [
                    msgspec.json.decode(run(command).said.encode(), type=Figure)
                    for _ in range(repeat)
                ]
                figures[name, size] = Figure(
                    *(median(getattr(one, key) for one in runs) for key in Figure.__struct_fields__)
                )
    return figures


def report(figures: Figures, sizes: list[int]) -> Iterator[str]:
    """The figures by size, rdflib's in relation to ours, and how ours grow."""
    yield f"{'concepts':>9}  {'writer':<16}{'load s':>8}{'write s':>9}{'peak MiB':>10}{'added':>8}"
    for size in sizes:
        for name in (_OURS, *_RDFLIB):
            one = figures[name, size]
            yield (
                f"{size:>9,}  {name:<16}{one.load:>8.1f}{one.write:>9.2f}"
                f"{one.peak:>10.0f}{one.added:>8.0f}"
            )
        mine = figures[_OURS, size]
        others = [figures[name, size] for name in _RDFLIB]
        times = sum(other.write for other in others) / mine.write
        peaks = [other.peak / mine.peak for other in others]
        yield (
            f"{size:>9,}  the three of rdflib take {times:.1f} times as long,"
            f" {min(peaks):.1f} to {max(peaks):.1f} times the memory"
        )
    for what in ("write", "peak"):
        exponent = growth(sizes, [getattr(figures[_OURS, size], what) for size in sizes])
        shown = "-" if exponent is None else f"{exponent:.2f}"
        yield f"growth exponent of ours, {what}: {shown}"


def main() -> None:
    """Measure the sizes asked for and print the table; with --one, run one writer."""
    parser = argparse.ArgumentParser(prog="python -m bench.writers", description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="+", default=SIZES, help="concepts")
    parser.add_argument("--repeat", type=int, default=1, help="how often each is timed")
    parser.add_argument("--one", nargs=2, metavar=("WRITER", "FILE"), help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.one:
        name, path = asked.one[0], Path(asked.one[1])
        with tempfile.TemporaryDirectory(prefix="glossograph-bench-") as folder:
            form = _RDFLIB.get(name)
            figure = of_rdflib(form, path, Path(folder)) if form else ours(path, Path(folder))
        sys.stdout.write(msgspec.json.encode(figure).decode())
        return
    sizes = sorted(asked.sizes)
    lines = report(measure(sizes, asked.repeat), sizes)
    sys.stdout.writelines(f"{line}\n" for line in lines)


if __name__ == "__main__":
    main()
