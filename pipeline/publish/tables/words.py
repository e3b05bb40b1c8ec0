"""The French of the tables: wording.toml."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

from msgspec import convert

from pipeline.publish.tables.workbook import Column


@cache
def _sections() -> dict[str, Any]:
    text = files("pipeline.publish.tables").joinpath("wording.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


def _section(name: str) -> dict[str, Any]:
    section = _sections()
    for part in name.split("."):
        section = section[part]
    return section


def word(section: str, key: str) -> str:
    """The French for a key of a section (`notice.files` is a section inside `notice`); a key that
    is not listed is its own text.
    """
    found: str = _section(section).get(key, key)
    return found


def listed(section: str, key: str = "") -> list[str]:
    """The texts of a list, or the keys of a section, in their order."""
    return list(_section(section)[key] if key else _section(section))


def fill(section: str, key: str, **values: object) -> str:
    """The French for a key, with its {names} filled in."""
    return word(section, key).format_map(values)


def columns(sheet: str) -> dict[str, Column]:
    """The columns of a sheet of vocabulary.xlsx, by key, in their order."""
    table = _section(f"columns.{sheet}")
    return {key: convert(column, Column) for key, column in table.items()}
