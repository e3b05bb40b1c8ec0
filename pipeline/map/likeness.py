"""How alike two definitions are: the cosine of their words, rare ones counting more (tf-idf)."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

from pipeline.map.cues import cues
from pipeline.map.reading import EntryReading
from pipeline.map.words import lemma

_CONTENT = ("NOUN", "PROPN", "ADJ", "VERB")

_MOST_USERS = 100

Vector = Mapping[str, float]


class Likeness:
    """The definitions of all entries, ready to be compared (Salton and Buckley, 1988)."""

    def __init__(self, readings: Sequence[EntryReading]) -> None:
        whole = {reading.entry.id: _words(reading, opening=False) for reading in readings}
        opening = {reading.entry.id: _words(reading, opening=True) for reading in readings}
        seen: Counter[str] = Counter(word for words in whole.values() for word in words)
        self._weight = {word: math.log(len(whole) / count) for word, count in seen.items()}
        self._whole = {entry: self._vector(words) for entry, words in whole.items()}
        self._opening = {entry: self._vector(words) for entry, words in opening.items()}
        self._users: dict[str, list[str]] = defaultdict(list)
        for entry, vector in self._whole.items():
            for word in vector:
                self._users[word].append(entry)

    def closest(self, entry: str) -> list[tuple[float, str]]:
        """The entries that share a telling word with this one, the most alike first: from 0 to 2,
        the opening sentences and the definitions as a whole counting the same.
        """
        # A word of many definitions makes no two alike, and would compare each with all.
        telling = [word for word in self._whole[entry] if len(self._users[word]) <= _MOST_USERS]
        others = {other for word in telling for other in self._users[word]} - {entry}
        scored = [
            (
                _cosine(self._whole[entry], self._whole[other])
                + _cosine(self._opening[entry], self._opening[other]),
                other,
            )
            for other in sorted(others)
        ]
        return sorted(scored, key=lambda pair: (-pair[0], pair[1]))

    def _vector(self, words: Counter[str]) -> Vector:
        raw = {w: (1 + math.log(count)) * self._weight[w] for w, count in words.items()}
        length = math.sqrt(math.fsum(x * x for x in raw.values()))
        return {word: x / length for word, x in raw.items()} if length else {}


def _words(reading: EntryReading, *, opening: bool) -> Counter[str]:
    """The content words of a definition, or of the sentence that opens each of its senses."""
    found: Counter[str] = Counter()
    senses: set[int] = set()
    for sentence in reading.sentences:
        if opening and sentence.sense in senses:
            continue
        senses.add(sentence.sense)
        found.update(
            lemma(word.text)
            for word in sentence.words
            if word.part in _CONTENT
            and len(word.text) > 2
            and not cues("opening")["verb"].fullmatch(word.text)
        )
    return found


def _cosine(one: Vector, other: Vector) -> float:
    short, long = (one, other) if len(one) < len(other) else (other, one)
    return math.fsum(weight * long.get(word, 0.0) for word, weight in short.items())
