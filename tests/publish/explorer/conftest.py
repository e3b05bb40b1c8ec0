"""The explorer of a glossary of life size, made once for all tests of a run."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from pipeline.publish.inputs import read_build

from ..browsing import browsing
from ..glossary import large_glossary, write_build
from .making import write_page


@pytest.fixture(scope="session")
def explorer(tmp_path_factory: pytest.TempPathFactory, project: Path) -> Path:
    """explorer.html of the large glossary, with the project's published dataset to ask.

    Compressing it takes seconds: the processes of one run share the page that the first has made.
    """
    run = tmp_path_factory.getbasetemp()
    shared = (run.parent if "PYTEST_XDIST_WORKER" in os.environ else run) / "shared-explorer"
    if not shared.exists():
        folder = tmp_path_factory.mktemp("explorer")
        output = write_build(folder, large_glossary())
        dataset = (project / "output/relation-client.nq").read_bytes()
        write_page(output, read_build(folder, output, curation=True), dataset)
        try:
            output.rename(shared)
        except OSError:  # another process was quicker: its page has the same bytes
            assert (shared / "explorer.html").is_file()
    return shared / "explorer.html"


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    """One for all tests here: their visits follow each other on the same page."""
    with browsing() as browser:
        yield browser
