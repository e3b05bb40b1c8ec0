"""Time is linear in the size of a text, however it was made to be slow."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest

from pipeline.errors import SourceError
from pipeline.extract.containers import open_document
from pipeline.extract.containers.plain import document_of
from pipeline.extract.extraction import extract_document
from pipeline.extract.readers import READERS
from tests.extract.hostile import CONTAINED, FAMILIES
from tests.fuzz.targets import SOURCE, check

_SIZE = 20_000
# Four times the text may take this many times as long; quadratic is 16 times.
_TIMES = 9
# In seconds: what is shorter than this says nothing.
_LEAST = 0.15


def check_linear(work: Callable[[int], None]) -> None:
    def took(size: int) -> float:
        start = time.process_time()
        work(size)
        return time.process_time() - start

    took(_SIZE // 10)
    before = took(_SIZE)
    after = took(4 * _SIZE)
    if after > _TIMES * max(before, _LEAST):  # once more, lest it was the machine
        before, after = max(before, took(_SIZE)), min(after, took(4 * _SIZE))
    assert after <= _TIMES * max(before, _LEAST)


@pytest.mark.slow
@pytest.mark.parametrize("family", FAMILIES)
def test_every_layout_reads_a_hostile_text_in_linear_time(family: str) -> None:
    def work(size: int) -> None:
        document = document_of(FAMILIES[family](size))
        for reader in READERS:
            check(document, reader)

    check_linear(work)


@pytest.mark.slow
@pytest.mark.parametrize("family", CONTAINED)
def test_a_hostile_file_is_extracted_in_linear_time(family: str) -> None:
    name, made = CONTAINED[family]

    def work(size: int) -> None:
        try:
            document = open_document(made(size), name, where=name)
            extract_document(document, SOURCE, where=name)
        except SourceError as refused:
            assert "\n" not in str(refused)

    check_linear(work)


@pytest.mark.parametrize(
    "family", ["each refers to the next", "all refer to one", "numbers", "headwords all equal"]
)
def test_what_was_quadratic_once_takes_seconds_no_more(family: str) -> None:
    document = document_of(FAMILIES[family](200_000))
    start = time.process_time()
    try:
        extract_document(document, SOURCE, where="x")
    except SourceError as refused:
        assert "no known layout" in str(refused)
    assert time.process_time() - start < 10
