"""The ledger: every character of a source accounted for exactly once."""

from __future__ import annotations

import re
from collections.abc import Iterable

from pipeline.model import LEDGER_KINDS, LedgerKind, Span

Claim = tuple[LedgerKind, int, int]

# Where stretches overlap, the later kind wins: an entry's own words over its wrapping, the
# headword over the definition that begins with it. What nobody claims is 0.
_RANK: tuple[LedgerKind, ...] = (
    "unassigned",
    "blank",
    "boilerplate",
    "markup",
    "definition",
    "headword",
)
_RUN = re.compile(b"|".join(bytes([rank]) + b"+" for rank in range(len(_RANK) + 1)))
_BLANK_RANK = _RANK.index("blank") + 1
_BLANK = re.compile(r"\s+")


def partition(text: str, claims: Iterable[Claim]) -> dict[str, list[Span]]:
    """Divide `text` among the kinds of the ledger.

    `claims` are stretches `(kind, start, end)` in code points, in any order, overlapping or not.
    White space that nobody claims is *blank*, other text that nobody claims *unassigned*. The
    result has every kind, each with maximal, sorted, disjoint spans; together they cover
    `[0, len(text))`. Linear in the text plus the claims.
    """
    ranks = bytearray(len(text))
    of_kind: dict[LedgerKind, list[Claim]] = {kind: [] for kind in _RANK}
    for claim in claims:
        of_kind[claim[0]].append(claim)
    for rank, kind in enumerate(_RANK, start=1):
        unit = bytes([rank])
        for _, start, end in of_kind[kind]:
            ranks[start:end] = unit * (end - start)
    spans: dict[str, list[Span]] = {kind: [] for kind in LEDGER_KINDS}
    held = [spans[kind] for kind in _RANK]
    start = 0
    # The runs follow each other without a gap.
    for run in _RUN.finditer(ranks):
        end = run.end()
        rank = ranks[start]
        if rank > _BLANK_RANK:
            held[rank - 1].append(Span(start, end))
        elif rank:
            _extend(held[rank - 1], start, end)
        else:
            _divide(text, start, end, spans)
        start = end
    return spans


def _divide(text: str, start: int, end: int, spans: dict[str, list[Span]]) -> None:
    """Divide what nobody claims into white space and the rest."""
    if text[start:end].isspace():
        _extend(spans["blank"], start, end)
        return
    for blank in _BLANK.finditer(text, start, end):
        if start < blank.start():
            _extend(spans["unassigned"], start, blank.start())
        start = blank.end()
        _extend(spans["blank"], blank.start(), start)
    if start < end:
        _extend(spans["unassigned"], start, end)


def _extend(spans: list[Span], start: int, end: int) -> None:
    """Add a stretch, or lengthen the last one where it goes on: claimed and unclaimed ones meet."""
    if spans and spans[-1].end == start:
        start = spans.pop().start
    spans.append(Span(start, end))
