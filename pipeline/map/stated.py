"""Relations that a definition states outright: a cue, and right behind it another concept."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from functools import cache
from importlib import resources
from typing import Any

from msgspec import Struct

from pipeline.map.coordination import Context, contexts
from pipeline.map.lexicon import Lexicon, Mention
from pipeline.map.reading import EntryReading
from pipeline.map.sentences import Sentence
from pipeline.map.words import tokens
from pipeline.model import Evidence

# A cue is short: only the words right before the mention are searched.
_WINDOW = 120
# Read across a coordination, or with a complement that two nouns share, a relation is less sure.
_COORDINATED = 0.9


class Stated(Struct, frozen=True):
    """`subject predicate object`, IRIs of concepts and a CURIE, with the words that state it."""

    subject: str
    predicate: str
    object: str
    evidence: Evidence


class _Cue(Struct, frozen=True):
    predicate: str
    before: str
    confidence: float
    rule: str
    reverse: bool
    denies: bool

    def pattern(self, own: str) -> re.Pattern[str]:
        """The expression, `{self}` being the names of what is defined."""
        return _compiled(self.before, own if "{self}" in self.before else "")


@cache
def relation_data() -> dict[str, Any]:
    """What relations.toml says."""
    content = resources.files("pipeline.map").joinpath("relations.toml").read_text("utf-8")
    return tomllib.loads(content)


@cache
def _compiled(before: str, own: str) -> re.Pattern[str]:
    for name, fragment in relation_data()["fragment"].items():
        before = before.replace(f"{{{name}}}", fragment)
    before = before.replace("{self}", own or r"(?!)")
    return re.compile(rf"(?:{before}){relation_data()['gap']}\Z", re.IGNORECASE)


@cache
def _cues() -> list[_Cue]:
    return [
        _Cue(
            row["predicate"],
            row["before"],
            row["confidence"],
            row["rule"],
            row.get("reverse", False),
            row.get("denies", False),
        )
        for row in relation_data()["cue"]
    ]


@cache
def _pattern(name: str) -> re.Pattern[str]:
    return re.compile(relation_data()[name], re.IGNORECASE)


def stated_relations(reading: EntryReading, concept: str, lexicon: Lexicon) -> list[Stated]:
    """The relations between `concept`, whose entry is read, and the concepts it mentions.

    A sentence that begins with the name of another concept speaks of that one.
    """
    own = _own(reading)
    found: list[Stated] = []
    for sentence in reading.sentences:
        mentions = lexicon.find(sentence.text, sentence.words)
        subject = _subject(sentence, mentions, concept)
        for mention in mentions:
            if mention.concept == subject:
                continue
            one = _cued(reading, sentence, subject, mention, own)
            if one is not None:
                found.append(one)
    return found


def _own(reading: EntryReading) -> str:
    """The names of what an entry defines, and the head noun of each, as alternatives."""
    names = {fact.text for fact in reading.names}
    heads = {words[0].text for name in names if (words := tokens(name)) and len(words) > 1}
    ordered = sorted(names | heads, key=lambda name: (-len(name), name))
    return "|".join(rf"(?:l[ae]s?\s+|l['’]\s?)?{re.escape(name)}" for name in ordered)


def _subject(sentence: Sentence, mentions: list[Mention], concept: str) -> str:
    """The concept that a sentence speaks of: one named before its first verb, else `concept`."""
    for mention in mentions:
        before = [w for w in sentence.words if w.start < mention.start]
        after = [w for w in sentence.words if w.start >= mention.end][:1]
        leads = all(word.part in ("DET", "ADV", "PUNCT", "SPACE") for word in before)
        if leads and after and after[0].part in ("VERB", "AUX"):
            return mention.concept
    return concept


def _cued(
    reading: EntryReading, sentence: Sentence, subject: str, mention: Mention, own: str
) -> Stated | None:
    for cue, context, at in _fitting(sentence, mention, own):
        if not _is_about_subject(context.text, at, denies=cue.denies):
            continue
        start = sentence.start + at
        sure = cue.confidence
        if context.kept < mention.start or mention.is_shared:
            sure = round(sure * _COORDINATED, 2)
        evidence = Evidence(
            reading.entry.id,
            reading.entry.source,
            start,
            sentence.start + mention.end,
            sentence.written[at : mention.end],
            cue.rule,
            sure,
        )
        pair = (mention.concept, subject) if cue.reverse else (subject, mention.concept)
        return Stated(pair[0], cue.predicate, pair[1], evidence)
    return None


def _fitting(sentence: Sentence, mention: Mention, own: str) -> Iterator[tuple[_Cue, Context, int]]:
    """The cues that stand right before a mention, or before the row of phrases it stands in."""
    for context in contexts(sentence.text, sentence.words, mention.start):
        window = max(0, len(context.text) - _WINDOW)
        for cue in _cues():
            match = cue.pattern(own).search(context.text, window)
            if match is not None and match.start() < context.kept:
                yield cue, context, match.start()


def _is_about_subject(before: str, cue: int, *, denies: bool) -> bool:
    """Whether the cue that begins at `cue` is affirmed, and of what the sentence is about."""
    clause = max(before.rfind(sign, 0, cue) for sign in ",;:") + 1
    if _pattern("negation").search(before, clause) and not denies:
        return False
    head = before[:cue].rstrip()
    if head.endswith("ce qui"):
        return True
    # One relative clause is the genus's own; a second one speaks of something inside the first.
    relative = _pattern("relative")
    own = 1 if head.endswith("qui") or relative.match(before, cue) else 0
    return len(relative.findall(head.removesuffix("qui"))) + own <= 1
