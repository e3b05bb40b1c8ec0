"""The releases that were made before this build: output/releases/<version>/release.json."""

from __future__ import annotations

import re
from pathlib import Path

from msgspec import Struct

from pipeline.files import read_json

RECORD = "release.json"


class Release(Struct, frozen=True):
    """One release: its version, its date (ISO 8601), its counts as `counts.tally` names them."""

    version: str
    date: str
    counts: dict[str, int]


def read_releases(output: Path) -> list[Release]:
    """The releases kept in an output folder, the newest version first.

    Raises StageError where a record is damaged.
    """
    records = [
        read_json(path, Release, made_by="release")
        for path in sorted((output / "releases").glob(f"*/{RECORD}"))
    ]
    return sorted(records, key=lambda release: version_key(release.version), reverse=True)


def version_key(version: str) -> tuple[tuple[int, ...], bool, str]:
    """A key that sorts versions as Semantic Versioning 2.0.0, 11, does; 1.0.0-rc1 before 1.0.0."""
    core, _, extra = version.partition("-")
    numbers = tuple(int(number) for number in re.findall(r"[0-9]+", core))
    return numbers, not extra, extra
