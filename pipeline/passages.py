"""From spans of a raw text to words people read, and back: shown text never loses its place."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.model import Sense, Span

# Words with single blanks between them: what `shown` leaves as it is.
_RUN = re.compile(r"\S+(?: \S+)*")
# What stands between two paragraphs: the end of a line, or the border of two cells of a table; a
# cell that was drawn on several lines is one paragraph.
_LINE_END = re.compile(r"[\r\n\t|]|<br", re.IGNORECASE)
# ... and so is a link of reStructuredText whose address stands on the next line.
_GOES_ON = re.compile(r"\|[ \t]*\r?\n[ \t]*\||\r?\n[ \t]*<[^<>\r\n]{1,300}>`")
# Marks inside a line that hold bars or stand beside one: what a link of a wiki leads to, the
# address of another, an image, a note.
_INSIDE = re.compile(
    r"\[\[[^\[\]|\r\n]{1,200}\||\{\{[^{}\r\n]{0,300}(?:\||\}\})|\|[^\[\]|\r\n]{1,300}\]"
    r"|[ \t]?\[[^\[\]\r\n]{1,40}\]_"
)
# Marks that hold blanks themselves, which part no words.
_HOLDING = re.compile(rf"{_INSIDE.pattern}|<ref\b[^<>]{{0,80}}>[^<>]{{0,500}}</ref>")
_BLANK = re.compile(r"(?<!\\)\s|&(?:nbsp|#160|#xa0|#8239|thinsp);")
# No blank stands before these, whatever the markup between holds.
_CLOSING = (".", ",", ")", "]")


def paragraphs_of(raw: str, spans: Sequence[Span]) -> list[list[Span]]:
    """The spans of one sense by paragraph: no line end stands between those of one, only markup."""
    paragraphs: list[list[Span]] = []
    for span in spans:
        if paragraphs and not _stands_apart(raw, paragraphs[-1][-1].end, span.start):
            paragraphs[-1].append(span)
        else:
            paragraphs.append([span])
    return paragraphs


def _stands_apart(raw: str, end: int, start: int) -> bool:
    """Whether a paragraph that ends at `end` is not the one that goes on at `start`."""
    if not _LINE_END.search(raw, end, start):
        return False
    if _GOES_ON.search(raw, end, start):
        return False
    between = _INSIDE.sub("", raw[end:start])
    if between.rstrip("_") == "|":
        # A border of cells without blanks stands between words, one of a substitution does not.
        return raw[end - 1].isalnum() and raw[start].isalnum()
    return _LINE_END.search(between) is not None


def without_markup(raw: str, paragraph: Sequence[Span]) -> str:
    """The stretch of a paragraph with the markup between its spans made blanks, as long as it."""
    pieces: list[str] = []
    end = paragraph[0].start
    for span in paragraph:
        pieces += [" " * (span.start - end), raw[span.start : span.end]]
        end = span.end
    return "".join(pieces)


def shown(raw: str, spans: Sequence[Span]) -> str:
    """The text of one sense: its paragraphs, a line each, with runs of white space made one."""
    if len(spans) == 1:
        return _evened(raw[spans[0].start : spans[0].end])
    return "\n".join(_line(raw, paragraph) for paragraph in paragraphs_of(raw, spans))


def _evened(words: str) -> str:
    """The words with single blanks between them. White space other than blanks is not printable,
    so most texts are told to be even without being divided.
    """
    if words.isprintable() and "  " not in words and words[:1] != " " != words[-1:]:
        return words
    return " ".join(words.split())


def _line(raw: str, paragraph: Sequence[Span]) -> str:
    pieces: list[str] = []
    end = paragraph[0].start
    for span in paragraph:
        # Markup inside a word or around one does not part it from what stands beside it.
        gap = raw[end : span.start]
        words = raw[span.start : span.end]
        if "[[" in gap or "<ref" in gap:
            gap = _HOLDING.sub("", gap)
        pieces += [" " if _BLANK.search(gap) and words[0] not in _CLOSING else "", words]
        end = span.end
    return " ".join("".join(pieces).split())


def definition_text(raw: str, senses: Sequence[Sense]) -> str:
    """The whole definition as it stands: senses numbered where there are several, else plain."""
    texts = [shown(raw, sense.spans) for sense in senses]
    if len(texts) > 1:
        texts = [f"{number}. {text}" for number, text in enumerate(texts, start=1)]
    return "\n".join(texts)


class ShownDefinition:
    """The `definition_text` of an entry, and where the words of the raw text stand in it."""

    def __init__(self, raw: str, senses: Sequence[Sense]) -> None:
        self.text = definition_text(raw, senses)
        self._raw = raw
        # Runs of the raw text that are shown as they stand: begin, end, place in `text`.
        self._runs: list[tuple[int, int, int]] = []
        at = 0
        for sense in senses:
            for span in sense.spans:
                for run in _RUN.finditer(raw, span.start, span.end):
                    at = self.text.index(run[0], at)
                    self._runs.append((*run.span(), at))
                    at += len(run[0])

    def place(self, span: Span) -> Span | None:
        """Where words of the raw text stand in `text`; None where it does not show all of them,
        one after another.
        """
        held = [
            (at + max(span.start, begin) - begin, at + min(span.end, end) - begin)
            for begin, end, at in self._runs
            if begin < span.end and span.start < end
        ]
        if not held:
            return None
        found = Span(held[0][0], held[-1][1])
        words = self._raw[span.start : span.end].split()
        return found if self.text[found.start : found.end].split() == words else None


def bare_definition(raw: str, entry_senses: Sequence[Sequence[Span]]) -> str:
    """All words of a definition with white space normalised: what the id of an entry without
    headword is computed from.
    """
    words = [raw[s.start : s.end] for spans in entry_senses for s in spans]
    return _evened(words[0] if len(words) == 1 else " ".join(words))
