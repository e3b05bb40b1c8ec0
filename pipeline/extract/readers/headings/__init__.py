"""Headings: each a headword, what stands below it up to the next one defines it."""

from __future__ import annotations

from msgspec import Struct, field

from pipeline.extract.counting import counted
from pipeline.extract.document import Document, Line
from pipeline.extract.lines import is_finished, is_sentence, letters
from pipeline.extract.readers.headings.outline import Outline, Title, outline_of
from pipeline.extract.readers.self_headed import name_of
from pipeline.extract.reading import NO_SIGN, Reading, Sniff
from pipeline.extract.signs.alphabet import is_letters
from pipeline.extract.signs.furniture import furniture
from pipeline.extract.signs.titles import (
    PartOf,
    bare,
    is_all_strong,
    is_rule,
    listed,
    part_of,
    words_of,
)
from pipeline.extract.signs.wrapping import Wrapping

NAME = "headings"


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
    outline = outline_of(document)
    if outline is None:
        return NO_SIGN
    below, pairs = _pairs_below(outline)
    count = len(outline.terms)
    reasons = [
        f"{count} titres d'un même niveau, chacun suivi d'un texte"
        if count > 1
        else "1 titre, suivi d'un texte"
    ]
    confidence = min(1.0, 0.6 + 0.1 * count) if count > 1 else 0.3
    if pairs >= max(3, 1.5 * count) and pairs > 0.5 * below:
        reasons.append(
            f"mais {counted(pairs, 'ligne[s] sous ces titres [a|ont] [sa|leur] propre vedette')}"
        )
        confidence *= 0.2
    return Sniff(round(confidence, 2), reasons)


def read(document: Document, publisher: str) -> Reading:
    """Each title of the terms' kind is a headword, the lines below it are its definition.

    Titles farther out and titles of sections end an entry, and what stands below them is the
    page's own. Titles of parts (`Définition`, `Synonymes`, `Voir aussi`) only mark; other titles
    below a term belong to its definition.
    """
    reading = Reading()
    outline = outline_of(document)
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
    outline: Outline,
    entry: _Entry,
    line: Line,
    title: Title | None,
    publisher: str,
) -> None:
    if title is not None:
        entry.part = part_of(title.words.text)
        if entry.part == "remark":
            entry.whole.append(line)
            entry.body.append(words_of(line))
            return
        if entry.part is not None or title.key in outline.recurring:
            reading.mark(line)
            return
    if is_letters(line.text):
        reading.set_aside(line, "lettre de l'index")
    elif title is None and _is_recurring(outline, line):
        part = part_of(bare(line).text)
        if part == "remark":
            entry.part = part
            entry.whole.append(line)
            entry.body.append(words_of(line))
        elif part is not None:
            # The label of a part, which only happens to stand where no title is seen.
            entry.part = part
            reading.mark(line)
        else:
            reading.set_aside(line, "ligne répétée d'une entrée à l'autre : habillage de la page")
    elif reason := furniture(line, publisher, is_first=not entry.body):
        reading.set_aside(line, reason)
    elif entry.part in ("synonyms", "see") and not is_sentence(line):
        reading.mark(line)
        (entry.variants if entry.part == "synonyms" else entry.see).extend(listed(line))
    else:
        entry.whole.append(line)
        is_numbered = title is None or title.is_numbered
        entry.body.append(words_of(line) if is_numbered or title is None else title.words)


def _is_recurring(outline: Outline, line: Line) -> bool:
    keys = outline.recurring
    return bool(keys) and not is_finished(line) and letters(line.text) in keys


def _ends(outline: Outline, title: Title) -> bool:
    """Whether a title that is no term ends the entry before it."""
    if part_of(title.words.text) is not None and title.rank >= outline.rank:
        return False
    return title.rank <= outline.rank or is_letters(title.words.text)


def _cut_tail(reading: Reading, outline: Outline, entry: _Entry) -> None:
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


def _pairs_below(outline: Outline) -> tuple[int, int]:
    """How many lines stand below the terms, and how many of them begin with a headword of their
    own: bold words or a few words before a colon or dash, terms of a list, cells.
    """
    headwords = {term.index: term.key for term in outline.terms}
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
