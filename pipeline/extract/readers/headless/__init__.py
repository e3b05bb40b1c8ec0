"""A list of definitions whose headwords were lost: only the way a definition opens divides it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from rapidfuzz import fuzz

from pipeline.extract.counting import counted
from pipeline.extract.document import Document, Line, gap
from pipeline.extract.lines import is_finished, letters
from pipeline.extract.readers.headless.dividing import Division, divide, words_in
from pipeline.extract.reading import Reading, Sniff
from pipeline.extract.signs.alphabet import is_letters
from pipeline.extract.signs.definitional import is_glossary
from pipeline.extract.signs.furniture import furniture, opens_furniture
from pipeline.extract.signs.openings import opens_by_verb, opens_by_word, sets_apart
from pipeline.extract.signs.wrapping import Wrapping

NAME = "headless"

# Two paragraphs are copies of one another from this likeness on (normalised indel similarity).
_LIKENESS = 90.0
_KEY = 24
_SHORT = 8
_OPENER = 160
# The head or foot of a printed page has no more words.
_RUNNING = 16
_MENU = re.compile(r"\s[|•·–—]\s[^|•·]{1,40}\s[|•·–—]\s|\S\s{2,}\S[^.]{1,60}\S\s{2,}\S")
# Of a page that says it is a glossary so many definitions open as one does.
_SAID = 0.8
# So many definitions tell a thing from others of its genus by a clause or a participle.
_APART = 0.4
_LIST = 4


def sniff(document: Document) -> Sniff:
    """Evidence: most paragraphs open or go on with a definition, and none has a headword line.

    That they open with a noun is no evidence where the page does not call itself a glossary: lists
    of any kind do.
    """
    lines = Wrapping(document).joined(document.body)
    division = divide(document, lines)
    openings = _openings(lines, division)
    if not openings:
        return Sniff(0.0, ["aucune ligne ne s'ouvre comme une définition"])
    listed = openings[-1] + 1 - openings[0] if division.marked else len(lines) - openings[0]
    headed = 0 if division.marked else sum(_is_headed(lines, index) for index in openings)
    words = [division.opening(lines[index], None) or lines[index] for index in openings]
    cued = sum(opens_by_word(one.text) for one in words)
    defining = sum(lines[index].start in division.defining for index in openings)
    certain = 2 * cued / len(openings)
    apart = sum(sets_apart(one.text) for one in words)
    verbs = sum(opens_by_verb(one.text) for one in words)
    is_list = len(openings) >= _LIST and 2 * defining > len(openings)
    is_told = apart >= _APART * len(openings) or verbs >= _SAID * len(openings)
    if is_list and is_told and _is_said(document, lines[: openings[0]]):
        certain = max(certain, defining / len(openings) / _SAID)
    doubt = (1 - headed / len(openings)) * min(1.0, certain)
    reasons = [
        counted(len(openings), f"ligne[s] sur {listed} s'ouvre[nt] comme une définition"),
        f"dont {cued} par un mot qui définit, {defining} par un genre",
        f"dont {headed} après une ligne courte qui pourrait être une vedette",
    ]
    return Sniff(round(min(1.0, 0.4 + len(openings) / listed) * doubt, 2), reasons)


def read(document: Document, publisher: str) -> Reading:
    """Divide the list where a definition opens; what comes before the first is the page's own.

    A paragraph that goes on with no definition and nearly repeats an earlier one belongs to
    nothing here and stays unassigned.
    """
    reading = Reading()
    lines = Wrapping(document).joined(document.body)
    division = divide(document, lines)
    openings = _openings(lines, division)
    first = lines[openings[0]].start if openings else len(document.text)
    body: list[Line] = []
    seen: dict[str, list[tuple[int, str]]] = {}
    entry = 0
    previous: Line | None = None
    is_outside = False
    alone = _alone(document, lines)
    for line in lines:
        if line.start < first:
            reading.set_aside(line, "avant la première définition : menu, titre de la page")
            continue
        if (opening := division.opening(line, previous if body else None)) is not None:
            if body:
                reading.add(None, body)
                entry += 1
            reading.mark(line)
            body, is_outside = [opening], False
        elif reason := _aside(line, previous, publisher, alone, is_outside=is_outside):
            is_outside = is_outside or _opens_furniture(line)
            reading.set_aside(line, reason)
            continue
        elif (of := _copied_from(seen, line)) is not None and of != entry:
            reading.leave(line, f"répète presque un paragraphe de la définition {of + 1}")
            continue
        else:
            reading.mark(line)
            body.append(words_in(line))
        for key in _keys(line):
            seen.setdefault(key, []).append((entry, line.text))
        previous = line
    if body:
        reading.add(None, body)
    return reading


def _openings(lines: Sequence[Line], division: Division) -> list[int]:
    """The lines that open a definition, by their place; sentences of the page before the list that
    only begin with a noun are none.
    """
    found = [i for i, line in enumerate(lines) if division.opening(line, None) is not None]
    first = next((at for at, i in enumerate(found) if lines[i].start in division.defining), 0)
    return found if division.marked else found[first:]


def _is_said(document: Document, before: Sequence[Line]) -> bool:
    """Whether the page calls itself a glossary before its list; a word of its menu says nothing."""
    alone = _alone(document, before)
    return is_glossary(document.metadata.title) or any(
        (line.role == "heading" or line.words > 1 or line.start in alone)
        and is_glossary(line.text)
        and not _MENU.search(line.text)
        for line in before
    )


def _is_headed(lines: Sequence[Line], index: int) -> bool:
    before = lines[index - 1] if index else None
    return (
        before is not None
        and not is_finished(before)
        and before.words <= _SHORT
        and not is_letters(before.content)
    )


def _opens_furniture(line: Line) -> bool:
    return len(line.text) <= _OPENER and opens_furniture(line)


def _alone(document: Document, lines: Sequence[Line]) -> frozenset[int]:
    """Where the lines begin that a blank line stands before and behind."""
    apart = [gap(document, *pair) > 0 for pair in pairwise(lines)]
    return frozenset(
        line.start
        for line, before, after in zip(lines, [True, *apart], [*apart, True], strict=False)
        if before and after
    )


def _aside(
    line: Line, previous: Line | None, publisher: str, alone: frozenset[int], *, is_outside: bool
) -> str | None:
    if is_outside:
        return "après un titre qui ouvre l'habillage de la page"
    if _opens_furniture(line):
        return "ouvre l'habillage de la page"
    if is_letters(line.content):
        return "lettres de l'alphabet"
    reason = furniture(line, publisher, is_first=False)
    if reason:
        return reason
    is_loose = previous is not None and is_finished(previous) and not is_finished(line)
    most = _RUNNING if line.start in alone and line.text[-1] not in ":;," else _SHORT
    if is_loose and line.words < most:
        return "ligne courte qui n'est pas une phrase : habillage de la page"
    return None


def _keys(line: Line) -> list[str]:
    """Its beginning and its end: a near copy shares one of them, so that the search is linear."""
    text = letters(line.text)
    return [f"^{text[:_KEY]}", f"{text[-_KEY:]}$"]


def _copied_from(seen: dict[str, list[tuple[int, str]]], line: Line) -> int | None:
    candidates: Sequence[tuple[int, str]] = [
        pair for key in _keys(line) for pair in seen.get(key, [])[:8]
    ]
    for entry, text in candidates:
        if fuzz.ratio(text, line.text) >= _LIKENESS:
            return entry
    return None
