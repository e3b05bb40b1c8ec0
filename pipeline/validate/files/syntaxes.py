"""Which RDF syntax a file is in: by the ending of its name, else by how its content begins."""

from __future__ import annotations

import re

from pyoxigraph import RdfFormat

SYNTAXES = {
    ".ttl": RdfFormat.TURTLE,
    ".turtle": RdfFormat.TURTLE,
    ".n3": RdfFormat.TURTLE,
    ".jsonld": RdfFormat.JSON_LD,
    ".json": RdfFormat.JSON_LD,
    ".rdf": RdfFormat.RDF_XML,
    ".xml": RdfFormat.RDF_XML,
    ".nt": RdfFormat.N_TRIPLES,
    ".nq": RdfFormat.N_QUADS,
    ".trig": RdfFormat.TRIG,
}

# How much of a file tells what it is.
HEAD = 65_536

_COMMENTS = re.compile(rb"(\s+|#[^\n]*\n)+")
_TERM = rb'(<[^<>\s]*>|_:\S+|"[^\n]*"(@[\w-]+|\^\^<[^<>\s]*>)?)'
_BEGINNINGS = (
    (RdfFormat.RDF_XML, re.compile(rb"<(\?xml|!--|!DOCTYPE|([\w.-]+:)?RDF[\s>/])", re.IGNORECASE)),
    (RdfFormat.JSON_LD, re.compile(rb'\{\s*("|\}\s*$)|\[\s*(\{|\]\s*$)')),
    (RdfFormat.N_TRIPLES, re.compile(rb"(" + _TERM + rb"[ \t]+){3}\.")),
    (RdfFormat.N_QUADS, re.compile(rb"(" + _TERM + rb"[ \t]+){4}\.")),
)
_GRAPH = re.compile(
    rb"^\s*(GRAPH\s+)?(<[^<>\s]*>|[\w.-]*:[\w.-]*)?\s*\{", re.IGNORECASE | re.MULTILINE
)


def syntax_of(name: str) -> RdfFormat | None:
    """The syntax that the ending of a file's name stands for; None where it tells nothing.

    `.owl` tells nothing: such files are RDF/XML as often as Turtle.
    """
    return SYNTAXES.get(name[name.rfind(".") :].lower()) if "." in name else None


def sniffed(head: bytes) -> RdfFormat:
    """The syntax that the first bytes of a file are in; Turtle or TriG where nothing else fits."""
    start = _COMMENTS.match(head)
    text = head[start.end() :] if start else head
    for syntax, beginning in _BEGINNINGS:
        if beginning.match(text):
            return syntax
    return RdfFormat.TRIG if _GRAPH.search(text) else RdfFormat.TURTLE


def ending(syntax: RdfFormat) -> str:
    """The usual ending of a name for files of a syntax, such as `.ttl`."""
    return f".{syntax.file_extension}"
