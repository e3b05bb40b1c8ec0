"""What the card of a concept shows, and why each statement is there.

A sentence that an entry holds is told by its place in the entry's text; app/details.js reads each
stream in the order in which this writes it. A statement without a reason of its own follows from
its inverse, or from a more telling one: the page finds it there.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct
from pyoxigraph import NamedNode

from pipeline.map.sentence_around import paragraphs, sentence_around
from pipeline.model import Concept, Decision, Definition, Entry, Evidence, Relation, Span
from pipeline.passages import ShownDefinition
from pipeline.publish.explorer.numbers import PLAIN, Numbers, plain_slug
from pipeline.publish.explorer.streams import Streams
from pipeline.publish.inputs import Build, SourceReading

CHUNK = 256
"""How many concepts the details of one block are of. With 128 the blocks of a large vocabulary are
a tenth larger; with 512 they are a twentieth smaller, and take twice as long to open.
"""
DETAILS: dict[str, list[str]] = {
    "numbers": [
        *("entries", "source", "head", "flags", "sentences", "from", "length"),
        *("why", "entry", "sentence", "mark", "marked", "rule"),
        *("types", "class", "plain", "target", "definitions", "lang", "kept", "notes"),
    ],
    "texts": ["text", "headword", "id", "quoted", "where", "decision", "definition", "note"],
}
# Flags of an entry.
_CLOSE, _WITHHELD, _OWN_ID = 1, 2, 4
_NO_HEADWORD, _OTHER_HEADWORD, _LABEL = 0, 1, 2
_UNSOURCED, _ELSEWHERE, _ENTRY = 0, 1, 2
_UNSTATED = Relation("", "", derived=True)
_KEPT = "most-complete-definition"


class _Shown(Struct):
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


class Details:
    """The details of the concepts of one build."""

    def __init__(self, build: Build, numbers: Numbers) -> None:
        self._numbers = numbers
        self._entries = {
            entry.id: (entry, reading) for reading in build.readings for entry in reading.entries
        }
        self._close = _contradicting(build)
        self._pairs = {
            frozenset(account.entry for account in found.accounts)
            for found in build.disagreements
            if found.level == "contradiction"
        }

    def of(self, concepts: Sequence[Concept]) -> bytes:
        """The details of some concepts, one after another."""
        streams = Streams(**DETAILS)
        for concept in concepts:
            self._write(concept, streams)
        return streams.content()

    def _write(self, concept: Concept, streams: Streams) -> None:
        numbers = self._numbers
        known = {
            identifier: _Shown(entry, reading, ShownDefinition(reading.raw, entry.senses))
            for identifier in concept.entries
            for entry, reading in [self._entries[identifier]]
        }
        reasons = _Reasons(self._entries, known, numbers, streams)
        for label in numbers.labels(concept):
            reasons.write(label.evidence, label.decision)
        types = [
            (numbers.classes[name], relation)
            for relation in concept.relations
            if relation.predicate == "rdf:type"
            and (name := relation.object.rsplit("#", 1)[-1]) in numbers.classes
        ]
        streams.number("types", len(types))
        for number, relation in types:
            streams.number("class", number)
            reasons.write(relation.evidence, relation.decision)
        self._write_relations(concept, streams, reasons)
        streams.number("definitions", len(concept.definitions))
        for definition in concept.definitions:
            self._write_definition(definition, known, streams, reasons)
        streams.number("notes", len(concept.notes))
        for note in concept.notes:
            streams.text("note", note)
        streams.number("entries", len(known))
        for shown in known.values():
            self._write_entry(shown, concept, streams)

    def _write_relations(self, concept: Concept, streams: Streams, reasons: _Reasons) -> None:
        """Those to broader concepts, those beside the tree, those to narrower concepts; then the
        plain "related" with a reason of its own where something more telling is said as well.
        """
        numbers = self._numbers
        stated: dict[tuple[str, int], Relation] = {
            (relation.predicate, numbers.concepts[relation.object]): relation
            for relation in concept.relations
            if relation.object in numbers.concepts
        }
        own = numbers.concepts[concept.iri]
        curies = list(numbers.predicates)
        told = [
            *(("skos:broader", parent) for parent in numbers.parents[own]),
            *((curies[predicate], target) for predicate, target in numbers.relations[own]),
            *(("skos:narrower", child) for child in numbers.children[own]),
        ]
        for statement in told:
            reasons.of(stated.get(statement, _UNSTATED))
        plain = [
            (target, relation)
            for (predicate, target), relation in sorted(stated.items())
            if predicate == PLAIN and not relation.derived and (PLAIN, target) not in told
        ]
        streams.number("plain", len(plain))
        for target, relation in plain:
            streams.number("target", target)
            reasons.of(relation)

    def _write_definition(
        self,
        definition: Definition,
        known: dict[str, _Shown],
        streams: Streams,
        reasons: _Reasons,
    ) -> None:
        shown = known.get(definition.entry)
        is_same = shown is not None and shown.text == definition.text
        streams.number("lang", self._numbers.language(definition.lang))
        if shown:
            streams.number("kept", _ENTRY + 2 * list(known).index(definition.entry) + is_same)
        elif definition.entry:
            streams.number("kept", _ELSEWHERE)
            streams.text("where", definition.entry)
        else:
            streams.number("kept", _UNSOURCED)
        if not is_same:
            streams.text("definition", definition.text)
        chosen = [] if definition.decision or shown is None else [_opening(shown)]
        reasons.write(chosen, definition.decision, is_marked=False)

    def _write_entry(self, shown: _Shown, concept: Concept, streams: Streams) -> None:
        entry = shown.entry
        streams.number("source", self._numbers.sources[entry.source])
        head = entry.headword.text if entry.headword else ""
        streams.number("head", self._head(head, concept))
        if self._head(head, concept) == _OTHER_HEADWORD:
            streams.text("headword", head)
        rest = entry.id.removeprefix(f"{entry.source}/")
        has_own_id = rest != plain_slug(head)
        kept = {definition.entry for definition in concept.definitions}
        is_close = (entry.id, concept.iri) in self._close or any(
            frozenset((entry.id, other)) in self._pairs for other in kept - {entry.id}
        )
        is_withheld = bool(entry.senses) and not shown.reading.source.redistribute
        streams.number("flags", _CLOSE * is_close + _WITHHELD * is_withheld + _OWN_ID * has_own_id)
        if has_own_id:
            streams.text("id", rest)
        streams.text("text", shown.text)
        streams.number("sentences", len(shown.sentences))
        for sentence in shown.sentences:
            streams.number("from", utf16(shown.text[: sentence.start]))
            streams.number("length", utf16(shown.text[sentence.start : sentence.end]))

    def _head(self, head: str, concept: Concept) -> int:
        """How the headword is told: as a label, with a capital or without, where it is one."""
        if not head:
            return _NO_HEADWORD
        for place, label in enumerate(self._numbers.labels(concept)):
            for is_capital, text in enumerate(
                (label.text, label.text[:1].upper() + label.text[1:])
            ):
                if text == head:
                    return _LABEL + 2 * place + is_capital
        return _OTHER_HEADWORD


class _Reasons:
    """Writes why statements about one concept are there."""

    def __init__(
        self,
        entries: dict[str, tuple[Entry, SourceReading]],
        known: dict[str, _Shown],
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
            self._streams.number("rule", self._numbers.rule(one.rule, one.confidence))
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
            around = sentence_around(reading.raw, paragraphs([entry]), *_ends(words))
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
            sentence_around(reading.raw, paragraphs([entry]), *_ends(words)) if whole else words
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


def _opening(shown: _Shown) -> Evidence:
    """The first sentence of an entry, for which its definition was chosen."""
    first = shown.entry.senses[0].spans[0]
    raw = shown.reading.raw
    around = sentence_around(raw, [first], first.start, first.start + 1)
    quote = raw[around.start : around.end]
    return Evidence(shown.entry.id, shown.entry.source, around.start, around.end, quote, _KEPT, 1.0)


def _contradicting(build: Build) -> set[tuple[str, str]]:
    """The entries that only come close to a concept (skos:closeMatch), each with its IRI."""
    close = NamedNode(build.vocabulary.expand("skos:closeMatch"))
    base = build.vocabulary.source("")
    return {
        (triple.subject.value.removeprefix(base), triple.object.value)
        for triple in build.graphs["sources"]
        if triple.predicate == close
        and isinstance(triple.subject, NamedNode)
        and isinstance(triple.object, NamedNode)
    }
