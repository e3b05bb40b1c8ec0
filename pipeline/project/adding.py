"""Glossaries registered in a project: copied into sources/, described in sources.toml; of one call
all or none.
"""

from __future__ import annotations

import hashlib
import re
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Literal

from msgspec import Struct, structs
from slugify import slugify

from pipeline.all_or_none import put_in_place, take_back
from pipeline.errors import SourceError
from pipeline.extract.catalogue import CATALOGUE, load_catalogue
from pipeline.extract.collection.unregistered import explaining
from pipeline.extract.containers import open_document
from pipeline.extract.document import Document
from pipeline.extract.doubts import refuse_doubtful
from pipeline.extract.extraction import Extraction, extract_document
from pipeline.extract.signs.titles import title_of
from pipeline.files import write_bytes
from pipeline.model import Source
from pipeline.project.choosing import Chosen, chosen
from pipeline.project.describing import LANGUAGES, described
from pipeline.project.toml_text import with_sha256, with_table
from pipeline.vocabulary import load_vocabulary

Outcome = Literal["registered", "changed", "known"]
_WHERE = CATALOGUE.as_posix()
# What a copy's name may end with: anything else has no meaning for a container.
_SUFFIX = re.compile(r"(\.[a-z0-9]{1,8})?")


class Added(Struct, frozen=True):
    """What became of a file: `registered` for the first time, `changed` since it was, or `known` as
    it is. `missing` are the keys of its table that a person must fill in; `extraction` is what was
    read of it, None where nothing was to be read anew.
    """

    file: str
    source: Source
    outcome: Outcome
    missing: list[str] = []
    extraction: Extraction | None = None


class Addition(Struct, frozen=True):
    """What a call did: a row a file, in order, and the files of folders that were left out, with
    the reason.
    """

    rows: list[Added]
    left: list[tuple[str, str]]


def add(project: Path, paths: Sequence[Path], given: Mapping[str, str]) -> Addition:
    """Register files, and the readable files of folders, in a project.

    `given` are keys of the table that the caller knows. Raises SourceError, and leaves all as it
    was, where a path that was named cannot be used; what cannot be read in a folder is left out.
    """
    take_back(project)
    return _Adding(project, given).run(paths)


class _Adding:
    def __init__(self, project: Path, given: Mapping[str, str]) -> None:
        self._project = project.resolve()
        self._folder = self._project / CATALOGUE.parent
        self._given = given
        self._language = load_vocabulary(project / "ontology/vocabulary.toml").language
        self._sources = load_catalogue(project, may_be_empty=True)
        self._text = (project / CATALOGUE).read_bytes().decode("utf-8")
        self._files: dict[str, bytes] = {}

    def run(self, paths: Sequence[Path]) -> Addition:
        rows: list[Added] = []
        left: list[tuple[str, str]] = []
        for path in paths:
            found, refused = chosen(path, self._project)
            left += refused
            for one in found:
                try:
                    rows.append(self._add(one))
                except SourceError as error:
                    if not one.of_folder:
                        raise
                    left.append((one.shown, error.what))
            if not found and path.is_dir():
                raise SourceError(
                    "this folder holds no file that can be read",
                    where=str(path),
                    remedy="name the file of the glossary",
                )
        if any(row.outcome != "known" for row in rows):
            self._write()
        return Addition(rows, left)

    def _add(self, one: Chosen) -> Added:
        digest = hashlib.sha256(one.content).hexdigest()
        inside = self._inside(one.path)
        for index, source in enumerate(self._sources):
            if inside is not None and source.path == f"{CATALOGUE.parent}/{inside}":
                if source.sha256 == digest:
                    return Added(one.shown, source, "known")
                return self._changed(one, index, digest)
        for source in self._sources:
            if source.sha256 == digest:
                return Added(one.shown, source, "known")
        return self._registered(one, inside, digest)

    def _changed(self, one: Chosen, index: int, digest: str) -> Added:
        source = structs.replace(self._sources[index], sha256=digest)
        extraction, _ = _read(one, source)
        self._text = with_sha256(self._text, index, digest, where=_WHERE)
        self._sources[index] = source
        return Added(one.shown, source, "changed", extraction=extraction)

    def _registered(self, one: Chosen, inside: str | None, digest: str) -> Added:
        suffix = one.path.suffix.lower()
        suffix = suffix if _SUFFIX.fullmatch(suffix) else ".txt"
        identifier = self._identifier(one, suffix, inside)
        file = inside or f"{identifier}{suffix}"
        source = Source(identifier, "", "", "", self._language, "", digest, file=file)
        source = structs.replace(
            source,
            publisher=self._given.get("publisher", ""),
            language=self._given.get("language", self._language),
            reader=self._given.get("reader", ""),
        )
        extraction, document = _read(one, source)
        about, missing = described(
            one.path.stem,
            document.metadata,
            extraction.entries,
            self._given,
            self._language,
            title_of(document, _beginning(extraction)),
        )
        if about["language"].partition("-")[0] not in LANGUAGES:
            raise SourceError(
                f"the glossary is in a language ({about['language']}) that no vocabulary holds yet",
                where=one.shown,
                remedy=f"name its language with --language if it is {' or '.join(LANGUAGES)}",
            )
        row = {"id": identifier}
        if file != f"{identifier}.txt":
            row["file"] = file
        row |= about
        if source.reader:
            row["reader"] = source.reader
        row["sha256"] = digest
        source = Source(**row)  # type: ignore[arg-type]
        self._text = with_table(self._text, row, where=_WHERE)
        self._sources.append(source)
        if inside is None:
            self._files[f"{CATALOGUE.parent}/{file}"] = one.content
        return Added(one.shown, source, "registered", missing, extraction)

    def _inside(self, path: Path) -> str | None:
        """The path of a file from sources/, None where it lies elsewhere."""
        full = path.parent.resolve() / path.name
        return full.relative_to(self._folder).as_posix() if self._folder in full.parents else None

    def _identifier(self, one: Chosen, suffix: str, inside: str | None) -> str:
        """An id that no source has, and under whose name, for a copy, no file lies."""
        stem = slugify(one.path.stem, max_length=60, word_boundary=True) or "glossaire"
        taken = {source.id for source in self._sources}
        number, name = 1, stem
        while name in taken or (inside is None and self._is_other(f"{name}{suffix}", one.content)):
            number += 1
            name = f"{stem}-{number}"
        return name

    def _is_other(self, name: str, content: bytes) -> bool:
        path = self._folder / name
        if name == CATALOGUE.name or path.is_symlink():
            return True
        return path.exists() and (not path.is_file() or path.read_bytes() != content)

    def _write(self) -> None:
        """Put the copies, then the list, in place."""
        files = {**self._files, _WHERE: self._text.encode("utf-8")}
        with tempfile.TemporaryDirectory(prefix="glossograph-add-") as folder:
            # What was given is held to what the catalogue holds everybody to, before it stands.
            write_bytes(Path(folder) / CATALOGUE, files[_WHERE])
            load_catalogue(Path(folder))
            staged = {name: Path(folder) / str(number) for number, name in enumerate(files)}
            for name, content in files.items():
                write_bytes(staged[name], content)
            put_in_place(self._project, staged)


def _beginning(extraction: Extraction) -> int:
    """Where the first entry begins."""
    first = extraction.entries[0]
    return first.headword.start if first.headword else first.senses[0].spans[0].start


def _read(one: Chosen, source: Source) -> tuple[Extraction, Document]:
    """What a file says, and the file opened; raises SourceError where nothing is read."""
    document = open_document(one.content, one.path.name, where=one.shown, language=source.language)
    extraction = extract_document(document, source, where=one.shown)
    if not extraction.entries:
        raise SourceError(
            "no entry was found in it",
            where=one.shown,
            remedy=f"see what was read: {explaining(one.shown)}",
        )
    refuse_doubtful(document, source, extraction, where=one.shown)
    return extraction, document
