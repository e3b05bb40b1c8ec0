"""Cells and values as people read them: paragraphs, with the marks of the web gone."""

from __future__ import annotations

import html
import re
from collections.abc import Mapping

from pipeline.extract.document import TextBuilder

_BLOCK = re.compile(
    r"</?(?:p|br|div|li|ul|ol|tr|td|table|h[1-6]|blockquote)\b[^<>]{0,300}>", re.IGNORECASE
)
_INLINE = re.compile(
    r"</?(?:b|strong|i|em|u|a|span|sup|sub|font|mark|small|code|abbr)\b[^<>]{0,300}>", re.IGNORECASE
)
_ENTITY = re.compile(r"&(?:[A-Za-z]{2,10}|#\d{1,6}|#x[0-9A-Fa-f]{1,5});")
# Soft hyphens, and spaces without width.
_UNSEEN = "\u00ad\u200b\u2060\ufeff"


def paragraphs(value: str) -> list[str]:
    """The paragraphs of a value, trimmed: HTML tags and entities in it are read."""
    if "<" in value:
        value = _INLINE.sub("", _BLOCK.sub("\n", value))
    if "&" in value and _ENTITY.search(value):
        value = html.unescape(value)
    for char in _UNSEEN:
        if char in value:
            value = value.replace(char, "")
    found: list[str] = []
    for line in value.splitlines():
        words = line.strip()
        # A line that breaks off in a sentence was only broken to fit.
        if words and found and found[-1] and words[0].islower() and found[-1][-1] not in ".!?…:;":
            found[-1] += f" {words}"
        elif words:
            found.append(words)
        elif found and found[-1]:
            found.append("")
    return [words for words in found if words]


def add_row(builder: TextBuilder, cells: Mapping[int, str], row: int) -> None:
    """Add a row of a table: its cells by their columns from 0."""
    for column, value in cells.items():
        for paragraph in paragraphs(value):
            builder.add(paragraph, "cell", level=column, row=row)
