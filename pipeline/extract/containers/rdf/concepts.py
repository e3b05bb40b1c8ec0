"""The concepts of a vocabulary in RDF as records: SKOS, SKOS-XL, and what is written like them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import pyoxigraph as ox

from pipeline.extract.containers.records import Record
from pipeline.extract.document import Metadata
from pipeline.extract.lines import letters

# What relative IRIs are resolved against: a name that exists nowhere (RFC 2606).
BASE = "http://vocabulary.invalid/"

_SKOS = "http://www.w3.org/2004/02/skos/core#"
_XL = "http://www.w3.org/2008/05/skos-xl#"
_RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
_RDFS = "http://www.w3.org/2000/01/rdf-schema#"
_DCT = "http://purl.org/dc/terms/"
_DC = "http://purl.org/dc/elements/1.1/"
_OWL = "http://www.w3.org/2002/07/owl#"
_ONTOLEX = "http://www.w3.org/ns/lemon/ontolex#"

_TYPE = f"{_RDF}type"
_PREFERRED = (f"{_SKOS}prefLabel", f"{_XL}prefLabel")
_ALTERNATIVE = (
    f"{_SKOS}altLabel",
    f"{_XL}altLabel",
    f"{_SKOS}hiddenLabel",
    f"{_XL}hiddenLabel",
    "http://schema.org/alternateName",
    "https://schema.org/alternateName",
    f"{_ONTOLEX}otherForm",
)
_NAMES = (
    f"{_ONTOLEX}canonicalForm",
    f"{_RDFS}label",
    "http://schema.org/name",
    "https://schema.org/name",
)
# The first of these that a concept has defines it.
_DEFINING = (
    f"{_SKOS}definition",
    "http://purl.obolibrary.org/obo/IAO_0000115",
    f"{_SKOS}scopeNote",
    f"{_RDFS}comment",
    f"{_DCT}description",
    f"{_DC}description",
    "http://schema.org/description",
    "https://schema.org/description",
    f"{_SKOS}note",
)
_EXAMPLE = f"{_SKOS}example"
_NOTES = ("scopeNote", "note", "editorialNote", "historyNote", "changeNote", "notation")
# A term to look up as well; hierarchy (broader, narrower) is another thing and is only counted.
_SEE = (f"{_SKOS}related", f"{_RDFS}seeAlso", f"{_DCT}isReplacedBy")
_HIERARCHY = (f"{_SKOS}broader", f"{_SKOS}narrower")
_NO_CONCEPTS = (
    f"{_SKOS}ConceptScheme",
    f"{_SKOS}Collection",
    f"{_SKOS}OrderedCollection",
    f"{_XL}Label",
    f"{_OWL}Ontology",
    f"{_OWL}ObjectProperty",
    f"{_OWL}DatatypeProperty",
    f"{_OWL}AnnotationProperty",
    f"{_RDF}Property",
)
# Where the words of a node stand that a statement leads to.
_WORDS = (f"{_XL}literalForm", f"{_RDF}value", f"{_ONTOLEX}writtenRep", f"{_RDFS}label")

Node = ox.NamedNode | ox.BlankNode


class Graph:
    """The statements of a file by subject and predicate, in the order of the file."""

    def __init__(self) -> None:
        self._by_subject: dict[Node, dict[str, list[ox.NamedNode | ox.BlankNode | ox.Literal]]] = {}

    def add(self, quad: ox.Quad) -> None:
        """Add a statement; one about a statement is left out."""
        if isinstance(quad.subject, ox.Triple) or isinstance(quad.object, ox.Triple):
            return
        values = self._by_subject.setdefault(quad.subject, {})
        held = values.setdefault(quad.predicate.value, [])
        held.append(quad.object)

    def subjects(self) -> Iterator[Node]:
        """All subjects, in the order of the file."""
        return iter(self._by_subject)

    def has(self, subject: Node, predicates: Sequence[str]) -> bool:
        """Whether it has a value for one of them."""
        values = self._by_subject.get(subject, {})
        return any(predicate in values for predicate in predicates)

    def nodes(self, subject: Node, predicates: Sequence[str]) -> list[Node]:
        """What is no literal."""
        return [one for one in self._values(subject, predicates) if not isinstance(one, ox.Literal)]

    def texts(self, subject: Node, predicates: Sequence[str]) -> list[tuple[str, str]]:
        """The words and their languages, also of nodes that only carry words, each pair once and
        sorted.
        """
        found: set[tuple[str, str]] = set()
        for one in self._values(subject, predicates):
            literals = [one] if isinstance(one, ox.Literal) else self._values(one, _WORDS)
            found.update(
                (literal.value, literal.language or "")
                for literal in literals
                if isinstance(literal, ox.Literal) and literal.value.strip()
            )
        return sorted(found, key=lambda pair: (pair[1], pair[0]))

    def types(self, subject: Node) -> set[str]:
        """The IRIs of its classes."""
        return {one.value for one in self.nodes(subject, [_TYPE])}

    def _values(
        self, subject: Node, predicates: Sequence[str]
    ) -> list[ox.NamedNode | ox.BlankNode | ox.Literal]:
        values = self._by_subject.get(subject, {})
        return [one for predicate in predicates for one in values.get(predicate, [])]


def records_of(graph: Graph, language: str, notes: list[str]) -> list[Record]:
    """The concepts as records, ordered by label; `notes` says what is not as wanted."""
    concepts = _concepts(graph)
    names = {concept: names for concept in concepts if (names := _names(graph, concept, language))}
    labels = {concept: texts[0][0] for concept, texts in names.items()}
    records = [_record(graph, concept, names[concept], labels, language) for concept in names]
    foreign = [texts[0] for texts in names.values() if _rank(texts[0][1], language) > 1]
    if foreign:
        tongues = ", ".join(sorted({tongue for _, tongue in foreign}))
        notes.append(
            f"concepts sans libellé en « {language} », pris dans une autre langue ({tongues}) :"
            f" {len(foreign)}"
        )
    gone = [labels[one] for one in names if ("true", "") in graph.texts(one, [f"{_OWL}deprecated"])]
    if gone:
        notes.append(
            f"concepts obsolètes, au nombre de {len(gone)} : {', '.join(sorted(gone)[:5])}"
        )
    ranked = sum(len(graph.nodes(concept, _HIERARCHY)) for concept in names)
    if ranked:
        notes.append(
            f"liens hiérarchiques (broader, narrower), qui ne sont pas des renvois : {ranked}"
        )
    nameless = len(concepts) - len(names)
    if nameless:
        notes.append(f"concepts sans libellé, laissés de côté : {nameless}")
    return sorted(records, key=lambda one: (letters(one.term), one.term, one.place))


def scheme_of(graph: Graph, language: str) -> Metadata:
    """What the vocabulary says of itself."""
    schemes = [
        one
        for one in graph.subjects()
        if graph.types(one) & {f"{_SKOS}ConceptScheme", f"{_OWL}Ontology"}
    ]
    for scheme in schemes[:1]:

        def first(*predicates: str, of: Node = scheme) -> str:
            texts = graph.texts(of, predicates)
            texts.sort(key=lambda pair: _rank(pair[1], language))
            return texts[0][0].strip() if texts else ""

        return Metadata(
            title=first(f"{_DCT}title", f"{_DC}title", *_PREFERRED, f"{_RDFS}label"),
            publisher=first(f"{_DCT}publisher", f"{_DC}publisher"),
            url=scheme.value if scheme.value.startswith("http") else "",
            language=first(f"{_DCT}language", f"{_DC}language"),
            date=first(f"{_DCT}modified", f"{_DCT}issued", f"{_DCT}created")[:10],
        )
    return Metadata()


def _concepts(graph: Graph) -> list[Node]:
    """What is a skos:Concept or has its label; where there is none, what has a name and words that
    define it.
    """
    things = [one for one in graph.subjects() if not graph.types(one) & set(_NO_CONCEPTS)]
    concepts = [
        one for one in things if f"{_SKOS}Concept" in graph.types(one) or graph.has(one, _PREFERRED)
    ]
    return concepts or [
        one for one in things if graph.has(one, _NAMES) and graph.has(one, _DEFINING)
    ]


def _names(graph: Graph, concept: Node, language: str) -> list[tuple[str, str]]:
    """The preferred labels, else the names, that of the wanted language first."""
    texts = graph.texts(concept, _PREFERRED) or graph.texts(concept, _NAMES)
    return sorted(texts, key=lambda pair: _rank(pair[1], language))


def _rank(said: str, wanted: str) -> int:
    if said.casefold() == wanted.casefold():
        return 0
    if not said or said.partition("-")[0].casefold() == wanted.partition("-")[0].casefold():
        return 1
    return 2 if said.startswith("en") else 3


def _record(
    graph: Graph,
    concept: Node,
    names: Sequence[tuple[str, str]],
    labels: dict[Node, str],
    language: str,
) -> Record:
    defining = next((one for one in _DEFINING if graph.texts(concept, [one])), "")
    texts = graph.texts(concept, [defining])
    best = min((_rank(tongue, language) for _, tongue in texts), default=0)
    kept = [(text, tongue) for text, tongue in texts if _rank(tongue, language) == best]
    kept = [pair for pair in kept if best < 3 or pair[1] == kept[0][1]]
    left = [
        (text, "définition dans une autre langue")
        for text, tongue in texts
        if (text, tongue) not in kept
    ]
    left += [
        (text, f"{name} : n'est pas de la définition")
        for name in _NOTES
        if f"{_SKOS}{name}" != defining
        for text, _ in graph.texts(concept, [f"{_SKOS}{name}"])
    ]
    examples = [
        text for text, tongue in graph.texts(concept, [_EXAMPLE]) if _rank(tongue, language) < 2
    ]
    variants = graph.texts(concept, _ALTERNATIVE)
    variants.sort(key=lambda pair: _rank(pair[1], language))
    return Record(
        concept.value.removeprefix(BASE),
        names[0][0],
        [text for text, _ in [*names[1:], *variants]],
        [text for text, _ in kept] + examples,
        [labels[one] for one in graph.nodes(concept, _SEE) if one in labels and one != concept],
        left,
    )
