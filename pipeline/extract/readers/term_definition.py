"""The "Terme Définition" page: a headword line, a blank line, a paragraph, and page furniture."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from pipeline.extract.counting import counted
from pipeline.extract.document import Document, Line, gap
from pipeline.extract.lines import is_finished, is_prose, is_sentence, letters
from pipeline.extract.reading import Reading, Sniff
from pipeline.extract.signs.alphabet import is_letters, lone_letters
from pipeline.extract.signs.furniture import furniture

NAME = "term-definition"

# The heads of the two columns, flattened into one line.
_HEADER = re.compile(r"(terme?s?|mots?|notions?)\s+(d[ée]finitions?)", re.IGNORECASE)
_HEADWORD_WORDS = 12

Block = list[Line]


def sniff(document: Document) -> Sniff:
    """Evidence: the head of the columns, and short lines that alternate with paragraphs."""
    blocks, header = _blocks(document)
    # Under the head of the columns a short sentence defines as well.
    defines = _is_prose if header is None else _is_sentence
    pairs = sum(_is_headword(first) and defines(second) for first, second in pairwise(blocks))
    share = 2 * pairs / len(blocks) if blocks else 0.0
    said = "ligne[s] courte[s] suivie[|s chacune] d'un paragraphe, sur "
    reasons = [counted(pairs, said) + counted(len(blocks), "bloc[s]")]
    if header is not None:
        reasons.insert(0, f"la ligne « {header.text} » ouvre la liste")
    return Sniff(round(min(1.0, 0.6 * share + (0.8 if header and pairs else 0.0)), 2), reasons)


def read(document: Document, publisher: str) -> Reading:
    """Pair each headword line with the paragraphs after it, up to the last paragraph of prose.

    What stands before the head of the columns and after the last paragraph is furniture. A
    headword whose only line repeats it, or that another headword follows, has no definition.
    """
    reading = Reading()
    blocks, header = _blocks(document)
    for line in _dividing(document.body):
        reading.set_aside(line, "lettres de l'alphabet")
    if header is not None:
        for line in document.body:
            if line.start > header.start:
                break
            reading.set_aside(line, "avant la liste : titre de la page, têtes de colonnes")
    last = _end_of_list(blocks)
    index = 0
    while index < last:
        block = blocks[index]
        index += 1
        if not _is_headword(block):
            for line in block:
                reading.set_aside(line, "avant la première vedette")
            continue
        body: list[Line] = []
        while index < last and not _is_headword(blocks[index]):
            body.extend(_definition_lines(reading, blocks[index], publisher, bool(body)))
            index += 1
        repeated = None
        if not body and index < last and _repeats(block[0], blocks[index]):
            repeated = blocks[index][0]
            _note_repetition(reading, repeated)
            index += 1
        reading.add(block[0], body, repeated)
    for block in blocks[last:]:
        for line in block:
            reading.set_aside(line, "après la dernière définition : habillage de la page")
    return reading


def _definition_lines(
    reading: Reading, block: Block, publisher: str, has_begun: bool
) -> list[Line]:
    kept: list[Line] = []
    for line in block:
        reason = furniture(line, publisher, is_first=not (has_begun or kept))
        if reason:
            reading.set_aside(line, reason)
        else:
            kept.append(line)
    return kept


def _blocks(document: Document) -> tuple[list[Block], Line | None]:
    """The blocks divided by blank lines after the head of the columns, and that line if any."""
    lines = document.body
    # It may be set aside, because it stands on every page of the site.
    header = next((line for line in document.lines if _HEADER.fullmatch(line.text)), None)
    blocks: list[Block] = []
    previous: Line | None = None
    dividing = {line.start for line in _dividing(lines)}
    for line in lines:
        if line.start in dividing or (header is not None and line.start <= header.start):
            continue
        if previous is None or gap(document, previous, line):
            blocks.append([line])
        else:
            blocks[-1].append(line)
        previous = line
    return blocks, header


def _dividing(lines: Sequence[Line]) -> list[Line]:
    """The letters that head the groups of a list."""
    lone = lone_letters(lines)
    return [line for line in lines if is_letters(line.text) and line.start not in lone]


def _is_headword(block: Sequence[Line]) -> bool:
    line = block[0]
    is_short = len(block) == 1 and line.words <= _HEADWORD_WORDS and not is_finished(line)
    return is_short and not line.text.endswith(":")


def _is_prose(block: Sequence[Line]) -> bool:
    return any(is_prose(line) for line in block)


def _is_sentence(block: Sequence[Line]) -> bool:
    return any(is_sentence(line) for line in block)


def _repeats(headword: Line, block: Sequence[Line]) -> bool:
    return len(block) == 1 and letters(block[0].text) == letters(headword.text) != ""


def _note_repetition(reading: Reading, line: Line) -> None:
    """The repeated words are headword, quotation marks and the like around them are markup."""
    core = line.text.strip("\"“”«»' ")
    start = line.start + line.text.index(core)
    reading.claims.append(("markup", line.start, line.end))
    reading.claims.append(("headword", start, start + len(core)))


def _end_of_list(blocks: Sequence[Block]) -> int:
    """The index after the last block that belongs to the list: prose, or what stands right behind a
    headword and is a sentence, however short, or repeats it.
    """
    for index in range(len(blocks) - 1, 0, -1):
        block = blocks[index]
        is_definition = is_sentence(block[0]) or _repeats(blocks[index - 1][0], block)
        if _is_prose(block) or (_is_headword(blocks[index - 1]) and is_definition):
            return index + 1
    return 0
