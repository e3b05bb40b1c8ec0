"""How a word is spelt: its parts, what nobody sees in it, and which accents it may lack.

What a reader takes for the same word is the same word here: composed or decomposed accents, soft
hyphens and other invisible signs, straight or typographic apostrophes, hyphens of every kind.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

# Signs without a width: soft hyphen, zero-width space and (non-)joiners, word joiner, byte order
# mark, marks of direction.
INVISIBLE = "\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"
_MARK = "\u0300-\u036f"
HYPHENS = "\\-\u2010\u2011\u2012\u2013"
APOSTROPHES = "'\u2019\u2018\u02bc\u00b4`\uff07"

_REMOVED = re.compile(f"[{INVISIBLE}]+")
_HYPHENS = re.compile(f"[{HYPHENS}]")
_APOSTROPHES = re.compile(f"[{APOSTROPHES}]")
_UNUSUAL = re.compile(f"[{INVISIBLE}{_MARK}]")
_LIGATURES = str.maketrans({"œ": "oe", "æ": "ae"})

# Letters and digits; the first alternative is an acronym with points. The quick form is for text
# without invisible signs and combining marks, which is nearly all text.
_PLAIN_LETTER, _ANY_LETTER = r"[^\W_]", rf"(?:[^\W_][{_MARK}]*[{INVISIBLE}]*)"
_WORDS = (
    r"((?:[A-ZÀ-ÖØ-Þ]\.){{2,}}(?:[A-ZÀ-ÖØ-Þ](?!{letter}))?"
    r"|{letter}+(?:[{hyphens}](?!(?:ci|l[àa])\b){letter}+)*)"
)
_QUICK = re.compile(_WORDS.format(letter=_PLAIN_LETTER, hyphens=HYPHENS))
_THOROUGH = re.compile(_WORDS.format(letter=_ANY_LETTER, hyphens=HYPHENS))


def split(text: str) -> list[str]:
    """The text as what stands between words and words by turns: a gap first, a gap last.

    A word with hyphens is one word (not "client-là"), and so is an acronym with points. Joined, the
    parts are the text.
    """
    return (_THOROUGH if _UNUSUAL.search(text) else _QUICK).split(text)


def visible(text: str) -> str:
    """A text composed (NFC), without invisible signs, on one line, with plain blanks, hyphens and
    apostrophes.
    """
    if text.isascii():
        return " ".join(text.replace("`", "'").split())
    plain = unicodedata.normalize("NFC", _REMOVED.sub("", text))
    plain = _APOSTROPHES.sub("'", _HYPHENS.sub("-", plain))
    return " ".join(plain.split())


@lru_cache(maxsize=1 << 16)
def lowered(text: str) -> str:
    """What is visible, in lower case, with ligatures undone."""
    return visible(text).casefold().translate(_LIGATURES)


@lru_cache(maxsize=1 << 16)
def bare(text: str) -> str:
    """A text without accents; of lower-case letters it keeps the number."""
    return "".join(_bare_letter(letter) for letter in text)


def lacks_accents(word: str, full: str) -> bool:
    """Whether a word is another with accents left out, and none changed or added."""
    return len(word) == len(full) and all(
        mine in (theirs, _bare_letter(theirs)) for mine, theirs in zip(word, full, strict=True)
    )


@lru_cache(maxsize=1 << 12)
def _bare_letter(letter: str) -> str:
    return unicodedata.normalize("NFD", letter)[0]
