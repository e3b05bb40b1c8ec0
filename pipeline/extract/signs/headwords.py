"""What a headword looks like, and what looks like one and is none: shared by the line layouts."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Sequence
from functools import cache
from importlib import resources
from itertools import pairwise
from statistics import median

from msgspec import Struct

from pipeline.extract.document import Line
from pipeline.extract.lines import ends_sentence, letters

_LONGEST = 90
# The value of a fact about a page has no more words.
_FACT = 8
_MOST_WORDS = 10
_QUOTED = re.compile(r"(?:«\s*([^«»]+?)\s*»|“\s*([^“”]+?)\s*”|\"\s*([^\"]+?)\s*\"|‘([^‘’]+)’)")

# A line of a timetable.
_TIME = re.compile(r"\d{1,2}\s?[hH:]\s?\d{2}(?!\w)")
_LINKED = re.compile(r"\[([^\[\]]{1,90})\]\([^()\s]{1,300}\)")

# Punctuation inside a headword that stands only in sentences and menus.
_INSIDE = re.compile(r"[a-zà-ÿ]{3}[.!?…]\s|;|\s[>›]\s", re.IGNORECASE)
_BRACKETS = re.compile(r"[(\[][^()\[\]]{0,80}[)\]]")
_APART = re.compile(r"[\s'’/,-]+")
_SIGNS_INSIDE = frozenset(".!?…;>›")
_SIGNS_BEFORE = tuple("[{<|©")


class _Cues(Struct, frozen=True):
    openings: re.Pattern[str]
    # The first words of openings.
    first: frozenset[str]
    verbs: frozenset[str]
    endings: frozenset[str]
    labels: frozenset[str]
    label_openings: frozenset[str]
    parts: frozenset[str]
    facts: frozenset[str]
    title: re.Pattern[str]
    header: re.Pattern[str]
    term_labels: frozenset[str]
    worded: re.Pattern[str]
    grammar: re.Pattern[str]
    grammar_first: re.Pattern[str]
    grammar_sign: re.Pattern[str]
    between_capitals: frozenset[str]
    verb_first: re.Pattern[str]


@cache
def _cues() -> _Cues:
    content = resources.files(__package__).joinpath("headwords.toml").read_text("utf-8")
    data = tomllib.loads(content)
    verbs, openings, titles = (
        "|".join(map(re.escape, data[name])) for name in ("verbs", "openings", "titles")
    )
    words = "|".join(data["grammar"])
    grammar = rf"(?:{words})(?:\s?(?:,|et|ou|and|or|/|&)\s?(?:{words}))?"
    bracketed = "|".join(data["grammar_in_brackets"])
    before = "|".join(data["grammar_behind_comma"])
    # What any of them begins with, found faster than they are.
    names = ("grammar", "grammar_in_brackets", "grammar_behind_comma")
    initials = "".join(sorted({one[0] for name in names for one in data[name]}))
    return _Cues(
        re.compile(rf"(?:{openings})(?=\s|\Z)|{data['imperative']}", re.IGNORECASE),
        frozenset(opening.split()[0] for opening in data["openings"]),
        frozenset(data["verbs"]),
        frozenset(data["endings"]),
        frozenset(data["labels"]),
        frozenset(data["label_openings"]),
        frozenset(data["part_labels"]),
        frozenset(data["facts"]),
        re.compile(rf"(?:{titles})\b", re.IGNORECASE),
        re.compile(
            rf"\W*(?:{'|'.join(data['term_columns'])})\W+(?:{'|'.join(data['definition_columns'])})\W*",
            re.IGNORECASE,
        ),
        frozenset(data["term_columns"]),
        re.compile(rf"(?:{'|'.join(data['articles'])})(?:(?<=['’])|\s)\S+\s+\S", re.IGNORECASE),
        re.compile(rf"(?:[\s,]\s*(?:{grammar})|\s*\((?:{grammar}|{bracketed})\))\s*\Z"),
        re.compile(rf",?\s*(?:\((?:{grammar}|{bracketed})\)|(?:{grammar})(?![\w.]))[\s,]*"),
        re.compile(
            rf"(?=[\s,(\[][\s(\[]{{0,2}}[{initials}])(?:\s?[(\[](?:{grammar}|{bracketed})[)\]]|(?:,\s?|\s)(?:{grammar})(?![\w.])"
            rf"|,\s?(?:{before})(?![\w.])(?=\W*(?:\w+\W+){{3}}))"
            r"[\s,]*(?:(?:::?|[-–—−=→])(?!\S)\s*)?"
        ),
        frozenset(data["between_capitals"]),
        re.compile(rf"\s*(?:{verbs})(?=\s)", re.IGNORECASE),
    )


def may_be_name(text: str) -> bool:
    """Whether a text may be a headword by its shape: up to ten words, no clause."""
    if not text or len(text) > _LONGEST or "\t" in text or text[0].isspace():
        return False
    words = text.casefold().split()
    if len(words) > _MOST_WORDS or text[-1].isspace():
        return False
    if text[-1] in ".!?…,;" and not text.endswith(("etc.", "...)")) and not _is_abbreviation(text):
        return False
    if text.count("(") != text.count(")") or text.count("[") != text.count("]"):
        return False
    if not any(map(str.isalnum, text)) or (text[0].isdigit() and _TIME.match(text)):
        return False
    if spelt := _acronym(text):
        text, words = text[spelt:].lstrip(), words[1:]
    return not words or not _is_sentence(text, words)


def _acronym(text: str) -> int:
    """How long the acronym is that a text opens with and spells out: `CES (Customer ...)`."""
    first, _, rest = text.partition(" ")
    is_capital = len(first) > 1 and first.isupper()
    return len(first) if is_capital and (not rest[:1].isalpha() or not rest.isupper()) else 0


def _is_sentence(text: str, words: Sequence[str]) -> bool:
    """Whether words of a sentence stand in a text, or signs of one; `words` are folded."""
    cues = _cues()
    # `Vitamine A`, `Livret A`
    if len(words) > 1 and not text.endswith(" A"):
        if not cues.verbs.isdisjoint(words[1:]):
            return True
        if words[-1] in cues.endings and not _is_inverted(text, cues.endings):
            return True
    may_open = words[0] in cues.first or "ez" in words[0]
    if may_open and cues.openings.match(text):
        return True
    return text.startswith(_SIGNS_BEFORE) or (
        not _SIGNS_INSIDE.isdisjoint(text) and _INSIDE.search(text) is not None
    )


def _is_inverted(text: str, small: frozenset[str]) -> bool:
    """Whether words stand behind a comma that belong before the name: `Cape, à la`, `Surjet,
    point de`.
    """
    name, comma, behind = text.rpartition(",")
    words = behind.casefold().split()
    if not comma or "," in name or (not name[:1].isupper() and len(words) > 1):
        return False
    return len(words) < 4 and (small.issuperset(words) or len(words) + len(name.split()) < 5)


def _is_abbreviation(text: str) -> bool:
    last = text.rsplit(None, 1)[-1]
    return last.endswith(".") and (last.count(".") > 1 or (len(last) <= 4 and text.count(" ") < 3))


def is_clause(text: str) -> bool:
    """Whether a verb opens it: what goes on with the sentence of the words before it."""
    return _cues().verb_first.match(text) is not None


def grammar_at(text: str, at: int) -> int:
    """Where the grammar that stands at a place ends (`n. m.` behind a headword); else the place."""
    match = _cues().grammar_first.match(text, at)
    return match.end() if match else at


def grammar_sign() -> re.Pattern[str]:
    """The grammar behind a headword that divides it from its definition, a sign behind it included:
    `, n. m. `, ` (adj.) : `.
    """
    return _cues().grammar_sign


def is_capital(text: str) -> bool:
    """Whether a headword is in capitals, what it has in brackets and small words between aside."""
    name = _BRACKETS.sub(" ", text) if "(" in text or "[" in text else text
    if not name.isupper():
        words = _APART.split(name)
        small = [word for word in words if word and not word.isupper() and word.isalpha()]
        if not small or words[0].islower() or words[-1].islower():
            return False
        if not _cues().between_capitals.issuperset(small):
            return False
        if sum(map(str.isupper, name)) <= sum(map(str.islower, name)):
            return False
    return sum(map(str.isalpha, name)) > 1


def is_label(head: str, rest: str) -> bool:
    """Whether it names a part of an entry ("Exemple"), or a fact about the page ("E-mail") that
    `rest`, which stands behind it, gives: a few words that are no sentence.
    """
    words = head.casefold()
    cues = _cues()
    if words in cues.labels or words.partition(" ")[0] in cues.label_openings:
        return True
    return words in cues.facts and 0 < len(rest.split()) <= _FACT and not ends_sentence(rest)


def is_labelled(text: str) -> bool:
    """Whether it is what a part of an entry says, behind its label: `Synonymes : ...`."""
    label, colon, words = text[:_LONGEST].partition(":")
    name = label.strip().casefold()
    return bool(colon and words.strip()) and (name in _cues().labels or name in _cues().parts)


def is_term_label(text: str) -> bool:
    """Whether it says that a term follows ("Terme"), as the head of a column does."""
    return text.casefold() in _cues().term_labels


def is_header(text: str) -> bool:
    """Whether it holds the heads of the columns of terms and definitions, nothing else."""
    return _cues().header.fullmatch(text) is not None


def is_worded(text: str) -> bool:
    """Whether it opens with an article and goes on for several words, as a sentence might."""
    return _cues().worded.match(text) is not None


def is_title(text: str) -> bool:
    """Whether it opens as the title of a glossary does."""
    return _cues().title.match(text) is not None


def head_of(line: Line, start: int, end: int) -> Line:
    """The headword that stands at `[start, end)` of a line, counted from its beginning: without
    quotation marks or a link around it and grammar behind it.
    """
    words = line.text[start:end]
    if words[-1:] in ".)fmlre":
        grammar = _cues().grammar.search(words)
        if grammar and grammar.start() > 0:
            end = start + grammar.start()
            words = line.text[start:end]
    if words[:1] == "[" and (linked := _LINKED.fullmatch(words.strip())):
        inner = words.index(linked[1])
        return line.part(start + inner, start + inner + len(linked[1]))
    if words[:1] in '«“"‘':
        quoted = _QUOTED.fullmatch(words.strip())
        if quoted:
            group = quoted.lastindex or 0
            inner = words.index(quoted[group])
            return line.part(start + inner, start + inner + len(quoted[group]))
    return line.part(start, end)


def recurring(heads: Sequence[str]) -> frozenset[str]:
    """What recurs far more often than headwords do, and so names a part of each entry; folded."""
    counts = Counter(head.casefold() for head in heads)
    usual = median(counts.values()) if counts else 0
    return frozenset(head for head, count in counts.items() if count >= 3 and count > 4 * usual - 2)


def is_ordered(heads: Sequence[str]) -> bool:
    """Whether headwords stand in the order of the alphabet, a few aside."""
    keys = [letters(head) for head in heads]
    rising = sum(a <= b for a, b in pairwise(keys))
    return len(keys) >= 4 and rising >= 0.85 * (len(keys) - 1)


def fits(before: str | None, head: str, after: str | None) -> bool:
    """Whether a headword stands in order between two others."""
    key = letters(head)
    return (before is None or letters(before) <= key) and (after is None or key <= letters(after))
