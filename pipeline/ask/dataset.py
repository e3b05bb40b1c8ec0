"""The published dataset, read pattern by pattern over all its graphs together."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

import pyoxigraph as ox

from pipeline.ask.query import open_dataset
from pipeline.vocabulary import RDF, SKOS, Vocabulary

Term = ox.NamedNode | ox.BlankNode | ox.Literal


class Dataset:
    """What was published. Nodes are given as IRIs, properties as CURIEs; answers are sorted."""

    def __init__(self, store: ox.Store, vocabulary: Vocabulary) -> None:
        self.vocabulary = vocabulary
        self._store = store

    @classmethod
    def published(cls, output: Path, vocabulary: Vocabulary) -> Dataset:
        """The dataset in a build's folder; raises StageError as `open_dataset` does."""
        return cls(open_dataset(output, vocabulary), vocabulary)

    def concepts(self) -> list[str]:
        """The IRIs of our concepts, those that are gone included; the sources' entries are none."""
        graph = ox.NamedNode(self.vocabulary.graph("vocabulary"))
        quads = self._store.quads_for_pattern(
            None, ox.NamedNode(f"{RDF}type"), ox.NamedNode(f"{SKOS}Concept"), graph
        )
        return sorted(iri(quad.subject) for quad in quads)

    def ontology(self) -> list[ox.Triple]:
        """The statements of the ontology."""
        graph = ox.NamedNode(self.vocabulary.graph("ontology"))
        return [quad.triple for quad in self._store.quads_for_pattern(None, None, None, graph)]

    def values(self, subject: str | Term, curie: str) -> list[Term]:
        """The objects of the statements with this subject and property."""
        return self._objects(subject, self.vocabulary.expand(curie))

    def links(self, subject: str | Term, curie: str) -> list[str]:
        """The IRIs among `values`."""
        return [
            term.value for term in self.values(subject, curie) if isinstance(term, ox.NamedNode)
        ]

    def literals(self, subject: str | Term, curie: str) -> list[ox.Literal]:
        """The literals among `values`."""
        return [term for term in self.values(subject, curie) if isinstance(term, ox.Literal)]

    def text(self, subject: str | Term, curie: str, lang: str = "") -> str:
        """The first literal among `values`, one in the language `lang` before others, or ""."""
        found = self.literals(subject, curie)
        return next(
            (value.value for value in sorted(found, key=lambda v: (v.language or "") != lang)), ""
        )

    def bearers(self, curie: str, value: str | Term) -> list[Term]:
        """The subjects of the statements with this property and object."""
        quads = self._store.quads_for_pattern(None, self._property(curie), _node(value))
        return _terms(quad.subject for quad in quads)

    def said_of(self, subject: str) -> Iterator[tuple[str, Term]]:
        """Every property (its IRI) and value of a subject, sorted."""
        quads = self._store.quads_for_pattern(_node(subject), None, None)
        properties = sorted({quad.predicate.value for quad in quads})
        for predicate in properties:
            yield from ((predicate, value) for value in self._objects(subject, predicate))

    def states(self, subject: str, predicate: str, value: Term) -> bool:
        """Whether a statement is there; the property is an IRI."""
        pattern = self._store.quads_for_pattern(_node(subject), ox.NamedNode(predicate), value)
        return next(pattern, None) is not None

    def name(self, node: str) -> str:
        """What to call a concept, entry, scheme, class or property: its label or title in the
        language of the vocabulary, else in another, else the end of its IRI.
        """
        lang = self.vocabulary.language
        for curie in ("skos:prefLabel", "rdfs:label", "dcterms:title") if node else ():
            found = self.text(node, curie, lang)
            if found:
                return found
        return node.rsplit("#", 1)[-1].rsplit("/", 1)[-1]

    def _objects(self, subject: str | Term, predicate: str) -> list[Term]:
        quads = self._store.quads_for_pattern(_node(subject), ox.NamedNode(predicate), None)
        return _terms(quad.object for quad in quads)

    def _property(self, curie: str) -> ox.NamedNode:
        return ox.NamedNode(self.vocabulary.expand(curie))


def iri(term: object) -> str:
    """The IRI of a node, or "" where it is a literal or a blank node."""
    return term.value if isinstance(term, ox.NamedNode) else ""


def _node(node: str | Term) -> ox.NamedNode:
    return ox.NamedNode(node) if isinstance(node, str) else node  # type: ignore[return-value]


def _terms(found: Iterable[object]) -> list[Term]:
    terms = {t for t in found if isinstance(t, ox.NamedNode | ox.BlankNode | ox.Literal)}
    return sorted(terms, key=str)
