"""The names that an entry has before its definition is read: its headword, the variants beside it,
and, where it only refers to another entry, the name of that one.
"""

from __future__ import annotations

import re
from functools import cache

from msgspec import structs

from pipeline.extract.anatomy.cues import phrases
from pipeline.map.headwords import headword_names
from pipeline.map.naming import Name
from pipeline.map.words import fits, is_acronym
from pipeline.model import Entry, Headword

_STATED = 0.95
_LINE = re.compile(r"[^\r\n]*\Z")
_LOOK_BACK = 200
# What stands between the terms of one headword line.
_BESIDE = re.compile(
    r"[\s/;|,=«»\"'’()]{1,9}(?:(?:ou|or)(?:\s+(?:bien|encore))?\s{1,3}(?:l['’])?)?"
)


def is_reference(entry: Entry) -> bool:
    """Whether an entry defines nothing and only refers to others."""
    return "cross_reference" in entry.flags


def entry_names(entry: Entry, raw: str, lang: str) -> list[tuple[Name, Headword]]:
    """The names, each with the words of the raw text that give it."""
    head = entry.headword
    if head is None:
        return []
    if is_reference(entry):
        return _of_reference(entry, head, lang)
    found = [(name, head) for name in headword_names(head.text, lang=lang)]
    end = head.end
    for variant in entry.variants:
        if _BESIDE.fullmatch(raw, end, max(end, variant.start)):
            found += _named(variant, lang, "equivalent", "headword-variant")
            end = variant.end
        else:
            language = _language(raw, variant) or lang
            found += _named(variant, language, "equivalent", "stated-variant")
    return _with_expansions(found)


def _of_reference(entry: Entry, head: Headword, lang: str) -> list[tuple[Name, Headword]]:
    """What refers to one term is another name of it; what refers to several names nothing."""
    if len(entry.see) != 1:
        return []
    places = [head, *entry.variants, *entry.see]
    found = [
        one for place in places for one in _named(place, lang, "equivalent", "cross-reference")
    ]
    return _with_expansions(found)


def _named(place: Headword, lang: str, role: str, rule: str) -> list[tuple[Name, Headword]]:
    """The names that a term written in one place gives."""
    return [
        (
            structs.replace(
                name,
                role=role if name.role in ("headword", "equivalent") else name.role,
                lang="en" if lang == "en" and name.lang else name.lang,
                rule=rule,
                confidence=min(name.confidence, _STATED),
            ),
            place,
        )
        for name in headword_names(place.text, lang=lang)
    ]


def _with_expansions(found: list[tuple[Name, Headword]]) -> list[tuple[Name, Headword]]:
    """The same; a full name that an acronym among them abbreviates is its expansion."""
    acronyms = [name.text for name, _ in found if name.role == "acronym"]
    return [
        (structs.replace(name, role="expansion"), place)
        if name.role == "equivalent"
        and not is_acronym(name.text)
        and any(fits(acronym, name.text) for acronym in acronyms)
        else (name, place)
        for name, place in found
    ]


def _language(raw: str, variant: Headword) -> str:
    """The language that a label before a variant says, on its line."""
    line = _LINE.search(raw, max(0, variant.start - _LOOK_BACK), variant.start)
    before = line[0] if line else ""
    for lang, pattern in _labels().items():
        if pattern.search(before):
            return lang
    return ""


@cache
def _labels() -> dict[str, re.Pattern[str]]:
    """What says a language, the last label on the line before a term."""
    return {
        lang: re.compile(rf"(?<!\w){phrases('labels', name)}[^:]{{0,14}}:[^:]*\Z", re.IGNORECASE)
        for lang, name in (("en", "english"), ("fr", "french"))
    }
