"""Whether words look like a definition and its headword, whatever the layout and the field."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from functools import cache
from importlib import resources

from pipeline.extract.lines import is_abbreviated, letters

# How far into a definition its headword may be named: "Dans un jardin, le paillis est...".
_OPENING = 160
_MOST_WORDS, _MOST_LETTERS = 10, 90


# The words of a first sentence, and how much is said without saying what a thing is.
_SENTENCE = re.compile(r"(?<=[.!?])\s")
_NEUTRAL = 0.5
# An example may speak: "va, je ne te hais point".
_QUOTED = re.compile("«[^«»]{0,150}»|“[^“”]{0,150}”")
_PERSON = re.compile(r"[A-ZÀ-Ý][a-zà-ÿ]+(?:[ -](?:(?:Le|La|de|du|des) )?[A-ZÀ-Ý][a-zà-ÿ]*\.?){1,2}")
_WORD = 0.3
# Days and months are no longer.
_DAYS = 40


@cache
def _cues() -> dict[str, re.Pattern[str]]:
    content = resources.files(__package__).joinpath("definitional.toml").read_text("utf-8")
    data = tomllib.loads(content)
    parts = {f"{{{name}}}": words for name, words in data.items() if isinstance(words, str)}
    return {
        name: re.compile(
            "|".join(f"(?:{_filled(pattern, parts)})" for pattern in patterns), re.IGNORECASE
        )
        for name, patterns in data.items()
        if not isinstance(patterns, str)
    }


def _filled(pattern: str, parts: dict[str, str]) -> str:
    for name, words in parts.items():
        pattern = pattern.replace(name, words)
    return pattern


def is_glossary(text: str) -> bool:
    """Whether a line of a page calls it a glossary."""
    return _cues()["glossary"].search(text[:_OPENING]) is not None


def is_person(head: str) -> bool:
    """Whether words have the form of somebody's name: two or three, each with a capital."""
    return _PERSON.fullmatch(head) is not None


def strength(text: str, head: str) -> float:
    """How much a text says what a thing is, in [0, 1]: it names the headword, opens with a word
    that defines or with a genus, or, for a verb or where the headword is lost, with a verb;
    against it speak a reader or a speaker, prices, hours, addresses.
    """
    opening = text[:_OPENING]
    if len(opening.split()) < 2:
        return _WORD
    cues = _cues()
    says = cues["opens"].match(opening) is not None or names(opening, head)
    if not says and reports(opening):
        return 0.0
    says = (
        says
        or (cues["genus"].match(opening) is not None and not cues["clause"].match(opening))
        or (not head and cues["infinitive"].match(opening) is not None)
        or explains_verb(opening, head)
    )
    return _NEUTRAL if says == tells(opening) else float(says)


def explains_verb(text: str, head: str) -> bool:
    """Whether a headword that opens with a verb is explained by a verb: `Larguer les amarres`,
    `partir`; a step of some instructions (`Couper les tiges`) is not.
    """
    verb = _cues()["infinitive"]
    return verb.match(head) is not None and verb.match(text) is not None


def reports(text: str) -> bool:
    """Whether the first sentence is news: a subject of its own and a verb of the past or the
    future outside a relative clause, or a word for what has changed.
    """
    opening = _SENTENCE.split(text[:_OPENING], maxsplit=1)[0]
    return _cues()["reports"].match(opening) is not None


def is_version(text: str) -> bool:
    """Whether a heading is that of a release: a version, a day, or both."""
    return _cues()["versions"].fullmatch(text[:_MOST_LETTERS]) is not None


def goods(names: Iterable[str]) -> set[str]:
    """Which of these names of columns or fields belong to wares: prices, stock, article numbers."""
    pattern = _cues()["goods"]
    return {match.lastgroup or "" for name in names if (match := pattern.search(name))}


def tells(text: str) -> bool:
    """Whether the first sentence speaks to somebody, or holds a price, an hour, an address, a day:
    what definitions do not.
    """
    opening = _SENTENCE.split(_QUOTED.sub("«»", text[:_OPENING]), maxsplit=1)[0]
    return _cues()["tells"].search(opening) is not None


def is_row(head: str) -> bool:
    """Whether words are what a row of a form or a notice is called: `Lieu`, `Profil`."""
    return _cues()["rows"].fullmatch(head) is not None


def is_quantity(head: str) -> bool:
    """Whether words are an hour, a day, an amount or a number and nothing else: they name nothing
    that could be defined.
    """
    if not any(char.isdigit() for char in head) and len(head) > _DAYS:
        return False
    return _cues()["quantities"].fullmatch(head[:_MOST_LETTERS]) is not None


def is_name(head: str) -> bool:
    """Whether words may be a headword: short, no sentence, no section of an article."""
    return (
        len(head) <= _MOST_LETTERS
        and len(head.split()) <= _MOST_WORDS
        and (not head.endswith((".", "!", "…", ";", "?")) or is_abbreviated(head))
        and any(char.isalpha() for char in head)
        and not _cues()["sections"].match(head)
        and not is_quantity(head)
    )


def defines(text: str, head: str, least: int) -> bool:
    """Whether a text of `least` words or more opens as a definition of `head` does: it names it, or
    begins with a word that defines, or with anything that speaks to nobody. A verb for a verb may
    be shorter.
    """
    opening = text[:_OPENING]
    if len(opening.split()) < least:
        return explains_verb(opening, head)
    if _cues()["opens"].match(opening) or names(opening, head):
        return True
    return opening[0].isalnum() and not _cues()["speaks"].match(opening)


def names(opening: str, head: str) -> bool:
    """Whether an opening names the headword: its longest word stands in it, cut at the plural."""
    words = [letters(word) for word in re.findall(r"\w+", head)]
    longest = max(words, key=len, default="")
    return len(longest) > 1 and longest[:6] in letters(opening)
