"""A headword without what only marks it: bullets, numbers, quotes around it, grammar tags."""

from __future__ import annotations

import re
from functools import cache

from pipeline.extract.anatomy.cues import any_of, data
from pipeline.model import Span

_PAIRS = {
    '"': '"',
    "“": "”",
    "„": "“",
    "«": "»",
    "‘": "’",
    "'": "'",
    "`": "`",
    "[": "]",
    "(": ")",
    "{": "}",
    "*": "*",
    "_": "_",
}
_BLANK = " \t\u00a0\u202f\u2009\u200b\ufeff\u00ad\r\n"
# Nothing of what is trimmed can stand at the ends of a headword like this.
_PLAIN = re.compile(r"[^\W\d_](?:[\w '’-]*[^\W_¹²³⁴⁵⁶⁷⁸⁹])?")
_LEADING = re.compile(
    r"[•‣◦▪●○■□►▶➤✓✔❖◆➢]\s*"
    r"|[-*+–—·>]\s+"
    r"|\#{1,6}\s+"
    r"|\(?\d{1,4}[.)]\s+(?=\D)"
    r"|\d{1,3}(?:\.\d{1,3}){1,3}\.?\s+(?=[^\W\d_])"
    r"|\d{1,3}\s{0,2}[-–—:/|]\s+(?=[^\W\d_])"
    r"|\(?[a-zA-Z]\)\s+"
    r"|[¹²³⁴⁵⁶⁷⁸⁹]\s?(?=[^\W\d_]{3})"
)
_TRAILING = re.compile(r"\s*(?:[:：;,=|]|(?<=\s)[-–—]+|[–—]+|\\)\Z")
_HOMOGRAPH = re.compile(r"\s*(?:[(\[]\d{1,2}[)\]]|(?<=[a-zà-ÿ]{3})[¹²³⁴⁵⁶⁷⁸⁹]+)\Z")
_INITIALS = re.compile(r"(?:\b\w\.[\s-]?)+\Z|\.\w{1,3}\.\Z")
_STOPPED_WORDS = 4
# What is longer is no headword, whatever a reader took it for.
_LONGEST = 300


def trimmed(raw: str, span: Span) -> Span:
    """The headword at `span` of `raw` without what only marks it; never empty."""
    text = raw[span.start : span.end]
    if len(text) > _LONGEST or _PLAIN.fullmatch(text):
        return span
    start, end = 0, len(text)
    while True:
        begin, stop = _step(text, start, end)
        if not any(char.isalnum() for char in text[begin:stop]):
            break
        if (begin, stop) == (start, end):
            return Span(span.start + start, span.start + end)
        start, end = begin, stop
    return Span(span.start + start, span.start + end)


def _step(text: str, start: int, end: int) -> tuple[int, int]:
    """The ends after one thing was trimmed, or as they were."""
    words = text[start:end]
    if words[:1] in _BLANK or words[-1:] in _BLANK:
        end = start + len(words.rstrip(_BLANK))
        return start + len(words) - len(words.lstrip(_BLANK)), end
    if match := _LEADING.match(words):
        return start + match.end(), end
    if match := _TRAILING.search(words):
        return start, start + match.start()
    if _is_enclosed(words):
        return start + 1, end - 1
    match = _grammar().search(words)
    if match is None or match[0].strip(" ()[]").isupper():
        # "Administration des ventes (ADV)" is an acronym.
        match = _HOMOGRAPH.search(words)
    if match is not None and match.start():
        return start, start + match.start()
    if words.endswith(".") and _ends_by_mistake(words):
        return start, end - 1
    return start, end


def _is_enclosed(words: str) -> bool:
    """Whether one pair of quotes or brackets stands around the whole."""
    closing = _PAIRS.get(words[0])
    if closing is None or len(words) < 3 or words[-1] != closing:
        return False
    inside = words[1:-1]
    if closing == words[0]:
        # What stands around a part only: `**a** ou **b**`, `"a" et "b"`.
        return closing not in inside.strip("*_" if closing in "*_" else "")
    depth = 0
    for char in inside:
        depth += (char == words[0]) - (char == closing)
        if depth < 0:
            return False
    return depth == 0


def _ends_by_mistake(words: str) -> bool:
    """Whether a full stop ends the headword that belongs to no abbreviation in it."""
    if words.endswith("..") or _INITIALS.search(words):
        return False
    last = re.split(r"[\s(]", words[:-1])[-1].lower()
    return len(words.split()) <= _STOPPED_WORDS and last not in _abbreviations()


@cache
def _abbreviations() -> frozenset[str]:
    return frozenset(data()["terms"]["abbreviation"])


@cache
def _grammar() -> re.Pattern[str]:
    """Tags in brackets; behind a comma, all abbreviated or "nom masculin"; else all abbreviated."""
    word = any_of(data()["grammar"]["word"])
    tag = rf"{word}\.?(?:[\s,./-]*{word}\.?){{0,4}}"
    dotted = rf"(?:{word}\.\s?){{1,4}}"
    return re.compile(
        rf"\s*(?:[(\[]\s*{tag}\s*[)\]]"
        rf"|,\s*(?:{dotted}|(?:nom|verbe|adjectif|adverbe|noun|verb|adjective)\b(?:\s+{word}){{0,2}}))\Z"
        rf"|(?<=\w)\s+(?:n|adj|adv|v|loc|subst)\.\s?(?:{dotted})?\Z",
        re.IGNORECASE,
    )


def grammar_prefix(text: str) -> int:
    """How many code points a grammar tag takes at the beginning of a definition."""
    match = _prefix().match(text)
    return match.end() if match and not match[0].strip(" ()[]:–—-").isupper() else 0


@cache
def _prefix() -> re.Pattern[str]:
    word = any_of(data()["grammar"]["word"])
    tag = rf"{word}\.?(?:[\s,./-]*{word}\.?){{0,4}}"
    return re.compile(
        rf"\s*(?:[(\[]\s*{tag}\s*[)\]]|(?:n|adj|adv|v(?=\.\s?\w+\.)|loc|subst)\.\s?(?:{word}\.\s?){{0,3}})"
        r"\s*(?:[:–—-]\s+)?(?=\S)"
        rf"|\s*(?:{tag})\s*\Z",
        re.IGNORECASE,
    )
