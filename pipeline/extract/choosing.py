"""Which layout a text has: every one whose marks are there is tried, and what it reads is judged.

A reading is judged by what any glossary shows, whatever its layout: how much of the text became
entries, whether headwords and definitions look like some, whether the list is in order.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct, structs

from pipeline.errors import DoubtError, SourceError
from pipeline.extract.anatomy import refine
from pipeline.extract.document import Document
from pipeline.extract.judging import judge
from pipeline.extract.readers import READERS
from pipeline.extract.reading import Reader, Reading
from pipeline.extract.several import add_further
from pipeline.extract.trying import read_by, sample_of, try_layouts
from pipeline.model import Tried

THRESHOLD = 0.5
REMEDY = (
    f"name the reader (one of {', '.join(reader.NAME for reader in READERS)}) with --reader,"
    ' or as reader = "..." in its table of sources.toml; --explain shows what each reads'
)


class Choice(Struct, frozen=True):
    """The chosen reader, what was read, and the layouts tried, best first; `notes` say in French
    what else may be a list.
    """

    reader: Reader
    reading: Reading
    tried: list[Tried]
    notes: list[str]


def choose(document: Document, *, where: str, publisher: str = "", wanted: str = "") -> Choice:
    """The layout that fits best, what it reads, and what is read of other lists in the text.

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
        choice = _of_parts(document, publisher, tried)
        if choice is None:
            raise DoubtError(
                f"no known layout ({in_words(document, publisher, tried)})",
                where=where,
                remedy=REMEDY,
            )
        return choice
    reader = by_name[tried[0].reader]
    reading = read_by(reader, document, publisher)
    further = add_further(document, reading, publisher, is_free=not wanted)
    reading = refine(document, reading)
    best = tried[0]
    if further.reasons:
        confidence = max(best.confidence, round(judge(document, reading)[0], 2))
        best = structs.replace(
            best, confidence=confidence, reasons=[*best.reasons, *further.reasons]
        )
    return Choice(reader, reading, [best, *tried[1:]], further.notes)


def _of_parts(document: Document, publisher: str, tried: Sequence[Tried]) -> Choice | None:
    """A text that no layout fits, where lists in parts of it make it up; None where they do not."""
    reading = Reading()
    for line in document.body:
        reading.set_aside(line, "hors des listes que contient ce texte")
    further = add_further(document, reading, publisher)
    if not further.lists:
        return None
    reading = refine(document, reading)
    confidence, reasons = judge(document, reading)
    if confidence < THRESHOLD:
        return None
    main = max(further.lists, key=lambda one: one.entries).reader
    reader = next(reader for reader in READERS if main == reader.NAME)
    best = Tried(main, round(confidence, 2), len(reading.entries), [*reasons, *further.reasons])
    others = [one for one in tried if one.reader != main]
    return Choice(reader, reading, [best, *others], further.notes)


def in_words(document: Document, publisher: str, tried: Sequence[Tried]) -> str:
    """The layouts tried and the two best readings, for a person to choose from, on one line."""
    if not tried:
        return "none has its marks in this text"
    best = "; then ".join(_in_words(document, publisher, one) for one in tried[:2])
    others = ", ".join(one.reader for one in tried[2:])
    return f"best: {best}" + (f"; tried as well: {others}" if others else "")


def _in_words(document: Document, publisher: str, one: Tried) -> str:
    reader = next(reader for reader in READERS if one.reader == reader.NAME)
    sample = sample_of(document)
    entries = refine(sample, read_by(reader, sample, publisher)).entries
    heads = [" ".join(sample.text[e.headword.start : e.headword.end].split())[:40] for e in entries
             if e.headword][:3]  # fmt: skip
    named = ", ".join(f"“{head}”" for head in heads) or "no headwords"
    word = "entry" if len(entries) == 1 else "entries"
    told = f", {len(entries)} {word}: {named}" if entries else ", no entry"
    return f"{one.reader}, confidence {one.confidence:.2f}{told}"
