"""Where a text mentions a concept: labels by lemma, longest first, acronyms to the letter."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct

from pipeline.map.words import Token, acronym_key, is_acronym, tokens
from pipeline.model import Label


class Mention(Struct, frozen=True):
    """A concept named at `[start, end)` of the text searched."""

    concept: str
    start: int
    end: int


class Lexicon:
    """The labels of all concepts, ready to be found in texts."""

    def __init__(self) -> None:
        self._names: dict[tuple[str, ...], str] = {}
        self._acronyms: dict[str, str] = {}
        self._longest = 1

    def add(self, concept: str, labels: Iterable[Label]) -> None:
        """Add a concept's labels. A name that another concept already has stays with it."""
        for label in labels:
            if is_acronym(label.text):
                self._acronyms.setdefault(acronym_key(label.text), concept)
                continue
            lemmas = tuple(token.lemma for token in tokens(label.text) if not token.is_link)
            if lemmas:
                self._names.setdefault(lemmas, concept)
                self._longest = max(self._longest, len(lemmas))

    def find(self, text: str) -> list[Mention]:
        """The mentions in `text`, left to right, none inside another. Little words between the
        words of a name may be others than in the label ("satisfaction des clients").
        """
        words = tokens(text)
        found: list[Mention] = []
        index = 0
        while index < len(words):
            mention, taken = self._at(text, words, index)
            if mention is not None:
                found.append(mention)
            index += max(taken, 1)
        return found

    def named(self, name: str) -> str | None:
        """The concept that has exactly this name, or None."""
        if is_acronym(name):
            return self._acronyms.get(acronym_key(name))
        return self._names.get(tuple(t.lemma for t in tokens(name) if not t.is_link))

    def _at(self, text: str, words: list[Token], index: int) -> tuple[Mention | None, int]:
        first = words[index]
        if first.is_link:
            return None, 1
        best: tuple[Mention | None, int] = (None, 1)
        if is_acronym(first.text):
            concept = self._acronyms.get(acronym_key(first.text))
            if concept:
                best = (Mention(concept, first.start, first.end), 1)
        lemmas: list[str] = []
        for offset in range(index, len(words)):
            word = words[offset]
            if offset > index and text[words[offset - 1].end : word.start].strip(" '’-\u00a0"):
                break
            if word.is_link:
                continue
            lemmas.append(word.lemma)
            if len(lemmas) > self._longest:
                break
            concept = self._names.get(tuple(lemmas))
            if concept:
                best = (Mention(concept, first.start, word.end), offset - index + 1)
        return best
