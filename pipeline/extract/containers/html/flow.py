"""Running text into lines: white space made one, links and bold words counted."""

from __future__ import annotations

import re
import unicodedata

from msgspec import Struct

# The white space of HTML: a no-break space is none.
_BLANKS = re.compile(r"[ \t\n\r\f\v\x85\u2028\u2029]+")
_LINE_ENDS = re.compile(r"\r\n|[\n\r\f]")
# Soft hyphens, and characters without width that only say where a line may break: nobody sees them.
_UNSEEN = re.compile("[\u00ad\u200b\u200e\u200f\u2060\ufeff\ufffd\u0000-\u0008]")


class Words(Struct, frozen=True):
    """A line: its text, how many code points at its beginning are bold, how many stand in links,
    how many links begin in it and how many of them lead into the page itself.
    """

    text: str
    strong: int
    linked: int
    links: int
    anchors: int


class Flow:
    """Collects the text of one block; `lines` gives it, one line for each line end in it."""

    def __init__(self) -> None:
        self._pieces: list[tuple[str, bool, bool]] = []
        self._marks: list[tuple[int, bool]] = []

    def add(self, text: str, *, strong: bool, linked: bool, keeps_lines: bool) -> None:
        """Add text as it stands in the page; `keeps_lines` where its line ends are shown."""
        seen = unicodedata.normalize("NFC", _UNSEEN.sub("", text))
        if keeps_lines:
            for index, part in enumerate(_LINE_ENDS.split(seen)):
                if index:
                    self.line_end()
                self._put(part, strong, linked)
        else:
            self._put(seen, strong, linked)

    def _put(self, text: str, strong: bool, linked: bool) -> None:
        if text:
            self._pieces.append((_BLANKS.sub(" ", text), strong, linked))

    def link(self, *, is_anchor: bool) -> None:
        """A link begins here."""
        self._marks.append((len(self._pieces), is_anchor))

    def line_end(self) -> None:
        """The line ends here."""
        self._pieces.append(("\n", False, False))

    def blank(self) -> None:
        """A blank stands here."""
        self._pieces.append((" ", False, False))

    def lines(self) -> list[Words]:
        """The lines that hold more than white space; the flow is empty afterwards."""
        found: list[Words] = []
        held: list[tuple[str, bool, bool]] = []
        marks = iter([*self._marks, (len(self._pieces) + 1, False)])
        mark = next(marks)
        links = anchors = 0
        for index, piece in enumerate([*self._pieces, ("\n", False, False)]):
            while mark[0] <= index:
                links += 1
                anchors += mark[1]
                mark = next(marks)
            if piece[0] != "\n":
                held.append(piece)
                continue
            words = _joined(held, links, anchors)
            if words.text:
                found.append(words)
                links = anchors = 0
            held = []
        self._pieces = []
        self._marks = []
        return found


def _joined(pieces: list[tuple[str, bool, bool]], links: int, anchors: int) -> Words:
    out: list[str] = []
    length = strong = linked = 0
    leads = True
    ends_blank = True
    for text, is_strong, is_linked in pieces:
        shown = text[1:] if ends_blank and text.startswith(" ") else text
        if not shown:
            continue
        if shown.strip():
            leads = leads and is_strong
        out.append(shown)
        length += len(shown)
        if leads:
            strong = length
        if is_linked:
            linked += len(shown.strip())
        ends_blank = shown.endswith(" ")
    text = "".join(out)
    # A no-break space at an end is trimmed as well.
    start = len(text) - len(text.lstrip())
    words = text.strip()
    bold = text[:strong].rstrip()
    return Words(words, max(0, len(bold) - start), min(linked, len(words)), links, anchors)
