"""The ontology as a reader asks for it: terms with their words, classes, ends of properties."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable

import pyoxigraph as ox

from pipeline.vocabulary import OWL, RDF, RDFS, SKOS, Vocabulary

Node = ox.NamedNode | ox.BlankNode


class Schema:
    """The statements of schema.ttl and top-concepts.ttl; terms are IRIs, answers sorted."""

    def __init__(self, triples: Iterable[ox.Triple], vocabulary: Vocabulary) -> None:
        self.vocabulary = vocabulary
        self._store = ox.Store()
        self._store.extend(ox.Quad(t.subject, t.predicate, t.object) for t in triples)
        self._prefixes = sorted(
            [*vocabulary.prefixes.items(), ("vann", "http://purl.org/vocab/vann/")],
            key=lambda pair: -len(pair[1]),
        )

    def curie(self, iri: str) -> str:
        """An IRI as people write it."""
        for prefix, base in self._prefixes:
            if iri.startswith(base):
                return f"{prefix}:{iri.removeprefix(base)}"
        return iri

    def is_own(self, iri: str) -> bool:
        """Whether a term is of our ontology, not borrowed."""
        return iri.startswith(f"{self.vocabulary.ontology}#")

    def of_type(self, *kinds: str) -> list[str]:
        """The named terms of a kind of OWL ("Class", "ObjectProperty", ...)."""
        found = {
            quad.subject.value
            for kind in kinds
            for quad in self._quads(None, f"{RDF}type", ox.NamedNode(OWL + kind))
            if isinstance(quad.subject, ox.NamedNode)
        }
        return sorted(found)

    def text(self, iri: str, predicate: str, lang: str = "") -> str:
        """The first literal of a term, of a language where one is given, or ""."""
        return next(iter(self.texts(iri, predicate, lang)), "")

    def texts(self, iri: str, predicate: str, lang: str = "") -> list[str]:
        """The literals of a term, of a language where one is given, accents aside in order."""
        found = [
            quad.object.value
            for quad in self._quads(ox.NamedNode(iri), predicate)
            if isinstance(quad.object, ox.Literal) and (quad.object.language or "") in (lang, "")
        ]
        return sorted(found, key=lambda text: (_bare(text), text))

    def links(self, iri: str, predicate: str) -> list[str]:
        """The IRIs that a property leads to."""
        return sorted(
            quad.object.value
            for quad in self._quads(ox.NamedNode(iri), predicate)
            if isinstance(quad.object, ox.NamedNode)
        )

    def linked(self, iri: str, predicate: str) -> list[str]:
        """The IRIs that a property joins a term to, from either side."""
        back = {
            quad.subject.value
            for quad in self._quads(None, predicate, ox.NamedNode(iri))
            if isinstance(quad.subject, ox.NamedNode)
        }
        return sorted(back | set(self.links(iri, predicate)))

    def classes(self, iri: str, predicate: str) -> list[str]:
        """The classes that a domain or range names: one, or the members of its union. A property
        that has none has that of the one above it (rdfs:subPropertyOf).
        """
        found = self.links(iri, predicate)
        for quad in self._quads(ox.NamedNode(iri), predicate):
            if isinstance(quad.object, ox.BlankNode):
                for union in self._quads(quad.object, f"{OWL}unionOf"):
                    found += self.members(union.object)
        above = [] if found else self.links(iri, f"{RDFS}subPropertyOf")
        return found or sorted({c for one in above for c in self.classes(one, predicate)})

    def chains(self, iri: str) -> list[list[str]]:
        """The property chains (OWL 2, 9.2.1) from which a property follows."""
        axioms = self._quads(ox.NamedNode(iri), f"{OWL}propertyChainAxiom")
        return [self.members(quad.object) for quad in axioms]

    def tops(self) -> dict[str, str]:
        """The classes that a concept's place in the tree defines, each with that concept."""
        query = """SELECT ?class ?top { ?class owl:equivalentClass ?description .
            ?description (owl:unionOf/rdf:rest*/rdf:first)?/owl:hasValue ?top } ORDER BY ?class"""
        found = self._store.query(query, prefixes=self.vocabulary.prefixes)
        assert isinstance(found, ox.QuerySolutions)
        pairs = [(one["class"], one["top"]) for one in found]
        return {
            name.value: top.value
            for name, top in pairs
            if isinstance(name, ox.NamedNode) and isinstance(top, ox.NamedNode)
        }

    def members(self, cell: object) -> list[str]:
        """The IRIs in an RDF list, in order."""
        found: list[str] = []
        while isinstance(cell, ox.BlankNode):
            first = self._quads(cell, f"{RDF}first")
            found += [quad.object.value for quad in first if isinstance(quad.object, ox.NamedNode)]
            cell = next((quad.object for quad in self._quads(cell, f"{RDF}rest")), None)
        return found

    def is_related(self, iri: str) -> bool:
        """Whether a property is a kind of skos:related."""
        return f"{SKOS}related" in self.links(iri, f"{RDFS}subPropertyOf")

    def _quads(
        self, subject: Node | None, predicate: str, value: Node | None = None
    ) -> list[ox.Quad]:
        return list(self._store.quads_for_pattern(subject, ox.NamedNode(predicate), value))


def _bare(text: str) -> str:
    """A text without its accents."""
    letters = unicodedata.normalize("NFKD", text)
    return "".join(letter for letter in letters if not unicodedata.combining(letter))
