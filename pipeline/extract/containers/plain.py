"""Plain text and Markdown: the text is the file's own, only its marks are read."""

from __future__ import annotations

import re

from pipeline.extract.containers.decoding import decode
from pipeline.extract.containers.text_tables import with_tables
from pipeline.extract.document import Document, Line, Role
from pipeline.extract.lines import lines_of
from pipeline.model import Span

_MARKER = re.compile(
    r"(?P<heading>\#{1,6})[ \t]+(?=\S)"
    r"|(?P<item>[-*+•‣◦▪–—·]|\d{1,4}[.)])[ \t\u00a0]+(?=\S)"
)
_MARKS = frozenset("#-*+•‣◦▪–—·0123456789")
_STRONG = re.compile(r"(\*\*|__)(?=\S)(?P<words>[^\r\n]{1,200}?)(?<=\S)\1")


def open(content: bytes, *, where: str, language: str) -> Document:
    """The document of a text file; raises SourceError as `decode` does."""
    decoded = decode(content, where)
    return document_of(decoded.text, notes=decoded.notes)


def document_of(text: str, *, notes: list[str] | None = None) -> Document:
    """The document of a text: headings, bullets, numbers and bold words read, linear in it."""
    lines: list[Line] = []
    markup: list[Span] = []
    for line in lines_of(text):
        is_marked = line.text[0] in _MARKS or "**" in line.text or "__" in line.text
        lines.append(_marked(line, markup) if is_marked else line)
    lines = with_tables(text, lines, markup)
    return Document(text, "texte", lines, markup, notes=notes or [])


def _marked(line: Line, markup: list[Span]) -> Line:
    match = _MARKER.match(line.text)
    role: Role = "text"
    level = marker = strong = 0
    if match:
        role = "heading" if match["heading"] else "item"
        level = len(match["heading"]) if match["heading"] else 1
        marker = match.end()
    for bold in _STRONG.finditer(line.text, marker):
        begin, stop = bold.span("words")
        markup.append(Span(line.start + bold.start(), line.start + begin))
        markup.append(Span(line.start + stop, line.start + bold.end()))
        if bold.start() == marker:
            marker, strong = begin, stop - begin
    return Line(line.start, line.end, line.text, role, level, 0, marker, strong)
