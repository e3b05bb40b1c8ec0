"""What the curate tests share: the five texts, built and published once, free to be changed."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline.extract.stage import extract
from pipeline.map.stage import map_sources
from pipeline.publish.stage import publish
from pipeline.validate.stage import validate

PROJECT = Path(__file__).resolve().parent.parent.parent


def build(project: Path) -> None:
    """Run all stages; the vocabulary must be valid."""
    output = project / "output"
    extract(project, output, [])
    map_sources(project, output, curation=True)
    assert validate(project, output).verdict.conforms
    publish(project, output, curation=True)


@pytest.fixture(scope="session")
def _published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("published")
    for name in ("sources", "ontology", "shapes"):
        shutil.copytree(PROJECT / name, folder / name)
    build(folder)
    return folder


@pytest.fixture
def published(_published: Path, tmp_path: Path) -> Path:
    """A project that is built and published, free to be changed."""
    return shutil.copytree(_published, tmp_path / "published")


@pytest.fixture
def rebuild() -> Callable[[Path], None]:
    """Builds a project anew."""
    return build
