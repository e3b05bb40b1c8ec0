"""The decisions of people: small signed tables in ontology/curation/, read strictly."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from msgspec import Struct

from pipeline.errors import CurationError
from pipeline.map.ontology import Ontology
from pipeline.model import Decision, LabelKind

FOLDER = Path("ontology/curation")
_LABEL_COLUMNS = (
    "entry_id",
    "kind",
    "label",
    "lang",
    "predicate_modifier",
    "author_label",
    "date",
    "comment",
)
_RELATION_COLUMNS = (
    "subject_id",
    "predicate_modifier",
    "predicate_id",
    "object_id",
    "mapping_justification",
    "author_label",
    "mapping_date",
    "comment",
)
_KINDS: tuple[LabelKind, ...] = ("preferred", "alternative", "acronym", "hidden")
# Besides the relations of the ontology: same concept, a contradicting reading, a class, and which
# entry a concept's definition is taken from.
_OTHER_PREDICATES = ("skos:exactMatch", "skos:closeMatch", "rdf:type", "dcterms:source")
_MANUAL = "semapv:ManualMappingCuration"


class LabelDecision(Struct, frozen=True):
    """A name given to, or (`rejected`) taken from, the concept that an entry belongs to."""

    entry: str
    kind: LabelKind
    text: str
    lang: str
    rejected: bool
    decision: Decision


class RelationDecision(Struct, frozen=True):
    """A statement about the concept of an entry, accepted or `rejected`.

    `subject` is an entry id or `concept:<slug>`; so is `object`, or a class for `rdf:type`.
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


def load_curation(project: Path, ontology: Ontology) -> Curation:
    """Read the tables.

    Raises CurationError, with file and line, for a missing or unknown column, an empty field, an
    unknown kind, predicate or class, a date that is none, and for two rows that contradict each
    other (both are named).
    """
    labels = [_label(row, where) for row, where in _rows(project, "labels.tsv", _LABEL_COLUMNS)]
    relations = [
        _relation(row, where, ontology)
        for row, where in _rows(project, "relations.tsv", _RELATION_COLUMNS)
    ]
    _refuse_contradictions(labels, relations, ontology)
    return Curation(labels, relations)


def _rows(
    project: Path, name: str, columns: tuple[str, ...]
) -> Iterator[tuple[dict[str, str], str]]:
    where = (FOLDER / name).as_posix()
    try:
        # Spreadsheet programs put a byte order mark before the first column.
        text = (project / FOLDER / name).read_bytes().decode("utf-8-sig")
    except FileNotFoundError:
        raise CurationError(
            "the table does not exist", where=where, remedy="restore it, if only with its header"
        ) from None
    except UnicodeDecodeError as error:
        raise CurationError(
            f"not UTF-8 at byte {error.start}", where=where, remedy="save it as UTF-8"
        ) from None
    header: list[str] | None = None
    for number, content in enumerate(text.splitlines(), start=1):
        fields = content.split("\t")
        line = f"{where}:{number}"
        if not any(field.strip() for field in fields) or fields[0].startswith("#"):
            continue
        if header is None:
            header = fields
            if sorted(header) != sorted(columns):
                wrong = sorted(set(columns) ^ set(header)) or ["a repeated column"]
                raise CurationError(
                    f"the columns are not those of this table ({', '.join(wrong)})",
                    where=line,
                    remedy=f"the header is {' '.join(columns)}",
                )
            continue
        if len(fields) != len(header):
            raise CurationError(
                f"the row has {len(fields)} fields, not {len(header)}",
                where=line,
                remedy="separate the fields by single tabs",
            )
        row = {column: field.strip() for column, field in zip(header, fields, strict=True)}
        for column, field in row.items():
            if not field and column != "predicate_modifier":
                raise CurationError(
                    f"the field `{column}` is empty", where=line, remedy="every decision needs it"
                )
        yield row, line
    if header is None:
        raise CurationError(
            "the table has not even its header",
            where=where,
            remedy=f"the header is {' '.join(columns)}",
        )


def _decision(row: dict[str, str], date: str, where: str) -> tuple[bool, Decision]:
    if row["predicate_modifier"] not in ("", "Not"):
        raise CurationError(
            f"unknown predicate_modifier `{row['predicate_modifier']}`",
            where=where,
            remedy="leave it empty to accept, or write Not to reject",
        )
    try:
        datetime.date.fromisoformat(date)
    except ValueError:
        raise CurationError(
            f"`{date}` is no date", where=where, remedy="write it as 2026-01-31"
        ) from None
    decision = Decision(row["author_label"], date, row["comment"], where)
    return row["predicate_modifier"] == "Not", decision


def _label(row: dict[str, str], where: str) -> LabelDecision:
    rejected, decision = _decision(row, row["date"], where)
    kind = next((kind for kind in _KINDS if kind == row["kind"]), None)
    if kind is None:
        raise CurationError(
            f"unknown kind `{row['kind']}`", where=where, remedy=f"use one of {', '.join(_KINDS)}"
        )
    if not re.fullmatch(r"[a-z]{2}", row["lang"]):
        raise CurationError(
            f"unknown language `{row['lang']}`", where=where, remedy="use a tag such as fr or en"
        )
    return LabelDecision(row["entry_id"], kind, row["label"], row["lang"], rejected, decision)


def _relation(row: dict[str, str], where: str, ontology: Ontology) -> RelationDecision:
    rejected, decision = _decision(row, row["mapping_date"], where)
    predicate = row["predicate_id"]
    known = [*sorted(ontology.inverses), *_OTHER_PREDICATES, ontology.contradicts]
    if predicate not in known:
        raise CurationError(
            f"unknown predicate `{predicate}`", where=where, remedy=f"use one of {', '.join(known)}"
        )
    if predicate == "rdf:type" and row["object_id"] not in ontology.tops:
        raise CurationError(
            f"unknown class `{row['object_id']}`",
            where=where,
            remedy=f"use one of {', '.join(sorted(ontology.tops))}",
        )
    ends = row["subject_id"], row["object_id"]
    is_of_entries = ends[0] != ends[1] and not any(end.startswith("concept:") for end in ends)
    if predicate == ontology.contradicts and not is_of_entries:
        raise CurationError(
            f"`{predicate}` stands between `{ends[0]}` and `{ends[1]}`",
            where=where,
            remedy="give the ids of two entries, whose definitions contradict each other",
        )
    if row["mapping_justification"] != _MANUAL:
        raise CurationError(
            f"unknown mapping_justification `{row['mapping_justification']}`",
            where=where,
            remedy=f"a person's decision is {_MANUAL}",
        )
    return RelationDecision(row["subject_id"], predicate, row["object_id"], rejected, decision)


def _refuse_contradictions(
    labels: list[LabelDecision], relations: list[RelationDecision], ontology: Ontology
) -> None:
    said: dict[tuple[str, ...], tuple[bool, str]] = {}
    preferred: dict[tuple[str, str], tuple[str, str]] = {}
    for label in labels:
        where = label.decision.where
        _say(
            said, ("label", label.entry, label.text, label.lang, label.kind), label.rejected, where
        )
        if label.kind == "preferred" and not label.rejected:
            key = (label.entry, label.lang)
            text, first = preferred.setdefault(key, (label.text, where))
            if text != label.text:
                raise CurationError(
                    f"`{label.text}` and `{text}` ({first}) are both preferred for {label.entry}",
                    where=where,
                    remedy="keep one of the two rows",
                )
    sources: dict[str, str] = {}
    for row in relations:
        _say(said, _one_way(row, ontology), row.rejected, row.decision.where)
        if row.predicate == "dcterms:source" and not row.rejected:
            first = sources.setdefault(row.subject, row.decision.where)
            if first != row.decision.where:
                raise CurationError(
                    f"{first} already says whose definition {row.subject} keeps",
                    where=row.decision.where,
                    remedy="keep one of the two rows",
                )


def _one_way(row: RelationDecision, ontology: Ontology) -> tuple[str, ...]:
    """What a row speaks of, the same for a statement and its inverse."""
    inverse = ontology.inverses.get(row.predicate, row.predicate)
    both_ways = {"skos:exactMatch", ontology.contradicts, *ontology.inverses}
    symmetric = row.predicate == inverse and row.predicate in both_ways
    if inverse < row.predicate or (symmetric and row.object < row.subject):
        return row.object, inverse, row.subject
    return row.subject, row.predicate, row.object


def _say(
    said: dict[tuple[str, ...], tuple[bool, str]], what: tuple[str, ...], rejected: bool, where: str
) -> None:
    before, first = said.setdefault(what, (rejected, where))
    if before != rejected:
        raise CurationError(
            f"the row contradicts {first}: one accepts what the other rejects",
            where=where,
            remedy="keep one of the two rows",
        )


def refuse_two_names(decisions: Sequence[LabelDecision]) -> None:
    """Raise CurationError where rows on two entries of one concept prefer two names."""
    first: dict[str, LabelDecision] = {}
    for row in decisions:
        if row.kind != "preferred" or row.rejected:
            continue
        other = first.setdefault(row.lang, row)
        if other.text != row.text:
            raise CurationError(
                f"`{row.text}` and `{other.text}` ({other.decision.where}) are both preferred for"
                " one concept",
                where=row.decision.where,
                remedy="keep one of the two rows",
            )


def about(row: LabelDecision | RelationDecision) -> str:
    """What a row speaks of, for a message."""
    if isinstance(row, LabelDecision):
        return f"{row.entry}, {row.text}"
    return f"{row.subject} {row.predicate} {row.object}"
