"""OWL axioms in RDF: which statements make one, and which of them bear on reasoning.

Implements the reading of https://www.w3.org/TR/owl2-mapping-to-rdf/ as far as it takes to tell
axioms apart: a statement about a named thing is one, with all that is said of the blank nodes it
leads to; so is a blank node that nothing leads to (owl:AllDisjointClasses).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from pyoxigraph import BlankNode, NamedNode, Triple

from pipeline.vocabulary import OWL, RDF, RDFS

Axiom = tuple[Triple, ...]

TYPE = NamedNode(f"{RDF}type")
_ANNOTATION = NamedNode(f"{OWL}AnnotationProperty")
_HEADER = NamedNode(f"{OWL}Ontology")
_ANNOTATED = NamedNode(f"{OWL}Axiom")
_DECLARING = {
    NamedNode(OWL + name)
    for name in (
        *("Class", "ObjectProperty", "DatatypeProperty", "AnnotationProperty"),
        *("NamedIndividual", "Ontology"),
    )
} | {NamedNode(f"{RDFS}Datatype")}
_BUILT_IN_ANNOTATIONS = {
    *(NamedNode(RDFS + name) for name in ("label", "comment", "seeAlso", "isDefinedBy")),
    *(
        NamedNode(OWL + name)
        for name in (
            *("versionInfo", "deprecated", "priorVersion"),
            *("backwardCompatibleWith", "incompatibleWith"),
        )
    ),
}


def count_axioms(triples: Iterable[Triple]) -> int:
    """How many OWL axioms the statements make; what is said of the header is none."""
    return len(split(triples))


def split(triples: Iterable[Triple]) -> list[Axiom]:
    """The statements as axioms, in their order; without the header and annotations of axioms."""
    statements = list(triples)
    said: defaultdict[BlankNode, list[Triple]] = defaultdict(list)
    for triple in statements:
        if isinstance(triple.subject, BlankNode):
            said[triple.subject].append(triple)
    inner = {t.object for t in statements if isinstance(t.object, BlankNode)}
    ignored = {
        t.subject for t in statements if t.predicate == TYPE and t.object in (_HEADER, _ANNOTATED)
    }
    roots = [
        [triple]
        for triple in statements
        if isinstance(triple.subject, NamedNode) and triple.subject not in ignored
    ]
    roots += [about for node, about in said.items() if node not in inner | ignored]
    return [tuple(_whole(root, said)) for root in roots]


def logical(triples: Iterable[Triple]) -> list[Triple]:
    """Without annotations: they say nothing to a reasoner (OWL 2 Direct Semantics, 2.2)."""
    statements = list(triples)
    annotating = _BUILT_IN_ANNOTATIONS | {
        t.subject for t in statements if t.predicate == TYPE and t.object == _ANNOTATION
    }
    return [t for t in statements if t.predicate not in annotating]


def is_declaration(axiom: Axiom) -> bool:
    """Whether an axiom only says what kind of thing an IRI stands for."""
    return len(axiom) == 1 and axiom[0].predicate == TYPE and axiom[0].object in _DECLARING


def is_general(axiom: Axiom) -> bool:
    """Whether an axiom speaks of classes and properties, not of a single thing."""
    root = axiom[0]
    return root.predicate.value.startswith((OWL, RDFS)) or (
        root.predicate == TYPE and str(root.object).startswith(f"<{OWL}")
    )


def _whole(root: list[Triple], said: dict[BlankNode, list[Triple]]) -> Iterator[Triple]:
    waiting, seen = list(reversed(root)), set(root)
    while waiting:
        triple = waiting.pop()
        yield triple
        if isinstance(triple.object, BlankNode):
            new = [t for t in said.get(triple.object, ()) if t not in seen]
            seen.update(new)
            waiting.extend(reversed(new))
