"""What is fuzzed: every reader on any text, every container on any bytes, and the whole."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from pipeline.errors import SourceError
from pipeline.extract.accounting import accounted
from pipeline.extract.anatomy import refine
from pipeline.extract.containers import CONTAINERS, Container, open_document, plain
from pipeline.extract.document import Document
from pipeline.extract.extraction import extract_document
from pipeline.extract.readers import READERS
from pipeline.extract.reading import Reader
from pipeline.model import Source
from tests.extract.test_corpus import FILES
from tests.fuzz.inside import MEMBERS, laid_out, member_seeds, packed, page_seeds

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


def _inside(fixture: str, member: str) -> Target:
    pack = packed(fixture, member)

    def target(content: bytes) -> None:
        _whole(pack(content))

    return target


def _pages(content: bytes) -> None:
    document = laid_out(content)
    for reader in READERS:
        check(document, reader)


def seeds_of(target: str) -> Iterator[bytes]:
    """What fuzzing a target begins with."""
    if target == "pdf-pages":
        yield from page_seeds()
    elif target in MEMBERS:
        yield from member_seeds(MEMBERS[target][1])
    else:
        yield from (path.read_bytes() for path in FILES)


def _name(container: Container) -> str:
    return f"open-{str(vars(container)['__name__']).rpartition('.')[2]}"


TARGETS: dict[str, Target] = {
    **{f"read-{reader.NAME}": _reading(reader) for reader in READERS},
    **{_name(container): _opening(container) for container in CONTAINERS},
    **{name: _inside(*where) for name, where in MEMBERS.items()},
    "pdf-pages": _pages,
    "whole": _whole,
}
