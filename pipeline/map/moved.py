"""Entries without headword whose text was edited: they are found again by the sentence decided on.

The id of such an entry is a digest of its definition, so that a changed word gives it another. A
decision that has kept its sentence still knows it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from msgspec import structs
from rapidfuzz import fuzz

from pipeline.map.curation import Curation, LabelDecision, RelationDecision
from pipeline.map.review import normalised
from pipeline.model import Entry
from pipeline.passages import definition_text

_DIGEST = re.compile(r"(?P<source>[^/]+)/def-[0-9a-f]{8}(?:-\d+)?")
# A sentence this alike, found in one definition and clearly in no other, is the one decided on.
_ALIKE, _MARGIN = 85.0, 5.0
_SHORTEST = 20


def moved_entries(
    curation: Curation, entries: Mapping[str, Sequence[Entry]], texts: Mapping[str, str]
) -> dict[str, str]:
    """Old id -> new id of the entries that decisions name by a digest that is gone."""
    known = {entry.id for found in entries.values() for entry in found}
    named = {end for row in _rows(curation) for end in _ends(row)}
    moved: dict[str, str] = {}
    for row in _rows(curation):
        quote = normalised(row.decision.quote)
        for end in _ends(row):
            match = _DIGEST.fullmatch(end)
            if match is None or end in known or end in moved or len(quote) < _SHORTEST:
                continue
            lost = [
                entry
                for entry in entries.get(match["source"], ())
                if entry.headword is None and entry.id not in named
            ]
            found = _alike(quote, lost, texts[match["source"]]) if lost else None
            if found is not None:
                moved[end] = found
    return moved


def follow(curation: Curation, moved: Mapping[str, str]) -> Curation:
    """The decisions with the entries' new ids."""
    return Curation(
        [structs.replace(row, entry=moved.get(row.entry, row.entry)) for row in curation.labels],
        [
            structs.replace(
                row,
                subject=moved.get(row.subject, row.subject),
                object=moved.get(row.object, row.object),
            )
            for row in curation.relations
        ],
    )


def _alike(quote: str, entries: Sequence[Entry], raw: str) -> str | None:
    scored = sorted(
        (
            (fuzz.partial_ratio(quote, normalised(definition_text(raw, e.senses))), e.id)
            for e in entries
        ),
        reverse=True,
    )
    rival = scored[1][0] if len(scored) > 1 else 0.0
    best, entry = scored[0]
    return entry if best >= _ALIKE and best - rival >= _MARGIN else None


def _rows(curation: Curation) -> Iterable[LabelDecision | RelationDecision]:
    yield from curation.labels
    yield from curation.relations


def _ends(row: LabelDecision | RelationDecision) -> tuple[str, ...]:
    return (row.entry,) if isinstance(row, LabelDecision) else (row.subject, row.object)
