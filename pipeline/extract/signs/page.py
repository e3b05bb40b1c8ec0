"""Entries gathered down a page of lines: what belongs to one, what is the page's own."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from itertools import pairwise

from msgspec import Struct, field

from pipeline.extract.document import Line
from pipeline.extract.lines import is_finished, letters
from pipeline.extract.reading import Reading
from pipeline.extract.signs.alphabet import is_letters
from pipeline.extract.signs.furniture import furniture, opens_furniture
from pipeline.extract.signs.headwords import fits, grammar_at
from pipeline.extract.signs.wrapping import Paragraph

OPENER = 160
_SHORT = 8
# No sentence is longer, so that joining lines stays linear.
_LONGEST = 5000
_TAIL = 0.34
_LIST = 4
_LINE = 50
_MOST = 0.85


def behind_furniture(
    lines: Sequence[Line], heads: Sequence[int], names: Sequence[str]
) -> frozenset[int]:
    """Of the lines that would open an entry (`heads`, by index, with their headwords) those that
    stand in a part of the page that its own heading ("Articles liés") opens: few at the end, or
    out of the order that the others keep.
    """
    openers = [
        index
        for index, line in enumerate(lines)
        if len(line.text) <= OPENER and opens_furniture(line)
    ]
    if not openers or not heads:
        return frozenset()
    openers = [index for index in openers if index > heads[0]]
    behind = [at for at, index in enumerate(heads) if openers and index > openers[0]]
    if not behind or len(behind) > _TAIL * len(heads):
        return frozenset()
    is_list = _rises(names[: behind[0]])
    last = names[behind[0] - 1]
    dropped: set[int] = set()
    unfit = -1
    for at in behind:
        # Bars to share a page and adverts stand in the middle of a list as well.
        part = bisect_left(openers, heads[at])
        if part != unfit and is_list and fits(last, names[at], None):
            last = names[at]
        else:
            unfit = part
            dropped.add(heads[at])
    return frozenset(dropped)


def _rises(names: Sequence[str]) -> bool:
    """Whether most of a list stands in the order of the alphabet, by letter if not by word."""
    keys = [letters(name)[:1] for name in names]
    return len(keys) >= _LIST and sum(a <= b for a, b in pairwise(keys)) >= _MOST * (len(keys) - 1)


class Page(Struct):
    """The state of a page while a reader goes down its lines: it opens an entry, and every line
    after it is taken for its definition unless it is furniture.
    """

    reading: Reading
    publisher: str
    _head: Line | None = None
    _more: Sequence[Line] = ()
    _body: list[Line] = field(default_factory=list)
    # Whether the last line is part of a list of short lines that a colon announces.
    _is_listing: bool = False
    # Why the lines go nowhere at the moment, in French.
    _outside: str = "avant la première entrée : menu, titre de la page"

    def open(self, head: Line, more: Sequence[Line] = ()) -> None:
        """Begin an entry; `more` are other names of it."""
        self._add(self._body)
        self._head, self._more, self._body, self._outside = head, more, [], ""
        self._is_listing = False

    def define(self, line: Line) -> None:
        """Add a line to the definition of the open entry, whatever it looks like."""
        self._body.append(line)

    def take(self, part: Paragraph) -> None:
        """Put a paragraph where it belongs: to the definition, or aside."""
        line = part.line
        reason = self._reason(line)
        if reason:
            self.reading.set_aside(line, reason)
            return
        if not self._body and grammar_at(line.text, 0) == len(line.text):
            self.reading.mark(line)
            return
        bare = _bare(line)
        if bare.start > line.start:
            self.reading.mark(Line(line.start, bare.start, ""))
        self._is_listing = self._is_part(part)
        if not self._is_listing and self._body and not part.gap and _goes_on(self._body[-1], line):
            last = self._body[-1]
            self._body[-1] = Line(last.start, line.end, f"{last.text}\n{line.text}")
        else:
            self._body.append(bare)

    def pass_over(self, line: Line) -> None:
        """Set aside a line that looks like a headword and defines nothing."""
        self.reading.set_aside(line, "ligne courte sans définition : sommaire, menu")

    def close(self) -> None:
        """The end of the page: short lines behind the last definition are no part of it."""
        kept = len(self._body)
        while kept > 1 and _is_loose(self._body[kept - 1]):
            kept -= 1
        if kept < len(self._body) and not is_finished(self._body[kept - 1]):
            # A list that its definition announces, or definitions that never end as sentences do.
            kept = len(self._body)
        for line in self._body[kept:]:
            self.reading.set_aside(line, "après la dernière définition : habillage de la page")
        self._add(self._body[:kept])
        self._head, self._body = None, []

    def _add(self, body: Sequence[Line]) -> None:
        if self._head is not None:
            self.reading.add(self._head, body, variants=self._more)

    def _is_part(self, part: Paragraph) -> bool:
        """Whether a line is part of a list that the line before announces or is part of."""
        is_below = self._is_listing or (bool(self._body) and self._body[-1].text[-1] == ":")
        return is_below and part.gap == 0 and part.line.words <= _SHORT

    def _reason(self, line: Line) -> str:
        if is_letters(line.text):
            return "lettres de l'alphabet"
        if line.role == "heading":
            self._outside = "sous un titre de section, avant l'entrée suivante"
            return "titre de section"
        if self._outside:
            return self._outside
        if len(line.text) <= OPENER and opens_furniture(line):
            self._outside = "après un titre qui ouvre l'habillage de la page"
            return "ouvre l'habillage de la page"
        return furniture(line, self.publisher, is_first=not self._body) or ""


def _goes_on(last: Line, line: Line) -> bool:
    """Whether a line is the rest of the sentence on the line before it."""
    # What a number opens may be part of a list, but not behind a line as long as those of prose.
    is_number = line.text[0].isdigit() and len(last.text) - last.text.rfind("\n") > _LINE
    return (
        not line.marker
        and (line.text[0].islower() or line.text[0] == "(" or is_number)
        and not is_finished(last)
        and last.text[-1] not in ":;"
        and len(last.text) < _LONGEST
    )


def _is_loose(line: Line) -> bool:
    return line.words <= _SHORT and not is_finished(line) and not line.text.endswith((":", ","))


def _bare(line: Line) -> Line:
    """A line of a definition without its bullet; numbers are left, they may divide senses."""
    if line.marker and line.role == "item" and not line.text[0].isdigit():
        return line.part(line.marker - _emphasis(line))
    return line


def _emphasis(line: Line) -> int:
    """How many signs of emphasis the marker ends with."""
    bullet = line.text[: line.marker]
    return len(bullet) - len(bullet.rstrip("*_")) if line.strong else 0
