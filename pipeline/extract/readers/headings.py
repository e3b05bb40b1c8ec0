"""Headings: each a headword, what stands below it up to the next one defines it."""

from __future__ import annotations

from bisect import bisect
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from msgspec import Struct, field

from pipeline.extract.asking import asked, is_other_question
from pipeline.extract.document import Document, Line, gap
from pipeline.extract.furniture import furniture
from pipeline.extract.lines import is_finished, is_sentence, letters
from pipeline.extract.readers.self_headed import name_of
from pipeline.extract.reading import NO_SIGN, Reading, Sniff
from pipeline.extract.titles import (
    PartOf,
    bare,
    has_leader,
    is_all_strong,
    is_letter,
    is_rule,
    is_section,
    listed,
    numbers_of,
    part_of,
    underlined,
    words_of,
)
from pipeline.extract.wrapping import Wrapping

NAME = "headings"

# The kinds of titles, the outermost first: headings by level, sections that fold, short numbered
# lines, lines all in bold.
_SUMMARY = 10
_NUMBERED = 20
_BOLD = 30
_WORDS = 14
_LONGEST = 300
_RECURRING = 3


class _Title(Struct):
    """A line that stands as a title: its rank (the smaller, the farther out) and its words.

    `names`: it may be the headword of an entry.
    """

    index: int
    rank: int
    words: Line
    names: bool


class _Outline(Struct):
    """The lines of a document, which of them are titles, and the rank of those that are terms."""

    lines: list[Line]
    titles: dict[int, _Title]
    rank: int
    terms: list[_Title]
    # Titles below the terms that come again and again, and lines that do.
    recurring: frozenset[str]


class _Entry(Struct):
    """An entry as it grows: the words of its definition and the whole lines that they stand on."""

    headword: Line
    body: list[Line] = field(default_factory=list)
    whole: list[Line] = field(default_factory=list)
    variants: list[Line] = field(default_factory=list)
    see: list[Line] = field(default_factory=list)
    part: PartOf | None = None


def sniff(document: Document) -> Sniff:
    """Evidence: many titles of one kind that are names, each with text below it."""
    outline = _outline(document)
    if outline is None:
        return NO_SIGN
    below, pairs = _pairs_below(outline)
    count = len(outline.terms)
    reasons = [f"{count} titres d'un même niveau, chacun suivi d'un texte"]
    confidence = min(1.0, 0.6 + 0.1 * count) if count > 1 else 0.3
    if pairs >= max(3, 1.5 * count) and pairs > 0.5 * below:
        reasons.append(f"mais {pairs} lignes sous ces titres ont leur propre vedette")
        confidence *= 0.2
    return Sniff(round(confidence, 2), reasons)


def read(document: Document, publisher: str) -> Reading:
    """Each title of the terms' kind is a headword, the lines below it are its definition.

    Titles farther out and titles of sections end an entry, and what stands below them is the
    page's own. Titles of parts (`Définition`, `Synonymes`, `Voir aussi`) only mark; other titles
    below a term belong to its definition.
    """
    reading = Reading()
    outline = _outline(document)
    if outline is None:
        return reading
    terms = {title.index: title for title in outline.terms}
    entry: _Entry | None = None
    outside = "avant la première vedette : titre et présentation de la page"
    entries: list[_Entry] = []
    for index, line in enumerate(outline.lines):
        title = outline.titles.get(index)
        if index in terms:
            entry = _Entry(terms[index].words)
            entries.append(entry)
            reading.mark(line)
        elif is_rule(line):
            reading.mark(line)
        elif title is not None and _ends(outline, title):
            entry = None
            outside = "sous un titre de section, qui n'est pas une vedette"
            reading.set_aside(line, "titre de section ou lettre, pas une vedette")
        elif entry is None:
            reading.set_aside(line, outside)
        else:
            _take(reading, outline, entry, line, title, publisher)
    if entries and entry is entries[-1]:
        _cut_tail(reading, outline, entries[-1])
    wrapping = Wrapping(document)
    for one in entries:
        for line in one.whole:
            reading.mark(line)
        reading.add(one.headword, wrapping.joined(one.body), variants=one.variants, see=one.see)
    return reading


def _take(
    reading: Reading,
    outline: _Outline,
    entry: _Entry,
    line: Line,
    title: _Title | None,
    publisher: str,
) -> None:
    if title is not None:
        entry.part = part_of(title.words.text)
        if entry.part is not None or letters(title.words.text) in outline.recurring:
            reading.mark(line)
            return
    if is_letter(line.text):
        reading.set_aside(line, "lettre de l'index")
    elif title is None and letters(line.text) in outline.recurring and not is_finished(line):
        reading.set_aside(line, "ligne répétée d'une entrée à l'autre : habillage de la page")
    elif reason := furniture(line, publisher, is_first=not entry.body):
        reading.set_aside(line, reason)
    elif entry.part in ("synonyms", "see") and not is_sentence(line):
        reading.mark(line)
        (entry.variants if entry.part == "synonyms" else entry.see).extend(listed(line))
    else:
        entry.whole.append(line)
        is_numbered = title is None or _NUMBERED < title.rank < _BOLD
        entry.body.append(words_of(line) if is_numbered or title is None else title.words)


def _ends(outline: _Outline, title: _Title) -> bool:
    """Whether a title that is no term ends the entry before it."""
    if part_of(title.words.text) is not None and title.rank >= outline.rank:
        return False
    return title.rank <= outline.rank or is_letter(title.words.text)


def _cut_tail(reading: Reading, outline: _Outline, entry: _Entry) -> None:
    """Set aside the short lines behind the last sentence of the last entry: the page's foot."""
    whole = {line.start for line in outline.lines if line.role == "text"}
    keep = len(entry.body)
    while keep > 1 and entry.body[keep - 1].start in whole and _is_loose(entry.body[keep - 1]):
        keep -= 1
    if keep and entry.body[keep - 1].text[-1] in ".!?…":
        for line in entry.whole[keep:]:
            reading.set_aside(line, "après la dernière définition : habillage de la page")
        del entry.body[keep:], entry.whole[keep:]


def _is_loose(line: Line) -> bool:
    return line.words <= 7 and not is_finished(line) and line.text[-1] not in ":;,"


def _outline(document: Document) -> _Outline | None:
    """The outline with the kind of titles that looks most like terms, or None without any."""
    lines = document.body
    titles = _titles(document, lines)
    by_rank: dict[int, list[_Title]] = {}
    for title in titles.values():
        by_rank.setdefault(title.rank, []).append(title)
    best: tuple[float, int, list[_Title]] = (0.0, 0, [])
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
    return _Outline(lines, titles, rank, terms, _recurring(lines, titles, terms))


def _divide(outer: Sequence[_Title], inner: Sequence[_Title]) -> bool:
    """Whether titles divide a list of others by theme: those are more, stand below nearly all of
    them, and the outer ones are in no order.
    """
    keys = [letters(title.words.text) for title in outer]
    if len(inner) < 1.5 * len(outer) or (len(outer) > 3 and _order(keys) > 0.8):
        return False
    places = [title.index for title in outer]
    holding = {bisect(places, title.index) for title in inner} - {0}
    return len(holding) >= 0.8 * len(outer)


def _titles(document: Document, lines: Sequence[Line]) -> dict[int, _Title]:
    titles: dict[int, _Title] = {}
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
            rank = underlined(document, lines, index)
            numbers = [] if rank or line.words > _WORDS else numbers_of(line)
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
                and not is_letter(words.text)
                and part_of(words.text) is None
                and not has_leader(words.text)
                and not is_other_question(words)
                and not words.text.endswith((".", "!", "…", ";"))
            )
            titles[index] = _Title(index, rank, name or words, names)
    return titles


def _terms(
    lines: Sequence[Line], titles: dict[int, _Title], same: Sequence[_Title]
) -> tuple[list[_Title], float]:
    """Those titles of a rank that may be terms, and how much they look like a list of terms."""
    candidates = [title for title in same if title.names]
    keys = [letters(t.words.text) for t in candidates]
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
    distinct = len({letters(title.words.text) for title in defined})
    order = _order([letters(title.words.text) for title in terms])
    share = len(defined) / len(terms) if terms else 0.0
    return terms, distinct * share * (0.2 + 0.8 * max(0.0, 2 * order - 1))


def _order(keys: Sequence[str]) -> float:
    return sum(a <= b for a, b in pairwise(keys)) / (len(keys) - 1) if len(keys) > 1 else 0.5


def _has_text(lines: Sequence[Line], titles: dict[int, _Title], title: _Title) -> bool:
    index = title.index + 1
    while index < len(lines) and is_rule(lines[index]):
        index += 1
    below = titles.get(index)
    if below is None:
        return index < len(lines)
    return below.rank >= title.rank and part_of(below.words.text) == "definition"


def _with_strays(
    lines: Sequence[Line], titles: dict[int, _Title], rank: int, terms: list[_Title]
) -> list[_Title]:
    """The terms, and titles farther out that stand among them in the order of the alphabet."""
    keys = [letters(term.words.text) for term in terms]
    if len(terms) < 4 or _order(keys) < 0.9:
        return terms
    found = list(terms)
    outer = [t for t in titles.values() if t.rank < rank and t.names]
    place = 0
    for title in outer:
        while place < len(terms) and terms[place].index < title.index:
            place += 1
        is_between = 0 < place < len(terms) and (
            keys[place - 1] < letters(title.words.text) < keys[place]
        )
        if is_between and _has_text(lines, titles, title) and not is_section(title.words.text):
            found.append(title)
    return sorted(found, key=lambda title: title.index)


def _recurring(
    lines: Sequence[Line], titles: dict[int, _Title], terms: Sequence[_Title]
) -> frozenset[str]:
    """Short lines that stand in at least three entries, and in a quarter of them."""
    starts = [term.index for term in terms] + [len(lines)]
    times: Counter[str] = Counter()
    for begin, stop in pairwise(starts):
        times.update(
            {
                letters(titles[index].words.text if index in titles else lines[index].text)
                for index in range(begin + 1, stop)
                if lines[index].words <= 8
            }
        )
    least = max(_RECURRING, len(terms) / 4)
    return frozenset(key for key, count in times.items() if key and count >= least)


def _pairs_below(outline: _Outline) -> tuple[int, int]:
    """How many lines stand below the terms, and how many of them begin with a headword of their
    own: bold words or a few words before a colon or dash, terms of a list, cells.
    """
    headwords = {term.index: letters(term.words.text) for term in outline.terms}
    first = outline.terms[0].index
    headword = headwords[first]
    below = pairs = 0
    for index in range(first + 1, len(outline.lines)):
        line = outline.lines[index]
        headword = headwords.get(index, headword)
        if index in outline.titles:
            continue
        below += 1
        named = name_of(line)
        names_another = named is not None and letters(named.name.text) not in headword
        pairs += line.role in ("term", "cell", "description") or _is_pair(line) or names_another
    return below, pairs


def _is_pair(line: Line) -> bool:
    if part_of(bare(line).text.split(":")[0]) is not None:
        return False
    if line.strong:
        return not is_all_strong(line)
    head = words_of(line).text[:80]
    for mark in (" : ", "\u00a0: ", "\u202f: ", ": ", " – ", " — ", " - ", ":: ", "\t"):
        before, found, _ = head.partition(mark)
        if found and part_of(before) is not None:
            return False
        if found and 0 < len(before.split()) <= 6 and before[:1].isupper():
            return True
    return False
