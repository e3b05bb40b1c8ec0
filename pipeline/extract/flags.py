"""Flags: what is wrong with an entry, said and not mended."""

from __future__ import annotations

from collections.abc import Iterable

from pipeline.extract.lines import ends_sentence
from pipeline.extract.reading import Found

_PAIRS = (("“", "”"), ("«", "»"))


def flags_of(raw: str, found: Found, *, is_repeat: bool) -> list[str]:
    """The flags of one entry, in a fixed order.

    `is_repeat` says that an earlier entry of the source has the same definition word for word.
    Quotation marks and brackets are judged in the headword, in a line that only repeats it, and in
    each paragraph of the definition.
    """
    words = [raw[s.start : s.end] for sense in found.senses for s in sense]
    around = [raw[span.start : span.end] for span in (found.headword, found.repeated) if span]
    parts = around + words
    flags = []
    if found.headword is None:
        flags.append("no_headword")
    if not words:
        flags.append("empty_definition")
    elif not ends_sentence(words[-1]):
        flags.append("truncated")
    if _has_unbalanced_quote(parts):
        flags.append("unbalanced_quote")
    if any(part.count("(") != part.count(")") for part in parts):
        flags.append("unbalanced_bracket")
    if is_repeat:
        flags.append("duplicate")
    return flags


def _has_unbalanced_quote(parts: Iterable[str]) -> bool:
    return any(
        part.count('"') % 2 or any(part.count(left) != part.count(right) for left, right in _PAIRS)
        for part in parts
    )
