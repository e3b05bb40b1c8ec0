"""A small report: two rules broken, one remark, in either language."""

from __future__ import annotations

from pyoxigraph import Literal, NamedNode

from pipeline.model import Because, Finding
from pipeline.validate.findings import Findings
from pipeline.validate.report import Place, Report
from pipeline.validate.reports.wording import Language
from pipeline.validate.results import Result
from pipeline.validate.shapes import Check

GS = "https://w3id.org/glossograph/shapes#"
EX = "http://example.org/"
S14 = "https://www.w3.org/TR/skos-reference/#S14"
DECISION = Because("decision", "ontology/curation/labels.tsv:12", "Usage. (Ana, 2026-01-31)")
SENTENCE = Because("sentence", "wines/port", "Le porto est un vin muté.")

TWO_LABELS = Finding(
    severity="violation",
    check="S14",
    focus=f"{EX}port",
    label="porto",
    message="« porto » a un second libellé préféré : « vin muté ».",
    remedy="Gardez-en un.",
    value="vin muté",
    path="http://www.w3.org/2004/02/skos/core#prefLabel",
    name="Un seul libellé préféré par langue",
    clauses=[S14],
    also=["quality-labels"],
    because=[DECISION, SENTENCE],
)
UNDEFINED = Finding(
    severity="info",
    check="quality-undocumented",
    focus=f"{EX}sherry",
    label="",
    message="Rien ne le définit.",
    remedy="Cherchez une source.",
    value=f"{EX}port",
    name="Concepts sans documentation",
    clauses=["Contrat du vocabulaire"],
)


def check(name: str, severity: str, fr: str, en: str, *clauses: str) -> Check:
    return Check(
        iri=GS + name,
        severity=severity,  # type: ignore[arg-type]
        names={"fr": fr, "en": en},
        messages={},
        clauses=list(clauses),
        sources=[] if clauses else ["Contrat"],
        restates=[],
        importers=[],
        comments={"en": "A rule of long standing."},
    )


CHECKS = {
    check.iri: check
    for check in (
        check("S14", "violation", "Un seul libellé préféré", "One preferred label", S14),
        check("S27", "violation", "Associé ou générique", "Related or broader"),
        check("quality-undocumented", "info", "Sans documentation", "Undocumented"),
    )
}
RESULTS = [
    Result(
        severity=finding.severity,
        shape=GS + finding.check,
        component="http://www.w3.org/ns/shacl#SPARQLConstraintComponent",
        focus=NamedNode(finding.focus),
        path=finding.path,
        value=Literal(finding.value, language="fr"),
        messages={"fr": f"{finding.message} → {finding.remedy}"},
    )
    for finding in (TWO_LABELS, UNDEFINED)
]


def report(
    *findings: Finding, language: Language = "fr", places: dict[str, Place] | None = None
) -> Report:
    """The two findings, or those that are given, of one file."""
    chosen = list(findings) or [TWO_LABELS, UNDEFINED]
    return Report(
        verdict=Findings(
            conforms=all(finding.severity != "violation" for finding in chosen), findings=chosen
        ),
        results=RESULTS,
        checks=CHECKS,
        checked=["vins/à boire.ttl"],
        file="vins/à boire.ttl",
        language=language,
        concepts=1200,
        statements=1,
        profiles=["skos", "quality"],
        prefixes={"ex": EX},
        places=places or {},
    )


def clean() -> Report:
    """A report without a finding, of a build that the reasoner saw."""
    return Report(
        verdict=Findings(
            conforms=True, findings=[], consistent=True, axioms=2000, logical=900, inferences=30
        ),
        results=[],
        checks=CHECKS,
        checked=["Vins"],
        file="output/vins.ttl",
        language="en",
        concepts=1,
        statements=1200,
    )
