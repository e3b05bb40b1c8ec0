"""One file extracted by itself, in a project or outside of any; what the stage makes of it."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from msgspec import Struct, structs

from pipeline.errors import InputError
from pipeline.extract.catalogue import CATALOGUE, load_catalogue, read_content
from pipeline.extract.collection.sites import by_site, open_site
from pipeline.extract.collection.unregistered import digest, named, slug_of, undescribed
from pipeline.extract.containers import open_document
from pipeline.extract.containers.limits import LARGEST_FILE, refuse_size
from pipeline.extract.document import Document
from pipeline.model import Source

STANDARD_INPUT = "-"


class Opened(Struct, frozen=True):
    """A file with what is known of it, opened; `where` names it in messages."""

    source: Source
    document: Document
    where: str


def open_file(file: str, project: Path, *, reader: str = "", language: str = "") -> Opened:
    """Open a file, or standard input where `file` is `-`.

    One that is registered in `project` has its settings, and is opened beside the other pages of
    its site; `reader` and `language` overrule. Raises InputError where it is no file that can be
    read, SourceError as the catalogue and the containers do.
    """
    where = "standard input" if file == STANDARD_INPUT else named(file)
    content = _read(file, where)
    source = _registered(file, project)
    site = [source] if source else []
    if source:
        site = next(s for s in by_site(load_catalogue(project)) if source in s)
    else:
        name = "stdin" if file == STANDARD_INPUT else Path(file).name
        # A name is only a sign of the format; bytes that are no UTF-8 are none.
        source = undescribed(slug_of(name), name.encode("utf-8", "replace").decode("utf-8"))
    source = structs.replace(
        source,
        sha256=digest(content),
        reader=reader or source.reader,
        language=language or source.language,
    )
    if len(site) > 1:
        ids = [one.id for one in site]
        site[ids.index(source.id)] = source
        documents = open_site(
            site, lambda one: content if one is source else read_content(project, one)
        )
        document = documents[ids.index(source.id)]
    else:
        name = source.path.rsplit("/", 1)[-1]
        document = open_document(content, name, where=where, language=source.language)
    return Opened(source, document, where)


def _read(file: str, where: str) -> bytes:
    """The bytes of a file or a pipe, of which no more than the largest file is held."""
    if file == STANDARD_INPUT:
        content = sys.stdin.buffer.read(LARGEST_FILE + 1)
    else:
        path = Path(file)
        if not path.exists():
            raise InputError("there is no such file", where=where, remedy="name one that exists")
        if path.is_dir():
            raise InputError("this is a folder", where=where, remedy="name a file in it")
        refuse_size(path.stat().st_size, where)
        # A pipe that nobody writes to is empty; opening it as files are opened waits for ever.
        descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
        os.set_blocking(descriptor, True)
        with os.fdopen(descriptor, "rb") as stream:
            content = stream.read(LARGEST_FILE + 1)
    refuse_size(len(content), where)
    return content


def _registered(file: str, project: Path) -> Source | None:
    """The source of `project` that lies in this file, if any."""
    folder = (project / CATALOGUE.parent).resolve()
    if file == STANDARD_INPUT or not Path(file).resolve().is_relative_to(folder):
        return None
    if not (project / CATALOGUE).is_file():
        return None
    path = Path(file).resolve()
    for source in load_catalogue(project):
        if (project / source.path).resolve() == path:
            return source
    return None
