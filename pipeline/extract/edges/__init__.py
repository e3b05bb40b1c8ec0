"""Where a list begins and ends: what sticks to its first and last entries and is the page's own.

A reader knows how an entry begins, not where the list ends: what stands behind the last entry looks
like more of its definition, and a line of the page like one more entry. Every entry inside the list
shows its habit (order of the alphabet, blank lines, full stops, how it speaks); what breaks it at
an end is set aside with the reason. So is an advert between two entries.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from msgspec import structs

from pipeline.extract.document import Document
from pipeline.extract.edges.limits import LEAST, limits
from pipeline.extract.edges.paragraphs import habit_of, paragraphs_of, whole
from pipeline.extract.edges.within import middle, tail
from pipeline.extract.reading import Found, Reading
from pipeline.model import Remark, Span

# So many entries show the habit of a list.
_EVIDENCE = 1_000
_STRUCTURED = frozenset({"cell", "header", "term", "description", "variant", "see"})


def trimmed(document: Document, reading: Reading) -> Reading:
    """The reading without what its first and last entries hold of the page, and without the titles
    and adverts that stick to the definition before them. Linear.
    """
    entries = reading.entries
    if len(entries) < LEAST or _is_structured(document, entries):
        return reading
    text = document.text
    shown = [paragraphs_of(text, found) for found in entries[: _EVIDENCE + 1]]
    habit = habit_of(shown[:-1])
    aside: list[tuple[Span, str]] = []
    first, last, strays = limits(document, entries, habit)
    if first or last < len(entries):
        # What is the page shows nothing of how the list is written.
        habit = habit_of(shown[first : max(first + 1, last - 1)])
    for at in (*range(first), *range(last, len(entries))):
        reason = "avant la première entrée" if at < first else "après la dernière entrée"
        aside.append((whole(entries[at]), f"{reason} : hors de l'ordre de la liste, page"))
    kept: list[Found | None] = list(entries[first:last])
    for at in strays:
        kept[at - first] = None
        aside.append((whole(entries[at]), "au milieu de la liste : la page interpelle son lecteur"))
    for at in range(first, last):
        found = entries[at]
        if kept[at - first] is None or (at < last - 1 and _is_one_line(found)):
            continue
        body = paragraphs_of(text, found)
        head = text[found.headword.start : found.headword.end] if found.headword else ""
        cut = tail(document, head, body, habit) if at == last - 1 else middle(body, head, habit)
        if cut is not None:
            stretch = Span(body[cut.start].span.start, body[cut.stop - 1].span.end)
            kept[at - first] = _without(found, stretch)
            aside.append((stretch, cut.reason))
    if not aside:
        return reading
    reading.entries = [found for found in kept if found is not None]
    _set_aside(reading, aside)
    return reading


def _is_structured(document: Document, entries: Sequence[Found]) -> bool:
    """Whether the file itself says what belongs to an entry: cells, fields of records."""
    last = whole(entries[-1])
    at = bisect_right(document.lines, last.start, key=lambda line: line.start) - 1
    return at >= 0 and document.lines[at].role in _STRUCTURED


def _is_one_line(found: Found) -> bool:
    """Whether nothing stands behind the first line of its definition: most entries are so."""
    return len(found.senses) <= 1 and all(len(sense) <= 1 for sense in found.senses)


def _without(found: Found, stretch: Span) -> Found:
    senses = [
        [span for span in sense if not stretch.start <= span.start < stretch.end]
        for sense in found.senses
    ]
    return structs.replace(found, senses=[sense for sense in senses if sense])


def _set_aside(reading: Reading, aside: Sequence[tuple[Span, str]]) -> None:
    """Claim stretches as boilerplate in the place of what they were claimed as."""
    stretches = sorted(span for span, _ in aside)
    starts = [span.start for span in stretches]

    def is_outside(start: int) -> bool:
        at = bisect_right(starts, start) - 1
        return at < 0 or start >= stretches[at].end

    reading.claims = [claim for claim in reading.claims if is_outside(claim[1])]
    for span, reason in aside:
        reading.claims.append(("boilerplate", span.start, span.end))
        reading.remarks.append(Remark(span, "boilerplate", reason))
