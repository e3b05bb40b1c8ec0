"""What surrounds the run of a verb: where the project is, what is shown meanwhile."""

from __future__ import annotations

import shlex
import shutil
import signal
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from pipeline.errors import InputError, StageError

PROGRAM = "glossograph"


@contextmanager
def places(project: Path, output: Path | None) -> Iterator[tuple[Path, Path]]:
    """The folders of the project and of the build.

    Raises StageError where there is no project. An OSError in the block that names no file (a full
    disk names none) gets the name of the build's folder.
    """
    root = project.resolve()
    if not (root / "sources" / "sources.toml").is_file():
        raise StageError(
            "this folder has no sources/sources.toml",
            where=str(project),
            remedy="run the command in the project's folder or name it with --project",
        )
    target = output.resolve() if output else root / "output"
    try:
        yield root, target
    except OSError as error:
        if error.filename is not None:
            raise
        raise OSError(error.errno, error.strerror or str(error), str(target)) from None


def shown(message: str) -> str:
    """A message with paths as the user would write them: relative to where they are."""
    return message.replace(f"{Path.cwd()}/", "")


def as_called(command: str, *, absolute: bool = False) -> str:
    """A command of this program as it can be typed: by the path that the program was called by,
    unless the shell finds it by its name.
    """
    called = Path(sys.argv[0])
    if called.name != PROGRAM or shutil.which(PROGRAM) == str(called.absolute()):
        return command
    path = str(called.absolute()) if absolute else shown(str(called))
    return shlex.quote(path) + command.removeprefix(PROGRAM)


def refuse_bytes(text: str, what: str) -> None:
    """Raise StageError where an argument was no UTF-8: Python keeps such bytes as surrogates."""
    try:
        text.encode("utf-8")
    except UnicodeEncodeError as error:
        raise StageError(
            f"the {what} is not UTF-8: character {error.start + 1} is an invalid byte",
            remedy="save it as UTF-8",
        ) from None


def refuse_target(target: Path, files: Sequence[str], *, option: str = "-o") -> None:
    """Raise InputError where a file to write, given with `option`, is none, or is one of the files
    that are read.
    """
    if str(target) == "-":
        raise InputError(
            f"{option} names a file to write", remedy="leave it out for standard output"
        )
    if not target.exists():
        return
    if not target.is_file():
        raise InputError(
            "this is no plain file", where=str(target), remedy=f"name another with {option}"
        )
    if any(Path(file).exists() and target.samefile(file) for file in files if file != "-"):
        raise InputError(
            "this is one of the files that are read",
            where=str(target),
            remedy=f"name another with {option}",
        )


@contextmanager
def interruptible() -> Iterator[None]:
    """Let Ctrl-C end the process at once: Python's own handler waits for Oxigraph to return."""
    handler = signal.signal(signal.SIGINT, signal.SIG_DFL)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, handler)


@contextmanager
def progress(message: str) -> Iterator[None]:
    """A spinner on a terminal, nothing in a pipe."""
    if not sys.stderr.isatty():
        yield
        return
    from rich.console import Console
    from rich.text import Text

    with Console(stderr=True).status(Text(f"{message}…")):
        yield
