"""release: the vocabulary under a new version, kept, described and packed; all of it or nothing.

It is built from nothing in a copy of the project at the new version; what came of it is then put in
place in one step. Nothing here looks at the clock: the day is given.
"""

from __future__ import annotations

import shutil
from pathlib import Path

from msgspec import Struct

from pipeline.all_or_none import put_in_place, take_back
from pipeline.ask.diff.answering import answer as compare
from pipeline.ask.questions import page as questions_page
from pipeline.errors import StageError
from pipeline.files import write_json, write_text
from pipeline.publish.counts import Counts, count, tally
from pipeline.publish.inputs import read_build
from pipeline.publish.ontology_page import page as ontology_page
from pipeline.publish.releases import FOLDER, RECORD, Release, read_releases
from pipeline.publish.stage import publish
from pipeline.release.archive import CHECKSUMS, checksums, files_in, refuse_altered, write_zip
from pipeline.release.changelog import CHANGELOG, first_changelog, with_entry
from pipeline.release.citation import CITATION, citation
from pipeline.release.committed import refuse_uncommitted
from pipeline.release.promised import IDENTIFIERS, refuse_removed
from pipeline.release.rehearsal import build_to_validate, rehearsal
from pipeline.release.versioning import SCHEMA, VOCABULARY, set_version
from pipeline.semver import is_version, precedence
from pipeline.vocabulary import Vocabulary, is_date, load_vocabulary

# What runs first after a release has to find these in this order to see that nothing is stale.
_STAGE_FILES = ("work/graph.trig", "work/findings.json", "work/published.json")


class Released(Struct, frozen=True):
    """What was released: the vocabulary as it is now, the folder of the release, the zip."""

    vocabulary: Vocabulary
    folder: Path
    archive: Path


def release(project: Path, version: str, day: str) -> Released:
    """Release the project's vocabulary as `version` on `day` (ISO 8601).

    Raises StageError where the version or the day does not fit, an input is not committed, an
    earlier release was altered or one of its IRIs is gone; ViolationError where the vocabulary
    breaks a rule; and as the stages do. Whatever is raised, the project is as it was.
    """
    take_back(project)
    before = load_vocabulary(project / VOCABULARY)
    releases = read_releases(project / "output")
    _refuse_version(version, before, releases, project)
    _refuse_day(day, before, releases)
    refuse_uncommitted(project)
    for old in releases:
        refuse_altered(project / "output" / FOLDER / old.version)
    with rehearsal(project) as copy:
        prior = releases[0].version if releases else ""
        vocabulary = set_version(copy, version, prior, day)
        build_to_validate(copy)
        archive = _write(copy, vocabulary, releases)
        put_in_place(project, _files(project, copy, vocabulary, archive))
    return Released(vocabulary, project / "output" / FOLDER / version, project / archive)


def _write(project: Path, vocabulary: Vocabulary, releases: list[Release]) -> str:
    """Publish and write all that makes a release; gives the zip's path in the project."""
    output, name, version = project / "output", vocabulary.name, vocabulary.version
    folder = output / FOLDER / version
    counts = count(read_build(project, output, curation=True))
    record = Release(version, vocabulary.modified, tally(counts), vocabulary.base)
    write_json(folder / RECORD, record)
    publish(project, output, curation=True)
    for file in (f"{name}.ttl", "ontology.ttl"):
        shutil.copyfile(output / file, folder / file)
    refuse_removed(project, vocabulary, releases, output / FOLDER, folder)
    changelog = _changelog(project, vocabulary, releases, counts)
    write_text(folder / CHANGELOG, changelog)
    write_text(folder / CHECKSUMS, checksums(files_in(folder)))
    write_text(project / CITATION, citation(vocabulary))
    # The changelog of the project is only linked to, so that it is replaced here and not written.
    path = project / CHANGELOG
    text = path.read_bytes().decode("utf-8") if path.exists() else ""
    write_text(path, with_entry(text, version, vocabulary.modified, changelog))
    archive = f"dist/{name}-{version}.zip"
    packed = {n: p for n, p in files_in(output).items() if not n.startswith("work/")}
    (project / "dist").mkdir()
    write_zip(
        project / archive,
        f"{name}-{version}",
        {**packed, CITATION: project / CITATION},
        vocabulary.modified,
    )
    sums = checksums({Path(archive).name: project / archive})
    write_text(project / f"{archive}.sha256", sums)
    return archive


def _changelog(
    project: Path, vocabulary: Vocabulary, releases: list[Release], counts: Counts
) -> str:
    if not releases:
        return first_changelog(vocabulary, counts)
    kept = project / "output" / FOLDER
    old, new = kept / releases[0].version, kept / vocabulary.version
    return compare(project, old, new, form="markdown")


def _files(project: Path, copy: Path, vocabulary: Vocabulary, archive: str) -> dict[str, Path]:
    """What is put in place, in this order: what people write, what is published, what is packed,
    then the stage files, so that none is older than what it was made from.
    """
    written = [VOCABULARY, SCHEMA, CHANGELOG, CITATION]
    if (copy / IDENTIFIERS).read_bytes() != _bytes(project / IDENTIFIERS):
        written.append(IDENTIFIERS)
    output = files_in(copy / "output")
    kept = f"{FOLDER}/"
    published = [
        f"output/{name}"
        for name in output
        if not name.startswith(("work/", kept)) or name.startswith(f"{kept}{vocabulary.version}/")
    ]
    stages = [name for name in output if name.startswith("work/") and name not in _STAGE_FILES]
    work = [f"output/{name}" for name in (*stages, *_STAGE_FILES)]
    pages = [page.PAGE.as_posix() for page in (ontology_page, questions_page)]
    names = [*written, *published, archive, f"{archive}.sha256", *pages, *work]
    return {name: copy / name for name in names}


def _bytes(path: Path) -> bytes:
    return path.read_bytes() if path.exists() else b""


def _refuse_version(
    version: str, vocabulary: Vocabulary, releases: list[Release], project: Path
) -> None:
    if not is_version(version):
        raise StageError(
            f"`{version}` is no version of Semantic Versioning 2.0.0",
            remedy="write it as 1.2.0 or 1.2.0-rc.1",
        )
    if (project / "output" / FOLDER / version).exists():
        raise StageError(
            f"{version} was released already",
            where=str(project / "output" / FOLDER / version),
            remedy="take the next version: what was released never changes",
        )
    last = releases[0].version if releases else ""
    if last and precedence(version) <= precedence(last):
        raise StageError(
            f"{version} is not greater than {last}, the last release",
            remedy=f"take a version after {last}",
        )
    if precedence(version) < precedence(vocabulary.version):
        raise StageError(
            f"{version} comes before {vocabulary.version}, which the vocabulary is called already",
            where=VOCABULARY,
            remedy=f"take {vocabulary.version} or a version after it",
        )


def _refuse_day(day: str, vocabulary: Vocabulary, releases: list[Release]) -> None:
    if not is_date(day) or day < "1980":
        raise StageError(f"`{day}` is no date", remedy="write it as 2026-11-22")
    last = max([vocabulary.created, *(release.date for release in releases)])
    if day < last:
        raise StageError(
            f"{day} is before {last}, the day of the last release or of the vocabulary's creation",
            remedy="give the day of this release with --date (in Make: DATE=YYYY-MM-DD)",
        )
