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
from pipeline.map.cues import cues
from pipeline.map.denial import is_denied
from pipeline.map.lexicon import Lexicon, Mention
from pipeline.map.reading import EntryReading
from pipeline.map.sentences import Sentence
from pipeline.map.words import key, tokens
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
    words: str
    is_after: bool
    confidence: float
    rule: str
    reverse: bool
    denies: bool

    def pattern(self) -> re.Pattern[str]:
        """The expression; its group `self`, if it has one, must be what is defined."""
        return _compiled(self.words, self.is_after)


@cache
def relation_data() -> dict[str, Any]:
    """What relations.toml says."""
    content = resources.files("pipeline.map").joinpath("relations.toml").read_text("utf-8")
    return tomllib.loads(content)


@cache
def _compiled(words: str, is_after: bool) -> re.Pattern[str]:
    for name, fragment in relation_data()["fragment"].items():
        words = words.replace(f"{{{name}}}", fragment)
    behind = r"\b" if is_after else rf"{relation_data()['gap']}\Z"
    return re.compile(rf"(?:{words}){behind}", re.IGNORECASE)


@cache
def _cues() -> list[_Cue]:
    return [
        _Cue(
            row["predicate"],
            row.get("before") or row["after"],
            "after" in row,
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
        subject = subject_of(sentence, mentions, concept)
        for mention in mentions:
            if mention.concept == subject:
                continue
            one = _followed(reading, sentence, subject, mention)
            one = one or _cued(reading, sentence, subject, mention, mentions, own)
            if one is not None:
                found.append(one)
    return found


def _own(reading: EntryReading) -> frozenset[str]:
    """The keys of the names of what an entry defines, and of the head noun of each."""
    names = {fact.text for fact in reading.names}
    heads = {words[0].text for name in names if (words := tokens(name))}
    return frozenset(key(name) for name in names | heads)


def subject_of(sentence: Sentence, mentions: list[Mention], concept: str) -> str:
    """The concept that a sentence speaks of: one named before its first verb, else `concept`."""
    for mention in mentions:
        before = [w for w in sentence.words if w.start < mention.start]
        after = [w for w in sentence.words if w.start >= mention.end][:1]
        leads = all(word.part in ("DET", "ADV", "PUNCT", "SPACE") for word in before)
        if leads and after and after[0].part in ("VERB", "AUX"):
            return mention.concept
    return concept


def _cued(
    reading: EntryReading,
    sentence: Sentence,
    subject: str,
    mention: Mention,
    mentions: list[Mention],
    own: frozenset[str],
) -> Stated | None:
    for cue, context, at in _fitting(sentence, mention, own):
        if not _is_about_subject(context.text, at, denies=cue.denies):
            continue
        sure = cue.confidence
        if context.kept < mention.start or mention.is_shared:
            sure = round(sure * _COORDINATED, 2)
        who = _antecedent(reading, sentence, at, mentions) or subject
        if who == mention.concept:
            continue
        return _stated(reading, sentence, (who, mention.concept), cue, (at, mention.end), sure)
    return None


def _antecedent(
    reading: EntryReading, sentence: Sentence, cue: int, mentions: list[Mention]
) -> str | None:
    """The concept that a relative pronoun right before a cue, or in it, takes up ("l'enquête, qui
    mesure"): what the cue says is said of that one, unless it is the genus.
    """
    before = [word for word in sentence.words if word.start <= cue]
    if not before or not cues("opening")["relative"].fullmatch(before[-1].text):
        before = [word for word in sentence.words if word.end <= cue]
    if not before or not cues("opening")["relative"].fullmatch(before[-1].text):
        return None
    noun = next((w for w in reversed(before) if w.part in ("NOUN", "PROPN")), None)
    if noun is None:
        return None
    place = sentence.start + noun.start
    if any(fact.start <= place < fact.start + len(fact.genus.text) for fact in reading.genera):
        return None
    taken = [m.concept for m in mentions if m.start <= noun.start < m.end]
    return taken[0] if taken else None


def _followed(
    reading: EntryReading, sentence: Sentence, subject: str, mention: Mention
) -> Stated | None:
    """What is said where the mention is the subject and a cue stands right behind it."""
    for cue in _cues():
        match = cue.pattern().match(sentence.text, mention.end) if cue.is_after else None
        if match is not None:
            place = mention.start, match.end()
            ends = subject, mention.concept
            return _stated(reading, sentence, ends, cue, place, cue.confidence)
    return None


def _stated(
    reading: EntryReading,
    sentence: Sentence,
    ends: tuple[str, str],
    cue: _Cue,
    place: tuple[int, int],
    confidence: float,
) -> Stated:
    start, end = place
    evidence = Evidence(
        reading.entry.id,
        reading.entry.source,
        sentence.start + start,
        sentence.start + end,
        sentence.written[start:end],
        cue.rule,
        confidence,
    )
    one, other = reversed(ends) if cue.reverse else ends
    return Stated(one, cue.predicate, other, evidence)


def _fitting(
    sentence: Sentence, mention: Mention, own: frozenset[str]
) -> Iterator[tuple[_Cue, Context, int]]:
    """The cues that stand right before a mention, or before the row of phrases it stands in."""
    for context in contexts(sentence.text, sentence.words, mention.start):
        window = max(0, len(context.text) - _WINDOW)
        for cue in _cues():
            match = None if cue.is_after else cue.pattern().search(context.text, window)
            if match is None or match.start() >= context.kept:
                continue
            if key(match.groupdict().get("self") or "") in {"", *own}:
                yield cue, context, match.start()


def _is_about_subject(before: str, cue: int, *, denies: bool) -> bool:
    """Whether the cue that begins at `cue` is affirmed, and of what the sentence is about."""
    if not denies and is_denied(before, cue, len(before)):
        return False
    head = before[:cue].rstrip()
    if head.endswith("ce qui"):
        return True
    # One relative clause is the genus's own; a second one speaks of something inside the first.
    relative = _pattern("relative")
    own = 1 if head.endswith("qui") or relative.match(before, cue) else 0
    aside = len(_pattern("aside").findall(before[:cue]))
    return len(relative.findall(head.removesuffix("qui"))) + own - aside <= 1
