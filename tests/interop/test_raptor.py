"""Raptor 2, the parser of the Redland libraries and of much C software: `rapper`.

Called: `rapper -c -i FORMAT FILE` and `rapper -q -i FORMAT -o ntriples FILE`, from Debian's
`raptor2-utils`. Asserted: exit code 0; no warning; as many triples as rdflib reads, of all graphs
together and of each part; the N-Triples that it writes have our census. It has no reader of JSON-LD.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import rdflib

from .census import OTHERS, QUADS, SCHEME, Census, census, differences, ours, read
from .damage import damaged, noticed
from .environments import needs, rapper
from .table import Table

pytestmark = needs("debian")
SYNTAXES = {".ttl": "turtle", ".rdf": "rdfxml", ".nt": "ntriples", ".nq": "nquads"}
READABLE = [path for path in SCHEME if path.suffix in SYNTAXES]
PARSED = re.compile(
    r"rapper: Parsing URI \S+ with parser \w+\nrapper: Parsing returned (\d+) triples\n"
)


def version() -> str:
    """The version of Raptor."""
    return rapper("--version").strip()


def triples(path: Path) -> int:
    """How many triples Raptor reads, having said nothing else."""
    said = rapper("-c", "-i", SYNTAXES[path.suffix], path)
    found = PARSED.fullmatch(said.complaints)
    assert found, said.complaints
    return int(found[1])


def counted(path: Path) -> Census:
    """The census of what Raptor writes as N-Triples after reading the file."""
    said = rapper("-q", "-i", SYNTAXES[path.suffix], "-o", "ntriples", path)
    return census(rdflib.Graph().parse(data=str(said), format="nt"))


@pytest.mark.parametrize("path", READABLE, ids=lambda path: path.suffix)
def test_every_format_has_our_counts(table: Table, path: Path) -> None:
    assert triples(path) == len(read())
    assert differences(ours(), counted(path)) == []
    table.read("Raptor", version(), path, census=counted(path))


def test_all_graphs_and_every_other_turtle_have_our_counts(table: Table) -> None:
    for path in [QUADS, *OTHERS]:
        assert triples(path) == len(read(path))
        assert differences(ours(path), counted(path)) == []
        table.read("Raptor", version(), path, census=counted(path))
    table.shows("Raptor", "no warning")


@pytest.mark.parametrize("path", READABLE, ids=lambda path: path.suffix)
def test_a_loss_is_noticed(tmp_path: Path, path: Path) -> None:
    assert noticed([counted(each) for each in damaged(tmp_path, path.suffix)])


def test_a_warning_is_no_pass(tmp_path: Path) -> None:
    path = tmp_path / "bad.nt"
    path.write_text("<https://example.org/a> <https://example.org/b> .\n", encoding="utf-8")
    with pytest.raises(AssertionError):
        triples(path)
