"""The words around findings, in French or English: wording.toml."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Literal

Language = Literal["fr", "en"]


class Words:
    """The words of one language; get them by `words`."""

    def __init__(self, language: Language) -> None:
        text = files("pipeline.validate.reports").joinpath("wording.toml").read_text("utf-8")
        self.language = language
        self._texts: dict[str, str | list[str]] = tomllib.loads(text)[language]

    def __call__(self, key: str, **values: object) -> str:
        """A text with its {names} filled in."""
        text = self._texts[key]
        return str(text).format_map(values) if values else str(text)

    def counted(self, key: str, number: int) -> str:
        """A number of something: "1 violation", "83 concepts". French counts zero with one."""
        return f"{self.number(number)} {self.form(key, number)}"

    def form(self, key: str, number: int) -> str:
        """The singular or plural of a noun, as a number asks for it."""
        is_one = number < 2 if self.language == "fr" else number == 1
        return self._texts[key][0 if is_one else 1]

    def number(self, number: int) -> str:
        """A number with its thousands parted."""
        return f"{number:,}".replace(",", self("thousands"))

    def labelled(self, key: str, text: str) -> str:
        """A text after what it is: "Valeur : x", "Value: x"."""
        return self.labelled_by(self(key), text)

    def labelled_by(self, label: str, text: str) -> str:
        """A text after a label that is in words already."""
        return f"{label}{self('label_separator')}{text}"


@cache
def words(language: Language) -> Words:
    """The words of a language."""
    return Words(language)
