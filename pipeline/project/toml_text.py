"""sources.toml edited as text: what people wrote there, comments and layout, stays as it is."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Mapping

from pipeline.errors import SourceError

_TABLE = re.compile(r"^[ \t]*\[\[[ \t]*source[ \t]*\]\][^\n]*$", re.MULTILINE)
_SHA256 = re.compile(r"^([ \t]*sha256[ \t]*=[ \t]*)(\"[^\"\n]*\"|'[^'\n]*')", re.MULTILINE)


def quoted(text: str) -> str:
    """A text as a TOML string on one line."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def with_table(text: str, row: Mapping[str, str], *, where: str) -> str:
    """The text with one more [[source]] table at its end.

    Raises SourceError, naming `where`, where no table can be added to what is written there.
    """
    end = "\r\n" if "\r\n" in text else "\n"
    lines = ["[[source]]", *(f"{key} = {quoted(value)}" for key, value in row.items())]
    gap = "" if not text or text.endswith("\n") else end
    new = text + gap + (end if text.strip() else "") + end.join(lines) + end
    return _checked(new, [*_rows(text), dict(row)], where)


def with_sha256(text: str, index: int, sha256: str, *, where: str) -> str:
    """The text with another checksum in its table number `index`, counted from 0.

    Raises SourceError, naming `where`, where it is not written on a line of its own.
    """
    rows = _rows(text)
    wanted = [dict(row, sha256=sha256) if n == index else row for n, row in enumerate(rows)]
    tables = [*_TABLE.finditer(text)]
    start = tables[index].end() if len(tables) == len(rows) else len(text)
    new = text[:start] + _SHA256.sub(rf'\g<1>"{sha256}"', text[start:], count=1)
    return _checked(new, wanted, where)


def _rows(text: str) -> list[dict[str, object]]:
    rows: list[dict[str, object]] = tomllib.loads(text).get("source", [])
    return rows


def _checked(text: str, wanted: list[dict[str, object]], where: str) -> str:
    try:
        if _rows(text) == wanted:
            return text
    except tomllib.TOMLDecodeError:
        pass
    raise SourceError(
        "the program cannot write into what stands here",
        where=where,
        remedy="describe each source in a [[source]] table of its own, a key a line",
    )
