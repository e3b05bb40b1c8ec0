"""The labels of the parts of an entry, and what sends the reader elsewhere, found in a text."""

from __future__ import annotations

import re
from functools import cache

from msgspec import Struct

from pipeline.extract.anatomy.cues import any_of, data, phrases
from pipeline.model import Span

# No label or reference stands in a text without one of these.
_SIGNS = (":", "→", "⇒", "➔", "➜", "⟶", "☞")
_WORDS = re.compile(
    r"\b(?:[Vv]oir|VOIR|[Ss]ee|SEE|[Cc]f|CF|[Vv]|se (?:reporter|référer)|[Rr]envoi)\b"
)
# What these words hold, and capitals that open them: single letters are found fastest.
_PARTS = ("voir", "see", "cf", "v.", "eporter", "éférer", "envoi")
_CAPITALS = (("V", ("Voir", "VOIR", "V.")), ("S", ("See", "SEE")), ("C", ("Cf", "CF")))


class Label(Struct):
    """A label: its kind, where it begins, and where its value does; `is_sure` says that whatever
    follows belongs to it.
    """

    kind: str
    start: int
    value: int
    is_sure: bool
    has_colon: bool


def may_label(text: str) -> bool:
    """Whether there may be a label or a reference: cheap, and wrong in one way only."""
    if text[0] == "=":
        return True
    for sign in _SIGNS:
        if sign in text:
            return True
    if ">" in text and ("=>" in text or "->" in text):
        return True
    for part in _PARTS:
        if part in text:
            return _WORDS.search(text) is not None
    for capital, parts in _CAPITALS:
        if capital in text and any(part in text for part in parts):
            return _WORDS.search(text) is not None
    return False


def is_label(raw: str, span: Span) -> bool:
    """Whether the stretch is a label alone."""
    return alone_label().fullmatch(raw[span.start : span.end]) is not None


def labels_of(text: str, start: int, *, is_only: bool) -> list[Label]:
    """The labels and references of a paragraph from `start` on, in order; `is_only`: the definition
    has no other paragraph.
    """
    found: list[Label] = []
    for match in label_cue().finditer(text, start):
        kind = match.lastgroup or ""
        has_colon = kind not in ("sure", "perhaps")
        if kind == "definition" and match.start("cue") > start and not found:
            continue
        if kind in ("sure", "perhaps"):
            is_sure = kind == "sure"
            kind = "see"
        else:
            is_sure = True
        found.append(Label(kind, match.start("cue"), match.end(), is_sure, has_colon))
    if not found and (own := _own_sentence().search(text, start)):
        found.append(Label("see", own.start("cue"), own.start("terms"), True, True))
    if not found and is_only and (alone := _alone().match(text, start)):
        found.append(Label("see", alone.start(), alone.end(), False, False))
    return found


@cache
def label_cue() -> re.Pattern[str]:
    """A label with its colon, or what sends elsewhere without one, at the beginning of a paragraph
    or behind the end of a sentence.
    """
    kinds = "|".join(
        rf"(?P<{kind}>{any_of(words)}(?:\s{{0,3}}\([^()]{{1,12}}\))?\s{{0,3}}:+)"
        for kind, words in data()["labels"].items()
    )
    sure = any_of(data()["references"]["sure"])
    perhaps = any_of(data()["references"]["perhaps"])
    return re.compile(
        r"(?:\A\s{0,3}|(?<=[.!?…»)\];:])\s{1,3}|\s[–—|•]\s{1,3})(?:[-*•▪]\s{1,3})?(?P<cue>(?=\S))"
        rf"(?:{kinds}|(?P<sure>{sure})(?:\s{{0,3}}:)?|(?P<perhaps>{perhaps}))\s{{0,3}}",
        re.IGNORECASE,
    )


@cache
def alone_label() -> re.Pattern[str]:
    """A label alone on its line, with or without a colon."""
    kinds = "|".join(rf"(?P<{kind}>{any_of(words)})" for kind, words in data()["labels"].items())
    return re.compile(rf"(?:[-*•▪#]+\s+)?(?:{kinds})\s{{0,3}}:*\Z", re.IGNORECASE)


@cache
def _alone() -> re.Pattern[str]:
    return re.compile(
        rf"\s{{0,3}}{any_of(data()['references']['alone'])}\s{{0,3}}(?=\S)", re.IGNORECASE
    )


@cache
def reference_cue() -> str:
    """An expression for all that sends to another entry."""
    lists = data()["references"]
    return any_of([*lists["sure"], *lists["perhaps"], "v."])


@cache
def bracketed_reference() -> re.Pattern[str]:
    """A reference in brackets, "(voir X, Y)" anywhere; the group `terms` is what it names."""
    return re.compile(
        rf"[(\[]\s{{0,3}}{reference_cue()}\s{{0,3}}(?:aussi\s{{0,3}})?:?\s{{0,3}}(?P<terms>[^()\[\]\r\n]{{1,120}})[)\]]",
        re.IGNORECASE,
    )


@cache
def _own_sentence() -> re.Pattern[str]:
    """A reference in brackets that closes a paragraph behind its last sentence."""
    return re.compile(
        r"(?:\A\s{0,3}|(?<=[.!?…»])\s{1,3})(?P<cue>)"
        rf"{bracketed_reference().pattern}\s{{0,3}}\.?\s{{0,3}}\Z",
        re.IGNORECASE,
    )


@cache
def closing_reference() -> re.Pattern[str]:
    """A reference, ", voir X" that closes a text; the group `terms` is what it names."""
    return re.compile(
        rf"[,;–—-]\s{{0,3}}{reference_cue()}\s{{0,3}}:?\s{{0,3}}(?P<terms>[^,;.\r\n]{{1,80}})[.]?\Z",
        re.IGNORECASE,
    )


@cache
def elsewhere() -> re.Pattern[str]:
    """What one may be told to see that is no term: a page, a figure, a site."""
    return re.compile(rf"{phrases('references', 'elsewhere')}|\d+\Z", re.IGNORECASE)


@cache
def name_cue() -> re.Pattern[str]:
    """What opens a bracket with another name of the headword before it: "ou", "anglais :"."""
    labels = data()["labels"]
    words = any_of([*labels["variant"], *labels["english"], *labels["french"], "ou", "or"])
    return re.compile(rf"\s{{0,3}}{words}\s{{0,3}}:?\s{{0,3}}", re.IGNORECASE)
