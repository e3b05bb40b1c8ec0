"""Reading and writing the files between the stages: UTF-8, atomic, one JSON object a line."""

from __future__ import annotations

import hashlib
import os
import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import TypeVar

import msgspec

from pipeline.errors import StageError

Record = TypeVar("Record")


def write_bytes(path: Path, content: bytes) -> None:
    """Write `content` to `path` atomically: a temporary file in the same folder, then a rename."""
    write_chunks(path, [content])


def write_chunks(path: Path, chunks: Iterable[bytes]) -> None:
    """Write the chunks one after the other to `path`, atomically as `write_bytes` does."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.writelines(chunks)
        Path(name).chmod(0o644)
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def write_text(path: Path, content: str) -> None:
    """Write `content` to `path` atomically as UTF-8, with its line ends as they are."""
    write_bytes(path, content.encode("utf-8"))


def write_json(path: Path, record: object) -> None:
    """Write one record as indented JSON."""
    write_bytes(path, msgspec.json.format(msgspec.json.encode(record), indent=1) + b"\n")


def write_lines(path: Path, records: Iterable[object]) -> None:
    """Write records as JSON, one a line."""
    write_bytes(path, b"".join(msgspec.json.encode(record) + b"\n" for record in records))


def read_json(path: Path, kind: type[Record], *, made_by: str) -> Record:
    """Read one record of `kind`.

    Raises StageError where the file is missing or is not what the stage `made_by` writes.
    """
    try:
        return msgspec.json.decode(path.read_bytes(), type=kind)
    except FileNotFoundError:
        raise _missing(path, made_by) from None
    except msgspec.DecodeError as error:
        raise _damaged(path, str(error), made_by) from None


def read_lines(path: Path, kind: type[Record], *, made_by: str) -> list[Record]:
    """Read the records of a JSON-lines file; raises as `read_json` does."""
    try:
        content = path.read_bytes()
    except FileNotFoundError:
        raise _missing(path, made_by) from None
    decoder = msgspec.json.Decoder(kind)
    records = []
    for number, line in enumerate(content.splitlines(), start=1):
        try:
            records.append(decoder.decode(line))
        except msgspec.DecodeError as error:
            raise _damaged(path, f"line {number}: {error}", made_by) from None
    return records


def sha256(path: Path) -> str:
    """The checksum of a file, in hexadecimal digits."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _missing(path: Path, made_by: str) -> StageError:
    return StageError(
        "this stage file does not exist", where=str(path), remedy=f"run `make {made_by}` first"
    )


def _damaged(path: Path, problem: str, made_by: str) -> StageError:
    return StageError(
        f"not a file that the stage `{made_by}` writes ({problem})",
        where=str(path),
        remedy=f"delete it and run `make {made_by}` again",
    )
