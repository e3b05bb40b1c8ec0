"""What the stage made last time and of what, so that only what changed is read again."""

from __future__ import annotations

import hashlib
import platform
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path

import msgspec
from msgspec import Struct

import pipeline
from pipeline.files import sha256
from pipeline.model import Source

RECORD = "extract.json"


class Outcome(Struct, frozen=True, omit_defaults=True):
    """One file read, in figures. `unassigned` is a share of its text; `question` says why a person
    should choose the layout, `problem` why the file could not be read.
    """

    source: str
    path: str
    entries: int = 0
    flagged: int = 0
    reader: str = ""
    confidence: float = 0.0
    unassigned: float = 0.0
    question: str = ""
    problem: str = ""


class Kept(Struct, frozen=True):
    """An outcome with the key of what it was made of, and the checksums of the files written."""

    key: str
    outcome: Outcome
    files: dict[str, str]


Record = dict[str, Kept]
"""By folder and id, such as `extract/jardin`."""


def read_record(work: Path) -> Record:
    """The record of the last run; nothing where there is none that can be read."""
    try:
        return msgspec.json.decode((work / RECORD).read_bytes(), type=Record)
    except (OSError, msgspec.DecodeError):
        return {}


def still_holds(kept: Kept | None, key: str, work: Path) -> bool:
    """Whether it was made of the same, and all that was written is there and whole."""
    if kept is None or kept.key != key:
        return False
    return all(
        (work / name).is_file() and sha256(work / name) == digest
        for name, digest in kept.files.items()
    )


def key_of(sources: Sequence[Source], checksums: Sequence[str] = ()) -> str:
    """The key of what is read together: the descriptions, with the checksums of the texts, and the
    code that reads them.
    """
    told = msgspec.json.encode([code_version(), list(sources), list(checksums)])
    return hashlib.sha256(told).hexdigest()


@cache
def code_version() -> str:
    """A checksum of what decides how a text is read: this room, what it shares, the libraries."""
    told = hashlib.sha256(platform.python_version().encode())
    root = Path(pipeline.__file__).parents[1]
    for path in _code(root):
        name = path.relative_to(root).as_posix()
        told.update(name.encode() + b"\0" + path.read_bytes() + b"\0")
    return told.hexdigest()


def _code(root: Path) -> Iterator[Path]:
    yield from filter(Path.is_file, [root / "requirements.lock"])
    package = root / "pipeline"
    for path in sorted([*package.glob("*.py"), *(package / "extract").rglob("*")]):
        if path.is_file() and "__pycache__" not in path.parts:
            yield path
