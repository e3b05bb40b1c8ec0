"""Words of a source inside their sentence, found in the raw text around their offsets."""

from __future__ import annotations

import re
from functools import cache, cached_property
from pathlib import Path

from msgspec import Struct

from pipeline.errors import SourceError
from pipeline.extract.catalogue import load_catalogue, read_source, source_path
from pipeline.extract.stage import extract_text
from pipeline.map.words import sentence_spans
from pipeline.model import Source, Span

_LINE_END = re.compile(r"\r\n|\r|\n")


class Sentence(Struct, frozen=True):
    """What stands before and after the words in their sentence, and their line, counted from 1."""

    before: str
    after: str
    line: int


class RawTexts:
    """The raw texts of a project, each read when it is first asked for."""

    def __init__(self, project: Path) -> None:
        self._project = project
        self._text = cache(self._read)

    def sentence(self, source: str, start: int, end: int, quote: str) -> Sentence | None:
        """The sentence around `[start, end)` of a source (its id).

        None where the text is missing or damaged, or other words than `quote` stand there now.
        """
        raw, paragraphs = self._text(source)
        if raw[start:end] != quote or not quote:
            return None
        left, right = _sentence(raw, _paragraph(raw, paragraphs, start, end), start, end)
        line = len(_LINE_END.findall(raw, 0, start)) + 1
        return Sentence(raw[left:start], raw[end:right], line)

    @cached_property
    def _catalogue(self) -> dict[str, Source]:
        try:
            return {source.id: source for source in load_catalogue(self._project)}
        except SourceError:
            return {}

    def _read(self, identifier: str) -> tuple[str, list[Span]]:
        """A raw text, and where its headwords and the paragraphs of its definitions stand."""
        try:
            source = self._catalogue[identifier]
            raw = read_source(self._project, source)
            where = source_path(self._project, source).as_posix()
            entries = extract_text(raw, source, where=where).entries
        except (KeyError, SourceError):
            return "", []
        headwords = [Span(e.headword.start, e.headword.end) for e in entries if e.headword]
        return raw, headwords + [s for e in entries for sense in e.senses for s in sense.spans]


def _paragraph(raw: str, paragraphs: list[Span], start: int, end: int) -> Span:
    """The shortest of the paragraphs that holds the words, else the lines that they stand on."""
    around = [span for span in paragraphs if span.start <= start and end <= span.end]
    if around:
        return min(around, key=lambda span: (span.end - span.start, span))
    left = max((found.end() for found in _LINE_END.finditer(raw, 0, start)), default=0)
    after = _LINE_END.search(raw, end)
    return Span(left, after.start() if after else len(raw))


def _sentence(raw: str, paragraph: Span, start: int, end: int) -> tuple[int, int]:
    """Where the sentences that hold the words begin and end, inside the paragraph."""
    spans = [
        (paragraph.start + left, paragraph.start + right)
        for left, right in sentence_spans(raw[paragraph.start : paragraph.end])
    ]
    held = [(left, right) for left, right in spans if left < end and start < right]
    if not held:
        return start, end
    return min(held[0][0], start), max(held[-1][1], end)
