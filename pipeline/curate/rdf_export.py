"""A SKOS file in any RDF syntax, as an export."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox

from pipeline.curate.export import LABEL_KINDS, Export, Node
from pipeline.errors import StageError
from pipeline.vocabulary import OWL, RDF, SKOS, XSD, Vocabulary

FORMATS = {
    ".ttl": ox.RdfFormat.TURTLE,
    ".rdf": ox.RdfFormat.RDF_XML,
    ".xml": ox.RdfFormat.RDF_XML,
    ".owl": ox.RdfFormat.RDF_XML,
    ".jsonld": ox.RdfFormat.JSON_LD,
    ".json": ox.RdfFormat.JSON_LD,
    ".nt": ox.RdfFormat.N_TRIPLES,
    ".nq": ox.RdfFormat.N_QUADS,
    ".trig": ox.RdfFormat.TRIG,
}
_HIERARCHY = ("skos:broader", "skos:narrower", "skos:related")


def read_rdf(path: Path, vocabulary: Vocabulary) -> Export:
    """The concepts of a file, those of our source schemes left out.

    Raises StageError where it does not parse or holds no SKOS concept.
    """
    try:
        quads = list(ox.parse(path.read_bytes(), format=FORMATS[path.suffix.lower()]))
    except (SyntaxError, ValueError) as error:
        raise StageError(
            f"not readable as {FORMATS[path.suffix.lower()].name}: {error}",
            where=str(path),
            remedy="export it again, or give the file the ending of its syntax",
        ) from None
    concept = ox.NamedNode(f"{SKOS}Concept")
    subjects = {
        q.subject for q in quads if q.object == concept and q.predicate.value == f"{RDF}type"
    }
    ours = {
        node.value
        for node in subjects
        if isinstance(node, ox.NamedNode) and not node.value.startswith(vocabulary.source(""))
    }
    if not ours:
        raise StageError(
            "no skos:Concept stands in this file", where=str(path), remedy="export it as SKOS"
        )
    export = Export({iri: Node() for iri in sorted(ours)})
    for quad in quads:
        if isinstance(quad.subject, ox.NamedNode) and quad.subject.value in ours:
            _take(export, quad.subject.value, quad.predicate.value, quad.object, vocabulary)
    export.forget_classes_if_none()
    return export


def _take(export: Export, iri: str, predicate: str, value: object, vocabulary: Vocabulary) -> None:
    node, name = export.nodes[iri], _curie(predicate, vocabulary)
    label = "acronym" if name == f"{vocabulary.prefix}:acronym" else name
    export.carried.add(label)
    if isinstance(value, ox.Literal):
        lang = (value.language or vocabulary.language).lower()
        if label in LABEL_KINDS and len(lang) == 2:
            node.add_label(" ".join(value.value.split()), lang, LABEL_KINDS[label])
        elif predicate == f"{OWL}deprecated" and value.datatype.value == f"{XSD}boolean":
            node.deprecated = value.value in ("true", "1")
        else:
            node.add_text(f"{name}@{value.language}" if value.language else name, value.value)
    elif isinstance(value, ox.NamedNode):
        target = _curie(value.value, vocabulary)
        ontology = f"{vocabulary.prefix}:"
        if name in _HIERARCHY or name.startswith(ontology):
            node.add_link(name, value.value)
        elif name == "rdf:type" and target.startswith(ontology):
            node.add_link(name, target)
        elif name == "dcterms:isReplacedBy":
            node.successor = value.value
        elif value.value != f"{SKOS}Concept":
            node.add_text(name, value.value)


def _curie(iri: str, vocabulary: Vocabulary) -> str:
    for prefix, namespace in vocabulary.prefixes.items():
        if iri.startswith(namespace):
            return f"{prefix}:{iri.removeprefix(namespace)}"
    return iri
