"""The noun phrases of a sentence that may be terms: a noun and what follows it, in French order."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Sequence
from functools import cache
from importlib import resources

from msgspec import Struct

from pipeline.map.second_reader import Word
from pipeline.map.words import lemma

LONGEST = 5
_NOUN = ("NOUN",)
_FOLLOWING = ("NOUN", "ADJ", "PROPN")
_HYPHENS = frozenset("-‐‑/")


class Parts(Struct, frozen=True):
    """What candidates.toml says: little words that tie a term, and lemmas that no term begins with
    or that none holds at all.
    """

    prepositions: frozenset[str]
    articles: frozenset[str]
    heads: frozenset[str]
    nothing: frozenset[str]


@cache
def parts() -> Parts:
    """The data of candidates.toml."""
    content = resources.files("pipeline.map").joinpath("candidates.toml").read_text("utf-8")
    data = tomllib.loads(content)
    return Parts(
        frozenset(data["prepositions"]),
        frozenset(data["articles"]),
        frozenset(lemma(word) for word in data["heads"]),
        frozenset(lemma(word) for word in data["nothing"]),
    )


def noun_phrases(text: str, words: Sequence[Word]) -> list[tuple[int, int]]:
    """The phrases as `(start, end)` in `text`, by start, then end; those inside others too.

    `words` are the text as the second reader reads it. A phrase has LONGEST nouns and adjectives at
    most, and what a preposition ties depends on a word of the phrase ("diviser [les clients] en
    segments").
    """
    return [
        (word.start, words[last].end)
        for first, word in enumerate(words)
        if word.part in _NOUN
        and _is_whole(text, word.start - 1)
        and _says(word)
        and lemma(word.text) not in parts().heads
        for last in _ends(text, words, first)
    ]


def _ends(text: str, words: Sequence[Word], first: int) -> Iterator[int]:
    """The indexes of the words at which a phrase from `first` may end."""
    last: int | None = first
    for _ in range(LONGEST):
        if last is None:
            return
        if _is_whole(text, words[last].end):
            yield last
        last = _next(words, first, last)


def _next(words: Sequence[Word], first: int, last: int) -> int | None:
    """The word that a phrase takes in after `last`, or None where it ends there."""
    index, is_tied = last + 1, False
    if index < len(words) and _is_tie(words[index], "ADP", parts().prepositions):
        index, is_tied = index + 1, True
        if index < len(words) and _is_tie(words[index], "DET", parts().articles):
            index += 1
    if index >= len(words):
        return None
    word = words[index]
    if is_tied and not first <= word.head <= index:
        return None
    return index if word.part in (_NOUN if is_tied else _FOLLOWING) and _says(word) else None


def _is_tie(word: Word, part: str, allowed: frozenset[str]) -> bool:
    return word.part == part and word.text.lower() in allowed


def _says(word: Word) -> bool:
    """Whether it is a word of two letters or more that may stand in a term."""
    is_word = len(word.text) > 1 and word.text[0].isalpha()
    return is_word and lemma(word.text) not in parts().nothing


def _is_whole(text: str, place: int) -> bool:
    """Whether no hyphen or stroke at `place` ties a phrase to a word outside it."""
    return not 0 <= place < len(text) or text[place] not in _HYPHENS
