"""The labels as resources of their own: SKOS-XL (SKOS Reference, appendix B), beside plain SKOS.

Each label of the vocabulary becomes a skosxl:Label with an IRI, its text, and the evidence that the
label rests on: what a plain literal has no room for. The IRI is made of what the label names, its
text and language; it stays when the label changes from alternative to preferred.

Plain labels are not repeated: they follow (S55 to S57). SKOS-XL knows no acronyms, so they have a
sub-property of skosxl:altLabel, declared in the file, as rc:acronym is one of skos:altLabel; the
skosxl:altLabel is stated as well. Of the rest stands here what a tool needs to show the labels in
their tree: types, scheme, top concepts, broader and narrower, title, licence, deprecation.
"""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from importlib.resources import files

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from pipeline.graphs import Graphs
from pipeline.vocabulary import OWL, RDF, RDFS, SKOS, SKOSXL, Vocabulary

_KINDS = ("prefLabel", "altLabel", "hiddenLabel")
_KEPT = (
    *("rdf:type", "skos:inScheme", "skos:topConceptOf", "skos:hasTopConcept"),
    *("skos:broader", "skos:narrower", "dcterms:title", "dcterms:license"),
    *("owl:deprecated", "dcterms:isReplacedBy"),
)
_TYPE = NamedNode(f"{RDF}type")

_Why = Mapping[tuple[object, object], Sequence[NamedNode]]


def with_labels(graphs: Graphs, vocabulary: Vocabulary) -> list[Triple]:
    """The vocabulary with its labels as resources."""
    plain = {NamedNode(f"{SKOS}{kind}"): NamedNode(f"{SKOSXL}{kind}") for kind in _KINDS}
    plain[NamedNode(vocabulary.term("acronym"))] = NamedNode(vocabulary.term("acronymLabel"))
    kept = {NamedNode(vocabulary.expand(curie)) for curie in _KEPT}
    why = _reasons(graphs["evidence"], vocabulary)
    triples: dict[Triple, None] = dict.fromkeys(_acronym_label(vocabulary))
    for triple in graphs["vocabulary"]:
        link = plain.get(triple.predicate)
        if link is not None and isinstance(triple.object, Literal):
            triples |= dict.fromkeys(_label(triple, link, why, vocabulary))
        elif triple.predicate in kept:
            triples[triple] = None
    return list(triples)


def _label(triple: Triple, link: NamedNode, why: _Why, vocabulary: Vocabulary) -> Iterator[Triple]:
    subject, text = triple.subject, triple.object
    digest = hashlib.sha256(f"{subject} {text}".encode()).hexdigest()[:16]
    node = NamedNode(vocabulary.label(digest))
    yield Triple(subject, link, node)
    yield Triple(node, _TYPE, NamedNode(f"{SKOSXL}Label"))
    yield Triple(node, NamedNode(f"{SKOSXL}literalForm"), text)
    for evidence in why.get((subject, text), ()):
        yield Triple(node, NamedNode(vocabulary.term("evidence")), evidence)


def _acronym_label(vocabulary: Vocabulary) -> Iterator[Triple]:
    node = NamedNode(vocabulary.term("acronymLabel"))
    yield Triple(node, _TYPE, NamedNode(f"{OWL}ObjectProperty"))
    yield Triple(node, NamedNode(f"{RDFS}subPropertyOf"), NamedNode(f"{SKOSXL}altLabel"))
    content = files("pipeline.publish.rdf").joinpath("skosxl.toml").read_text(encoding="utf-8")
    for language, words in tomllib.loads(content).items():
        said = words["definition"].format(acronym=f"{vocabulary.prefix}:acronym")
        definition = Literal(said, language=language)
        yield Triple(node, NamedNode(f"{RDFS}label"), Literal(words["label"], language=language))
        yield Triple(node, NamedNode(f"{SKOS}definition"), definition)


def _reasons(evidence: Sequence[Triple], vocabulary: Vocabulary) -> _Why:
    """The evidence for each label, by what it names and its text."""
    said: dict[BlankNode, dict[str, list[object]]] = {}
    for triple in evidence:
        if isinstance(triple.subject, BlankNode):
            values = said.setdefault(triple.subject, {})
            values.setdefault(triple.predicate.value, []).append(triple.object)
    labels = {NamedNode(f"{SKOS}{kind}") for kind in _KINDS}
    labels.add(NamedNode(vocabulary.term("acronym")))
    found: dict[tuple[object, object], list[NamedNode]] = {}
    for axiom in said.values():
        if labels.isdisjoint(axiom.get(f"{OWL}annotatedProperty", ())):
            continue
        key = axiom[f"{OWL}annotatedSource"][0], axiom[f"{OWL}annotatedTarget"][0]
        nodes = axiom.get(vocabulary.term("evidence"), [])
        found.setdefault(key, []).extend(node for node in nodes if isinstance(node, NamedNode))
    return found
