"""The gold of tests/gold: what careful readers say the five texts contain."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).resolve().parent / "gold"


def gold(name: str) -> list[dict[str, Any]]:
    """The records of one gold file, in order."""
    text = (FOLDER / f"{name}.jsonl").read_text(encoding="utf-8")
    return [json.loads(line) for line in text.splitlines()]
