"""What stands behind the vocabulary's IRIs: which there are, and what is said of each."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator
from functools import cached_property, lru_cache
from urllib.parse import quote, unquote_to_bytes

import pyoxigraph as ox
from msgspec import Struct

from pipeline.ask.serve.formats import GRAPHS as FORMS
from pipeline.ask.serve.formats import graph_bytes
from pipeline.graphs import GRAPHS
from pipeline.publish.rdf.skosxl import with_labels
from pipeline.vocabulary import SKOS, Vocabulary

_LONGEST_PATH = 1024
# Nothing that is asked for reaches a file; these are refused all the same, as no IRI has them.
_TRICK = re.compile(r"[\x00-\x1f\x7f\\]|(?:^|/)\.{1,2}(?:/|$)|//")
_ESCAPED_SLASH = re.compile(rb"%(?:2f|5c|00)", re.IGNORECASE)
_BAD_ESCAPE = re.compile(rb"%(?![0-9A-Fa-f]{2})")


class PathError(ValueError):
    """A path that no IRI of a vocabulary can have."""


class Document(Struct, frozen=True):
    """One form of what is said of a resource; `tag` is its strong entity tag."""

    content: bytes
    tag: str


def path_of(raw: bytes) -> str:
    """The path of a request, without its first slash, decoded.

    Raises PathError for what is too long, no UTF-8, or would lead somewhere else.
    """
    if len(raw) > _LONGEST_PATH:
        raise PathError("an address of more than 1,024 bytes")
    if _BAD_ESCAPE.search(raw) or _ESCAPED_SLASH.search(raw):
        raise PathError("an escape that no address here has")
    try:
        path = unquote_to_bytes(raw).decode("utf-8")
    except UnicodeDecodeError:
        raise PathError("the address is not UTF-8") from None
    if _TRICK.search(path):
        raise PathError("an address that leads somewhere else")
    return path.removeprefix("/")


class Resources:
    """The resources of one dataset. The IRI `{base}concept/x` has the path `concept/x`."""

    def __init__(self, store: ox.Store, vocabulary: Vocabulary) -> None:
        self.store = store
        self.vocabulary = vocabulary
        v = vocabulary
        wholes = {v.scheme: "vocabulary", v.ontology: "ontology", v.dataset: "dataset"}
        self._wholes = wholes | {f"{iri}/{v.version}": name for iri, name in wholes.items()}
        self.document = lru_cache(maxsize=512)(self._document)

    def find(self, path: str) -> str | None:
        """The IRI that a path stands for, or None where nothing is said of it."""
        iri = self.vocabulary.base + path
        try:
            node = ox.NamedNode(iri)
        except ValueError:
            return None
        if not path or "#" in iri:
            return None
        store = self._labels if self._is_label(iri) else self.store
        is_subject = any(True for _ in store.quads_for_pattern(node, None, None))
        return iri if is_subject or self._graph(iri) is not None else None

    def local(self, iri: str) -> str:
        """The address of a resource on this server, from its root, or "" for any other IRI."""
        base = self.vocabulary.base
        if not iri.startswith(base) or iri == base:
            return ""
        path, mark, fragment = iri.removeprefix(base).partition("#")
        return f"/{quote(path)}{mark}{quote(fragment)}"

    def triples(self, iri: str) -> list[ox.Triple]:
        """What is said of a resource.

        Of scheme, ontology, dataset, their present version and a named graph all that their graph
        holds; of a source its entries too; of a piece of evidence the statements it is given for;
        of a label whose it is; of any other what it is the subject of. Blank nodes come with what
        is said of them.
        """
        graph = self._graph(iri)
        if graph is not None:
            return [quad.triple for quad in self.store.quads_for_pattern(None, None, None, graph)]
        node = ox.NamedNode(iri)
        if self._is_label(iri):
            found = [*self._labels.quads_for_pattern(node, None, None)]
            found += self._labels.quads_for_pattern(None, None, node)
            return [quad.triple for quad in found]
        subjects: list[ox.NamedNode | ox.BlankNode] = [node]
        if iri.startswith(self.vocabulary.source("")):
            subjects += self._bearing(f"{SKOS}inScheme", node)
        if iri.startswith(self.vocabulary.evidence("")):
            subjects += self._bearing(self.vocabulary.term("evidence"), node)
        return list(dict.fromkeys(self._said_of(subjects)))

    def _graph(self, iri: str) -> ox.NamedNode | None:
        name = self._wholes.get(iri)
        graph = ox.NamedNode(self.vocabulary.graph(name) if name else iri)
        return graph if self.store.contains_named_graph(graph) else None

    def _is_label(self, iri: str) -> bool:
        return iri.startswith(self.vocabulary.label(""))

    @cached_property
    def _labels(self) -> ox.Store:
        """The labels as resources, which the dataset holds as plain texts."""
        graphs = {
            name: [
                quad.triple
                for quad in self.store.quads_for_pattern(
                    None, None, None, ox.NamedNode(self.vocabulary.graph(name))
                )
            ]
            for name in GRAPHS
        }
        store = ox.Store()
        store.extend(ox.Quad(*triple) for triple in with_labels(graphs, self.vocabulary))
        return store

    def _bearing(self, predicate: str, value: ox.NamedNode) -> list[ox.NamedNode | ox.BlankNode]:
        quads = self.store.quads_for_pattern(None, ox.NamedNode(predicate), value)
        subjects = {quad.subject for quad in quads}
        return [s for s in subjects if isinstance(s, ox.NamedNode | ox.BlankNode)]

    def _said_of(self, subjects: Iterable[ox.NamedNode | ox.BlankNode]) -> Iterator[ox.Triple]:
        waiting, seen = list(subjects), set(subjects)
        while waiting:
            for quad in self.store.quads_for_pattern(waiting.pop(), None, None):
                yield quad.triple
                if isinstance(quad.object, ox.BlankNode) and quad.object not in seen:
                    seen.add(quad.object)
                    waiting.append(quad.object)

    def _document(self, iri: str, media: str) -> Document:
        content = graph_bytes(self.triples(iri), media, self.vocabulary)
        return Document(content, entity_tag(content))


def entity_tag(content: bytes) -> str:
    """A strong entity tag (RFC 9110, 8.8.3) of some content."""
    return f'"{hashlib.sha256(content).hexdigest()[:32]}"'


def ending_of(path: str) -> tuple[str, str]:
    """A path without the ending of a form, and the ending ("" where it has none)."""
    stem, _, ending = path.rpartition(".")
    known = {"html", *(syntax.ending for syntax in FORMS)}
    return (stem, ending) if ending in known else (path, "")
