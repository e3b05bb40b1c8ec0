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
_PAGES = (".html", ".htm", ".xhtml")
# How browsers call the folder of what belongs to a page that they saved.
_ATTACHED = ("_files", "_fichiers", "-dateien", ".files")


def unregistered(project: Path, sources: Sequence[Source]) -> list[str]:
    """The paths, from sources/ and in order, of the files that no source names; hidden files,
    those whose name begins with README and what a browser saved beside a page (pictures, styles)
    are none of the user's glossaries.
    """
    known = {CATALOGUE.as_posix(), *(source.path for source in sources)}
    return [path for path in _files(project) if f"{_FOLDER.as_posix()}/{path}" not in known]


def _files(project: Path) -> Iterator[str]:
    root = project / _FOLDER
    for folder, folders, names in os.walk(root):
        folders[:] = sorted(
            name for name in folders if _counts(name) and not is_attached(name, names)
        )
        for name in sorted(filter(_counts, names)):
            yield (Path(folder) / name).relative_to(root).as_posix()


def is_attached(folder: str, names: Sequence[str]) -> bool:
    """Whether a folder holds what belongs to a page that a browser saved beside it; `names` are the
    files that lie beside the folder.
    """
    pages = {Path(name).stem for name in names if name.lower().endswith(_PAGES)}
    lower = folder.lower()
    return any(lower.endswith(end) and folder[: -len(end)] in pages for end in _ATTACHED)


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


def registering(path: str, *, in_doubt: bool = False) -> str:
    """The command that registers a file; where its layout is in doubt a person names the reader."""
    return f"glossograph add {shlex.quote(path)}{' --reader READER' if in_doubt else ''}"


def explaining(path: str) -> str:
    """The command that shows how a file was read."""
    return f"glossograph extract --explain {shlex.quote(path)}"
