"""What a reader found, in words: shared by the tests of the layouts."""

from __future__ import annotations

from pipeline.extract.anatomy import claims_of
from pipeline.extract.document import Document
from pipeline.extract.ledger import partition
from pipeline.extract.reading import Reading


def headwords(document: Document, reading: Reading) -> list[str | None]:
    return [
        None if entry.headword is None else document.text[entry.headword.start : entry.headword.end]
        for entry in reading.entries
    ]


def variants(document: Document, reading: Reading) -> list[list[str]]:
    return [[document.text[v.start : v.end] for v in entry.variants] for entry in reading.entries]


def definitions(document: Document, reading: Reading) -> list[list[str]]:
    """The stretches of each definition, whatever its senses."""
    return [
        [document.text[span.start : span.end] for sense in entry.senses for span in sense]
        for entry in reading.entries
    ]


def of_kind(document: Document, reading: Reading, kind: str) -> list[str]:
    spans = partition(document.text, [*reading.claims, *claims_of(reading.entries)])
    return [document.text[span.start : span.end] for span in spans[kind]]
