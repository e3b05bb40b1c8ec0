"""Tables: a row an entry; what the columns hold is told from their heads and content."""

from __future__ import annotations

from pipeline.extract.document import Document
from pipeline.extract.reading import NO_SIGN, Reading, Sniff

NAME = "tables"


def sniff(document: Document) -> Sniff:
    """Not yet read."""
    return NO_SIGN


def read(document: Document, publisher: str) -> Reading:
    """Not yet read."""
    return Reading()
