"""Vocabularies in RDF: SKOS in any syntax."""

from __future__ import annotations

import re

import pyoxigraph as ox

from pipeline.errors import SourceError
from pipeline.extract.containers.decoding import decode
from pipeline.extract.containers.limits import refuse_entities
from pipeline.extract.containers.rdf.concepts import BASE, Graph, records_of, scheme_of
from pipeline.extract.containers.records import add_record
from pipeline.extract.document import Document, TextBuilder

_HEAD = 65_536
# A statement, and a bracket that is open, takes few bytes of Turtle and a thousand of memory.
MOST_STATEMENTS = 2_000_000
_MOST_BRACKETS = 1_000_000
# What a file is called that was read as the larger syntax, or as its own.
_CALLED = {
    ox.RdfFormat.TRIG: "Turtle",
    ox.RdfFormat.N_QUADS: "N-Triples",
    ox.RdfFormat.RDF_XML: "XML",
    ox.RdfFormat.JSON_LD: "JSON-LD",
}
_SKOS = b"www.w3.org/2004/02/skos/core"
_XML = re.compile(rb"\s{0,1000}<(?:\?xml|!DOCTYPE|!--|[\w.-]{1,40}:RDF)")
_TURTLE = re.compile(rb"(?:@prefix\s|@base\s|BASE\s+<|PREFIX\s+[\w.-]*:\s*<)", re.IGNORECASE)
_TRIPLE = re.compile(rb"(?:<[^<>\s]{1,2000}>|_:\w+)\s+(?:(?:a|<[^<>\s]{1,2000}>)\s+[<\"_]|\{\s*\Z)")
_DECLARED = re.compile(r"\s*<\?xml[^>]{0,200}\?>")
_DECLARED_ENCODING = re.compile(rb"<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([\w.-]{1,40})[\"']")
_LINE = re.compile(r"line (\d+)", re.IGNORECASE)


def sniff(content: bytes, name: str) -> float:
    """Whether it opens as one of the syntaxes does."""
    return 0.95 if _syntax(content) else 0.0


def open(content: bytes, *, where: str, language: str) -> Document:
    """Each concept as a term with its labels, definition and related terms, ordered by its label in
    `language`, or in another where there is none, which the notes say.

    Nothing is fetched from elsewhere. Raises SourceError: malformed, or without concepts.
    """
    syntax = _syntax(content)
    if syntax is None:
        raise SourceError("no RDF", where=where, remedy="save it as Turtle or RDF/XML")
    text, notes = _text(content, syntax, where)
    if max(map(text.count, "([")) > _MOST_BRACKETS:
        raise _too_many(where)
    graph = Graph()
    try:
        quads = ox.parse(text.encode("utf-8"), format=syntax, base_iri=BASE)
        for count, quad in enumerate(quads, start=1):
            if count > MOST_STATEMENTS:
                raise _too_many(where)
            graph.add(quad)
    except (SyntaxError, ValueError) as error:
        raise _malformed(error, syntax, where) from None
    records = records_of(graph, language, notes)
    if not records:
        raise SourceError(
            "the RDF holds no concepts with labels",
            where=where,
            remedy="give them skos:prefLabel, or rdfs:label with rdfs:comment",
        )
    builder = TextBuilder()
    for row, record in enumerate(records, start=1):
        add_record(builder, record, row)
    return builder.document(
        f"RDF ({_CALLED[syntax]})", notes=notes, metadata=scheme_of(graph, language)
    )


def _syntax(content: bytes) -> ox.RdfFormat | None:
    """The syntax by how the file begins; TriG and N-Quads hold Turtle and N-Triples as well."""
    head = content[:_HEAD]
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        head = head.decode("utf-16", "replace").encode("utf-8")
    head = head.removeprefix(b"\xef\xbb\xbf")
    if _XML.match(head):
        is_rdf = re.search(rb"<[\w.-]{1,40}:RDF\b", head) is not None
        return ox.RdfFormat.RDF_XML if is_rdf else None
    start = head.lstrip()[:1]
    if start in (b"{", b"["):
        is_linked = re.search(rb'"@(?:context|id|graph)"', head) is not None
        return ox.RdfFormat.JSON_LD if is_linked and _SKOS in content else None
    lines = [line for line in head.splitlines()[:2000] if line.strip() and line[:1] != b"#"]
    for line in lines[:1]:
        if _TURTLE.match(line.strip()):
            return ox.RdfFormat.TRIG
        if _TRIPLE.match(line.strip()):
            return ox.RdfFormat.N_QUADS if line.rstrip().endswith(b".") else ox.RdfFormat.TRIG
    return None


def _text(content: bytes, syntax: ox.RdfFormat, where: str) -> tuple[str, list[str]]:
    if syntax == ox.RdfFormat.RDF_XML:
        refuse_entities(content, where)
        declared = _DECLARED_ENCODING.search(content[:400])
        encoding = declared[1].decode("ascii") if declared else "utf-8"
        if encoding.casefold() not in ("utf-8", "utf8", "utf-16"):
            try:
                text = content.decode(encoding)
            except (LookupError, UnicodeDecodeError):
                raise SourceError(
                    f"it is not in {encoding}, which it declares",
                    where=where,
                    remedy="save it as UTF-8",
                ) from None
            return _DECLARED.sub("", text, count=1), []
    decoded = decode(content, where)
    text = decoded.text.removeprefix("\ufeff")
    if syntax == ox.RdfFormat.RDF_XML:
        text = _DECLARED.sub("", text, count=1)
    return text, list(decoded.notes)


def _too_many(where: str) -> SourceError:
    return SourceError(
        f"the RDF holds more statements than any glossary ({MOST_STATEMENTS} are the most)",
        where=where,
        remedy="divide it, a part of the vocabulary a file",
    )


def _malformed(error: Exception, syntax: ox.RdfFormat, where: str) -> SourceError:
    said = str(error)
    if "LoadDocumentCallback" in said:
        return SourceError(
            "the JSON-LD takes its @context from elsewhere, and nothing is fetched",
            where=where,
            remedy="put the context into the file, or save it as Turtle",
        )
    line = _LINE.search(said)
    return SourceError(
        f"malformed RDF ({_CALLED[syntax]}): {said[:160]}",
        where=f"{where}:{line[1]}" if line else where,
        remedy="mend it there (`rapper` or any RDF checker shows the place)",
    )
