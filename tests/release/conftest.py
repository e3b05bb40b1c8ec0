"""What the release tests share: a small project of its own, not released, and released once."""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import pyoxigraph as ox
import pytest

from pipeline.blank_nodes import with_stable_names
from pipeline.extract.stage import extract
from pipeline.map.stage import map_sources
from pipeline.publish.stage import publish
from pipeline.release.release import release
from pipeline.validate.owl.hermit import Classified, classify
from pipeline.validate.stage import validate

from ..conftest import INPUTS, PROJECT, unreleased

FIRST_DAY = "2026-11-22"
TERMS = {
    "Loyer": "Le loyer est un montant que le locataire verse chaque mois au bailleur.",
    "Bailleur": "Un bailleur est une personne qui met un logement en location.",
    "Taux d'occupation": "Le taux d'occupation est un indicateur qui mesure la part des logements loués.",
}


def describe(project: Path, terms: dict[str, str]) -> None:
    """Let the project have one source, a glossary of these terms."""
    entries = "\n\n".join(f"{term}\n\n{said}" for term, said in terms.items())
    content = f"Terme Définition\n{entries}\n".encode()
    (project / "sources/essai.txt").write_bytes(content)
    keys = {
        "id": "essai",
        "title": "Essai",
        "publisher": "Essai",
        "url": "https://glossaire.example/",
        "language": "fr",
        "rights": "Aucun.",
        "sha256": hashlib.sha256(content).hexdigest(),
    }
    rows = [f"{key} = {json.dumps(value)}\n" for key, value in keys.items()]
    (project / "sources/sources.toml").write_text("[[source]]\n" + "".join(rows), encoding="utf-8")


def decide(project: Path, row: dict[str, str]) -> None:
    """Add a signed row to ontology/curation/labels.tsv."""
    path = project / "ontology/curation/labels.tsv"
    columns = path.read_text(encoding="utf-8").partition("\n")[0].split("\t")
    signed = {"author_label": "Ada", "date": FIRST_DAY, "comment": "Essai.", **row}
    with path.open("a", encoding="utf-8") as file:
        file.write("\t".join(signed.get(column, "") for column in columns) + "\n")


def build(project: Path) -> Path:
    """Run all stages; gives the output folder."""
    output = project / "output"
    extract(project, output, [])
    map_sources(project, output, curation=True)
    validate(project, output)
    publish(project, output, curation=True)
    return output


def pristine(folder: Path) -> Path:
    """A copy of what people write, as before its first release, with three terms and no decision."""
    for name in INPUTS:
        shutil.copytree(PROJECT / name, folder / name)
    unreleased(folder)
    for table in (folder / "ontology/curation").glob("*.tsv"):
        header = table.read_text(encoding="utf-8").partition("\n")[0]
        table.write_text(f"{header}\n", encoding="utf-8")
    (folder / "ontology/identifiers.csv").unlink()
    for text_file in (folder / "sources").glob("*.txt"):
        text_file.unlink()
    describe(folder, TERMS)
    return folder


@pytest.fixture(scope="session", autouse=True)
def _classified_once() -> Iterator[None]:
    """Let HermiT answer for the same statements once: a version changes none that it reads, and
    these tests build the same few vocabularies again and again.
    """
    answers: dict[tuple[str, ...], Classified | None] = {}

    def remembered(triples: Iterable[ox.Triple]) -> Classified | None:
        stated = list(triples)
        quads = with_stable_names([ox.Quad(*triple) for triple in stated])
        key = tuple(sorted(str(quad.triple) for quad in quads))
        if key not in answers:
            answers[key] = classify(stated)
        return answers[key]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("pipeline.validate.owl.reasoning.classify", remembered)
        yield


@pytest.fixture(scope="session")
def _pristine(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return pristine(tmp_path_factory.mktemp("pristine") / "project")


@pytest.fixture(scope="session")
def _released(_pristine: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = shutil.copytree(_pristine, tmp_path_factory.mktemp("released") / "project")
    release(folder, "0.1.0", FIRST_DAY)
    return folder


@pytest.fixture
def small(_pristine: Path, tmp_path: Path) -> Path:
    """The small project, not built and not released."""
    return shutil.copytree(_pristine, tmp_path / "project")


@pytest.fixture
def released(_released: Path, tmp_path: Path) -> Path:
    """The small project with one release, 0.1.0."""
    return shutil.copytree(_released, tmp_path / "project")


Picture = dict[str, tuple[bytes, int]]


def picture(project: Path) -> Picture:
    """Every file of a project with its bytes and its time, and every folder."""
    return {
        path.relative_to(project).as_posix(): (
            (path.read_bytes(), path.stat().st_mtime_ns) if path.is_file() else (b"", 0)
        )
        for path in sorted(project.rglob("*"))
    }


@pytest.fixture
def unchanged() -> Callable[[Path], Callable[[], None]]:
    """Remembers a project; what it gives asserts that all of it is still the same."""

    def remember(project: Path) -> Callable[[], None]:
        before = picture(project)

        def check() -> None:
            after = picture(project)
            assert after.keys() == before.keys()
            assert {n for n in after if after[n] != before[n]} == set()

        return check

    return remember
