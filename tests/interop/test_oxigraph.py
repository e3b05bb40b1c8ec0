"""The Oxigraph server, as any store of the SPARQL 1.1 Graph Store protocol.

Called: `oxigraph serve` on loopback with a fresh folder, in its own environment (PyPI); a PUT of each
part into its named graph, or one POST of the .nq; census.rq over the union of the graphs. Asserted:
201 for a new graph, 204 for the whole; as many statements in each graph as rdflib reads in that file;
the census that rdflib counts, of the scheme's graph alone and of all together.
"""

from __future__ import annotations

import csv
import io
import socket
import subprocess
import time
import urllib.parse
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from .census import PARTS, QUADS, TURTLE, Census, differences, ours, quads, read, told
from .damage import damaged, noticed
from .environments import needs, python_program, version
from .table import Table

pytestmark = needs("oxigraph")
CENSUS = Path(__file__).with_name("census.rq").read_text(encoding="utf-8")
COUNTS = "SELECT ?graph (COUNT(*) AS ?n) WHERE { GRAPH ?graph { ?s ?p ?o } } GROUP BY ?graph"
TYPES = {".ttl": "text/turtle", ".nq": "application/n-quads", ".rdf": "application/rdf+xml"}


class Server:
    """A running server, by its address."""

    def __init__(self, address: str) -> None:
        self.address = address

    def send(self, method: str, path: Path, graph: str = "") -> int:
        """Send a file to the store, or to one named graph of it; the HTTP status."""
        query = f"?{urllib.parse.urlencode({'graph': graph})}" if graph else ""
        request = urllib.request.Request(
            f"{self.address}/store{query}",
            data=path.read_bytes(),
            headers={"Content-Type": TYPES[path.suffix]},
            method=method,
        )
        with urllib.request.urlopen(request, timeout=60) as answer:
            return int(answer.status)

    def rows(self, query: str, *graphs: str) -> list[list[str]]:
        """The rows of a query over the union of these graphs, or of all."""
        over = [("default-graph-uri", graph) for graph in graphs] or [("union-default-graph", "")]
        request = urllib.request.Request(
            f"{self.address}/query?{urllib.parse.urlencode(over)}",
            data=query.encode(),
            headers={"Content-Type": "application/sparql-query", "Accept": "text/csv"},
        )
        with urllib.request.urlopen(request, timeout=60) as answer:
            return list(csv.reader(io.TextIOWrapper(answer, "utf-8")))[1:]

    def census(self, *graphs: str) -> Census:
        """The census of the union of these graphs, or of all."""
        return told("\t".join(row) for row in self.rows(CENSUS, *graphs))

    def counts(self) -> dict[str, int]:
        """How many statements each named graph has."""
        return {graph: int(number) for graph, number in self.rows(COUNTS)}


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    """A server with an empty store, which ends with the test."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        place = f"127.0.0.1:{free.getsockname()[1]}"
    command = [str(python_program("oxigraph")), "serve", "--location", str(tmp_path / "store")]
    with (tmp_path / "log").open("w", encoding="utf-8") as log:
        process = subprocess.Popen([*command, "--bind", place], stdout=log, stderr=log)
        try:
            _await(place, process)
            yield Server(f"http://{place}")
        finally:
            process.terminate()
            process.wait(timeout=30)


def _await(place: str, process: subprocess.Popen[bytes]) -> None:
    host, _, port = place.partition(":")
    for _ in range(300):
        assert process.poll() is None, "the server ended"
        try:
            socket.create_connection((host, int(port)), timeout=1).close()
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise AssertionError("the server does not answer")


def test_each_part_is_put_into_its_graph(table: Table, server: Server) -> None:
    assert [server.send("PUT", path, graph) for path, graph in PARTS.items()] == [201] * len(PARTS)
    assert server.counts() == {graph: len(read(path)) for path, graph in PARTS.items()}
    found = server.census(PARTS[TURTLE])
    assert differences(ours(), found) == []
    assert differences(ours(QUADS), server.census()) == []
    table.read("Oxigraph", version("oxigraph"), *PARTS, census=found)
    table.shows("Oxigraph", "Graph Store PUT, graph by graph")


def test_the_quads_are_the_same_dataset(table: Table, server: Server) -> None:
    assert server.send("POST", QUADS) == 204
    assert server.counts() == {iri: len(graph) for iri, graph in quads().items()}
    assert quads().keys() == set(PARTS.values())
    assert differences(ours(QUADS), server.census()) == []
    table.read("Oxigraph", version("oxigraph"), QUADS, census=server.census(PARTS[TURTLE]))


def test_a_loss_is_noticed(server: Server, tmp_path: Path) -> None:
    said = []
    for path in damaged(tmp_path, ".ttl"):
        server.send("PUT", path, PARTS[TURTLE])
        said.append(server.census())
    assert noticed(said)
