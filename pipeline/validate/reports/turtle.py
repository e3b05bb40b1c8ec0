"""Results as a sh:ValidationReport in Turtle, for programs (SHACL, section 3.6)."""

from __future__ import annotations

import io

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
    node = BlankNode("report")
    type_ = NamedNode(f"{RDF}type")
    conforms = Literal("false" if report.results else "true", datatype=NamedNode(f"{XSD}boolean"))
    triples = [
        Triple(node, type_, NamedNode(f"{SH}ValidationReport")),
        Triple(node, NamedNode(f"{SH}conforms"), conforms),
    ]
    descriptions: list[Triple] = []
    for result in report.results:
        fault = BlankNode("r" + digest("\n".join(map(str, result.key))))
        triples.append(Triple(node, NamedNode(f"{SH}result"), fault))
        descriptions += [
            Triple(fault, type_, NamedNode(f"{SH}ValidationResult")),
            *(Triple(fault, NamedNode(SH + name), value) for name, value in _properties(result)),
        ]
    prefixes = {
        **report.prefixes,
        "rdf": RDF,
        "sh": SH,
        "xsd": XSD,
        "gs": "https://w3id.org/glossograph/shapes#",
    }
    content = io.BytesIO()
    pyoxigraph.serialize(
        triples + descriptions, content, pyoxigraph.RdfFormat.TURTLE, prefixes=prefixes
    )
    return content.getvalue()


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
