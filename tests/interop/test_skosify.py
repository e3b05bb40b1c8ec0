"""skosify 2.3, the checker and repairer of SKOS files of the National Library of Finland.

Called: `skosify FILE -o OUT.ttl`, in its own environment (PyPI). Asserted: nothing but INFO lines, as
its exit code is 0 even on a bad file; what it writes has our census: it found nothing to repair.
"""

from __future__ import annotations

from pathlib import Path

from .census import SCHEME, TURTLE, Census, census, differences, ours, read
from .damage import damaged, noticed
from .environments import needs, python_program, run, version
from .table import Table

pytestmark = needs("skosify")
READABLE = [path for path in SCHEME if path.suffix != ".jsonld"]


def skosified(path: Path, folder: Path) -> tuple[Census, list[str]]:
    """The census of what skosify writes after reading the file, and what it complains of."""
    written = folder / f"{path.name}.ttl"
    said = run(python_program("skosify"), path, "-o", written)
    lines = said.complaints.splitlines()
    return census(read(written)), [line for line in lines if not line.startswith("INFO:")]


def test_it_finds_nothing_to_repair(table: Table, tmp_path: Path) -> None:
    for path in READABLE:
        found, complaints = skosified(path, tmp_path)
        assert complaints == []
        assert differences(ours(), found) == []
        table.read("skosify", version("skosify"), path, census=found)
    table.shows("skosify", "no warning, nothing repaired")


def test_a_loss_is_noticed(tmp_path: Path) -> None:
    assert noticed([skosified(path, tmp_path)[0] for path in damaged(tmp_path, ".ttl")])


def test_a_second_preferred_label_is_complained_of(tmp_path: Path) -> None:
    path = tmp_path / "bad.ttl"
    second = '<concept/client> <http://www.w3.org/2004/02/skos/core#prefLabel> "autre"@fr .\n'
    path.write_text(TURTLE.read_text(encoding="utf-8") + second, encoding="utf-8")
    _, complaints = skosified(path, tmp_path)
    assert len(complaints) == 1
    assert "more than one prefLabel@fr" in complaints[0]
