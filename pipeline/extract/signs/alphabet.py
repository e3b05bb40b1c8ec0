"""Letters of the alphabet that head a part of a list or link to the parts: hardly headwords."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from itertools import pairwise

from pipeline.extract.document import Line
from pipeline.extract.lines import is_sentence, letters

_LONGEST = 120
_AROUND = " \t\u00a0\u202f[]()=-–—|*_>:•·.~«»"
_LABEL = re.compile(r"(?:lettres?|letters?)\s+", re.IGNORECASE)
# Digits are headed together.
_DIGITS = re.compile(r"0\s?[-–—à]\s?9|\#(?=\W|\Z)(?<!\w\#)")
# `X-Z`, `A à C`: words for two letters; signs that names bear as well (`B/L`, `R&D`) are none.
_BETWEEN_TWO = re.compile(r"\s?[-–—,|·•]\s?|\s+à\s+|\s+")
_BETWEEN = re.compile(r"\s?[-–—,|·•/]\s?|\s+à\s+|\s+|\.\s+")


def is_letters(text: str) -> bool:
    """Whether a text is a letter, the digits, or several of them in the order of the alphabet."""
    if len(text) > _LONGEST:
        return False
    words = text.strip(_AROUND)
    if label := _LABEL.match(words):
        words = words[label.end() :].strip(_AROUND)
    words = _DIGITS.sub("0", words.lstrip("#").strip(_AROUND) or words)
    if len(words) < 2:
        return words.isalnum()
    parts = _BETWEEN.split(words)
    if len(parts) == 2:
        parts = _BETWEEN_TWO.split(words)
    if len(parts) < 2 or any(len(part) != 1 or not part.isalnum() for part in parts):
        return False
    keys = [unicodedata.normalize("NFKD", part.casefold())[0] for part in parts]
    # Digits stand before the letters or behind them.
    keys = [key for key in keys if key.isalpha()]
    return bool(keys) and all(a < b for a, b in pairwise(keys))


def lone_letters(lines: Sequence[Line]) -> frozenset[int]:
    """Where single letters start that are names themselves (`C`, `R`): all of a text stand above a
    sentence that begins with another letter. Letters that head a part stand above names.
    """
    found = [
        (one, below) for one, below in pairwise(lines) if len(one.text) == 1 and one.text.isalpha()
    ]
    for one, below in found:
        if not is_sentence(below) or letters(below.text).startswith(letters(one.text)):
            return frozenset()
    return frozenset(one.start for one, _ in found)
