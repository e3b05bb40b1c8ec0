"""The ledger of a reading: what its reader claims, its entries and the furniture, put together."""

from __future__ import annotations

from pipeline.extract.anatomy import claims_of
from pipeline.extract.document import Document
from pipeline.extract.ledger import Claim, partition
from pipeline.extract.reading import Reading
from pipeline.model import Span


def accounted(document: Document, reading: Reading) -> dict[str, list[Span]]:
    """The ledger of a reading: every character of the document's text in exactly one kind."""
    asides: list[Claim] = [
        ("boilerplate", line.start, line.end) for line in document.lines if line.role == "aside"
    ]
    return partition(document.text, [*asides, *reading.claims, *claims_of(reading.entries)])
