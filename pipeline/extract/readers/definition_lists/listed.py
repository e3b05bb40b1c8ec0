"""What a definition list gives one description: its terms, its lines, and the marks around them."""

from __future__ import annotations

import re

from msgspec import Struct, field

from pipeline.extract.document import Line


class Listed(Struct):
    """The terms (the first is the headword), the parts of lines that define, the whole lines that
    both stand on, and lines that only mark.
    """

    terms: list[Line]
    body: list[Line]
    lines: list[Line]
    marks: list[Line] = field(default_factory=list)

    def take(self, line: Line, words: Line) -> None:
        """Add a line and what of it defines; no words, no definition."""
        self.lines.append(line)
        if words.text:
            self.body.append(words)


def without_marks(line: Line, marks: re.Pattern[str]) -> list[Line]:
    """The parts of a line around and inside marks; `words`, where the mark has such a group, are
    what it stands around.
    """
    parts: list[Line] = []
    end = 0
    for match in marks.finditer(line.text):
        parts.append(line.part(end, match.start()))
        if match.group("words"):
            parts.append(line.part(*match.span("words")))
        end = match.end()
    if not parts:
        return [line]
    return [part for part in [*parts, line.part(end)] if part.text]
