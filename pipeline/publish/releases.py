"""The releases that were made before this build: output/releases/<version>/release.json."""

from __future__ import annotations

from pathlib import Path

from msgspec import Struct

from pipeline.files import read_json
from pipeline.semver import precedence

FOLDER = "releases"
RECORD = "release.json"


class Release(Struct, frozen=True):
    """One release: its version, its date (ISO 8601), its counts as `counts.tally` names them, and
    the base of its IRIs.
    """

    version: str
    date: str
    counts: dict[str, int]
    base: str = ""


def read_releases(output: Path) -> list[Release]:
    """The releases kept in an output folder, the newest version first.

    Raises StageError where a record is damaged.
    """
    records = [
        read_json(path, Release, made_by="release")
        for path in sorted((output / FOLDER).glob(f"*/{RECORD}"))
    ]
    return sorted(records, key=lambda release: precedence(release.version), reverse=True)


def is_last_release(releases: list[Release], output: Path, name: str, content: bytes) -> bool:
    """Whether a file of this content is what the last of `releases` keeps under that name.

    One that is just being made keeps none yet, and is the last.
    """
    if not releases:
        return False
    kept = output / FOLDER / releases[0].version / name
    return not kept.exists() or kept.read_bytes() == content
