"""The cues of cues.toml as patterns, compiled once."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Iterable
from functools import cache
from importlib import resources

_APOSTROPHE = "['’ʼ]"
_LOOSE = {"'": f"{_APOSTROPHE}\\s?", " ": r"\s{1,3}", "-": r"[-‐‑\s]"}


@cache
def data() -> dict[str, dict[str, list[str]]]:
    """What cues.toml says."""
    content = resources.files(__package__).joinpath("cues.toml").read_text("utf-8")
    return tomllib.loads(content)


def phrases(section: str, name: str) -> str:
    """An expression for any of the phrases of a list, the longest first, with a place where each
    ends: a word is not its own beginning.
    """
    return any_of(data()[section][name])


def any_of(words: Iterable[str]) -> str:
    """An expression for any of the words, the longest first, none followed by a letter."""
    ordered = sorted(words, key=lambda word: (-len(word), word))
    return "(?:" + "|".join(_loose(word.strip()) for word in ordered) + ")"


def _loose(phrase: str) -> str:
    pieces = [_LOOSE.get(char) or _letter(char) for char in phrase]
    end = r"(?!\w)" if phrase[-1].isalnum() else ""
    return "".join(pieces) + end


def _letter(char: str) -> str:
    plain = unicodedata.normalize("NFKD", char)[0]
    return re.escape(char) if plain == char else f"[{char}{plain}]"


@cache
def compiled(pattern: str) -> re.Pattern[str]:
    """A pattern without case."""
    return re.compile(pattern, re.IGNORECASE)
