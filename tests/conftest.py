"""What all tests share: the project itself, and a copy of it that may be damaged."""

from __future__ import annotations

import os
import shutil
import signal
from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline.release.versioning import set_version

PROJECT = Path(__file__).resolve().parent.parent
INPUTS = ("sources", "ontology", "shapes")


def pytest_configure() -> None:
    """Hear Ctrl-C, as do the processes that tests start: a command that a script runs in the
    background is born deaf to it.
    """
    signal.signal(signal.SIGINT, signal.default_int_handler)


def pytest_sessionfinish(session: pytest.Session) -> None:
    """In CI a test that is skipped is a failure."""
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if os.environ.get("CI") and reporter is not None and reporter.stats.get("skipped"):
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


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
    unreleased(folder)
    return folder


def unreleased(project: Path) -> None:
    """Let a copy be as before its first release, whatever was released since: 0.1.0, none before."""
    vocabulary = project / "ontology/vocabulary.toml"
    lines = vocabulary.read_text(encoding="utf-8").splitlines(keepends=True)
    kept = [line for line in lines if not line.startswith(("prior_version", "former_bases"))]
    vocabulary.write_text("".join(kept), encoding="utf-8", newline="")
    set_version(project, "0.1.0", "", "2026-11-22")


@pytest.fixture
def edit(copy: Path) -> Callable[[str, str, str], None]:
    """Replace a string, which must be there, in one file of the copy."""

    def replace(file: str, old: str, new: str) -> None:
        path = copy / file
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1), encoding="utf-8", newline="")

    return replace
