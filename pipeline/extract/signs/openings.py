"""How the first sentence of a definition looks once its headword is gone: words alone tell."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib import resources

from msgspec import Struct

from pipeline.extract.document import Line
from pipeline.extract.lines import is_sentence
from pipeline.extract.signs.definitional import tells

# How far a genus and the verb of a sentence are looked for.
_OPENING = 160
_SENTENCE = re.compile(r"(?<=[.!?])\s")
# A few words and a sign that divides: a headword before its definition.
_HEADED = re.compile(r"[^\s.,;:–—]{1,40}(?:\s[^\s.,;:–—]{1,40}){0,4}(?:\s?:|\s[–—-])\s")


class _Cues(Struct, frozen=True):
    opens: re.Pattern[str]
    continues: re.Pattern[str]
    genus: re.Pattern[str]
    infinitive: re.Pattern[str]
    apart: re.Pattern[str]
    article: re.Pattern[str]
    clause: re.Pattern[str]
    verb: re.Pattern[str]
    function_words: frozenset[str]
    # Of these, what is no article.
    no_nouns: frozenset[str]
    points_back: re.Pattern[str]


@cache
def _cues() -> _Cues:
    content = resources.files(__package__).joinpath("openings.toml").read_text("utf-8")
    data = tomllib.loads(content)
    parts = {name: data.pop(name) for name in ("det", "noun", "relative", "preposition", "general")}

    def compiled(name: str) -> re.Pattern[str]:
        patterns = "|".join(data[name])
        for _ in range(2):
            for part, words in parts.items():
                patterns = patterns.replace(f"{{{part}}}", words)
        return re.compile(patterns, re.IGNORECASE)

    return _Cues(
        opens=compiled("opens"),
        continues=compiled("continues"),
        genus=compiled("genus"),
        infinitive=compiled("infinitive"),
        apart=compiled("apart"),
        article=compiled("article"),
        clause=compiled("clause"),
        verb=compiled("verb"),
        function_words=frozenset(data["function_words"]),
        no_nouns=frozenset(data["function_words"]) - _ARTICLES,
        points_back=compiled("points_back"),
    )


def opens_by_word(text: str) -> bool:
    """Whether a word opens it that defines: `Désigne...`, `Outil qui...`, `Se dit de...`."""
    return _cues().opens.match(text) is not None


def opens_by_genus(text: str) -> bool:
    """Whether it opens with a noun and what sets the thing apart, no verb of its own behind the
    noun: `Boutique installée pour...`, `Une sauce froide à...`.
    """
    cues = _cues()
    opening = text[:_OPENING]
    if _HEADED.match(opening):
        return False
    match = cues.genus.match(opening)
    if match is None or first_word(text) in cues.no_nouns:
        return False
    if match["noun"] is not None:
        clause = cues.clause.search(opening)
        stop = clause.start() if clause else _OPENING
        if cues.verb.search(opening, match.start("noun"), stop):
            return False
    return not tells(opening)


def sets_apart(text: str) -> bool:
    """Whether its opening tells a thing from others of its genus: `qui...`, `munie de...`."""
    first = _SENTENCE.split(text[:_OPENING], maxsplit=1)[0]
    return _cues().apart.search(first) is not None


def opens_by_verb(text: str) -> bool:
    """Whether a verb opens it, as what defines one does: `Couper en dés...`."""
    return _cues().infinitive.match(text) is not None


def has_article(text: str) -> bool:
    """Whether an article opens it."""
    return _cues().article.match(text) is not None


def points_back(text: str) -> bool:
    """Whether a word opens it that stands for what was named before, or for a reader."""
    return _cues().points_back.match(text) is not None


def goes_on(text: str) -> bool:
    """Whether it begins with a word that points back to what is before, or gives an example."""
    return _cues().continues.match(text) is not None


def is_noun_first(line: Line) -> bool:
    """Whether a sentence begins with its genus, without article: "Outil qui..."."""
    first = first_word(line.text)
    return first.isalpha() and is_sentence(line) and first not in _cues().function_words


def first_word(text: str) -> str:
    """The first word of a text in small letters, up to a blank or an apostrophe."""
    return re.split(r"[\s'’]", text[:_OPENING], maxsplit=1)[0].lower()


_ARTICLES = frozenset({"le", "la", "les", "l", "un", "une", "des"})
