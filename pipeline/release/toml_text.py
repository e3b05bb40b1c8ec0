"""Editing the top of a TOML file that people write: comments and layout stay as they are."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping

from pipeline.errors import ConfigurationError

Value = str | list[str]
_TABLE = re.compile(r"^[ \t]*\[", re.MULTILINE)
_VALUE = r"(?:\"[^\"\n]*\"|'[^'\n]*'|\[[^\]\n]*\])"


def set_keys(text: str, changes: Mapping[str, Value], *, where: str) -> str:
    """The text of a TOML file with other values for some keys of its top level.

    An empty list takes the key away. A key that is not there comes on a line of its own after
    `version` or, where there is none, at the top. Raises ConfigurationError, with the place
    `where`, where a value is not written on one line in a plain way.
    """
    wanted: dict[str, object] = tomllib.loads(text)
    for key, value in changes.items():
        text = _removed(text, key) if value == [] else _set(text, key, value)
        wanted[key] = value
        if value == []:
            del wanted[key]
    if _parsed(text) != wanted:
        raise ConfigurationError(
            f"{' and '.join(changes)} cannot be set in this file",
            where=where,
            remedy="write each at the top, on one line: key = value",
        )
    return text


def _set(text: str, key: str, value: Value) -> str:
    written = _written(value)
    found = _found(text, key)
    if found is not None:
        return text[: found.start("value")] + written + text[found.end("value") :]
    version = _found(text, "version")
    start = version.end() if version is not None else 0
    end = "\r\n" if "\r\n" in text else "\n"
    return f"{text[:start]}{key} = {written}{end}{text[start:]}"


def _removed(text: str, key: str) -> str:
    found = _found(text, key)
    return text if found is None else text[: found.start()] + text[found.end() :]


def _found(text: str, key: str) -> re.Match[str] | None:
    """The line of a key before the first table, its value in the group of that name."""
    table = _TABLE.search(text)
    line = re.compile(
        rf"^[ \t]*[\"']?{key}[\"']?[ \t]*=[ \t]*(?P<value>{_VALUE})[^\n]*(?:\n|\Z)", re.MULTILINE
    )
    return line.search(text, 0, table.start() if table else len(text))


def _written(value: Value) -> str:
    if isinstance(value, str):
        return f'"{value}"'
    return f"[{', '.join(_written(item) for item in value)}]"


def _parsed(text: str) -> object:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        return None
