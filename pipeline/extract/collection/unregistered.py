"""Files in sources/ that sources.toml does not describe yet: read so that they can be judged."""

from __future__ import annotations

import hashlib
import os
import shlex
from collections.abc import Iterator, Sequence
from pathlib import Path

from slugify import slugify

from pipeline.errors import SourceError
from pipeline.extract.catalogue import CATALOGUE
from pipeline.extract.containers.limits import refuse_size
from pipeline.model import Source

_FOLDER = CATALOGUE.parent


def unregistered(project: Path, sources: Sequence[Source]) -> list[str]:
    """The paths, from sources/ and in order, of the files that no source names; hidden files and
    those whose name begins with README are none of the user's glossaries.
    """
    known = {CATALOGUE.as_posix(), *(source.path for source in sources)}
    return [path for path in _files(project) if f"{_FOLDER.as_posix()}/{path}" not in known]


def _files(project: Path) -> Iterator[str]:
    root = project / _FOLDER
    for folder, folders, names in os.walk(root):
        folders[:] = sorted(name for name in folders if _counts(name))
        for name in sorted(filter(_counts, names)):
            yield (Path(folder) / name).relative_to(root).as_posix()


def _counts(name: str) -> bool:
    return not name.startswith((".", "README"))


def provisional(paths: Sequence[str]) -> list[Source]:
    """A source for each path, its id made of the path without its ending; ids are distinct."""
    taken: set[str] = set()
    found = []
    for path in paths:
        name = slug_of(path)
        identifier, number = name, 2
        while identifier in taken:
            identifier, number = f"{name}-{number}", number + 1
        taken.add(identifier)
        found.append(undescribed(identifier, path))
    return found


def slug_of(path: str) -> str:
    """The id that a file gets while it has none: the slug of its path without the ending."""
    stem = path.rpartition(".")[0] or path
    return slugify(stem.encode("utf-8", "replace").decode("utf-8")) or "source"


def undescribed(identifier: str, file: str) -> Source:
    """A source of which nothing is known but its file."""
    return Source(
        id=identifier, title=file, publisher="", url="", language="fr", rights="", sha256="",
        file=file,
    )  # fmt: skip


def read_unregistered(project: Path, source: Source) -> bytes:
    """The bytes of a file that is not registered.

    Raises SourceError where its name is none that sources.toml and a terminal can show, where it is
    no plain file of sources/, too large or unreadable.
    """
    where = named(source.path)
    if not source.file.isprintable():
        raise SourceError(
            "this name holds characters that cannot be shown",
            where=where,
            remedy="rename the file",
        )
    path = project / source.path
    if not path.resolve().is_relative_to((project / _FOLDER).resolve()):
        raise SourceError(
            "this link leads out of sources/", where=where, remedy="put the file itself there"
        )
    if not path.is_file():
        raise SourceError("this is no plain file", where=where, remedy="take it out of sources/")
    try:
        refuse_size(path.stat().st_size, where)
        return path.read_bytes()
    except OSError as error:
        raise SourceError(
            f"the file cannot be read ({error.strerror})", where=where, remedy="make it readable"
        ) from None


def digest(content: bytes) -> str:
    """The checksum of a file's bytes, in hexadecimal digits."""
    return hashlib.sha256(content).hexdigest()


def named(path: str) -> str:
    """A path as it can be printed on one line: what cannot be shown is escaped."""
    return "".join(c if c.isprintable() else ascii(c)[1:-1] for c in path)


def registering(path: str) -> str:
    """The command that registers a file."""
    return f"glossograph add {shlex.quote(path)}"
