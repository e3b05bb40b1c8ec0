"""The command line: help for every verb, one line for every error, the right exit code."""

from __future__ import annotations

import errno
import json
import os
import re
import resource
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline.cli import main
from pipeline.cli.running import as_called, progress
from tests.conftest import PROJECT

# What they read and write has its fixed place in the project.
OF_PROJECT = ("add", "diff", "release", "rebase")

Run = Callable[..., tuple[int, str, str]]
GLOSSOGRAPH = (sys.executable, "-c", "from pipeline.cli import main; main()")
VERBS = (
    *("extract", "map", "validate", "publish", "query", "curate", "explain", "diff", "evaluate"),
    *("release", "rebase", "init", "add"),
)


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
    everywhere = {"--help"}
    if verb != "init":
        everywhere |= {"--project"} if verb in OF_PROJECT else {"--project", "--output"}
    assert everywhere <= set(described)
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
    assert code == 0
    assert re.match(
        r"24pm-grc-c: 15 entries \(2 flagged\), reader term-definition, confidence 0\.9\d\n", out
    )
    assert run("extract", *where) == (0, "5 sources unchanged\n", "")
    code, out, _ = run("map", *where)
    assert code == 0
    assert re.fullmatch(r"\d+ concepts\n", out)
    code, out, _ = run("validate", *where)
    assert code == 0
    assert out.splitlines()[-1].startswith("Vocabulaire de la relation client : 0 violation, ")
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


def test_a_violation_exits_with_1_and_names_the_rows_that_cause_it(
    run: Run, copy: Path, tmp_path: Path
) -> None:
    signed = ["équipe de curation", "2026-11-22", "Essai."]
    rows = {
        "labels.tsv": ["24pm-grc-v-z/win-back", "preferred", 'le "retour"', "fr", ""],
        "relations.tsv": [
            "altamedia-petit-dico/client-mystere",
            "",
            "skos:broader",
            "concept:indicateur",
            "semapv:ManualMappingCuration",
        ],
    }
    last = {}
    for table, row in rows.items():
        path = copy / "ontology/curation" / table
        text = path.read_text(encoding="utf-8") + "\t".join([*row, *signed]) + "\n"
        path.write_text(text, encoding="utf-8", newline="")
        last[table] = f"ontology/curation/{table}:{len(text.splitlines())}"
    where = ("--project", str(copy), "--output", str(tmp_path / "out"))
    assert run("extract", *where)[0] == run("map", *where)[0] == 0
    code, out, err = run("validate", *where)
    assert code == 1
    report = (tmp_path / "out/work/report.md").read_text(encoding="utf-8")
    for check, sign, table in (
        ("vocabulary-preflabel-quotes", "guillemet", "labels.tsv"),
        ("owl-", "client mystère", "relations.tsv"),
    ):
        (group,) = [g for g in out.split("\n\n") if g.startswith(f"VIOLATION [{check}")]
        assert sign in group
        assert f"    ← Décision {last[table]} : Essai. (équipe de curation, 2026-11-22)\n" in group
        assert f"  - Décision {last[table]} : Essai. (équipe de curation, 2026-11-22)\n" in report
    assert err.count("\n") == 1
    assert not (tmp_path / "out/work/findings.json").exists()


def test_a_build_is_scored_against_the_gold(run: Run, copy: Path, tmp_path: Path) -> None:
    where = ("--project", str(copy), "--output", str(tmp_path / "out"))
    gold = tmp_path / "gold"
    shutil.copytree(PROJECT / "tests/gold", gold)
    assert run("extract", *where)[0] == run("map", *where)[0] == 0
    code, out, err = run("evaluate", *where, "--gold", str(gold))
    assert (code, err, out.splitlines()[0]) == (0, "", "gold, curation on")
    code, out, _ = run("evaluate", *where, "--gold", str(gold), "--format", "json")
    assert (code, list(json.loads(out))) == (0, ["gold"])
    with (gold / "labels.jsonl").open("a", encoding="utf-8") as file:
        file.write('{"entry": "a/b"}\n')
    code, out, err = run("evaluate", *where, "--gold", str(gold))
    assert (code, out) == (2, "")
    assert re.fullmatch(r"glossograph: \S+/gold/labels\.jsonl:171: not a record of .*\n", err)


def test_what_is_recorded_is_built_anew_and_no_other_build(run: Run, copy: Path) -> None:
    code, out, err = run("evaluate", "--project", str(copy), "--record", "--output", "elsewhere")
    assert (code, out) == (2, "")
    assert err == (
        "glossograph: --record makes builds of its own, so there is no --output to score;"
        " leave one of the two out\n"
    )


def test_an_unknown_verb_is_refused(run: Run) -> None:
    code, _, err = run("paint")
    assert code == 2
    assert "paint" in err


def below_a_file(out: Path) -> None:
    out.parent.touch()


def a_folder_for_a_file(out: Path) -> None:
    (out / "work/extract/24pm-grc-c.ledger.json").mkdir(parents=True)


@pytest.mark.parametrize(
    ("prepare", "problem"),
    [
        (below_a_file, "out/work/extract: Not a directory"),
        (a_folder_for_a_file, "24pm-grc-c.ledger.json: Is a directory"),
    ],
)
def test_an_output_that_cannot_be_written_is_one_line(
    run: Run, copy: Path, tmp_path: Path, prepare: Callable[[Path], None], problem: str
) -> None:
    out = tmp_path / "place" / "out"
    prepare(out)
    code, _, err = run("extract", "--project", str(copy), "--output", str(out))
    assert (code, err.count("\n")) == (2, 1)
    assert err.startswith(f"glossograph: {tmp_path}/place/out")
    assert f"{problem}; make it readable and writable, with room on the disk" in err


def test_a_read_only_output_is_one_line(
    run: Run, copy: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Root may write into any folder, so the refusal is played.
    def refuse(path: Path, **_: object) -> None:
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(path))

    monkeypatch.setattr(Path, "mkdir", refuse)
    code, _, err = run("extract", "--project", str(copy), "--output", str(tmp_path / "out"))
    assert (code, err.count("\n")) == (2, 1)
    assert err.startswith(f"glossograph: {tmp_path}/out/work/extract: Permission denied; ")


def test_a_disk_without_room_is_one_line_that_names_the_output(copy: Path, tmp_path: Path) -> None:
    def leave_no_room() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (100, 100))

    failed = subprocess.run(
        [*GLOSSOGRAPH, "extract", "--project", copy, "--output", tmp_path / "out"],
        preexec_fn=leave_no_room,
        env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert (failed.returncode, failed.stderr.count("\n")) == (2, 1)
    assert failed.stderr.startswith(f"glossograph: {tmp_path}/out: File too large; ")
    assert list((tmp_path / "out/work/extract").iterdir()) == []


def test_a_query_of_invalid_bytes_is_one_line(run: Run, copy: Path) -> None:
    code, _, err = run("query", "--project", str(copy), "-e", "ASK { ?s ?p '\udcff' }")
    assert code == 2
    assert err == (
        "glossograph: the query is not UTF-8: character 14 is an invalid byte; save it as UTF-8\n"
    )


def test_a_published_file_that_is_a_folder_is_one_line(
    run: Run, copy: Path, tmp_path: Path
) -> None:
    (tmp_path / "out/relation-client.nq").mkdir(parents=True)
    where = ("--project", str(copy), "--output", str(tmp_path / "out"))
    code, _, err = run("query", *where, "-e", "ASK {}")
    assert (code, err.count("\n")) == (2, 1)
    assert err.startswith(f"glossograph: {tmp_path}/out: Is a directory")


def test_ctrl_c_ends_a_running_query(copy: Path, tmp_path: Path) -> None:
    pipe = tmp_path / "out/relation-client.nq"
    pipe.parent.mkdir()
    os.mkfifo(pipe)
    endless = (
        "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . FILTER(?c > ?f && ?f > ?i) }"
    )
    where = ("--project", copy, "--output", tmp_path / "out")
    with subprocess.Popen([*GLOSSOGRAPH, "query", *where, "-e", endless]) as query:
        # Opening the pipe waits until the query has begun to read what was published.
        with pipe.open("w", encoding="utf-8") as file:
            file.writelines(f'<http://s/{n}> <http://p> "{n}" <http://g> .\n' for n in range(2_000))
        time.sleep(0.5)
        query.send_signal(signal.SIGINT)
        try:
            assert query.wait(timeout=20) == -signal.SIGINT
        finally:
            query.kill()


def test_what_is_shown_meanwhile_is_no_markup(monkeypatch: pytest.MonkeyPatch) -> None:
    """A version such as `[/x]` is refused after the spinner has named it."""
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    with progress("Releasing [/x]"):
        pass


def test_a_command_is_told_as_it_can_be_typed(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    program = tmp_path / "mon env/bin/glossograph"
    program.parent.mkdir(parents=True)
    program.write_text("", encoding="utf-8")
    program.chmod(0o755)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("sys.argv", ["mon env/bin/glossograph"])
    monkeypatch.setenv("PATH", "/nowhere")
    command = "glossograph add 'mon glossograph.txt'"
    assert as_called(command) == "'mon env/bin/glossograph' add 'mon glossograph.txt'"
    assert as_called(command, absolute=True) == f"'{program}' add 'mon glossograph.txt'"
    monkeypatch.setenv("PATH", str(program.parent))
    assert as_called(command) == command
