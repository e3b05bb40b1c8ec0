"""The words of the explanation: wording.toml, in French and English."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

from pipeline.model import LEDGER_KINDS


@cache
def wording() -> dict[str, Any]:
    """All sections of wording.toml."""
    text = files("pipeline.extract.explain").joinpath("wording.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


def kinds() -> dict[str, dict[str, str]]:
    """The kinds of the ledger in their order: `fr`, `en`, and `mark`, the letter in the margin."""
    return {kind: wording()["kinds"][kind] for kind in LEDGER_KINDS}


# Signs that would steer a terminal, or turn the order of the text about it.
_UNSAFE = {code: 0x2400 + code for code in range(0x20) if code != 0x09} | {0x7F: 0x2421}
_UNSAFE |= dict.fromkeys(
    (*range(0x80, 0xA0), *range(0x202A, 0x202F), *range(0x2066, 0x206A), 0x200E, 0x200F, 0x061C),
    0xFFFD,
)
_UNSAFE |= {0x2028: 0xFFFD, 0x2029: 0xFFFD}


def neutralised(text: str) -> str:
    """A text whose control characters are pictures of themselves."""
    return text.translate(_UNSAFE)


def share(part: float) -> str:
    """A share of 1 in per cent: what is there at all is never 0."""
    per_cent = round(part * 100)
    return "< 1 %" if part and not per_cent else f"{per_cent} %"
