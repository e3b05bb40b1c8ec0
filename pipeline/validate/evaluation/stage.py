"""Scoring: a build and a gold in, a score for each kind out; and the record of both modes."""

from __future__ import annotations

import shutil
import tempfile
import tomllib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Literal

import msgspec
from msgspec import Struct, structs

from pipeline.errors import ConfigurationError
from pipeline.extract.catalogue import CATALOGUE
from pipeline.extract.stage import extract
from pipeline.files import read_json, write_bytes, write_text
from pipeline.map.ontology import load_ontology
from pipeline.map.stage import map_sources
from pipeline.validate.evaluation.build import read_build
from pipeline.validate.evaluation.gold import load_gold
from pipeline.validate.evaluation.kinds import (
    score_classes,
    score_entries,
    score_headwords,
    score_labels,
    score_merges,
)
from pipeline.validate.evaluation.relations import score_relations
from pipeline.validate.evaluation.score import Figures, Score
from pipeline.vocabulary import load_vocabulary

GOLD = Path("tests/gold")
SCORES = "scores.json"
WANTED = "wanted.toml"

Mode = Literal["off", "on"]
Kind = Literal["entries", "labels", "merges", "classes", "relations", "headwords"]
# What scores.json holds: the name of a gold -> whether curation was on -> kind -> figures.
Scores = dict[str, dict[Mode, dict[Kind, Figures]]]


class Wanted(Struct, frozen=True, forbid_unknown_fields=True):
    """The precision and the recall that are wanted of a kind."""

    precision: float
    recall: float


class Evaluation(Struct, frozen=True):
    """The scores of one build by kind, and whether decisions of people were applied in it."""

    curation: Mode
    kinds: dict[Kind, Score]


def evaluate(project: Path, output: Path, gold: Path) -> Evaluation:
    """Score the build of `project` in `output` against the gold in the folder `gold`.

    Raises StageError where the build is missing or damaged, ConfigurationError, with file and line,
    where the gold or its wanted.toml cannot be used.
    """
    ontology = load_ontology(project, load_vocabulary(project / "ontology/vocabulary.toml"))
    facts = load_gold(gold, ontology)
    wanted = load_wanted(gold)
    build = read_build(project, output)
    mode: Mode = "on" if build.curation else "off"
    kinds: dict[Kind, Score] = {
        "entries": score_entries(facts, build),
        "labels": score_labels(facts, build),
        "merges": score_merges(facts, build),
        "classes": score_classes(facts, build),
        "relations": score_relations(facts, build, ontology),
        "headwords": score_headwords(facts, build),
    }
    return Evaluation(
        mode, {kind: _beside(wanted.get(mode, {}).get(kind), one) for kind, one in kinds.items()}
    )


def measure(project: Path, gold: Path) -> dict[str, list[Evaluation]]:
    """Build `project` in a temporary folder, without and with curation, and score both.

    A folder inside `gold` that has sources and a gold of its own is built and scored as well, with
    the ontology of `project` if it has none, and without curation: on texts that measure the
    machine nobody decides. The key is the name of the gold's folder. Raises as the stages and
    `evaluate` do.
    """
    measured = {gold.name: [_built(project, gold, mode) for mode in (False, True)]}
    for other in _others(gold):
        with _with_ontology(other, project) as complete:
            measured[other.name] = [_built(complete, other, False)]
    return measured


def record(measured: dict[str, list[Evaluation]], gold: Path) -> None:
    """Write the figures to scores.json in the gold's folder, unless that holds them already."""
    scores: Scores = {
        name: {
            one.curation: {kind: score.figures for kind, score in one.kinds.items()}
            for one in evaluations
        }
        for name, evaluations in measured.items()
    }
    path = gold / SCORES
    content = msgspec.json.format(msgspec.json.encode(scores), indent=1) + b"\n"
    if not path.exists() or path.read_bytes() != content:
        write_bytes(path, content)


def read_scores(project: Path) -> Scores:
    """The figures recorded for a project: nothing where none were.

    Raises StageError where the file is not one that `record` writes.
    """
    path = project / GOLD / SCORES
    return read_json(path, Scores, made_by="evaluate") if path.exists() else {}


def load_wanted(gold: Path) -> dict[Mode, dict[Kind, Wanted]]:
    """What is wanted of a gold's scores: nothing where it has no wanted.toml.

    Raises ConfigurationError where the file is no TOML or names what is not scored.
    """
    path = gold / WANTED
    try:
        return msgspec.convert(
            tomllib.loads(path.read_bytes().decode("utf-8")), dict[Mode, dict[Kind, Wanted]]
        )
    except FileNotFoundError:
        return {}
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, msgspec.ValidationError) as error:
        raise ConfigurationError(
            str(error), where=str(path), remedy="write it as tests/gold/wanted.toml is written"
        ) from None


def _beside(wanted: Wanted | None, one: Score) -> Score:
    """A score with what was wanted beside what was reached."""
    if wanted is None:
        return one
    figures = one.figures
    return structs.replace(
        one,
        figures=structs.replace(
            figures,
            precision=structs.replace(figures.precision, wanted=wanted.precision),
            recall=structs.replace(figures.recall, wanted=wanted.recall),
        ),
    )


def _others(gold: Path) -> Iterator[Path]:
    yield from sorted(path.parents[1] for path in gold.glob(f"*/{CATALOGUE.as_posix()}"))


@contextmanager
def _with_ontology(other: Path, project: Path) -> Iterator[Path]:
    """A project of the sources of `other`: itself, or a copy with the ontology of `project`, where
    nothing is decided and no IRI minted.
    """
    if (other / "ontology").is_dir():
        yield other
        return
    with tempfile.TemporaryDirectory(prefix="glossograph-") as folder:
        copy = Path(folder)
        shutil.copytree(other / "sources", copy / "sources")
        (copy / "ontology/curation").mkdir(parents=True)
        for name in ("schema.ttl", "top-concepts.ttl", "vocabulary.toml"):
            shutil.copy(project / "ontology" / name, copy / "ontology" / name)
        for table in (project / "ontology/curation").glob("*.tsv"):
            header = table.read_text(encoding="utf-8").splitlines()[0]
            write_text(copy / "ontology/curation" / table.name, header + "\n")
        yield copy


def _built(project: Path, gold: Path, curation: bool) -> Evaluation:
    with tempfile.TemporaryDirectory(prefix="glossograph-") as folder:
        extract(project, Path(folder), [])
        map_sources(project, Path(folder), curation=curation)
        return evaluate(project, Path(folder), gold)
