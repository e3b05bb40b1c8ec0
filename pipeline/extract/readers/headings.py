"""Headings: each a headword, the paragraphs below it define."""

from __future__ import annotations

from pipeline.extract.document import Document
from pipeline.extract.reading import NO_SIGN, Reading, Sniff

NAME = "headings"


def sniff(document: Document) -> Sniff:
    """Not yet read."""
    return NO_SIGN


def read(document: Document, publisher: str) -> Reading:
    """Not yet read."""
    return Reading()
