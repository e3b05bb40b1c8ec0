"""Quotation marks and brackets: those without their pair mended, what they hold masked."""

from __future__ import annotations

import re

FILL = "¤"


def mended(text: str) -> str:
    """The text with each straight quote that closes nothing made a space, length unchanged.

    Scraped glossaries lose opening quotes (`VOC" est un acronyme pour "Voix du client"`): a quote
    right behind a word closes only what was opened.
    """
    chars = list(text)
    is_open = False
    for index, char in enumerate(text):
        if char != '"':
            continue
        after_word = index > 0 and not text[index - 1].isspace() and text[index - 1] not in "(['’"
        if after_word and not is_open:
            chars[index] = " "
        else:
            is_open = not is_open
    return "".join(chars)


def masked(text: str) -> str:
    """The text with brackets and quotations filled with a sign that is no word, as long."""

    def fill(match: re.Match[str]) -> str:
        return FILL * len(match.group())

    text = re.sub(r"\([^()]*\)", fill, text)
    return re.sub(r"“[^“”]*”|«[^«»]*»|\"[^\"]*\"", fill, text)
