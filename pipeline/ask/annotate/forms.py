"""The forms that a word of a label takes in texts: number and gender, no other inflection.

The forms are made from the label and looked for in the text; a text's words are never reduced. So
the verb "abandonne" cannot become the noun "abandon", whatever their lemmas share.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import TypedDict

import simplemma

# A loan or a new word that no dictionary has: "chatbots", "verbatims".
_LOAN_IN_PLURAL = re.compile("[bdegklmnrt]s$")


class _Rules(TypedDict):
    invariable: list[str]
    plural: list[tuple[str, str]]
    singular: list[tuple[str, str]]
    feminine: list[tuple[str, str]]
    personal: list[str]
    links: list[str]


def forms(word: str, language: str) -> dict[str, bool]:
    """The forms of a word in lower case with its accents, itself first.

    True says that a form can stand alone; False that only the other words of a name tell what it
    is: a feminine that the dictionary does not confirm.
    """
    rules = _rules().get(language)
    if rules is None or word in rules["links"] or not word.isalpha() or len(word) < 3:
        return {word: True}
    if word in rules["invariable"]:
        return {word: True}
    singular = _singular(word, rules, language)
    found = dict.fromkeys((word, singular, *_plurals(singular, rules)), True)
    for feminine in _by_every_ending(singular, rules["feminine"]):
        is_confirmed = _same_lemma(feminine, singular, language)
        if is_confirmed or singular.endswith(tuple(rules["personal"])):
            is_sure = is_confirmed or not simplemma.is_known(feminine, lang=language)
            for form in (feminine, *_plurals(feminine, rules)):
                found[form] = found.get(form, False) or is_sure
    return found


def is_known(word: str, *languages: str) -> bool:
    """Whether a word in lower case stands in the dictionary of one of the languages."""
    return any(simplemma.is_known(word, lang=language) for language in languages)


def _singular(word: str, rules: _Rules, language: str) -> str:
    """What a word is in the singular: itself, unless it is a plural."""
    lemma = simplemma.lemmatize(word, lang=language)
    candidates = list(_by_every_ending(word, rules["singular"]))
    if lemma in candidates:
        return lemma
    known = [one for one in candidates if simplemma.is_known(one, lang=language)]
    if known and lemma != word:
        return known[0]
    if _LOAN_IN_PLURAL.search(word) and not simplemma.is_known(word, lang=language):
        return word[:-1]
    return word


def _plurals(word: str, rules: _Rules) -> list[str]:
    """The plurals of a singular, by the first ending that fits."""
    first = next((ending for ending, _ in rules["plural"] if word.endswith(ending)), None)
    return [
        word.removesuffix(ending) + plural for ending, plural in rules["plural"] if ending == first
    ]


def _by_every_ending(word: str, rules: list[tuple[str, str]]) -> Iterator[str]:
    for ending, form in rules:
        if word.endswith(ending) and len(word) > len(ending) + 1:
            yield word.removesuffix(ending) + form


def _same_lemma(form: str, word: str, language: str) -> bool:
    """Whether the dictionary takes two words for forms of one."""
    lemma = simplemma.lemmatize(form, lang=language)
    return lemma != form and lemma in (word, simplemma.lemmatize(word, lang=language))


@cache
def _rules() -> dict[str, _Rules]:
    text = files("pipeline.ask.annotate").joinpath("forms.toml").read_text("utf-8")
    return tomllib.loads(text)
