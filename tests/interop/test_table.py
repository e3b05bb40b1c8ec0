"""The table in README.md, and the census that everything is compared by."""

from __future__ import annotations

import shutil
import subprocess
from collections import Counter
from pathlib import Path

import pytest
import rdflib

from pipeline.errors import StageError
from pipeline.files import write_json
from tests.conftest import PROJECT

from . import __main__ as interop
from .census import CONCEPT, census, differences, labels, link, links, text, told
from .damage import lost, noticed
from .table import BEGIN, END, PROGRAMS, Table, replaced

SKOS = "http://www.w3.org/2004/02/skos/core#"
TURTLE = f"""@prefix skos: <{SKOS}> . @prefix : <https://example.org/> .
:a a skos:Concept ; skos:prefLabel "un"@fr , "one"@en ; skos:altLabel "1" ; skos:broader :b .
:b a skos:Concept ; skos:exactMatch :elsewhere . :elsewhere skos:prefLabel "x"@fr ."""


def test_a_census_counts_concepts_texts_and_links() -> None:
    found = census(rdflib.Graph().parse(data=TURTLE, format="turtle"))
    assert found == {
        CONCEPT: 2,
        text(f"{SKOS}prefLabel", "fr"): 1,
        text(f"{SKOS}prefLabel", "en"): 1,
        text(f"{SKOS}altLabel", None): 1,
        link(f"{SKOS}broader"): 1,
    }
    assert (labels(found), links(found)) == (3, 1)


def test_a_difference_is_named() -> None:
    mine = told([f"text\t{SKOS}altLabel\tfr\t35", "concept\t\t\t86", f"link\t{SKOS}broader\t\t76"])
    other = told([f"text\t{SKOS}altLabel\tfr\t34", "concept\t\t\t86", "triples\t1009"])
    assert differences(mine, other) == [
        "skos:broader: 0 instead of 76",
        "skos:altLabel@fr: 34 instead of 35",
    ]
    assert differences(mine, mine) == []


def test_an_undamaged_census_is_no_noticed_loss() -> None:
    label, type_ = (census(graph) for graph in lost())
    assert noticed([label, type_])
    assert not noticed([label, label])
    assert not noticed([label, Counter()])


def test_the_table_names_files_counts_and_what_was_right() -> None:
    table = Table()
    found = census(rdflib.Graph().parse(data=TURTLE, format="turtle"))
    table.read("Annif", "1.4", Path("x.ttl"), Path("x.rdf"), census=found, linked=False)
    table.read("Annif", "1.4", Path("tables/a.csv"), Path("x.ttl"), census=Counter())
    table.shows("Annif", "this")
    table.shows("Annif", "that")
    table.read("Jena", "3", Path("x.nt"), census=found)
    assert table.text().splitlines()[2:] == [
        "| Jena | 3 | `x.nt` | 2 | 3 | 1 |  |",
        "| Annif | 1.4 | `x.ttl` `.rdf`, `a.csv` | 2 | 3 | – | this; that |",
    ]
    assert table.missing == [name for name in PROGRAMS if name not in ("Annif", "Jena")]


def test_many_files_are_counted() -> None:
    table = Table()
    for name in ("x.ttl", "a.ttl", "b.ttl", "x.nt", "c.ttl", "d.ttl"):
        table.read("Jena", "3", Path(name), census=Counter())
    assert "| `x.ttl` `.nt` and 4 other files |" in table.text()


def test_a_program_that_the_table_does_not_know_is_an_error() -> None:
    with pytest.raises(KeyError, match="Protege"):
        Table().shows("Protege", "x")


def test_only_what_stands_between_the_marks_is_replaced() -> None:
    page = f"before\n{BEGIN}\nold\n{END}\nafter\n"
    assert replaced(page, "new", where="p") == f"before\n{BEGIN}\nnew\n{END}\nafter\n"


@pytest.mark.parametrize(
    "page", ["", BEGIN, END, f"{END}{BEGIN}", f"{BEGIN}{BEGIN}{END}", f"{BEGIN}{END}{END}"]
)
def test_a_page_without_each_mark_once_is_an_error(page: str) -> None:
    with pytest.raises(StageError, match="once each"):
        replaced(page, "new", where="README.md")


def test_the_page_stays_where_a_program_was_skipped(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    results = tmp_path / "results.json"
    monkeypatch.setattr(interop, "RESULTS", results)
    monkeypatch.setattr(interop, "PROJECT", tmp_path)
    page = tmp_path / "README.md"
    page.write_text(f"{BEGIN}\n{END}\n", encoding="utf-8")
    table = Table()
    for name in PROGRAMS[:-1]:
        table.read(name, "1", Path("x.ttl"), census=Counter())
    write_json(results, table)
    assert interop.main() == 0
    assert capsys.readouterr().err == f"The table in README.md stays: no {PROGRAMS[-1]}.\n"
    assert page.read_text(encoding="utf-8") == f"{BEGIN}\n{END}\n"
    table.read(PROGRAMS[-1], "1", Path("x.ttl"), census=Counter())
    write_json(results, table)
    assert interop.main() == 0
    assert page.read_text(encoding="utf-8") == f"{BEGIN}\n{table.text()}\n{END}\n"


def test_without_results_there_is_a_line_that_says_what_to_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(interop, "RESULTS", tmp_path / "results.json")
    assert interop.main() == 2
    assert capsys.readouterr().err.endswith("run `make test-interop` first\n")


def test_where_debian_cannot_be_reached_it_is_said_loudly(tmp_path: Path) -> None:
    script = PROJECT / "tests/interop/debian.sh"
    bash = shutil.which("bash")
    assert bash is not None
    done = subprocess.run(
        [bash, script, "Rdf4j.java", tmp_path / "clients"],
        env={"PATH": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert "RDF4J AND RAPTOR WILL BE SKIPPED" in done.stderr
    assert not (tmp_path / "clients").exists()
