"""Which files a path names: the file itself, or those of a folder that may hold a glossary."""

from __future__ import annotations

import os
import stat
from pathlib import Path

from msgspec import Struct

from pipeline.errors import SourceError
from pipeline.extract.catalogue import CATALOGUE
from pipeline.extract.collection.unregistered import is_attached
from pipeline.extract.containers.limits import refuse_size

# More files than any folder of glossaries holds.
_MOST = 2000
_REMEDY = "name the file of the glossary itself"


class Chosen(Struct, frozen=True):
    """A file to register: its path, how the user named it, its bytes, and whether it was found in a
    folder.
    """

    path: Path
    shown: str
    content: bytes
    of_folder: bool


def chosen(path: Path, project: Path) -> tuple[list[Chosen], list[tuple[str, str]]]:
    """The files that a path names, sorted, and what a folder holds besides, with the reason.

    `project` is resolved. Raises SourceError where the path is no file or folder that can be used.
    """
    if not path.is_dir():
        return [_file(path, str(path), project)], []
    folder = path.resolve()
    if folder == project or folder in project.parents:
        raise SourceError("this folder holds the project", where=str(path), remedy=_REMEDY)
    found: list[Chosen] = []
    left: list[tuple[str, str]] = []
    for name in _names(folder):
        shown = str(path / name)
        try:
            found.append(_file(folder / name, shown, project, of_folder=folder))
        except SourceError as error:
            left.append((shown, error.what))
    return found, left


def _names(folder: Path) -> list[str]:
    """The files below a folder, sorted: not hidden ones, not what belongs to a saved page, not the
    list of sources.
    """
    names: list[str] = []
    for root, folders, files in os.walk(folder):
        here = Path(root)
        folders[:] = sorted(
            name for name in folders if not name.startswith(".") and not is_attached(name, files)
        )
        names += [
            (here / name).relative_to(folder).as_posix()
            for name in files
            if not name.startswith(".") and name != CATALOGUE.name
        ]
        if len(names) > _MOST:
            raise SourceError(
                f"this folder holds more than {_MOST} files", where=str(folder), remedy=_REMEDY
            )
    return sorted(names)


def _file(path: Path, shown: str, project: Path, *, of_folder: Path | None = None) -> Chosen:
    """A file with its bytes; it is opened once, so that what is looked at is what is read."""
    _refuse_link(path, shown, project, of_folder)
    if path.resolve() == project / CATALOGUE:
        raise SourceError("this is the list of the sources", where=shown, remedy=_REMEDY)
    try:
        # Without waiting: opening a pipe that nobody writes into would never return.
        handle = os.open(path, os.O_RDONLY | os.O_NONBLOCK)
    except OSError as error:
        raise SourceError(
            f"the file cannot be read ({error.strerror})", where=shown, remedy=_REMEDY
        ) from None
    with os.fdopen(handle, "rb") as file:
        about = os.fstat(file.fileno())
        if not stat.S_ISREG(about.st_mode):
            raise SourceError("this is no plain file", where=shown, remedy=_REMEDY)
        refuse_size(about.st_size, shown)
        return Chosen(path, shown, file.read(), of_folder is not None)


def _refuse_link(path: Path, shown: str, project: Path, of_folder: Path | None) -> None:
    """Raise SourceError where a link inside sources/ leads out of it, or one inside a folder out of
    that folder.
    """
    sources = project / CATALOGUE.parent
    real = path.resolve()
    place = path.parent.resolve()
    bounds = [sources] if place == sources or sources in place.parents else []
    bounds += [of_folder] if of_folder else []
    for bound in bounds:
        if not real.is_relative_to(bound):
            raise SourceError(
                "this link leads out of its folder", where=shown, remedy="put the file itself there"
            )
