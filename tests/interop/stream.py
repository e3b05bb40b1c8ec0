"""Reading RDF/XML as OpenTheso does: as a stream, without looking back.

OpenTheso, TemaTres and Ginco cannot run here. What they need of RDF/XML (INTEROP.md, facts 1 and 2) is
a contract that a strict reader can hold a file to: the scheme first; each subject one element,
contiguous, and named by the type that counts; inside it further types first, then texts and links;
nothing nested, nothing unnamed.
"""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Iterator
from pathlib import Path

import rdflib
from rdflib.namespace import RDF, SKOS

Statement = tuple[rdflib.URIRef, rdflib.URIRef, rdflib.URIRef | rdflib.Literal]

_ABOUT, _RESOURCE, _DATATYPE = (f"{{{RDF}}}{name}" for name in ("about", "resource", "datatype"))
_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"


class StreamError(Exception):
    """The file breaks the contract: what is wrong, at which subject."""


def statements(path: Path) -> Iterator[Statement]:
    """What the file says, in its order.

    Raises StreamError where it breaks the contract, at the first subject that does.
    """
    seen: set[str] = set()
    events = ET.iterparse(path, events=("start", "end"))
    _, root = next(events)
    if root.tag != f"{{{RDF}}}RDF":
        raise StreamError(f"the root is {root.tag}")
    depth = 0
    for event, element in events:
        depth += 1 if event == "start" else -1
        if event == "end" and depth == 0:
            yield from _block(element, seen)
            element.clear()


def _block(element: ET.Element, seen: set[str]) -> Iterator[Statement]:
    about = element.get(_ABOUT)
    if about is None or set(element.attrib) != {_ABOUT}:
        raise StreamError(f"an element with {sorted(element.attrib)} instead of rdf:about")
    if about in seen:
        raise StreamError(f"{about} comes twice")
    kind = _iri(element.tag)
    if kind not in (SKOS.ConceptScheme, SKOS.Concept):
        raise StreamError(f"{about} is a {kind} before it is what importers look for")
    if (kind == SKOS.ConceptScheme) != (not seen):
        raise StreamError(f"{about}: the one scheme comes first")
    seen.add(about)
    subject = rdflib.URIRef(about)
    yield (subject, RDF.type, kind)
    types_are_over = False
    for child in element:
        predicate = _iri(child.tag)
        if predicate == RDF.type and types_are_over:
            raise StreamError(f"{about}: a type after other statements")
        types_are_over = predicate != RDF.type
        yield (subject, predicate, _value(child, about))


def _value(child: ET.Element, about: str) -> rdflib.URIRef | rdflib.Literal:
    if len(child):
        raise StreamError(f"{about}: {child.tag} nests {child[0].tag}")
    attributes = dict(child.attrib)
    if (resource := attributes.pop(_RESOURCE, None)) is not None:
        if attributes or child.text:
            raise StreamError(f"{about}: {child.tag} is a link and more")
        return rdflib.URIRef(resource)
    language, datatype = attributes.pop(_LANGUAGE, None), attributes.pop(_DATATYPE, None)
    if attributes:
        raise StreamError(f"{about}: {child.tag} has {sorted(attributes)}")
    kind = rdflib.URIRef(datatype) if datatype else None
    return rdflib.Literal(child.text or "", lang=language, datatype=kind)


def _iri(tag: str) -> rdflib.URIRef:
    namespace, _, name = tag.removeprefix("{").partition("}")
    return rdflib.URIRef(namespace + name)
