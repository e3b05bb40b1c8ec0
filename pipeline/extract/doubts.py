"""When a reading is a question to the user: too much of the text was left unexplained."""

from __future__ import annotations

from pipeline.errors import DoubtError
from pipeline.extract.choosing import REMEDY, THRESHOLD, in_words
from pipeline.extract.document import Document
from pipeline.extract.extraction import Extraction
from pipeline.model import Ledger, Source

# The share of the text, without its blanks, that may stay unassigned without a question.
MOST_UNASSIGNED = 0.2


def unassigned_share(ledger: Ledger) -> float:
    """How much of a text that is not blank no reader explained, in [0, 1]."""
    sizes = {
        kind: sum(span.end - span.start for span in ledger.spans[kind]) for kind in ledger.spans
    }
    return sizes.get("unassigned", 0) / max(1, ledger.length - sizes.get("blank", 0))


def is_doubtful(ledger: Ledger) -> bool:
    """Whether a person should look at it: a layout that fits badly, or too much unassigned."""
    return ledger.confidence < THRESHOLD or unassigned_share(ledger) > MOST_UNASSIGNED


def refuse_doubtful(document: Document, source: Source, done: Extraction, *, where: str) -> None:
    """Raise DoubtError where too much is unassigned and nobody chose the reader."""
    share = unassigned_share(done.ledger)
    if source.reader or share <= MOST_UNASSIGNED:
        return
    told = in_words(document, source.publisher, done.ledger.tried)
    raise DoubtError(
        f"{share:.0%} of the text was not understood ({told})", where=where, remedy=REMEDY
    )
