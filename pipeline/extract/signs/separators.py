"""The signs that divide a headword from its definition on one line."""

from __future__ import annotations

import re

from msgspec import Struct

from pipeline.extract.document import Line
from pipeline.extract.signs.headwords import (
    grammar_at,
    grammar_sign,
    head_of,
    is_capital,
    is_clause,
    is_label,
    is_term_label,
    may_be_name,
)

# Blanks of any width on one line; signs of emphasis may stand on either side.
_B = r"[ \t\u00a0\u2000-\u200a\u202f\u205f\u3000]"
_E = r"(?:\*{1,3}|_{1,3})?"
_U = "A-ZÀ-ÖØ-ÞŒŸ"


# By name. Each begins with its own character, which is found fast; what stands before and behind
# it is looked at then. Of two that divide as many lines the first is taken.
SEPARATORS: dict[str, re.Pattern[str]] = {
    "deux-points": re.compile(rf":(?:(?<!::):?(?={_E}(?:\s|\Z))|(?<=[ \u00a0\u202f]:)(?=\w))"),
    "tiret long": re.compile(r"—(?:(?<=[\s*_]—)—?(?=[\s*_]|\Z)|(?<=\w—)(?=\w))"),
    "tiret moyen": re.compile(r"–(?:(?<=[\s*_]–)–?(?=[\s*_]|\Z)|(?<=[\w)]–)(?=\s))"),
    "tiret": re.compile(r"[-‐‑‒−](?:(?<=[\s*_].)-?(?=[\s*_]|\Z)|(?<=[a-zà-ÿ)].)(?=\s))"),
    "flèche": re.compile(r"[→⇒➔➜⟶]|->|=>"),
    "égal": re.compile(r"=(?<![<>!=]=)(?![>=])"),
    "tabulation": re.compile(r"\t+"),
    "barre": re.compile(r"\|(?<=\s\|)(?=\s)"),
    "colonne de blancs": re.compile(rf"{_B}{{3,}}"),
    "grammaire": grammar_sign(),
    "point": re.compile(r"\.(?=\s+[^\W\d_])"),
    # No sign at all: capitals, then a word that begins with one and goes on in small letters.
    "capitales": re.compile(
        rf"(?<=[{_U}\d.)\]°]){_B}+"
        rf"(?=(?:[«“\"]{_B}?)?(?:[{_U}](?:[a-zß-ÿœ]|[’'][a-zß-ÿœ])|[AÀEY]{_B}[a-zß-ÿœ]))"
    ),
}
# Kinds that divide only behind capitals.
_BEHIND_CAPITALS = frozenset({"point", "capitales"})
# What a line holds that such a sign stands in: one of these characters, found faster than the sign.
_NEEDED: dict[str, tuple[str, ...]] = {
    "deux-points": (":",),
    "tiret long": ("—",),
    "tiret moyen": ("–",),
    "tiret": tuple("-‐‑‒−"),
    "flèche": tuple("→⇒➔➜⟶>"),
    "égal": ("=",),
    "tabulation": ("\t",),
    "barre": ("|",),
    # No grammar stands behind a headword without one of these.
    "grammaire": (".", "(", ", "),
    "point": (".",),
    "capitales": (" ", "\u00a0", "\u202f"),
}
_AROUND = "*_ \t\u00a0\u2009\u202f"

_CLOSED = re.compile(rf"(?:\*{{1,3}}|_{{1,3}})?{_B}*")
_OTHER = re.compile(
    rf"(?:/|,|ou|et){_B}*(?P<sign>\*{{1,3}}|_{{1,3}})(?P<words>[^*_\n]{{1,80}})(?P=sign){_B}*"
)
_BRACKETS = re.compile(
    rf"{_B}*(?P<sign>\*{{1,3}}|_{{1,3}})?[(\[](?P<words>[^()\[\]\n]{{1,80}})[)\]](?(sign)(?P=sign)){_B}*"
)
_SIGN = re.compile(rf"{_B}*(?P<sign>(?:::?|[-–—−]{{1,2}}|→|⇒|->|=>|=|\||,)?)(?!\w){_B}*")
_TRAILING = re.compile(rf"{_B}*(?:::?|[-–—−]|→|->|=>|=|,|(?<!\b[^\W\d_]\.[^\W\d_])\.){_B}*\Z")
_REACH = 160


class Cut(Struct, frozen=True, gc=False):
    """A line divided: the headword, what else names it (bold as well, or in brackets behind
    bold), and where the definition begins, counted from the beginning of the line. `kind`: the
    separator, or `gras` where bold alone divides. `is_open`: nothing stands behind the separator.
    `is_labelled`: a label says that it is a term (`Terme : Bail`), defined on the lines below.
    """

    head: Line
    begin: int
    kind: str
    is_open: bool
    more: tuple[Line, ...] = ()
    is_labelled: bool = False


def cut_at(line: Line, kind: str) -> Cut | None:
    """Divide a line at the first sign of that kind with a plausible headword before it."""
    text = line.text
    if line.strong:
        return _cut_strong(line)
    if not _may_stand_in(text, line.marker, kind):
        return None
    sign = SEPARATORS[kind]
    at = line.marker
    limit = min(len(text), line.marker + _REACH)
    while match := sign.search(text, at, limit):
        begin, at = match.span()
        before = text[line.marker : begin]
        if "(" in before and before.count("(") > before.count(")"):
            continue
        if text[at : at + 1] in "*_":
            at += len(text) - at - len(text[at:].lstrip("*_"))
        if kind == "grammaire" and ":" in before:
            return None
        stop = at if kind == "point" and _is_abbreviated(before) else begin
        cut = _cut(line, line.marker + len(text[line.marker : stop].rstrip(_AROUND)), at, kind)
        if kind in _BEHIND_CAPITALS and not (cut and is_capital(cut.head.text)):
            # Only printed dictionaries divide by a full stop, or by nothing: `TERME. Définition.`
            continue
        if cut and kind == "point":
            behind = cut.head.end - line.start + 1
            return Cut(cut.head, max(at, grammar_at(text, behind)), kind, cut.is_open)
        if cut and kind == "deux-points" and is_term_label(cut.head.text):
            name = head_of(line, at, len(text))
            is_name = may_be_name(name.text)
            return Cut(name, len(text), kind, True, (), True) if is_name else None
        if cut and kind == "tabulation":
            return Cut(cut.head, grammar_at(text, at), kind, cut.is_open)
        return cut
    return None


def _may_stand_in(text: str, marker: int, kind: str) -> bool:
    """Whether it is worth looking for the sign; capitals that it has to stand behind come first."""
    if kind == "colonne de blancs":
        # Blanks side by side; others than the plain one are not printable.
        return "  " in text or not text.isprintable()
    if kind in _BEHIND_CAPITALS and (
        text[marker : marker + 1].islower() or text[marker + 1 : marker + 2].islower()
    ):
        return False
    return any(map(text.__contains__, _NEEDED[kind]))


def _is_abbreviated(before: str) -> bool:
    """Whether a full stop behind these words belongs to the last of them: `etc`, `N.-E`."""
    return before[-1:].islower() or ("." in before and before[-2:-1] in ".-")


def _cut(line: Line, stop: int, begin: int, kind: str) -> Cut | None:
    head = head_of(line, line.marker, stop)
    if not may_be_name(head.text) or is_label(
        head.text, line.text[begin : begin + _REACH].strip(_AROUND)
    ):
        return None
    return Cut(head, begin, kind, not line.text[begin : begin + 9].strip(_AROUND))


def _cut_strong(line: Line) -> Cut | None:
    """Bold divides by itself; other bold names, grammar, brackets and a sign may stand between."""
    text = line.text
    stop = line.marker + line.strong
    trailing = _TRAILING.search(text, line.marker, stop)
    closed = _CLOSED.match(text, stop)
    at = closed.end() if closed else stop
    names: list[Line] = []
    while other := _OTHER.match(text, at):
        names.append(line.part(*other.span("words")))
        at = other.end()
    at = _behind_grammar(text, at)
    brackets = _BRACKETS.match(text, at)
    sign = _SIGN.match(text, brackets.end() if brackets else at)
    begin = sign.end() if sign else at
    cut = _cut(line, trailing.start() if trailing else stop, begin, "gras")
    if cut is None:
        return None
    if brackets and (sign is None or not sign["sign"]) and begin < len(text):
        # Brackets that no sign closes off open the definition.
        begin = at
    elif brackets:
        names.append(line.part(*brackets.span("words")))
    if not trailing and not (sign and sign["sign"]) and is_clause(text[at : at + _REACH]):
        # Bold words that a verb follows are the subject of a sentence.
        return None
    return Cut(cut.head, begin, "gras", cut.is_open, tuple(names))


def _behind_grammar(text: str, at: int) -> int:
    """Where the grammar at a place ends, signs of emphasis around it included; else the place."""
    begin = at
    while begin < len(text) and text[begin] in "*_":
        begin += 1
    end = grammar_at(text, begin)
    if end == begin:
        return at
    while end < len(text) and text[end] in "*_ ":
        end += 1
    return end
