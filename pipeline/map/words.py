"""French words as the map sees them: tokens with their places, lemmas, keys, and shapes of names.

Two writings of a name are the same name when their keys are equal: case, accents, inflection,
hyphens and the little words between nouns ("satisfaction des clients") make no difference.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache

import simplemma
from msgspec import Struct

_SENTENCE_END = re.compile(r"[.!?…][\"”»’')\]]*\s+(?=[\"“«(]?\s?[A-ZÀ-Ý0-9])")
_ABBREVIATION = re.compile(r"\b(?:ex|p|cf|M|Mme|env|art)\.\Z")
_TOKEN = re.compile(r"[^\W_]+(?:[-‐‑·&+][^\W_]+)*[+#]*|°", re.UNICODE)
# Articles and prepositions inside a name: they tie nouns together and tell nothing apart.
_FRENCH_LINKS = frozenset(
    ("à", "au", "aux", "d", "de", "des", "du", "en", "et", "l", "la", "le", "les", "par", "pour")
) | {"sur", "un", "une"}
_ENGLISH_LINKS = frozenset(("of", "the", "to", "for", "and"))
LINKS = _FRENCH_LINKS | _ENGLISH_LINKS


class Token(Struct, frozen=True):
    """A word at `[start, end)` of the text it was read from; `lemma` is folded."""

    text: str
    lemma: str
    start: int
    end: int

    @property
    def is_link(self) -> bool:
        """Whether it is an article or a preposition."""
        return self.text.lower() in LINKS


def fold(text: str) -> str:
    """Lower case without accents; hyphens kept."""
    decomposed = unicodedata.normalize("NFKD", text.replace("œ", "oe").casefold())
    return "".join(char for char in decomposed if not unicodedata.combining(char))


@cache
def lemma(word: str) -> str:
    """The folded French lemma of a word; a word unknown to the dictionary loses a plural s or x."""
    lower = word.lower()
    found = simplemma.lemmatize(lower, lang="fr")
    if found == lower and len(lower) > 3 and lower[-1] in "sx" and lower[-2] not in "su":
        found = lower[:-1]
    return fold(found)


def tokens(text: str) -> list[Token]:
    """The words of `text`; a hyphen inside a word never splits it, an apostrophe does."""
    return [
        Token(match.group(), lemma(match.group()), match.start(), match.end())
        for match in _TOKEN.finditer(text)
    ]


def key(name: str) -> str:
    """What equal names share: folded lemmas of the content words, joined; an acronym's letters."""
    if is_acronym(name):
        return acronym_key(name)
    words = tokens(name)
    content = [token.lemma for token in words if not token.is_link]
    return "".join(re.sub(r"[^\w+#]", "", w) for w in content or [token.lemma for token in words])


def acronym_key(name: str) -> str:
    """The letters of an acronym without hyphens, points and a plural s ("C-SAT" = "CSAT")."""
    bare = re.sub(r"[^\w]", "", name)
    return bare[:-1] if bare.endswith("s") else bare


def is_acronym(name: str) -> bool:
    """Whether a name looks like an acronym: one word, nearly all capitals ("C-SAT", "CTAs")."""
    bare = re.sub(r"[-.·&]", "", name)
    if not 2 <= len(bare) <= 8 or not bare.isalnum():
        return False
    core = bare[:-1] if bare.endswith("s") else bare
    if len(core) > 3 and core[0].islower():
        # "eNPS": one small letter may lead.
        core = core[1:]
    return len(core) >= 2 and core.isupper() and not core.isdigit()


def fits(acronym: str, expansion: str) -> bool:
    """Whether the letters of an acronym are found in the words of an expansion, in order.

    The first letter begins the first word; each further one begins a later word, stands inside
    the word reached, or is a capital inside a later one ("eXperience"). Words may be skipped, of
    those after the last letter one at most (C-SAT, CLTV, CX). After Schwartz and Hearst (2003),
    read from the left, beginnings of words first.
    """
    letters = [fold(char) for char in acronym_key(acronym)]
    words = [token.text for token in tokens(expansion.replace("-", " "))]
    if not letters or not words or fold(words[0])[:1] != letters[0]:
        return False
    return _match(letters[1:], words, 0, 1)


def _match(letters: list[str], words: list[str], word: int, position: int) -> bool:
    if not letters:
        return len(words) - word <= 2
    # English reads X for "ex" (UX, CX).
    begins = ("x", "ex") if letters[0] == "x" else (letters[0],)
    for index in range(word + 1, len(words)):
        if fold(words[index]).startswith(begins) and _match(letters[1:], words, index, 1):
            return True
    inside = fold(words[word]).find(letters[0], position)
    if inside >= 0 and _match(letters[1:], words, word, inside + 1):
        return True
    for index in range(word + 1, len(words)):
        capital = words[index].find(letters[0].upper(), 1)
        if capital > 0 and _match(letters[1:], words, index, capital + 1):
            return True
    return False


def initials(expansion: str) -> str:
    """The acronym that the content words of an expansion form ("Durée Moyenne de Traitement")."""
    return "".join(
        fold(token.text)[0].upper()
        for token in tokens(expansion)
        if not (token.is_link and token.text[0].islower())
    )


def is_term(name: str) -> bool:
    """Whether a name is more than a plain word: several words, or an acronym. A single word that no
    glossary defines is an everyday one, and a text that uses it means no concept by it.
    """
    content = [token for token in tokens(name) if not token.is_link]
    return len(content) > 1 or is_acronym(name)


@cache
def is_english(name: str) -> bool:
    """Whether the words of a name are English rather than French.

    A French link or an accent says French, an English link English; else the language whose
    dictionary knows more of the words, and neither where they tie.
    """
    words = [token.text.lower() for token in tokens(name.replace("-", " "))]
    if any(word in _ENGLISH_LINKS for word in words):
        return True
    if fold(name) != name.casefold() or any(word in _FRENCH_LINKS for word in words):
        return False
    english = sum(simplemma.is_known(word, lang="en") for word in words)
    french = sum(simplemma.is_known(word, lang="fr") for word in words)
    return english > french


def sentence_spans(text: str) -> list[tuple[int, int]]:
    """The sentences of a paragraph as `(start, end)`; abbreviations such as "etc." do not end one
    unless a capital follows, brackets are never broken.
    """
    spans: list[tuple[int, int]] = []
    start = scanned = depth = 0
    for match in _SENTENCE_END.finditer(text):
        depth += text.count("(", scanned, match.end()) - text.count(")", scanned, match.end())
        scanned = match.end()
        stop = match.start() + 1
        if depth > 0 or _ABBREVIATION.search(text, max(start, stop - 7), stop):
            continue
        depth = 0
        spans.append((start, match.start() + len(match.group().rstrip())))
        start = match.end()
    if text[start:].strip():
        spans.append((start, len(text)))
    return spans
