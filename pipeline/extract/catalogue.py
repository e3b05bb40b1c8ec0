"""sources/sources.toml: which raw texts there are and what is known of each."""

from __future__ import annotations

import hashlib
import re
import shlex
import tomllib
from pathlib import Path

import msgspec

from pipeline.errors import SourceError
from pipeline.extract.containers.limits import read_plain_file
from pipeline.model import Source
from pipeline.vocabulary import is_date, is_language, is_web_address

CATALOGUE = Path("sources/sources.toml")
_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


def load_catalogue(project: Path, *, may_be_empty: bool = False) -> list[Source]:
    """Read the descriptions of all sources, in the order they are written.

    Raises SourceError, with the line, where the file does not parse, a key is unknown or missing,
    an id is not a file name of lower-case letters, digits and hyphens or stands twice, or a url,
    language or date is none.
    """
    path = project / CATALOGUE
    where = CATALOGUE.as_posix()
    try:
        text = path.read_bytes().decode("utf-8")
        tables = tomllib.loads(text)
    except FileNotFoundError:
        raise SourceError(
            "the list of sources does not exist", where=where, remedy="write it, a table a source"
        ) from None
    except UnicodeDecodeError as error:
        raise SourceError(
            f"not UTF-8 at byte {error.start}", where=where, remedy="save it as UTF-8"
        ) from None
    except tomllib.TOMLDecodeError as error:
        raise SourceError(
            f"not valid TOML: {error}", where=where, remedy="correct that line"
        ) from None
    unknown = sorted(set(tables) - {"source"})
    rows = tables.get("source", [])
    if unknown or not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise SourceError(
            f"unknown key `{(unknown or ['source'])[0]}`",
            where=where,
            remedy="describe each source in a [[source]] table",
        )
    if not rows and not may_be_empty:
        raise SourceError(
            "it lists no source", where=where, remedy="register one: glossograph add FILE"
        )
    lines = [
        number
        for number, line in enumerate(text.splitlines(), start=1)
        if re.match(r"\s*\[\[\s*source\s*\]\]", line)
    ]
    sources: dict[str, Source] = {}
    for index, row in enumerate(rows):
        place = (
            f"{where}:{lines[index]}" if len(lines) == len(rows) else f"{where}, source {index + 1}"
        )
        source = _source(row, place)
        if source.id in sources:
            raise SourceError(
                f"the id `{source.id}` stands twice", where=place, remedy="give each source its own"
            )
        sources[source.id] = source
    return list(sources.values())


def _source(row: dict[str, object], place: str) -> Source:
    try:
        source = msgspec.convert(row, Source)
    except msgspec.ValidationError as error:
        raise SourceError(
            str(error), where=place, remedy="the keys are listed at the top of the file"
        ) from None
    if not _ID.fullmatch(source.id):
        raise SourceError(
            f"the id `{source.id}` cannot name a file and an IRI",
            where=place,
            remedy="use lower-case letters, digits and hyphens",
        )
    _refuse_file(source, place)
    if source.url and not is_web_address(source.url):
        raise SourceError(
            f"the url `{source.url}` is no web address",
            where=place,
            remedy="write all of it, https:// included, without spaces, or leave it empty",
        )
    if not is_language(source.language):
        raise SourceError(
            f"the language `{source.language}` is no language tag",
            where=place,
            remedy="write a tag such as fr or fr-CH",
        )
    if source.collected and not is_date(source.collected):
        raise SourceError(
            f"`{source.collected}`, the day it was collected, is no date",
            where=place,
            remedy="write it as 2026-11-22, or leave it out where it is unknown",
        )
    return source


def _refuse_file(source: Source, place: str) -> None:
    """Raise SourceError where `file` leads out of sources/ or cannot be shown."""
    if not source.file.isprintable():
        raise SourceError(
            f"the file {source.file!a} has characters in its name that cannot be shown",
            where=place,
            remedy="rename the file",
        )
    parts = source.file.split("/")
    is_odd = not source.file.isprintable() or "\\" in source.file
    if source.file and (is_odd or not all(parts) or {".", ".."} & set(parts)):
        raise SourceError(
            f"the file `{source.file}` does not lie in sources/",
            where=place,
            remedy="write its path from that folder, such as page.html or site/page.html",
        )


def source_path(project: Path, source: Source) -> Path:
    """The file that holds a source."""
    return project / source.path


def refuse_missing(project: Path, source: Source) -> None:
    """Raise SourceError where the file of a source does not exist, or leads out of the project."""
    path = source_path(project, source)
    if not path.exists():
        raise SourceError(
            f"the source `{source.id}` is listed but its text is missing",
            where=source.path,
            remedy=f"put the file back or remove its table from {CATALOGUE.as_posix()}",
        )
    if not path.resolve().is_relative_to((project / CATALOGUE.parent).resolve()):
        raise SourceError(
            "this link leads out of sources/", where=source.path, remedy="put the file itself there"
        )


def read_content(project: Path, source: Source) -> bytes:
    """The bytes of a source, as they were found.

    Raises SourceError where the file is missing, too large, cannot be read, or is not the one whose
    checksum was recorded.
    """
    refuse_missing(project, source)
    path = source_path(project, source)
    try:
        content = read_plain_file(path, source.path)
    except OSError as error:
        raise SourceError(
            f"the text cannot be read ({error.strerror})",
            where=source.path,
            remedy="make it a plain file",
        ) from None
    digest = hashlib.sha256(content).hexdigest()
    if digest != source.sha256:
        raise SourceError(
            f"the text is not the one recorded (its SHA-256 is {digest})",
            where=source.path,
            remedy="restore it, or take it as it is: glossograph add " + shlex.quote(source.path),
        )
    return content
