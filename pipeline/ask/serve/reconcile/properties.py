"""The properties of concepts that clients may ask for or match by."""

from __future__ import annotations

import pyoxigraph as ox
from msgspec import Struct

from pipeline.ask.dataset import Dataset
from pipeline.ask.serve.wording import french
from pipeline.ask.wording import AskWording
from pipeline.vocabulary import SKOS

# What is offered besides the relations of the ontology. `iri` is no property of RDF.
_ALWAYS = (
    "iri",
    "skos:prefLabel",
    "skos:altLabel",
    "skos:hiddenLabel",
    "skos:definition",
    "skos:broader",
    "skos:narrower",
    "skos:related",
    "skos:exactMatch",
    "skos:closeMatch",
    "dcterms:source",
)


class Property(Struct, frozen=True):
    """A property, by a CURIE, with its French name."""

    id: str
    name: str


class Properties:
    """The properties of one dataset."""

    def __init__(self, data: Dataset, words: AskWording) -> None:
        self._data = data
        rc = data.vocabulary.prefix
        base = data.vocabulary.term("")
        typed = [
            f"{rc}:{term.value.removeprefix(base)}"
            for term in data.bearers("rdfs:subPropertyOf", ox.NamedNode(f"{SKOS}related"))
            if isinstance(term, ox.NamedNode) and term.value.startswith(base)
        ]
        curies = [*_ALWAYS[:3], f"{rc}:acronym", *_ALWAYS[3:], *words.in_order(typed)]
        self.all = {
            curie: Property(curie, _name(curie, data, words)) for curie in dict.fromkeys(curies)
        }

    def find(self, identifier: str) -> Property | None:
        """A property by its CURIE or IRI."""
        if identifier in self.all:
            return self.all[identifier]
        expand = self._data.vocabulary.expand
        return next(
            (p for p in self.all.values() if p.id != "iri" and expand(p.id) == identifier), None
        )

    def values(self, concept: str, property_: Property) -> list[ox.NamedNode | ox.Literal]:
        """The values of a property of a concept, those of the vocabulary's language first."""
        if property_.id == "iri":
            return [ox.Literal(concept)]
        main = self._data.vocabulary.language
        found = self._data.values(concept, property_.id)
        known = [term for term in found if isinstance(term, ox.NamedNode | ox.Literal)]
        return sorted(known, key=lambda term: _place(term, main))


def _place(term: ox.NamedNode | ox.Literal, main: str) -> tuple[bool, str, str]:
    lang = (term.language or "") if isinstance(term, ox.Literal) else ""
    return lang != main, lang, term.value


def _name(curie: str, data: Dataset, words: AskWording) -> str:
    if curie == "iri":
        return french("properties", curie)
    iri = data.vocabulary.expand(curie)
    label = words.relation(curie)
    return label if label != iri.rpartition("#")[2] else data.name(iri)
