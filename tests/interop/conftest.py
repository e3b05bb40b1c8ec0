"""What the tests of all programs share: the table that they fill in."""

from __future__ import annotations

import pytest

from pipeline.files import write_json

from .environments import CLIENTS
from .table import RESULTS, Table

_TABLE = Table()


@pytest.fixture(scope="session")
def table() -> Table:
    """Where a test puts what a program said, after it has found it right."""
    return _TABLE


def pytest_sessionfinish(exitstatus: int) -> None:
    """Keep what was said for `python -m tests.interop`, where nothing failed."""
    RESULTS.unlink(missing_ok=True)
    if exitstatus == pytest.ExitCode.OK and CLIENTS.exists():
        write_json(RESULTS, _TABLE)
