"""The main verb of a sentence: where what is said of the subject begins."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from pipeline.map.cues import cues
from pipeline.map.quotes import FILL
from pipeline.map.second_reader import Word

LONGEST_ZONE = 160


def main_verb(
    plain: str, words: Sequence[Word], start: int, known: Sequence[str]
) -> tuple[int, int | None] | None:
    """Where the main verb begins, and where the genus begins behind it if that is a verb of
    defining; None where the sentence has no main verb near its beginning.
    """
    defining = re.compile(rf"\b(?:{cues('opening')['verb'].pattern})\b", re.IGNORECASE)
    finite = list(_finite(plain, words, start, known))
    if not words:
        match = defining.search(plain, start, start + LONGEST_ZONE)
        if match and not _is_clause(plain[start : match.start()]):
            finite = [(match.start(), match.start())]
    if not finite or finite[0][0] - start > LONGEST_ZONE:
        return None
    begin, verb = finite[0]
    match = defining.match(plain, begin) or defining.match(plain, verb)
    return begin, match.end() if match else None


def _finite(
    plain: str, words: Sequence[Word], start: int, known: Sequence[str]
) -> Iterator[tuple[int, int]]:
    """The conjugated verbs outside relative clauses: where each begins with the pronoun before it,
    and where without.
    """
    clauses = 0
    start = after_name(plain, start, known)
    defining = re.compile(rf"\b(?:{cues('opening')['verb'].pattern})\b", re.IGNORECASE)
    for index, word in enumerate(words):
        if word.start < start or plain[word.start] == FILL:
            continue
        if cues("opening")["relative"].fullmatch(word.text):
            clauses += 1
        elif index and words[index - 1].part in ("ADP", "DET"):
            # No verb is conjugated there, whatever the model says of a rare noun.
            continue
        elif word.form == "Fin" or (word.part != "NOUN" and defining.match(plain, word.start)):
            if clauses:
                clauses -= 1
                continue
            begin = index
            while begin and cues("opening")["clitic"].fullmatch(words[begin - 1].text):
                begin -= 1
            yield max(start, words[begin].start), word.start


def after_name(plain: str, start: int, known: Sequence[str]) -> int:
    """Where the text goes on after a name that it begins with, with an article or without."""
    article = cues("name")["article"].match(plain, start)
    begin = article.end() if article else start
    ends = [begin + len(n) for n in known if plain[begin : begin + len(n)].lower() == n.lower()]
    return max(ends, default=start)


def _is_clause(zone: str) -> bool:
    """Whether words before a verb hold a relative clause or a preposition that opens it: then the
    verb belongs to that clause and the sentence has no subject of its own.
    """
    return re.search(r"\b(qui|que|dont|où|lequel|laquelle)\b|\bqu['’]", zone) is not None
