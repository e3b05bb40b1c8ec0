"""Annotate a text with the published vocabulary, as bytes to write."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from pipeline.ask.annotate import json_, page, table
from pipeline.ask.annotate.finding import Finder
from pipeline.ask.annotate.labels import in_language, published_labels
from pipeline.ask.annotate.passages import passages
from pipeline.ask.annotate.reading import opened, pieces
from pipeline.vocabulary import load_vocabulary

FORMS = ("text", "json", "html")


def answer(
    project: Path, output: Path, given: str, *, form: str, language: str | None
) -> Iterator[bytes]:
    """The annotations of a text, a file or standard input, in one of FORMS, chunk by chunk.

    Only labels in `language` count where one is given. Raises StageError where nothing was
    published, InputError where the text cannot be used; the latter at any chunk.
    """
    vocabulary = load_vocabulary(project / "ontology" / "vocabulary.toml")
    with opened(given) as source:
        labels = published_labels(output, vocabulary)
        if language is not None:
            labels = in_language(labels, language)
        found = passages(Finder(labels, language or vocabulary.language), pieces(source))
        if form == "html":
            yield from page.write(found, source.name)
        else:
            yield from (json_ if form == "json" else table).write(found)
