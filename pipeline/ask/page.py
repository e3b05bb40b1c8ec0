"""Lines of text for a person: wrapped, indented, with the words that count marked.

On a terminal the marked words are bold; elsewhere they stand in double square brackets, so that a
pipe, a file or a mail keeps them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import zip_longest

from rich.cells import cell_len
from rich.console import Console
from rich.text import Text

WIDEST = 100
# Private-use characters stand for styles while lines are made; no text keeps its own.
_STYLES = {"\ue000": "bold", "\ue002": "bold cyan", "\ue004": "dim"}
_ENDS = {"\ue001": "\ue000", "\ue003": "\ue002", "\ue005": "\ue004"}
_PLAIN = str.maketrans(dict.fromkeys((*_STYLES, *_ENDS), "") | {"\ue000": "[[", "\ue001": "]]"})
_INVISIBLE = str.maketrans(dict.fromkeys((*_STYLES, *_ENDS), ""))
# French keeps these signs on the line of the word they belong to.
_BREAK = re.compile(r"(?<!«) (?![»:;?!%])")
_UNBROKEN_BLANKS = "\u00a0\u202f"


def marked(text: str) -> str:
    """The words that count."""
    return f"\ue000{text}\ue001"


def strong(text: str) -> str:
    """What the eye looks for first: headings and names."""
    return f"\ue002{text}\ue003"


def faint(text: str) -> str:
    """What the eye may pass over."""
    return f"\ue004{text}\ue005"


def clean(text: str) -> str:
    """A text on one line, without signs that would steer a terminal."""
    line = re.sub(r"[ \t\r\n\v\f]+", " ", text)
    return "".join(c if c.isprintable() or c in _UNBROKEN_BLANKS else " " for c in line)


class Page:
    """Lines in the making. `width` counts cells of a terminal; without `styled` they are plain."""

    def __init__(self, width: int, *, styled: bool) -> None:
        self.lines: list[str] = []
        self._width = width
        self._styled = styled

    def add(self, text: str, indent: int = 0, *, hang: int = 2) -> None:
        """A paragraph; its further lines are indented by `hang` cells more."""
        first, rest = " " * indent, " " * (indent + hang)
        for number, line in enumerate(self._wrapped(text, self._width - indent - hang)):
            self.lines.append(f"{rest if number else first}{line}")

    def gap(self) -> None:
        """An empty line, never two."""
        if self.lines and self.lines[-1]:
            self.lines.append("")

    def columns(self, cells: Sequence[Sequence[str]], indent: int = 0) -> None:
        """Texts side by side, each a list of paragraphs."""
        width = (self._width - indent - 3 * (len(cells) - 1)) // len(cells)
        wrapped = [[line for text in cell for line in self._wrapped(text, width)] for cell in cells]
        for row in zip_longest(*wrapped, fillvalue=""):
            padded = [line + " " * (width - self._length(line)) for line in row]
            self.lines.append(f"{' ' * indent}{' │ '.join(padded)}".rstrip())

    def _wrapped(self, text: str, width: int) -> list[str]:
        """The lines of a paragraph; a word longer than a line has a line of its own."""
        shown = text if self._styled else text.translate(_PLAIN)
        lines: list[str] = []
        for word in _BREAK.split(shown):
            if lines and self._length(lines[-1]) + 1 + self._length(word) <= width:
                lines[-1] += f" {word}"
            else:
                lines.append(word)
        return lines

    def _length(self, text: str) -> int:
        return cell_len(text.translate(_INVISIBLE))


def new_page(console: Console) -> Page:
    """An empty page as wide as the console, up to WIDEST, plain where it is no terminal."""
    if console.is_terminal and not console.is_dumb_terminal:
        return Page(min(console.width, WIDEST), styled=True)
    return Page(WIDEST, styled=False)


def rendered(page: Page, console: Console) -> str:
    """The lines of a page as the console shows them; a style goes on from line to line until it
    ends.
    """
    styles: list[str] = []
    with console.capture() as capture:
        for line in page.lines:
            text = Text()
            for piece in re.split(r"([\ue000-\ue005])", line):
                if piece in _STYLES:
                    styles.append(_STYLES[piece])
                elif piece in _ENDS:
                    styles.remove(_STYLES[_ENDS[piece]])
                else:
                    text.append(piece, " ".join(styles) or None)
            console.print(text, soft_wrap=True, highlight=False)
    return capture.get()
