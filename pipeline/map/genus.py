"""The genus of a definition: the noun phrase that says what kind of thing the subject is."""

from __future__ import annotations

import re

import simplemma
from msgspec import Struct

from pipeline.map.cues import cues
from pipeline.map.ontology import Ontology
from pipeline.map.words import LINKS, lemma, tokens

_LONGEST = 12


class Genus(Struct, frozen=True):
    """A genus phrase at `[start, end)` of its sentence; `heads` are the lemmas of its head noun
    and of those coordinated with it, `type` the class that the first of them leads to or empty.
    """

    text: str
    start: int
    end: int
    heads: list[str]
    type: str
    is_weak: bool


def read_genus(sentence: str, start: int, ontology: Ontology, *, bare: bool) -> Genus | None:
    """The genus that begins at or after `start`, empty heads stepped over; None where the text
    says none.

    `bare` allows a phrase without an article ("Solution technologique qui ...").
    """
    cue = cues("genus")
    article = cues("name")["article"]
    position = start
    for _ in range(4):
        rest = re.compile(r"\s*(?:à\s+la\s+fois\s+)?").match(sentence, position)
        position = rest.end() if rest else position
        found_article = None
        # "Il s'agit d'un système": a preposition, then the article.
        while match := article.match(sentence, position):
            found_article = match
            position = match.end()
        if cue["no_noun"].match(sentence, position) or (found_article is None and not bare):
            return None
        while before := cue["before"].match(sentence, position):
            position = before.end()
        stop = cue["end"].search(sentence, position)
        end = stop.start() if stop else len(sentence)
        phrase = sentence[position:end]
        words = tokens(phrase)
        if not words:
            return None
        head = lemma(words[0].text)
        if head not in ontology.empty:
            return _genus(phrase, position, ontology, sentence)
        step = cue["steps"].search(sentence, position + words[0].end)
        if step is None or step.start() > position + words[0].end + 25:
            return None
        position, bare = step.end(), True
    return None


def _genus(phrase: str, start: int, ontology: Ontology, sentence: str) -> Genus | None:
    words = tokens(phrase)[:_LONGEST]
    phrase = phrase[: words[-1].end]
    follows = [token.lemma for token in tokens(sentence[start + len(phrase) :])[:1]]
    heads = [words[0].lemma]
    # A further head has its own article ("une stratégie et une technologie").
    for match in cues("genus")["further"].finditer(phrase):
        heads.append(lemma(match["head"]))
    # "Rapport entre" is a ratio, "rapport" a report: a word more may tell.
    kind, is_weak = class_of_phrase([*(word.lemma for word in words), *follows], ontology)
    if not kind and not is_weak and (beside := cues("genus")["beside"].search(phrase)):
        kind, _ = class_of_phrase([lemma(beside["head"])], ontology)
    if not kind and not is_weak and _is_deed(words[0].text) and " d" in phrase:
        kind, _ = class_of_phrase([lemma(cues("implied")["activity_noun"].pattern)], ontology)
    return Genus(phrase, start, start + len(phrase), heads, kind, is_weak)


def class_of_phrase(lemmas: list[str], ontology: Ontology) -> tuple[str, bool]:
    """The class CURIE that the longest beginning of a phrase leads to (empty where none), and
    whether its head is a weak noun: one that yields to the headword's own.
    """
    content = [word for word in lemmas if word not in LINKS]
    for length in range(min(4, len(content)), 0, -1):
        name = ontology.nouns.get(" ".join(content[:length]))
        if name:
            return name, length == 1 and content[0] in ontology.weak
    return "", bool(content) and content[0] in ontology.weak


def _is_deed(noun: str) -> bool:
    """Whether a noun names what one does: it is formed of a verb that the dictionary knows."""
    match = cues("genus")["deeds"].search(noun.lower())
    return match is not None and simplemma.is_known(f"{noun[: match.start()].lower()}er", lang="fr")
