"""Turtle that people read and git compares: one block a subject, one object a line.

Implements RDF 1.1 Turtle (W3C Recommendation of 25 February 2014).
A blank node that one statement refers to stands inside it, in brackets; lists in parentheses.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from pyoxigraph import Triple

from pipeline.publish.rdf.documents import text
from pipeline.publish.rdf.reading_order import Block, ReadingOrder
from pipeline.publish.rdf.statements import TYPE, Statements
from pipeline.vocabulary import RDF, XSD, Vocabulary

_LOCAL = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_-]*")
_PATH = re.compile(r"[A-Za-z0-9_-]+(/[A-Za-z0-9_-]+)*")
_BARE = {
    f"<{XSD}boolean>": re.compile(r"true|false"),
    f"<{XSD}integer>": re.compile(r"[+-]?[0-9]+"),
    f"<{XSD}decimal>": re.compile(r"[+-]?[0-9]*\.[0-9]+"),
}
_FIRST, _REST, _NIL = (f"<{RDF}{name}>" for name in ("first", "rest", "nil"))


def turtle(triples: Iterable[Triple], vocabulary: Vocabulary) -> str:
    """One graph as a Turtle document; the same graph always gives the same text.

    Raises InputError for a triple term.
    """
    statements = Statements(triples)
    order = ReadingOrder(statements, vocabulary)
    return text(order, Turtle(statements, order, vocabulary))


class Turtle:
    """Terms as text, remembering which prefixes were used and which blank nodes stand inside."""

    between = "\n\n"
    opens_last = True

    def __init__(self, statements: Statements, order: ReadingOrder, vocabulary: Vocabulary) -> None:
        self._order = order
        self._base = vocabulary.base
        self._prefixes = {iri: name for name, iri in vocabulary.prefixes.items()}
        self._used: set[str] = set()
        self._iris: dict[str, str] = {}
        self._verbs: dict[str, str] = {TYPE: "a"}
        self._references = statements.references
        self._nested = _nested(statements)

    def opening(self) -> str:
        """The base and the prefixes in use; to be called after the blocks."""
        lines = [f"@base <{self._base}> ."]
        for iri, name in self._prefixes.items():
            if name in self._used:
                lines.append(f"@prefix {name}: <{iri}> .")
        return "\n".join(lines) + "\n\n"

    def block(self, block: Block) -> str:
        """One subject with all its statements, ended by a full stop."""
        subject = block.subject
        if subject in self._nested:
            return ""
        is_anonymous = subject[0] == "_" and subject not in self._references
        opening = "[]" if is_anonymous else self._term(subject, 1)
        return f"{opening} {self._said(block, 1)} ."

    def closing(self) -> str:
        """The end of the last line."""
        return "\n"

    def _said(self, block: Block, depth: int) -> str:
        indent = "\n" + "    " * depth
        parts = []
        for predicate, objects in block.statements:
            verb = self._verbs.get(predicate) or self._verb(predicate)
            if len(objects) == 1:
                target = objects[0]
                is_plain = target[0] == '"' and target[-1] != ">"
                written = target if is_plain else self._term(target, depth + 1)
                parts.append(f"{verb} {written}")
            elif predicate == TYPE:
                parts.append(f"{verb} {', '.join(self._term(o, depth + 1) for o in objects)}")
            else:
                between = f",{indent}    ".join([self._term(o, depth + 2) for o in objects])
                parts.append(f"{verb}{indent}    {between}")
        return f" ;{indent}".join(parts)

    def _verb(self, predicate: str) -> str:
        verb = self._verbs[predicate] = self._term(predicate, 0)
        return verb

    def _term(self, term: str, depth: int) -> str:
        sign = term[0]
        if sign == '"':
            return self._typed(term) if term[-1] == ">" else term
        if sign == "_":
            return self._blank(term, depth) if term in self._nested else term
        return self._iris.get(term) or self._iri(term)

    def _blank(self, node: str, depth: int) -> str:
        members = self._members(node)
        if members is not None:
            return "( " + " ".join(self._term(member, depth) for member in members) + " )"
        return f"[ {self._said(self._order.block(node), depth)} ]"

    def _members(self, node: str) -> list[str] | None:
        """The members of the list that starts at a blank node, or None where it is no list."""
        members: list[str] = []
        while node != _NIL:
            if node not in self._nested:
                return None
            said = dict(self._order.block(node).statements)
            if set(said) != {_FIRST, _REST} or len(said[_FIRST]) + len(said[_REST]) != 2:
                return None
            members.append(said[_FIRST][0])
            node = said[_REST][0]
        return members

    def _iri(self, term: str) -> str:
        iri = term[1:-1]
        cut = max(iri.rfind("#"), iri.rfind("/")) + 1
        name = self._prefixes.get(iri[:cut])
        if name is not None and _LOCAL.fullmatch(iri, cut):
            self._used.add(name)
            short = f"{name}:{iri[cut:]}"
        elif iri.startswith(self._base) and _PATH.fullmatch(iri, len(self._base)):
            short = f"<{iri[len(self._base) :]}>"
        else:
            short = term
        self._iris[term] = short
        return short

    def _typed(self, term: str) -> str:
        end = term.rfind('"') + 1
        datatype = term[end + 2 :]
        bare = _BARE.get(datatype)
        if bare is not None and bare.fullmatch(term, 1, end - 1):
            return term[1 : end - 1]
        return f"{term[:end]}^^{self._iris.get(datatype) or self._iri(datatype)}"


def _nested(statements: Statements) -> set[str]:
    """The blank nodes to write in brackets: referred to once, and not part of a cycle."""
    said = statements.said
    once = {node for node, number in statements.references.items() if number == 1}
    once &= said.keys()
    inside = {node: [term for term in said[node][1::2] if term in once] for node in once}
    entered = {node for nodes in inside.values() for node in nodes}
    reached: set[str] = set()
    waiting = [node for node in once if node not in entered]
    while waiting:
        node = waiting.pop()
        reached.add(node)
        waiting.extend(inside[node])
    return reached
