"""A release before it is one: the project at its new version, built from nothing, elsewhere.

Whatever fails there, or is interrupted, the project itself was not touched.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from pipeline.ask.questions import page as questions_page
from pipeline.errors import GlossographError
from pipeline.extract.stage import extract
from pipeline.map.stage import map_sources
from pipeline.publish.ontology_page import page as ontology_page
from pipeline.publish.releases import FOLDER
from pipeline.validate.stage import validate

# What the build changes, and what it has no use for; all else of the project is only read.
_CHANGED = {"ontology", "output"}
_LEFT_OUT = {"dist", ".git"}


@contextmanager
def rehearsal(project: Path) -> Iterator[Path]:
    """A copy of the project in a temporary folder, without a build, with the releases so far.

    An error raised in the block names the files of the project, not of the copy.
    """
    with tempfile.TemporaryDirectory(prefix="glossograph-release-") as name:
        copy = Path(name).resolve() / project.name
        copy.mkdir()
        for path in project.iterdir():
            if path.name not in _CHANGED | _LEFT_OUT:
                (copy / path.name).symlink_to(path)
        shutil.copytree(project / "ontology", copy / "ontology")
        kept = project / "output" / FOLDER
        if kept.is_dir():
            shutil.copytree(kept, copy / "output" / FOLDER)
        try:
            yield copy
        except GlossographError as error:
            for field in ("what", "where", "remedy"):
                setattr(error, field, getattr(error, field).replace(f"{copy}", f"{project}"))
            raise


def build_to_validate(project: Path) -> None:
    """Run the stages extract, map (with the decisions of people) and validate, and write the pages
    of the ontology and of the questions. Raises as they do.
    """
    output = project / "output"
    extract(project, output, [])
    map_sources(project, output, curation=True)
    validate(project, output)
    ontology_page.write_page(project)
    questions_page.write_page(project)
