"""The names of what an entry defines, from how its definition opens, and the pieces of names."""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec import Struct, structs

from pipeline.map.cues import cues
from pipeline.map.words import fits, is_acronym, is_english, key, tokens

_QUOTED = r"“(?P<q1>[^“”]*)”|«(?P<q2>[^«»]*)»|\"(?P<q3>[^\"]*)\""
# Each begins where the white space does, so that a long run of it is read once.
SLASH = r"(?<!\s)\s+/\s+"
_RELATIVE = re.compile(rf"\b(?:{cues('opening')['relative'].pattern})\b|\bqu['’]", re.IGNORECASE)


class Name(Struct, frozen=True):
    """A name at `[start, end)` of the text it was read from.

    `role`: headword, acronym, expansion (of an acronym, letter by letter), equivalent (said to be
    the same), variant (another writing of the headword). `lang` is `fr` or `en`, or empty for an
    acronym, whose languages follow from its expansions.
    """

    text: str
    lang: str
    role: str
    start: int
    end: int
    rule: str
    confidence: float


class Piece(Struct, frozen=True):
    """A stretch that may be a name; `join` says how it follows the piece before it."""

    text: str
    start: int
    end: int
    lang: str
    join: str


def coordinated(text: str, *, by: str) -> list[str]:
    r"""The names in a coordination: what is shorter than the first shares its beginning.

    >>> coordinated("Satisfaction employés / salariés", by=SLASH)
    ['Satisfaction employés', 'Satisfaction salariés']
    """
    parts = re.split(by, text)
    if not all(any(not token.is_link for token in tokens(part)) for part in parts):
        return [text]
    first = parts[0].split()
    return [
        " ".join([*(first[: -len(part.split())] if index else []), part])
        if len(part.split()) < len(first)
        else part
        for index, part in enumerate(parts)
    ]


def pieces_of(text: str, start: int, end: int) -> list[Piece]:
    """The pieces that may be names in `text[start:end]`, in order, with how each is joined."""
    cue = cues("name")
    scanner = re.compile(
        rf"\((?P<bracket>[^()]*)\)|{_QUOTED}|(?P<comma>,)|\b(?P<or>{cue['or'].pattern})\b"
        rf"|\b(?P<fr>{cue['french'].pattern})\b|\b(?P<en>{cue['english'].pattern})\b",
        re.IGNORECASE,
    )
    pieces: list[Piece] = []
    join, plain = "first", start
    lang = ""

    def take(upto: int) -> None:
        nonlocal join, lang
        piece = piece_of(text[plain:upto], plain, lang, join)
        if piece.text:
            pieces.append(piece)
            join, lang = "apposition", ""

    for match in scanner.finditer(text, start, end):
        take(match.start())
        plain = match.end()
        if match["bracket"] is not None:
            pieces.extend(_in_brackets(match["bracket"], match.start("bracket")))
        elif match["comma"]:
            join = "comma"
        elif match["or"]:
            join = "or"
        elif match["fr"] or match["en"]:
            language = "fr" if match["fr"] else "en"
            if pieces and pieces[-1].end >= match.start() - 2 and join == "apposition":
                pieces[-1] = Piece(
                    pieces[-1].text, pieces[-1].start, pieces[-1].end, language, pieces[-1].join
                )
            else:
                lang = language
        else:
            group = next(name for name in ("q1", "q2", "q3") if match[name] is not None)
            piece = piece_of(match[group], match.start(group), lang, join)
            if piece.text:
                pieces.append(piece)
                join, lang = "apposition", ""
    take(end)
    return pieces


def _in_brackets(text: str, offset: int) -> list[Piece]:
    inner = pieces_of(text, 0, len(text))
    return [
        Piece(
            piece.text,
            piece.start + offset,
            piece.end + offset,
            piece.lang,
            "or" if piece.join == "or" else "bracket",
        )
        for piece in inner[:1]
    ]


def opening_names(
    pieces: Sequence[Piece], known: Sequence[str], *, after_naming: bool, lang: str
) -> list[Name]:
    """Which pieces of an opening name the subject.

    `known` are the names that the headword gives (none where it was lost). The first piece must be
    one of them, or another writing of one; the others are then names because the text says "ou",
    puts them in brackets beside a short form, or sets them between commas. `after_naming` says
    that a naming verb stands before the pieces ("X signifie ..."), so that they all are names.
    """
    if not pieces:
        return []
    acronyms = [name for name in known if is_acronym(name)]
    acronyms += [piece.text for piece in pieces if is_acronym(piece.text)]
    keys = {key(name) for name in known}
    names: list[Name] = []
    first = pieces[0]
    if known and not after_naming and key(first.text) not in keys:
        expands = any(fits(acronym, first.text) for acronym in acronyms)
        if not expands and not _is_variant(first.text, known):
            return []
    for piece in pieces:
        name = _opening_name(piece, pieces, acronyms, keys, known, after_naming, lang)
        if name is not None:
            names.extend(
                structs.replace(name, text=text) for text in coordinated(name.text, by=SLASH)
            )
    return names


def _opening_name(
    piece: Piece,
    pieces: Sequence[Piece],
    acronyms: Sequence[str],
    keys: set[str],
    known: Sequence[str],
    after_naming: bool,
    lang: str,
) -> Name | None:
    language = piece.lang or ("en" if is_english(piece.text) else lang)
    if is_acronym(piece.text):
        others = [other.text for other in pieces if other is not piece] + list(known)
        sure = any(fits(piece.text, other) for other in others) or piece.join in ("first", "or")
        return name_of(piece, "", "acronym", "acronym-beside-name", 0.98) if sure else None
    if any(fits(acronym, piece.text) for acronym in acronyms):
        return name_of(piece, language, "expansion", "acronym-expansion", 0.98)
    if key(piece.text) in keys:
        return name_of(
            piece, language if piece.lang else lang, "headword", "headword-repeated", 1.0
        )
    if after_naming:
        return name_of(piece, language, "equivalent", "full-form-after-naming-verb", 0.95)
    if piece.join == "first":
        role = "variant" if known else "headword"
        return name_of(piece, lang, role, "subject-of-definition", 0.9)
    if _is_no_name(piece.text):
        return None
    if piece.join == "or":
        return name_of(piece, language, "equivalent", "or-between-names", 0.95)
    if piece.join == "bracket" and (piece.lang or pieces[0] is not piece):
        return name_of(piece, language, "equivalent", "name-in-brackets", 0.9)
    if piece.join == "comma" and pieces[-1] is piece:
        return name_of(piece, language, "equivalent", "apposition-between-commas", 0.9)
    return None


def _is_no_name(text: str) -> bool:
    """Whether words set beside a name are too many, a clause, or say how or where it is used."""
    cue = cues("name")
    too_long = len(tokens(text)) > 7
    return too_long or any(
        pattern is not None
        for pattern in (
            _RELATIVE.search(text),
            cue["no_name"].match(text),
            cue["said_where"].search(text),
        )
    )


def _is_variant(text: str, known: Sequence[str]) -> bool:
    """Whether one name holds all content words of the other ("carte d'empathie [client]")."""
    words = {token.lemma for token in tokens(text) if not token.is_link}
    for name in known:
        others = {token.lemma for token in tokens(name) if not token.is_link}
        if words and others and len(words & others) >= 2 and (words <= others or others <= words):
            return True
    return False


def piece_of(raw: str, offset: int, lang: str, join: str) -> Piece:
    """A piece without the articles, wrappers, quotes, signs of emphasis and spaces around it."""
    cue = cues("name")
    head = re.compile(
        rf"[\s\"“”«»'’,]*(?:{cue['apposed'].pattern})?(?:{cue['article'].pattern})?(?:{cue['wrapper'].pattern})?[\s\"“«]*"
        rf"(?:{cue['article'].pattern})?",
        re.IGNORECASE,
    )
    match = head.match(raw)
    begin = match.end() if match else 0
    if join in ("headword",):
        begin = len(raw) - len(raw.lstrip())
    text = raw[begin:].rstrip(' \t"“”«»,.;:')
    if text[:1] in ("*", "_") and text[-1] == text[0]:
        begin += len(text) - len(text.lstrip("*_"))
        text = text.strip("*_")
    return Piece(text, offset + begin, offset + begin + len(text), lang, join)


def name_of(piece: Piece, lang: str, role: str, rule: str, confidence: float) -> Name:
    """The name that a piece is."""
    return Name(piece.text, lang, role, piece.start, piece.end, rule, confidence)
