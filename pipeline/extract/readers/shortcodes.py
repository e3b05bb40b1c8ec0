"""Dumps of CMS shortcodes: `[toggle title=”Headword” ...]definition[/toggle]`, of any name."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from msgspec import Struct

from pipeline.extract.document import Document, Line
from pipeline.extract.furniture import furniture
from pipeline.extract.lines import lines_of
from pipeline.extract.reading import Reading, Sniff

NAME = "shortcodes"

_TAG = re.compile(r"\[(?P<close>/?)(?P<name>[A-Za-z][\w-]*)(?P<attributes>(?:\s[^\[\]]*)?)\]")
# A title may stand between straight or typographic quotes, which the dump does not pair well:
# it ends at a quote that an attribute, the end of the tag or a slash follows. No title is longer
# than 300 characters, so that a quote that never closes is not looked for far and wide.
_QUOTES = "\"“”„″'«»"
_TITLE = re.compile(
    rf"""\b(?:title|heading|titre)\s*=\s*[{_QUOTES}](?P<title>.{{0,300}}?)[{_QUOTES}](?=\s*(?:\Z|/|[\w-]+\s*=))"""
)


class _Open(Struct):
    name: str
    headword: Line | None
    body: list[Line]


class _Nesting:
    """The shortcodes that are open at a place, the outermost first; each step in constant time."""

    def __init__(self) -> None:
        self._open: list[_Open] = []
        self._titled: list[_Open] = []
        self._names: Counter[str] = Counter()

    @property
    def innermost(self) -> _Open | None:
        """The titled section that text belongs to here, or None outside all of them."""
        return self._titled[-1] if self._titled else None

    def open(self, section: _Open) -> None:
        """Go into a shortcode."""
        self._open.append(section)
        self._names[section.name] += 1
        if section.headword is not None:
            self._titled.append(section)

    def close(self, name: str) -> None:
        """Close the innermost section of that name and what was left open inside it."""
        if not self._names[name]:
            return
        is_closed = False
        while not is_closed:
            section = self._open.pop()
            self._names[section.name] -= 1
            if section.headword is not None:
                self._titled.pop()
            is_closed = section.name == name


def sniff(document: Document) -> Sniff:
    """Evidence: shortcodes with a title that are closed again."""
    tags = list(_TAG.finditer(document.text))
    closed = {tag["name"] for tag in tags if tag["close"]}
    titled = sum(
        tag["name"] in closed and _title(tag) is not None for tag in tags if not tag["close"]
    )
    reasons = [f"{len(tags)} balises entre crochets, dont {titled} ouvrent une section titrée"]
    if not titled:
        return Sniff(0.0, reasons)
    return Sniff(round(min(1.0, 0.6 + 0.1 * titled), 2), reasons)


def read(document: Document, publisher: str) -> Reading:
    """Each titled shortcode is an entry; text outside all of them is the page's own."""
    text = document.text
    reading = Reading()
    nesting = _Nesting()
    # Sections are added in the order they open, whatever the nesting.
    opened: list[_Open] = []
    end = 0
    for tag in _TAG.finditer(text):
        _take(reading, nesting.innermost, lines_of(text, end, tag.start()), publisher)
        end = tag.end()
        reading.claims.append(("markup", tag.start(), tag.end()))
        if tag["close"]:
            nesting.close(tag["name"])
            continue
        title = _title(tag)
        section = _Open(tag["name"], title, [])
        nesting.open(section)
        if title is not None:
            opened.append(section)
    _take(reading, nesting.innermost, lines_of(text, end), publisher)
    for section in opened:
        reading.add(section.headword, section.body)
    return reading


def _title(tag: re.Match[str]) -> Line | None:
    match = _TITLE.search(tag["attributes"])
    if match is None or not match["title"].strip():
        return None
    offset = tag.start("attributes") + match.start("title")
    return next(
        Line(line.start + offset, line.end + offset, line.text) for line in lines_of(match["title"])
    )


def _take(reading: Reading, section: _Open | None, lines: Iterator[Line], publisher: str) -> None:
    for line in lines:
        if section is None:
            reading.set_aside(line, "hors de toute section titrée : texte de la page")
            continue
        reason = furniture(line, publisher, is_first=not section.body)
        if reason:
            reading.set_aside(line, reason)
        else:
            section.body.append(line)
