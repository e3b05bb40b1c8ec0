"""What the publish tests share: a project ready to be published, small or of life size."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from pipeline.publish.stage import publish

from .browsing import browsing
from .glossary import large_glossary, small_glossary, write_build


@pytest.fixture
def small_project(tmp_path: Path) -> Path:
    """A project with the small glossary, mapped and validated, not yet published."""
    write_build(tmp_path / "project", small_glossary())
    return tmp_path / "project"


@pytest.fixture(scope="session")
def large_output(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The output folder of the large glossary, published."""
    project = tmp_path_factory.mktemp("large")
    output = write_build(project, large_glossary())
    publish(project, output, curation=True)
    return output


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with browsing() as browser:
        yield browser
