"""Rows of ontology/curation/ for a person to copy: all is filled in but who, when and why."""

from __future__ import annotations

from msgspec import Struct

from pipeline.map.tables import LABELS, RELATIONS, quoted
from pipeline.model import Row
from pipeline.publish.wording import Wording

_TABLES = {"labels": LABELS, "relations": RELATIONS}
# The column of the table's `optional` ones that the rows carry, after the others.
_QUOTE = "quote"


class Line(Struct, frozen=True):
    """One line of a table: `table` is its path in the project."""

    table: str
    text: str


def line(row: Row, quote: str, wording: Wording, comment: str = "") -> Line:
    """A row as a line of its table; `quote` is the sentence that the decision is made on."""
    table = _TABLES[row.table]
    author, day, reason = (
        wording.word("report.rows", key) for key in ("author", "date", "comment")
    )
    signed = {
        "author_label": author,
        "date": day,
        "mapping_date": day,
        "comment": comment or reason,
        _QUOTE: quote,
    }
    fields = signed | row.fields
    columns = (*table.columns, _QUOTE)
    cells = [quoted(" ".join(fields.get(column, "").split())) for column in columns]
    return Line(table.where, "\t".join(cells))
