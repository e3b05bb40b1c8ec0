"""Whether the hyphen at the end of a printed line belongs to the word."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from functools import cache
from importlib import resources

from simplemma import is_known

_WORD = re.compile(r"[^\W\d_]+(?:[-‐][^\W\d_]+)*")
_LAST = re.compile(r"([^\W\d_]+(?:-[^\W\d_]+)*)-\Z")
_FIRST = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
# A hyphen that is there only where the line ends.
SOFT = "\u00ad"
_VOWELS = "aeiouyàâéèêëîïôöûùœ"


class Hyphens:
    """Joins the lines of one document, which shows how it writes its words elsewhere."""

    def __init__(self, lines: Iterable[str]) -> None:
        self._words: set[str] = set()
        for line in lines:
            found = list(_WORD.finditer(line))
            # The last word of a line that ends in a hyphen, and the first of the next, are parts.
            self._words.update(match.group().casefold() for match in found[1:-1])
            if found and not line.endswith(("-", "‐", SOFT)):
                self._words.add(found[-1].group().casefold())

    def joined(self, text: str, line: str) -> str:
        """`text` with the next line behind it: a word divided between them is made whole."""
        if text.endswith(SOFT):
            return text[:-1] + line
        text = text[:-1] + "-" if text.endswith("‐") else text
        before, behind = _LAST.search(text), _FIRST.match(line)
        if not before or not behind:
            # `3-` and the like: what follows belongs to it.
            is_open = text.endswith("-") and not text.endswith((" -", "--")) and len(text) > 1
            return text + ("" if is_open else " ") + line
        left, right = before[1], behind.group()
        if self._keeps(left, right):
            return text + line
        return text[:-1] + line

    def _keeps(self, left: str, right: str) -> bool:
        if not right[0].islower():
            return True
        low, high = left.casefold(), right.casefold()
        if f"{low}-{high}" in self._words:
            return True
        if f"{low}{high}" in self._words:
            return False
        if is_known(f"{low}{high}", "fr"):
            return False
        known = _parts()
        before, behind = low.rsplit("-", 1)[-1], high.split("-")[0]
        if high in known["endings"]:
            return False
        if before in known["before"] or behind in known["behind"]:
            return True
        if before in known["solid"]:
            return high[0] in _VOWELS
        if behind != high or before != low:
            # A compound of three: `pay-per-click`; not `self-ser-vice`.
            return not is_known(f"{before}{behind}", "fr")
        return min(len(low), len(high)) > 3 and is_known(low, "fr") and is_known(high, "fr")


@cache
def _parts() -> dict[str, frozenset[str]]:
    table = resources.files(__package__).joinpath("hyphens.toml")
    return {
        kind: frozenset(words) for kind, words in tomllib.loads(table.read_text("utf-8")).items()
    }
