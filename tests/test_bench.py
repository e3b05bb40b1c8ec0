"""The benchmark runs and reports what it says it does; no test looks at a time."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from bench.extraction import FORMS, glossograph, report_forms, report_stage
from bench.extraction import glossary as glossary_in
from bench.glossary import WORDS, glossary, write_project
from bench.run import Row, growth, main, run, table
from bench.words import entries
from bench.writers import measure, report
from pipeline.extract.stage import extract
from pipeline.files import read_lines
from pipeline.model import Entry


def test_the_glossary_has_as_many_entries_as_asked_for_each_of_sixty_words(tmp_path: Path) -> None:
    write_project(tmp_path, 300)
    (outcome,) = extract(tmp_path, tmp_path / "output", []).sources
    assert (outcome.reader, outcome.unassigned) == ("term-definition", 0)
    stage_file = tmp_path / "output/work/extract/banc.jsonl"
    entries = read_lines(stage_file, Entry, made_by="extract")
    assert (len(entries), len({entry.id for entry in entries})) == (300, 300)
    raw = (tmp_path / "sources/banc.txt").read_text("utf-8")
    lengths = {
        len(raw[span.start : span.end].split())
        for entry in entries
        for sense in entry.senses
        for span in sense.spans
    }
    assert lengths == {WORDS}


def test_the_glossary_is_the_same_each_time_and_french_joins_its_articles() -> None:
    text = glossary(2_000)
    assert text == glossary(2_000)
    for slip in ("à le ", " le indice", " le audit", " le archivage"):
        assert slip not in text
    assert "étroitement lié à l'indice" in text


def test_a_glossary_larger_than_the_words_there_are_is_refused(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(ValueError, match="there are words for 11520 headwords, not for 11521"):
        glossary(11_521)
    monkeypatch.setattr(sys, "argv", ["bench", "--sizes", "10", "20000"])
    with pytest.raises(SystemExit) as ended:
        main()
    assert ended.value.code == 2
    assert capsys.readouterr().err.endswith(
        "error: there are words for 11520 headwords, not for 20000\n"
    )


@pytest.mark.parametrize(
    ("sizes", "figures", "exponent"),
    [
        ([1, 2, 4], [3.0, 6.0, 12.0], 1.0),
        ([10, 20, 40], [1.0, 4.0, 16.0], 2.0),
        ([10, 1000], [5.0, 5.0], 0.0),
        ([10], [5.0], None),
        ([10, 10], [5.0, 6.0], None),
        ([10, 20], [0.0, 1.0], None),
    ],
)
def test_growth_is_the_slope_between_the_logarithms(
    sizes: list[int], figures: list[float], exponent: float | None
) -> None:
    found = growth(sizes, figures)
    assert found == (exponent if exponent is None else pytest.approx(exponent))


def test_the_table_shows_times_by_size_growth_and_ratios() -> None:
    floor = Row(10, 0.2, 50.0, 5.0, 500.0, 0.1, 0.1)
    rows = [
        Row(1_000, 1.2, 60.0, 15.0, 600.0, 6.0, 10.0),
        Row(2_000, 2.2, 70.0, 25.0, 900.0, 12.0, 20.0),
    ]
    assert table(rows, floor).splitlines() == [
        "entries  extract s  MB  map s  s/1,000   MB  second reader s  of map  spaCy fr s  map/spaCy",
        "  1,000       1.20  60  15.00    15.00  600             6.00     40%       10.00       1.50",
        "  2,000       2.20  70  25.00    12.50  900            12.00     48%       20.00       1.25",
        "",
        "start-up: extract 0.20 s, map 5.00 s",
        "growth exponent without start-up, extract: 1.00",
        "growth exponent without start-up, map: 1.00",
        "growth exponent without start-up, second reader: 1.00",
        "growth exponent without start-up, map without second reader: 1.00",
        "growth exponent without start-up, memory of map: 2.00",
        "median share of the second reader in map: 44%",
        "median ratio of map to spaCy's own French pipeline: 1.38",
    ]


def test_a_process_is_timed_its_peak_memory_measured_and_its_words_kept() -> None:
    # From a process of its own: the peak of one that is started begins at that of who starts it.
    bench = (
        "import sys; from bench.run import run;"
        "done = run([sys.executable, '-c', 'x = b\\'x\\' * 200_000_000; print(3)']);"
        "print(done.said.strip(), 200 < done.memory < 400, done.seconds > 0)"
    )
    done = subprocess.run([sys.executable, "-c", bench], capture_output=True, text=True, check=True)
    assert done.stdout == "3 True True\n"


def test_a_process_that_fails_stops_the_benchmark() -> None:
    with pytest.raises(RuntimeError, match=r"-c raise SystemExit\(3\) ended with 3"):
        run([sys.executable, "-c", "raise SystemExit(3)"])


@pytest.mark.slow
def test_it_runs_from_the_command_line_on_a_glossary_of_ten(project: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "bench.run", "--sizes", "10"],
        cwd=project,
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "10 definitions of 60 words ...\n")
    lines = done.stdout.splitlines()
    assert lines[0].split("  ")[0] == "entries"
    assert len(lines[1].split()) == 10
    assert lines[-1].startswith("median ratio of map to spaCy's own French pipeline: ")


def test_the_writers_are_each_measured_and_compared() -> None:
    figures = measure([20], 1)
    assert {name for name, _ in figures} == {
        *("ours, all three", "rdflib turtle", "rdflib json-ld", "rdflib xml"),
    }
    assert all(figure.peak > figure.added >= 0 for figure in figures.values())
    lines = list(report(figures, [20]))
    assert [line.split()[0] for line in lines] == ["concepts", *["20"] * 5, *["growth"] * 2]


@pytest.mark.parametrize("form", FORMS)
def test_a_glossary_in_each_form_gives_the_entries_that_were_written(form: str) -> None:
    written = len(entries(0.02))
    content = glossary_in(form, 0.02)
    assert glossograph(content, FORMS[form].file) == written
    assert content == glossary_in(form, 0.02)


def test_forms_are_read_by_ours_and_by_their_peers_and_the_stage_on_few_and_more_sources() -> None:
    lines = list(report_forms(["CSV"], [0.01, 0.02], 1))
    assert [line.split()[2] for line in lines[1:5]] == ["glossograph", "csv"] * 2
    assert lines[5].startswith("growth exponent, CSV: ")
    one, *_ = list(report_stage([2], 0.01, 1))[1:]
    assert one.split()[::2][:2] == ["2", "1"]
