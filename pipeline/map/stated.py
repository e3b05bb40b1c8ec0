"""Relations that a definition states outright: a cue, and right behind it another concept."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib import resources

from msgspec import Struct

from pipeline.map.lexicon import Lexicon
from pipeline.map.reading import EntryReading
from pipeline.model import Evidence


class Stated(Struct, frozen=True):
    """`subject predicate object`, IRIs of concepts and a CURIE, with the words that state it."""

    subject: str
    predicate: str
    object: str
    evidence: Evidence


class _Cue(Struct, frozen=True):
    predicate: str
    before: re.Pattern[str]
    confidence: float
    rule: str
    reverse: bool


class _Cues(Struct, frozen=True):
    cues: list[_Cue]
    negation: re.Pattern[str]
    relative: re.Pattern[str]


@cache
def _cues() -> _Cues:
    content = resources.files("pipeline.map").joinpath("relations.toml").read_text("utf-8")
    data = tomllib.loads(content)
    cues = [
        _Cue(
            row["predicate"],
            re.compile(rf"(?:{row['before']}){data['gap']}\Z", re.IGNORECASE),
            row["confidence"],
            row["rule"],
            row.get("reverse", False),
        )
        for row in data["cue"]
    ]
    negation, relative = (
        re.compile(data[name], re.IGNORECASE) for name in ("negation", "relative")
    )
    return _Cues(cues, negation, relative)


def stated_relations(reading: EntryReading, concept: str, lexicon: Lexicon) -> list[Stated]:
    """The relations between `concept`, whose entry is read, and the concepts it mentions."""
    found: list[Stated] = []
    for sentence in reading.sentences:
        for mention in lexicon.find(sentence.text):
            if mention.concept == concept:
                continue
            before = sentence.text[: mention.start]
            for cue in _cues().cues:
                # A cue is short: only the words right before the mention are searched.
                window = max(0, len(before) - 120)
                match = cue.before.search(before, window)
                if match is None or not _is_about_subject(before, match.start()):
                    continue
                start = sentence.start + match.start()
                end = sentence.start + mention.end
                evidence = Evidence(
                    reading.entry.id,
                    reading.entry.source,
                    start,
                    end,
                    sentence.written[match.start() : mention.end],
                    cue.rule,
                    cue.confidence,
                )
                pair = (mention.concept, concept) if cue.reverse else (concept, mention.concept)
                found.append(Stated(pair[0], cue.predicate, pair[1], evidence))
                break
    return found


def _is_about_subject(before: str, cue: int) -> bool:
    """Whether the cue that begins at `cue` is affirmed, and of what the sentence is about."""
    cues = _cues()
    clause = max(before.rfind(sign, 0, cue) for sign in ",;:") + 1
    if cues.negation.search(before, clause):
        return False
    head = before[:cue].rstrip()
    if head.endswith("ce qui"):
        return True
    # One relative clause is the genus's own; a second one speaks of something inside the first.
    own = 1 if head.endswith("qui") or before.startswith("qui", cue) else 0
    return len(cues.relative.findall(head.removesuffix("qui"))) + own <= 1
