"""The French around annotations: wording.toml."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files

from pipeline.ask.annotate.finding import Candidate


def word(section: str, key: str, **values: object) -> str:
    """A text with its {names} filled in."""
    return str(_texts()[section][key]).format_map(values)


def counted(key: str, number: int) -> str:
    """A number of something: French counts zero with one, and parts thousands by a thin blank."""
    form = _texts()["count"][key][number > 1]
    return f"{number:,}".replace(",", "\u202f") + f"\u00a0{form}"


def said(candidate: Candidate) -> str:
    """Why a passage means a concept, in one line."""
    text = word(
        "page",
        "mark",
        concept=candidate.pref_label,
        kind=word("kind", candidate.kind),
        label=candidate.label,
        language=candidate.language,
        match=word("match", candidate.match),
    )
    return text + replaced(candidate)


def replaced(candidate: Candidate) -> str:
    """That the label is of a concept that is gone, or nothing."""
    if not candidate.replaces:
        return ""
    return word("page", "replaced", name=candidate.replaces.rsplit("/", 1)[-1])


@cache
def _texts() -> dict[str, dict[str, str]]:
    text = files("pipeline.ask.annotate").joinpath("wording.toml").read_text("utf-8")
    return tomllib.loads(text)
