"""Hostile texts for the layouts with structure: bounded time, and nothing lost."""

from __future__ import annotations

import time

import pytest

from pipeline.extract.anatomy import claims_of
from pipeline.extract.containers.plain import document_of
from pipeline.extract.ledger import partition
from pipeline.extract.readers import (
    definition_lists,
    headings,
    headless,
    questions,
    self_headed,
)

_SIZE = 40_000
HOSTILE = [
    "*",
    "## ",
    "## «",
    ">",
    "a:: ",
    ": ",
    "\\item[",
    "\\newglossaryentry{",
    "Terme\n",
    "T\n: d\n",
    "; a : b\n",
    "```{glossary}\n",
    "## T\n\n",
    "1.1 Terme\n",
    "qu'est-ce que ",
    "définition ",
    "Définition : x\n",
    "Le a ou b est une ",
    "A B C ",
    "\\gls{",
    "1. Un mot qui suit un mot.\n",
]


@pytest.mark.parametrize("piece", HOSTILE)
def test_hostile_texts_end_in_good_time_and_are_accounted_for(piece: str) -> None:
    raw = piece * (_SIZE // len(piece))
    document = document_of(raw)
    start = time.process_time()
    for reader in (definition_lists, headings, headless, questions, self_headed):
        reader.sniff(document)
        reading = reader.read(document, "Éditeur")
        spans = partition(raw, [*reading.claims, *claims_of(reading.entries)])
        assert sum(s.end - s.start for kind in spans.values() for s in kind) == len(raw)
    # A bound against quadratic growth, twenty times what the slowest takes.
    assert time.process_time() - start < 10
