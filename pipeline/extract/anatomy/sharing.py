"""Whether one of several terms of a headword line goes on with words of another: "Vente directe ou
indirecte", "Entrée / sortie de stock".
"""

from __future__ import annotations

import re
from functools import cache

from pipeline.extract.anatomy.cues import any_of, data

_WORD = re.compile(r"[^\W_]+(?:-[^\W_]+)*")
_LINKS = frozenset(
    ("à", "au", "aux", "d", "de", "des", "du", "en", "et", "l", "la", "le", "les", "par", "pour")
) | {"sur", "un", "une", "of", "the", "to", "for", "and"}
_OF = frozenset(("de", "d", "du", "des", "of"))
# Endings of so many letters are alike by more than chance.
_ALIKE = 3
_MORE_ALIKE = 4


def content(words: str) -> list[str]:
    """The words that mean something, in small letters."""
    return [word for word in _WORD.findall(words.lower()) if word not in _LINKS]


def is_acronym(word: str) -> bool:
    """Whether it is a short word that is mostly capitals."""
    bare = re.sub(r"[-.&]", "", word)
    return bare.isalnum() and 2 <= len(bare) <= 8 and sum(c.isupper() for c in bare) * 2 > len(bare)


def is_in_titles(term: str) -> bool:
    """Whether every word of several has a capital."""
    words = [word for word in term.split() if word.lower() not in _LINKS]
    return len(words) > 1 and all(word[0].isupper() for word in words)


def are_opposed(first: str, later: str) -> bool:
    """Whether the words in which two terms differ mean the opposite of one another."""
    own, other = content(first.replace("-", " ")), content(later.replace("-", " "))
    ends = ((own[-1:], other[-1:]), (own[:1], other[:1]))
    return any(a and b and frozenset((a[0], b[0])) in _opposed() for a, b in ends)


def is_shared(first: str, later: str) -> bool:
    """Whether two terms share words that stand in one of them only."""
    if is_acronym(later):
        words = first.split()
        return len(words) > 1 and is_acronym(words[-1])
    own, other = content(first), content(later)
    if is_acronym(first) or not own or not other:
        return False
    if len(other) < len(own):
        # What is said of one thing, in one number: "Satisfaction employés / salariés"; two nouns
        # beside a third: "Rapport qualité / prix".
        plural = own[-1][-1] in "sx" and other[-1][-1] in "sx" and own[0][-1] not in "sx"
        if plural or _are_alike(own[-1], other[-1], _ALIKE):
            return True
        is_apposed = _WORD.findall(first.lower())[-2] not in _LINKS and not _is_adjective(own[-1])
        return is_apposed and len(other) == 1 and _is_foreign(first) == _is_foreign(later)
    return len(own) < len(other) and _are_alike(own[-1], other[len(own) - 1], _MORE_ALIKE)


def stands_behind_or(first: str, later: str) -> bool:
    """Whether a shorter term behind "ou" is a name of its own: a noun beside a complement, which
    would repeat its preposition ("Mise en demeure ou sommation", "Carte de fidélité ou de
    paiement").
    """
    words = _WORD.findall(first.lower())
    has_complement = len(words) > 2 and words[-2] in _LINKS and words[-2] not in _OF
    return has_complement and _is_noun(later) and not is_shared(first, later)


def is_whole(word: str, later: str) -> bool:
    """Whether a longer term shares no complement with a single word before it: it begins with a
    noun that never stands without its own ("Habillage ou mise en train"), or is the translation of
    a foreign word ("Checkout ou tunnel de commande").
    """
    bound = data()["shared"]["bound"]
    if any(later.lower().startswith(f"{opening} ") for opening in bound):
        return not any(word.lower() == opening.split()[0] for opening in bound)
    is_complemented = any(link in _LINKS for link in _WORD.findall(later.lower())[1:-1])
    is_own = not _is_foreign(word) or word.lower() in data()["shared"]["adopted"]
    return is_complemented and not is_own and not _is_foreign(later)


def is_subject(term: str, text: str) -> bool:
    """Whether a sentence of `text` begins with the term: it is a name of its own."""
    determiner = any_of(data()["shared"]["determiner"])
    pattern = rf"(?:\A|[.!?]\s{{1,3}}){determiner}\s{{0,3}}[«“\"]?\s?{re.escape(term)}(?!\w)"
    return re.search(pattern, text, re.IGNORECASE) is not None


def _are_alike(own: str, other: str, letters: int) -> bool:
    """Whether two words are of one kind: adjectives both, or of one ending or stem."""
    if own[-letters:] == other[-letters:] or (_is_adjective(own) and _is_adjective(other)):
        return True
    return any(
        own == start + other or other == start + own for start in data()["shared"]["opposing"]
    )


def _is_foreign(words: str) -> bool:
    """Whether a word is spelt as few French ones are."""
    return any(sign in f"{words.lower()} " for sign in data()["shared"]["foreign"])


def _is_noun(word: str) -> bool:
    return word.lower().endswith(tuple(data()["shared"]["noun"]))


def _is_adjective(word: str) -> bool:
    return not _is_noun(word) and word.endswith(tuple(data()["shared"]["adjective"]))


@cache
def _opposed() -> frozenset[frozenset[str]]:
    return frozenset(frozenset(pair.split()) for pair in data()["shared"]["opposed"])
