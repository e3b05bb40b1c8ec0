"""Publishing a whole set of files at once: fill a staging folder, then move its files into place.

A set that was staged completely carries a manifest; if the moving is interrupted, the next run
finds the manifest and finishes it. A set without one is thrown away. So output/ shows one build
or, for the moment of the swap, is on its way to the next: never half of a failed one.
"""

from __future__ import annotations

import hashlib
import os
import shutil
from pathlib import Path, PurePosixPath

from msgspec import Struct

from pipeline.errors import StageError
from pipeline.files import read_json, write_bytes, write_json

MANIFEST = "published.json"


class PublishedFile(Struct, frozen=True, order=True):
    """One published file: its name under the output folder, its size in bytes, its checksum."""

    name: str
    bytes: int
    sha256: str


class Manifest(Struct, frozen=True):
    """What one publication put in place; `identifiers` where it installed identifiers.csv too."""

    files: list[PublishedFile]
    identifiers: PublishedFile | None = None


class Staging:
    """The folder `work/staging` of an output folder: filled with `add`, put in place by `swap`.

    `identifiers` is the file that a publication replaces if it stages new identifiers.
    """

    def __init__(self, output: Path, identifiers: Path) -> None:
        self._output = output
        self._installed = identifiers
        self._fresh = identifiers.with_name(f".{identifiers.name}.new")
        self._folder = output / "work" / "staging"
        self._record = output / "work" / MANIFEST
        self._files: dict[str, PublishedFile] = {}
        self._staged_identifiers: PublishedFile | None = None

    def recover(self) -> None:
        """Finish a swap that was interrupted, or throw away what was never complete."""
        if (self._folder / MANIFEST).exists():
            self._move(read_json(self._folder / MANIFEST, Manifest, made_by="publish"))
        shutil.rmtree(self._folder, ignore_errors=True)
        self._fresh.unlink(missing_ok=True)

    def add(self, name: str, content: bytes) -> None:
        """Stage one file; `name` is relative to the output folder, with `/` between folders."""
        write_bytes(self._staged(name), content)
        self._files[name] = _described(name, content)

    def add_identifiers(self, path: Path) -> None:
        """Stage the new identifiers.csv, with the time it was written."""
        content = path.read_bytes()
        staged = self._folder / "identifiers"
        write_bytes(staged, content)
        _copy_time(path, staged)
        self._staged_identifiers = _described("identifiers.csv", content)

    def swap(self) -> Manifest:
        """Put the staged set in place of the one before it; the manifest is written last."""
        files = [self._files[name] for name in sorted(self._files)]
        manifest = Manifest(files, self._staged_identifiers)
        write_json(self._folder / MANIFEST, manifest)
        self._move(manifest)
        shutil.rmtree(self._folder)
        return manifest

    def _move(self, manifest: Manifest) -> None:
        for file in manifest.files:
            self._put(self._staged(file.name), self._output / file.name, file)
        for name in self._previous() - {file.name for file in manifest.files}:
            (self._output / name).unlink(missing_ok=True)
        if manifest.identifiers is not None:
            self._install(manifest.identifiers)
        write_json(self._record, manifest)

    def _put(self, staged: Path, target: Path, file: PublishedFile) -> None:
        """Move one file, unless the same bytes are in place already: then nothing is touched."""
        if _is(target, file):
            staged.unlink(missing_ok=True)
            return
        if not _is(staged, file):
            raise StageError(
                "an interrupted publication cannot be finished, this file of it is gone",
                where=str(target),
                remedy=f"delete {self._folder} and run `make publish` again",
            )
        target.parent.mkdir(parents=True, exist_ok=True)
        staged.replace(target)

    def _install(self, file: PublishedFile) -> None:
        """Copy identifiers.csv with its time (the folders may lie on different file systems)."""
        staged = self._folder / "identifiers"
        if _is(self._installed, file):
            return
        shutil.copyfile(staged, self._fresh)
        _copy_time(staged, self._fresh)
        self._fresh.replace(self._installed)

    def _previous(self) -> set[str]:
        if not self._record.exists():
            return set()
        record = read_json(self._record, Manifest, made_by="publish")
        return {file.name for file in record.files}

    def _staged(self, name: str) -> Path:
        path = PurePosixPath(name)
        if path.is_absolute() or ".." in path.parts or path.parts[:1] == ("work",):
            raise ValueError(f"not a name inside the output folder: {name}")
        return self._folder / "files" / path


def _described(name: str, content: bytes) -> PublishedFile:
    return PublishedFile(name, len(content), hashlib.sha256(content).hexdigest())


def _is(path: Path, file: PublishedFile) -> bool:
    """Whether a file with exactly these bytes is there."""
    if not path.is_file() or path.stat().st_size != file.bytes:
        return False
    return hashlib.sha256(path.read_bytes()).hexdigest() == file.sha256


def _copy_time(source: Path, target: Path) -> None:
    times = source.stat()
    os.utime(target, ns=(times.st_atime_ns, times.st_mtime_ns))
