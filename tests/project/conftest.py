"""A new project to add to, fresh for each test."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from pipeline.project.starting import Wish, start

DAY = "2026-11-22"


@pytest.fixture(scope="session")
def started(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project that was just started; never written to."""
    folder = tmp_path_factory.mktemp("started") / "jardin"
    start(folder, Wish(DAY))
    return folder


@pytest.fixture
def garden(started: Path, tmp_path: Path) -> Path:
    """A copy of a project that was just started: no glossary yet."""
    return shutil.copytree(started, tmp_path / "jardin")
