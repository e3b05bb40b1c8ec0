"""Which layout a text has: every one whose marks are there is tried, and what it reads is judged.

A reading is judged by what any glossary shows, whatever its layout: how much of the text became
entries, whether headwords and definitions look like some, whether the list is in order.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from msgspec import Struct, structs

from pipeline.errors import DoubtError, SourceError
from pipeline.extract.anatomy import refine
from pipeline.extract.document import Document
from pipeline.extract.edges import trimmed
from pipeline.extract.judging import judge
from pipeline.extract.readers import READERS, shortcodes, tables
from pipeline.extract.reading import Reader, Reading
from pipeline.model import Tried

THRESHOLD = 0.5
REMEDY = (
    f"name the reader (one of {', '.join(reader.NAME for reader in READERS)}) with --reader,"
    ' or as reader = "..." in its table of sources.toml; --explain shows what each reads'
)
# How many lines are read to judge a layout: enough for any habit of a page to show.
_SAMPLE = 400
_TABLES = tables.NAME
# Their marks say where an entry ends.
_BOUNDED = (tables.NAME, shortcodes.NAME)
_CELLS = ("cell", "header")


class Choice(Struct, frozen=True):
    """The chosen reader, what it read, and the layouts tried, best first."""

    reader: Reader
    reading: Reading
    tried: list[Tried]


def choose(document: Document, *, where: str, publisher: str = "", wanted: str = "") -> Choice:
    """The layout that fits best and what it reads.

    `wanted` names a reader and overrules the choice. Raises DoubtError, naming `where`, if no
    layout reaches the threshold, SourceError if the wanted one does not exist.
    """
    by_name = {reader.NAME: reader for reader in READERS}
    if wanted and wanted not in by_name:
        raise SourceError(
            f"there is no reader `{wanted}`",
            where=where,
            remedy=f"choose one of {', '.join(by_name)}",
        )
    tried = try_layouts(document, publisher)
    if wanted:
        chosen = next((one for one in tried if one.reader == wanted), Tried(wanted, 0.0, 0, []))
        chosen = structs.replace(chosen, reasons=["choisi par une personne", *chosen.reasons])
        tried = [chosen, *(one for one in tried if one.reader != wanted)]
    elif not tried or tried[0].confidence < THRESHOLD:
        raise DoubtError(
            f"no known layout ({in_words(document, publisher, tried)})", where=where, remedy=REMEDY
        )
    reader = by_name[tried[0].reader]
    return Choice(reader, _read(reader, document, publisher), tried)


def in_words(document: Document, publisher: str, tried: Sequence[Tried]) -> str:
    """The layouts tried and the two best readings, for a person to choose from, on one line."""
    if not tried:
        return "none has its marks in this text"
    best = "; then ".join(_in_words(document, publisher, one) for one in tried[:2])
    others = ", ".join(one.reader for one in tried[2:])
    return f"best: {best}" + (f"; tried as well: {others}" if others else "")


def _in_words(document: Document, publisher: str, one: Tried) -> str:
    reader = next(reader for reader in READERS if one.reader == reader.NAME)
    sample = _sample(document)
    entries = _read(reader, sample, publisher).entries
    heads = [" ".join(sample.text[e.headword.start : e.headword.end].split())[:40] for e in entries
             if e.headword][:3]  # fmt: skip
    named = ", ".join(f"“{head}”" for head in heads) or "no headwords"
    word = "entry" if len(entries) == 1 else "entries"
    told = f", {len(entries)} {word}: {named}" if entries else ", no entry"
    return f"{one.reader}, confidence {one.confidence:.2f}{told}"


def _read(reader: Reader, document: Document, publisher: str) -> Reading:
    reading = reader.read(document, publisher)
    return refine(document, reading if reader.NAME in _BOUNDED else trimmed(document, reading))


def try_layouts(document: Document, publisher: str) -> list[Tried]:
    """Every layout whose marks are there, best first, judged on the beginning of the text."""
    sample = _sample(document)
    is_table = _is_table(sample)
    tried = []
    for reader in READERS:
        if is_table and reader.NAME != _TABLES:
            continue
        sniff = reader.sniff(sample)
        if sniff.confidence > 0:
            reading = _read(reader, sample, publisher)
            confidence, reasons = judge(sample, reading)
            confidence = round(confidence * (0.5 + 0.5 * sniff.confidence), 2)
            tried.append(
                Tried(reader.NAME, confidence, len(reading.entries), [*sniff.reasons, *reasons])
            )
    return sorted(tried, key=lambda one: -one.confidence)


def _is_table(document: Document) -> bool:
    """Whether most of it are cells of a line each, several in a row: no other layout knows what
    such lines have to do with each other. A page laid out in a table has cells of many lines.
    """
    cells = Counter((line.row, line.level) for line in document.body if line.role in _CELLS)
    rows = Counter(row for row, _ in cells)
    lone = sum(count == 1 and rows[row] > 1 for (row, _), count in cells.items())
    return 2 * lone > len(document.body)


def _sample(document: Document) -> Document:
    if len(document.lines) <= _SAMPLE:
        return document
    end = document.lines[_SAMPLE].start
    return structs.replace(
        document,
        text=document.text[:end],
        lines=document.lines[:_SAMPLE],
        markup=[span for span in document.markup if span.end <= end],
    )
