"""Page numbers in plain text, and the running lines around them: what a printout left behind.

A line is a page number where it says so ("Page 2 sur 8", "- 3 -") and the numbers of the file rise
one by one, or it says of how many. A line beside page numbers, or beside form feeds, that comes
back there is a running head or foot.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from msgspec import Struct, structs

from pipeline.extract.document import Line
from pipeline.extract.lines import is_finished

_OF = r"(?:\s?(?:/|sur|de|of)\s?(?P<of>\d{1,4}))?"
_NAMED = re.compile(rf"\W{{0,4}}(?:page|pg\.?|p\.|folio)\s?(?P<at>\d{{1,4}}){_OF}\W{{0,4}}", re.I)
_BARE = re.compile(r"[-–—]\s?(?P<at>\d{1,4})\s?[-–—]|(?P<begin>\d{1,4})\s?/\s?(?P<of>\d{1,4})")
# A running line that ends with the number.
_ENDING = re.compile(rf"\S.{{1,90}}?[\s|·,(–—-]page\s?(?P<at>\d{{1,4}}){_OF}\W{{0,4}}", re.I)
# What no page number is without: looked for first, since few texts have any.
_SIGN = re.compile(
    r"\n[ \t]*(?:[-–—|][ ]?(?:\d|[Pp])|\d{1,4}[ ]?/[ ]?\d"
    r"|(?:[Pp](?:age|AGE|g)?|[Ff]olio)\.?[ \u00a0]?\d)"
)
_DIGITS = re.compile(r"\d+")
_NEAR = 2
_WORDS = 15
_LONGEST = 120
# So many lines stand before the foot of the first page, and no more behind that of the last.
_PAGE, _FOOT = 4, 4

_NUMBER = "numéro de page"
_RUNNING = "titre courant, répété de page en page"
_LAST = "pied de la dernière page"


class _Mark(Struct, frozen=True):
    """The number of a page: which line it stands on, which page of how many (0: not said)."""

    index: int
    at: int
    of: int


def without_page_marks(text: str, lines: list[Line]) -> list[Line]:
    """The lines, page numbers and running lines as asides; linear."""
    if "age " not in text and "\f" not in text and _SIGN.search(text) is None:
        return lines
    marks = _marks(lines)
    reasons = {mark.index: _NUMBER for mark in marks}
    breaks = _breaks(text, lines)
    for index in _numbers_at(breaks, lines):
        reasons.setdefault(index, _NUMBER)
    for index in _running(lines, [*(mark.index for mark in marks)], breaks, reasons):
        reasons.setdefault(index, _RUNNING)
    for index in _last_foot(lines, marks):
        reasons.setdefault(index, _LAST)
    if not reasons:
        return lines
    return [
        structs.replace(line, role="aside", reason=reasons[index], marker=0, strong=0, level=0)
        if index in reasons
        else line
        for index, line in enumerate(lines)
    ]


def _marks(lines: Sequence[Line]) -> list[_Mark]:
    """The lines that are page numbers, those of one form together."""
    forms: dict[str, list[_Mark]] = {}
    for index, line in enumerate(lines):
        words = line.text
        if len(words) > _LONGEST or not any(map(str.isdigit, words[-9:])):
            continue
        match = _NAMED.fullmatch(words) or _BARE.fullmatch(words)
        form = "" if match else _DIGITS.sub("#", words.casefold())
        match = match or _ENDING.fullmatch(words)
        if match and line.role in ("text", "item", "heading"):
            said = match.groupdict()
            at = int(said["at"] or said.get("begin") or 0)
            forms.setdefault(form, []).append(_Mark(index, at, int(said.get("of") or 0)))
    return sorted(
        (mark for form, marks in forms.items() if _count(marks, form) for mark in marks),
        key=lambda mark: mark.index,
    )


def _count(marks: Sequence[_Mark], form: str) -> bool:
    """Whether the numbers are those of pages one after the other."""
    if len({mark.of for mark in marks}) > 1 or any(0 < mark.of < mark.at for mark in marks):
        return False
    if len(marks) == 1:
        return not form and marks[0].of > 1
    return all(before.at + 1 == after.at for before, after in pairwise(marks))


def _breaks(text: str, lines: Sequence[Line]) -> list[int]:
    """The lines before which a form feed stands."""
    if "\f" not in text:
        return []
    ends = [0, *(line.end for line in lines)]
    return [at for at, line in enumerate(lines) if "\f" in text[ends[at] : line.start]]


def _numbers_at(breaks: Sequence[int], lines: Sequence[Line]) -> Iterator[int]:
    """The bare numbers beside a form feed."""
    for at in breaks:
        for index in (at - 1, at):
            if index >= 0 and lines[index].text.isdecimal():
                yield index


def _running(
    lines: Sequence[Line], marks: Sequence[int], breaks: Sequence[int], known: dict[int, str]
) -> list[int]:
    """The lines beside page numbers and form feeds that come back there."""
    near: dict[int, str] = {}
    for mark in marks:
        near.update(_beside(lines, range(mark - 1, mark - 1 - _NEAR, -1), known))
        near.update(_beside(lines, range(mark + 1, mark + 1 + _NEAR), known))
    for at in breaks:
        near.update(_beside(lines, range(at - 1, at - 1 - _NEAR, -1), known))
        near.update(_beside(lines, range(at, at + _NEAR), known))
    if breaks:
        near.update(_beside(lines, range(_NEAR), known))
    times = Counter(near.values())
    least = max(2, (len(marks) or len(breaks)) // 3)
    return [index for index, words in near.items() if times[words] >= least]


def _beside(lines: Sequence[Line], where: range, known: dict[int, str]) -> dict[int, str]:
    found = {}
    for index in where:
        if 0 <= index < len(lines) and index not in known:
            line = lines[index]
            if line.words <= _WORDS and not line.text.endswith(":"):
                found[index] = _DIGITS.sub("#", line.text.casefold())
    return found


def _last_foot(lines: Sequence[Line], marks: Sequence[_Mark]) -> range:
    """The lines below the number of the last page, where numbers stand at the foot."""
    if not marks or marks[0].at != 1 or marks[0].index < _PAGE:
        return range(0)
    last = marks[-1]
    behind = range(last.index + 1, len(lines))
    is_last = last.at == last.of and len(behind) <= _FOOT
    return behind if is_last and all(_is_foot(lines[index]) for index in behind) else range(0)


def _is_foot(line: Line) -> bool:
    return line.words <= _WORDS or is_finished(line)
