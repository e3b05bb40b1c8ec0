"""Every layout whose marks are in a text, tried on its beginning, and how well each does."""

from __future__ import annotations

from collections import Counter

from msgspec import structs

from pipeline.extract.anatomy import refine
from pipeline.extract.document import Document
from pipeline.extract.edges import trimmed
from pipeline.extract.judging import judge
from pipeline.extract.readers import READERS, shortcodes, tables
from pipeline.extract.reading import Reader, Reading
from pipeline.model import Tried

# How many lines are read to judge a layout: enough for any habit of a page to show.
_SAMPLE = 400
_TABLES = tables.NAME
# Their marks say where an entry ends.
_BOUNDED = (tables.NAME, shortcodes.NAME)
_CELLS = ("cell", "header")


def read_by(reader: Reader, document: Document, publisher: str) -> Reading:
    """What a layout reads, without what is the page's own at the ends; its entries are still to be
    refined.
    """
    reading = reader.read(document, publisher)
    return reading if reader.NAME in _BOUNDED else trimmed(document, reading)


def try_layouts(document: Document, publisher: str) -> list[Tried]:
    """Every layout whose marks are there, best first, judged on the beginning of the text."""
    sample = sample_of(document)
    is_table = _is_table(sample)
    tried = []
    for reader in READERS:
        if is_table and reader.NAME != _TABLES:
            continue
        sniff = reader.sniff(sample)
        if sniff.confidence > 0:
            reading = refine(sample, read_by(reader, sample, publisher))
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


def sample_of(document: Document) -> Document:
    """The beginning of a document, all of a short one."""
    if len(document.lines) <= _SAMPLE:
        return document
    end = document.lines[_SAMPLE].start
    return structs.replace(
        document,
        text=document.text[:end],
        lines=document.lines[:_SAMPLE],
        markup=[span for span in document.markup if span.end <= end],
    )
