"""Headword and definition on one line: `Terme : définition`."""

from __future__ import annotations

from pipeline.extract.document import Document
from pipeline.extract.reading import NO_SIGN, Reading, Sniff

NAME = "inline"


def sniff(document: Document) -> Sniff:
    """Not yet read."""
    return NO_SIGN


def read(document: Document, publisher: str) -> Reading:
    """Not yet read."""
    return Reading()
