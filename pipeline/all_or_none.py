"""Putting a set of files in place, all of them or none: for what people wrote, too.

The new files are first written beside those they replace, the old ones copied aside, then each is
renamed into place. Whatever fails, the old ones come back as they were, with their times. A run
that was killed leaves a journal, from which the next run takes the step back.
"""

from __future__ import annotations

import shutil
import signal
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from msgspec import Struct

from pipeline.files import read_json, sha256, write_json

_JOURNAL = "journal.json"
_SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


class _Step(Struct, frozen=True):
    """One file: its path in the project, the checksum of what comes, the name under which the
    journal keeps what was there (empty where nothing was), the folders that are made for it.
    """

    path: str
    sha256: str
    old: str
    folders: list[str]


def put_in_place(project: Path, files: Mapping[str, Path]) -> None:
    """Copy `files` (path in the project -> the file to copy) into the project, all or none.

    They are written in their order, so that a later one is never older than one before it.
    """
    take_back(project)
    journal = _journal(project)
    steps = [_step(project, number, *item) for number, item in enumerate(files.items())]
    try:
        journal.mkdir(parents=True)
        for step in steps:
            if step.old:
                shutil.copy2(project / step.path, journal / step.old)
        write_json(journal / _JOURNAL, steps)
        for step, source in zip(steps, files.values(), strict=True):
            _beside(project / step.path).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(source, _beside(project / step.path))
        with _undisturbed():
            for step in steps:
                _beside(project / step.path).replace(project / step.path)
        # Whoever pressed Ctrl-C meanwhile is heard before this line, and all is taken back.
        (journal / _JOURNAL).unlink()
    except BaseException:
        take_back(project)
        raise
    shutil.rmtree(journal, ignore_errors=True)


def take_back(project: Path) -> None:
    """Undo a `put_in_place` that did not come to its end; without one nothing happens.

    A file that was changed since it was put in place is left as it is.
    """
    journal = _journal(project)
    if (journal / _JOURNAL).exists():
        steps = read_json(journal / _JOURNAL, list[_Step], made_by="release")
        with _undisturbed():
            for step in steps:
                _undo(project, journal, step)
            (journal / _JOURNAL).unlink()
    shutil.rmtree(journal, ignore_errors=True)


def _undo(project: Path, journal: Path, step: _Step) -> None:
    path = project / step.path
    _beside(path).unlink(missing_ok=True)
    if path.is_file() and sha256(path) == step.sha256:
        if step.old:
            shutil.copy2(journal / step.old, _beside(path))
            _beside(path).replace(path)
        else:
            path.unlink()
    for name in step.folders:
        folder = project / name
        if folder.is_dir() and not any(folder.iterdir()):
            folder.rmdir()


def _step(project: Path, number: int, path: str, source: Path) -> _Step:
    folders = []
    folder = (project / path).parent
    while not folder.exists():
        folders.append(folder.relative_to(project).as_posix())
        folder = folder.parent
    old = str(number) if (project / path).exists() else ""
    return _Step(path, sha256(source), old, folders)


def _journal(project: Path) -> Path:
    return project / "output" / "work" / "journal"


def _beside(path: Path) -> Path:
    return path.with_name(f".{path.name}.new")


@contextmanager
def _undisturbed() -> Iterator[None]:
    """Let Ctrl-C and the like wait until the block is done.

    Blocking the signals would not do: a thread of a library that does not block them takes them.
    """
    came: list[int] = []
    before = {each: signal.signal(each, lambda number, _: came.append(number)) for each in _SIGNALS}
    try:
        yield
    finally:
        for each, handler in before.items():
            signal.signal(each, handler)
        if came:
            signal.raise_signal(came[0])
