"""The kinds of files that can be opened. Adding one: a module here, a line below, a fixture."""

from __future__ import annotations

from typing import Protocol, cast

from pipeline.extract.containers import (
    html,
    json_records,
    office,
    pdf,
    plain,
    rdf,
    separated,
    sheets,
    tbx,
    tex,
)
from pipeline.extract.containers.limits import refuse_size
from pipeline.extract.document import Document
from pipeline.extract.signs.contents import without_contents


class Container(Protocol):
    """A kind of file: one module of `containers/`."""

    def sniff(self, content: bytes, name: str) -> float:
        """How sure it is, in [0, 1], that a file of this name and content is of this kind; looks at
        a bounded part of it.
        """
        ...

    def open(self, content: bytes, *, where: str, language: str) -> Document:
        """The document; `language` (BCP 47) is the one wanted where a file speaks several. Raises
        SourceError, naming `where`, for what cannot be opened in bounded time and memory.
        """
        ...


CONTAINERS: tuple[Container, ...] = tuple(
    cast(Container, module)
    for module in (pdf, office, sheets, rdf, tbx, tex, json_records, html, separated)
)


def open_document(content: bytes, name: str, *, where: str, language: str = "fr") -> Document:
    """Open a file by what it holds; its name only helps. What is no container is plain text.

    Raises SourceError, naming `where`: too large, empty, binary, damaged.
    """
    refuse_size(len(content), where)
    sure, index = max(
        (container.sniff(content, name), -index) for index, container in enumerate(CONTAINERS)
    )
    opened = CONTAINERS[-index].open if sure >= 0.5 else plain.open
    return without_contents(opened(content, where=where, language=language))
