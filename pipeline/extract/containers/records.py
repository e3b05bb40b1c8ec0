"""Records: what a file of named fields says under one term, and how it stands in the text."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct, field

from pipeline.extract.containers.cells import paragraphs
from pipeline.extract.document import TextBuilder
from pipeline.extract.lines import letters


class Record(Struct):
    """A term with what is said of it; `place` leads back into the file. `left` are texts that are
    no words of the entry, each with the reason, in French.
    """

    place: str
    term: str = ""
    variants: list[str] = field(default_factory=list)
    definitions: list[str] = field(default_factory=list)
    see: list[str] = field(default_factory=list)
    left: list[tuple[str, str]] = field(default_factory=list)


def add_record(builder: TextBuilder, record: Record, row: int) -> None:
    """Add a record to the text, set off by a blank line; a variant that repeats a name is left
    out, a reference stands once.
    """
    builder.apart()
    builder.place(record.place)
    for words in _single([record.term]):
        builder.add(words, "term", row=row)
    known = {letters(record.term)}
    for words in _single(record.variants):
        key = letters(words) or words
        if key not in known:
            known.add(key)
            builder.add(words, "variant", row=row)
    for value in record.definitions:
        for words in paragraphs(value):
            builder.add(words, "description", row=row)
    for words in dict.fromkeys(_single(record.see)):
        builder.add(words, "see", row=row)
    for value, reason in record.left:
        for words in _single([value]):
            builder.add(words, "aside", row=row, reason=reason)


def _single(values: Sequence[str]) -> list[str]:
    return [" ".join(words) for value in values if (words := paragraphs(value))]
