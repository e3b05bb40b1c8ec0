"""Counts in the French sentences that people read: singular and plural agree."""

from __future__ import annotations

import re

_FORMS = re.compile(r"\[(?:(?P<one>[^\[\]|]*)\|)?(?P<many>[^\[\]|]*)\]")


def counted(count: int, words: str) -> str:
    """The count and the words behind it, in the form that goes with it: `terme[s]` adds a letter
    to the plural, `[a|ont]` has a word for each. French counts nothing as one.
    """
    form = "many" if count > 1 else "one"
    return f"{count} {_FORMS.sub(lambda match: match[form] or '', words)}"
