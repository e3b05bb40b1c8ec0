"""The signs that divide a headword from its definition on one line."""

from __future__ import annotations

import re

from msgspec import Struct

from pipeline.extract.document import Line
from pipeline.extract.headwords import (
    grammar_at,
    head_of,
    is_clause,
    is_label,
    may_be_name,
)

# Blanks of any width on one line; signs of emphasis may stand on either side.
_B = r"[ \t\u00a0\u2000-\u200a\u202f\u205f\u3000]"
_E = r"(?:\*{1,3}|_{1,3})?"


def _sign(sign: str) -> re.Pattern[str]:
    return re.compile(sign)


# By name, the first that divides best is taken: a sign that only stands in the midst of headwords
# divides fewer lines, and one that stands in definitions gives longer headwords.
SEPARATORS: dict[str, re.Pattern[str]] = {
    "deux-points": _sign(
        rf"{_E}{_B}*{_E}(?:(?<!:)::?(?={_E}(?:\s|\Z))|(?<=[ \u00a0\u202f]):(?=\w)){_E}"
    ),
    "tiret long": _sign(rf"{_E}{_B}+{_E}—{{1,2}}{_E}(?:{_B}+|\Z)|(?<=\w)—(?=\w)"),
    "tiret moyen": _sign(rf"{_E}{_B}+{_E}–{{1,2}}{_E}(?:{_B}+|\Z)|(?<=[\w)])–{_B}+"),
    "tiret": _sign(rf"{_E}{_B}+{_E}[-‐‑‒−]{{1,2}}{_E}(?:{_B}+|\Z)|(?<=[a-zà-ÿ)])-{_B}+"),
    "flèche": _sign(rf"{_B}*(?:→|⇒|➔|➜|⟶|->|=>){_B}*"),
    "égal": _sign(rf"{_B}*(?<![<>=!])=(?![>=]){_B}*"),
    "tabulation": _sign(r"[ \u00a0]*\t+[ \t\u00a0]*"),
    "barre": _sign(rf"{_B}+\|{_B}+"),
    "colonne de blancs": _sign(rf"{_B}{{3,}}"),
}
DASHES = ("tiret long", "tiret moyen", "tiret")

_CLOSED = re.compile(rf"(?:\*{{1,3}}|_{{1,3}})?{_B}*")
_MORE = re.compile(rf"{_B}*[(\[](?P<words>[^()\[\]\n]{{1,80}})[)\]]{_B}*")
_SIGN = re.compile(rf"{_B}*(?P<sign>(?:::?|[-–—−]{{1,2}}|→|⇒|->|=>|=|\||,)?)(?!\w){_B}*")
_TRAILING = re.compile(rf"{_B}*(?:::?|[-–—−]|→|->|=>|=|,|\.){_B}*\Z")
_REACH = 160


class Cut(Struct, frozen=True, gc=False):
    """A line divided: the headword, what more names it (in brackets behind a bold headword), and
    where the definition begins, counted from the beginning of the line. `kind`: the separator, or
    `gras` where bold alone divides. `is_open`: nothing stands behind the separator.
    """

    head: Line
    begin: int
    kind: str
    is_open: bool
    more: Line | None = None


def cut_at(line: Line, kind: str) -> Cut | None:
    """Divide a line at the first sign of that kind with a plausible headword before it."""
    text = line.text
    if line.strong:
        return _cut_strong(line)
    sign = SEPARATORS[kind]
    at = line.marker
    limit = min(len(text), line.marker + _REACH)
    while match := sign.search(text, at, limit):
        begin = match.start()
        if text.count("(", line.marker, begin) > text.count(")", line.marker, begin):
            at = match.end()
            continue
        return _cut(line, begin, match.end(), kind)
    return None


def _cut(line: Line, stop: int, begin: int, kind: str) -> Cut | None:
    head = head_of(line, line.marker, stop)
    if not may_be_name(head.text) or is_label(head.text):
        return None
    return Cut(head, begin, kind, not line.text[begin:].strip("*_ \t\u00a0"))


def _cut_strong(line: Line) -> Cut | None:
    """Bold divides by itself; grammar, brackets and a sign may stand between."""
    text = line.text
    stop = line.marker + line.strong
    trailing = _TRAILING.search(text, line.marker, stop)
    closed = _CLOSED.match(text, stop)
    at = closed.end() if closed else stop
    at = grammar_at(text, at)
    more = _MORE.match(text, at)
    sign = _SIGN.match(text, more.end() if more else at)
    cut = _cut(line, trailing.start() if trailing else stop, sign.end() if sign else at, "gras")
    if cut is None or cut.is_open:
        return cut
    if sign and sign["sign"]:
        # Brackets between bold and sign are another name.
        name = line.part(*more.span("words")) if more else None
        return Cut(cut.head, cut.begin, "gras", False, name)
    if is_clause(text[at : at + _REACH]):
        # Bold words that a verb follows are the subject of a sentence.
        return None
    return Cut(cut.head, at, "gras", False)
