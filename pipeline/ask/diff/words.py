"""What changed inside a text, word by word."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import Literal

Fate = Literal["same", "removed", "added"]
_CONTEXT = 6
_CUT = "[…]"


def word_diff(old: str, new: str) -> list[tuple[Fate, str]]:
    """The words that stayed, went and came, in reading order; of a long stretch that stayed, only
    the words next to a change are kept.
    """
    before, after = old.split(), new.split()
    parts: list[tuple[Fate, str]] = []
    codes = SequenceMatcher(None, before, after, autojunk=False).get_opcodes()
    for number, (tag, a, b, c, d) in enumerate(codes):
        if tag == "equal":
            words = _near(before[a:b], first=number == 0, last=number == len(codes) - 1)
            parts.append(("same", " ".join(words)))
        else:
            parts.extend(_changed("removed", before[a:b]))
            parts.extend(_changed("added", after[c:d]))
    return parts


def _changed(fate: Fate, words: Sequence[str]) -> Iterator[tuple[Fate, str]]:
    if words:
        yield fate, " ".join(words)


def _near(words: Sequence[str], *, first: bool, last: bool) -> list[str]:
    """The words at the sides where a change is, with a sign for those left out."""
    head = [] if first else list(words[:_CONTEXT])
    tail = [] if last else list(words[-_CONTEXT:])
    if (first and last) or len(words) <= len(head) + len(tail) + 1:
        return list(words)
    return [*head, _CUT, *tail]
