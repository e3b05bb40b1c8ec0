"""Scheme and ontology as one OWL 2 DL ontology, with what follows from them, for Protégé.

Each inferred statement stands there like any other and is annotated with `oboInOwl:is_inferred
"true"`, as OWLTools and ROBOT (`reason --annotate-inferred-axioms true`) do. Protégé shows the mark
at the axiom, and a SPARQL query finds it at the owl:Axiom.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from importlib.resources import files

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from pipeline.graphs import Graphs
from pipeline.vocabulary import DCTERMS, OWL, RDF, RDFS, XSD, Vocabulary

IS_INFERRED = NamedNode("http://www.geneontology.org/formats/oboInOwl#is_inferred")

_TYPE = NamedNode(f"{RDF}type")
_ONTOLOGY = NamedNode(f"{OWL}Ontology")
_ANNOTATION_PROPERTY = NamedNode(f"{OWL}AnnotationProperty")
# What only the header of an ontology may say (OWL 2 Mapping to RDF Graphs, 3.2).
_OF_HEADERS = {NamedNode(OWL + name) for name in ("versionIRI", "imports", "priorVersion")}


def one_ontology(
    graphs: Graphs, inferred: Iterable[Triple], vocabulary: Vocabulary
) -> list[Triple]:
    """The statements of ontology and vocabulary, and those inferred, under a header of their own.

    The header of the ontology becomes plain annotations of its IRI.
    """
    stated = [*graphs["ontology"], *graphs["vocabulary"]]
    headers = {t.subject for t in stated if t.predicate == _TYPE and t.object == _ONTOLOGY}
    kept = [
        t
        for t in stated
        if t.subject not in headers or (t.predicate not in _OF_HEADERS and t.object != _ONTOLOGY)
    ]
    marked = [t for number, triple in enumerate(inferred) for t in _marked(triple, number)]
    return list(dict.fromkeys([*_header(vocabulary), *kept, *marked]))


def _header(vocabulary: Vocabulary) -> list[Triple]:
    words = tomllib.loads(
        files("pipeline.publish.rdf").joinpath("protege.toml").read_text(encoding="utf-8")
    )
    ontology = NamedNode(f"{vocabulary.base}owl")

    def texts(key: str) -> list[Literal]:
        return [
            Literal(words[language][key].format(title=title), language=language)
            for language, title in vocabulary.title.items()
            if language in words
        ]

    prior = vocabulary.prior_version
    said: dict[str, list[NamedNode | Literal]] = {
        f"{RDF}type": [_ONTOLOGY],
        f"{OWL}versionIRI": [NamedNode(f"{ontology.value}/{vocabulary.version}")],
        f"{OWL}priorVersion": [NamedNode(f"{ontology.value}/{prior}")] if prior else [],
        f"{OWL}versionInfo": [Literal(vocabulary.version)],
        f"{DCTERMS}title": list(texts("title")),
        f"{RDFS}comment": list(texts("comment")),
        f"{DCTERMS}source": [NamedNode(vocabulary.scheme), NamedNode(vocabulary.ontology)],
        f"{DCTERMS}creator": [Literal(vocabulary.creator, language=vocabulary.language)],
        f"{DCTERMS}publisher": [Literal(vocabulary.publisher)],
        f"{DCTERMS}modified": [Literal(vocabulary.modified, datatype=NamedNode(f"{XSD}date"))],
        f"{DCTERMS}license": [NamedNode(vocabulary.licence)],
    }
    return [
        *(
            Triple(ontology, NamedNode(iri), value)
            for iri, values in said.items()
            for value in values
        ),
        Triple(IS_INFERRED, _TYPE, _ANNOTATION_PROPERTY),
        *(Triple(IS_INFERRED, NamedNode(f"{RDFS}label"), text) for text in texts("is_inferred")),
    ]


def _marked(triple: Triple, number: int) -> list[Triple]:
    mark = BlankNode(f"inferred{number}")
    said = {
        f"{RDF}type": NamedNode(f"{OWL}Axiom"),
        f"{OWL}annotatedSource": triple.subject,
        f"{OWL}annotatedProperty": triple.predicate,
        f"{OWL}annotatedTarget": triple.object,
    }
    return [
        triple,
        *(Triple(mark, NamedNode(iri), value) for iri, value in said.items()),
        Triple(mark, IS_INFERRED, Literal("true")),
    ]
