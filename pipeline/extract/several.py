"""Several lists in one file: what the best layout has no list in is looked at again.

A page may give its terms in bold in one section and in a table in the next. Each long enough
stretch without a list is tried as a text of its own, by every layout. Where it is said to be a
list, or is in the order of the alphabet, and reads well, its entries are added in their place;
where it only looks like one it is left unassigned and the user told.
"""

from __future__ import annotations

import re
import tomllib
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence, Set
from functools import cache
from importlib import resources
from typing import Literal

from msgspec import Struct, field, structs

from pipeline.extract.counting import counted
from pipeline.extract.document import Document, Line
from pipeline.extract.judging import heads_definitions, is_in_order
from pipeline.extract.lines import is_finished, letters
from pipeline.extract.parts import part_of, shifted
from pipeline.extract.readers import READERS, headless, questions, self_headed
from pipeline.extract.reading import Found, Reading
from pipeline.extract.signs.definitional import is_glossary
from pipeline.extract.signs.headwords import is_header
from pipeline.extract.signs.titles import bare, is_section
from pipeline.extract.stretches import (
    Stretch,
    extent,
    gaps,
    sections_of,
    stretches_of,
    without_end,
)
from pipeline.extract.trying import read_by, try_layouts
from pipeline.model import Remark, Span, Tried

# From here on a further list is believed where it is said to be one, and otherwise told of: the
# services of a firm have the form of a glossary as well.
_SURE = 0.7
# From here on one that is said to be a list is told of, and one that is not: menus look like some.
_LIKELY = 0.5
_UNSAID = 0.8
_LEAST = 3
# Fewer are in the order of the alphabet by chance: the parts of a CV.
_ORDERED = 6
# So many stretches are tried, the longest first.
_MOST = 12
# So far above its first entry stands the title of a list, and it has no more words.
_ABOVE = 6
_TITLE = 12
_QUOTED = 40
# Prose and questions of customers look like theirs.
_LOOSE = (headless.NAME, questions.NAME, self_headed.NAME)


class Further(Struct):
    """The `lists` that were added to the main one, and in French `reasons` that name their layouts
    and `notes` on those that were not added.
    """

    lists: list[Tried] = field(default_factory=list)
    reasons: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


class _List(Struct, frozen=True):
    """A list found in a document, from its first line to its last: `[start, end)`. One that is not
    `sure` is `open` to the user, or stands where the page's own text does.
    """

    tried: Tried
    reading: Reading
    start: int
    end: int
    kind: Literal["sure", "open", "aside"]


def add_further(
    document: Document, reading: Reading, publisher: str, *, is_free: bool = True
) -> Further:
    """Add to a reading, not yet refined, the entries of other lists of its document, where they
    stand in it. Without `is_free` a person chose the layout: others are only told of. Linear.
    """
    further = Further()
    for found in _lists(document, reading, publisher, is_free=is_free):
        entries = counted(len(found.reading.entries), "entrée[s]")
        confidence = f"confiance {found.tried.confidence:.2f}".replace(".", ",")
        layout = f"« {found.tried.reader} »"
        if found.kind == "sure":
            _add(document.text, reading, found)
            further.lists.append(found.tried)
            further.reasons.append(f"une autre liste lue par {layout} : {entries}, {confidence}")
        else:
            if found.kind == "open":
                told = f"ressemble à une autre liste ({layout}, {confidence}), non lue"
                _leave(reading, found, told)
            words = " ".join(document.text[found.start : found.start + _QUOTED].split())
            further.notes.append(
                f"à partir de « {words}… » : une autre liste, peut-être, qui n'a pas été lue"
                f" ({entries} par {layout}, {confidence})"
            )
    return further


def _lists(
    document: Document, reading: Reading, publisher: str, *, is_free: bool
) -> Iterator[_List]:
    """The other lists, the longest stretches first."""
    known = {_name(document.text, found) for found in reading.entries}
    search = _Search(document, publisher, known, _MOST)
    for stretch in sorted(stretches_of(document, reading.entries), key=search.length):
        for found in search.lists(stretch):
            if found.kind == "sure" and not is_free:
                yield structs.replace(found, kind="open")
            else:
                yield found


class _Search(Struct):
    """The search for lists in stretches of a document. `known`: the names of its entries; `tries`:
    how many stretches are still tried.
    """

    document: Document
    publisher: str
    known: Set[str]
    tries: int

    def length(self, stretch: Stretch) -> tuple[int, int]:
        """To sort by: the longest stretches first."""
        lines = self.document.lines
        return lines[stretch.first].start - lines[stretch.stop - 1].end, stretch.first

    def lists(self, stretch: Stretch) -> list[_List]:
        """The lists of a stretch: one that is sure and those beside it, else those that its entries
        leave room for, or that stand below its titles, else one that only looks like it.
        """
        if not self.tries:
            return []
        self.tries -= 1
        found = _list(self.document, stretch, self.publisher, self.known)
        if found is not None and found.kind == "sure":
            left = [one for one in stretch.doubted if extent(one)[0] < found.start]
            left = [without_end(self.document.text, one, found.start) for one in left]
            return [found, *self._all(self._gaps(stretch, [*left, *found.reading.entries]))]
        if stretch.doubted:
            return self._all(self._gaps(stretch, stretch.doubted))
        inner = self._all(sections_of(self.document, stretch))
        return inner or ([found] if found else [])

    def _gaps(self, stretch: Stretch, entries: Sequence[Found]) -> list[Stretch]:
        return gaps(self.document, entries, stretch.first, stretch.stop)

    def _all(self, stretches: Sequence[Stretch]) -> list[_List]:
        return [found for one in sorted(stretches, key=self.length) for found in self.lists(one)]


def _name(text: str, found: Found) -> str:
    head = found.headword
    return letters(text[head.start : head.end]) if head else ""


def _list(document: Document, stretch: Stretch, publisher: str, known: Set[str]) -> _List | None:
    """The list that a stretch holds, if any; `known` are the names of the entries of others."""
    part, offset = part_of(document, stretch.first, stretch.stop)
    tried = try_layouts(part, publisher)
    best = next((one for one in tried if one.entries >= _LEAST), None)
    if best is None or best.confidence < _LIKELY:
        return None
    reader = next(reader for reader in READERS if best.reader == reader.NAME)
    reading = read_by(reader, part, publisher)
    # What has neither headword nor definition stands nowhere.
    extents = [place for place in map(extent, reading.entries) if place[1]]
    if len(extents) < _LEAST:
        return None
    lines = part.lines
    first = bisect_right(lines, min(extents)[0], key=lambda line: line.start) - 1
    last = bisect_left(lines, max(end for _, end in extents), key=lambda line: line.end)
    start, end = lines[first].start + offset, lines[last].end + offset
    kind = _kind(part, lines[:first], best, reading, known)
    if stretch.doubted:
        # What entries were made of is another list only where nothing of it is lost.
        inside = [one for one in map(extent, stretch.doubted) if start <= one[0] < end]
        if kind != "sure" or any(stop > end for _, stop in inside):
            return None
    return _List(best, shifted(reading, offset), start, end, kind) if kind else None


def _kind(
    part: Document, above: Sequence[Line], best: Tried, reading: Reading, known: Set[str]
) -> Literal["sure", "open", "aside", ""]:
    is_meant = len(reading.entries) >= _ORDERED and is_in_order(part.text, reading.entries)
    is_said = _is_titled(above)
    is_good = best.confidence >= _SURE
    names = [_name(part.text, found) for found in reading.entries]
    if 2 * sum(name in known for name in names) > len(names):
        # The contents of the list, or the same terms in another language.
        return "aside" if is_good else ""
    if is_said or is_meant:
        return "sure" if is_good and best.reader not in _LOOSE else "open"
    if best.confidence < _UNSAID:
        return ""
    title = next((line for line in reversed(above) if line.role == "heading"), None)
    return "aside" if title is not None and is_section(bare(title).text) else "open"


def _is_titled(above: Sequence[Line]) -> bool:
    """Whether the title right above a list, or the heads of its columns, call it a glossary."""
    for line in reversed(above[-_ABOVE:]):
        is_title = line.words <= _TITLE and not is_finished(line)
        if is_title and (is_glossary(line.text) or _titles().match(bare(line).text)):
            return True
        if is_header(line.text) or heads_definitions(line):
            return True
        if line.role == "heading":
            break
    return False


@cache
def _titles() -> re.Pattern[str]:
    content = resources.files(__package__).joinpath("several.toml").read_text("utf-8")
    patterns = tomllib.loads(content)["titles"]
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns), re.IGNORECASE)


def _add(text: str, reading: Reading, found: _List) -> None:
    """Put the entries and claims of a list in the place of what was said of its lines; outside of
    them both speak, and a word of an entry is stronger than the rest.
    """
    start, end, other = found.start, found.end, found.reading
    _forget(reading, start, end, {claim[1] for claim in other.claims})
    before, after = [], []
    for one in reading.entries:
        begin, stop = extent(one)
        if begin < start < stop:
            before.append(without_end(text, one, start))
        elif begin < start:
            before.append(one)
        elif begin >= end:
            after.append(one)
    if before and (title := _title_of(text, before[-1])):
        before.pop()
        reading.claims.append(("boilerplate", title.start, title.end))
        reading.remarks.append(Remark(title, "boilerplate", "titre de la liste qui suit"))
    reading.entries = [*before, *other.entries, *after]
    reading.claims += other.claims
    reading.remarks += other.remarks


def _title_of(text: str, found: Found) -> Span | None:
    """Where the title of a list stands that was taken for a term without a definition."""
    head = found.headword
    is_title = head is not None and not found.senses and is_glossary(text[head.start : head.end])
    return head if is_title else None


def _leave(reading: Reading, found: _List, reason: str) -> None:
    """Leave what looks like a list unassigned, and say why."""
    _forget(reading, found.start, found.end, set())
    reading.claims.append(("unassigned", found.start, found.end))
    reading.remarks.append(Remark(Span(found.start, found.end), "unassigned", reason))


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
