"""The cues of cues.toml, compiled once."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib import resources


@cache
def cues(section: str) -> dict[str, re.Pattern[str]]:
    """The patterns of one section of cues.toml, by name."""
    content = resources.files("pipeline.map").joinpath("cues.toml").read_text("utf-8")
    return {
        name: re.compile(pattern, re.IGNORECASE)
        for name, pattern in tomllib.loads(content)[section].items()
    }
