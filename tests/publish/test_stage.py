"""The stage: the published set, what it refuses, and what a failure leaves alone."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

import msgspec
import pytest
from msgspec import structs
from pyoxigraph import CanonicalizationAlgorithm, Dataset, RdfFormat, parse

from pipeline.errors import StageError
from pipeline.publish import stage
from pipeline.publish.inputs import read_build
from pipeline.publish.rdf import files as rdf_files
from pipeline.publish.stage import publish
from pipeline.publish.swap import Manifest

from .glossary import VOCABULARY, large_glossary, small_glossary, write_build

NAMES = {
    "relation-client.ttl",
    "relation-client-owl.ttl",
    "relation-client-xl.ttl",
    "relation-client.rdf",
    "context.jsonld",
    "mappings.sssom.tsv",
    "relation-client.jsonld",
    "relation-client.nt",
    "relation-client.nq",
    "ontology.ttl",
    "sources.ttl",
    "evidence.ttl",
    "dataset.ttl",
    "validation.ttl",
    "report.md",
    "explorer.html",
    "graph.html",
    "tables/LISEZMOI.md",
    "tables/annif.csv",
    "tables/collibra.csv",
    "tables/opentheso.csv",
    "tables/poolparty.xlsx",
    "tables/vocabulary.xlsx",
    "tables/sharepoint/LISEZMOI.txt",
    "tables/sharepoint/approche.csv",
    "tables/sharepoint/programme.csv",
    "index.html",
    "index.pdf",
    "report.html",
    "w3id/.htaccess",
    "w3id/README.md",
}


def contents(output: Path) -> dict[str, bytes]:
    paths = (path for path in output.rglob("*") if path.is_file())
    names = {path.relative_to(output).as_posix(): path for path in paths}
    return {n: path.read_bytes() for n, path in names.items() if not n.startswith("work/")}


def test_the_published_set_is_complete(small_project: Path) -> None:
    publish(small_project, small_project / "output", curation=True)
    assert contents(small_project / "output").keys() == NAMES


def test_the_text_taken_out_of_a_file_is_published_unless_it_may_not_be(
    small_project: Path,
) -> None:
    output = small_project / "output"
    path = next((output / "work/extract").glob("*.ledger.json"))
    ledger = path.read_text(encoding="utf-8")
    path.write_text(ledger.replace('"format": "texte"', '"format": "PDF"'), encoding="utf-8")
    identifier = path.name.removesuffix(".ledger.json")
    publish(small_project, output, curation=True)
    name = f"texts/{identifier}.txt"
    assert contents(output).keys() == {*NAMES, name}
    kept = output / "work/extract" / f"{identifier}.txt"
    assert (output / name).read_bytes() == kept.read_bytes()
    assert f'href="{name}"' in (output / "report.html").read_text(encoding="utf-8")
    assert f"`{name}`" in (output / "report.md").read_text(encoding="utf-8")
    (reading, *_) = read_build(small_project, output, curation=True).readings
    withheld = structs.replace(reading.source, redistribute=False)
    assert structs.replace(reading, source=withheld).kept_text is None


def test_the_manifest_gives_name_size_and_checksum_of_each_file(small_project: Path) -> None:
    output = small_project / "output"
    publish(small_project, output, curation=True)
    record = (output / "work" / "published.json").read_bytes()
    files = msgspec.json.decode(record, type=Manifest).files
    assert {(file.name, file.bytes, file.sha256) for file in files} == {
        (name, len(content), hashlib.sha256(content).hexdigest())
        for name, content in contents(output).items()
    }


def test_the_nquads_hold_all_that_map_wrote(large_output: Path) -> None:
    def canonical(path: Path, form: RdfFormat) -> set[str]:
        dataset = Dataset(parse(path.read_bytes(), form))
        dataset.canonicalize(CanonicalizationAlgorithm.RDFC_1_0)
        return {str(quad) for quad in dataset}

    published = canonical(large_output / "relation-client.nq", RdfFormat.N_QUADS)
    assert published == canonical(large_output / "work" / "graph.trig", RdfFormat.TRIG)


def test_the_closing_summary_says_what_was_read_made_and_written(small_project: Path) -> None:
    output = small_project / "output"
    assert publish(small_project, output, curation=True).summary == [
        f"Vocabulaire de la relation client, version {VOCABULARY.version}",
        "  sources read         2",
        "  entries              3",
        "  concepts             5",
        "  labels               9",
        "  relations           10",
        "  findings             1",
        "  open questions       1",
        f"  files written       {len(NAMES)}",
        f"Look first at {output / 'explorer.html'} (the explorer), {output / 'report.html'} (the report) "
        f"and {output / 'graph.html'} (the map).",
    ]


def test_publishing_twice_touches_no_published_file(small_project: Path) -> None:
    output = small_project / "output"
    publish(small_project, output, curation=True)
    for name in NAMES:
        os.utime(output / name, ns=(1, 1))
    publish(small_project, output, curation=True)
    assert {(output / name).stat().st_mtime_ns for name in NAMES} == {1}


def test_a_build_that_cannot_be_read_leaves_no_staging_folder(small_project: Path) -> None:
    work = small_project / "output" / "work"
    (work / "graph.trig").unlink()
    with pytest.raises(StageError):
        publish(small_project, small_project / "output", curation=True)
    assert not (work / "staging").exists()


def test_a_graph_that_does_not_conform_is_not_published(small_project: Path) -> None:
    write_build(small_project, small_glossary(), conforms=False)
    with pytest.raises(StageError, match=r"findings\.json: the graph breaks a rule"):
        publish(small_project, small_project / "output", curation=True)
    assert contents(small_project / "output") == {}


@pytest.mark.parametrize(
    ("name", "stage_name"),
    [
        ("findings.json", "validate"),
        ("validation.ttl", "validate"),
        ("inferred.nt", "validate"),
        ("map.json", "map"),
        ("concepts.jsonl", "map"),
        ("questions.jsonl", "map"),
        ("disagreements.jsonl", "map"),
        ("candidates.jsonl", "map"),
        ("graph.trig", "map"),
        ("extract/essai.jsonl", "extract"),
        ("extract/essai.ledger.json", "extract"),
    ],
)
def test_a_missing_stage_file_names_the_stage_to_run(
    small_project: Path, name: str, stage_name: str
) -> None:
    (small_project / "output" / "work" / name).unlink()
    with pytest.raises(StageError, match=f"run `make {stage_name}` first"):
        publish(small_project, small_project / "output", curation=True)
    assert contents(small_project / "output") == {}


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        ("<a> <b>", "not a file that the stage `map` writes"),
        ("<urn:a> <urn:b> <urn:c> .", "a statement in the graph DEFAULT"),
        ("<urn:g> { <urn:a> <urn:b> <urn:c> }", "a statement in the graph <urn:g>"),
    ],
)
def test_a_damaged_graph_is_refused(small_project: Path, content: str, problem: str) -> None:
    (small_project / "output" / "work" / "graph.trig").write_text(content, encoding="utf-8")
    with pytest.raises(StageError, match=problem):
        publish(small_project, small_project / "output", curation=True)


def test_a_map_made_with_another_setting_of_curation_is_refused(small_project: Path) -> None:
    with pytest.raises(StageError, match="`map` ran with curation on, not off"):
        publish(small_project, small_project / "output", curation=False)


@pytest.mark.parametrize(
    "writer", ["turtle", "write", "nquads", "sssom", "report", "map_page", "dataset_document"]
)
def test_a_writer_that_fails_leaves_the_last_good_output(
    small_project: Path, monkeypatch: pytest.MonkeyPatch, writer: str
) -> None:
    output = small_project / "output"
    publish(small_project, output, curation=True)
    before = contents(output)
    write_build(small_project, large_glossary())

    def fail(*_: object) -> str:
        raise RuntimeError("no room on the disk")

    with monkeypatch.context() as patch:
        patch.setattr(rdf_files if hasattr(rdf_files, writer) else stage, writer, fail)
        with pytest.raises(RuntimeError):
            publish(small_project, output, curation=True)
    assert contents(output) == before


def test_a_violation_found_later_leaves_the_last_good_output(small_project: Path) -> None:
    output = small_project / "output"
    publish(small_project, output, curation=True)
    before = contents(output)
    write_build(small_project, large_glossary(), conforms=False)
    with pytest.raises(StageError):
        publish(small_project, output, curation=True)
    assert contents(output) == before


def test_identifiers_are_installed_from_the_projects_own_output(small_project: Path) -> None:
    output = small_project / "output"
    os.utime(output / "work" / "identifiers.csv", ns=(7_000, 7_000))
    publish(small_project, output, curation=True)
    installed = small_project / "ontology" / "identifiers.csv"
    assert installed.read_bytes() == (output / "work" / "identifiers.csv").read_bytes()
    assert installed.stat().st_mtime_ns == 7_000


@pytest.mark.parametrize(("folder", "curation"), [("elsewhere", True), ("output", False)])
def test_identifiers_are_not_installed_otherwise(
    tmp_path: Path, folder: str, curation: bool
) -> None:
    output = write_build(tmp_path, small_glossary(), output=tmp_path / folder, curation=curation)
    publish(tmp_path, output, curation=curation)
    assert not (tmp_path / "ontology" / "identifiers.csv").exists()


SCRIPT = """
import os, sys
from pathlib import Path
from pipeline.publish.inputs import read_build
from pipeline.publish.stage import publish
os.sched_setaffinity(0, sorted(os.sched_getaffinity(0))[: int(sys.argv[2])])
publish(Path(sys.argv[1]), Path(sys.argv[1]) / "output", curation=True)
"""


def publishing(project: Path, cores: int, **environment: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-c", SCRIPT, str(project), str(cores)],
        env={**os.environ, **environment},
        cwd=project,
    )


def test_hash_seed_locale_time_zone_and_cores_change_no_byte(tmp_path: Path) -> None:
    one, other = tmp_path / "a", tmp_path / "b"
    write_build(one, large_glossary())
    shutil.copytree(one, other)
    with (
        publishing(one, 1, PYTHONHASHSEED="1", LC_ALL="C", TZ="UTC") as first,
        publishing(
            other, 8, PYTHONHASHSEED="2", LC_ALL="C.UTF-8", TZ="Pacific/Kiritimati"
        ) as second,
    ):
        assert first.wait(120) == second.wait(120) == 0
    assert contents(one / "output") == contents(other / "output")
