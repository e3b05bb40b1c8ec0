"""What a definition list gives one description: its terms, its lines, and the marks around them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec import Struct, field

from pipeline.extract.document import Line


class Listed(Struct):
    """The terms (the first is the headword), the parts of lines that define, the whole lines that
    both stand on, and lines that only mark. `counted`: where the lines begin that their marks
    number.
    """

    terms: list[Line]
    body: list[Line]
    lines: list[Line]
    marks: list[Line] = field(default_factory=list)
    counted: set[int] = field(default_factory=set)

    def take(self, line: Line, words: Line, *, counts: bool = False) -> None:
        """Add a line and what of it defines; no words, no definition. `counts`: its mark numbers
        it.
        """
        self.lines.append(line)
        if counts:
            self.counted.add(line.start)
        if words.text:
            self.body.append(words)

    def senses_of(self, body: Sequence[Line]) -> list[list[Line]]:
        """The lines of the definition by the numbers that their marks give them: one sense where
        the first has none.
        """
        senses: list[list[Line]] = [[]]
        starts = iter(sorted(self.counted))
        start = next(starts, None)
        if start is None or (body and body[0].start < start):
            return [list(body)]
        for line in body:
            if start is not None and line.start >= start:
                senses.append([])
                start = next(starts, None)
            senses[-1].append(line)
        return [sense for sense in senses if sense]


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
