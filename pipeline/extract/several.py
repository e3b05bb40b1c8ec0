"""Several lists in one file: what the best layout leaves outside its entries is looked at again.

A page may give its terms in bold in one section and in a table in the next. Each long enough
stretch without an entry is tried as a text of its own, by every layout; where the reading is good
its entries are added, where it is only likely the stretch is unassigned and the user told.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from itertools import islice

from msgspec import Struct, field, structs

from pipeline.extract.counting import counted
from pipeline.extract.document import Document, Line
from pipeline.extract.judging import heads_definitions, is_in_order
from pipeline.extract.parts import Part, part_of, shifted
from pipeline.extract.readers import READERS, headless, questions, self_headed
from pipeline.extract.reading import Found, Reading
from pipeline.extract.signs.definitional import is_glossary
from pipeline.extract.signs.furniture import opens_furniture
from pipeline.extract.signs.headwords import is_header
from pipeline.extract.trying import read_by, try_layouts
from pipeline.model import Remark, Span, Tried

# From here on a further list is believed where it is said to be one, and otherwise told of: the
# services of a firm have the form of a glossary as well.
_SURE = 0.7
# From here on one that is said to be a list is told of.
_LIKELY = 0.5
_LEAST = 3
# In code points: nothing shorter holds three entries.
_SHORTEST = 80
# So many stretches are looked at, the longest.
_MOST = 8
_OPENER = 160
# So far above its first entry stands the title of a list.
_ABOVE = 6
_QUOTED = 40
# Prose and questions of customers look like theirs.
_LOOSE = (headless.NAME, questions.NAME, self_headed.NAME)


class Further(Struct):
    """What was found besides the main list, in French: `reasons` name the layouts of the lists that
    were added, `notes` are on those that were not.
    """

    reasons: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def add_further(
    document: Document, reading: Reading, publisher: str, *, is_free: bool = True
) -> Further:
    """Add to a reading, not yet refined, the entries of other lists of its document, where they
    stand in it. Without `is_free` a person chose the layout: others are only told of. Linear.
    """
    further = Further()
    whole = Part(document, 0)
    for found in _lists(whole, reading, publisher, is_free=is_free):
        one, part, start, end = found.tried, found.part, found.start, found.end
        if found.is_sure:
            _add(reading, shifted(found.reading, part.offset), start, end)
            further.reasons.append(
                f"une autre liste lue par « {one.reader} » : "
                f"{counted(len(found.reading.entries), 'entrée[s]')}, confiance {_shown(one)}"
            )
        else:
            reason = f"a l'air d'une autre liste (« {one.reader} », confiance {_shown(one)}), non lue"
            _leave(document, reading, start, end, reason)
            words = " ".join(document.text[start : start + _QUOTED].split())
            further.notes.append(
                f"une autre liste, peut-être, n'a pas été lue, à partir de « {words}… » :"
                f" {counted(one.entries, 'entrée[s]')} par « {one.reader} »,"
                f" confiance {_shown(one)}"
            )
    return further


def _shown(one: Tried) -> str:
    return f"{one.confidence:.2f}".replace(".", ",")


class _List(Struct, frozen=True):
    """A list found in a part of the document: its reading counts in the part, `[start, end)` in the
    document, from its first line to its last.
    """

    part: Part
    tried: Tried
    reading: Reading
    start: int
    end: int
    is_sure: bool


def _lists(whole: Part, reading: Reading, publisher: str, *, is_free: bool) -> Iterator[_List]:
    """The other lists, stretch by stretch; what a list leaves of its stretch is one to look at."""
    stretches = _outside(whole, reading)
    tries = 0
    while stretches and tries < _MOST:
        tries += 1
        part = max(stretches, key=lambda one: (len(one.document.text), -one.offset))
        stretches.remove(part)
        found = _list(part, publisher, is_free=is_free)
        if found is not None:
            yield found
            if found.is_sure:
                stretches += _outside(part, found.reading)


def _list(part: Part, publisher: str, *, is_free: bool) -> _List | None:
    tried = try_layouts(part.document, publisher)
    best = next((one for one in tried if one.entries >= _LEAST), None)
    if best is None or best.confidence < _LIKELY:
        return None
    reader = next(reader for reader in READERS if reader.NAME == best.reader)
    reading = read_by(reader, part.document, publisher)
    extents = [_extent(found) for found in reading.entries]
    if len(extents) < _LEAST:
        return None
    lines = part.document.lines
    first = bisect_right(lines, min(extents)[0], key=lambda line: line.start) - 1
    last = bisect_left(lines, max(end for _, end in extents), key=lambda line: line.end)
    start, end = lines[first].start, lines[last].end
    is_said = _is_titled(lines[:first]) or is_in_order(part.document.text, reading.entries)
    if best.confidence < _SURE and not is_said:
        return None
    is_sure = is_free and is_said and best.confidence >= _SURE and best.reader not in _LOOSE
    return _List(part, best, reading, part.offset + start, part.offset + end, is_sure)


def _is_titled(above: Sequence[Line]) -> bool:
    """Whether the title right above a list, or what stands between them, calls it a glossary."""
    for line in reversed(above[-_ABOVE:]):
        if is_glossary(line.text) or is_header(line.text) or heads_definitions(line):
            return True
        if line.role == "heading":
            break
    return False


def _extent(found: Found) -> tuple[int, int]:
    """Where the words of an entry begin and end."""
    head = found.headword
    if head is not None and not found.variants and not found.see and len(found.senses) <= 1:
        body = found.senses[0] if found.senses else []
        return head.start, max(head.end, body[-1].end) if body else head.end
    spans = [span for sense in found.senses for span in sense]
    spans += [span for span in (head, found.repeated) if span is not None]
    spans += [*found.variants, *found.see]
    return min((s.start for s in spans), default=0), max((s.end for s in spans), default=0)


def _outside(whole: Part, reading: Reading) -> list[Part]:
    """The stretches without a word of an entry that are long enough for a list."""
    gaps: list[tuple[int, int]] = []
    reach = 0
    for start, end in sorted(map(_extent, reading.entries)):
        if start - reach >= _SHORTEST:
            gaps.append((reach, start))
        reach = max(reach, end)
    length = len(whole.document.text)
    if length - reach >= _SHORTEST:
        gaps.append((reach, length))
    # Where every entry has an advert below it there are many, and none of them is a list.
    gaps.sort(key=lambda gap: (gap[0] - gap[1], gap[0]))
    return [part for gap in islice(gaps, _MOST) for part in _parts(whole, *gap)]


def _parts(whole: Part, start: int, end: int) -> Iterator[Part]:
    """The lines inside `[start, end)`, without what a title such as "Articles liés" opens."""
    lines = whole.document.lines
    first = bisect_left(lines, start, key=lambda line: line.start)
    stop = bisect_right(lines, end, key=lambda line: line.end)
    begin: int | None = first
    level = 1
    for at in range(first, stop):
        line = lines[at]
        if begin is not None:
            if len(line.text) <= _OPENER and opens_furniture(line):
                yield from _long_enough(whole, begin, at)
                begin = None
                level = line.level if line.role == "heading" else level
            elif line.role == "heading":
                level = line.level
        elif line.role == "heading" and (line.level <= level or is_glossary(line.text)):
            begin = at
            level = line.level
    if begin is not None:
        yield from _long_enough(whole, begin, stop)


def _long_enough(whole: Part, first: int, stop: int) -> Iterator[Part]:
    lines = whole.document.lines[first:stop]
    if sum(line.role != "aside" for line in lines) >= _LEAST:
        yield part_of(whole, first, stop)


def _add(reading: Reading, other: Reading, start: int, end: int) -> None:
    """Put the entries and claims of another reading in the place of what was said of
    `[start, end)`; outside of it both speak, and a word of an entry is stronger than the rest.
    """
    _forget(reading, start, end, {claim[1] for claim in other.claims})
    at = next(
        (at for at, one in enumerate(reading.entries) if _extent(one)[0] >= end),
        len(reading.entries),
    )
    reading.entries[at:at] = other.entries
    reading.claims += other.claims
    reading.remarks += other.remarks


def _leave(document: Document, reading: Reading, start: int, end: int, reason: str) -> None:
    """Leave what looks like a list unassigned, and say why."""
    _forget(reading, start, end, set())
    reading.claims.append(("unassigned", start, end))
    reading.remarks.append(Remark(Span(start, end), "unassigned", reason))


def _forget(reading: Reading, start: int, end: int, said: set[int]) -> None:
    """Drop what was said of `[start, end)`, and of the places that another says something of."""
    reading.claims = [
        claim for claim in reading.claims if not (start <= claim[1] < end or claim[1] in said)
    ]
    reading.remarks = [
        remark
        for remark in reading.remarks
        if not (start <= remark.span.start < end or remark.span.start in said)
    ]
