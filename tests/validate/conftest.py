"""What several modules here start from."""

from __future__ import annotations

import pytest

from pipeline.graphs import Graphs

from .example import sound_graphs


@pytest.fixture(scope="session")
def sound() -> Graphs:
    """A build in which no check finds a violation."""
    return sound_graphs()
