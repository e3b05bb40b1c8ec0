"""What is fuzzed: every reader on any text, every container on any bytes, and the whole."""

from __future__ import annotations

from collections.abc import Callable

from pipeline.errors import SourceError
from pipeline.extract.accounting import accounted
from pipeline.extract.anatomy import refine
from pipeline.extract.containers import CONTAINERS, Container, open_document, plain
from pipeline.extract.document import Document
from pipeline.extract.extraction import extract_document
from pipeline.extract.readers import READERS
from pipeline.extract.reading import Reader
from pipeline.model import Source

Target = Callable[[bytes], None]
SOURCE = Source(
    id="fuzz",
    title="",
    publisher="Éditeur",
    url="https://example.org/",
    language="fr",
    rights="",
    sha256="",
)


def check(document: Document, reader: Reader) -> None:
    """A reader stands the document and accounts for every character of it once."""
    reader.sniff(document)
    reading = refine(document, reader.read(document, "Éditeur"))
    pieces = sorted(span for kind in accounted(document, reading).values() for span in kind)
    end = 0
    for piece in pieces:
        if piece.start != end or piece.end <= piece.start:
            raise AssertionError(f"{reader.NAME}: {piece} follows {end}")
        end = piece.end
    if end != len(document.text):
        raise AssertionError(f"{reader.NAME}: {end} of {len(document.text)} accounted for")


def _reading(reader: Reader) -> Target:
    def target(content: bytes) -> None:
        check(plain.document_of(content.decode("utf-8", "replace")), reader)

    return target


def _opening(container: Container) -> Target:
    def target(content: bytes) -> None:
        container.sniff(content, "lexique")
        try:
            document = container.open(content, where="lexique", language="fr")
        except SourceError:
            return
        for reader in READERS:
            check(document, reader)

    return target


def _whole(content: bytes) -> None:
    try:
        document = open_document(content, "lexique", where="lexique")
        extract_document(document, SOURCE, where="lexique")
    except SourceError:
        return


def _name(container: Container) -> str:
    return f"open-{str(vars(container)['__name__']).rpartition('.')[2]}"


TARGETS: dict[str, Target] = {
    **{f"read-{reader.NAME}": _reading(reader) for reader in READERS},
    **{_name(container): _opening(container) for container in CONTAINERS},
    "whole": _whole,
}
