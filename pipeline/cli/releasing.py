"""What is promised to readers: release, and rebase, which moves the IRIs."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from pipeline.cli.options import Project
from pipeline.cli.running import places, progress, shown


def release(
    version: Annotated[
        str, typer.Argument(metavar="VERSION", help="The new version (Semantic Versioning 2.0.0).")
    ],
    project: Project = Path(),
    date: Annotated[
        str | None, typer.Option("--date", help="The day of the release. [default: today]")
    ] = None,
) -> None:
    """Release the vocabulary: version and date, changelog, citation, kept Turtle, a zip in dist/.

    It is built from nothing in a temporary folder and put in place in one step. Refused where a
    rule is broken, a published IRI is gone, the version is not after the last, or an input is not
    committed.
    """
    import datetime

    from pipeline.errors import ViolationError
    from pipeline.release.release import release as run
    from pipeline.validate.report import VocabularyViolationError
    from pipeline.validate.reports import text

    # A release is a person's act, so this command may look at the clock; the files may not.
    day = date or datetime.date.today().isoformat()
    try:
        with places(project, None) as (root, _), progress(f"Releasing {version}"):
            released = run(root, version, day)
    except VocabularyViolationError as error:
        typer.echo(text.write(error.report), nl=False)
        raise ViolationError(
            "the vocabulary breaks a rule, nothing was released",
            remedy="correct what stands above, then run `make`",
        ) from None
    vocabulary = released.vocabulary
    size = released.archive.stat().st_size
    for line in (
        f"{vocabulary.title[vocabulary.language]}, version {vocabulary.version} of {day}",
        f"  {released.folder}  Turtle, changelog, counts, checksums",
        f"  {released.archive}  {size:,} bytes",
        f"Read CHANGELOG.md, commit what changed and tag the commit v{vocabulary.version}.",
    ):
        typer.echo(shown(line))


def rebase(
    base: Annotated[
        str,
        typer.Argument(metavar="IRI", help="What the IRIs shall begin with: https://.../"),
    ],
    *,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Say what would change and write nothing.")
    ] = False,
    project: Project = Path(),
) -> None:
    """Move the vocabulary to another base: the IRIs in all files that people write.

    Raw texts and releases stay as they were. Run `make` afterwards.
    """
    from pipeline.release.rebase import rebase as run

    with places(project, None) as (root, _):
        done = run(root, base, dry_run=dry_run)
    for name, count in done.counts.items():
        typer.echo(f"{name}: {count} IRI{'s' if count > 1 else ''}")
    for place in done.left:
        typer.echo(f"{place}: {done.old} stands here inside something else and stays")
    recorded = " It is recorded in vocabulary.toml (former_bases)." if done.recorded else ""
    typer.echo(f"{done.old} must go on: have its host redirect every IRI to {done.new}.{recorded}")
    typer.echo("Nothing was written." if dry_run else "Run `make` to build the vocabulary anew.")
