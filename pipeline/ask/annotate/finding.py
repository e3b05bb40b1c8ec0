"""Find the labels in a text: the longest at each place, from the left, none inside another."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import accumulate

from msgspec import Struct

from pipeline.ask.annotate.forms import is_known
from pipeline.ask.annotate.labels import KINDS, Label, Labels
from pipeline.ask.annotate.lexicon import BREAKS, JOINS, Ending, Lexicon, Word, is_exact_in_case
from pipeline.ask.annotate.spelling import INVISIBLE, bare, lowered, split, visible

# How a text may differ from a label, from the least to the most.
MATCHES = ("exact", "case", "hyphens", "accents", "acronym", "inflected")
# A term and what is looked at beside it are never longer, in code points.
REACH = 4_096
# What makes a word part of an address or of a name in a program.
_GLUE = re.compile(r"[@_\\]")
_OF_ADDRESS = re.compile(r"://|@|(?<!\w)www\.|\w\.[\w-]+\.[a-z]{2,}(?![\w.])|\w\.[a-z]{2,}/", re.I)
_LONGEST_ADDRESS = 500
_REMEMBERED = 50_000


class Candidate(Struct, frozen=True, omit_defaults=True, rename="camel"):
    """A concept that a passage means: through which label, and how the two agree (of MATCHES).

    `replaces` is the concept that bore the label and is gone, or "".
    """

    concept: str
    pref_label: str
    label: str
    kind: str
    language: str
    match: str
    replaces: str = ""


class Annotation(Struct, frozen=True):
    """A passage `[start, end)`, in code points, and what it means: one concept, or several that the
    vocabulary cannot tell apart, by name.
    """

    start: int
    end: int
    quote: str
    candidates: tuple[Candidate, ...]


class Finder:
    """The labels of a vocabulary, ready to be found in any number of texts."""

    def __init__(self, labels: Labels, language: str) -> None:
        self._lexicon = Lexicon(labels.labels)
        self._names = labels.names
        self._language = language
        self._remembered: dict[tuple[str, tuple[int, ...]], tuple[Candidate, ...]] = {}

    def find(self, text: str, start: int = 0, stop: int | None = None) -> Iterator[Annotation]:
        """The annotations of a text that begin in `[start, stop)`, in order, none overlapping.

        What stands outside is still looked at.
        """
        cut = split(text)
        words = list(map(self._lexicon.words.__getitem__, cut[1::2]))
        beginnings = [place for place, word in enumerate(words) if word is not None and word.begins]
        if not beginnings:
            return
        ends = list(accumulate(map(len, cut)))
        limit = len(text) + 1 if stop is None else stop
        free = done = 0
        for place in beginnings:
            begin = ends[2 * place]
            if place < free or begin < start:
                continue
            if begin >= limit:
                return
            found = self._longest(cut, words, place)
            if found is None:
                continue
            last, nodes = found
            annotation = self._annotation(text, cut, ends, (place, last), nodes)
            if annotation is not None and annotation.start >= done:
                yield annotation
                free, done = last + 1, annotation.end

    def _longest(
        self, cut: list[str], words: list[Word | None], first: int
    ) -> tuple[int, tuple[int, ...]] | None:
        """The last word of the longest label that begins with a word, and where its paths end."""
        follow, gaps = self._lexicon.follow, self._lexicon.gaps
        endings = self._lexicon.endings
        best = None
        paths = [(0, False)]
        for place in range(first, len(words)):
            word = words[place]
            if word is None:
                break
            reached: dict[int, bool] = {}
            for node, was_sure in paths:
                for reading in word.readings:
                    after = follow(node, reading.classes)
                    if after:
                        is_sure = was_sure or reading.stands_alone
                        reached[after] = is_sure or reached.get(after, False)
            if not reached:
                break
            nodes = [
                node
                for node, is_sure in reached.items()
                if is_sure and node in endings and self._has_signs(endings[node], cut, first, place)
            ]
            if nodes:
                best = place, tuple(sorted(nodes))
            gap = gaps[cut[2 * place + 2]]
            if gap == BREAKS:
                break
            paths = list(reached.items())
            if gap != JOINS:
                paths = [(after, sure) for node, sure in paths if (after := follow(node, (gap,)))]
        return best

    def _has_signs(self, endings: list[Ending], cut: list[str], first: int, last: int) -> bool:
        return any(_signs_there(ending, cut, first, last) for ending in endings)

    def _annotation(
        self,
        text: str,
        cut: list[str],
        ends: list[int],
        words: tuple[int, int],
        nodes: tuple[int, ...],
    ) -> Annotation | None:
        first, last = words
        start, end = ends[2 * first], ends[2 * last + 1]
        if _is_in_address(text, cut, words, (start, end)):
            return None
        endings = [
            ending
            for node in nodes
            for ending in self._lexicon.endings[node]
            if _signs_there(ending, cut, first, last)
        ]
        longest = max(endings, key=lambda one: len(one.before) + len(one.after))
        signs = longest.before, longest.after
        endings = [one for one in endings if (one.before, one.after) == signs]
        start -= _reach(cut[2 * first][::-1], signs[0][::-1])
        end += _reach(cut[2 * last + 2], signs[1])
        quote = text[start:end].rstrip(INVISIBLE)
        labels = [ending.label for ending in endings]
        if all(map(is_exact_in_case, labels)) and self._is_shouted(cut, first, quote):
            return None
        candidates = self._candidates(quote, nodes, labels)
        return Annotation(start, start + len(quote), quote, candidates)

    def _is_shouted(self, cut: list[str], place: int, quote: str) -> bool:
        """Whether an acronym that is also an everyday word stands among words in capitals ("CES
        MOTS"): then it is that word.
        """
        if not quote.isalpha() or not is_known(quote.lower(), "fr", "en"):
            return False
        beside = [
            cut[word]
            for gap, word in ((2 * place, 2 * place - 1), (2 * place + 2, 2 * place + 3))
            if 0 < word < len(cut) and self._lexicon.gaps[cut[gap]] == JOINS
        ]
        return bool(beside) and all(word.isupper() and len(word) > 1 for word in beside)

    def _candidates(
        self, quote: str, nodes: tuple[int, ...], labels: list[Label]
    ) -> tuple[Candidate, ...]:
        """The concepts that the labels lead to, each once, by its closest label. What a label says
        as it stands outranks what is only a form of another.
        """
        key = quote, nodes
        found = self._remembered.get(key)
        if found is None:
            ranked = sorted((self._rank(label, quote) for label in labels), key=lambda one: one[0])
            is_stated = ranked[0][1].match != "inflected"
            chosen: dict[str, Candidate] = {}
            for _, candidate in ranked:
                if not (is_stated and candidate.match == "inflected"):
                    chosen.setdefault(candidate.concept, candidate)
            found = tuple(sorted(chosen.values(), key=lambda one: (one.pref_label, one.concept)))
            if len(self._remembered) >= _REMEMBERED:
                self._remembered.clear()
            self._remembered[key] = found
        return found

    def _rank(self, label: Label, quote: str) -> tuple[tuple[object, ...], Candidate]:
        match = how(quote, label)
        candidate = Candidate(
            label.concept,
            self._names[label.concept],
            label.text,
            label.kind,
            label.language,
            match,
            label.replaces,
        )
        foreign = label.language != self._language
        rank = (
            MATCHES.index(match),
            bool(label.replaces),
            KINDS.index(label.kind),
            foreign,
            label.text,
            label.replaces,
        )
        return rank, candidate


def how(quote: str, label: Label) -> str:
    """How a passage agrees with the label that was found in it: one of MATCHES."""
    mine, theirs = visible(quote), visible(label.text)
    if mine == theirs:
        return "exact"
    if is_exact_in_case(label):
        return "acronym"
    mine, theirs = lowered(mine), lowered(theirs)
    if mine == theirs:
        return "case"
    mine, theirs = (re.sub("[- ]", "", one) for one in (mine, theirs))
    if mine == theirs:
        return "hyphens"
    return "accents" if bare(mine) == bare(theirs) else "inflected"


def _signs_there(ending: Ending, cut: list[str], first: int, last: int) -> bool:
    """Whether the signs of a label, such as those of C++, stand around its words."""
    if not ending.before and not ending.after:
        return True
    before, after = "".join(cut[2 * first].split()), "".join(cut[2 * last + 2].split())
    return before.endswith(ending.before) and after.startswith(ending.after)


def _reach(gap: str, signs: str) -> int:
    """How far into a gap its first signs reach, the blanks before them included."""
    length = 0
    for sign in signs:
        length = gap.index(sign, length) + 1
    return length


def _is_in_address(
    text: str, cut: list[str], words: tuple[int, int], span: tuple[int, int]
) -> bool:
    """Whether a term is only a part of a web or mail address, or of a name such as client_id."""
    before, after = cut[2 * words[0]], cut[2 * words[1] + 2]
    tight = [
        gap
        for gap, is_inside in ((before, words[0] > 0), (after, 2 * words[1] + 3 < len(cut)))
        if is_inside and gap and not any(map(str.isspace, gap))
    ]
    if any(_GLUE.search(gap) for gap in tight):
        return True
    if not tight:
        return False
    start, end = span
    left = re.split(r"\s", text[max(0, start - _LONGEST_ADDRESS) : start])[-1]
    right = re.split(r"\s", text[end : end + _LONGEST_ADDRESS], maxsplit=1)[0]
    return _OF_ADDRESS.search(left + text[start:end] + right) is not None
