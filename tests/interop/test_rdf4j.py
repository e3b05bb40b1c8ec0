"""RDF4J 3.7, which VocBench and GraphDB read with: its parsers (Rio) read every file.

Called: clients/Rdf4j.java, on the jars of Debian's `librdf4j-java`, with the checks of IRIs, language
tags and datatypes on. Asserted: no warning and no error; the four files of the scheme are isomorphic
graphs; triples and census are those that rdflib counts, of all graphs together and of each part.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from msgspec import Struct

from .census import OTHERS, QUADS, SCHEME, Census, differences, ours, read, told
from .damage import damaged, noticed
from .environments import java, needs
from .table import Table

pytestmark = needs("debian")


class Reading(Struct):
    """What RDF4J says of one file."""

    version: str
    triples: int
    same: bool
    problems: list[str]
    census: Census


def readings(*paths: Path) -> list[Reading]:
    """What RDF4J says of each file; `same`: the graph of the first."""
    said = java("Rdf4j", *paths)
    assert said.complaints == ""
    version, *files = said.split("file\t")
    found = []
    for lines in (file.splitlines() for file in files):
        facts = dict(line.split("\t", 1) for line in lines[1:3])
        problems = [line for line in lines if line.startswith("problem\t")]
        found.append(
            Reading(
                version.split()[1],
                int(facts["triples"]),
                facts["same"] == "true",
                problems,
                told(lines),
            )
        )
    return found


def test_every_format_is_the_same_graph_with_our_counts(table: Table) -> None:
    found = readings(*SCHEME)
    for reading in found:
        assert differences(ours(), reading.census) == []
        assert (reading.triples, reading.same, reading.problems) == (len(read()), True, [])
    table.read("RDF4J", found[0].version, *SCHEME, census=found[0].census)
    table.shows("RDF4J", "isomorphic graphs, nothing to warn of")


def test_all_graphs_and_every_other_turtle_have_our_counts(table: Table) -> None:
    paths = [QUADS, *OTHERS]
    for path, reading in zip(paths, readings(*paths), strict=True):
        assert differences(ours(path), reading.census) == []
        assert (reading.triples, reading.problems) == (len(read(path)), [])
        table.read("RDF4J", reading.version, path, census=reading.census)


def test_a_loss_is_noticed_in_every_format(tmp_path: Path) -> None:
    paths = [path for file in SCHEME for path in damaged(tmp_path, file.suffix)]
    found = [reading.census for reading in readings(*paths)]
    for label, type_ in zip(found[::2], found[1::2], strict=True):
        assert noticed([label, type_])


def test_a_malformed_language_tag_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "bad.nt"
    label = '<https://example.org/a> <https://example.org/b> "c"@abcdefghijk .\n'
    path.write_text(label, encoding="utf-8")
    with pytest.raises(AssertionError, match="language abcdefghijk"):
        readings(path)
