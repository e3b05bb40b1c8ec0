"""Lists of terms divided into their terms, by the names that the document itself gives."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cache

from pipeline.extract.anatomy.cues import any_of, data, phrases
from pipeline.extract.lines import letters
from pipeline.model import Span

MOST_WORDS = 8
_STRONG = re.compile(r"[;|•·\n\t→⇒]|\s[–—]\s")
_AROUND = ' \t\r\n\u00a0\u202f\u2009"“”„«»*_`,;:|•·–—→⇒'
# A run of pieces is compared with the names of the document up to this many.
_LONGEST_RUN = 4
_LISTED = re.compile(r"[,;|•·\n\t]|\s/\s")
_BRACKETED = re.compile(r"[(\[]([^()\[\]]{1,80})[)\]]")
_COORDINATED = re.compile(r",\s|\s/\s")
_DASHES = frozenset("–—-")
_DASHED = re.compile(r"\s[–—-]\s")


class Names:
    """The names that the headwords of a document give, each with the entries (by index)."""

    def __init__(self) -> None:
        self._whole: dict[str, list[int]] = defaultdict(list)
        self._parts: dict[str, list[int]] = defaultdict(list)

    def add(self, entry: int, headword: str, variants: Sequence[str]) -> None:
        """Add what an entry is called: its headword whole, then its variants and parts."""
        self._whole[letters(headword)].append(entry)
        for variant in variants:
            self._parts[letters(variant)].append(entry)
        if "(" in headword or "[" in headword:
            for inner in _BRACKETED.findall(headword):
                self._parts[letters(inner.partition(",")[0])].append(entry)
            self._parts[letters(_BRACKETED.sub(" ", headword))].append(entry)
        elif not _DASHES.isdisjoint(headword) and _DASHED.search(headword):
            for part in _DASHED.split(headword):
                self._parts[letters(part)].append(entry)
        elif not variants and ("," in headword or " / " in headword):
            self._parts[letters(_COORDINATED.split(headword)[0])].append(entry)

    def entries(self, term: str) -> list[int]:
        """The entries that a term names: as a whole headword, else as a part, else in the other
        number.
        """
        name = letters(term)
        if not name:
            return []
        for form in (name, f"{name}s", name[:-1] if name[-1] in "sx" else ""):
            if form in self._whole:
                return self._whole[form]
            if form in self._parts:
                return self._parts[form]
        return []

    def __contains__(self, term: str) -> bool:
        return bool(self.entries(term))


def is_nothing(text: str) -> bool:
    """Whether a list says that it is empty ("néant")."""
    return _none().fullmatch(text.strip(_AROUND + ".")) is not None


@cache
def _none() -> re.Pattern[str]:
    return re.compile(phrases("terms", "nothing"), re.IGNORECASE)


@cache
def _weak() -> re.Pattern[str]:
    words = phrases("terms", "conjunction")
    return re.compile(
        rf"(?<!\s)(?:\s*,\s{{0,3}}(?:{words}\s{{1,3}})?|\s+/\s{{1,3}}|\s+{words}\s{{1,3}})",
        re.IGNORECASE,
    )


def terms_of(text: str, names: Names, *, joined: bool = False) -> list[Span]:
    """The terms of a list, by their places in `text`: divided at any separator, but for those that
    stand inside a name of the document ("Recherche et développement"). Where one term is as likely
    as several (`joined`), "et" alone divides nothing.
    """
    if joined and not _LISTED.search(text):
        whole = term_at(text, 0, len(text))
        return [whole] if whole else []
    found: list[Span] = []
    start = 0
    for match in _STRONG.finditer(text):
        found.extend(_chunk(text, start, match.start(), names))
        start = match.end()
    found.extend(_chunk(text, start, len(text), names))
    return found


def _chunk(text: str, start: int, end: int, names: Names) -> Iterator[Span]:
    whole = term_at(text, start, end)
    if whole is None:
        return
    if text[whole.start : whole.end] in names:
        yield whole
        return
    pieces: list[tuple[int, int]] = []
    begin = counted = start
    depth = 0
    for match in _weak().finditer(text, start, end):
        at = match.start()
        depth += text.count("(", counted, at) - text.count(")", counted, at)
        counted = at
        if depth > 0:
            continue
        pieces.append((begin, match.start()))
        begin = match.end()
    pieces.append((begin, end))
    if len(pieces) > 1 and not _LISTED.search(text, start, end):
        # "et" alone: between terms of the document, or what looks like two names.
        ends = [text[low:high].strip(_AROUND) for low, high in pieces]
        if not all(word[:1].isupper() for word in ends) and not any(w in names for w in ends):
            yield whole
            return
    index = 0
    while index < len(pieces):
        taken = 1
        for length in range(min(_LONGEST_RUN, len(pieces) - index), 1, -1):
            run = term_at(text, pieces[index][0], pieces[index + length - 1][1])
            if run is not None and text[run.start : run.end] in names:
                taken = length
                break
        term = term_at(text, pieces[index][0], pieces[index + taken - 1][1])
        if term is not None:
            yield term
        index += taken


def term_at(text: str, start: int, end: int) -> Span | None:
    """The term that stands in a stretch, without what is around it; None where there is none."""
    raw = text[start:end]
    words = raw.strip(_AROUND)
    begin = start + len(raw) - len(raw.lstrip(_AROUND))
    if bullet := _bullet().match(words):
        begin += bullet.end()
        words = words[bullet.end() :]
    if words.endswith(".") and not re.search(r"\b\w\.\Z|\w\.\w+\.\Z|\.\.\Z", words):
        words = words[:-1].rstrip(_AROUND)
    for pair in ("()", "[]"):
        is_around = words.startswith(pair[0]) and words.endswith(pair[1])
        if is_around and words.count(pair[0]) == 1:
            begin += 1
            words = words[1:-1]
    if words.endswith((")", "]")) and "(" not in words and "[" not in words:
        words = words[:-1].rstrip(_AROUND + ".")
    if not any(char.isalnum() for char in words):
        return None
    return Span(begin, begin + len(words))


@cache
def _bullet() -> re.Pattern[str]:
    article = phrases("terms", "article")
    wrapper = phrases("references", "wrapper")
    return re.compile(
        rf"(?:[-*+]\s+|\d{{1,2}}[.)]\s+)?(?:{wrapper}\s*)?"
        rf"(?:{article}\s*(?=[a-zà-ÿ]))?[\"“«\s]*(?=\S)",
        re.IGNORECASE,
    )


@cache
def dependent() -> re.Pattern[str]:
    """What begins like something that cannot stand alone."""
    return re.compile(rf"{any_of(data()['terms']['dependent'])}", re.IGNORECASE)
