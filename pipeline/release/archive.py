"""Checksums as `sha256sum` writes and checks them, and the zip of a release: the same bytes for
the same files, whoever makes it and when.
"""

from __future__ import annotations

import shutil
import zipfile
from collections.abc import Mapping
from datetime import date
from pathlib import Path

from pipeline.errors import StageError
from pipeline.files import sha256

CHECKSUMS = "SHA256SUMS"


def files_in(folder: Path) -> dict[str, Path]:
    """The files in a folder by their name in it, with `/` between folders, sorted."""
    found = {p.relative_to(folder).as_posix(): p for p in folder.rglob("*") if p.is_file()}
    return dict(sorted(found.items()))


def checksums(files: Mapping[str, Path]) -> str:
    """The lines of a checksum file, in the order of the files."""
    return "".join(f"{sha256(path)}  {name}\n" for name, path in files.items())


def refuse_altered(folder: Path) -> None:
    """Raise StageError where a release that is kept is not what was released."""
    listed = folder / CHECKSUMS
    held = {name: path for name, path in files_in(folder).items() if path != listed}
    if not listed.is_file() or listed.read_text(encoding="utf-8") != checksums(held):
        raise StageError(
            f"this release is not what its {CHECKSUMS} says",
            where=str(folder),
            remedy="restore the folder from the last commit: what was released never changes",
        )


def write_zip(path: Path, top: str, files: Mapping[str, Path], day: str) -> None:
    """Write a zip whose names begin with the folder `top`, a checksum file among them.

    Each file has the date `day` (ISO 8601, from 1980 on), midnight, and the permissions 644.
    """
    when = date.fromisoformat(day)
    listing = checksums(dict(sorted(files.items()))).encode("utf-8")
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name in sorted([*files, CHECKSUMS]):
            entry = zipfile.ZipInfo(f"{top}/{name}", (when.year, when.month, when.day, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 3  # Unix, wherever it is made: the permissions mean something
            entry.external_attr = 0o100644 << 16
            with archive.open(entry, "w") as target:
                if name == CHECKSUMS:
                    target.write(listing)
                else:
                    with files[name].open("rb") as source:
                        shutil.copyfileobj(source, target)
