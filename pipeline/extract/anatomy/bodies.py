"""The body of an entry: what defines, and apart from it the labels, other names and references."""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec import Struct, field

from pipeline.extract.anatomy.headwords import grammar_prefix
from pipeline.extract.anatomy.labels import (
    Label,
    alone_label,
    bracketed_reference,
    closing_reference,
    elsewhere,
    is_label,
    label_cue,
    labels_of,
    may_label,
)
from pipeline.extract.anatomy.terms import MOST_WORDS, Names, is_nothing, terms_of
from pipeline.extract.lines import ends_sentence, letters
from pipeline.model import Span
from pipeline.passages import paragraphs_of, without_markup

_SENTENCE_END = re.compile(r"(?<=[.!?…])\s+(?=[\"“«(]?\s?[A-ZÀ-Ý0-9→])")
_MOST_TERMS = 24
_LONGEST = 200
_CLOSING = 120
_SURE_WORDS = 4
# The full form of an acronym may be long.
_LONG_NAME = 12


class Body(Struct):
    """What is left of the senses, the other names and the terms referred to, as written.

    Terms referred to inside the definition are among the latter, and the definition keeps them.
    """

    senses: list[list[Span]]
    variants: list[Span] = field(default_factory=list)
    see: list[Span] = field(default_factory=list)


def body_of(raw: str, senses: Sequence[Sequence[Span]], headword: str, names: Names) -> Body | None:
    """The parts of the body of an entry (`senses` without markup), or None where there is nothing
    but a definition.
    """
    if not senses:
        return None
    if _may_divide(raw, senses, headword):
        return _Reader(raw, headword, names).read(senses)
    return None


_HEAD = 60


def _may_divide(raw: str, senses: Sequence[Sequence[Span]], headword: str) -> bool:
    """Whether there may be more than a definition."""
    head: str | None = None
    for sense in senses:
        if not sense:
            continue
        text = raw[sense[0].start : sense[-1].end]
        if head is None:
            head = text[:_HEAD]
        if may_label(text):
            return True
        for span in sense:
            if span.end - span.start < _HEAD and is_label(raw, span):
                return True
    return bool(head and grammar_prefix(head)) or _is_named_only(raw, senses[0], headword)


def _is_named_only(raw: str, sense: Sequence[Span], headword: str) -> bool:
    """Whether the first line only repeats the headword."""
    if not headword or not sense:
        return False
    first = sense[0]
    if len(sense) == 1 and first.end - first.start > 2 * len(headword) + _HEAD:
        return False
    line = raw[first.start : first.end]
    return line[:1].casefold() == headword[:1].casefold() and letters(line) == letters(headword)


class _Reader:
    def __init__(self, raw: str, headword: str, names: Names) -> None:
        self.raw, self.headword, self.names = raw, headword, names
        self.body = Body([])
        # The kind of a label that stands alone on its line: the lines that follow are its terms.
        self.listing = ""
        # The names that were taken, by their letters; an entry neither is nor sees itself.
        own = letters(headword)
        self.named, self.seen = {own}, {own}

    def read(self, senses: Sequence[Sequence[Span]]) -> Body:
        paragraphs = [paragraphs_of(self.raw, sense) for sense in senses]
        is_only = sum(map(len, paragraphs)) == 1
        for sense in paragraphs:
            kept: list[Span] = []
            for paragraph in sense:
                kept.extend(self._paragraph(paragraph, is_only=is_only, is_first=not kept))
            if kept:
                self.body.senses.append(kept)
        return self.body

    def _paragraph(self, paragraph: Sequence[Span], *, is_only: bool, is_first: bool) -> list[Span]:
        """What is left of a paragraph."""
        offset = paragraph[0].start
        text = without_markup(self.raw, paragraph)
        bare = text.strip()
        if is_first and _is_named_only(self.raw, paragraph, self.headword):
            return []
        if self.listing and (found := self._listed(text)):
            self._take(self.listing, [Span(offset + s.start, offset + s.end) for s in found])
            return []
        self.listing = ""
        if alone := alone_label().fullmatch(bare):
            kind = alone.lastgroup or ""
            self.listing = kind if kind in ("see", "variant", "english", "french") else ""
            return []
        start = grammar_prefix(text) if is_first else 0
        labels = labels_of(text, start, is_only=is_only)
        kept: list[tuple[int, int]] = []
        at = start
        for index, label in enumerate(labels):
            end = labels[index + 1].start if index + 1 < len(labels) else len(text)
            cut, stop = self._value(text, label, end, offset, is_only=is_only)
            if not cut:
                continue
            kept.append((at, label.start))
            at = stop
        kept.append((at, len(text)))
        left = self._left(paragraph, text, kept, offset)
        self._mentions(left)
        return left

    def _left(
        self, paragraph: Sequence[Span], text: str, kept: list[tuple[int, int]], offset: int
    ) -> list[Span]:
        found: list[Span] = []
        for begin, end in kept:
            words = text[begin:end]
            words = words.rstrip(" \t\u00a0\u202f|•")
            blank = len(words) - len(words.lstrip(" \t\u00a0\u202f:=|"))
            if blank and words[:blank].strip() and begin:
                blank = len(words) - len(words.lstrip())
            start, stop = offset + begin + blank, offset + begin + len(words)
            if not any(char.isalnum() for char in text[begin + blank : begin + len(words)]):
                continue
            for span in paragraph:
                low, high = max(span.start, start), min(span.end, stop)
                if low < high:
                    found.append(Span(low, high))
        return found

    def _value(
        self, text: str, label: Label, end: int, offset: int, *, is_only: bool
    ) -> tuple[bool, int]:
        """Whether the label and its value are cut out, and up to where."""
        if label.kind == "definition":
            return True, label.value
        stop = end
        if match := _SENTENCE_END.search(text, label.value, end):
            stop = match.start()
        value = text[label.value : stop]
        if label.kind == "apart":
            is_last = end == len(text) and end - label.value <= _LONGEST
            return is_last, end
        if is_nothing(value):
            return True, stop
        found = terms_of(value, self.names, joined=label.kind != "see")
        spans = [Span(label.value + s.start, label.value + s.end) for s in found]
        words = [text[span.start : span.end] for span in spans]
        if not words or len(words) > _MOST_TERMS:
            return False, 0
        if label.kind == "see":
            if not self._are_terms(words, label, text, is_whole=is_only and stop == len(text)):
                return False, 0
            if label.start and stop < len(text) and not label.has_colon:
                # A reference in the middle of a text is part of it.
                return False, 0
        elif any(len(word.split()) > _LONG_NAME for word in words):
            return False, 0
        self._take(label.kind, [Span(offset + s.start, offset + s.end) for s in spans])
        return True, stop

    def _are_terms(self, words: Sequence[str], label: Label, text: str, *, is_whole: bool) -> bool:
        if any(elsewhere().match(word) and word not in self.names for word in words):
            return False
        if all(word in self.names for word in words):
            return True
        if label.has_colon or label.is_sure:
            is_arrow = not text[label.start].isalnum()
            if is_arrow and not is_whole:
                return False
            return all(len(word.split()) <= MOST_WORDS for word in words)
        is_whole = is_whole and label.start == 0
        capital = all(word[:1].isupper() for word in words)
        return (is_whole or capital) and all(len(word.split()) <= _SURE_WORDS for word in words)

    def _listed(self, text: str) -> list[Span]:
        """The terms of a line below a label, or none where it is a sentence or another label."""
        if ends_sentence(text) and len(text.split()) > MOST_WORDS:
            return []
        if ":" in text or label_cue().match(text) or alone_label().fullmatch(text.strip()):
            return []
        found = terms_of(text, self.names, joined=self.listing != "see")
        if any(len(text[s.start : s.end].split()) > MOST_WORDS for s in found):
            return []
        return found

    def _mentions(self, left: Sequence[Span]) -> None:
        """References in brackets, and "voir X" that closes the paragraph: the text keeps them."""
        for span in left:
            for match in bracketed_reference().finditer(self.raw, span.start, span.end):
                self._mentioned(match, _SURE_WORDS)
        if not left:
            return
        last = left[-1]
        start = max(last.end - _CLOSING, last.start)
        closing = closing_reference().search(self.raw, start, last.end)
        if closing is not None:
            self._mentioned(closing, 0)

    def _mentioned(self, match: re.Match[str], unknown: int) -> None:
        offset = match.start("terms")
        for term in terms_of(match["terms"], self.names):
            words = match["terms"][term.start : term.end]
            is_term = len(words.split()) <= unknown and not elsewhere().match(words)
            if words in self.names or is_term:
                self._take("see", [Span(offset + term.start, offset + term.end)])

    def _take(self, kind: str, spans: Sequence[Span]) -> None:
        is_see = kind == "see"
        target, known = (self.body.see, self.seen) if is_see else (self.body.variants, self.named)
        for span in spans:
            name = letters(self.raw[span.start : span.end])
            if name and name not in known:
                target.append(span)
                known.add(name)
