"""Coordinated phrases: what stands before the first of several stands before each of them.

"Il sert à gérer les devis, les commandes et la relation client" says that it serves to manage the
customer relation too. The parts of speech of the second reader tell where the row of phrases
begins; the pattern reader then reads each member as if it stood first.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct

from pipeline.map.second_reader import Word

# What may stand inside a row of phrases; a verb that is conjugated ends it.
_INSIDE = frozenset(("DET", "ADJ", "NOUN", "PROPN", "ADP", "CCONJ", "NUM", "ADV", "SPACE", "X"))
_LONGEST_ROW = 60


class Context(Struct, frozen=True):
    """What stands before a phrase: the text as it is, or as it would be if the phrase came first.

    The first `kept` characters are those of the sentence.
    """

    text: str
    kept: int


def contexts(text: str, words: Sequence[Word], start: int) -> Iterator[Context]:
    """What stands before `start` in a sentence: first the text itself, then, where a coordinated
    phrase begins there, the text before each earlier phrase that it may be coordinated with.
    """
    yield Context(text[:start], start)
    place = next((i for i, word in enumerate(words) if word.start <= start < word.end), None)
    if place is None:
        return
    first = _beginning(words, place)
    if first == 0 or not _joins(words, first - 1):
        return
    intro = text[words[first].start : start]
    index = first - 1
    while index > 0 and first - index < _LONGEST_ROW:
        index -= 1
        word = words[index]
        if not (word.part in _INSIDE or _is_inner(word)):
            return
        if _alike(word, words[first]) and not (index and _joins(words, index - 1)):
            yield Context(text[: word.start] + intro, word.start)


def _beginning(words: Sequence[Word], place: int) -> int:
    """Where the phrase whose noun stands at `place` begins: with its articles, prepositions,
    adjectives and the infinitive that governs it.
    """
    while place > 0 and words[place - 1].part in ("DET", "ADP", "NUM"):
        place -= 1
    if place > 0 and _is_infinitive(words[place - 1]):
        place -= 1
        while place > 0 and words[place - 1].part == "ADP":
            place -= 1
    return place


def _joins(words: Sequence[Word], place: int) -> bool:
    """Whether the word at `place` joins phrases: a comma, "et", the end of "ainsi que"."""
    word = words[place].text.lower()
    if word == "que":
        return place > 0 and words[place - 1].text.lower() in ("ainsi", "même")
    return words[place].part == "CCONJ" or word in (",", "encore", "bien")


def _is_inner(word: Word) -> bool:
    """Whether a row of phrases goes on across the word: a comma, an infinitive or a participle."""
    if word.part == "PUNCT":
        return word.text in (",", "'", "-")
    return word.part == "VERB" and (_is_infinitive(word) or word.role in ("acl", "amod"))


def _is_infinitive(word: Word) -> bool:
    return word.part == "VERB" and word.text.lower().endswith(("er", "ir", "re", "oir"))


def _alike(one: Word, other: Word) -> bool:
    """Whether two words may begin members of one row."""
    if other.part == "ADP":
        return one.part == "ADP" and _plain(one) == _plain(other)
    if _is_infinitive(other):
        return _is_infinitive(one)
    if other.part == "DET":
        return one.part == "DET"
    return one.part in ("NOUN", "PROPN", "X") and other.part in (
        "NOUN",
        "PROPN",
        "X",
        "VERB",
        "ADJ",
    )


def _plain(word: Word) -> str:
    """A preposition without what is contracted into it."""
    lower = word.text.lower()
    return {"du": "de", "des": "de", "d'": "de", "au": "à", "aux": "à"}.get(lower, lower)
