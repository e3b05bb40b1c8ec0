"""The fixed order of subjects, predicates and objects in every RDF file written."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from importlib.resources import files
from typing import cast

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from pipeline.vocabulary import RDF, Vocabulary

Subject = NamedNode | BlankNode
Term = NamedNode | BlankNode | Literal

TYPE = NamedNode(f"{RDF}type")


class Block:
    """What is said of one subject: its predicates in reading order, each with its objects."""

    __slots__ = ("statements", "subject")

    def __init__(self, subject: Subject, statements: list[tuple[NamedNode, list[Term]]]) -> None:
        self.subject = subject
        self.statements = statements


class ReadingOrder:
    """Puts triples into the order of reading_order.toml: one block a subject, scheme first."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        content = tomllib.loads(
            files("pipeline.publish.rdf").joinpath("reading_order.toml").read_text(encoding="utf-8")
        )
        ours = f"{vocabulary.base}ontology#"

        def ranks(curies: list[str]) -> dict[str, int]:
            return {
                ours + curie[3:] if curie.startswith("rc:") else vocabulary.expand(curie): rank
                for rank, curie in enumerate(curies)
            }

        self._heads = {NamedNode(iri) for iri in ranks(content["heads"])}
        self._types = ranks(content["types"])
        self._predicates = ranks(content["predicates"])
        self._language = vocabulary.language

    def blocks(self, triples: Sequence[Triple]) -> list[Block]:
        """One block per subject: schemes first, then by IRI; blank nodes last, by content."""
        grouped: dict[Subject, dict[NamedNode, list[Term]]] = {}
        for triple in triples:
            said = grouped.setdefault(cast("Subject", triple.subject), {})
            said.setdefault(triple.predicate, []).append(cast("Term", triple.object))
        predicates = {
            predicate: self._predicate_key(predicate)
            for predicate in {triple.predicate for triple in triples}
        }
        blocks = []
        for subject, said in grouped.items():
            is_head = not self._heads.isdisjoint(said.get(TYPE, ()))
            statements = [
                (predicate, self._objects(predicate, said[predicate]))
                for predicate in sorted(said, key=predicates.__getitem__)
            ]
            is_blank = isinstance(subject, BlankNode)
            content = [str(o) for _, objects in statements for o in objects] if is_blank else []
            name = subject.value if isinstance(subject, NamedNode) else str(subject)
            key = (is_blank, not is_head, content, name)
            blocks.append((key, Block(subject, statements)))
        return [block for _, block in sorted(blocks, key=lambda pair: pair[0])]

    def _predicate_key(self, predicate: NamedNode) -> tuple[int, str]:
        return self._predicates.get(predicate.value, len(self._predicates)), predicate.value

    def _objects(self, predicate: NamedNode, objects: list[Term]) -> list[Term]:
        if len(objects) == 1:
            return objects
        if predicate == TYPE:
            return sorted(objects, key=self._type_key)
        return sorted(objects, key=self._object_key)

    def _type_key(self, term: Term) -> tuple[int, str]:
        text = str(term)
        return self._types.get(text[1:-1], len(self._types)), text

    def _object_key(self, term: Term) -> tuple[int, bool, str, str, str]:
        """IRIs, then literals (the vocabulary's own language first), then blank nodes."""
        if isinstance(term, Literal):
            language = term.language or ""
            return 1, language != self._language, language, term.value, term.datatype.value
        name = term.value if isinstance(term, NamedNode) else str(term)
        return 2 if isinstance(term, BlankNode) else 0, False, "", name, ""
