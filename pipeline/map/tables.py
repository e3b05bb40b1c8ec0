"""The tables of decisions in ontology/curation/: small, signed, read strictly."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from msgspec import Struct

from pipeline.errors import CurationError
from pipeline.map.contradictions import refuse_contradictions
from pipeline.map.curation import Curation, LabelDecision, RelationDecision
from pipeline.map.ontology import Ontology
from pipeline.model import Decision, LabelKind
from pipeline.vocabulary import is_date

FOLDER = Path("ontology/curation")


class Table(Struct, frozen=True):
    """A table: its columns in the order of a new file; the `optional` ones may be missing."""

    name: str
    columns: tuple[str, ...]
    optional: tuple[str, ...] = ("confidence", "quote")

    @property
    def where(self) -> str:
        """Its path in the project."""
        return (FOLDER / self.name).as_posix()


LABELS = Table(
    "labels.tsv",
    (
        "entry_id",
        "kind",
        "label",
        "lang",
        "predicate_modifier",
        "author_label",
        "date",
        "comment",
    ),
)
RELATIONS = Table(
    "relations.tsv",
    (
        "subject_id",
        "predicate_modifier",
        "predicate_id",
        "object_id",
        "mapping_justification",
        "author_label",
        "mapping_date",
        "comment",
    ),
)
_KINDS: tuple[LabelKind, ...] = ("preferred", "alternative", "acronym", "hidden")
# Besides the relations of the ontology: same concept, a contradicting reading, a class, which
# entry a concept's definition is taken from, and a concept that goes.
_OTHER_PREDICATES = (
    "skos:exactMatch",
    "skos:closeMatch",
    "rdf:type",
    "dcterms:source",
    "owl:deprecated",
    "dcterms:isReplacedBy",
)
MANUAL = "semapv:ManualMappingCuration"
# What no text of a person holds, and no XML: tabs part the cells, line ends the rows.
_CONTROL = re.compile("[\x00-\x08\x0e-\x1b\x7f-\x9f]")
# A cell as spreadsheet programs save it where it holds a quotation mark (Excel: or a comma).
_QUOTED = re.compile('"((?:[^"]|"")*)"')
# The end of an IRI, as concepts are given it; the whole of a name.
_SLUG = re.compile("(?!concept:)|concept:[a-z0-9]+(-[a-z0-9]+)*$")


def load_curation(project: Path, ontology: Ontology) -> Curation:
    """Read the tables.

    Raises CurationError, with file and line, for a missing or unknown column, an empty field, an
    unknown kind, predicate or class, a date or a confidence that is none, and for two rows that
    contradict each other (both are named).
    """
    return read_curation(table_text(project, LABELS), table_text(project, RELATIONS), ontology)


def read_curation(labels: str, relations: str, ontology: Ontology) -> Curation:
    """The decisions in the texts of the two tables; raises as `load_curation` does."""
    curation = Curation(
        [label_decision(row, where) for row, where in rows_in(labels, LABELS)],
        [relation_decision(r, where, ontology) for r, where in rows_in(relations, RELATIONS)],
    )
    refuse_contradictions(curation.labels, curation.relations, ontology.inverses)
    return curation


def table_text(project: Path, table: Table) -> str:
    """The text of a table. Raises CurationError where it is missing or not UTF-8."""
    try:
        # Spreadsheet programs put a byte order mark before the first column.
        return (project / FOLDER / table.name).read_bytes().decode("utf-8-sig")
    except FileNotFoundError:
        raise CurationError(
            "the table does not exist",
            where=table.where,
            remedy="restore it, if only with its header",
        ) from None
    except UnicodeDecodeError as error:
        raise CurationError(
            f"not UTF-8 at byte {error.start}", where=table.where, remedy="save it as UTF-8"
        ) from None


def is_row(line: str) -> bool:
    """Whether a line of a table is its header or a decision: neither blank nor a comment."""
    return bool(line.strip()) and not line.startswith(("#", '"#'))


def unquoted(cell: str) -> str:
    """What a cell says; one that a spreadsheet program put between quotation marks, without."""
    found = _QUOTED.fullmatch(cell.strip())
    return found[1].replace('""', '"').strip() if found else cell.strip()


def quoted(text: str) -> str:
    """A text as a cell that `unquoted` reads back."""
    return '"' + text.replace('"', '""') + '"' if _QUOTED.fullmatch(text) else text


def rows_in(text: str, table: Table, place: str = "") -> Iterator[tuple[dict[str, str], str]]:
    """The rows of a table's text by column, each with its place (`file:line`); the file is the
    table's own or `place`. Raises CurationError where a row has not the fields of its table.
    """
    place = place or table.where
    header: list[str] | None = None
    for number, content in enumerate(text.splitlines(), start=1):
        line = f"{place}:{number}"
        if not is_row(content):
            continue
        fields = content.split("\t")
        if header is None:
            header = [unquoted(field) for field in fields]
            _refuse_header(header, table, line)
            continue
        if set(header[len(fields) :]) <= set(table.optional):
            fields += [""] * (len(header) - len(fields))
        if len(fields) != len(header):
            raise CurationError(
                f"the row has {len(fields)} fields, not {len(header)}",
                where=line,
                remedy="separate the fields by single tabs",
            )
        if found := _CONTROL.search(content):
            raise CurationError(
                f"the row holds the control character U+{ord(found[0]):04X}",
                where=line,
                remedy="take it out: not every published file could hold it",
            )
        row = {column: unquoted(field) for column, field in zip(header, fields, strict=True)}
        for column in table.columns:
            if not row[column] and column != "predicate_modifier":
                raise CurationError(
                    f"the field `{column}` is empty", where=line, remedy="every decision needs it"
                )
        yield row, line
    if header is None:
        raise CurationError(
            "the table has not even its header",
            where=place,
            remedy=f"the header is {' '.join(table.columns)}",
        )


def _refuse_header(header: list[str], table: Table, line: str) -> None:
    missing = set(table.columns) - set(header)
    unknown = set(header) - set(table.columns) - set(table.optional)
    if missing or unknown or len(set(header)) != len(header):
        wrong = sorted(missing | unknown) or ["a repeated column"]
        raise CurationError(
            f"the columns are not those of this table ({', '.join(wrong)})",
            where=line,
            remedy=f"the header is {' '.join(table.columns)} [{'] ['.join(table.optional)}]",
        )


def _decision(row: dict[str, str], date: str, where: str) -> tuple[bool, Decision]:
    if row["predicate_modifier"] not in ("", "Not"):
        raise CurationError(
            f"unknown predicate_modifier `{row['predicate_modifier']}`",
            where=where,
            remedy="leave it empty to accept, or write Not to reject",
        )
    if not is_date(date):
        raise CurationError(f"`{date}` is no date", where=where, remedy="write it as 2026-01-31")
    try:
        confidence = float(row.get("confidence") or 1)
    except ValueError:
        confidence = -1.0
    if not 0 <= confidence <= 1:
        raise CurationError(
            f"`{row['confidence']}` is no confidence",
            where=where,
            remedy="write a number from 0 to 1, such as 0.8, or nothing",
        )
    decision = Decision(
        row["author_label"], date, row["comment"], where, row.get("quote", ""), confidence
    )
    return row["predicate_modifier"] == "Not", decision


def label_decision(row: dict[str, str], where: str) -> LabelDecision:
    """What a row of labels.tsv says. Raises CurationError where it says nothing that is known."""
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
    _refuse_slug(row["entry_id"], where)
    return LabelDecision(row["entry_id"], kind, row["label"], row["lang"], rejected, decision)


def relation_decision(row: dict[str, str], where: str, ontology: Ontology) -> RelationDecision:
    """What a row of relations.tsv says; raises as `label_decision` does."""
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
    if predicate == "owl:deprecated" and row["object_id"] != "true":
        raise CurationError(
            f"`{row['object_id']}` is nothing that owl:deprecated can be",
            where=where,
            remedy="write true, or dcterms:isReplacedBy with the concept that takes over",
        )
    ends = row["subject_id"], row["object_id"]
    for end in ends:
        _refuse_slug(end, where)
    if ends[0] == ends[1] and predicate in ontology.inverses:
        raise CurationError(
            f"`{ends[0]}` has no relation to itself",
            where=where,
            remedy="name two entries or concepts",
        )
    is_of_entries = ends[0] != ends[1] and not any(end.startswith("concept:") for end in ends)
    if predicate == ontology.contradicts and not is_of_entries:
        raise CurationError(
            f"`{predicate}` stands between `{ends[0]}` and `{ends[1]}`",
            where=where,
            remedy="give the ids of two entries, whose definitions contradict each other",
        )
    if row["mapping_justification"] != MANUAL:
        raise CurationError(
            f"unknown mapping_justification `{row['mapping_justification']}`",
            where=where,
            remedy=f"a person's decision is {MANUAL}",
        )
    return RelationDecision(row["subject_id"], predicate, row["object_id"], rejected, decision)


def _refuse_slug(name: str, where: str) -> None:
    """Raise CurationError where a name stands for a concept whose IRI could not end so."""
    if not _SLUG.match(name):
        raise CurationError(
            f"`{name}` names no concept: its slug would not do as the end of an IRI",
            where=where,
            remedy="write concept: and letters a to z or digits, with single hyphens between",
        )
