"""Annotations as a JSON array, one annotation a line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import msgspec

from pipeline.ask.annotate.finding import Annotation
from pipeline.ask.annotate.passages import Passage


def write(found: Iterable[Passage]) -> Iterator[bytes]:
    """The array. Each object has `start` and `end` in code points of the input and `quote`; then
    `concept`, `prefLabel`, `label`, `kind`, `language`, `match`, and `replaces` where the label is
    of a concept that is gone. Where a passage may mean several concepts, `concept` is null and
    `candidates` holds these keys of each.
    """
    separator = b"[\n"
    for passage in found:
        if passage.annotation is not None:
            yield separator + msgspec.json.encode(_object(passage.annotation))
            separator = b",\n"
    yield b"[]\n" if separator == b"[\n" else b"\n]\n"


def _object(annotation: Annotation) -> dict[str, object]:
    place = {"start": annotation.start, "end": annotation.end, "quote": annotation.quote}
    candidates = [msgspec.to_builtins(candidate) for candidate in annotation.candidates]
    if len(candidates) == 1:
        return {**place, **candidates[0]}
    return {**place, "concept": None, "candidates": candidates}
