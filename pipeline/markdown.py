"""Small pieces of Markdown in which any text of a source stays text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

_SPECIAL = re.compile(r"([\\`*_\[\]|#~])")


def plain(text: str) -> str:
    """A text on one line, with the signs that Markdown or HTML would read as theirs disarmed."""
    line = " ".join(text.split())
    return _SPECIAL.sub(r"\\\1", line.replace("&", "&amp;").replace("<", "&lt;"))


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> list[str]:
    """A table of cells that are Markdown already."""
    lines = [f"| {' | '.join(head)} |", f"|{' --- |' * len(head)}"]
    return [*lines, *(f"| {' | '.join(row)} |" for row in rows), ""]


def excerpt(text: str, length: int) -> str:
    """The beginning of a text, cut at a word, as plain Markdown."""
    return plain(shortened(text, length)).replace("\\[…\\]", "[…]")


def shortened(text: str, length: int) -> str:
    """The beginning of a text on one line, cut at a word; still plain text."""
    line = " ".join(text.split())
    if len(line) > length:
        line = line[:length].rsplit(" ", 1)[0].rstrip(" ,;:") + " […]"
    return line
