"""What `explain` says of a concept: the nouns between gathering and showing.

Texts are as published or as found in the raw source, untouched; the JSON form is these structures
as they stand.
"""

from __future__ import annotations

from msgspec import Struct

from pipeline.model import Decision, LabelKind


class Named(Struct, frozen=True, order=True):
    """A concept, entry, source, class or property and what it is called; a literal has no IRI."""

    label: str
    iri: str = ""


class Passage(Struct, frozen=True):
    """The words of a source that a statement rests on, inside their sentence.

    The sentence is `before + quote + after`, and `start` and `end` are the quote's offsets in the
    raw text, in code points. Where the raw text is not there, or has changed since, the sentence is
    the quote alone and `line`, the line of the raw text counted from 1, is None.
    """

    entry: Named
    entry_id: str
    source: Named
    source_id: str
    start: int
    end: int
    line: int | None
    before: str
    quote: str
    after: str
    rule: str
    confidence: float


class Reason(Struct, frozen=True):
    """Why a statement is there: by passages, by decisions, or because it follows from others."""

    passages: list[Passage] = []
    decisions: list[Decision] = []
    follows: list[Ground] = []


class Ground(Struct, frozen=True):
    """A statement that another follows from, with its own passages and decisions."""

    subject: Named
    property: Named
    object: Named
    passages: list[Passage]
    decisions: list[Decision]


class SaidLabel(Struct, frozen=True):
    """A label of a concept."""

    lang: str
    kind: LabelKind
    text: str
    reason: Reason


class SaidLink(Struct, frozen=True):
    """A class of a concept, or its relation to another concept."""

    property: Named
    object: Named
    reason: Reason


class SaidDefinition(Struct, frozen=True):
    """A definition: the one that is kept, or what another entry of the concept says.

    `entry` and `source` are None where people of the vocabulary wrote it. `mapping` is the property
    that ties the entry to the concept, with its reason; `choice` says why the definition was kept,
    where a person chose. `text` is empty where the entry has none, or (`withheld`) where its
    publisher's rights keep it out.
    """

    kept: bool
    lang: str
    text: str
    withheld: bool
    entry: Named | None
    entry_id: str
    headword_lost: bool
    source: Named | None
    source_id: str
    publisher: str
    mapping: Named | None
    mapping_reason: Reason
    choice: Reason


class Contradiction(Struct, frozen=True):
    """Two sides that do not agree, and who says so: entries, or an entry and our concept."""

    one: Named
    other: Named
    reason: Reason


class Disagreement(Struct, frozen=True):
    """Entries that contradict each other or the definition kept, side by side, the kept one first.

    `followed` says what the vocabulary follows, where a person chose.
    """

    sides: list[SaidDefinition]
    contradictions: list[Contradiction]
    followed: Reason


class Explanation(Struct, frozen=True):
    """A concept as a person reads it. `paths` lead from a top concept down to this one."""

    iri: str
    name: str
    deprecated: bool
    successors: list[Named]
    replaces: list[Named]
    labels: list[SaidLabel]
    classes: list[SaidLink]
    definitions: list[SaidDefinition]
    paths: list[list[Named]]
    relations: list[SaidLink]
    disagreements: list[Disagreement]
    notes: list[str]
