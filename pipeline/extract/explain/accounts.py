"""A file's text divided into stretches, each with its kind, its entry and why it is none."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from msgspec import Struct, structs

from pipeline.errors import DoubtError
from pipeline.extract.document import Document
from pipeline.extract.doubts import is_doubtful
from pipeline.extract.extraction import Extraction, extract_document
from pipeline.extract.trying import try_layouts
from pipeline.model import LEDGER_KINDS, Source, Tried

_ENDS = re.compile(r"[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]")
# How many readings are shown where the choice is in doubt.
_SHOWN = 2


class Stretch(Struct, frozen=True, gc=False):
    """`[start, end)` of the text, in code points; `kind` as in the ledger; `entry` counts from 0,
    -1 is none of them.
    """

    start: int
    end: int
    kind: str
    entry: int = -1
    reason: str = ""


class Account(Struct, frozen=True):
    """One reading, and the stretches that it divides the text into, in order."""

    done: Extraction
    stretches: list[Stretch]


class Explained(Struct, frozen=True):
    """A file with its best reading; with the two best where they are in doubt; with none where no
    layout has its marks in it. `is_chosen`: a person named the reader.
    """

    name: str
    document: Document
    tried: list[Tried]
    accounts: list[Account]
    is_doubtful: bool
    is_chosen: bool


def explained(document: Document, source: Source, *, where: str) -> Explained:
    """The document with what it was taken for. Raises SourceError for a reader there is not."""
    try:
        best = extract_document(document, source, where=where)
    except DoubtError:
        tried = try_layouts(document, source.publisher)
        readers = [one.reader for one in tried[:_SHOWN]]
        shown = [_forced(document, source, reader, where) for reader in readers]
        return Explained(where, document, tried, shown, is_doubtful=True, is_chosen=False)
    ledger = best.ledger
    doubtful = is_doubtful(ledger)
    accounts = [_account(best)]
    if doubtful and not source.reader:
        others = [one.reader for one in ledger.tried if one.reader != ledger.reader]
        accounts += [_forced(document, source, reader, where) for reader in others[: _SHOWN - 1]]
    return Explained(where, document, ledger.tried, accounts, doubtful, bool(source.reader))


def _forced(document: Document, source: Source, reader: str, where: str) -> Account:
    return _account(extract_document(document, structs.replace(source, reader=reader), where=where))


def _account(done: Extraction) -> Account:
    return Account(done, list(_joined(done.text, _stretches(done))))


def _stretches(done: Extraction) -> Iterator[Stretch]:
    """The runs of the ledger, cut where another entry or another remark begins."""
    words = sorted(
        (start, end, index)
        for index, entry in enumerate(done.entries)
        for start, end in (
            *((name.start, name.end) for name in (entry.headword, *entry.variants) if name),
            *((span.start, span.end) for sense in entry.senses for span in sense.spans),
        )
    )
    remarks = [(one.span.start, one.span.end, one.reason) for one in done.ledger.remarks]
    remarks.sort()
    runs = sorted(
        (span.start, span.end, kind)
        for kind in LEDGER_KINDS
        for span in done.ledger.spans.get(kind, ())
    )
    word_starts = [word[0] for word in words]
    remark_starts = [remark[0] for remark in remarks]
    for start, end, kind in runs:
        if kind in ("headword", "definition"):
            for left, right in _cut(start, end, word_starts):
                at = bisect_right(word_starts, left) - 1
                is_meant = at >= 0 and words[at][1] > left
                yield Stretch(left, right, kind, words[at][2] if is_meant else -1)
        elif kind in ("boilerplate", "unassigned"):
            for left, right in _cut(start, end, remark_starts):
                at = bisect_right(remark_starts, left) - 1
                is_meant = at >= 0 and remarks[at][1] > left
                yield Stretch(left, right, kind, -1, remarks[at][2] if is_meant else "")
        else:
            yield Stretch(start, end, kind)


def _joined(text: str, stretches: Iterable[Stretch]) -> Iterator[Stretch]:
    """Words that are unassigned for one reason, with the blanks between them, as one stretch."""
    held: list[Stretch] = []
    for stretch in stretches:
        first = held[0] if held else None
        is_gap = stretch.kind == "blank" and not _ENDS.search(text, stretch.start, stretch.end)
        if first and stretch.kind == "unassigned" and stretch.reason == first.reason:
            held = [structs.replace(first, end=stretch.end)]
        elif first and is_gap and len(held) == 1:
            held.append(stretch)
        else:
            yield from held
            held = [stretch] if stretch.kind == "unassigned" else []
            if not held:
                yield stretch
    yield from held


def _cut(start: int, end: int, starts: Sequence[int]) -> Iterator[tuple[int, int]]:
    inside = starts[bisect_right(starts, start) : bisect_left(starts, end)]
    return pairwise([start, *dict.fromkeys(inside), end])


class Row(Struct, frozen=True):
    """A line of the text as stretches cut at its ends, or a part of a very long one (`number` is 0
    then); lines count from 1. `place` is where in the file it comes from, where that changed.
    """

    number: int
    pieces: list[Stretch]
    place: str = ""


def rows(text: str, stretches: Sequence[Stretch], document: Document) -> Iterator[Row]:
    """The text line by line, without the line ends; a line longer than a page is divided."""
    places = iter([*document.places])
    coming = next(places, None)
    number, fresh, size, place = 1, True, 0, ""
    pieces: list[Stretch] = []
    for stretch in stretches:
        while coming is not None and coming.start <= stretch.start:
            place, coming = coming.name, next(places, None)
        begin = stretch.start
        for line in text[stretch.start : stretch.end].splitlines(keepends=True):
            words = line.rstrip("\r\n\v\f\x1c\x1d\x1e\x85\u2028\u2029")
            if words:
                pieces.append(structs.replace(stretch, start=begin, end=begin + len(words)))
            begin += len(line)
            size += len(line)
            ends = len(words) < len(line) and not (
                line[-1] == "\r" and text[begin : begin + 1] == "\n"
            )
            if ends or size > _LONGEST:
                yield Row(number if fresh else 0, pieces, place)
                pieces, size, place, fresh = [], 0, "", ends
                number += ends
    if pieces:
        yield Row(number if fresh else 0, pieces, place)


_LONGEST = 4000
