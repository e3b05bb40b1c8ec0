"""Annotations as a table for a terminal."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterable, Iterator

from rich.cells import cell_len

from pipeline.ask.annotate.finding import Annotation
from pipeline.ask.annotate.passages import Passage
from pipeline.ask.annotate.words import counted, replaced, word
from pipeline.ask.page import clean

_COLUMNS = ("place", "quote", "concept", "label", "how")
# What is longer does not widen the column of all others.
_WIDEST = 40


def write(found: Iterable[Passage]) -> Iterator[bytes]:
    """A line for each annotation under headings, and how many there are at the end. The rows wait
    in a temporary file until the columns' widths are known.
    """
    head = [word("table", column) for column in _COLUMNS]
    widths = [len(cell) for cell in head]
    concepts: set[str] = set()
    count = 0
    with tempfile.TemporaryFile("w+", encoding="utf-8") as rows:
        for passage in found:
            if passage.annotation is None:
                continue
            count += 1
            concepts.update(candidate.concept for candidate in passage.annotation.candidates)
            row = [clean(cell) for cell in _row(passage.annotation)]
            widths = [
                max(width, min(cell_len(cell), _WIDEST))
                for width, cell in zip(widths, row, strict=True)
            ]
            rows.write(json.dumps(row) + "\n")
        if not count:
            yield f"{word('table', 'nothing')}\n".encode()
            return
        yield _line(head, widths)
        yield _line(["─" * width for width in widths], widths)
        rows.seek(0)
        for line in rows:
            yield _line(json.loads(line), widths)
    total = word(
        "table",
        "count",
        passages=counted("passages", count),
        concepts=counted("concepts", len(concepts)),
    )
    yield f"\n{total}\n".encode()


def _row(annotation: Annotation) -> list[str]:
    place = f"{annotation.start}–{annotation.end}"
    if len(annotation.candidates) > 1:
        names = word("table", "or").join(one.pref_label for one in annotation.candidates)
        return [place, annotation.quote, word("table", "ambiguous", names=names), "", ""]
    (one,) = annotation.candidates
    label = f"{one.label} ({word('kind', one.kind)}, {one.language})"
    return [
        place,
        annotation.quote,
        one.pref_label,
        label,
        word("match", one.match) + replaced(one),
    ]


def _line(cells: list[str], widths: list[int]) -> bytes:
    padded = [
        cell + " " * (width - cell_len(cell)) for cell, width in zip(cells, widths, strict=True)
    ]
    return ("  ".join(padded).rstrip() + "\n").encode()
