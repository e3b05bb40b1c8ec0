"""Endless entries of a made-up glossary, of the lengths that glossaries have."""

from __future__ import annotations

import random
from collections.abc import Iterator
from itertools import count

_SEED = 7
_NOUNS = "outil méthode mesure suite relation machine plante surface règle liste étape espace"
_WORDS = (
    "qui sert à préparer la terre avant les semis et que l'on garde au sec dans un abri ouvert"
    " pour suivre le travail de chaque saison selon les besoins du lieu avec soin et sans hâte"
)


def definitions() -> Iterator[tuple[str, str]]:
    """Headwords and definitions of 20 to 80 words, in sentences; the same ones every time."""
    dice = random.Random(_SEED)
    nouns, words = _NOUNS.split(), _WORDS.split()
    for number in count():
        noun = dice.choice(nouns)
        sentences = [
            " ".join([f"Une {noun}", *dice.choices(words, k=dice.randint(10, 20))]) + "."
            for _ in range(dice.randint(2, 4))
        ]
        yield f"{noun.capitalize()} de type {number:07d}", " ".join(sentences)


def entries(megabytes: float) -> list[tuple[str, str]]:
    """As many of them as make a text of that size in UTF-8."""
    found: list[tuple[str, str]] = []
    size = 0
    for term, text in definitions():
        found.append((term, text))
        size += len(term.encode("utf-8")) + len(text.encode("utf-8"))
        if size >= megabytes * 1e6:
            break
    return found
