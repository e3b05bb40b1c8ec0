"""The ledger: every character of a source accounted for exactly once."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import pairwise

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

_RANKS = {kind: rank for rank, kind in enumerate(_RANK)}
_UNCLAIMED = 255
_RUN = re.compile(r"\s+|\S+")


def partition(text: str, claims: Iterable[Claim]) -> dict[str, list[Span]]:
    """Divide `text` among the kinds of the ledger.

    `claims` are stretches `(kind, start, end)` in code points, in any order, overlapping or not.
    White space that nobody claims is *blank*, other text that nobody claims *unassigned*. The
    result has every kind, each with maximal, sorted, disjoint spans; together they cover
    `[0, len(text))`. Linear in the text plus the claims.
    """
    by_rank: list[list[tuple[int, int]]] = [[] for _ in _RANK]
    edges = {0, len(text)}
    for kind, start, end in claims:
        by_rank[_RANKS[kind]].append((start, end))
        edges.add(start)
        edges.add(end)
    ranks = bytearray([_UNCLAIMED]) * len(text)
    for rank, stretches in enumerate(by_rank):
        painted = bytes([rank])
        for start, end in stretches:
            ranks[start:end] = painted * (end - start)
    spans: dict[str, list[Span]] = {kind: [] for kind in LEDGER_KINDS}
    held, begin = -1, 0
    for start, end in pairwise(sorted(edges)):
        rank = ranks[start]
        if rank == _UNCLAIMED:
            pieces = [
                (_RANKS[_kind(run[0])], *run.span()) for run in _RUN.finditer(text, start, end)
            ]
        else:
            pieces = [(rank, start, end)]
        for rank, at, _ in pieces:
            if rank != held:
                if held >= 0:
                    spans[_RANK[held]].append(Span(begin, at))
                held, begin = rank, at
    if held >= 0:
        spans[_RANK[held]].append(Span(begin, len(text)))
    return spans


def _kind(run: str) -> LedgerKind:
    return "blank" if run[0].isspace() else "unassigned"
