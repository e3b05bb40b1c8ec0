"""A headword line that holds several terms: divided only where each of them can stand alone."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.extract.anatomy.sharing import (
    are_opposed,
    content,
    is_acronym,
    is_in_titles,
    is_shared,
    is_subject,
    is_whole,
    stands_behind_or,
)
from pipeline.extract.anatomy.terms import dependent, term_at
from pipeline.model import Span

_LONGEST = 200
_MOST_WORDS = 8
_SIGN = re.compile(r"[/;|,=\n]|\s(?:ou|or)\s", re.IGNORECASE)
_STRONG = re.compile(r"\s*[;|\n]\s*|\s+=\s+")
_SPACED = re.compile(r"\s+/\s+")
_TIGHT = re.compile(r"/")
_OR = re.compile(r"\s+(?:ou(?:\s+(?:encore|bien))?|or)\s+", re.IGNORECASE)
_APART = re.compile(r"\s*,\s+(?:ou(?:\s+(?:encore|bien))?|or)\s+", re.IGNORECASE)
_AROUND = " \t\u00a0\u202f*_"
_COMMA = re.compile(r"\s*,\s+")
# A dash between two names, or a bracket, is for whoever reads the names; here it is one line.
_DASH = re.compile(r"\s[–—-]\s")


def may_hold_several(text: str) -> bool:
    """Whether a headword line has a sign that may stand between terms."""
    return len(text) <= _LONGEST and _SIGN.search(text) is not None


def variants_of(text: str, offset: int, definition: str = "") -> list[Span]:
    """The terms of a headword line, by their places (`text` begins at `offset`), or none where it
    is one term. The first is the headword, the others its variants; what the definition names by
    itself is a term.
    """
    if not may_hold_several(text) or _DASH.search(text):
        return []
    for separator, is_fit in (
        (_STRONG, _any),
        (_SPACED, _are_names),
        (_APART, _are_apposed),
        (_OR, _are_comparable),
        (_COMMA, _are_listed),
        (_TIGHT, _are_paired),
    ):
        parts = _parts(text, separator)
        if len(parts) < 2:
            continue
        words = [text[part.start : part.end] for part in parts]
        if all(map(_stands_alone, words)) and is_fit(words, definition):
            return [Span(offset + part.start, offset + part.end) for part in parts]
        return []
    return []


def _parts(text: str, separator: re.Pattern[str]) -> list[Span]:
    """The terms between separators that stand outside brackets."""
    found: list[Span] = []
    start = 0
    places = [match.span() for match in separator.finditer(text)]
    for begin, end in [*places, (len(text), len(text))]:
        if text.count("(", 0, begin) > text.count(")", 0, begin):
            continue
        term = term_at(text, start, begin)
        if term is None:
            return []
        # What stood around the part is part of it, articles and quotes too; emphasis is not.
        raw = text[start:begin]
        blank = len(raw) - len(raw.lstrip(_AROUND))
        found.append(Span(start + blank, start + len(raw.rstrip(_AROUND))))
        start = end
    return found


def _stands_alone(words: str) -> bool:
    return (
        words[0].isalnum()
        and len(words.split()) <= _MOST_WORDS
        and any(char.isalpha() for char in words)
        and not dependent().match(words)
    )


def _any(words: Sequence[str], text: str) -> bool:
    """A semicolon or a bar divides nothing but terms."""
    return bool(words)


def _are_names(words: Sequence[str], text: str) -> bool:
    """Two names of anything, unless one of them goes on with words of another."""
    if _are_opposed(words):
        return False
    if _are_acronyms(words):
        # "B2B / B2C", "H1 / H2": kinds of one thing.
        return not all(any(map(str.isdigit, word)) for word in words)
    if _are_capitalised(words):
        return True
    is_shorter = any(len(content(word)) < len(content(words[0])) for word in words[1:])
    if is_in_titles(words[0]) and is_shorter and not any(map(is_acronym, words)):
        return False
    return not any(is_shared(words[0], word) and not is_subject(word, text) for word in words[1:])


def _are_capitalised(words: Sequence[str]) -> bool:
    """Each begins with a capital, and not because all words do ("Vue Client / Fournisseur"); an
    acronym shares words only of a name that ends in one ("Vente B2B ou B2C", not "Palette Europe
    / EPAL").
    """
    if any(is_acronym(word) and is_shared(words[0], word) for word in words[1:]):
        return False
    full = [word for word in words[1:] if not is_acronym(word)]
    shorter = any(len(content(word)) < len(words[0].split()) for word in full)
    return all(word[0].isupper() for word in words) and not (is_in_titles(words[0]) and shorter)


def _are_paired(words: Sequence[str], text: str) -> bool:
    """Acronyms of one length: "AHT/DMT", not "TCP/IP" or "B2B/B2C"."""
    plain = not any(char.isdigit() for word in words for char in word)
    return plain and _are_acronyms(words) and len({len(word) for word in words}) == 1


def _are_comparable(words: Sequence[str], text: str) -> bool:
    """Single words, or names of which none is shorter than the first, so that none shares words
    of another: "Taux d'attrition ou taux de churn", not "Vue client unique ou 360°"; else names
    that stand alone beside a complement, or in the definition.
    """
    if _are_opposed(words):
        return False
    lengths = [len(content(word)) for word in words]
    if _are_acronyms(words) or _are_capitalised(words):
        return True
    if any(map(is_acronym, words)):
        return len({word[0].lower() for word in words}) == 1 and max(lengths) > 1
    if len({content(word)[0] for word in words if content(word)}) == 1 or len(set(lengths)) == 1:
        return True
    if lengths[0] == 1 and _is_another(words, text):
        return True
    if min(lengths) < lengths[0]:
        short = [word for word in words[1:] if len(content(word)) < lengths[0]]
        return all(stands_behind_or(words[0], one) or is_subject(one, text) for one in short)
    return False


def _is_another(words: Sequence[str], text: str) -> bool:
    """Whether "ou" stands between one word and a longer name of the same thing: neither shares the
    other's complement, and the definition knows no two things ("Opération qui achète ou vend").
    """
    first = text.partition(". ")[0]
    return _OR.search(first) is None and all(is_whole(words[0], word) for word in words[1:])


def _are_apposed(words: Sequence[str], text: str) -> bool:
    """Behind a comma, "ou" only tells another name: "Ticket, ou reçu"."""
    return not any(is_shared(words[0], word) for word in words[1:])


def _are_listed(words: Sequence[str], text: str) -> bool:
    """Commas stand between acronyms; between names they may be part of one."""
    return _are_acronyms(words)


def _are_opposed(words: Sequence[str]) -> bool:
    return any(are_opposed(words[0], word) for word in words[1:])


def _are_acronyms(words: Sequence[str]) -> bool:
    return all(map(is_acronym, words))
