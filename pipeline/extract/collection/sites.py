"""Sources by site: the pages of one host are opened together, so that what recurs is told apart."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from urllib.parse import urlsplit

from pipeline.extract.collection.recurrence import recurring
from pipeline.extract.containers import open_document
from pipeline.extract.document import Document
from pipeline.model import Source

Reads = Callable[[Source], bytes]
"""Gives the bytes of a source."""


def by_site(sources: Iterable[Source]) -> list[list[Source]]:
    """The sources divided by the host of their address, both in the order given."""
    sites: dict[str, list[Source]] = {}
    for source in sources:
        sites.setdefault(urlsplit(source.url).hostname or source.url, []).append(source)
    return list(sites.values())


def open_site(site: Sequence[Source], read: Reads) -> list[Document]:
    """The documents of one site, what recurs on its pages marked as aside.

    Raises SourceError, naming the file, for one that cannot be read or opened.
    """
    documents = [
        open_document(read(source), _name(source), where=source.path, language=source.language)
        for source in site
    ]
    return recurring(documents) if len(documents) > 1 else documents


def _name(source: Source) -> str:
    return source.path.rsplit("/", 1)[-1]
