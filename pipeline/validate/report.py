"""The two reports of a validation: a sh:ValidationReport for programs, a page for people."""

from __future__ import annotations

import io
from collections.abc import Sequence

import pyoxigraph
from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from pipeline.model import Finding
from pipeline.validate.findings import Findings, heading, name, summary
from pipeline.validate.results import SEVERITIES, Result, digest
from pipeline.validate.shapes import SH
from pipeline.vocabulary import RDF, XSD, Vocabulary


def validation_turtle(results: Sequence[Result], vocabulary: Vocabulary) -> bytes:
    """All results as one sh:ValidationReport in Turtle, the same bytes for the same results.

    sh:conforms is false as soon as there is any result, of whatever severity
    (https://www.w3.org/TR/shacl/#conforms). Blank nodes are named by what they say.
    """
    report = BlankNode("report")
    type_ = NamedNode(f"{RDF}type")
    conforms = Literal("false" if results else "true", datatype=NamedNode(f"{XSD}boolean"))
    triples = [
        Triple(report, type_, NamedNode(f"{SH}ValidationReport")),
        Triple(report, NamedNode(f"{SH}conforms"), conforms),
    ]
    descriptions: list[Triple] = []
    for result in results:
        node = BlankNode("r" + digest("\n".join(map(str, result.key))))
        triples.append(Triple(report, NamedNode(f"{SH}result"), node))
        descriptions += [
            Triple(node, type_, NamedNode(f"{SH}ValidationResult")),
            *(Triple(node, NamedNode(f"{SH}{name}"), value) for name, value in _properties(result)),
        ]
    prefixes = {
        **vocabulary.prefixes,
        "sh": SH,
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


def report_page(findings: Findings) -> str:
    """The findings as a Markdown page in French: why nothing was published, and what to do."""
    page = [
        "# Rapport de validation",
        "",
        "Rien n'a été publié : le vocabulaire construit enfreint au moins une règle. "
        "Les fichiers publiés restent ceux de la dernière construction valide.",
        "",
        f"{summary(findings.findings)}. Raisonneur OWL : "
        f"{'cohérent' if findings.consistent else 'contradiction'}, {findings.axioms} axiomes.",
    ]
    for severity in SEVERITIES:
        chosen = [finding for finding in findings.findings if finding.severity == severity]
        if chosen:
            page += ["", f"## {heading(severity)}", "", *(_item(finding) for finding in chosen)]
    return "\n".join(page) + "\n"


def _item(finding: Finding) -> str:
    remedy = f" *À faire : {finding.remedy}*" if finding.remedy else ""
    return f"- **{name(finding)}** (`{finding.focus}`, {finding.check}) : {finding.message}{remedy}"
