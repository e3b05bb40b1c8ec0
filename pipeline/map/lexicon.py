"""Where a text mentions a concept: labels by lemma, longest first, acronyms to the letter."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct

from pipeline.map.second_reader import Word
from pipeline.map.words import Token, acronym_key, is_acronym, key, lemma, tokens
from pipeline.model import Label


class Mention(Struct, frozen=True):
    """A concept named at `[start, end)` of the text searched.

    `is_shared`: its complement stands behind another noun, with which it shares it ("la
    satisfaction et la fidélité des clients").
    """

    concept: str
    start: int
    end: int
    is_shared: bool = False


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
                # "Livechat" is "live chat" without its blank.
                self._names.setdefault((key(label.text),), concept)
                self._longest = max(self._longest, len(lemmas))

    def find(self, text: str, parsed: Sequence[Word] = ()) -> list[Mention]:
        """The mentions in `text`, left to right, none inside another. Little words between the
        words of a name may be others than in the label ("satisfaction des clients"). Where the
        text is `parsed`, two coordinated nouns may share a complement.
        """
        words = tokens(text)
        found: list[Mention] = []
        index = 0
        while index < len(words):
            mention, taken = self._at(text, words, index)
            if mention is not None:
                found.append(mention)
            index += max(taken, 1)
        return sorted([*found, *self._shared(parsed, found)], key=lambda m: (m.start, m.end))

    def _shared(self, words: Sequence[Word], found: Sequence[Mention]) -> Iterator[Mention]:
        """Names whose head stands before an "et" or "ou" and whose complement stands behind the
        noun that follows it.
        """
        for index, word in enumerate(words[1:-1], start=1):
            head = words[index - 1]
            if word.part != "CCONJ" or head.part != "NOUN":
                continue
            if any(m.start <= head.start < m.end for m in found):
                continue
            rest = index + 1
            while rest < len(words) and words[rest].part in ("DET", "ADP", "ADJ"):
                rest += 1
            lemmas = [lemma(head.text)]
            for other in words[rest + 1 : rest + 2 * self._longest]:
                if other.part not in ("NOUN", "PROPN", "ADP", "DET"):
                    break
                if other.part in ("ADP", "DET"):
                    continue
                lemmas.append(lemma(other.text))
                concept = self._names.get(tuple(lemmas))
                if concept:
                    yield Mention(concept, head.start, head.end, is_shared=True)
                    break

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
