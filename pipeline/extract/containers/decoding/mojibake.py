"""Text that was encoded twice: UTF-8 read as Windows-1252 or Mac Roman and saved so (`Ã©`)."""

from __future__ import annotations

import re
from functools import cache

# What a stretch may turn into: letters of Latin languages, their typography, and the byte order
# mark. Anything else (`CAFÉ»` would give U+027B) was no UTF-8 in the first place.
_RESULT = re.compile(
    r"[\u00a0-\u017f\u0192\u02c6\u02dc\u2010-\u2044\u20ac\u2116\u2122\u2190-\u2193\u221a\u2248"
    r"\u2260\u2264\u2265\u25a0-\u25ff\u2713\u2714\ufb00-\ufb06\ufeff\U0001f000-\U0001faff"
    r"\u0300-\u036f]"
)
_CODECS = ("cp1252", "mac_roman")
# A quick look: without one of these nothing was encoded twice.
_SIGNS = {
    "cp1252": ("Ã", "Â", "Å", "â€", "â\x80", "ï»¿", "ï¬", "ðŸ", "Ì", "â‚¬"),
    "mac_roman": ("√", "¬", "≈", "‚Ä"),
}
_TIMES = 4


def repaired(text: str) -> tuple[str, int]:
    """The text with what was encoded twice (or more often) decoded, and how many stretches that
    were; each stretch is judged alone, so that the rest of a mixed text stays as it is. Linear.
    """
    count = 0
    for codec in _CODECS:
        pattern, table = _patterns(codec)
        done = 0
        for _ in range(_TIMES):
            if not any(sign in text for sign in _SIGNS[codec]):
                break
            text, found = _once(text, pattern, table)
            if not found:
                break
            done += found
        if done and codec == "cp1252":
            text, found = _LOST_BLANK.subn(_with_blank, text)
            done += found
        count += done
    return text, count


# `à` is C3 A0; the A0, a no-break space, was often made a plain blank.
_LOST_BLANK = re.compile(r"Ã ( ?)")


def _with_blank(match: re.Match[str]) -> str:
    return "à "


def _once(text: str, pattern: re.Pattern[str], table: dict[str, int]) -> tuple[str, int]:
    count = 0

    def mend(match: re.Match[str]) -> str:
        nonlocal count
        try:
            result = bytes(table[char] for char in match.group()).decode("utf-8")
        except UnicodeDecodeError:
            return match.group()
        if not _RESULT.fullmatch(result):
            return match.group()
        count += 1
        return result

    return pattern.sub(mend, text), count


@cache
def _patterns(codec: str) -> tuple[re.Pattern[str], dict[str, int]]:
    """What the sequences of UTF-8 look like when read in `codec`, and the byte of each character.

    Bytes that Windows-1252 leaves undefined, and all of its 80 to 9F where the text went through
    Latin-1, are the control characters of the same number.
    """
    table: dict[str, int] = {}
    for byte in range(0x80, 0x100):
        if codec == "cp1252" and byte < 0xA0:
            table[chr(byte)] = byte
        try:
            table[bytes([byte]).decode(codec)] = byte
        except UnicodeDecodeError:
            continue

    def of(low: int, high: int) -> str:
        return "[" + "".join(re.escape(c) for c, b in table.items() if low <= b <= high) + "]"

    more = of(0x80, 0xBF)
    pattern = f"{of(0xC2, 0xDF)}{more}|{of(0xE0, 0xEF)}{more}{{2}}|{of(0xF0, 0xF4)}{more}{{3}}"
    return re.compile(pattern), table
