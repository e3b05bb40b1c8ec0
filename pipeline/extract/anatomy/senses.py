"""Senses numbered inside one line, or marked in another way than by `1.` where a line begins."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.model import Span
from pipeline.passages import paragraphs_of, without_markup

_CIRCLED = "①②③④⑤⑥⑦⑧⑨"
_MARK = re.compile(
    rf"(?:(?P<dot>\d)\s?[.°)](?!\d)|\((?P<round>\d)\)|\(?(?P<letter>[a-h])\)"
    rf"|(?:sens|acception|sense|meaning)\s+(?P<sense>\d)\s*[:.)–-]|(?P<circle>[{_CIRCLED}]))\s*(?=\S)",
    re.IGNORECASE,
)
_OPENING = frozenset(f"1(aAsSmM{_CIRCLED[0]}")
_SLASHES = re.compile(r"(?<!\s)\s+//\s+")
_LEAST_WORDS = 2
_WORDS_BY_SLASHES = 3

Piece = tuple[int, int]


def divided(raw: str, sense: Sequence[Span]) -> list[list[Span]]:
    """One sense as the senses that it numbers, their marks cut off; itself where it numbers none.

    The numbers begin the definition and rise by one from 1; the pieces are two words at least.
    """
    if not sense:
        return [list(sense)]
    first = raw[sense[0].start]
    if first in _OPENING:
        found = _numbered(raw, sense)
        if found:
            return found
    for span in sense:
        words = raw[span.start : span.end]
        if "/" in words and "//" in words:
            return _by_slashes(raw, sense)
    return [list(sense)]


def _numbered(raw: str, sense: Sequence[Span]) -> list[list[Span]]:
    paragraphs = paragraphs_of(raw, sense)
    starts: list[Piece] = []
    kind = ""
    for paragraph in paragraphs:
        text = without_markup(raw, paragraph)
        for match in _MARK.finditer(text):
            name = match.lastgroup or ""
            number = _number(match[name])
            if number != len(starts) + 1 or (kind and name != kind):
                continue
            if match.start() and not _may_follow(text, match.start(), name):
                continue
            if not starts and (match.start() or paragraph is not paragraphs[0]):
                return []
            kind = name
            begin = paragraph[0].start
            starts.append((begin + match.start(), begin + match.end()))
    if len(starts) < 2:
        return []
    ends = [*(mark[0] for mark in starts[1:]), sense[-1].end]
    senses = [_within(sense, mark[1], end) for mark, end in zip(starts, ends, strict=True)]
    words = [sum(len(raw[s.start : s.end].split()) for s in part) for part in senses]
    return [_trimmed(raw, part) for part in senses] if min(words) >= _LEAST_WORDS else []


def _number(mark: str) -> int:
    if mark in _CIRCLED:
        return _CIRCLED.index(mark) + 1
    return int(mark) if mark.isdigit() else ord(mark.lower()) - ord("a") + 1


def _may_follow(text: str, place: int, kind: str) -> bool:
    before = text[max(0, place - 3) : place]
    if not before[-1:].isspace():
        return False
    return kind in ("round", "circle") or before.rstrip()[-1:] in tuple('.;!?…»”")')


def _by_slashes(raw: str, sense: Sequence[Span]) -> list[list[Span]]:
    parts: list[list[Span]] = []
    start = sense[0].start
    paragraphs = paragraphs_of(raw, sense)
    for paragraph in paragraphs:
        begin = paragraph[0].start
        for match in _SLASHES.finditer(without_markup(raw, paragraph)):
            parts.append(_within(sense, start, begin + match.start()))
            start = begin + match.end()
    parts.append(_within(sense, start, sense[-1].end))
    words = [sum(len(raw[s.start : s.end].split()) for s in part) for part in parts]
    return (
        [_trimmed(raw, part) for part in parts]
        if min(words) >= _WORDS_BY_SLASHES
        else [list(sense)]
    )


def _within(sense: Sequence[Span], start: int, end: int) -> list[Span]:
    kept = [Span(max(s.start, start), min(s.end, end)) for s in sense]
    return [span for span in kept if span.start < span.end]


def _trimmed(raw: str, sense: Sequence[Span]) -> list[Span]:
    """Each span without the white space around it, the last without a comma or semicolon."""
    kept = []
    for span in sense:
        words = raw[span.start : span.end]
        end = span.start + len(words.rstrip(" \t\r\n\u00a0\u202f,;" if span is sense[-1] else None))
        start = span.start + len(words) - len(words.lstrip())
        if start < end:
            kept.append(Span(start, end))
    return kept
