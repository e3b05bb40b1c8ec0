"""Signed rows into the tables of decisions: all of them or none, and none that is there already."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from msgspec import Struct, structs

from pipeline.all_or_none import put_in_place
from pipeline.errors import CurationError, StageError
from pipeline.files import write_text
from pipeline.map.contradictions import one_way
from pipeline.map.curation import Curation, LabelDecision, RelationDecision
from pipeline.map.ontology import Ontology
from pipeline.map.tables import (
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

TABLES = {"labels": LABELS, "relations": RELATIONS}


class Signature(Struct, frozen=True):
    """Who decides, when (ISO 8601) and why."""

    author: str
    date: str
    reason: str


class Tables(Struct, frozen=True):
    """The texts of the tables with rows added, by name, and as they were before.

    `places`: where each of the rows stands, in their order; `new`: which of them were not there
    before. `origins`: place of a row that was added -> where it was read from.
    """

    before: dict[str, str]
    after: dict[str, str]
    places: list[str]
    new: list[bool]
    origins: dict[str, str]

    def told(self, error: CurationError) -> CurationError:
        """An error on these tables, with the places where their new rows were read from."""

        def named(text: str) -> str:
            for place, origin in self.origins.items():
                text = origin.join(re.split(rf"{re.escape(place)}(?!\d)", text))
            return text

        return CurationError(named(error.what), where=named(error.where), remedy=error.remedy)

    def write(self, project: Path) -> None:
        """Write what has changed: both tables or none, whatever happens meanwhile."""
        with TemporaryDirectory(prefix="glossograph-") as folder:
            changed = {}
            for name, text in self.after.items():
                if text != self.before[name]:
                    changed[TABLES[name].where] = Path(folder) / name
                    write_text(Path(folder) / name, text)
            put_in_place(project, changed)


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
    complete = [
        structs.replace(row, fields=row.fields | _signature_fields(row, signature, quote))
        for row in rows
    ]
    tables = with_rows(project, ontology, [(row, "") for row in complete], superseded)
    tables.write(project)
    return [place for place, is_new in zip(tables.places, tables.new, strict=True) if is_new]


def with_rows(
    project: Path,
    ontology: Ontology,
    rows: Iterable[tuple[Row, str]],
    superseded: Collection[str] = (),
) -> Tables:
    """The tables with complete rows added, each given with the place it was read from (or with an
    empty text): nothing is written. What a table says already is not added; rows that stand at
    `superseded` places are taken out.

    Raises CurationError where a row is malformed or contradicts another; the error names the place
    that a new row was read from.
    """
    before = {name: table_text(project, table) for name, table in TABLES.items()}
    after = {name: _without(text, TABLES[name], superseded) for name, text in before.items()}
    known = _statements(read_curation(after["labels"], after["relations"], ontology), ontology)
    tables = Tables(before, after, [], [], {})
    lines = {name: len(text.splitlines()) for name, text in after.items()}
    added: dict[str, list[Mapping[str, str]]] = {name: [] for name in TABLES}
    for row, origin in rows:
        said = _statement(row, ontology.inverses)
        is_new = said not in known
        if is_new:
            added[row.table].append(row.fields)
            line = lines[row.table] + len(added[row.table])
            known[said] = f"{TABLES[row.table].where}:{line}"
            if origin:
                tables.origins[known[said]] = origin
        tables.places.append(known[said])
        tables.new.append(is_new)
    for name, more in added.items():
        after[name] = _appended(after[name], TABLES[name], more)
    try:
        read_curation(after["labels"], after["relations"], ontology)
    except CurationError as error:
        raise tables.told(error) from None
    return tables


def _signature_fields(row: Row, signature: Signature, quote: str) -> dict[str, str]:
    date = "date" if row.table == "labels" else "mapping_date"
    who = {"author_label": signature.author, date: signature.date}
    return who | {"comment": signature.reason, "quote": quote}


def _statements(curation: Curation, ontology: Ontology) -> dict[tuple[str, ...], str]:
    """What the tables say -> where."""
    rows: list[LabelDecision | RelationDecision] = [*curation.labels, *curation.relations]
    return {_said(row, ontology.inverses): row.decision.where for row in reversed(rows)}


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


def _appended(text: str, table: Table, added: Sequence[Mapping[str, str]]) -> str:
    """The table with more rows; an optional column that it lacks is added where it is used."""
    if not added:
        return text
    end = "\r\n" if "\r\n" in text else "\n"
    lines = text.splitlines()
    header = [unquoted(name) for name in next(filter(is_row, lines)).split("\t")]
    more = [
        name
        for name in table.optional
        if name not in header and any(row.get(name) for row in added)
    ]
    if more:
        before, lines = lines, []
        is_header = True
        for line in before:
            if not is_row(line):
                lines.append(line)
                continue
            lines.append("\t".join([line, *(more if is_header else [""] * len(more))]))
            is_header = False
    columns = [*header, *more]
    for row in added:
        lines.append("\t".join(quoted(_one_line(row.get(name, ""))) for name in columns))
    return end.join(lines) + end


def _one_line(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip()
