"""The benchmark of the explorer runs and reports what it says it does; no test looks at a time."""

from __future__ import annotations

from pathlib import Path

import pytest

from bench import explorer
from bench.explorer import Row, measure, table, wanted, write_page
from bench.explorer_glossary import Glossary, dataset

from .publish.browsing import CHROMIUM


@pytest.mark.slow
@pytest.mark.browser
def test_the_smallest_size_is_measured(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    if not CHROMIUM.exists():
        pytest.skip(f"{CHROMIUM} IS MISSING: THE BENCHMARK WAS NOT TESTED")
    monkeypatch.setattr(explorer, "_PATIENCE", 5)
    row = measure(86, 1, tmp_path)
    assert row.figures.keys() >= {"file MB", "usable s", "slowest key ms", "heap MB"}
    assert 0 < row.figures["file MB"] < row.whole
    head, line = table([row]).splitlines()
    assert head.split()[0] == "concepts"
    assert line.split()[0] == "86"


def test_a_figure_stands_beside_what_is_wanted_and_a_dash_for_what_is_not_measured() -> None:
    figures = {"file MB": 5.0, "frames/s": 25.0}
    _, line = table([Row(10_000, 2.5, 6.0, figures)]).splitlines()
    assert "5 of 2.5 (2.00)" in line
    assert "25 of 50 (2.00)" in line
    assert line.count("–") == 7
    assert wanted("heap MB", 86) == 20
    assert wanted("heap MB", 87) == 60
    assert wanted("heap MB", 1_000_000) == 150


def test_a_made_up_vocabulary_is_the_same_each_time_and_has_the_traits_of_a_real_one() -> None:
    one, other = (Glossary(200).build() for _ in range(2))
    assert one.concepts == other.concepts
    assert one.readings == other.readings
    made = [concept for concept in one.concepts if not concept.top]
    assert len(made) == 200
    assert all(2 <= len(concept.labels) <= 4 for concept in made)
    lengths = sorted(len(concept.definitions[0].text) for concept in made)
    assert 140 <= lengths[len(lengths) // 2] <= 210
    raws = {reading.source.id: reading.raw for reading in one.readings}
    for concept in made:
        told = [one.evidence for one in concept.labels]
        told += [one.evidence for one in concept.relations if not one.derived]
        for (evidence,) in told:
            assert raws[evidence.source][evidence.start : evidence.end] == evidence.quote
        below = [r for r in concept.relations if r.predicate == "skos:narrower"]
        assert len(below) in (0, 8) or concept is made[len(made) // 8 - 2]
    quads = dataset(one.vocabulary, one.concepts)
    assert 10 < quads.count(b"\n") / len(one.concepts) < 20


def test_the_page_of_a_size_is_written(tmp_path: Path) -> None:
    assert write_page(10, tmp_path / "page.html") > 0
    whole, without = explorer.sizes_of(tmp_path / "page.html")
    assert whole - without > 1
