"""The rules that read the sources, in words: rules.toml, each in French and in English."""

from __future__ import annotations

import tomllib
from importlib.resources import files


def rules() -> dict[str, dict[str, str]]:
    """The words of each rule by its name, by language."""
    text = files("pipeline").joinpath("rules.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)
