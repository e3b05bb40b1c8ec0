"""What the card of a concept shows, and why each statement is there.

A sentence that an entry holds is told by its place in the entry's text; app/chunk.js reads each
stream in the order in which this writes it. A statement without a reason of its own follows from
its inverse, or from a more telling one: the page finds it there.
"""

from __future__ import annotations

from collections.abc import Sequence

from pyoxigraph import NamedNode

from pipeline.model import Concept, Definition, Relation
from pipeline.passages import ShownDefinition
from pipeline.publish.explorer.numbers import PLAIN, Numbers, plain_slug
from pipeline.publish.explorer.reasons import Reasons, Shown, opening, utf16
from pipeline.publish.explorer.streams import Streams
from pipeline.publish.inputs import Build

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
            identifier: Shown(entry, reading, ShownDefinition(reading.raw, entry.senses))
            for identifier in concept.entries
            for entry, reading in [self._entries[identifier]]
        }
        reasons = Reasons(self._entries, known, numbers, streams)
        for label in numbers.labels(concept):
            reasons.write(label.evidence, label.decision)
        types = [
            (number, relation)
            for relation in concept.relations
            if (number := numbers.class_of(relation)) >= 0
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

    def _write_relations(self, concept: Concept, streams: Streams, reasons: Reasons) -> None:
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
        known: dict[str, Shown],
        streams: Streams,
        reasons: Reasons,
    ) -> None:
        shown = known.get(definition.entry)
        is_same = shown is not None and shown.text == definition.text
        streams.number("lang", self._numbers.languages[definition.lang])
        if shown:
            streams.number("kept", _ENTRY + 2 * list(known).index(definition.entry) + is_same)
        elif definition.entry:
            streams.number("kept", _ELSEWHERE)
            streams.text("where", definition.entry)
        else:
            streams.number("kept", _UNSOURCED)
        if not is_same:
            streams.text("definition", definition.text)
        chosen = [] if definition.decision or shown is None else [opening(shown)]
        reasons.write(chosen, definition.decision, is_marked=False)

    def _write_entry(self, shown: Shown, concept: Concept, streams: Streams) -> None:
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
