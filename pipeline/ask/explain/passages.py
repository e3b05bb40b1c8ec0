"""Words of a source inside their sentence, found in the raw text around their offsets."""

from __future__ import annotations

from functools import cache, cached_property
from pathlib import Path

from msgspec import Struct

from pipeline.errors import SourceError
from pipeline.extract.catalogue import load_catalogue, read_content
from pipeline.extract.extraction import extract_content
from pipeline.map.sentence_around import LINE_END, paragraphs, sentence_around
from pipeline.model import Source, Span


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
        raw, around = self._text(source)
        if raw[start:end] != quote or not quote:
            return None
        sentence = sentence_around(raw, around, start, end)
        line = len(LINE_END.findall(raw, 0, start)) + 1
        return Sentence(raw[sentence.start : start], raw[end : sentence.end], line)

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
            content = read_content(self._project, source)
            done = extract_content(content, source, where=source.path)
        except (KeyError, SourceError):
            return "", []
        return done.text, paragraphs(done.text, done.entries)
