"""The names in a headword line."""

from __future__ import annotations

import re

from pipeline.map.cues import cues
from pipeline.map.naming import SLASH, Name, Piece, coordinated, name_of, piece_of, pieces_of
from pipeline.map.words import fits, is_acronym, is_english

_EITHER = rf"{SLASH}|(?<!\s)\s+ou\s+"
_DASH = re.compile(r"(?<=\s)[–—-](?=\s)")
_BRACKET = re.compile(r"(?P<outer>[^()\[\]]+)[(\[](?P<inner>[^()\[\]]+)[)\]]\s*")


def headword_names(headword: str, *, lang: str) -> list[Name]:
    """The names in a headword line: "CES – Customer Effort Score" is an acronym and its expansion,
    "Vue client unique ou 360°" two names that share their beginning.
    """
    if re.search(rf",\s*{cues('name')['or'].pattern}\b", headword, re.IGNORECASE):
        return _aside(headword, lang)
    pieces: list[Piece] = []
    bracket = _BRACKET.fullmatch(headword)
    if bracket and _is_qualified(**bracket.groupdict()):
        return [Name(headword, lang, "headword", 0, len(headword), "headword", 1.0)]
    outer = bracket["outer"] if bracket else headword
    start = 0
    for part in _DASH.split(outer):
        place = outer.index(part, start)
        pieces.append(piece_of(part, place, "", "headword"))
        start = place + len(part)
    if bracket:
        pieces.extend(_in_bracket(headword, *bracket.span("inner"), outer))
    pieces = [piece for piece in pieces if piece.text]
    if len(pieces) == 1:
        return _coordinated(pieces[0], lang)
    acronyms = [piece.text for piece in pieces if is_acronym(piece.text)]
    names = []
    for piece in pieces:
        if is_acronym(piece.text):
            names.append(name_of(piece, "", "acronym", "headword", 1.0))
        elif any(fits(acronym, piece.text) for acronym in acronyms):
            language = piece.lang or ("en" if is_english(piece.text) else lang)
            names.append(name_of(piece, language, "expansion", "headword-expansion", 1.0))
        else:
            language = piece.lang or ("en" if is_english(piece.text) else lang)
            names.append(name_of(piece, language, "equivalent", "headword-equivalent", 0.95))
    return names


def _is_qualified(outer: str, inner: str) -> bool:
    """Whether the bracket tells a sense from others, as in "Garant (personne)": one plain word
    beside a name in the same language.
    """
    plain = inner.isalpha() and inner.islower() and not is_acronym(outer.strip())
    return plain and is_english(inner) == is_english(outer)


def _in_bracket(headword: str, start: int, end: int, outer: str) -> list[Piece]:
    """The names in the bracket of a headword: "(TA, anglais churn rate)" holds an acronym and an
    English name; other words beside a full name in such a list are none, unless an acronym of the
    list stands for them.
    """
    cue = cues("headword")
    inner = headword[start:end]
    if not cue["divider"].search(inner) and not cue["marker"].match(inner):
        return pieces_of(headword, start, end)
    acronyms = [word for word in re.split(r"[\s,;/]+", inner) if is_acronym(word)]
    pieces: list[Piece] = []
    begin = start
    for match in [*cue["divider"].finditer(headword, start, end), None]:
        stop = end if match is None else match.start()
        marker = cue["marker"].match(headword, begin, stop)
        lang = ""
        if marker is not None:
            lang = next((name for name in ("en", "fr") if marker[name]), "")
            begin = marker.end()
        piece = piece_of(headword[begin:stop], begin, lang, "bracket")
        if piece.text and (
            marker is not None
            or is_acronym(piece.text)
            or is_acronym(outer.strip())
            or any(fits(acronym, piece.text) for acronym in acronyms)
        ):
            pieces.append(piece)
        begin = stop if match is None else match.end()
    return pieces


def _aside(headword: str, lang: str) -> list[Name]:
    """The names of a headword that gives another aside: "Ticket, aussi appelé « reçu »"."""
    first, *others = pieces_of(headword, 0, len(headword))
    names = [name_of(first, lang, "headword", "headword", 1.0)]
    for piece in others:
        language = "en" if is_english(piece.text) else lang
        names.append(name_of(piece, language, "equivalent", "headword-equivalent", 0.95))
    return names


def _coordinated(piece: Piece, lang: str) -> list[Name]:
    """One headword, or several that share their first words: "Satisfaction employés / salariés"."""
    if is_acronym(piece.text):
        return [name_of(piece, "", "acronym", "headword", 1.0)]
    names = coordinated(piece.text, by=_EITHER)
    if len(names) == 1:
        return [name_of(piece, lang, "headword", "headword", 1.0)]
    return [
        Name(text, lang, "headword", piece.start, piece.end, "headword-coordination", 0.95)
        for text in names
    ]
