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
_UNCLAIMED = re.compile(rb"\x00+")
_RUN = re.compile(b"|".join(bytes([rank]) + b"+" for rank in range(1, len(_RANK) + 1)))
_BLANK = re.compile(r"\s+")


def partition(text: str, claims: Iterable[Claim]) -> dict[str, list[Span]]:
    """Divide `text` among the kinds of the ledger.

    `claims` are stretches `(kind, start, end)` in code points, in any order, overlapping or not.
    White space that nobody claims is *blank*, other text that nobody claims *unassigned*. The
    result has every kind, each with maximal, sorted, disjoint spans; together they cover
    `[0, len(text))`. Linear in the text plus the claims.
    """
    ranks = bytearray(len(text))
    of_kind: dict[LedgerKind, list[tuple[int, int]]] = {kind: [] for kind in _RANK}
    for kind, start, end in claims:
        of_kind[kind].append((start, end))
    for rank, kind in enumerate(_RANK, start=1):
        unit = bytes([rank])
        for start, end in of_kind[kind]:
            ranks[start:end] = unit * (end - start)
    for run in list(_UNCLAIMED.finditer(ranks)):
        start, end = run.span()
        ranks[start:end] = b"\1" * (end - start)
        for blank in _BLANK.finditer(text, start, end):
            ranks[blank.start() : blank.end()] = b"\2" * (blank.end() - blank.start())
    spans: dict[str, list[Span]] = {kind: [] for kind in LEDGER_KINDS}
    held = [spans[kind] for kind in _RANK]
    for run in _RUN.finditer(ranks):
        start, end = run.span()
        held[ranks[start] - 1].append(Span(start, end))
    return spans
