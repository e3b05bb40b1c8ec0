"""Signed rows into the tables of decisions: all of them or none, and none that is there already."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from pathlib import Path

from msgspec import Struct

from pipeline.errors import StageError
from pipeline.files import write_text
from pipeline.map.contradictions import one_way
from pipeline.map.curation import Curation, LabelDecision, RelationDecision
from pipeline.map.ontology import Ontology
from pipeline.map.tables import (
    FOLDER,
    LABELS,
    RELATIONS,
    Table,
    is_row,
    quoted,
    read_curation,
    table_text,
    unquoted,
)
from pipeline.model import Row
from pipeline.vocabulary import is_date

_TABLES = {"labels": LABELS, "relations": RELATIONS}


class Signature(Struct, frozen=True):
    """Who decides, when (ISO 8601) and why."""

    author: str
    date: str
    reason: str


def signed(author: str | None, date: str, reason: str | None) -> Signature:
    """A complete signature. Raises StageError where a part is missing."""
    missing = {
        "nobody signs the decision": (author, "name the author with --author"),
        "the decision has no reason": (reason, "give one with --reason"),
    }
    for problem, (value, remedy) in missing.items():
        if not (value or "").strip():
            raise StageError(problem, remedy=remedy)
    if not is_date(date):
        raise StageError(f"`{date}` is no date", remedy="write --date as 2026-01-31")
    return Signature(_one_line(author or ""), date, _one_line(reason or ""))


def write_rows(
    project: Path,
    ontology: Ontology,
    rows: Sequence[Row],
    signature: Signature,
    *,
    quote: str = "",
    superseded: Collection[str] = (),
) -> list[str]:
    """Append rows to their tables and return where each stands now (`file:line`); rows that are
    there already are left out, rows that stand at `superseded` places are taken out.

    Raises CurationError, with the tables as they were, where a row is malformed or contradicts
    another.
    """
    before = {name: table_text(project, table) for name, table in _TABLES.items()}
    kept = {name: _without(text, _TABLES[name], superseded) for name, text in before.items()}
    known = _statements(read_curation(kept["labels"], kept["relations"], ontology), ontology)
    new = [row for row in rows if _statement(row, ontology.inverses) not in known]
    after, places = dict(kept), []
    for row in dict.fromkeys(map(_key, new)):
        table = _TABLES[row[0]]
        fields = dict(row[1]) | _signature_fields(table, signature) | {"quote": _one_line(quote)}
        after[row[0]] = _appended(after[row[0]], table, fields)
        places.append(f"{table.where}:{after[row[0]].count(chr(10))}")
    read_curation(after["labels"], after["relations"], ontology)
    for name, text in after.items():
        if text != before[name]:
            write_text(project / FOLDER / _TABLES[name].name, text)
    return places


def _key(row: Row) -> tuple[str, tuple[tuple[str, str], ...]]:
    return row.table, tuple(row.fields.items())


def _signature_fields(table: Table, signature: Signature) -> dict[str, str]:
    date = "date" if table is LABELS else "mapping_date"
    who = {"author_label": signature.author, date: signature.date}
    return who | {"comment": signature.reason}


def _statements(curation: Curation, ontology: Ontology) -> set[tuple[str, ...]]:
    rows: list[LabelDecision | RelationDecision] = [*curation.labels, *curation.relations]
    return {_said(row, ontology.inverses) for row in rows}


def _said(row: LabelDecision | RelationDecision, inverses: Mapping[str, str]) -> tuple[str, ...]:
    modifier = "Not" if row.rejected else ""
    if isinstance(row, LabelDecision):
        return "label", row.entry, row.kind, row.text, row.lang, modifier
    return (*one_way(row.subject, row.predicate, row.object, inverses), modifier)


def _statement(row: Row, inverses: Mapping[str, str]) -> tuple[str, ...]:
    of, modifier = row.fields, row.fields["predicate_modifier"]
    if row.table == "labels":
        return "label", of["entry_id"], of["kind"], of["label"], of["lang"], modifier
    ends = of["subject_id"], of["predicate_id"], of["object_id"]
    return (*one_way(*ends, inverses), modifier)


def _without(text: str, table: Table, places: Collection[str]) -> str:
    lines = text.splitlines(keepends=True)
    numbered = enumerate(lines, start=1)
    return "".join(line for number, line in numbered if f"{table.where}:{number}" not in places)


def _appended(text: str, table: Table, fields: Mapping[str, str]) -> str:
    """The table with one more line; an optional column that it lacks is added where it is used."""
    end = "\r\n" if "\r\n" in text else "\n"
    lines = text.splitlines()
    header = [unquoted(name) for name in next(filter(is_row, lines)).split("\t")]
    more = [name for name in table.optional if fields.get(name) and name not in header]
    if more:
        rows = iter(lines)
        lines = []
        is_header = True
        for line in rows:
            if not is_row(line):
                lines.append(line)
                continue
            lines.append("\t".join([line, *(more if is_header else [""] * len(more))]))
            is_header = False
    lines.append("\t".join(quoted(_one_line(fields.get(name, ""))) for name in [*header, *more]))
    return end.join(lines) + end


def _one_line(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip()
