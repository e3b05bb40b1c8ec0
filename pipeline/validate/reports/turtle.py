"""Results as a sh:ValidationReport in Turtle, for programs (SHACL, section 3.6)."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence

import pyoxigraph
from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from pipeline.validate.report import Report
from pipeline.validate.results import Result, digest
from pipeline.validate.shapes import SH
from pipeline.vocabulary import RDF, XSD


def write(report: Report) -> bytes:
    """All results, whatever the language of the report; the same bytes for the same results.

    sh:conforms is false as soon as there is any result, of whatever severity
    (https://www.w3.org/TR/shacl/#conforms). Blank nodes are named by what they say.
    """
    prefixes = {
        **report.prefixes,
        "rdf": RDF,
        "sh": SH,
        "xsd": XSD,
        "gs": "https://w3id.org/glossograph/shapes#",
    }
    content = io.BytesIO()
    pyoxigraph.serialize(
        _triples(report.results), content, pyoxigraph.RdfFormat.TURTLE, prefixes=prefixes
    )
    return content.getvalue()


def _triples(results: Sequence[Result]) -> Iterator[Triple]:
    report, type_ = BlankNode("report"), NamedNode(f"{RDF}type")
    conforms = Literal("false" if results else "true", datatype=NamedNode(f"{XSD}boolean"))
    yield Triple(report, type_, NamedNode(f"{SH}ValidationReport"))
    yield Triple(report, NamedNode(f"{SH}conforms"), conforms)
    names = ["r" + digest("\n".join(map(str, result.key))) for result in results]
    for name in names:
        yield Triple(report, NamedNode(f"{SH}result"), BlankNode(name))
    for name, result in zip(names, results, strict=True):
        fault = BlankNode(name)
        yield Triple(fault, type_, NamedNode(f"{SH}ValidationResult"))
        for predicate, value in _properties(result):
            yield Triple(fault, NamedNode(SH + predicate), value)


def _properties(result: Result) -> list[tuple[str, NamedNode | BlankNode | Literal]]:
    properties: list[tuple[str, NamedNode | BlankNode | Literal]] = [
        ("focusNode", result.focus),
        ("resultSeverity", NamedNode(SH + result.severity.capitalize())),
        ("sourceConstraintComponent", NamedNode(result.component)),
        ("sourceShape", NamedNode(result.shape)),
    ]
    if result.path:
        properties.append(("resultPath", NamedNode(result.path)))
    if result.value is not None:
        properties.append(("value", result.value))
    properties += [
        ("resultMessage", Literal(message, language=language))
        for language, message in sorted(result.messages.items())
    ]
    return properties
