"""A list of definitions whose headwords were lost: only the way a definition opens divides it."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from functools import cache
from importlib import resources

from msgspec import Struct
from rapidfuzz import fuzz

from pipeline.extract.counting import counted
from pipeline.extract.document import Document, Line, gap
from pipeline.extract.lines import is_finished, is_sentence, letters, number_of
from pipeline.extract.reading import Reading, Sniff
from pipeline.extract.signs.furniture import furniture
from pipeline.extract.signs.titles import words_of
from pipeline.extract.signs.wrapping import Wrapping

NAME = "headless"

# Two paragraphs are copies of one another from this likeness on (normalised indel similarity).
_LIKENESS = 90.0
_KEY = 24


class _Cues(Struct, frozen=True):
    opens: re.Pattern[str]
    continues: re.Pattern[str]
    function_words: frozenset[str]


@cache
def _cues() -> _Cues:
    content = resources.files(__package__).joinpath("headless.toml").read_text("utf-8")
    data = tomllib.loads(content)
    return _Cues(
        re.compile("|".join(data["opens"]), re.IGNORECASE),
        re.compile("|".join(data["continues"]), re.IGNORECASE),
        frozenset(data["function_words"]),
    )


def sniff(document: Document) -> Sniff:
    """Evidence: most paragraphs open or go on with a definition, and none has a headword line."""
    lines = Wrapping(document).joined(document.body)
    numbered = _numbered(lines)
    if numbered:
        reasons = [counted(len(numbered), "ligne[s] numérotée[s] à la suite, sans vedette")]
        return Sniff(round(0.9 * len(numbered) / len(lines), 2), reasons)
    starts = _starts(document, lines)
    openings = [index for index, line in enumerate(lines) if _opens(line, None, starts)]
    if not openings:
        return Sniff(0.0, ["aucune ligne ne s'ouvre comme une définition"])
    listed = lines[openings[0] :]
    headed = sum(
        index > 0 and not is_finished(lines[index - 1]) and lines[index - 1].words <= 8
        for index in openings
    )
    cued = sum(_cues().opens.match(words_of(lines[i]).text) is not None for i in openings)
    share = len(openings) / len(listed)
    # Bare noun phrases alone are no evidence: prose in any language begins with them.
    doubt = (1 - headed / len(openings)) * min(1.0, 2 * cued / len(openings))
    reasons = [
        counted(len(openings), f"ligne[s] sur {len(listed)} s'ouvre[nt] comme une définition"),
        f"dont {cued} par un mot qui définit",
        f"dont {headed} après une ligne courte qui pourrait être une vedette",
    ]
    return Sniff(round(min(1.0, 0.4 + share) * doubt, 2), reasons)


def read(document: Document, publisher: str) -> Reading:
    """Divide the list where a definition opens; what comes before the first is the page's own.

    A paragraph that goes on with no definition and nearly repeats an earlier one belongs to
    nothing here and stays unassigned.
    """
    reading = Reading()
    lines = Wrapping(document).joined(document.body)
    body: list[Line] = []
    seen: dict[str, list[tuple[int, str]]] = {}
    entry = 0
    previous: Line | None = None
    starts = _starts(document, lines)
    numbered = _numbered(lines)
    for line in lines:
        if line.start in numbered:
            if body:
                reading.add(None, body)
                entry += 1
            reading.mark(line)
            body = [line.part(numbered[line.start])]
        elif not numbered and _opens(line, previous if body else None, starts):
            if body:
                reading.add(None, body)
                entry += 1
            reading.mark(line)
            body = [words_of(line)]
        elif not body:
            reading.set_aside(line, "avant la première définition : menu, titre de la page")
            continue
        elif reason := _aside(line, previous, publisher):
            reading.set_aside(line, reason)
            continue
        elif (of := _copied_from(seen, line)) is not None and of != entry:
            reading.leave(line, f"répète presque un paragraphe de la définition {of + 1}")
            continue
        else:
            reading.mark(line)
            body.append(words_of(line))
        for key in _keys(line):
            seen.setdefault(key, []).append((entry, line.text))
        previous = line
    if body:
        reading.add(None, body)
    return reading


def _numbered(lines: Sequence[Line]) -> dict[int, int]:
    """Where each definition of a list numbered throughout begins, and how long its number is; empty
    where numbers begin anew (they count senses then) or what they number is no sentence.
    """
    found = [line for line in lines if number_of(line) is not None]
    counted = [number_of(line) for line in found]
    if len(found) < 4 or counted != list(range(1, len(found) + 1)):
        return {}
    if sum(is_sentence(line) for line in found) < 0.8 * len(found):
        return {}
    return {line.start: len(line.text.split(maxsplit=1)[0]) for line in found}


def _starts(document: Document, lines: Sequence[Line]) -> frozenset[int] | None:
    """Where blocks between blank lines begin, if those are the definitions: some have several
    lines, and most open as a definition does. None where blank lines tell nothing.
    """
    blocks: list[list[Line]] = []
    for line in lines:
        if blocks and not gap(document, blocks[-1][-1], line):
            blocks[-1].append(line)
        else:
            blocks.append([line])
    opening = [index for index, block in enumerate(blocks) if _opens(block[0], None, None)]
    listed = blocks[opening[0] :] if opening else []
    several = sum(len(block) > 1 for block in listed)
    sentences = sum(is_sentence(block[0]) for block in listed)
    if len(opening) < 3 or not several or len(opening) < 0.6 * max(1, sentences):
        return None
    return frozenset(block[0].start for block in listed)


def _opens(line: Line, previous: Line | None, starts: frozenset[int] | None) -> bool:
    """Whether `line` opens a definition; `previous` is the line before it in the same entry,
    `starts` where alone one may open.
    """
    number = number_of(line)
    if number is not None:
        return number == 1
    cues = _cues()
    begin = line.start
    line = words_of(line)
    if starts is not None:
        if begin not in starts or cues.continues.match(line.text):
            return False
        return is_sentence(line) or cues.opens.match(line.text) is not None
    if previous is not None and not is_finished(previous):
        return False
    if cues.continues.match(line.text):
        return False
    if cues.opens.match(line.text):
        return True
    return is_noun_first(line)


def is_noun_first(line: Line) -> bool:
    """Whether a sentence begins with its genus, without article: "Outil qui..."."""
    first = re.split(r"[\s'’]", line.text, maxsplit=1)[0].lower()
    return first.isalpha() and is_sentence(line) and first not in _cues().function_words


def _aside(line: Line, previous: Line | None, publisher: str) -> str | None:
    reason = furniture(line, publisher, is_first=False)
    if reason:
        return reason
    if previous is not None and is_finished(previous) and not is_finished(line) and line.words < 8:
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
