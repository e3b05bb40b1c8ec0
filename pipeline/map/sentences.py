"""The sentences of an entry, each with its words as the second reader parses them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct, structs

from pipeline.map.quotes import mended
from pipeline.map.second_reader import Word, parse
from pipeline.map.words import sentence_spans
from pipeline.model import Entry
from pipeline.passages import paragraphs_of, without_markup

# The model was trained on straight apostrophes and trips over quotation marks.
_PLAIN = str.maketrans('’‘“”«»"', "''     ")


class Sentence(Struct, frozen=True):
    """A sentence at `[start, end)` of the raw text: as `written` there, and as `text` with stray
    quotes and markup blanked, of equal length. `sense` counts the senses from 0; `words` have their
    places in `text`, and are none where it is too long for a sentence.
    """

    text: str
    written: str
    start: int
    end: int
    sense: int
    words: list[Word] = []


def read_sentences(entries: Sequence[tuple[Entry, str]]) -> list[list[Sentence]]:
    """The sentences of each entry (given with the raw text of its source), parsed in one pass."""
    found = [list(_sentences(entry, raw)) for entry, raw in entries]
    texts = [s.text.translate(_PLAIN) for sentences in found for s in sentences]
    parsed = iter(parse(texts))
    return [[structs.replace(s, words=next(parsed)) for s in sentences] for sentences in found]


def _sentences(entry: Entry, raw: str) -> Iterator[Sentence]:
    for number, sense in enumerate(entry.senses):
        for paragraph in paragraphs_of(raw, sense.spans):
            begin = paragraph[0].start
            written = raw[begin : paragraph[-1].end]
            text = mended(without_markup(raw, paragraph))
            for start, end in sentence_spans(text):
                place = begin + start, begin + end
                yield Sentence(text[start:end], written[start:end], *place, number)
