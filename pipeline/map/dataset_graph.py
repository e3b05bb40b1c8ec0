"""The graph of the dataset: what all of it is, with true counts (VoID, DCAT 3).

The description is part of what it describes: the counts of the whole are those of all five graphs,
as the published N-Quads hold them. The files themselves are not described here, since the N-Quads
hold this graph and their size would depend on itself; `publish` describes them, in dataset.ttl.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from importlib.resources import files

import pyoxigraph as ox

from pipeline.map.dataset_counts import Counts
from pipeline.map.rdf import Graph, digest
from pipeline.map.vocabulary_graph import describe
from pipeline.model import Source
from pipeline.vocabulary import Vocabulary

_ROUNDS = 6
# As the positions in the evidence and DCAT's sizes: a store that keeps numbers by value (Oxigraph)
# would make one term of two types.
_NUMBER = "nonNegativeInteger"
_MATCHES = ("skos:exactMatch", "skos:closeMatch")
# DCAT 3, 6.4.9, wants languages as the Library of Congress names them.
_LANGUAGES = "http://id.loc.gov/vocabulary/iso639-{part}/{code}"


def dataset_graph(
    vocabulary: Vocabulary, sources: Sequence[Source], others: Mapping[str, Graph]
) -> Graph:
    """Describe the dataset that this graph and the graphs `others` (by name) make up.

    The number of distinct objects of the whole is one of its own objects. In the rare case where no
    number is true of itself, it is left out.
    """
    writer = _Description(vocabulary, sources, others)
    for has_objects in (True, False):
        graph = Graph(vocabulary, "dataset")
        for _ in range(_ROUNDS):
            before, graph = graph, writer.graph(graph, has_objects=has_objects)
            if graph.quads == before.quads:
                return graph
    raise AssertionError("only the number of objects depends on a number")


class _Description:
    """Writes the description, given the counts of the one before."""

    def __init__(
        self, vocabulary: Vocabulary, sources: Sequence[Source], others: Mapping[str, Graph]
    ) -> None:
        self._vocabulary, self._sources, self._others = vocabulary, sources, others
        self._counts = {name: Counts(graph.quads) for name, graph in others.items()}
        text = files("pipeline.map").joinpath("dataset.toml").read_text(encoding="utf-8")
        words = tomllib.loads(text)
        self._words = {lang: words[lang] for lang in vocabulary.title if lang in words}

    def graph(self, before: Graph, *, has_objects: bool) -> Graph:
        """The description of the dataset whose own graph is `before`."""
        graph = Graph(self._vocabulary, "dataset")
        node = self._vocabulary.dataset
        graph.link(node, "rdf:type", graph.node("void:Dataset").value)
        graph.link(node, "rdf:type", graph.node("dcat:Dataset").value)
        self._catalogue(graph)
        own = Counts(before.quads)
        parts = [*self._others.values(), before]
        whole = Counts(quad for part in parts for quad in part.quads)
        self._count(graph, node, whole, has_objects=has_objects)
        self._partition(graph, node, whole)
        for namespace in self._vocabulary.prefixes.values():
            if any(iri.startswith(namespace) for iri in [*whole.properties, *whole.classes]):
                graph.link(node, "void:vocabulary", namespace)
        for name, counts in {**self._counts, "dataset": own}.items():
            part = self._vocabulary.graph(name)
            graph.link(node, "void:subset", part)
            graph.link(part, "rdf:type", graph.node("void:Dataset").value)
            for lang, words in self._words.items():
                title = words["graphs"][name].format(title=self._vocabulary.title[lang])
                graph.text(part, "dcterms:title", title, lang)
            self._count(graph, part, counts, has_objects=name != "dataset")
        self._partition(graph, self._vocabulary.graph("vocabulary"), self._counts["vocabulary"])
        for source in self._sources:
            self._source(graph, source)
        return graph

    def _catalogue(self, graph: Graph) -> None:
        """What a catalogue shows of the dataset."""
        v = self._vocabulary
        node = v.dataset
        describe(graph, node, self._sources)
        for role, name, lang in (
            ("creator", v.creator, v.language),
            ("publisher", v.publisher, ""),
        ):
            agent = f"{node}/{role}"
            graph.link(node, f"dcterms:{role}", agent)
            graph.link(agent, "rdf:type", graph.node("foaf:Agent").value)
            graph.text(agent, "foaf:name", name, lang)
        if v.contact:
            contact = f"{node}/contact"
            graph.link(node, "dcat:contactPoint", contact)
            graph.link(contact, "rdf:type", graph.node("vcard:Kind").value)
            kind = "vcard:hasEmail" if v.contact.startswith("mailto:") else "vcard:hasURL"
            graph.link(contact, kind, v.contact)
            graph.text(contact, "vcard:fn", v.publisher)
        # Harvesters (CKAN, udata) know a dataset again by it, and read it as a text.
        graph.text(node, "dcterms:identifier", node)
        graph.text(node, "dcat:version", v.version)
        if v.prior_version:
            graph.link(node, "dcat:previousVersion", f"{node}/{v.prior_version}")
        for code in sorted(self._languages()):
            part = 1 if len(code) == 2 else 2
            graph.link(node, "dcterms:language", _LANGUAGES.format(part=part, code=code))
        for lang, words in self._words.items():
            citation = words["citation"].format(
                creator=v.creator[:1].upper() + v.creator[1:],
                year=v.modified[:4],
                title=v.title[lang],
                version=v.version,
                publisher=v.publisher,
                iri=node,
            )
            graph.text(node, "dcterms:bibliographicCitation", citation, lang)
        graph.text(node, "vann:preferredNamespacePrefix", v.prefix)
        graph.text(node, "vann:preferredNamespaceUri", v.term(""))
        graph.text(node, "void:uriSpace", v.base)
        graph.link(node, "void:exampleResource", v.scheme)
        for source in self._sources:
            graph.link(node, "dcterms:source", v.source(source.id))

    def _languages(self) -> set[str]:
        """The primary subtags of the languages of the vocabulary's texts."""
        objects = (quad.object for quad in self._others["vocabulary"].quads)
        return {
            term.language.partition("-")[0]
            for term in objects
            if isinstance(term, ox.Literal) and term.language
        }

    def _source(self, graph: Graph, source: Source) -> None:
        """One glossary as a part of the graph of sources, and its matches with the vocabulary.

        Each match is stated both ways; counted here is the way from the glossary to us.
        """
        v = self._vocabulary
        scheme, part = v.source(source.id), f"{v.dataset}/source/{source.id}"
        quads = [quad for quad in self._others["sources"].quads if _is_under(quad.subject, scheme)]
        graph.link(v.graph("sources"), "void:subset", part)
        graph.link(part, "rdf:type", graph.node("void:Dataset").value)
        graph.text(part, "dcterms:title", source.title, source.language)
        graph.link(part, "dcterms:source", scheme)
        graph.text(part, "void:uriSpace", f"{scheme}/")
        self._count(graph, part, Counts(quads), has_objects=True)
        for predicate in _MATCHES:
            iri = graph.node(predicate)
            number = sum(
                quad.predicate == iri and _is_under(quad.object, v.concept("")[:-1])
                for quad in quads
            )
            if not number:
                continue
            links = f"{part}/{predicate.partition(':')[2]}"
            graph.link(v.graph("sources"), "void:subset", links)
            graph.link(links, "rdf:type", graph.node("void:Linkset").value)
            for lang, words in self._words.items():
                title = words["links"].format(title=source.title, predicate=predicate)
                graph.text(links, "dcterms:title", title, lang)
            graph.link(links, "void:subjectsTarget", part)
            graph.link(links, "void:objectsTarget", v.graph("vocabulary"))
            graph.link(links, "void:linkPredicate", iri.value)
            graph.typed(links, "void:triples", str(number), _NUMBER)

    def _count(self, graph: Graph, node: str, counts: Counts, *, has_objects: bool) -> None:
        said = {
            "void:triples": counts.triples,
            "void:distinctSubjects": counts.subjects,
            "void:properties": len(counts.properties),
            "void:classes": len(counts.classes),
        }
        if has_objects:
            said["void:distinctObjects"] = counts.objects
        for predicate, number in said.items():
            graph.typed(node, predicate, str(number), _NUMBER)

    def _partition(self, graph: Graph, node: str, counts: Counts) -> None:
        for kind, counted, value in (
            ("class", counts.classes, "entities"),
            ("property", counts.properties, "triples"),
        ):
            for iri, number in counted.items():
                part = f"{node}/{kind}/{self._path(iri)}"
                graph.link(node, f"void:{kind}Partition", part)
                graph.link(part, f"void:{kind}", iri)
                graph.typed(part, f"void:{value}", str(number), _NUMBER)

    def _path(self, iri: str) -> str:
        """A class or property as the end of an IRI: `skos/Concept`, a hash without a prefix."""
        for prefix, namespace in self._vocabulary.prefixes.items():
            name = iri.removeprefix(namespace)
            if iri.startswith(namespace) and name.isidentifier() and name.isascii():
                return f"{prefix}/{name}"
        return digest(iri)


def _is_under(term: object, iri: str) -> bool:
    """Whether a term is an IRI or one below it."""
    return isinstance(term, ox.NamedNode) and f"{term.value}/".startswith(f"{iri}/")
