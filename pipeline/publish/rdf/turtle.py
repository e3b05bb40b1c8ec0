"""Turtle that people read and git compares: one block a subject, one object a line.

Implements RDF 1.1 Turtle (W3C Recommendation of 25 February 2014).
A blank node that one statement refers to stands inside it, in brackets; lists in parentheses.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from pipeline.publish.rdf.reading_order import TYPE, Block, ReadingOrder, Subject, Term
from pipeline.vocabulary import RDF, XSD, Vocabulary

_LOCAL = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_-]*")
_PATH = re.compile(r"[A-Za-z0-9_-]+(/[A-Za-z0-9_-]+)*")
_BARE = {
    f"{XSD}boolean": re.compile(r"true|false"),
    f"{XSD}integer": re.compile(r"[+-]?[0-9]+"),
    f"{XSD}decimal": re.compile(r"[+-]?[0-9]*\.[0-9]+"),
}
_FIRST, _REST, _NIL = (NamedNode(RDF + name) for name in ("first", "rest", "nil"))


def turtle(triples: Sequence[Triple], vocabulary: Vocabulary) -> str:
    """One graph as a Turtle document; the same graph always gives the same text."""
    blocks = ReadingOrder(vocabulary).blocks(triples)
    writer = _Writer(blocks, vocabulary)
    body = [writer.block(block) for block in blocks if not writer.is_nested(block.subject)]
    return "\n\n".join([writer.header(), *body]) + "\n"


class _Writer:
    """Terms as text, remembering which prefixes were used and which blank nodes stand inside."""

    def __init__(self, blocks: Sequence[Block], vocabulary: Vocabulary) -> None:
        self._base = vocabulary.base
        self._prefixes = {iri: name for name, iri in vocabulary.prefixes.items()}
        self._used: set[str] = set()
        self._texts: dict[NamedNode | Literal, str] = {}
        self._blocks: dict[Term, Block] = {
            block.subject: block for block in blocks if isinstance(block.subject, BlankNode)
        }
        self._references = _references(blocks)
        self._nested = _nested(self._blocks, self._references)

    def header(self) -> str:
        """The base and the prefixes in use; to be called after the blocks."""
        lines = [f"@base <{self._base}> ."]
        for iri, name in self._prefixes.items():
            if name in self._used:
                lines.append(f"@prefix {name}: <{iri}> .")
        return "\n".join(lines)

    def is_nested(self, subject: Subject) -> bool:
        """Whether a subject is written inside the statement that refers to it."""
        return subject in self._nested

    def block(self, block: Block) -> str:
        """One subject with all its statements, ended by a full stop."""
        subject = block.subject
        is_anonymous = isinstance(subject, BlankNode) and subject not in self._references
        opening = "[]" if is_anonymous else self._term(subject, 1)
        return f"{opening} {self._statements(block, 1)} ."

    def _statements(self, block: Block, depth: int) -> str:
        indent = "\n" + "    " * depth
        parts = []
        for predicate, objects in block.statements:
            verb = "a" if predicate == TYPE else self._term(predicate, depth)
            one_line = predicate == TYPE or len(objects) == 1
            between = ", " if one_line else f",{indent}    "
            lead = " " if one_line else f"{indent}    "
            inner = depth + 1 if one_line else depth + 2
            parts.append(verb + lead + between.join(self._term(o, inner) for o in objects))
        return f" ;{indent}".join(parts)

    def _term(self, term: Term, depth: int) -> str:
        if isinstance(term, BlankNode):
            return self._blank(term, depth) if term in self._nested else str(term)
        text = self._texts.get(term)
        if text is None:
            text = self._literal(term) if isinstance(term, Literal) else self._iri(term)
            self._texts[term] = text
        return text

    def _blank(self, node: BlankNode, depth: int) -> str:
        members = self._members(node)
        if members is not None:
            return "( " + " ".join(self._term(member, depth) for member in members) + " )"
        return f"[ {self._statements(self._blocks[node], depth)} ]"

    def _members(self, node: Term) -> list[Term] | None:
        """The members of the list that starts at a blank node, or None where it is no list."""
        members: list[Term] = []
        while node != _NIL:
            if not isinstance(node, BlankNode) or node not in self._nested:
                return None
            said = dict(self._blocks[node].statements)
            if set(said) != {_FIRST, _REST} or len(said[_FIRST]) + len(said[_REST]) != 2:
                return None
            members.append(said[_FIRST][0])
            node = said[_REST][0]
        return members

    def _iri(self, node: NamedNode) -> str:
        iri = node.value
        cut = max(iri.rfind("#"), iri.rfind("/")) + 1
        name = self._prefixes.get(iri[:cut])
        if name is not None and _LOCAL.fullmatch(iri, cut):
            self._used.add(name)
            return f"{name}:{iri[cut:]}"
        if iri.startswith(self._base) and _PATH.fullmatch(iri, len(self._base)):
            return f"<{iri[len(self._base) :]}>"
        return str(node)

    def _literal(self, literal: Literal) -> str:
        datatype = literal.datatype.value
        bare = _BARE.get(datatype)
        if bare is not None and bare.fullmatch(literal.value):
            return literal.value
        text = str(literal)
        if text.endswith(f"^^<{datatype}>"):
            return text[: -len(datatype) - 2] + self._iri(literal.datatype)
        return text


def _references(blocks: Iterable[Block]) -> dict[BlankNode, int]:
    """How many statements refer to each blank node."""
    references: dict[BlankNode, int] = {}
    for block in blocks:
        for _, objects in block.statements:
            for term in objects:
                if isinstance(term, BlankNode):
                    references[term] = references.get(term, 0) + 1
    return references


def _nested(blocks: Mapping[Term, Block], references: Mapping[BlankNode, int]) -> set[Term]:
    """The blank nodes to write in brackets: referred to once, and not part of a cycle."""
    once: set[Term] = {node for node, number in references.items() if number == 1}
    once &= blocks.keys()
    inside: dict[Term, list[Term]] = {
        node: [o for _, objects in blocks[node].statements for o in objects if o in once]
        for node in once
    }
    entered = {node for nodes in inside.values() for node in nodes}
    reached: set[Term] = set()
    waiting: list[Term] = [node for node in once if node not in entered]
    while waiting:
        node = waiting.pop()
        reached.add(node)
        waiting.extend(inside[node])
    return reached
