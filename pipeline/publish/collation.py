"""The order of words in a French dictionary, whatever the locale of the machine."""

from __future__ import annotations

import re
import unicodedata

_LIGATURES = str.maketrans({"œ": "oe", "æ": "ae", "ß": "ss", "ø": "o", "đ": "d", "ł": "l"})
_PIECE = re.compile(r"[0-9]+|[^\W\d_]+")

Key = tuple[tuple[tuple[int, int, str], ...], str, str]


def collation_key(text: str) -> Key:
    """A key that sorts as French indexes do.

    First word by word: signs, among them apostrophes and hyphens, only part words; numbers stand
    before letters and sort by their value; accents and case are set aside and ligatures taken
    apart. Of texts that are equal so far, the one without accents comes first, then small letters.
    """
    # Capitals may show only when letters of other shapes (`𝕿`) are taken for what they are.
    folded = unicodedata.normalize("NFKD", text).casefold().translate(_LIGATURES)
    spread = unicodedata.normalize("NFKD", folded)
    bare = "".join(char for char in spread if not unicodedata.combining(char))
    pieces = _PIECE.findall(bare)
    words = tuple((0, int(p), "") if p.isdecimal() else (1, 0, p) for p in pieces)
    return words, spread, text.swapcase()


def initial(text: str) -> str:
    """The letter that a text is listed under: a capital; a number or a sign is under `#`."""
    words = collation_key(text)[0]
    if not words or words[0][0] == 0:
        return "#"
    return words[0][2][0].upper()
