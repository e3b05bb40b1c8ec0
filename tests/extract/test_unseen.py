"""Glossaries that the code was not written for are read as well as is promised."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.extract.scoring import Score, score_folder

UNSEEN = Path(__file__).parent / "unseen"


@pytest.mark.parametrize("folder", ["a", "b", "c", "d", "e"])
def test_entries_and_their_boundaries_are_found(folder: str) -> None:
    total = Score()
    for read in score_folder(UNSEEN / folder):
        total.add(read.score)
    assert total.expected >= 190
    assert total.f1 >= 0.95
    assert total.boundaries >= 0.9
