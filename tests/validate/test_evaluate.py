"""The verb evaluate: the gold read strictly, a build scored, both modes recorded."""

from __future__ import annotations

import hashlib
import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from pipeline.errors import ConfigurationError, StageError
from pipeline.extract.stage import extract
from pipeline.files import write_json
from pipeline.map.stage import map_sources
from pipeline.validate.evaluation.command import answer
from pipeline.validate.evaluation.gold import load_gold
from pipeline.validate.evaluation.score import Figure
from pipeline.validate.evaluation.stage import (
    evaluate,
    load_wanted,
    measure,
    read_scores,
    record,
)
from tests.gold_records import ontology

RAW = (
    "Terme Définition\n"
    "Levain\n\nLe levain est un processus qui fait lever la pâte à pain de la maison.\n\n"
    "Taux de cuisson\n\nLe taux de cuisson est un indicateur qui mesure la part des pains cuits.\n"
)
RECORDS: dict[str, list[dict[str, Any]]] = {
    "entries": [
        {
            "entry": "pain/levain",
            "headword": {"text": "Levain", "start": 17, "end": 23},
            "senses": [[[25, 95]]],
            "flags": [],
        }
    ],
    "headwords": [],
    "labels": [
        {"entry": "pain/levain", "text": text, "lang": "fr", "status": "stated", "quote": "Levain"}
        for text in ("levain", "pâte mère")
    ],
    "concepts": [],
    "genus": [
        {
            "entry": "pain/levain",
            "class": "process",
            "alternative_classes": [],
            "quote": "processus",
        }
    ],
    "relations": [],
}


def write_gold(folder: Path) -> Path:
    for name, records in RECORDS.items():
        lines = [json.dumps(one, ensure_ascii=False) + "\n" for one in records]
        folder.mkdir(parents=True, exist_ok=True)
        (folder / f"{name}.jsonl").write_text("".join(lines), encoding="utf-8")
    return folder


@pytest.fixture
def bakery(project: Path, tmp_path: Path) -> Path:
    """A project of one text with a gold of its own, both in one folder; no decisions."""
    folder = tmp_path / "bakery"
    shutil.copytree(project / "ontology", folder / "ontology")
    (folder / "ontology/identifiers.csv").unlink()
    for table in ("labels", "relations"):
        path = folder / f"ontology/curation/{table}.tsv"
        header = next(line for line in path.read_text("utf-8").splitlines(True) if line[0] != "#")
        path.write_text(header, encoding="utf-8")
    (folder / "sources").mkdir()
    (folder / "sources/pain.txt").write_bytes(RAW.encode("utf-8"))
    (folder / "sources/sources.toml").write_text(
        '[[source]]\nid = "pain"\ntitle = "Le pain"\npublisher = "Essai"\nlanguage = "fr"\n'
        'url = "https://example.org/pain"\nrights = "Aucun."\n'
        f'sha256 = "{hashlib.sha256(RAW.encode("utf-8")).hexdigest()}"\n',
        encoding="utf-8",
    )
    return write_gold(folder)


@pytest.fixture
def built(bakery: Path) -> Path:
    """The folder of the bakery's build, without curation."""
    output = bakery / "built"
    extract(bakery, output, [])
    map_sources(bakery, output, curation=False)
    return output


def test_a_build_is_scored_by_kind_with_what_was_wanted(bakery: Path, built: Path) -> None:
    (bakery / "wanted.toml").write_text(
        "[off.labels]\nprecision = 0.9\nrecall = 0.8\n[on.classes]\nprecision = 1.0\nrecall = 1.0\n",
        encoding="utf-8",
    )
    found = evaluate(bakery, built, bakery)
    assert found.curation == "off"
    labels, classes = found.kinds["labels"].figures, found.kinds["classes"].figures
    # The second entry, and so its name, is not in this gold.
    assert (labels.precision, labels.recall) == (Figure(1, 2, 0.5, 0.9), Figure(1, 2, 0.5, 0.8))
    assert classes.recall == Figure(1, 1, 1.0)
    assert found.kinds["entries"].figures.precision == Figure(1, 2, 0.5)
    assert found.kinds["entries"].figures.recall == Figure(1, 1, 1.0)


def test_the_table_shows_every_kind_and_the_lists_only_where_asked_for(
    bakery: Path, built: Path
) -> None:
    table = answer(bakery, built, bakery, form="table", with_misses=False)
    assert table.splitlines()[:4] == [
        "bakery, curation off",
        "           precision    wanted  recall       wanted  F1     apart",
        "entries    0.500 (1/2)  -       1.000 (1/1)  -       0.667",
        "labels     0.500 (1/2)  -       0.500 (1/2)  -       0.500  decided 0",
    ]
    assert [line.split()[0] for line in table.splitlines()[2:]] == [
        "entries",
        "labels",
        "merges",
        "classes",
        "relations",
        "headwords",
    ]
    listed = answer(bakery, built, bakery, form="table", with_misses=True)
    assert listed.removeprefix(table).splitlines() == [
        "entries, wrong:",
        "  pain/taux-de-cuisson: headword or spans | from: Taux de cuisson",
        "labels, wrong:",
        "  pain/taux-de-cuisson: taux de cuisson (fr) | from: headword: Taux de cuisson"
        " ; headword-repeated: Le taux de cuisson",
        "labels, missed:",
        "  pain/levain: pâte mère (fr) | gold: Levain",
    ]


def test_the_json_form_holds_figures_and_lists(bakery: Path, built: Path) -> None:
    said = json.loads(answer(bakery, built, bakery, form="json", with_misses=False))
    labels = said["bakery"][0]["kinds"]["labels"]
    assert said["bakery"][0]["curation"] == "off"
    assert labels["figures"]["f1"] == 0.5
    assert labels["missed"] == [
        {"entry": "pain/levain", "text": "pâte mère (fr)", "quote": "Levain"}
    ]


def test_both_modes_are_built_scored_and_recorded_and_the_output_stays(bakery: Path) -> None:
    gold = write_gold(bakery / "tests/gold")
    before = sorted(bakery.rglob("*"))
    said = answer(bakery, None, None, form="table", with_misses=False)
    assert [line for line in said.splitlines() if "curation" in line] == [
        "gold, curation off",
        "gold, curation on",
    ]
    scores = read_scores(bakery)
    assert list(scores) == ["gold"]
    assert list(scores["gold"]) == ["off", "on"]
    assert scores["gold"]["off"]["labels"].recall == Figure(1, 2, 0.5)
    assert sorted(bakery.rglob("*")) == sorted([*before, gold / "scores.json"])


def test_recording_the_same_figures_again_leaves_the_file_as_it_is(bakery: Path) -> None:
    gold = write_gold(bakery / "tests/gold")
    measured = measure(bakery, gold)
    record(measured, gold)
    before = (gold / "scores.json").stat()
    record(measure(bakery, gold), gold)
    after = (gold / "scores.json").stat()
    assert (after.st_mtime_ns, after.st_ino) == (before.st_mtime_ns, before.st_ino)


def test_a_gold_inside_the_gold_that_is_a_project_is_measured_without_curation(
    bakery: Path, tmp_path: Path
) -> None:
    gold = write_gold(tmp_path / "own/gold")
    (gold / "notes").mkdir()
    shutil.copytree(bakery, gold / "other-fields")
    measured = measure(bakery, gold)
    assert {name: [one.curation for one in found] for name, found in measured.items()} == {
        "gold": ["off", "on"],
        "other-fields": ["off"],
    }


def test_a_gold_with_sources_alone_is_measured_with_the_ontology_of_the_project(
    bakery: Path, tmp_path: Path
) -> None:
    gold = write_gold(tmp_path / "own/gold")
    shutil.copytree(bakery, gold / "other-fields")
    whole = measure(bakery, gold)
    shutil.rmtree(gold / "other-fields/ontology")
    assert measure(bakery, gold) == whole


def test_without_a_record_there_are_no_scores(bakery: Path) -> None:
    assert read_scores(bakery) == {}


def test_a_damaged_record_of_scores_says_how_to_make_it_anew(bakery: Path) -> None:
    write_gold(bakery / "tests/gold")
    path = bakery / "tests/gold/scores.json"
    write_json(path, {"gold": {"maybe": {}}})
    with pytest.raises(StageError) as caught:
        read_scores(bakery)
    assert str(caught.value).startswith(f"{path}: not a file that the stage `evaluate` writes (")
    assert str(caught.value).endswith("; delete it and run `make evaluate` again")


def test_a_build_that_is_not_there_says_which_stage_to_run(bakery: Path) -> None:
    with pytest.raises(
        StageError, match=r"map\.json: this stage file does not exist; run `make map"
    ):
        evaluate(bakery, bakery / "nowhere", bakery)


BAD = {
    "not JSON": ("labels", "{", "labels.jsonl:1: not a record of labels.jsonl (Input data was "),
    "a missing key": (
        "labels",
        {"entry": "pain/levain", "text": "x", "lang": "fr", "quote": "x"},
        "labels.jsonl:1: not a record of labels.jsonl (Object missing required field `status`)",
    ),
    "no status of ours": (
        "labels",
        {**RECORDS["labels"][0], "status": "sure"},
        "labels.jsonl:1: not a record of labels.jsonl (Invalid enum value 'sure' - at `$.status`)",
    ),
    "an unknown entry": (
        "labels",
        {**RECORDS["labels"][0], "entry": "pain/mie"},
        "labels.jsonl:1: no entry has the id `pain/mie`; use an id that entries.jsonl gives",
    ),
    "a lost entry that is none": (
        "headwords",
        {"entry": "pain/def-1", "headword": "x", "quote": "x"},
        "headwords.jsonl:1: no entry has the id `pain/def-1`",
    ),
    "the same as no entry": (
        "concepts",
        {"same": ["pain/levain", "pain/mie"], "status": "stated", "why": "x", "quote": "x"},
        "concepts.jsonl:1: no entry has the id `pain/mie`",
    ),
    "the same without a status": (
        "concepts",
        {"same": ["pain/levain"], "why": "x"},
        "concepts.jsonl:1: not a record of concepts.jsonl (`same` needs a `status`)",
    ),
    "neither the same nor different": (
        "concepts",
        {"why": "x"},
        "concepts.jsonl:1: not a record of concepts.jsonl (it needs either `same` or `different`)",
    ),
    "a class that is none": (
        "genus",
        {**RECORDS["genus"][0], "alternative_classes": ["bread"]},
        "genus.jsonl:1: no class is called `bread`; use one of actor, approach, ",
    ),
    "a genus of no entry": (
        "genus",
        {**RECORDS["genus"][0], "entry": "pain/mie"},
        "genus.jsonl:1: no entry has the id `pain/mie`",
    ),
    "a relation that is none": (
        "relations",
        {
            "subject": "pain/levain",
            "predicate": "eats",
            "object": None,
            "object_text": "x",
            "status": "stated",
            "quote": "x",
        },
        "relations.jsonl:1: no relation is called `eats`; use one of basedOn, ",
    ),
    "a relation to no entry": (
        "relations",
        {
            "subject": "pain/levain",
            "predicate": "partOf",
            "object": "pain/mie",
            "object_text": "x",
            "status": "stated",
            "quote": "x",
        },
        "relations.jsonl:1: no entry has the id `pain/mie`",
    ),
    "an entry twice": (
        "entries",
        RECORDS["entries"][0],
        "entries.jsonl:2: the entry `pain/levain` stands twice; keep one of the lines",
    ),
}


@pytest.mark.parametrize(("name", "line", "problem"), BAD.values(), ids=BAD)
def test_a_bad_line_of_the_gold_is_named_with_its_file_and_number(
    tmp_path: Path, name: str, line: object, problem: str
) -> None:
    folder = write_gold(tmp_path)
    path = folder / f"{name}.jsonl"
    text = line if isinstance(line, str) else json.dumps(line)
    kept = path.read_text("utf-8") if name == "entries" else ""
    path.write_text(f"{kept}{text}\n", encoding="utf-8")
    with pytest.raises(ConfigurationError) as caught:
        load_gold(folder, ontology())
    assert str(caught.value).startswith(f"{folder}/{problem}")
    assert "; " in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_line_of_invalid_bytes_is_a_bad_line(tmp_path: Path) -> None:
    path = write_gold(tmp_path) / "headwords.jsonl"
    path.write_bytes(b'{"entry": "\xff"}\n')
    with pytest.raises(ConfigurationError, match=r"headwords\.jsonl:1: not a record of"):
        load_gold(tmp_path, ontology())


def test_a_file_that_the_gold_lacks_is_named(tmp_path: Path) -> None:
    (write_gold(tmp_path) / "headwords.jsonl").unlink()
    with pytest.raises(ConfigurationError) as caught:
        load_gold(tmp_path, ontology())
    assert str(caught.value) == (
        f"{tmp_path}/headwords.jsonl: this file of the gold does not exist;"
        " write it, empty if it has no record"
    )


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("[off", "Expected ']'"),
        ("[maybe.labels]\nprecision = 1.0\nrecall = 1.0\n", "Invalid enum value 'maybe'"),
        ("[off.beauty]\nprecision = 1.0\nrecall = 1.0\n", "Invalid enum value 'beauty'"),
        ("[off.labels]\nprecision = 1.0\n", "missing required field `recall`"),
        ('[off.labels]\nprecision = 1.0\nrecall = "all"\n', "Expected `float`, got `str`"),
    ],
)
def test_what_is_wanted_is_read_strictly(tmp_path: Path, text: str, problem: str) -> None:
    (tmp_path / "wanted.toml").write_text(text, encoding="utf-8")
    with pytest.raises(ConfigurationError) as caught:
        load_wanted(tmp_path)
    assert str(caught.value).startswith(f"{tmp_path}/wanted.toml: ")
    assert problem in str(caught.value)
