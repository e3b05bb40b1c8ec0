"""Explorer pages of builds that tests make."""

from __future__ import annotations

from pathlib import Path

from pipeline.publish.explorer.page import explorer_page
from pipeline.publish.inputs import Build
from pipeline.publish.wording import Wording


def write_page(folder: Path, build: Build, dataset: bytes) -> Path:
    """Writes explorer.html of a build; `dataset` is what it is asked, as N-Quads."""
    wording = Wording(build.vocabulary, build.graphs["ontology"])
    page = folder / "explorer.html"
    page.write_text(explorer_page(build, wording, dataset), encoding="utf-8", newline="")
    return page
