"""The IRIs of a vocabulary in the files that people write: found by where they begin, and moved.

An IRI counts where it stands for itself: in angle brackets, in quotes, in a cell, between blanks.
Inside another address (`https://archive.org/web/https://...`) it is that address's business.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import pyoxigraph as ox

from pipeline.blank_nodes import with_stable_names

# What comes before an address inside another one: IRI characters (RFC 3987) that no text ends with.
_INSIDE = r"(?<![\w/:?&=%#~.+@-])"
_ADDRESS = re.compile(_INSIDE + r"https?://[^\s<>\"'`(){}|\\^\[\],;]+")
# A column of the decisions that repeats a source word for word (SSSOM's other columns are ours).
_VERBATIM = "quote"


class Move:
    """From one base to another."""

    def __init__(self, old: str, new: str) -> None:
        self._old, self._new = old, new
        self._ours = re.compile(_INSIDE + re.escape(old))

    def text(self, text: str) -> tuple[str, int]:
        """A text with its IRIs moved, and how many there were."""
        return self._ours.subn(lambda _: self._new, text)

    def table(self, text: str) -> tuple[str, int]:
        """The same for a tab-separated table, whose quotes from the sources stay as they are."""
        columns = text.partition("\n")[0].rstrip("\r").split("\t")
        if _VERBATIM not in columns:
            return self.text(text)
        verbatim, count, lines = columns.index(_VERBATIM), 0, []
        for line in text.split("\n"):
            cells = line.split("\t")
            for column, cell in enumerate(cells):
                if column != verbatim:
                    cells[column], found = self.text(cell)
                    count += found
            lines.append("\t".join(cells))
        return "\n".join(lines), count

    def is_true_to(self, before: str, after: str) -> bool:
        """Whether the second Turtle text says what the first says, of the IRIs moved.

        It does not where an IRI was put together of a shorter prefix. Raises SyntaxError where one
        does not parse.
        """
        moved = (self._statement(quad) for quad in _quads(before))
        return _sorted(moved) == _sorted(_quads(after))

    def _statement(self, quad: ox.Quad) -> ox.Quad:
        one, other = quad.subject, quad.object
        return ox.Quad(
            self._node(one) if isinstance(one, ox.NamedNode) else one,
            self._node(quad.predicate),
            self._literal(other)
            if isinstance(other, ox.Literal)
            else self._node(other)
            if isinstance(other, ox.NamedNode)
            else other,
        )

    def _node(self, node: ox.NamedNode) -> ox.NamedNode:
        is_ours = node.value.startswith(self._old)
        return ox.NamedNode(self._new + node.value[len(self._old) :]) if is_ours else node

    def _literal(self, literal: ox.Literal) -> ox.Literal:
        text = self.text(literal.value)[0]
        if literal.language:
            return ox.Literal(text, language=literal.language)
        return ox.Literal(text, datatype=self._node(literal.datatype))


def addresses(text: str) -> Iterator[tuple[str, int]]:
    """The web addresses in a text, each with its line."""
    for number, line in enumerate(text.split("\n"), start=1):
        yield from ((found[0], number) for found in _ADDRESS.finditer(line))


def _quads(text: str) -> Iterator[ox.Quad]:
    return iter(ox.parse(text, format=ox.RdfFormat.TURTLE))


def _sorted(quads: Iterator[ox.Quad]) -> list[str]:
    return sorted(str(quad.triple) for quad in with_stable_names(list(quads)))
