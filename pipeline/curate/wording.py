"""The French of the room, kept in wording.toml."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files


@cache
def _sections() -> dict[str, dict[str, str]]:
    text = files("pipeline.curate").joinpath("wording.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


def say(section: str, key: str, /, **values: object) -> str:
    """The French for a key of a section, with its {names} filled in."""
    return _sections()[section][key].format_map(values)
