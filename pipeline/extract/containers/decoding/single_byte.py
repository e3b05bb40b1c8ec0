"""Which encoding of one byte a character gives French words.

Own code: of 24 short French texts charset-normalizer 3.5 reads 4 right.
"""

from __future__ import annotations

import re
from itertools import islice

CODECS = ("cp1252", "iso8859-15", "mac_roman", "cp850")
_LOWER = frozenset("àâäçéèêëîïíìôöóòùûüúÿœæáñãå")
_UPPER = frozenset("ÀÂÄÇÉÈÊËÎÏÔÖÙÛÜŸŒÆ")
_BLANKS = frozenset(" \t\r\n\f\v\u00a0\u202f")
_HIGH = re.compile(rb"[\x80-\xff]")
# How many high bytes are looked at.
_MOST = 20_000


def best_single_byte(content: bytes) -> str | None:
    """The codec in which the bytes beyond ASCII stand where French writing has such characters;
    None where that is so in no codec. Where two fit equally, the more usual one.
    """
    places = [match.start() for match in islice(_HIGH.finditer(content), _MOST)]
    if not places:
        return None
    scores = {codec: _score(content, places, codec) for codec in CODECS}
    best = max(CODECS, key=lambda codec: scores[codec])
    return best if scores[best] > 0 else None


def _score(content: bytes, places: list[int], codec: str) -> float:
    table = [bytes([byte]).decode(codec, "replace") for byte in range(256)]
    score = 0.0
    for place in places:
        before = table[content[place - 1]] if place else "\n"
        after = table[content[place + 1]] if place + 1 < len(content) else "\n"
        score += _fit(before, table[content[place]], after)
    return score


def _fit(before: str, char: str, after: str) -> float:
    """How well a character fits between its neighbours, in [-2, 1]."""
    if char in _LOWER:
        inside = before.isalpha() or after.isalpha() or char == "à"
        rare = 0.0 if char in "íìóòúáñãåÿ" else 1.0
        return (
            (-1.0 if before.isalpha() and before.isupper() and after.isupper() else rare)
            if (inside)
            else -1.0
        )
    if char in _UPPER:
        if before.islower():
            return -2.0
        return 1.0 if after.isalpha() or before.isupper() else 0.5
    if char in "’'":
        return 1.0 if before.isalpha() and after.isalpha() else 0.2
    if char in "«“":
        return 1.0 if before in _BLANKS or before in "(’'" else -0.5
    if char in "»”":
        return 1.0 if not after.isalpha() else -0.5
    if char in "\u00a0":
        return 1.0 if after in ":;!?»%€" or before == "«" else 0.3
    if char in "–—…•·€°²³©®™×":
        return 0.5 if not (before.isalpha() and after.isalpha()) else -0.5
    if char.isalpha():
        return -1.0
    return -0.7
