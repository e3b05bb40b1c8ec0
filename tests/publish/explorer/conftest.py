"""The explorer of a glossary of life size, made once for each module of tests."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.publish.explorer.page import explorer_page
from pipeline.publish.inputs import read_build
from pipeline.publish.wording import Wording

from ..glossary import large_glossary, write_build


@pytest.fixture(scope="session")
def explorer(tmp_path_factory: pytest.TempPathFactory, project: Path) -> Path:
    """explorer.html of the large glossary, with the project's published dataset to ask."""
    folder = tmp_path_factory.mktemp("explorer")
    output = write_build(folder, large_glossary())
    build = read_build(folder, output, curation=True)
    dataset = (project / "output/relation-client.nq").read_bytes()
    page = explorer_page(build, Wording(build.vocabulary, build.graphs["ontology"]), dataset)
    (output / "explorer.html").write_text(page, encoding="utf-8", newline="")
    return output / "explorer.html"
