"""What all tests share: the project itself, and a copy of it that may be damaged."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

PROJECT = Path(__file__).resolve().parent.parent
INPUTS = ("sources", "ontology", "shapes")


@pytest.fixture(scope="session")
def project() -> Path:
    """The project's own folder; never written to."""
    return PROJECT


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A copy of what people write (sources, ontology, shapes), free to be changed."""
    folder = tmp_path / "project"
    for name in INPUTS:
        shutil.copytree(PROJECT / name, folder / name)
    return folder


@pytest.fixture
def edit(copy: Path) -> Callable[[str, str, str], None]:
    """Replace a string, which must be there, in one file of the copy."""

    def replace(file: str, old: str, new: str) -> None:
        path = copy / file
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1), encoding="utf-8", newline="")

    return replace
