"""The decisions of people, as the rows of the curation tables give them."""

from __future__ import annotations

from msgspec import Struct

from pipeline.model import Decision, LabelKind


class LabelDecision(Struct, frozen=True):
    """A name given to, or (`rejected`) taken from, the concept that an entry belongs to, or the
    concept `concept:<slug>`; a preferred one makes that concept where there is none.
    """

    entry: str
    kind: LabelKind
    text: str
    lang: str
    rejected: bool
    decision: Decision


class RelationDecision(Struct, frozen=True):
    """A statement about the concept of an entry, accepted or `rejected`.

    `subject` is an entry id or `concept:<slug>`; so is `object`, or a class for `rdf:type`, or
    `true` for `owl:deprecated`.
    """

    subject: str
    predicate: str
    object: str
    rejected: bool
    decision: Decision


class Curation(Struct, frozen=True):
    """All decisions, in the order of their rows."""

    labels: list[LabelDecision]
    relations: list[RelationDecision]


NO_CURATION = Curation([], [])


def about(row: LabelDecision | RelationDecision) -> str:
    """What a row speaks of, for a message."""
    if isinstance(row, LabelDecision):
        return f"{row.entry}, {row.text}"
    return f"{row.subject} {row.predicate} {row.object}"
