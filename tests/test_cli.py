"""The command line: help for every verb, one line for every error, the right exit code."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline.cli import main

Run = Callable[..., tuple[int, str, str]]
VERBS = ("extract", "map", "validate", "publish", "query")


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Run `glossograph` in this process: exit code, standard output, standard error."""

    def call(*arguments: str) -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "argv", ["glossograph", *arguments])
        with pytest.raises(SystemExit) as ended:
            main()
            raise SystemExit(0)
        said = capsys.readouterr()
        code = ended.value.code
        return (code if isinstance(code, int) else 0), said.out, said.err

    return call


def test_help_lists_every_verb(run: Run) -> None:
    code, out, _ = run("--help")
    assert code == 0
    assert [verb for verb in VERBS if re.search(rf"^\W*{verb}\b", out, re.MULTILINE)] == list(VERBS)


@pytest.mark.parametrize("verb", VERBS)
def test_each_verb_explains_itself_and_every_option(run: Run, verb: str) -> None:
    code, out, _ = run(verb, "--help")
    assert code == 0
    what = out.split("\n\n")[1]
    assert re.match(r"  [A-Z]", what)
    assert what.endswith(".")
    options = re.findall(r"^  (--?[a-z].*)\n((?:   .*\n)*)", out, re.MULTILINE)
    described = {first.split()[0].rstrip(","): first + rest for first, rest in options}
    assert {"--project", "--output", "--help"} <= set(described)
    for text in described.values():
        assert re.search(r" {2,}[A-Z][^\[\]]+\.", text.replace("\n", " "))


@pytest.mark.parametrize("verb", VERBS[:4])
def test_a_folder_that_is_no_project_is_refused(run: Run, tmp_path: Path, verb: str) -> None:
    code, out, err = run(verb, "--project", str(tmp_path))
    assert (code, out) == (2, "")
    assert err.endswith(
        "this folder has no sources/sources.toml; run the command in the project's folder or name"
        " it with --project\n"
    )
    assert err.count("\n") == 1


def test_the_stages_one_after_the_other(run: Run, copy: Path, tmp_path: Path) -> None:
    where = ("--project", str(copy), "--output", str(tmp_path / "out"))
    code, out, _ = run("extract", *where)
    assert (code, out.splitlines()[0]) == (
        0,
        "24pm-grc-c: 15 entries (2 flagged), reader term-definition, confidence 0.93",
    )
    code, out, _ = run("map", *where)
    assert code == 0
    assert re.fullmatch(r"\d+ concepts\n", out)
    code, out, _ = run("validate", *where)
    assert code == 0
    assert out.startswith("valid (0 violations, ")
    code, out, _ = run("publish", *where)
    assert code == 0
    assert "  entries             79" in out.splitlines()
    code, out, _ = run(
        "query",
        *where,
        "--format",
        "csv",
        "-e",
        "SELECT ?l { ?c rc:inverseApproachOf ?d . ?c skos:prefLabel ?l FILTER(lang(?l)='en') }"
        " ORDER BY ?l",
    )
    assert code == 0
    assert out.splitlines()[1:] == [
        "customer relationship management",
        "vendor relationship management",
    ]


def test_one_source_alone_is_extracted(run: Run, copy: Path, tmp_path: Path) -> None:
    where = ("--project", str(copy), "--output", str(tmp_path))
    code, out, _ = run("extract", "--source", "24pm-grc-s", *where)
    assert (code, len(out.splitlines())) == (0, 1)
    assert [path.name for path in (tmp_path / "work/extract").glob("*.jsonl")] == [
        "24pm-grc-s.jsonl"
    ]


@pytest.mark.parametrize("verb", ["map", "publish"])
def test_without_curation_the_published_output_is_never_written(
    run: Run, copy: Path, verb: str
) -> None:
    code, _, err = run(verb, "--project", str(copy), "--curation", "off")
    assert code == 2
    assert err == (
        "glossograph: without curation the published output would be overwritten;"
        " name another folder with --output (in Make: OUTPUT=DIR)\n"
    )


def test_a_violation_exits_with_1_and_prints_the_findings(
    run: Run, copy: Path, tmp_path: Path
) -> None:
    with (copy / "ontology/curation/labels.tsv").open("a", encoding="utf-8") as file:
        row = ["24pm-grc-v-z/win-back", "preferred", 'le "retour"', "fr", ""]
        file.write("\t".join([*row, "équipe de curation", "2026-11-22", "Essai."]) + "\n")
    where = ("--project", str(copy), "--output", str(tmp_path / "out"))
    assert run("extract", *where)[0] == run("map", *where)[0] == 0
    code, out, err = run("validate", *where)
    assert code == 1
    assert any(line.startswith("violation [") and "guillemet" in line for line in out.splitlines())
    assert err.count("\n") == 1
    assert not (tmp_path / "out/work/findings.json").exists()


def test_an_unknown_verb_is_refused(run: Run) -> None:
    code, _, err = run("paint")
    assert code == 2
    assert "paint" in err
