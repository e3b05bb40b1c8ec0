"""Lines that stand as titles: their bare words, and titles that name no term."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib import resources
from typing import Literal

from msgspec import Struct

from pipeline.extract.document import Document, Line
from pipeline.extract.lines import letters

PartOf = Literal["definition", "remark", "synonyms", "see"]

# No title is longer than this.
_LONGEST = 400
_LONGEST_TITLE = 120
_BLANKS = " \t\u00a0\u202f\u2009"
_NUMBER = re.compile(
    rf"(?:\d{{1,3}}(?:\.\d{{1,3}}){{1,4}}[.)]?|\d{{1,3}}[.)]|§\s?\d{{1,3}})[{_BLANKS}]+(?=\S)"
)
_LEAD = re.compile(rf"(?:>[{_BLANKS}]?)+|[-*+•‣◦▪●○■–—·][{_BLANKS}]+|\#{{1,6}}[{_BLANKS}]+")
_QUOTED = (("«", "»"), ("“", "”"), ('"', '"'), ("‘", "’"))
_LEADER = re.compile(r"(?:[.…·_]\s?){3,}\s?\d{1,4}$|…\s?\d{1,4}$")
_RULES = frozenset("=-~^_*#+")
_RULE = re.compile(r"([=\-~^_*#+])(?:\s?\1){2,}")


class _Titles(Struct, frozen=True):
    sections: frozenset[str]
    opening: re.Pattern[str]
    glossaries: re.Pattern[str]
    parts: dict[str, PartOf]


@cache
def _titles() -> _Titles:
    content = resources.files(__package__).joinpath("titles.toml").read_text("utf-8")
    data = tomllib.loads(content)
    parts: dict[str, PartOf] = {
        letters(name): kind for kind, names in data["parts"].items() for name in names
    }
    return _Titles(
        frozenset(map(letters, data["sections"])),
        re.compile("|".join([data["glossaries_open"], *data["sections_open"]]), re.IGNORECASE),
        re.compile(data["glossaries_open"], re.IGNORECASE),
        parts,
    )


def bare(line: Line) -> Line:
    """The words of a title: without bullet, `#`, number, marks of emphasis around all of it, a
    colon behind it and quotation marks around it. The line itself where nothing is left.
    """
    text = line.text
    start, end = line.marker, len(text)
    is_plain = not line.strong and text[start : start + 1].isalpha() and text[-1].isalnum()
    if is_plain or end > _LONGEST:
        return line.part(start)
    while match := _LEAD.match(text, start):
        start = match.end()
    if match := _NUMBER.match(text, start):
        start = match.end()
    end = start + len(text[start:].rstrip(_BLANKS + "#"))
    is_open = True
    while is_open:
        begin, stop = start, end
        for mark in ("***", "**", "__", "*", "_", "`"):
            if text.startswith(mark, start) and text.endswith(mark, start + len(mark) + 1, end):
                start, end = start + len(mark), end - len(mark)
        # The marks before a bold beginning belong to the marker.
        if start == line.marker and is_all_strong(line):
            end = start + line.strong
        start += len(text[start:end]) - len(text[start:end].lstrip(_BLANKS))
        end = start + len(text[start:end].rstrip(_BLANKS + ":"))
        for left, right in _QUOTED:
            inside = text[start + 1 : end - 1]
            is_quoted = text.startswith(left, start) and text.endswith(right, start + 1, end)
            if is_quoted and inside.strip() and left not in inside and right not in inside:
                start, end = start + 1, end - 1
        is_open = (begin, stop) != (start, end)
    return line.part(start, end) if start < end else line


def words_of(line: Line) -> Line:
    """A line of a definition without the mark before it (bullet, `>`, `#`); numbers stay."""
    start = 0
    if line.text[0].isalnum():
        return line
    while match := _LEAD.match(line.text, start):
        start = match.end()
    return line.part(start) if 0 < start < len(line.text) else line


def numbers_of(line: Line) -> list[int]:
    """The numbers of a numbered title (`3.2 Terme` gives 3 and 2), none where it has none or where
    what it numbers begins with a small letter.
    """
    first = line.text[0]
    match = _NUMBER.match(line.text) if first == "§" or first.isdecimal() else None
    if match is None or line.text[match.end()].islower():
        return []
    return [int(number) for number in re.findall(r"\d+", match[0])]


def has_leader(text: str) -> bool:
    """Whether dots lead to a page number: a line of a table of contents."""
    return _LEADER.search(text[-40:]) is not None


def is_rule(line: Line) -> bool:
    """Whether a line only divides or underlines."""
    return line.text[0] in _RULES and _RULE.fullmatch(line.text) is not None


def is_all_strong(line: Line) -> bool:
    """Whether all words of a line stand in bold; a colon may follow them."""
    rest = line.text[line.marker + line.strong :]
    return line.strong > 0 and rest.strip(_BLANKS + "*_:") == ""


def is_section(text: str) -> bool:
    """Whether it is the title of a page or of one of its sections, not of an entry."""
    titles = _titles()
    return letters(text) in titles.sections or titles.opening.match(text) is not None


def title_of(document: Document, end: int) -> str:
    """What the lines before the code point `end` say that the text is called: its first heading of
    the highest level, or a line such as `Lexique du jardinier`. Empty where nothing says so.
    """
    for line in document.body:
        if line.end > end:
            break
        is_first = line.role == "heading" and line.level <= 1
        if len(line.text) <= _LONGEST_TITLE and (is_first or _names_a_glossary(line.text)):
            return words_of(line).text
    return ""


def _names_a_glossary(text: str) -> bool:
    return len(text.split()) > 1 and _titles().glossaries.match(text) is not None


def part_of(text: str) -> PartOf | None:
    """What stands below the title of a part of an entry; None where it is no such title."""
    return _titles().parts.get(letters(text)) if len(text) <= 40 else None


def listed(line: Line) -> list[Line]:
    """The names of a list on one line, divided by commas and the like, without what ends it."""
    words = bare(words_of(line))
    parts = []
    for match in re.finditer(r"[^,;|•·]{1,120}", words.text):
        part = words.part(match.start(), match.end())
        stop = len(part.text.rstrip(_BLANKS + "."))
        if stop:
            parts.append(bare(part.part(0, stop)))
    return parts
