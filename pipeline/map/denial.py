"""What a clause denies: "n'est pas basé sur", "sans lien avec", "n'est jamais appelé"."""

from __future__ import annotations

from pipeline.map.cues import cues


def is_denied(text: str, start: int, end: int) -> bool:
    """Whether the clause that `start` stands in denies what is said before `end`."""
    clause = max(text.rfind(sign, 0, start) for sign in ",;:") + 1
    return cues("clause")["negation"].search(text, clause, end) is not None
