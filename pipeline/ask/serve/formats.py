"""The forms that answers have over HTTP: media types, endings of file names, writers."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from xml.etree import ElementTree

import pyoxigraph as ox
from msgspec import Struct

from pipeline.errors import InputError
from pipeline.publish.rdf.jsonld import jsonld
from pipeline.publish.rdf.nquads import ntriples
from pipeline.publish.rdf.rdfxml import rdfxml
from pipeline.publish.rdf.turtle import turtle
from pipeline.vocabulary import Vocabulary

HTML = "text/html"


class Syntax(Struct, frozen=True):
    """One form of an answer: its media type, its ending, what people call it."""

    media: str
    ending: str
    name: str


# In the order of preference where a client has none.
TABLES = (
    Syntax("application/sparql-results+json", "srj", "JSON"),
    Syntax("application/sparql-results+xml", "srx", "XML"),
    Syntax("text/csv", "csv", "CSV"),
    Syntax("text/tab-separated-values", "tsv", "TSV"),
)
GRAPHS = (
    Syntax("text/turtle", "ttl", "Turtle"),
    Syntax("application/ld+json", "jsonld", "JSON-LD"),
    Syntax("application/rdf+xml", "rdf", "RDF/XML"),
    Syntax("application/n-triples", "nt", "N-Triples"),
)
# What clients also call them.
ALIASES = {
    "application/json": TABLES[0].media,
    "application/xml": TABLES[1].media,
    "text/xml": TABLES[1].media,
}
# Short names for the parameter `format`, as an address or a form writes them.
NAMES = {
    **{syntax.ending: syntax.media for syntax in (*TABLES, *GRAPHS)},
    "json": TABLES[0].media,
    "xml": TABLES[1].media,
    "turtle": GRAPHS[0].media,
    "html": HTML,
}
_RESULTS = {
    TABLES[0].media: ox.QueryResultsFormat.JSON,
    TABLES[1].media: ox.QueryResultsFormat.XML,
    TABLES[2].media: ox.QueryResultsFormat.CSV,
    TABLES[3].media: ox.QueryResultsFormat.TSV,
}


def results_format(media: str) -> ox.QueryResultsFormat:
    """Oxigraph's name of a form of tables."""
    return _RESULTS[media]


def graph_bytes(triples: Sequence[ox.Triple], media: str, vocabulary: Vocabulary) -> bytes:
    """Statements in one of GRAPHS, as the published files write them.

    Raises InputError where RDF/XML cannot hold them.
    """
    return _WRITERS[media](triples, vocabulary)


def _turtle(triples: Sequence[ox.Triple], vocabulary: Vocabulary) -> bytes:
    return turtle(triples, vocabulary).encode("utf-8")


def _jsonld(triples: Sequence[ox.Triple], vocabulary: Vocabulary) -> bytes:
    return jsonld(triples, vocabulary).encode("utf-8")


def _rdfxml(triples: Sequence[ox.Triple], vocabulary: Vocabulary) -> bytes:
    """Flat as the published file is; with blank nodes, which flat RDF/XML has not, Oxigraph's."""
    terms = (term for triple in triples for term in (triple.subject, triple.object))
    if not any(isinstance(term, ox.BlankNode) for term in terms):
        return rdfxml(triples, vocabulary).encode("utf-8")
    ordered = sorted(triples, key=str)
    content = (
        ox.serialize(ordered, format=ox.RdfFormat.RDF_XML, prefixes=vocabulary.prefixes) or b""
    )
    try:
        # It writes tags and signs that XML does not know, and reads them too.
        ElementTree.fromstring(content)
    except ElementTree.ParseError:
        raise InputError(
            "RDF/XML cannot hold this: a property that makes no tag, or a sign that XML has not",
            remedy="ask for another form",
        ) from None
    return content


def _ntriples(triples: Sequence[ox.Triple], vocabulary: Vocabulary) -> bytes:
    return ntriples(triples)


_WRITERS: dict[str, Callable[[Sequence[ox.Triple], Vocabulary], bytes]] = {
    GRAPHS[0].media: _turtle,
    GRAPHS[1].media: _jsonld,
    GRAPHS[2].media: _rdfxml,
    GRAPHS[3].media: _ntriples,
}
