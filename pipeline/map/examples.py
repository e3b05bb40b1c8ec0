"""Kinds that a sentence gives as examples: "des X tels que Y et Z", "Exemples de X : Y", "Y et
autres X" (the patterns of Hearst, 1992).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Any

from pipeline.map.coordination import contexts
from pipeline.map.lexicon import Lexicon, Mention
from pipeline.map.reading import EntryReading
from pipeline.map.sentences import Sentence
from pipeline.map.stated import Stated, relation_data
from pipeline.model import Evidence

_ARTICLES = r"(?:\s|\b(?:les?|la|des?|du|une?|d['’]|l['’]))*"
_MANY = re.compile(
    r"\b(?:les|des|ces|autres|certaine?s|plusieurs|différente?s|diverse?s)\s+\Z", re.I
)


def example_relations(reading: EntryReading, lexicon: Lexicon) -> list[Stated]:
    """The concepts that a definition names as kinds of another one it names just before."""
    found: list[Stated] = []
    for sentence in reading.sentences:
        mentions = lexicon.find(sentence.text, sentence.words)
        for head in mentions:
            for mention in mentions:
                if mention.concept == head.concept or mention.is_shared:
                    continue
                for start, end in _places(sentence, head, mention):
                    found.append(_stated(reading, sentence, head, mention, start, end))
                    break
    return found


def _places(sentence: Sentence, head: Mention, mention: Mention) -> Iterator[tuple[int, int]]:
    """Where the words stand that make `mention` an example of `head`."""
    text = sentence.text
    if mention.end <= head.start:
        others = _compiled("others", text[head.start : head.end])
        if others.fullmatch(text[mention.end : head.end].strip()):
            yield mention.start, head.end
        return
    listing = _compiled("list", text[head.start : head.end])
    for context in contexts(text, sentence.words, mention.start):
        if context.kept <= head.end:
            return
        if _is_many(text, head) and _compiled("after", "").fullmatch(context.text, head.end):
            yield head.start, mention.end
        begins = listing.match(context.text)
        if begins and re.compile(_ARTICLES).fullmatch(context.text, begins.end()):
            yield 0, mention.end


def _is_many(text: str, head: Mention) -> bool:
    """Whether a name stands for several things: only such have examples."""
    return _MANY.search(text[: head.start]) is not None


@cache
def _compiled(name: str, head: str) -> re.Pattern[str]:
    pattern = _examples()[name].replace("{head}", re.escape(head))
    return re.compile(pattern + (_ARTICLES if name == "after" else ""), re.IGNORECASE)


def _examples() -> dict[str, Any]:
    examples: dict[str, Any] = relation_data()["examples"]
    return examples


def _stated(
    reading: EntryReading, sentence: Sentence, head: Mention, mention: Mention, start: int, end: int
) -> Stated:
    evidence = Evidence(
        reading.entry.id,
        reading.entry.source,
        sentence.start + start,
        sentence.start + end,
        sentence.written[start:end],
        _examples()["rule"],
        _examples()["confidence"],
    )
    return Stated(mention.concept, "skos:broader", head.concept, evidence)
