"""A table of contents before a list: short lines that all come back below, each with text behind.

Whatever it is called, and whether it is called anything: what it names are the headwords, and no
entry stands before it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from msgspec import structs

from pipeline.extract.document import Document, Line
from pipeline.extract.lines import letters
from pipeline.extract.signs.alphabet import is_letters

REASON = "table des matières : ses lignes reviennent plus bas"

_LONGEST = 90
_FEWEST = 4
# Of the lines of a table so many come back, in the same order, with text between them.
_MOST, _IN_ORDER, _APART = 0.75, 0.75, 0.6
# A table that opens the first of several parts stands near the beginning.
_BEGINNING = 0.5
_NAMED = frozenset({"text", "item"})
_NAMING = frozenset({"text", "item", "heading", "summary", "term"})
_LEADER = re.compile(r"\s?(?:[.…·_]\s?){2,}\s?\d{1,4}$|\s{2,}\d{1,4}$|…\s?\d{1,4}$")
_AROUND = " \t\u00a0\u202f*_:"


def without_contents(document: Document) -> Document:
    """The document with the lines of a table of contents made asides; itself where it has none.
    Linear.
    """
    lines = document.lines
    later = _later(lines)
    if len(later) < _FEWEST:
        return document
    aside: set[int] = set()
    for run in _runs(lines, later):
        aside.update(run)
    if not aside:
        return document
    kept = [
        structs.replace(line, role="aside", reason=REASON) if index in aside else line
        for index, line in enumerate(lines)
    ]
    return structs.replace(document, lines=kept)


def end_of_contents(document: Document) -> int:
    """Where the first table of contents ends, in code points, if it stands in the first half of the
    text; else 0.
    """
    end = 0
    for line in document.lines:
        if line.reason == REASON:
            end = line.end
        elif end and line.role != "aside":
            break
    return end if end <= _BEGINNING * len(document.text) else 0


def _later(lines: Sequence[Line]) -> dict[int, int]:
    """The short lines that come back further down, by their place, and where they do."""
    last: dict[str, int] = {}
    found: dict[int, int] = {}
    for index in range(len(lines) - 1, -1, -1):
        line = lines[index]
        if len(line.text) > _LONGEST or line.role not in _NAMING:
            continue
        words = line.content
        if words[-1:].isdigit():
            words = _LEADER.sub("", words)
        words = words.strip(_AROUND)
        if len(words) < 2 or words[-1] in ".!;":
            continue
        name = letters(words)
        at = last.get(name)
        if at is not None and line.role in _NAMED:
            found[index] = at
        else:
            last[name] = index
            if "(" in words:
                last.setdefault(letters(words.partition("(")[0]), index)
    return found


def _runs(lines: Sequence[Line], later: dict[int, int]) -> list[list[int]]:
    """Lines one after another that name what comes below."""
    runs: list[list[int]] = []
    held: list[int] = []
    missed = 0
    for index in sorted(later):
        if held:
            between = range(held[-1] + 1, index)
            strange = sum(not is_letters(lines[at].text) for at in between)
            is_near = len(between) <= 3 and all(_is_name(lines[at]) for at in between)
            if is_near and missed + strange <= (1 - _MOST) * (len(held) + missed + strange + 1):
                missed += strange
                held.append(index)
                continue
            runs.append(held)
        held, missed = [index], 0
    if held:
        runs.append(held)
    return [
        list(range(run[0], run[-1] + 1)) for run in runs if _is_table([later[i] for i in run], run)
    ]


def _is_name(line: Line) -> bool:
    return len(line.text) <= _LONGEST and line.text[-1] not in ".!;" and line.role in _NAMED


def _is_table(places: Sequence[int], run: Sequence[int]) -> bool:
    if len(run) < _FEWEST or places[0] <= run[-1]:
        return False
    steps = [b - a for a, b in pairwise(places)]
    rising = sum(step > 0 for step in steps)
    apart = sum(step > 1 for step in steps)
    return rising >= _IN_ORDER * len(steps) and apart >= _APART * len(steps)
