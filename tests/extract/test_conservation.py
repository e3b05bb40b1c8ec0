"""Nothing lost: whatever happens to a file, every character of its text is accounted for once."""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.errors import SourceError
from pipeline.extract.accounting import accounted
from pipeline.extract.anatomy import refine
from pipeline.extract.containers import open_document
from pipeline.extract.document import Document
from pipeline.extract.extraction import extract_document
from pipeline.extract.readers import READERS
from pipeline.model import LEDGER_KINDS, Span
from tests.extract.test_corpus import FILES, source_of

NOISE = ["\ufeff", "\u2028", "\x00", " : ", "\n\n\n", "**", "[", "</", '"', "|", "\u0301", "é" * 9]


def shuffled(content: bytes, dice: random.Random) -> bytes:
    """Its lines in another order."""
    lines = content.splitlines(keepends=True)
    dice.shuffle(lines)
    return b"".join(lines)


def truncated(content: bytes, dice: random.Random) -> bytes:
    """A stretch of it."""
    start, end = sorted(dice.sample(range(len(content) + 1), 2))
    return content[start:end]


def doubled(content: bytes, dice: random.Random) -> bytes:
    """A stretch of it twice."""
    start, end = sorted(dice.sample(range(len(content) + 1), 2))
    return content[:end] + content[start:]


def noised(content: bytes, dice: random.Random) -> bytes:
    """With what does not belong there."""
    pieces = bytearray(content)
    for _ in range(dice.randint(1, 12)):
        at = dice.randint(0, len(pieces))
        pieces[at:at] = dice.choice(NOISE).encode()
    return bytes(pieces)


def unharmed(content: bytes, dice: random.Random) -> bytes:
    """As it is."""
    return content


Mutation = Callable[[bytes, random.Random], bytes]
MUTATIONS: list[Mutation] = [shuffled, truncated, doubled, noised, unharmed]


def check_partition(text: str, spans: dict[str, list[Span]]) -> None:
    assert tuple(spans) == LEDGER_KINDS
    end = 0
    for piece in sorted(span for kind in spans.values() for span in kind):
        assert piece.start == end < piece.end
        end = piece.end
    assert end == len(text)


def check_document(document: Document) -> None:
    """Its lines and its markup hold all that is not white space, in order."""
    end = 0
    bare = list(document.text)
    for mark in document.markup:
        bare[mark.start : mark.end] = " " * (mark.end - mark.start)
    for line in document.lines:
        assert not "".join(bare[end : line.start]).strip()
        assert document.text[line.start : line.end] == line.text == line.text.strip() != ""
        assert 0 <= line.marker + line.strong <= len(line.text)
        end = line.end
    assert not "".join(bare[end:]).strip()
    marks = [(mark.start, mark.end) for mark in document.markup]
    assert marks == sorted(marks)
    assert all(0 <= start < stop <= len(document.text) for start, stop in marks)


@settings(max_examples=150, deadline=None)
@given(st.sampled_from(FILES), st.sampled_from(MUTATIONS), st.integers(0, 2**32))
def test_every_reader_accounts_for_every_character_of_a_damaged_file(
    path: Path, mutation: Mutation, seed: int
) -> None:
    content = mutation(path.read_bytes(), random.Random(seed))
    try:
        document = open_document(content, path.name, where=path.name)
    except SourceError as refused:
        assert "\n" not in str(refused)
        return
    check_document(document)
    for reader in READERS:
        reading = refine(document, reader.read(document, "Éditeur"))
        spans = accounted(document, reading)
        check_partition(document.text, spans)
        for entry in reading.entries:
            heads = [entry.headword] if entry.headword else []
            words = [span for sense in entry.senses for span in sense]
            for span in [*heads, *entry.variants, *entry.see, *words]:
                assert 0 <= span.start < span.end <= len(document.text)
    try:
        extract_document(document, source_of(path), where=path.name)
    except SourceError as refused:
        assert "\n" not in str(refused)
