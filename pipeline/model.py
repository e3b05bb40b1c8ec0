"""The nouns that all rooms share: frozen, typed, JSON-serialisable. Imports no room.

Offsets count Unicode code points of a source decoded as UTF-8 with its line ends untouched
(a BOM, where there is one, is a character like any other). Spans are half-open: `[start, end)`.
"""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

LEDGER_KINDS = ("headword", "definition", "markup", "boilerplate", "blank", "unassigned")

LedgerKind = Literal["headword", "definition", "markup", "boilerplate", "blank", "unassigned"]
LabelKind = Literal["preferred", "alternative", "acronym", "hidden"]
DisagreementLevel = Literal["contradiction", "wording"]
Severity = Literal["violation", "warning", "info"]
BecauseKind = Literal["decision", "sentence"]


class Span(Struct, frozen=True, array_like=True, order=True, gc=False):
    """`[start, end)` in code points of the raw text. Written as a JSON array of two integers."""

    start: int
    end: int


class Place(Struct, frozen=True, array_like=True, order=True, gc=False):
    """Where in a file a text comes from: from `start` on, until the next place, it comes from
    `name`: a page, a cell, a pointer into JSON.
    """

    start: int
    name: str


class Source(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """One raw text and its metadata, as described in sources/sources.toml. `file` is where it lies
    below sources/; where it says nothing, that is `<id>.txt`.
    """

    id: str
    title: str
    publisher: str
    url: str
    language: str
    rights: str
    sha256: str
    part: str = ""
    collected: str = ""
    reader: str = ""
    redistribute: bool = True
    file: str = ""

    @property
    def path(self) -> str:
        """The file of the source, from the project's folder."""
        return f"sources/{self.file or self.id + '.txt'}"


class Headword(Struct, frozen=True, gc=False):
    """A headword exactly as written, trimmed, with its place in the raw text."""

    text: str
    start: int
    end: int


class Sense(Struct, frozen=True, omit_defaults=True, gc=False):
    """One sense of an entry: its paragraphs, in order, each a span of the raw text. Spans with no
    line end between them are one paragraph, with markup cut out. `text` is what people read.
    """

    spans: list[Span]
    text: str = ""


class Entry(Struct, frozen=True, omit_defaults=True, gc=False):
    """What one glossary says under one headword (none where the headword was lost).

    `variants` are further terms that the glossary gives the same definition, `see` the terms that
    it refers its reader to; each as written, with its place.
    """

    id: str
    source: str
    headword: Headword | None
    senses: list[Sense]
    flags: list[str]
    variants: list[Headword] = []
    see: list[Headword] = []


class Remark(Struct, frozen=True, gc=False):
    """Why a stretch of the raw text was left out of the entries."""

    span: Span
    kind: LedgerKind
    reason: str


class Tried(Struct, frozen=True):
    """A layout that was tried on a source, and how well it fits, in [0, 1]."""

    reader: str
    confidence: float
    entries: int
    reasons: list[str]


class Ledger(Struct, frozen=True, omit_defaults=True):
    """A partition of a source: every character is of exactly one kind; `spans` sums to `length`.

    `format` is what kind of file it was, `places` where in it the text comes from, `notes` what was
    noticed on opening it, `tried` the layouts by how well they fit, best first.
    """

    source: str
    sha256: str
    length: int
    reader: str
    confidence: float
    reasons: list[str]
    spans: dict[str, list[Span]]
    remarks: list[Remark]
    format: str = ""
    places: list[Place] = []
    notes: list[str] = []
    tried: list[Tried] = []


class Evidence(Struct, frozen=True, order=True):
    """The sentence, or part of one, that a statement rests on."""

    entry: str
    source: str
    start: int
    end: int
    quote: str
    rule: str
    confidence: float


class Decision(Struct, frozen=True, order=True, omit_defaults=True):
    """What a person decided: signed, dated, with a reason and the row it stands in; `quote` is the
    sentence it was made on, as written in a source, `confidence` how sure they are.
    """

    author: str
    date: str
    reason: str
    where: str
    quote: str = ""
    confidence: float = 1.0


class Label(Struct, frozen=True, omit_defaults=True):
    """A name of a concept. Without a decision it has at least one piece of evidence."""

    text: str
    lang: str
    kind: LabelKind
    evidence: list[Evidence] = []
    decision: Decision | None = None


class Relation(Struct, frozen=True, omit_defaults=True):
    """A statement about a concept: `predicate` is a CURIE, `object` an IRI.

    `derived` marks what follows from another statement (an inverse, the plain `skos:related` of a
    typed relation) and therefore needs no evidence of its own.
    """

    predicate: str
    object: str
    evidence: list[Evidence] = []
    decision: Decision | None = None
    derived: bool = False


class Definition(Struct, frozen=True, omit_defaults=True):
    """The definition kept for a concept: cleaned text and the entry it is quoted from."""

    text: str
    lang: str
    entry: str
    decision: Decision | None = None


class Concept(Struct, frozen=True, omit_defaults=True):
    """One meaning. `top` marks the hand-written trunk of the tree."""

    iri: str
    labels: list[Label]
    entries: list[str]
    relations: list[Relation]
    definitions: list[Definition] = []
    notes: list[str] = []
    top: bool = False


class Row(Struct, frozen=True):
    """A row of a curation table: its fields by column, without who, when and why. A field that is
    `?` is filled in by who answers.
    """

    table: Literal["labels", "relations"]
    fields: dict[str, str]


class Proposal(Struct, frozen=True, omit_defaults=True):
    """A possible answer: in French, and the rows that it writes. `asks` says what it wants besides:
    a name, or a concept (named by its preferred label, its slug or an entry).
    """

    text: str
    rows: list[Row]
    asks: Literal["", "name", "concept"] = ""
    confidence: float = 0.0


class Question(Struct, frozen=True, omit_defaults=True):
    """What the texts do not settle: asked of the curator, in French, with the sentences.

    `value` is what the answer unblocks: the entries and the statements (labels, relations, places)
    that stay out of the vocabulary until it is given.
    """

    id: str
    kind: str
    text: str
    entries: list[str]
    evidence: list[Evidence] = []
    proposals: list[Proposal] = []
    value: int = 1


class Because(Struct, frozen=True, order=True):
    """What a statement rests on: a decision, `where` its row ("ontology/curation/labels.tsv:12")
    and `text` who, when and why; or a sentence, `where` the entry and `text` its words.
    """

    kind: BecauseKind
    where: str
    text: str


class Finding(Struct, frozen=True, omit_defaults=True, order=True, gc=False):
    """One thing that a check found, in words a taxonomist understands.

    `name` is the rule that `check` stands for, `clauses` are links to its text, `also` the other
    checks that found the same; `focus` and `value` are IRIs or texts, `path` the IRI of a property.
    """

    severity: Severity
    check: str
    focus: str
    label: str
    message: str
    remedy: str = ""
    value: str = ""
    path: str = ""
    name: str = ""
    clauses: list[str] = []
    also: list[str] = []
    because: list[Because] = []


class Account(Struct, frozen=True):
    """What one entry says, where another says otherwise: the sentence its definition opens with,
    its genus as written (empty where none was read) and the classes (CURIEs) that it gives.
    `concept` is the IRI of its concept, empty where it makes none.
    """

    entry: str
    concept: str
    opening: Evidence
    genus: str
    types: list[str]


class Disagreement(Struct, frozen=True, omit_defaults=True):
    """Two entries that define differently: a contradiction, or only a difference in wording.

    `evidence` are the words that the machine found them by, `decision` says that it is, or is not,
    a contradiction. `followed` is the entry whose definition their one concept keeps, empty where
    it keeps none or they are of two; `settled` are the decisions on its definition and class.
    """

    level: DisagreementLevel
    accounts: tuple[Account, Account]
    evidence: list[Evidence] = []
    decision: Decision | None = None
    followed: str = ""
    settled: list[Decision] = []


class Candidate(Struct, frozen=True, omit_defaults=True):
    """A term that definitions use and no glossary defines: offered, never in the vocabulary.

    `text` is as most often written; `score` its C-value, weighed by how many entries and sources;
    `frequency` how often it is used outside the names of concepts; `broader` the IRI of the concept
    that its own nouns would place it under, where they say; `evidence` the sentences that use it.
    """

    text: str
    lang: str
    score: float
    frequency: int
    entries: list[str]
    evidence: list[Evidence]
    broader: str = ""
