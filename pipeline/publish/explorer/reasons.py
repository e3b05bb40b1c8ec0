"""Why a statement is there: the sentences that it rests on, and who decided."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from pipeline.map.sentence_around import paragraphs, sentence_around
from pipeline.model import Decision, Entry, Evidence, Relation, Span
from pipeline.passages import ShownDefinition
from pipeline.publish.explorer.numbers import KEPT, Numbers
from pipeline.publish.explorer.streams import Streams
from pipeline.publish.inputs import SourceReading


class Shown(Struct):
    """An entry of a concept as it is shown, and the sentences of it that reasons quote."""

    entry: Entry
    reading: SourceReading
    definition: ShownDefinition
    sentences: list[Span] = []

    @property
    def text(self) -> str:
        """The definition as it stands, nothing where the publisher's rights keep it out."""
        return self.definition.text if self.reading.source.redistribute else ""

    def sentence(self, place: Span) -> int:
        """The number of a sentence, by its place in the text; 0 is the headword."""
        if place not in self.sentences:
            self.sentences.append(place)
        return self.sentences.index(place) + 1


class Reasons:
    """Writes why statements about one concept are there."""

    def __init__(
        self,
        entries: dict[str, tuple[Entry, SourceReading]],
        known: dict[str, Shown],
        numbers: Numbers,
        streams: Streams,
    ) -> None:
        self._entries, self._known = entries, known
        self._numbers, self._streams = numbers, streams

    def of(self, relation: Relation) -> None:
        """Write why a relation is there."""
        self.write(relation.evidence, relation.decision)

    def write(
        self, evidence: Sequence[Evidence], decision: Decision | None, *, is_marked: bool = True
    ) -> None:
        """Write the sentences, the surest first, then the decision."""
        self._streams.number("why", 2 * len(evidence) + (decision is not None))
        for one in sorted(
            evidence, key=lambda e: (-e.confidence, e.source, e.start, e.end, e.rule)
        ):
            self._sentence(one, is_marked)
            self._streams.number("rule", self._numbers.rule(one))
        if decision:
            for name in ("author", "date", "reason", "where", "quote"):
                self._streams.text("decision", getattr(decision, name))

    def _sentence(self, evidence: Evidence, is_marked: bool) -> None:
        """Write a sentence by its place in an entry of the concept, else in full."""
        streams = self._streams
        entry, reading = self._entries[evidence.entry]
        words = Span(evidence.start, evidence.end)
        shown = self._known.get(evidence.entry)
        if shown:
            head = entry.headword
            if head and words == Span(head.start, head.end):
                streams.number("entry", list(self._known).index(entry.id) + 1)
                streams.number("sentence", 0)
                return
            around = sentence_around(reading.raw, paragraphs(reading.raw, [entry]), *_ends(words))
            sentence, mark = shown.definition.place(around), shown.definition.place(words)
            if sentence and mark and shown.text:
                streams.number("entry", list(self._known).index(entry.id) + 1)
                streams.number("sentence", shown.sentence(sentence))
                mark = Span(mark.start - sentence.start, mark.end - sentence.start)
                text = shown.text[sentence.start : sentence.end]
                self._mark(text, mark if is_marked else Span(0, 0))
                return
        streams.number("entry", 0)
        streams.text("where", f"{evidence.source}/{entry.headword.text if entry.headword else ''}")
        whole = reading.source.redistribute
        around = (
            sentence_around(reading.raw, paragraphs(reading.raw, [entry]), *_ends(words))
            if whole
            else words
        )
        sentence_text, mark = _one_line(reading.raw, around, words)
        streams.text("quoted", sentence_text)
        self._mark(sentence_text, mark if is_marked else Span(0, 0))

    def _mark(self, sentence: str, mark: Span) -> None:
        self._streams.number("mark", utf16(sentence[: mark.start]))
        self._streams.number("marked", utf16(sentence[mark.start : mark.end]))


def utf16(text: str) -> int:
    """The length of a text as JavaScript counts it."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le")) // 2


def _one_line(raw: str, sentence: Span, words: Span) -> tuple[str, Span]:
    """A sentence of a raw text with runs of white space made one, and where words stand in it."""
    text = " ".join(raw[sentence.start : sentence.end].split())
    before = " ".join(raw[sentence.start : words.start].split())
    quote = " ".join(raw[words.start : words.end].split())
    start = text.index(quote, len(before))
    return text, Span(start, start + len(quote))


def _ends(span: Span) -> tuple[int, int]:
    return span.start, span.end


def opening(shown: Shown) -> Evidence:
    """The first sentence of an entry, for which its definition was chosen."""
    first = shown.entry.senses[0].spans[0]
    raw = shown.reading.raw
    around = sentence_around(raw, [first], first.start, first.start + 1)
    quote = raw[around.start : around.end]
    rule, thousandths = KEPT
    return Evidence(
        shown.entry.id,
        shown.entry.source,
        around.start,
        around.end,
        quote,
        rule,
        thousandths / 1000,
    )
