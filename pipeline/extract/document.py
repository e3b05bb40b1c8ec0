"""A file as text with its structure beside it: what every layout is read from.

A text file is its own text. Any other file (HTML, sheets, office, PDF, vocabularies) is opened by
`containers/` into the words that a person sees, a line each; spans then count in that text, which
is kept beside the entries. `places` lead back into the file.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Literal

from msgspec import Struct

from pipeline.model import Place, Span

# The format of a file that is its own text.
PLAIN_TEXT = "texte"

# text: running text. heading, item: as in Markdown or HTML. term, description: of a definition list
# or a record; variant, see: other names of the record, and the terms that it refers to. header,
# cell: of a table. summary: what opens a section that folds. aside: furniture by its structure.
Role = Literal[
    "text",
    "heading",
    "item",
    "term",
    "variant",
    "description",
    "see",
    "header",
    "cell",
    "summary",
    "aside",
]


class Line(Struct, frozen=True, gc=False):
    """A line, paragraph or cell without the white space around it: `text` stands at `[start, end)`,
    in code points.

    `level`: of a heading 1 to 6, of an item or a folding section its depth from 1, of a cell its
    column from 0. `row`: which row a cell, or which record a term, variant, description or see
    belongs to; rows count through the document. `marker`: how many code points at the beginning
    only mark the line (bullet, number, `##`, with the blanks behind). `strong`: how many code
    points behind the marker stand in bold. `reason`: why an aside is one, in French.
    """

    start: int
    end: int
    text: str
    role: Role = "text"
    level: int = 0
    row: int = 0
    marker: int = 0
    strong: int = 0
    reason: str = ""

    @property
    def words(self) -> int:
        """How many words, divided by white space."""
        return len(self.text.split())

    @property
    def content(self) -> str:
        """The text behind the marker."""
        return self.text[self.marker :]

    def part(self, start: int, end: int | None = None) -> Line:
        """The stretch `[start, end)` of this line, counted from its beginning, trimmed."""
        raw = self.text[start:end]
        words = raw.strip()
        begin = self.start + start
        if len(words) < len(raw):
            begin += len(raw) - len(raw.lstrip())
        return Line(begin, begin + len(words), words)


class Metadata(Struct, frozen=True):
    """What a file says of itself: empty where it says nothing. `date` is ISO 8601."""

    title: str = ""
    publisher: str = ""
    url: str = ""
    language: str = ""
    date: str = ""


UNKNOWN = Metadata()


class Document(Struct, frozen=True):
    """A file opened.

    `lines` are in order, without overlap, and hold all text that is not white space. `markup` are
    stretches inside lines that only mark (signs of emphasis, the address of a link): they are cut
    out of definitions. `notes` say in French what was noticed on opening (encoding).
    """

    text: str
    format: str
    lines: list[Line]
    markup: list[Span] = []
    places: list[Place] = []
    notes: list[str] = []
    metadata: Metadata = UNKNOWN

    @property
    def body(self) -> list[Line]:
        """The lines that are not furniture by their structure."""
        return [line for line in self.lines if line.role != "aside"]


def gap(document: Document, before: Line, after: Line) -> int:
    """How many blank lines stand between two lines."""
    return max(0, _ends(document.text, before.end, after.start) - 1)


def _ends(text: str, start: int, end: int) -> int:
    return text.count("\n", start, end) or text.count("\r", start, end)


class TextBuilder:
    """Puts the text of a container together, line by line.

    `add` trims what it is given and leaves blank lines out; `apart` sets the next line off by a
    blank line; cells of one row stand on one line of the text, a tab between them, and a further
    paragraph of a cell on the next line.
    """

    def __init__(self) -> None:
        self._pieces: list[str] = []
        self._length = 0
        self._apart = False
        self.lines: list[Line] = []
        self.places: list[Place] = []

    def apart(self) -> None:
        """Leave a blank line before the next line."""
        self._apart = True

    def place(self, name: str) -> None:
        """From the next line on, the text comes from `name` (a page, a cell, a pointer)."""
        if not self.places or self.places[-1].name != name:
            self.places.append(Place(self._length + len(self._between(None)), name))

    def add(
        self,
        text: str,
        role: Role = "text",
        *,
        level: int = 0,
        row: int = 0,
        marker: int = 0,
        strong: int = 0,
        reason: str = "",
    ) -> None:
        """Add one line; line ends inside it become blanks. `marker` counts in `text` as given, and
        so does `strong`, from the marker on.
        """
        flat = " ".join(text.splitlines()) if len(text.splitlines()) > 1 else text
        words = flat.strip()
        if not words:
            return
        blank = len(flat) - len(flat.lstrip())
        strong = max(0, min(len(words) - marker, strong - (0 if marker else blank)))
        marker = max(0, marker - blank)
        same_row = role in ("cell", "header") and row
        between = self._between(row if same_row else None, level)
        self._pieces += [between, words]
        start = self._length + len(between)
        self._length = start + len(words)
        self._apart = False
        self.lines.append(
            Line(start, self._length, words, role, level, row, marker, strong, reason)
        )

    def _between(self, row: int | None, column: int = 0) -> str:
        if not self.lines:
            return ""
        last = self.lines[-1]
        if row is not None and last.role in ("cell", "header") and last.row == row:
            return "\n" if last.level == column else "\t"
        return "\n\n" if self._apart else "\n"

    def document(
        self,
        format: str,
        *,
        notes: Sequence[str] = (),
        metadata: Metadata = UNKNOWN,
    ) -> Document:
        """The document of what was added."""
        text = "".join(self._pieces) + ("\n" if self._pieces else "")
        return Document(text, format, self.lines, [], self.places, list(notes), metadata)


def records(lines: Sequence[Line]) -> Iterator[list[Line]]:
    """The lines of each row or record, in order."""
    held: list[Line] = []
    for line in lines:
        if held and line.row != held[-1].row:
            yield held
            held = []
        held.append(line)
    if held:
        yield held
