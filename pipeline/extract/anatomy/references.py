"""Entries that only send to another: they become a name of it, where the document has it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from itertools import islice

from msgspec import structs

from pipeline.extract.anatomy.labels import reference_cue
from pipeline.extract.anatomy.terms import Names, term_at
from pipeline.extract.lines import letters
from pipeline.extract.reading import Found
from pipeline.model import Span

_LONGEST = 200
# More names of one entry are never listed.
_MOST_NAMES = 6
_SIGNS = ("voir", "→", "⇒", "=>", "->", "➔", "➜", "see", "cf", "v.", "renvoi", "confer")


def divided_headword(text: str, offset: int) -> tuple[Span, Span] | None:
    """The headword and what stands behind the cue in "Churn → Attrition", "CRM voir GRC"."""
    if len(text) > _LONGEST:
        return None
    lower = text.lower()
    for sign in _SIGNS:
        if sign in lower:
            break
    else:
        return None
    match = _bracketed().fullmatch(text) or _plain().fullmatch(text)
    if match is None:
        return None
    own, terms = term_at(text, *match.span("own")), match.span("terms")
    if own is None or term_at(text, *terms) is None:
        return None
    return Span(offset + own.start, offset + own.end), Span(offset + terms[0], offset + terms[1])


def rejoined(raw: str, entries: Sequence[Found]) -> list[Found]:
    """The entries with references that a reader took for headwords ("→ Affûtage" on a line of its
    own) given back to the entry before, which then has nothing else, and the first line below such
    a one made the headword that it is.
    """
    found: list[Found] = []
    for entry in entries:
        head = entry.headword
        before = found[-1] if found else None
        if head is None or before is None or before.senses or before.headword is None:
            found.append(entry)
            continue
        if head.end - head.start > _LONGEST or not _leading().match(raw, head.start, head.end):
            found.append(entry)
            continue
        found[-1] = structs.replace(before, senses=[[head]])
        lines = entry.senses[0] if len(entry.senses) == 1 else []
        if len(lines) > 1:
            found.append(structs.replace(entry, headword=lines[0], senses=[list(lines[1:])]))
        elif entry.senses:
            found.append(structs.replace(entry, headword=None))
    return found


@cache
def _leading() -> re.Pattern[str]:
    return re.compile(rf"{reference_cue()}\s{{0,3}}:?\s{{0,3}}\w", re.IGNORECASE)


@cache
def _bracketed() -> re.Pattern[str]:
    return re.compile(
        rf"(?P<own>[^\[\]]{{1,90}}?)\s*[(\[]\s*{reference_cue()}\s*:?\s*"
        r"(?P<terms>[^()\[\]]{1,120})[)\]]",
        re.IGNORECASE,
    )


@cache
def _plain() -> re.Pattern[str]:
    return re.compile(
        rf"(?P<own>[^→⇒]{{1,90}}?)(?:\s*[,:;–—-]\s*|\s+)(?:{reference_cue()}\s*:?\s*){{1,2}}"
        r"(?P<terms>.{1,120})",
        re.IGNORECASE,
    )


def settled(raw: str, entries: Sequence[Found], names: Names, alone: set[int]) -> list[Found]:
    """The entries without those that only send to one other of the document: each of these is a
    variant of the one it ends at. `alone` are the indices of the entries that only send elsewhere.
    """
    ends = _ends({index: _target(raw, index, entries, names) for index in alone})
    gained: dict[int, list[Span]] = {}
    gone: set[int] = set()
    for index in sorted(alone):
        end = ends[index]
        found = entries[index]
        if end is None or found.headword is None:
            continue
        gone.add(index)
        gained.setdefault(end, []).extend([found.headword, *found.variants])
    return [
        structs.replace(found, variants=_without_repeats(raw, [*found.variants, *gained[index]]))
        if index in gained
        else found
        for index, found in enumerate(entries)
        if index not in gone
    ]


def _without_repeats(raw: str, terms: Sequence[Span]) -> list[Span]:
    """The terms, each name once: where it stands as a headword of its own, there."""
    found = {letters(raw[term.start : term.end]): term for term in terms}
    kept = set(found.values())
    return [term for term in dict.fromkeys(terms) if term in kept]


def _target(raw: str, index: int, entries: Sequence[Found], names: Names) -> int | None:
    """The one entry that an entry sends to, by any of its names; None where there are several."""
    targets: set[int] = set()
    if len(entries[index].see) > _MOST_NAMES:
        return None
    for term in entries[index].see:
        named = names.entries(raw[term.start : term.end])
        found = set(islice((one for one in named if one != index), 2))
        if not found:
            return None
        targets |= found
    return targets.pop() if len(targets) == 1 else None


def _ends(targets: dict[int, int | None]) -> dict[int, int | None]:
    """Where each chain of references ends: None where it ends nowhere or in a circle."""
    ends: dict[int, int | None] = {}
    for index in targets:
        chain: dict[int, None] = {}
        at: int | None = index
        while at is not None and at in targets and at not in ends and at not in chain:
            chain[at] = None
            at = targets[at]
        end = None if at is None or at in chain else ends.get(at, at)
        ends.update(dict.fromkeys(chain, end))
    return ends
