"""The stages that make the vocabulary after extraction: map, publish."""

from __future__ import annotations

from pathlib import Path

import typer

from pipeline.cli.options import Curation, Output, Project, Switch
from pipeline.cli.running import places, progress, shown
from pipeline.errors import StageError


def map_(project: Project = Path(), output: Output = None, curation: Curation = Switch.on) -> None:
    """Find what the entries mean: concepts, labels, relations, each with its evidence."""
    from pipeline.map.stage import map_sources

    with places(project, output) as (root, target), progress("Mapping the entries"):
        _refuse_uncurated(root, target, curation)
        concepts = map_sources(root, target, curation=curation is Switch.on)
    typer.echo(f"{len(concepts)} concepts")


def publish(
    project: Project = Path(), output: Output = None, curation: Curation = Switch.on
) -> None:
    """Write everything that people get into the output folder, all of it or nothing."""
    from pipeline.publish.stage import publish as run

    with places(project, output) as (root, target), progress("Publishing"):
        _refuse_uncurated(root, target, curation)
        published = run(root, target, curation=curation is Switch.on)
    for line in published.summary:
        typer.echo(shown(line))


def _refuse_uncurated(root: Path, target: Path, curation: Switch) -> None:
    if curation is Switch.off and target == root / "output":
        raise StageError(
            "without curation the published output would be overwritten",
            remedy="name another folder with --output (in Make: OUTPUT=DIR)",
        )
