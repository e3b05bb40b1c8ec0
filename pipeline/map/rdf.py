"""Building quads: named graphs of the vocabulary, terms from CURIEs, deterministic bytes."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

import pyoxigraph as ox

from pipeline.vocabulary import XSD, Vocabulary

Term = ox.NamedNode | ox.BlankNode | ox.Literal


class Graph:
    """One named graph in the making; `vocabulary` gives prefixes and the graph's IRI."""

    def __init__(self, vocabulary: Vocabulary, name: str) -> None:
        self.vocabulary = vocabulary
        self._name = ox.NamedNode(vocabulary.graph(name))
        self.quads: set[ox.Quad] = set()

    def add(self, subject: str | ox.BlankNode, predicate: str, value: Term) -> None:
        """State a triple: `subject` an IRI or blank node, `predicate` a CURIE."""
        node = ox.NamedNode(subject) if isinstance(subject, str) else subject
        self.quads.add(ox.Quad(node, self.node(predicate), value, self._name))

    def link(self, subject: str | ox.BlankNode, predicate: str, iri: str) -> None:
        """State a triple whose object is an IRI."""
        self.add(subject, predicate, ox.NamedNode(iri))

    def text(self, subject: str | ox.BlankNode, predicate: str, text: str, lang: str = "") -> None:
        """State a triple whose object is a string, language-tagged where `lang` is given."""
        value = ox.Literal(text, language=lang) if lang else ox.Literal(text)
        self.add(subject, predicate, value)

    def typed(self, subject: str | ox.BlankNode, predicate: str, text: str, kind: str) -> None:
        """State a triple whose object is a literal of the XSD datatype `kind` (a local name)."""
        self.add(subject, predicate, ox.Literal(text, datatype=ox.NamedNode(f"{XSD}{kind}")))

    def include(self, triples: Iterable[ox.Triple]) -> None:
        """Take in triples as they are."""
        self.quads.update(ox.Quad(t.subject, t.predicate, t.object, self._name) for t in triples)

    def node(self, curie: str) -> ox.NamedNode:
        """The node that a CURIE stands for."""
        return ox.NamedNode(self.vocabulary.expand(curie))


def digest(*parts: object) -> str:
    """The first 16 hex digits of the SHA-256 of the parts: the name of a node by its content."""
    content = "\x1f".join(str(part) for part in parts)
    return hashlib.sha256(content.encode("utf-8")).hexdigest()[:16]


def as_trig(graphs: Iterable[Graph], vocabulary: Vocabulary) -> bytes:
    """All graphs as TriG, sorted: the same quads, blank nodes named alike, give the same bytes."""
    quads = sorted((quad for graph in graphs for quad in graph.quads), key=_order)
    content = ox.serialize(quads, format=ox.RdfFormat.TRIG, prefixes=vocabulary.prefixes) or b""
    lines = content.splitlines(keepends=True)
    # Oxigraph writes the prefixes in no fixed order.
    first = next(index for index, line in enumerate(lines) if not line.startswith(b"@prefix"))
    return b"".join([*sorted(lines[:first]), *lines[first:]])


def _order(quad: ox.Quad) -> tuple[str, str, bool, str, str]:
    is_type = quad.predicate.value.endswith("#type")
    return (
        str(quad.graph_name),
        str(quad.subject),
        not is_type,
        str(quad.predicate),
        str(quad.object),
    )
