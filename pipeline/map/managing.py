"""Who manages a relation with whom, as a definition of an approach says it.

The forms stand in managing.toml. What a text says is read for each entry by itself; that the
vocabulary follows it is another matter (`follow`): where entries differ, a person decides.
"""

from __future__ import annotations

import re
import tomllib
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from importlib import resources
from itertools import combinations
from typing import Any, Literal

from msgspec import Struct

from pipeline.map.denial import is_denied
from pipeline.map.lexicon import Lexicon, Mention
from pipeline.map.ontology import own_name
from pipeline.map.reading import EntryReading
from pipeline.map.sentences import Sentence
from pipeline.map.stated import subject_of
from pipeline.model import Evidence

Role = Literal["manager", "partner"]
ROLES: tuple[Role, ...] = ("manager", "partner")


class Managing(Struct, frozen=True, order=True):
    """An entry says that in an approach a party (IRIs) has a role, with the words that say so."""

    approach: str
    role: Role
    party: str
    evidence: Evidence


def relation_of(role: Role, prefix: str) -> str:
    """The relation (a CURIE) of an approach to who has a role in it; `prefix` is the ontology's."""
    return own_name(str(_data()["role"][role]["follows"]), prefix)


def saying_of(role: Role, prefix: str) -> str:
    """The relation (a CURIE) of an entry to who, it says, has a role in the approach it defines."""
    return own_name(str(_data()["role"][role]["says"]), prefix)


class _Form(Struct, frozen=True):
    parties: tuple[Role, ...]
    before: str = ""
    between: str = ""


@cache
def _data() -> dict[str, Any]:
    content = resources.files("pipeline.map").joinpath("managing.toml").read_text("utf-8")
    return tomllib.loads(content)


def _reading(name: str) -> str:
    text: str = _data()["reading"][name]
    return text


@cache
def _forms() -> list[_Form]:
    return [
        _Form(tuple(row["parties"]), row.get("before", ""), row.get("between", ""))
        for row in _data()["form"]
    ]


@cache
def _compiled(words: str) -> re.Pattern[str]:
    fragments = _data()["fragment"]
    while any(f"{{{name}}}" in words for name in fragments):
        for name, fragment in fragments.items():
            words = words.replace(f"{{{name}}}", fragment)
    return re.compile(words, re.IGNORECASE)


def read_managing(
    reading: EntryReading, concept: str, lexicon: Lexicon, parties: Lexicon
) -> list[Managing]:
    """What an entry, read as an entry of `concept`, says of who manages a relation with whom.

    `lexicon` finds all concepts in a text, `parties` those that may be a party.
    """
    found: list[Managing] = []
    for sentence in reading.sentences:
        names = lexicon.find(sentence.text)
        named = [one for one in parties.find(sentence.text) if not _is_in_longer(one, names)]
        # Who begins a sentence acts in it; it is not what the sentence speaks of.
        begin = {one.start for one in named}
        names = [one for one in names if one.start not in begin]
        for form in _forms():
            for row in combinations(named, len(form.parties)):
                start = _start(form, sentence.text, row)
                if start is None or _is_set_aside(sentence.text, start, row[-1].end):
                    continue
                approach = _approach(sentence, start, names, concept)
                if approach is None or _is_name_of_another(start, row[-1], names, approach):
                    continue
                evidence = _evidence(reading, sentence, start, row[-1].end)
                found += [
                    Managing(approach, role, one.concept, evidence)
                    for role, one in zip(form.parties, row, strict=True)
                ]
    return _distinct(found)


def follow(
    said: Iterable[Managing], decided: Mapping[tuple[str, Role], set[str]]
) -> tuple[list[Managing], list[list[Managing]]]:
    """What the vocabulary follows of what entries say, and what they leave open.

    Of an approach and a role, entries that name the same parties are followed. Where they differ
    the parties of `decided` are, if there are any; else nothing is, and it is open.
    """
    groups: dict[tuple[str, Role], list[Managing]] = defaultdict(list)
    for one in said:
        groups[one.approach, one.role].append(one)
    followed: list[Managing] = []
    left: list[list[Managing]] = []
    for place, group in groups.items():
        by_entry: dict[str, set[str]] = defaultdict(set)
        for one in group:
            by_entry[one.evidence.entry].add(one.party)
        if place in decided:
            followed += [one for one in group if one.party in decided[place]]
        elif len({frozenset(names) for names in by_entry.values()}) == 1:
            followed += group
        else:
            left.append(group)
    return followed, left


def _start(form: _Form, text: str, row: Sequence[Mention]) -> int | None:
    """Where a form begins whose parties are these mentions; None where it does not fit."""
    first, last = row[0], row[-1]
    if form.between and not _compiled(form.between).fullmatch(text, first.end, last.start):
        return None
    match = _compiled(rf"(?:{form.before or _reading('lead')})\Z").search(text[: first.start])
    return None if match is None else match.start()


def _is_in_longer(party: Mention, names: Iterable[Mention]) -> bool:
    """Whether a party's name only begins a longer one ("client mystère")."""
    return any(m.start == party.start and m.end > party.end for m in names)


def _is_set_aside(text: str, start: int, end: int) -> bool:
    """Whether the clause denies what is said, or names it to set it aside."""
    clause = max(text.rfind(sign, 0, start) for sign in ",;:") + 1
    return is_denied(text, start, end) or bool(
        _compiled(_reading("contrast")).search(text, clause, start)
    )


def _approach(sentence: Sentence, start: int, names: Sequence[Mention], concept: str) -> str | None:
    """The approach that the words from `start` on speak of; None where it is none that is known."""
    text = sentence.text
    earlier = [one for one in names if one.end <= start]
    for relative in reversed(list(_compiled(_reading("relative")).finditer(text, 0, start))):
        heads = [m for m in earlier if _compiled(_reading("where")).match(text[m.end :])]
        return next((m.concept for m in reversed(heads) if m.end <= relative.start()), None)
    for one in reversed(earlier):
        if _compiled(_reading("within")).search(text[: one.start]):
            return one.concept
    return subject_of(sentence, list(names), concept)


def _is_name_of_another(
    start: int, party: Mention, names: Iterable[Mention], approach: str
) -> bool:
    """Whether the words are the name of another approach: they say nothing of this one."""
    return any(m.start <= start and party.end <= m.end and m.concept != approach for m in names)


def _evidence(reading: EntryReading, sentence: Sentence, start: int, end: int) -> Evidence:
    return Evidence(
        reading.entry.id,
        reading.entry.source,
        sentence.start + start,
        sentence.start + end,
        sentence.written[start:end],
        _reading("rule"),
        _data()["reading"]["confidence"],
    )


def _distinct(found: Sequence[Managing]) -> list[Managing]:
    """Each role of a party once, by the words that say most."""
    best: dict[tuple[str, Role, str], Managing] = {}
    for one in found:
        place = one.approach, one.role, one.party
        if place not in best or _length(one) > _length(best[place]):
            best[place] = one
    return list(best.values())


def _length(one: Managing) -> int:
    return one.evidence.end - one.evidence.start
