"""Flags: what is wrong with an entry, said and not mended."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.extract.lines import ends_sentence
from pipeline.extract.reading import Found

# A source has the habit of closing its definitions where this share of them is closed.
_HABIT = 0.6
_PAIRS = (("“", "”"), ("«", "»"))


def closes_definitions(raw: str, entries: Sequence[Found]) -> bool:
    """Whether the definitions of a source end as sentences do, so that one that does not is cut
    off.
    """
    ends = [found.senses[-1][-1] for found in entries if found.senses and found.senses[-1]]
    closed = sum(ends_sentence(raw[max(end.start, end.end - 8) : end.end]) for end in ends)
    return closed >= _HABIT * len(ends)


def flags_of(raw: str, found: Found, *, is_repeat: bool, closes: bool = True) -> list[str]:
    """The flags of one entry, in a fixed order.

    `is_repeat` says that an earlier entry of the source has the same definition word for word,
    `closes` that the source closes its definitions as sentences.
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
        flags.append("cross_reference" if found.see else "empty_definition")
    elif closes and not ends_sentence(words[-1]):
        flags.append("truncated")
    if any(map(_has_unbalanced_quote, parts)):
        flags.append("unbalanced_quote")
    if any(map(_has_unbalanced_bracket, parts)):
        flags.append("unbalanced_bracket")
    if is_repeat:
        flags.append("duplicate")
    return flags


def _has_unbalanced_quote(part: str) -> bool:
    for left, right in _PAIRS:
        if (left in part or right in part) and part.count(left) != part.count(right):
            return True
    return '"' in part and part.count('"') % 2 == 1


def _has_unbalanced_bracket(part: str) -> bool:
    return ("(" in part or ")" in part) and part.count("(") != part.count(")")
