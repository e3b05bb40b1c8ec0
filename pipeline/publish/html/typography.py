"""French spacing: the signs that have a space before them stay on the line of their word."""

from __future__ import annotations

import re

_BEFORE = re.compile(r" (?=[:;?!»%])")
_AFTER = re.compile(r"(?<=«) ")
_NO_BREAK = "\N{NO-BREAK SPACE}"


def bound(text: str) -> str:
    """A text whose spaces before « : ; ? ! » % » and inside guillemets do not break."""
    return _AFTER.sub(_NO_BREAK, _BEFORE.sub(_NO_BREAK, text))
