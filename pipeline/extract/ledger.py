"""The ledger: every character of a source accounted for exactly once."""

from __future__ import annotations

import re
from collections.abc import Iterable

from pipeline.model import LEDGER_KINDS, LedgerKind, Span

Claim = tuple[LedgerKind, int, int]

# Where stretches overlap, the later kind wins: an entry's own words over its wrapping, the
# headword over the definition that begins with it.
_RANK: tuple[LedgerKind, ...] = (
    "unassigned",
    "blank",
    "boilerplate",
    "markup",
    "definition",
    "headword",
)


def partition(text: str, claims: Iterable[Claim]) -> dict[str, list[Span]]:
    """Divide `text` among the kinds of the ledger.

    `claims` are stretches `(kind, start, end)` in code points, in any order, overlapping or not.
    White space that nobody claims is *blank*, other text that nobody claims *unassigned*. The
    result has every kind, each with maximal, sorted, disjoint spans; together they cover
    `[0, len(text))`. Linear in the text plus the claims.
    """
    ranks = bytearray(len(text))
    for match in re.finditer(r"\s+", text):
        ranks[match.start() : match.end()] = bytes([1]) * (match.end() - match.start())
    for kind, start, end in sorted(claims, key=lambda claim: _RANK.index(claim[0])):
        ranks[start:end] = bytes([_RANK.index(kind)]) * (end - start)
    spans: dict[str, list[Span]] = {kind: [] for kind in LEDGER_KINDS}
    for run in re.finditer(rb"(.)\1*", bytes(ranks), re.DOTALL):
        spans[_RANK[run[1][0]]].append(Span(run.start(), run.end()))
    return spans
