"""A published vocabulary as it is compared: its concepts, whatever syntax they are written in."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

import pyoxigraph as ox
from msgspec import Struct

from pipeline.errors import StageError
from pipeline.model import LabelKind
from pipeline.vocabulary import DCTERMS, OWL, RDF, SKOS, Vocabulary

FORMATS = {
    ".ttl": ox.RdfFormat.TURTLE,
    ".nq": ox.RdfFormat.N_QUADS,
    ".nt": ox.RdfFormat.N_TRIPLES,
    ".jsonld": ox.RdfFormat.JSON_LD,
    ".rdf": ox.RdfFormat.RDF_XML,
    ".trig": ox.RdfFormat.TRIG,
}
_LABELS: dict[str, LabelKind] = {
    f"{SKOS}prefLabel": "preferred",
    f"{SKOS}altLabel": "alternative",
    f"{SKOS}hiddenLabel": "hidden",
}
# What says nothing of the meaning of a concept, or is read into a field of its own.
_NO_RELATION = {
    f"{RDF}type",
    f"{SKOS}inScheme",
    f"{SKOS}topConceptOf",
    f"{SKOS}broader",
    f"{SKOS}narrower",
    f"{DCTERMS}isReplacedBy",
}
_NO_CLASS = {f"{SKOS}Concept", f"{OWL}NamedIndividual"}


class Name(Struct, frozen=True, order=True):
    """A label of a concept."""

    kind: LabelKind
    lang: str
    text: str


class Meaning(Struct, frozen=True, order=True):
    """A definition of a concept."""

    lang: str
    text: str


class Link(Struct, frozen=True, order=True):
    """A relation of a concept: the IRIs of the property and of what it leads to."""

    property: str
    object: str


class State(Struct, frozen=True):
    """A concept as one publication has it; all lists are sorted and hold nothing twice.

    An acronym is no alternative label again; `broader` holds what only `narrower` says, too.
    """

    iri: str
    labels: list[Name] = []
    definitions: list[Meaning] = []
    broader: list[str] = []
    top: bool = False
    relations: list[Link] = []
    classes: list[str] = []
    deprecated: bool = False
    successors: list[str] = []


class Snapshot(Struct, frozen=True):
    """A publication: its file, what it calls itself, its concepts by IRI.

    `base` is what the IRIs of the vocabulary begin with in that file, "" where it is another
    vocabulary's. Where the vocabulary has left that base since, the IRIs are given as they are now.
    """

    file: str
    title: str
    version: str
    concepts: dict[str, State]
    base: str = ""


def read_snapshot(path: Path, vocabulary: Vocabulary) -> Snapshot:
    """Read a vocabulary from a file in one of FORMATS, or from the folder of a build.

    Of a dataset of ours the graph of the vocabulary is read, of any other dataset all graphs.
    `vocabulary` tells what its files are called and which property marks acronyms. Raises
    StageError where there is no such file, it does not parse, or it holds no skos:Concept.
    """
    file = _file(path, vocabulary)
    triples = _triples(file)
    base = _base(triples, vocabulary)
    said = _Said(triples if base in ("", vocabulary.base) else _moved(triples, base, vocabulary))
    concepts = {iri: said.state(iri, vocabulary) for iri in said.concepts()}
    if not concepts:
        raise StageError(
            "no skos:Concept in this file", where=str(file), remedy="name a SKOS vocabulary"
        )
    title, version = said.scheme(vocabulary.language)
    return Snapshot(path.name or str(path), title, version, concepts, base)


def _file(path: Path, vocabulary: Vocabulary) -> Path:
    """The file to read: the path itself, or the vocabulary in that folder."""
    if path.is_dir():
        inside = [path / f"{vocabulary.name}{suffix}" for suffix in FORMATS]
        found = next((file for file in inside if file.is_file()), None)
        if found is None:
            raise StageError(
                f"this folder holds no {inside[0].name}",
                where=str(path),
                remedy="name the folder of a build, or a file",
            )
        return found
    if path.suffix not in FORMATS:
        raise StageError(
            "the name does not tell which RDF syntax this is",
            where=str(path),
            remedy=f"name a file that ends in {', '.join(FORMATS)}",
        )
    return path


def _triples(file: Path) -> list[ox.Triple]:
    try:
        quads = list(ox.parse(file.read_bytes(), format=FORMATS[file.suffix]))
    except SyntaxError as error:
        raise StageError(
            f"it does not parse ({_first_line(error)})",
            where=str(file),
            remedy="correct it, or name another file",
        ) from None
    except OSError as error:
        raise StageError(
            f"it cannot be read ({error.strerror})",
            where=str(file),
            remedy="name a vocabulary that was published",
        ) from None
    ours = [q for q in quads if str(q.graph_name).endswith("/graph/vocabulary>")]
    return [quad.triple for quad in ours or quads]


def _base(triples: Iterable[ox.Triple], vocabulary: Vocabulary) -> str:
    """The base of the vocabulary, present or former, under which its scheme stands here, or ""."""
    subjects = {t.subject.value for t in triples if isinstance(t.subject, ox.NamedNode)}
    bases = [vocabulary.base, *vocabulary.former_bases]
    return next((base for base in bases if f"{base}scheme" in subjects), "")


def _moved(
    triples: Iterable[ox.Triple], former: str, vocabulary: Vocabulary
) -> Iterator[ox.Triple]:
    """The statements with the IRIs that begin with `former` under the present base."""

    def moved(node: ox.NamedNode) -> ox.NamedNode:
        is_ours = node.value.startswith(former)
        return ox.NamedNode(vocabulary.base + node.value[len(former) :]) if is_ours else node

    for triple in triples:
        one, other = triple.subject, triple.object
        yield ox.Triple(
            moved(one) if isinstance(one, ox.NamedNode) else one,
            moved(triple.predicate),
            moved(other) if isinstance(other, ox.NamedNode) else other,
        )


def _first_line(error: SyntaxError) -> str:
    return (str(error.msg).splitlines() or ["unknown error"])[0]


class _Said:
    """What is said of each IRI: its literals and its links by property."""

    def __init__(self, triples: Iterable[ox.Triple]) -> None:
        self._literals: dict[str, dict[str, set[ox.Literal]]] = defaultdict(
            lambda: defaultdict(set)
        )
        self._links: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
        for triple in triples:
            subject, predicate, value = triple.subject, triple.predicate.value, triple.object
            if not isinstance(subject, ox.NamedNode):
                continue
            if isinstance(value, ox.Literal):
                self._literals[subject.value][predicate].add(value)
            elif isinstance(value, ox.NamedNode):
                self._links[subject.value][predicate].add(value.value)
                if predicate == f"{SKOS}narrower":
                    self._links[value.value][f"{SKOS}broader"].add(subject.value)
                if predicate == f"{SKOS}hasTopConcept":
                    self._links[value.value][f"{SKOS}topConceptOf"].add(subject.value)

    def concepts(self) -> list[str]:
        return self._of_type(f"{SKOS}Concept")

    def scheme(self, language: str) -> tuple[str, str]:
        """The title and version of the first scheme, "" where it has none."""
        for iri in self._of_type(f"{SKOS}ConceptScheme"):
            titles = self._sorted(iri, f"{DCTERMS}title")
            title = next((t for t in titles if t.language == language), next(iter(titles), None))
            version = next(iter(self._sorted(iri, f"{OWL}versionInfo")), None)
            return title.value if title else "", version.value if version else ""
        return "", ""

    def state(self, iri: str, vocabulary: Vocabulary) -> State:
        links = self._links[iri]
        return State(
            iri,
            labels=sorted(set(self._names(iri, vocabulary.term("acronym")))),
            definitions=[
                Meaning(value.language or "", value.value)
                for value in self._sorted(iri, f"{SKOS}definition")
            ],
            broader=sorted(links[f"{SKOS}broader"]),
            top=bool(links[f"{SKOS}topConceptOf"]),
            relations=sorted(
                Link(name, value)
                for name, values in links.items()
                if name not in _NO_RELATION
                for value in values
            ),
            classes=sorted(links[f"{RDF}type"] - _NO_CLASS),
            deprecated=any(
                value.value in ("true", "1") for value in self._sorted(iri, f"{OWL}deprecated")
            ),
            successors=sorted(links[f"{DCTERMS}isReplacedBy"]),
        )

    def _names(self, iri: str, acronym: str) -> Iterator[Name]:
        literals = self._literals[iri]
        acronyms = literals[acronym]
        for value in acronyms:
            yield Name("acronym", value.language or "", value.value)
        for predicate, kind in _LABELS.items():
            for value in literals[predicate]:
                if kind != "alternative" or value not in acronyms:
                    yield Name(kind, value.language or "", value.value)

    def _sorted(self, iri: str, predicate: str) -> list[ox.Literal]:
        values = self._literals[iri][predicate]
        return sorted(values, key=lambda value: (value.language or "", value.value))

    def _of_type(self, kind: str) -> list[str]:
        return sorted(iri for iri, links in self._links.items() if kind in links[f"{RDF}type"])
