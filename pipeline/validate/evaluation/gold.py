"""The gold: records, a line each, of what careful readers say the texts of a project contain."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path
from typing import Literal, TypeVar

import msgspec
from msgspec import Struct, field

from pipeline.errors import ConfigurationError
from pipeline.map.ontology import Ontology
from pipeline.model import Headword, Span

UNKNOWN = "unknown"

Status = Literal["stated", "implied"]


class GoldEntry(Struct, frozen=True):
    """An entry: its headword (none where it was lost) and its senses, with their places."""

    entry: str
    headword: Headword | None
    senses: list[list[Span]]
    flags: list[str]


class GoldHeadword(Struct, frozen=True):
    """A lost headword and the words that settle it; `unknown` where no text does."""

    entry: str
    headword: str
    quote: str


class GoldLabel(Struct, frozen=True):
    """A name that a text gives to what an entry defines."""

    entry: str
    text: str
    lang: str
    status: Status
    quote: str


class GoldConcept(Struct, frozen=True):
    """Entries that are one concept (`same`, all of them in one record, with a status: `unknown`
    where it stays open), or look-alikes that are not (`different`).
    """

    why: str
    same: list[str] = []
    different: list[str] = []
    status: Literal["stated", "implied", "unknown"] | None = None
    quote: str = ""

    def __post_init__(self) -> None:
        if bool(self.same) == bool(self.different):
            raise ValueError("it needs either `same` or `different`")
        if self.same and not self.status:
            raise ValueError("`same` needs a `status`")


class GoldGenus(Struct, frozen=True):
    """The class that a definition's genus leads to, `unknown` where it gives none.

    Classes are written as the end of their IRI in lower case: `indicator`.
    """

    entry: str
    name: str = field(name="class")
    alternative_classes: list[str]
    quote: str

    @property
    def accepted(self) -> set[str]:
        """The classes that are right: none where the text gives none."""
        return set() if self.name == UNKNOWN else {self.name, *self.alternative_classes}


class GoldRelation(Struct, frozen=True):
    """A relation between what two entries define, or to a term without an entry (no object)."""

    subject: str
    predicate: str
    object: str | None
    object_text: str
    status: Status
    quote: str


class Gold(Struct, frozen=True):
    """All records of one gold, in the order they are written; `entries` by id."""

    entries: dict[str, GoldEntry]
    headwords: list[GoldHeadword]
    labels: list[GoldLabel]
    concepts: list[GoldConcept]
    genus: list[GoldGenus]
    relations: list[GoldRelation]


_Record = TypeVar("_Record")
_Line = tuple[str, _Record]


def load_gold(folder: Path, ontology: Ontology) -> Gold:
    """Read the gold's six files.

    Raises ConfigurationError, with file and line, where a file is missing, a line is no JSON or
    lacks a key, an entry is not among those of entries.jsonl or stands there twice, or a predicate
    or a class is not one of the ontology.
    """
    entries: dict[str, GoldEntry] = {}
    for where, entry in _records(folder, "entries", GoldEntry):
        if entry.entry in entries:
            raise _wrong(f"the entry `{entry.entry}` stands twice", where, "keep one of the lines")
        entries[entry.entry] = entry

    def known(where: str, *named: str) -> None:
        for entry in named:
            if entry not in entries:
                raise _wrong(
                    f"no entry has the id `{entry}`", where, "use an id that entries.jsonl gives"
                )

    def one_of(where: str, what: str, name: str, names: Collection[str]) -> None:
        if name not in names:
            listed = ", ".join(sorted(names))
            raise _wrong(f"no {what} is called `{name}`", where, f"use one of {listed}")

    headwords = _records(folder, "headwords", GoldHeadword)
    labels = _records(folder, "labels", GoldLabel)
    concepts = _records(folder, "concepts", GoldConcept)
    genus = _records(folder, "genus", GoldGenus)
    relations = _records(folder, "relations", GoldRelation)
    for where, headword in headwords:
        known(where, headword.entry)
    for where, label in labels:
        known(where, label.entry)
    for where, one in concepts:
        known(where, *one.same, *one.different)
    classes = {local_name(name) for name in ontology.tops} | {UNKNOWN}
    for where, kind in genus:
        known(where, kind.entry)
        for name in (kind.name, *kind.alternative_classes):
            one_of(where, "class", name, classes)
    predicates = {curie.partition(":")[2] for curie in ontology.inverses}
    for where, relation in relations:
        known(where, relation.subject, *([relation.object] if relation.object else []))
        one_of(where, "relation", relation.predicate, predicates)
    return Gold(
        entries,
        [record for _, record in headwords],
        [record for _, record in labels],
        [record for _, record in concepts],
        [record for _, record in genus],
        [record for _, record in relations],
    )


def local_name(name: str) -> str:
    """A class as the gold writes it: `rc:Indicator`, or its IRI, is `indicator`."""
    return name.rpartition("#")[2].rpartition(":")[2].lower()


def _records(folder: Path, name: str, kind: type[_Record]) -> list[_Line[_Record]]:
    path = folder / f"{name}.jsonl"
    try:
        content = path.read_bytes()
    except FileNotFoundError:
        raise _wrong(
            "this file of the gold does not exist", str(path), "write it, empty if it has no record"
        ) from None
    decoder = msgspec.json.Decoder(kind)
    records = []
    for number, line in enumerate(content.splitlines(), start=1):
        where = f"{path}:{number}"
        try:
            records.append((where, decoder.decode(line)))
        except (msgspec.DecodeError, UnicodeDecodeError) as error:
            raise _wrong(
                f"not a record of {name}.jsonl ({error})", where, "correct that line"
            ) from None
    return records


def _wrong(what: str, where: str, remedy: str) -> ConfigurationError:
    return ConfigurationError(what, where=where, remedy=remedy)
