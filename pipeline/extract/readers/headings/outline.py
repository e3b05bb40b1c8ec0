"""The titles of a document and which of them are terms: told by evidence, not by their level."""

from __future__ import annotations

from bisect import bisect
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from msgspec import Struct

from pipeline.extract.document import Document, Line, gap
from pipeline.extract.lines import is_abbreviated, letters
from pipeline.extract.signs.alphabet import is_letters
from pipeline.extract.signs.asking import asked, is_other_question
from pipeline.extract.signs.titles import (
    bare,
    has_leader,
    is_all_strong,
    is_rule,
    is_section,
    numbers_of,
    part_of,
)

# The kinds of titles, the outermost first: headings by level, sections that fold, short numbered
# lines, lines all in bold.
_SUMMARY = 10
_NUMBERED = 20
_BOLD = 30
_WORDS = 14
_LONGEST = 300
_RECURRING = 3


class Title(Struct):
    """A line that stands as a title: its rank (the smaller, the farther out), its words, and their
    letters (`key`). `names`: it may be the headword of an entry.
    """

    index: int
    rank: int
    words: Line
    key: str
    names: bool

    @property
    def is_numbered(self) -> bool:
        """Whether only its number makes it a title."""
        return _NUMBERED < self.rank < _BOLD


class Outline(Struct):
    """The lines of a document, which of them are titles, and the rank of those that are terms."""

    lines: list[Line]
    titles: dict[int, Title]
    rank: int
    terms: list[Title]
    # Titles below the terms that come again and again, and lines that do.
    recurring: frozenset[str]


def outline_of(document: Document) -> Outline | None:
    """The outline with the kind of titles that looks most like terms, or None without any."""
    lines = document.body
    titles = _titles(document, lines)
    by_rank: dict[int, list[Title]] = {}
    for title in titles.values():
        by_rank.setdefault(title.rank, []).append(title)
    best: tuple[float, int, list[Title]] = (0.0, 0, [])
    for rank, same in sorted(by_rank.items()):
        terms, score = _terms(lines, titles, same)
        # Of two kinds that fit, the outer one holds the other, unless it only divides the list.
        least = 1.5 * best[0] if best[2] and not _divide(best[2], terms) else 0.0
        if score > least:
            best = (score, rank, terms)
    _, rank, terms = best
    if not terms:
        return None
    terms = _with_strays(lines, titles, rank, terms)
    return Outline(lines, titles, rank, terms, _recurring(lines, titles, terms))


def _divide(outer: Sequence[Title], inner: Sequence[Title]) -> bool:
    """Whether titles divide a list of others by theme: those are more, stand below nearly all of
    them, and the outer ones are in no order.
    """
    keys = [title.key for title in outer]
    if len(inner) < 1.5 * len(outer) or (len(outer) > 3 and _order(keys) > 0.8):
        return False
    places = [title.index for title in outer]
    holding = {bisect(places, title.index) for title in inner} - {0}
    return len(holding) >= 0.8 * len(outer)


def _titles(document: Document, lines: Sequence[Line]) -> dict[int, Title]:
    titles: dict[int, Title] = {}
    count = 0
    groups = {numbers[0] for numbers in map(numbers_of, lines) if len(numbers) > 1}
    for index, line in enumerate(lines):
        rank = 0
        if line.role == "heading":
            rank = line.level or 1
        elif line.role == "summary":
            rank = _SUMMARY + line.level
        elif is_all_strong(line) and line.role in ("text", "item"):
            rank = _BOLD
        elif line.role in ("text", "item"):
            numbers = [] if line.words > _WORDS else numbers_of(line)
            # Simple numbers count through the document; those of a list inside an entry do not.
            is_next = len(numbers) > 1 or numbers == [count + 1]
            if numbers and not is_next and numbers[0] in groups:
                is_next = index == 0 or gap(document, lines[index - 1], line) > 0
            if is_next and not line.text.endswith((".", ":", ";", ",", "!", "…")):
                rank = _NUMBERED + len(numbers)
                count += len(numbers) == 1
        if rank and len(line.text) <= _LONGEST and line.words <= 2 * _WORDS:
            words = bare(line)
            name = asked(words, is_title=True)
            names = name is not None or (
                words.words <= _WORDS
                and not is_letters(words.text)
                and part_of(words.text) is None
                and not has_leader(words.text)
                and not is_other_question(words)
                and (not words.text.endswith((".", "!", "…", ";")) or is_abbreviated(words.text))
            )
            title = name or words
            titles[index] = Title(index, rank, title, letters(title.text), names)
    return titles


def _terms(
    lines: Sequence[Line], titles: dict[int, Title], same: Sequence[Title]
) -> tuple[list[Title], float]:
    """Those titles of a rank that may be terms, and how much they look like a list of terms."""
    candidates = [title for title in same if title.names]
    keys = [title.key for title in candidates]
    times = Counter(keys)
    written = {k for t, k in zip(candidates, keys, strict=True) if _has_text(lines, titles, t)}
    sections = [is_section(title.words.text) for title in candidates]
    in_order = _order([k for k, is_one in zip(keys, sections, strict=True) if not is_one]) > 0.9
    terms = []
    for place, title in enumerate(candidates):
        is_inside = 0 < place < len(keys) - 1 and keys[place - 1] < keys[place] < keys[place + 1]
        is_rescued = is_inside and in_order and times[keys[place]] == 1
        # A table of contents names the terms first, without a text.
        is_listed = times[keys[place]] > 1 and keys[place] in written
        if is_listed and not _has_text(lines, titles, title):
            continue
        if not sections[place] or is_rescued:
            terms.append(title)
    defined = [title for title in terms if _has_text(lines, titles, title)]
    distinct = len({title.key for title in defined})
    order = _order([title.key for title in terms])
    share = len(defined) / len(terms) if terms else 0.0
    return terms, distinct * share * (0.2 + 0.8 * max(0.0, 2 * order - 1))


def _order(keys: Sequence[str]) -> float:
    return sum(a <= b for a, b in pairwise(keys)) / (len(keys) - 1) if len(keys) > 1 else 0.5


def _has_text(lines: Sequence[Line], titles: dict[int, Title], title: Title) -> bool:
    index = title.index + 1
    while index < len(lines) and is_rule(lines[index]):
        index += 1
    below = titles.get(index)
    if below is None:
        return index < len(lines)
    return below.rank >= title.rank and part_of(below.words.text) in ("definition", "remark")


def _with_strays(
    lines: Sequence[Line], titles: dict[int, Title], rank: int, terms: list[Title]
) -> list[Title]:
    """The terms, and titles farther out that stand among them in the order of the alphabet."""
    keys = [term.key for term in terms]
    if len(terms) < 4 or _order(keys) < 0.9:
        return terms
    found = list(terms)
    outer = [t for t in titles.values() if t.rank < rank and t.names]
    place = 0
    for title in outer:
        while place < len(terms) and terms[place].index < title.index:
            place += 1
        is_between = 0 < place < len(terms) and (keys[place - 1] < title.key < keys[place])
        if is_between and _has_text(lines, titles, title) and not is_section(title.words.text):
            found.append(title)
    return sorted(found, key=lambda title: title.index)


def _recurring(
    lines: Sequence[Line], titles: dict[int, Title], terms: Sequence[Title]
) -> frozenset[str]:
    """Short lines that stand in at least three entries, and in a quarter of them."""
    starts = [term.index for term in terms] + [len(lines)]
    times: Counter[str] = Counter()
    for begin, stop in pairwise(starts):
        times.update(
            {
                titles[index].key if index in titles else letters(lines[index].text)
                for index in range(begin + 1, stop)
                if lines[index].words <= 8
            }
        )
    least = max(_RECURRING, len(terms) / 4)
    return frozenset(key for key, count in times.items() if key and count >= least)
