"""Whether words look like a definition and its headword, whatever the layout and the field."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib import resources

from pipeline.extract.lines import is_abbreviated, letters

# How far into a definition its headword may be named: "Dans un jardin, le paillis est...".
_OPENING = 160
_MOST_WORDS, _MOST_LETTERS = 10, 90


@cache
def _cues() -> dict[str, re.Pattern[str]]:
    content = resources.files(__package__).joinpath("definitional.toml").read_text("utf-8")
    return {
        name: re.compile("|".join(f"(?:{pattern})" for pattern in patterns), re.IGNORECASE)
        for name, patterns in tomllib.loads(content).items()
    }


def is_name(head: str) -> bool:
    """Whether words may be a headword: short, no sentence, no section of an article."""
    return (
        len(head) <= _MOST_LETTERS
        and len(head.split()) <= _MOST_WORDS
        and (not head.endswith((".", "!", "…", ";", "?")) or is_abbreviated(head))
        and any(char.isalpha() for char in head)
        and not _cues()["sections"].match(head)
    )


def defines(text: str, head: str, least: int) -> bool:
    """Whether a text of `least` words or more opens as a definition of `head` does: it names it, or
    begins with a word that defines, or with anything that speaks to nobody.
    """
    opening = text[:_OPENING]
    if len(opening.split()) < least:
        return False
    if _cues()["opens"].match(opening) or names(opening, head):
        return True
    return opening[0].isalnum() and not _cues()["speaks"].match(opening)


def names(opening: str, head: str) -> bool:
    """Whether an opening names the headword: its longest word stands in it, cut at the plural."""
    words = [letters(word) for word in re.findall(r"\w+", head)]
    longest = max(words, key=len, default="")
    return len(longest) > 1 and longest[:6] in letters(opening)
