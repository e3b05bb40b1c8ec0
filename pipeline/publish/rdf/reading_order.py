"""The fixed order of subjects, predicates and objects in every RDF file written."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from importlib.resources import files
from operator import itemgetter
from typing import NamedTuple

from pipeline.publish.rdf.statements import TYPE, Statements, are_iris, unescaped
from pipeline.vocabulary import Vocabulary

# The IRI without its angle brackets, by which it is sorted.
_inside = itemgetter(slice(1, -1))


class Block(NamedTuple):
    """What is said of one subject: its predicates in reading order, each with its objects."""

    subject: str
    statements: list[tuple[str, list[str]]]


class ReadingOrder:
    """Puts statements into the order of reading_order.toml: one block a subject, scheme first."""

    def __init__(self, statements: Statements, vocabulary: Vocabulary) -> None:
        content = tomllib.loads(
            files("pipeline.publish.rdf").joinpath("reading_order.toml").read_text(encoding="utf-8")
        )
        ours = f"{vocabulary.base}ontology#"

        def ranks(curies: list[str]) -> dict[str, int]:
            iris = (
                ours + curie[3:] if curie.startswith("rc:") else vocabulary.expand(curie)
                for curie in curies
            )
            return {f"<{iri}>": rank for rank, iri in enumerate(iris)}

        self._statements = statements
        self._heads = ranks(content["heads"])
        self._types = ranks(content["types"])
        named = ranks(content["predicates"])
        predicates = sorted(
            statements.predicates, key=lambda iri: (named.get(iri, len(named)), iri[1:-1])
        )
        self._predicates = {predicate: place for place, predicate in enumerate(predicates)}
        self._language = vocabulary.language

    def blocks(self) -> Iterator[Block]:
        """One block per subject: schemes first, then by IRI; blank nodes last, by content."""
        said, typed = self._statements.said, self._statements.typed
        heads = {subject for iri in self._heads for subject in typed.get(iri, ())}
        named = sorted((subject for subject in said if subject[0] == "<"), key=_inside)
        yield from (self.block(subject) for subject in named if subject in heads)
        yield from (self.block(subject) for subject in named if subject not in heads)
        blank = [self.block(subject) for subject in said if subject[0] == "_"]
        yield from sorted(blank, key=lambda block: _content(block, heads))

    def block(self, subject: str) -> Block:
        """The block of one subject."""
        grouped: dict[str, list[str]] = {}
        pairs = iter(self._statements.said[subject])
        for predicate, target in zip(pairs, pairs, strict=True):
            if predicate in grouped:
                grouped[predicate].append(target)
            else:
                grouped[predicate] = [target]
        for predicate, targets in grouped.items():
            if len(targets) > 1:
                grouped[predicate] = self._in_order(predicate, targets)
        in_order = sorted(grouped, key=self._predicates.__getitem__)
        return Block(subject, [(predicate, grouped[predicate]) for predicate in in_order])

    def _in_order(self, predicate: str, targets: list[str]) -> list[str]:
        """The objects in order, each once."""
        if predicate == TYPE:
            return sorted(set(targets), key=self._type_key)
        if are_iris(targets):
            return sorted(set(targets), key=_inside)
        return sorted(set(targets), key=self._object_key)

    def _type_key(self, term: str) -> tuple[int, str]:
        return self._types.get(term, len(self._types)), term

    def _object_key(self, term: str) -> tuple[int, bool, str, str, str]:
        """IRIs, then literals (the vocabulary's own language first), then blank nodes."""
        if term[0] == "<":
            return 0, False, "", term[1:-1], ""
        if term[0] == "_":
            return 2, False, "", term, ""
        end = term.rfind('"')
        value, mark = unescaped(term[1:end]), term[end + 1 :]
        language, datatype = ("", mark) if mark[:1] != "@" else (mark[1:], "")
        return 1, language != self._language, language, value, datatype


def _content(block: Block, heads: set[str]) -> tuple[bool, list[str], str]:
    content = [target for _, targets in block.statements for target in targets]
    return block.subject not in heads, content, block.subject
