"""The terms that the entries of a list use: a lost headword of the list may be one of them."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Collection, Sequence

from pipeline.map.noun_phrases import noun_phrases
from pipeline.map.reading import EntryReading
from pipeline.map.words import is_acronym, key, tokens
from pipeline.model import Evidence

# A word that more entries of the list use tells nothing of one of them.
_MOST_USERS = 10
_CONFIDENCE = 0.4


class Surroundings:
    """The terms of two words or more in the `sources`, by the words that they are made of."""

    def __init__(self, readings: Sequence[EntryReading], sources: Collection[str]) -> None:
        self._users: Counter[tuple[str, str]] = Counter()
        self._terms: dict[tuple[str, str], list[Evidence]] = defaultdict(list)
        named = {key(fact.text) for reading in readings for fact in reading.names}
        for reading in readings:
            source = reading.entry.source
            if source not in sources:
                continue
            used = {stem for s in reading.sentences for stem in _stems(s.text)}
            self._users.update((source, stem) for stem in used)
            for term in _terms(reading):
                if key(term.quote) not in named:
                    for stem in sorted(_stems(term.quote)):
                        self._terms[source, stem].append(term)

    def terms(self, reading: EntryReading) -> list[Evidence]:
        """The terms that share a word with the sentence that opens a definition, of other entries
        of its list; those that share the rarest words first.
        """
        source = reading.entry.source
        shared: dict[Evidence, float] = defaultdict(float)
        for stem in sorted({stem for s in reading.sentences[:1] for stem in _stems(s.text)}):
            users = self._users[source, stem]
            if users <= _MOST_USERS:
                for term in self._terms[source, stem]:
                    if term.entry != reading.entry.id:
                        shared[term] = math.fsum((shared[term], 1 / users))
        return sorted(shared, key=lambda term: (-shared[term], term.start))


def _terms(reading: EntryReading) -> list[Evidence]:
    """The noun phrases of a definition that hold no acronym, with their places."""
    return [
        Evidence(
            reading.entry.id,
            reading.entry.source,
            sentence.start + start,
            sentence.start + end,
            sentence.written[start:end],
            "term-that-fits-the-list",
            _CONFIDENCE,
        )
        for sentence in reading.sentences
        for start, end in noun_phrases(sentence.text, sentence.words)
        for words in [tokens(sentence.text[start:end])]
        if len(words) > 1 and not any(is_acronym(word.text) for word in words)
    ]


def _stems(text: str) -> set[str]:
    """The beginnings of the content words: "contact" and "contacter" share theirs."""
    return {token.lemma[:6] for token in tokens(text) if len(token.lemma) > 4}
