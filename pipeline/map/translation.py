"""Words of two languages that the label pairs of the sources themselves show to be equal.

Where a text names one thing in both languages ("Customer Experience ... l'expérience client"), the
words that are spelt alike pair off; one left over on each side are each other's translation. No
dictionary is asked, and nothing is learnt that no text states.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from rapidfuzz import fuzz

from pipeline.map.reading import EntryReading
from pipeline.map.words import key, tokens

# Words of a stated pair that are spelt so much alike are each other's translation.
_ALIKE = 75.0


class Translation:
    """The word pairs that the names of the entries show; unsure ones are not kept."""

    def __init__(self, readings: Sequence[EntryReading]) -> None:
        pairs = [pair for reading in readings for pair in _pairs(reading)]
        self._french: dict[str, str] = {}
        # What is learnt from one pair of names may leave but one word in another.
        while found := self._learnt(pairs):
            self._french.update(found)

    def french(self, name: str) -> str:
        """What an English name would be in French, as the key of its words in any order; words that
        no pair shows stay as they are.
        """
        return " ".join(sorted(self._french.get(word, word) for word in _words(name)))

    def _learnt(self, pairs: Sequence[tuple[list[str], list[str]]]) -> dict[str, str]:
        """The new pairs of words of this round, each if nothing else is said of it as often."""
        seen: Counter[tuple[str, str]] = Counter()
        for english, french in pairs:
            left = [word for word in english if word not in self._french]
            right = list(french)
            for word in english:
                if self._french.get(word) in right:
                    right.remove(self._french[word])
            for word in list(left):
                best = max(right, key=lambda other: (fuzz.ratio(word, other), other), default="")
                if best and fuzz.ratio(word, best) >= _ALIKE:
                    seen[word, best] += 1
                    left.remove(word)
                    right.remove(best)
            if len(left) == len(right) == 1:
                seen[left[0], right[0]] += 1
        said: dict[str, list[tuple[int, str]]] = defaultdict(list)
        for (word, other), count in seen.items():
            said[word].append((count, other))
        found: dict[str, str] = {}
        for word in sorted(said):
            first, *rest = sorted(said[word], reverse=True)
            if not rest or first[0] > rest[0][0]:
                found[word] = first[1]
        return found


def in_words(name: str) -> str:
    """The key of a French name: its words in any order."""
    return " ".join(sorted(_words(name)))


def _pairs(reading: EntryReading) -> Iterator[tuple[list[str], list[str]]]:
    """The English and French names that one entry states for one thing, as their words."""
    full = [fact for fact in reading.names if fact.role in ("expansion", "equivalent", "headword")]
    for one in full:
        for other in full:
            if (one.lang, other.lang) == ("en", "fr") and key(one.text) != key(other.text):
                yield _words(one.text), _words(other.text)


def _words(name: str) -> list[str]:
    """The folded lemmas of the content words of a name, once each."""
    return list(dict.fromkeys(token.lemma for token in tokens(name) if not token.is_link))
