"""A headword line that holds several terms: divided only where each of them can stand alone."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.extract.anatomy.terms import dependent, term_at
from pipeline.model import Span

_LONGEST = 200
_MOST_WORDS = 6
_SIGN = re.compile(r"[/;|,=\n]|\s(?:ou|or)\s", re.IGNORECASE)
_STRONG = re.compile(r"\s*[;|\n]\s*|\s+=\s+")
_SPACED = re.compile(r"\s+/\s+")
_TIGHT = re.compile(r"/")
_OR = re.compile(r"\s+(?:ou(?:\s+(?:encore|bien))?|or)\s+", re.IGNORECASE)
_COMMA = re.compile(r"\s*,\s+")
# A dash between two names, or a bracket, is for whoever reads the names; here it is one line.
_DASH = re.compile(r"\s[–—-]\s")
_LINKS = frozenset(
    ("à", "au", "aux", "d", "de", "des", "du", "en", "et", "l", "la", "le", "les", "par", "pour")
) | {"sur", "un", "une", "of", "the", "to", "for", "and"}


def variants_of(text: str, offset: int) -> list[Span]:
    """The terms of a headword line, by their places (`text` begins at `offset`), or none where it
    is one term. The first is the headword, the others its variants.
    """
    if len(text) > _LONGEST or not _SIGN.search(text) or _DASH.search(text):
        return []
    for separator, is_fit in (
        (_STRONG, _any),
        (_SPACED, _look_alike),
        (_OR, _are_comparable),
        (_COMMA, _are_acronyms),
        (_TIGHT, _are_paired),
    ):
        parts = _parts(text, separator)
        if len(parts) < 2:
            continue
        words = [text[part.start : part.end] for part in parts]
        if all(map(_stands_alone, words)) and is_fit(words):
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
        # What stood around the part is part of it, articles and quotes too.
        raw = text[start:begin]
        blank = len(raw) - len(raw.lstrip())
        found.append(Span(start + blank, start + len(raw.rstrip())))
        start = end
    return found


def _stands_alone(words: str) -> bool:
    return (
        words[0].isalnum()
        and len(words.split()) <= _MOST_WORDS
        and any(char.isalpha() for char in words)
        and not dependent().match(words)
    )


def _any(words: Sequence[str]) -> bool:
    """A semicolon or a bar divides nothing but terms."""
    return bool(words)


def _look_alike(words: Sequence[str]) -> bool:
    """All acronyms, or each with a capital, none of them a mere complement of another."""
    return _are_acronyms(words) or _are_capitalised(words)


def _are_capitalised(words: Sequence[str]) -> bool:
    """Each begins with a capital, and not because all words do ("Vue Client / Fournisseur"); an
    acronym borrows words only of a name that ends in one ("Vente B2B ou B2C", not "Palette Europe
    / EPAL").
    """
    first = [word for word in words[0].split() if word.lower() not in _LINKS]
    in_titles = len(first) > 1 and all(word[0].isupper() for word in first)
    may_borrow = _is_acronym(words[0].split()[-1])
    full = [word for word in words[1:] if may_borrow or not _is_acronym(word)]
    shorter = any(len(_content(word)) < len(first) for word in full)
    return all(word[0].isupper() for word in words) and not (in_titles and shorter)


def _are_paired(words: Sequence[str]) -> bool:
    """Acronyms of one length: "AHT/DMT", not "TCP/IP"."""
    return _are_acronyms(words) and len({len(word) for word in words}) == 1


def _are_comparable(words: Sequence[str]) -> bool:
    """Single words, or names of which none is shorter than the first, so that none borrows words
    of another: "Taux d'attrition ou taux de churn", not "Vue client unique ou 360°".
    """
    lengths = [len(_content(word)) for word in words]
    if _are_acronyms(words) or _are_capitalised(words):
        return True
    if any(map(_is_acronym, words)):
        return len({word[0].lower() for word in words}) == 1 and max(lengths) > 1
    same_head = len({_content(word)[0] for word in words if _content(word)}) == 1
    return same_head or (len(set(lengths)) == 1)


def _content(words: str) -> list[str]:
    found = [word.lower() for word in re.findall(r"[^\W_]+", words)]
    return [word for word in found if word not in _LINKS]


def _are_acronyms(words: Sequence[str]) -> bool:
    return all(map(_is_acronym, words))


def _is_acronym(word: str) -> bool:
    bare = re.sub(r"[-.&]", "", word)
    return bare.isalnum() and 2 <= len(bare) <= 8 and sum(c.isupper() for c in bare) * 2 > len(bare)
