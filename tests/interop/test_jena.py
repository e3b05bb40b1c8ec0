"""Jena 3.17: RIOT reads every file, ARQ counts in SPARQL, Jena SHACL checks.

Called: clients/Jena.java, on the jars in the wheel of `deeponto`. Asserted: RIOT warns of nothing;
the four files of the scheme are isomorphic graphs of as many triples as rdflib reads; census.rq, run
by ARQ, counts what rdflib counts; each competency question has as many rows as on Oxigraph; the
results of every shapes file, SPARQL constraints included, are those of our engine.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable
from pathlib import Path

import pyoxigraph
from msgspec import Struct

from pipeline.graphs import Graphs
from pipeline.validate import engines
from pipeline.validate.names import Names
from pipeline.validate.views import VIEWS, view
from tests.conftest import PROJECT
from tests.mutations.injecting import inject, kinds, published
from tests.validate.checking import Fact, facts, shapes

from .census import OTHERS, QUADS, SCHEME, Census, differences, ours, read, told
from .damage import damaged, noticed
from .environments import java, needs
from .table import Table

pytestmark = needs("java")
QUESTIONS = sorted((PROJECT / "ontology" / "competency").glob("*.rq"))
CENSUS = Path(__file__).with_name("census.rq")


class Reading(Struct):
    """What Jena says of one file: whether it is the graph of the first file, and its census."""

    version: str
    triples: int
    same: bool
    census: Census


def readings(*paths: Path) -> list[Reading]:
    """What Jena says of each file, having warned of nothing."""
    said = java("Jena", "census", CENSUS, *paths)
    assert said.complaints == ""
    version, *files = said.split("file\t")
    return [
        Reading(
            version.split()[1],
            int(_value(lines, "triples")),
            _value(lines, "same") == "true",
            told(lines),
        )
        for lines in (file.splitlines() for file in files)
    ]


def _value(lines: Iterable[str], name: str) -> str:
    (value,) = (line.partition("\t")[2] for line in lines if line.startswith(f"{name}\t"))
    return value


def test_every_format_is_the_same_graph_with_our_counts(table: Table) -> None:
    found = readings(*SCHEME)
    for reading in found:
        assert differences(ours(), reading.census) == []
        assert reading.triples == len(read())
        assert reading.same
    table.read("Jena", found[0].version, *SCHEME, census=found[0].census)
    table.shows("Jena", "isomorphic graphs")


def test_all_graphs_and_every_other_turtle_have_our_counts(table: Table) -> None:
    paths = [QUADS, *OTHERS]
    for path, reading in zip(paths, readings(*paths), strict=True):
        assert differences(ours(path), reading.census) == []
        assert reading.triples == len(read(path))
        table.read("Jena", reading.version, path, census=reading.census)


def test_a_loss_is_noticed_in_every_format(tmp_path: Path) -> None:
    paths = [path for file in SCHEME for path in damaged(tmp_path, file.suffix)]
    found = [reading.census for reading in readings(*paths)]
    for label, type_ in zip(found[::2], found[1::2], strict=True):
        assert noticed([label, type_])


# --- SPARQL --------------------------------------------------------------------------------------


def test_arq_answers_the_competency_questions_as_oxigraph_does(
    table: Table, tmp_path: Path
) -> None:
    assert QUESTIONS
    assert java("Jena", "rows", tmp_path, QUADS, *QUESTIONS).complaints == ""
    store = pyoxigraph.Store()
    store.bulk_load(path=str(QUADS), format=pyoxigraph.RdfFormat.N_QUADS)
    for question in QUESTIONS:
        found = store.query(question.read_text(encoding="utf-8"), use_default_graph_as_union=True)
        theirs = (tmp_path / f"{question.name}.csv").read_text(encoding="utf-8")
        if isinstance(found, pyoxigraph.QuerySolutions):
            text = found.serialize(format=pyoxigraph.QueryResultsFormat.CSV) or b""
            assert rows(theirs) == rows(text.decode("utf-8")), question.name
        else:
            assert isinstance(found, pyoxigraph.QueryTriples)
            assert len(theirs.splitlines()) == len(set(found)), question.name
    table.shows("Jena", "competency questions in ARQ: our answers")


def rows(text: str) -> list[list[str]]:
    """The rows of a CSV result, sorted, as ORDER BY may leave some open; numbers by their value."""
    return sorted(
        [_cell(cell) for cell in row] for row in csv.reader(io.StringIO(text, newline=""))
    )


def _cell(text: str) -> str:
    return str(float(text)) if re.fullmatch(r"-?[0-9]+(\.[0-9]+)?", text) else text


# --- SHACL ---------------------------------------------------------------------------------------


def ours_and_jenas(folder: Path, cases: list[Graphs]) -> list[tuple[set[Fact], set[Fact]]]:
    """What our engine finds and what Jena finds, for each shapes file on each vocabulary."""
    found, files = [], []
    for number, (graphs, name) in enumerate((graphs, name) for graphs in cases for name in VIEWS):
        data = view(graphs, name)
        # The engine adds the derived statements that some shapes ask for.
        found.append(facts(engines.run(shapes(name), data, Names(data, {}))))
        constraints, statements = folder / f"shapes-{number}.nt", folder / f"data-{number}.nt"
        format_ = pyoxigraph.RdfFormat.N_TRIPLES
        pyoxigraph.serialize(shapes(name).constraints, constraints, format_)
        pyoxigraph.serialize((quad.triple for quad in data), statements, format_)
        files += [constraints, statements]
    said = java("Jena", "shacl", *files)
    assert said.complaints == ""
    reports = said.split("report\t")[1:]
    return [
        (without_detail(mine), without_detail(map(_fact, report.splitlines()[1:])))
        for mine, report in zip(found, reports, strict=True)
    ]


def _fact(line: str) -> Fact:
    _, focus, shape, path, value, component = line.split("\t")
    plain = (shape.strip("<>"), path.strip("<>"), value if value != focus else "")
    return (focus, *plain, component.strip("<>").partition("#")[2])


def without_detail(results: Iterable[Fact]) -> set[Fact]:
    """The results without the property that sh:detail names: Jena gives none for sh:node."""
    return {
        (focus, shape, "" if component == "NodeConstraintComponent" else path, value, component)
        for focus, shape, path, value, component in results
    }


def test_jena_finds_what_our_shapes_find(table: Table, tmp_path: Path) -> None:
    faults = [kind for kind in kinds() if kind.check != "owl-consistency"]
    spoiled = [inject(kind, 1).graphs for kind in faults[::24]]
    compared = ours_and_jenas(tmp_path, [published(), *spoiled])
    for mine, theirs in compared:
        assert theirs == mine
    # The faults show: it is not empty reports that agree.
    assert sum(len(mine) for mine, _ in compared) > len(compared)
    table.shows("Jena", "SHACL with SPARQL constraints: our findings")
