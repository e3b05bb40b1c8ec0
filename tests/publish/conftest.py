"""What the publish tests share: a project ready to be published, small or of life size."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from pipeline.publish.stage import publish

from .browsing import ARGUMENTS, CHROMIUM
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
    if not CHROMIUM.exists():
        if os.environ.get("CI"):
            pytest.fail(f"{CHROMIUM} is missing; install Debian's chromium")
        pytest.skip(f"{CHROMIUM} IS MISSING: THE PAGES WERE NOT TESTED IN A BROWSER")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield browser
        browser.close()
