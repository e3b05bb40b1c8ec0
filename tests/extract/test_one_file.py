"""`glossograph extract FILE`: one file's entries, in a project or outside of any."""

from __future__ import annotations

import io
import json
import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline.cli import main
from pipeline.extract import choosing, doubts
from pipeline.extract.containers import limits

Run = Callable[..., tuple[int, str, str]]
GARDEN = (
    "Terme Définition\n\nSemis d'été\n\nLe semis est une mise en terre de graines.\n\n"
    "Râteau\n\nLe râteau est un outil à dents.\n\nSerfouette\n\nLa serfouette est une pioche.\n"
)


@pytest.fixture
def run(
    monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes], tmp_path: Path
) -> Run:
    """Run `glossograph extract` in a folder that is no project: exit code and both outputs."""
    monkeypatch.chdir(tmp_path)

    def call(*arguments: str) -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "argv", ["glossograph", "extract", *arguments])
        with pytest.raises(SystemExit) as ended:
            main()
            raise SystemExit(0)
        said = capfdbinary.readouterr()
        code = ended.value.code
        return (code if isinstance(code, int) else 0), said.out.decode(), said.err.decode()

    return call


@pytest.fixture
def garden(tmp_path: Path) -> Path:
    path = tmp_path / "Mon jardin.md"
    path.write_text(GARDEN, encoding="utf-8")
    return path


def test_a_file_gives_its_entries_as_json_lines_and_notes_beside(run: Run, garden: Path) -> None:
    code, out, err = run(garden.name)
    entries = [json.loads(line) for line in out.splitlines()]
    assert code == 0
    assert [entry["id"] for entry in entries] == [
        "mon-jardin/semis-d-ete",
        "mon-jardin/rateau",
        "mon-jardin/serfouette",
    ]
    assert entries[1]["headword"] == {"text": "Râteau", "start": 75, "end": 81}
    assert re.fullmatch(
        r"Mon jardin\.md: 3 entries, texte, reader term-definition, confidence 0\.\d\d,"
        r" 0% not understood\n",
        err,
    )
    assert list(garden.parent.iterdir()) == [garden]


def test_standard_input_is_read_and_the_text_that_offsets_count_in_is_written(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(GARDEN.encode())))
    code, out, err = run("-", "--text", "le texte.txt")
    assert (code, err.partition(":")[0]) == (0, "standard input")
    entry = json.loads(out.splitlines()[0])
    text = (tmp_path / "le texte.txt").read_bytes().decode("utf-8")
    head = entry["headword"]
    assert entry["source"] == "stdin"
    assert text[head["start"] : head["end"]] == head["text"] == "Semis d'été"


def test_a_registered_file_is_read_as_the_stage_reads_it(run: Run, copy: Path) -> None:
    where = ("--project", str(copy))
    assert run(*where, "--output", "out")[0] == 0
    code, out, _ = run(str(copy / "sources/altamedia-petit-dico.txt"), *where)
    assert (code, out) == (
        0,
        Path("out/work/extract/altamedia-petit-dico.jsonl").read_text(encoding="utf-8"),
    )
    table = copy / "sources/sources.toml"
    text = table.read_text(encoding="utf-8")
    table.write_text(text.replace('part = "lettre C"', 'reader = "headless"'), encoding="utf-8")
    assert "reader headless" in run(str(copy / "sources/24pm-grc-c.txt"), *where)[2]


@pytest.mark.parametrize(
    ("module", "bound"), [(choosing, "THRESHOLD"), (doubts, "MOST_UNASSIGNED")]
)
def test_a_doubt_exits_with_1_and_one_line_until_the_reader_is_named(
    run: Run, garden: Path, monkeypatch: pytest.MonkeyPatch, module: object, bound: str
) -> None:
    monkeypatch.setattr(module, bound, 1.0 if bound == "THRESHOLD" else -1.0)
    code, out, err = run(garden.name)
    # Where only the rest of the text is in doubt, what was understood is printed all the same.
    assert (code, len(out.splitlines())) == (1, 0 if bound == "THRESHOLD" else 3)
    last = err.splitlines()[-1]
    assert last.startswith("glossograph: Mon jardin.md: ")
    assert "(best: term-definition, confidence " in last
    assert "3 entries: “Semis d'été”, “Râteau”, “Serfouette”" in last
    code, out, err = run(garden.name, "--reader", "term-definition")
    assert (code, len(out.splitlines()), len(err.splitlines())) == (0, 3, 1)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("nowhere.txt",), "nowhere.txt: there is no such file; name one that exists"),
        ((".",), ".: this is a folder; name a file in it"),
        (("--explain",), "these options are of one FILE; name it, or leave them out"),
        (
            ("Mon jardin.md", "--source", "x"),
            "--source and --output are of the stage; leave them out, or leave out FILE",
        ),
        (
            ("Mon jardin.md", "--text", "Mon jardin.md"),
            "Mon jardin.md: this is one of the files that are read; name another with --text",
        ),
        (("a\nb\x1b[31m",), "a\\nb\\x1b[31m: there is no such file; name one that exists"),
    ],
)
def test_what_cannot_be_done_is_one_line(
    run: Run, garden: Path, arguments: tuple[str, ...], said: str
) -> None:
    assert run(*arguments) == (2, "", f"glossograph: {said}\n")
    assert garden.read_text(encoding="utf-8") == GARDEN


def test_a_pipe_is_read_no_further_than_the_largest_file(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    from pipeline.extract import one_file

    monkeypatch.setattr(one_file, "LARGEST_FILE", 1000)
    monkeypatch.setattr(limits, "LARGEST_FILE", 1000)
    with Path("/dev/zero").open("rb") as endless:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(endless))
        code, out, err = run("-")
    assert (code, out) == (2, "")
    assert err.startswith("glossograph: standard input: the file holds ")


def test_who_reads_the_output_may_stop_before_its_end(tmp_path: Path) -> None:
    page = "Terme Définition\n\n" + "".join(
        f"Semis {n}\n\nLe semis {n} est une mise en terre de graines.\n\n" for n in range(3000)
    )
    (tmp_path / "page.txt").write_text(page, encoding="utf-8")
    command = (sys.executable, "-c", "from pipeline.cli import main; main()", "extract", "page.txt")
    for option in ((), ("--explain",)):
        with subprocess.Popen(
            [*command, *option], cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.PIPE
        ) as reading:
            assert reading.stdout is not None
            assert reading.stdout.readline()
            reading.stdout.close()
            _, err = reading.communicate(timeout=60)
        assert (reading.returncode, b"rror" in err, b"Broken" in err) == (0, False, False)


def test_a_pipe_that_nobody_writes_to_is_empty_and_one_that_somebody_does_is_read(
    run: Run, tmp_path: Path
) -> None:
    os.mkfifo(tmp_path / "pipe")
    code, out, err = run("pipe")
    assert (code, out) == (2, "")
    assert err == "glossograph: pipe: the text is empty; put the glossary's text there\n"
    read, write = os.pipe()
    os.write(write, GARDEN.encode())
    os.close(write)
    assert run(f"/dev/fd/{read}")[0] == 0
    os.close(read)
