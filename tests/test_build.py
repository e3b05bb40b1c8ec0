"""The product as a newcomer uses it: a fresh folder, `make`, and what happens after."""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from .newcomer import fresh_project, run

pytestmark = pytest.mark.build

PUBLISHED = {
    "relation-client.ttl",
    "relation-client-owl.ttl",
    "relation-client-xl.ttl",
    "relation-client.jsonld",
    "relation-client.rdf",
    "context.jsonld",
    "mappings.sssom.tsv",
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
    "index.html",
    "index.pdf",
    "report.html",
}
TABLES = {
    "LISEZMOI.md",
    "annif.csv",
    "collibra.csv",
    "opentheso.csv",
    "poolparty.xlsx",
    "sharepoint",
    "vocabulary.xlsx",
}


def fingerprint(folder: Path) -> dict[str, str]:
    """The SHA-256 of every file of `folder` but those in work/, and the releases, which are kept."""
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.relative_to(folder).parts[0] not in ("work", "releases")
    }


@pytest.fixture(scope="module")
def fresh(project: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What a clone would hold, in a folder of its own; `make` has been run there once."""
    folder = fresh_project(project, tmp_path_factory.mktemp("newcomer"))
    built = run(folder, "make")
    assert built.returncode == 0, built.stdout + built.stderr
    (folder / "first-make.txt").write_text(built.stdout, encoding="utf-8")
    return folder


@pytest.fixture
def kept(fresh: Path) -> Iterator[Path]:
    """The built folder; afterwards all is put back as it was, with its times."""
    before = fingerprint(fresh / "output")
    saved = fresh.parent / "saved"
    changing = ("sources", "ontology", "shapes", "output")
    for name in changing:
        shutil.copytree(fresh / name, saved / name)
    yield fresh
    assert fingerprint(fresh / "output") == before, "the last good output was touched"
    for name in changing:
        shutil.rmtree(fresh / name)
        shutil.copytree(saved / name, fresh / name)
    shutil.rmtree(saved)


def test_make_publishes_the_set_and_says_what_it_did(fresh: Path) -> None:
    assert {name for name in fingerprint(fresh / "output") if "/" not in name} == PUBLISHED
    assert {path.name for path in (fresh / "output/tables").iterdir()} == TABLES
    said = (fresh / "first-make.txt").read_text(encoding="utf-8")
    for fact in ("79", "explorer.html", "graph.html", "report.html"):
        assert fact in said
    assert "\r" not in said


def test_the_build_reproduces_what_is_committed(project: Path, fresh: Path) -> None:
    committed = fingerprint(project / "output")
    built = fingerprint(fresh / "output")
    packed = (".html", ".xlsx", ".pdf")
    text = {name for name in built if not name.endswith(packed)}
    assert {name: committed.get(name) for name in text} == {name: built[name] for name in text}


def test_a_second_make_does_nothing_and_starts_no_python(fresh: Path) -> None:
    assert run(fresh, "make", "-q").returncode == 0
    start = time.perf_counter()
    again = run(fresh, "make", PYTHON="/bin/false")
    took = time.perf_counter() - start
    assert again.returncode == 0
    assert "Nothing to be done" in again.stdout
    # The issue promises 0.3 s; ten times that, for a machine that does other things as well.
    assert took < 3


def test_a_source_of_another_time_and_the_same_bytes_makes_nothing_stale(fresh: Path) -> None:
    (fresh / "sources/24pm-grc-s.txt").touch()
    assert run(fresh, "make", "-q").returncode == 0


def verbs_planned(folder: Path) -> list[str]:
    """The verbs that `make` would run, in order."""
    return re.findall(r"bin/glossograph ([a-z]+)", run(folder, "make", "-n").stdout)


def test_a_file_that_comes_or_goes_in_sources_makes_extraction_stale(fresh: Path) -> None:
    folder = fresh / "sources/mes pages"
    folder.mkdir()
    (folder / "l'été $(date).txt").write_text("Semis", encoding="utf-8")
    assert verbs_planned(fresh) == ["extract", "map", "validate", "publish"]
    # Neither what is hidden nor a README is anybody's glossary.
    (folder / "l'été $(date).txt").rename(folder / ".swp")
    (fresh / "sources/README.md").touch()
    assert run(fresh, "make", "-q").returncode == 0
    (fresh / "sources/README.md").unlink()
    shutil.rmtree(folder)
    aside = (fresh / "sources/24pm-grc-s.txt").rename(fresh / "aside.txt")
    assert verbs_planned(fresh) == ["extract", "map", "validate", "publish"]
    aside.rename(fresh / "sources/24pm-grc-s.txt")
    assert run(fresh, "make", "-q").returncode == 0


def test_a_file_that_is_not_registered_is_reported_and_publishes_nothing(kept: Path) -> None:
    page = "Terme Définition\n\nSemis\n\nLe semis est une mise en terre de graines au jardin.\n"
    (kept / "sources/mon jardin.md").write_text(page * 3, encoding="utf-8")
    (kept / "sources/photo.dat").write_bytes(b"\0\1photo" * 9)
    built = run(kept, "make", "extract")
    assert built.returncode == 0, built.stderr
    assert built.stdout.splitlines()[0] == "5 sources unchanged"
    assert "sources/mon jardin.md (not registered): " in built.stdout
    assert "  to publish it: .venv/bin/glossograph add 'sources/mon jardin.md'\n" in built.stdout
    assert "sources/photo.dat (not registered): this is a binary file" in built.stdout


@pytest.mark.parametrize(
    ("file", "verbs"),
    [
        ("ontology/curation/labels.tsv", ["map", "validate", "publish"]),
        ("ontology/schema.ttl", ["map", "validate", "publish"]),
        ("shapes/quality.ttl", ["validate", "publish"]),
        ("tests/gold/scores.json", ["publish"]),
    ],
)
def test_what_people_write_makes_stale_what_depends_on_it(
    fresh: Path, file: str, verbs: list[str]
) -> None:
    path = fresh / file
    times = path.stat()
    path.touch()
    planned = run(fresh, "make", "-n").stdout
    ran = [
        verb
        for verb in ("extract", "map", "validate", "publish")
        if f"glossograph {verb}" in planned
    ]
    assert ran == verbs
    os.utime(path, ns=(times.st_atime_ns, times.st_mtime_ns))
    assert run(fresh, "make", "-q").returncode == 0


def test_a_published_file_that_is_gone_comes_back(fresh: Path) -> None:
    before = fingerprint(fresh / "output")
    (fresh / "output/relation-client.ttl").unlink()
    assert run(fresh, "make").returncode == 0
    assert fingerprint(fresh / "output") == before
    assert run(fresh, "make", "-q").returncode == 0


STAGE_FILES = {
    "extract.json": ["extract", "map", "validate", "publish"],
    "extract/24pm-grc-s.txt": ["extract", "map", "validate", "publish"],
    "extract/24pm-grc-s.ledger.json": ["extract", "map", "validate", "publish"],
    "concepts.jsonl": ["map", "validate", "publish"],
    "questions.jsonl": ["map", "validate", "publish"],
    "disagreements.jsonl": ["map", "validate", "publish"],
    "candidates.jsonl": ["map", "validate", "publish"],
    "map.json": ["map", "validate", "publish"],
    "identifiers.csv": ["map", "validate", "publish"],
    "validation.ttl": ["validate", "publish"],
}


@pytest.mark.parametrize(("file", "verbs"), STAGE_FILES.items())
def test_a_stage_file_that_is_gone_makes_its_stage_stale(
    fresh: Path, file: str, verbs: list[str]
) -> None:
    path, module = fresh / "output/work" / file, fresh / "pipeline/publish/stage.py"
    times = module.stat()
    aside = path.rename(path.with_suffix(".aside"))
    # Publishing alone is stale by the clock, and cannot run without that file.
    module.touch()
    planned = run(fresh, "make", "-n").stdout
    assert re.findall(r"bin/glossograph ([a-z]+)", planned) == verbs
    aside.rename(path)
    os.utime(module, ns=(times.st_atime_ns, times.st_mtime_ns))
    assert run(fresh, "make", "-q").returncode == 0


def test_a_stage_file_that_is_gone_comes_back(fresh: Path) -> None:
    path = fresh / "output/work/concepts.jsonl"
    before = path.read_bytes()
    path.unlink()
    built = run(fresh, "make")
    assert built.returncode == 0, built.stderr
    assert path.read_bytes() == before
    assert run(fresh, "make", "-q").returncode == 0


def test_an_upgraded_library_rebuilds_everything(fresh: Path) -> None:
    (fresh / "requirements.lock").touch()
    planned = run(fresh, "make", "-n").stdout
    verbs = ["extract", "map", "validate", "publish"]
    assert re.findall(r"bin/glossograph ([a-z]+)", planned) == verbs
    assert planned.index("pip install") < planned.index("bin/glossograph extract")
    os.utime(fresh / "requirements.lock", (0, 0))
    assert run(fresh, "make", "-q").returncode == 0


def test_what_python_caches_makes_nothing_stale(fresh: Path) -> None:
    cache = fresh / "pipeline/extract/readers/__pycache__"
    cache.mkdir(exist_ok=True)
    (cache / "old.pyc").touch()
    assert run(fresh, "make", "-q").returncode == 0
    (cache / "old.pyc").unlink()


@pytest.mark.slow
def test_builds_are_the_same_bytes_whatever_the_environment(fresh: Path) -> None:
    here = {"PYTHONHASHSEED": "1", "LC_ALL": "C", "TZ": "Asia/Kathmandu"}
    there = {"PYTHONHASHSEED": "2", "LC_ALL": "C.UTF-8", "TZ": "America/Caracas"}
    for name, env in (("one", here), ("two", there)):
        shutil.copytree(fresh / "output/releases", fresh / name / "releases")
        built = run(fresh, "make", "-j2", f"OUTPUT={name}", **env)
        assert built.returncode == 0, built.stderr
    one, two = fingerprint(fresh / "one"), fingerprint(fresh / "two")
    assert one == two == fingerprint(fresh / "output")
    stage_files = [
        {
            path.relative_to(fresh / name / "work").as_posix(): path.read_bytes()
            for path in sorted((fresh / name / "work").rglob("*.*l*"))
            if path.suffix in (".jsonl", ".trig", ".ttl")
        }
        for name in ("one", "two")
    ]
    assert len(stage_files[0]) >= 8
    assert stage_files[0] == stage_files[1]


@pytest.mark.slow
def test_without_curation_it_builds_elsewhere_only(fresh: Path) -> None:
    before = fingerprint(fresh)
    refused = run(fresh, "make", "CURATION=off")
    assert refused.returncode != 0
    assert "name another folder with OUTPUT=DIR" in refused.stderr
    built = run(fresh, "make", "CURATION=off", "OUTPUT=off")
    assert built.returncode == 0, built.stderr
    assert {name for name in fingerprint(fresh / "off") if "/" not in name} == PUBLISHED
    assert fingerprint(fresh / "ontology") == {
        name.removeprefix("ontology/"): value
        for name, value in before.items()
        if name.startswith("ontology/")
    }
    shutil.copytree(fresh / "output/releases", fresh / "off/releases")
    on = run(fresh, "make", "CURATION=on", "OUTPUT=off")
    assert on.returncode == 0, on.stderr
    assert fingerprint(fresh / "off") == fingerprint(fresh / "output")


def one_line(text: str) -> str:
    """The line of the error among what Make adds about its rule."""
    (line,) = [line for line in text.splitlines() if line.startswith("glossograph: ")]
    assert "Traceback" not in text
    return line


@pytest.mark.parametrize(
    ("file", "content", "what"),
    [
        (
            "sources/24pm-grc-c.txt",
            b"\xff\xfe",
            "sources/24pm-grc-c.txt: the text is not the one recorded",
        ),
        ("sources/24pm-grc-c.txt", b"", "sources/24pm-grc-c.txt: the text is not the one recorded"),
        (
            "sources/24pm-grc-c.txt",
            None,
            "sources/24pm-grc-c.txt: the source `24pm-grc-c` is listed",
        ),
        ("ontology/schema.ttl", b"<a> <b> .", "ontology/schema.ttl:1"),
        ("shapes/vocabulary.ttl", b"<a> <b> .", "shapes/vocabulary.ttl:1"),
        (
            "ontology/curation/labels.tsv",
            b"entry_id\n",
            "ontology/curation/labels.tsv:1: the columns",
        ),
    ],
)
def test_bad_input_is_one_line_and_leaves_the_last_good_output(
    kept: Path, file: str, content: bytes | None, what: str
) -> None:
    if content is None:
        (kept / file).unlink()
    else:
        (kept / file).write_bytes(content)
    failed = run(kept, "make")
    assert failed.returncode != 0
    assert what in one_line(failed.stderr)
    assert "; " in one_line(failed.stderr)


def test_a_violation_stops_the_build_and_says_so_in_words(kept: Path) -> None:
    with (kept / "ontology/curation/labels.tsv").open("a", encoding="utf-8") as file:
        row = ["24pm-grc-v-z/win-back", "preferred", 'le "retour"', "fr", ""]
        file.write("\t".join([*row, "équipe de curation", "2026-11-22", "Essai."]) + "\n")
    failed = run(kept, "make")
    assert failed.returncode != 0
    assert "win-back" in failed.stdout + failed.stderr
    alone = run(kept, ".venv/bin/glossograph", "validate")
    assert alone.returncode == 1
    assert (kept / "output/work/report.md").is_file()
    # The next make does not believe that the stage succeeded.
    assert run(kept, "make").returncode != 0


def test_a_type_that_contradicts_the_place_in_the_tree_stops_the_build(kept: Path) -> None:
    with (kept / "ontology/curation/relations.tsv").open("a", encoding="utf-8") as file:
        row = ["altamedia-petit-dico/client-mystere", "", "skos:broader", "concept:indicateur"]
        signed = ["semapv:ManualMappingCuration", "équipe de curation", "2026-11-22", "Essai."]
        file.write("\t".join(row + signed) + "\n")
    failed = run(kept, "make")
    assert failed.returncode != 0
    assert "client mystère" in failed.stdout + failed.stderr


def test_make_help_lists_every_target_of_the_readme(fresh: Path) -> None:
    said = run(fresh, "make", "help").stdout
    for target in (
        "extract",
        "map",
        "validate",
        "publish",
        "evaluate",
        "test",
        "lint",
        "clean",
        "help",
    ):
        assert f"make {target} " in said
