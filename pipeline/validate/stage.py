"""The stage: work/graph.trig and shapes/ in; validation.ttl, inferred.nt and findings.json out."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pyoxigraph
from msgspec.structs import replace

from pipeline.files import write_bytes, write_json, write_text
from pipeline.graphs import Graphs, read_graphs
from pipeline.validate.findings import Findings, VocabularyViolationError, to_findings
from pipeline.validate.names import Names
from pipeline.validate.owl import Reasoning, explain, explain_unsatisfiable, reason
from pipeline.validate.report import report_page, validation_turtle
from pipeline.validate.results import Result, in_order
from pipeline.validate.shacl import run
from pipeline.validate.shapes import Shapes, load_all_shapes
from pipeline.validate.views import view
from pipeline.vocabulary import Vocabulary, load_vocabulary


def validate(project: Path, output: Path) -> Findings:
    """Check what `map` built, and say what was found.

    Reads `output`/work/graph.trig, shapes/ and ontology/vocabulary.toml; writes
    work/validation.ttl, work/inferred.nt (what follows from ontology and vocabulary), then
    work/findings.json. Where there is a violation, findings.json is
    removed (so that Make sees the stage as not done), work/report.md is written, and
    VocabularyViolationError is raised. Raises ConfigurationError for shapes that cannot be used and
    StageError for a graph that is missing or damaged, or a reasoner that does not run.
    """
    work = output / "work"
    vocabulary = load_vocabulary(project / "ontology" / "vocabulary.toml")
    shapes = load_all_shapes(project / "shapes")
    graphs = read_graphs(work / "graph.trig", vocabulary)
    results, findings, reasoning = check(graphs, shapes, vocabulary)
    write_bytes(work / "validation.ttl", validation_turtle(results, vocabulary))
    report, record = work / "report.md", work / "findings.json"
    if not findings.conforms:
        record.unlink(missing_ok=True)
        write_text(report, report_page(findings))
        raise VocabularyViolationError(
            findings, where=str(report), remedy="correct what the report names and build again"
        )
    report.unlink(missing_ok=True)
    write_bytes(work / "inferred.nt", _ntriples(reasoning.inferred))
    # A file that differs between two identical builds serves nobody: no clock in it.
    write_json(record, replace(findings, seconds=None))
    return findings


def check(
    graphs: Graphs, shapes: list[Shapes], vocabulary: Vocabulary
) -> tuple[list[Result], Findings, Reasoning]:
    """Run each shapes file on the graphs it sees, and the reasoner on ontology and vocabulary."""
    names = Names((t for part in graphs.values() for t in part), vocabulary)
    results = [result for file in shapes for result in run(file, view(graphs, file.name), names)]
    statements = [*graphs["ontology"], *graphs["vocabulary"]]
    reasoning = reason(statements)
    results += explain_unsatisfiable(reasoning.unsatisfiable, statements, names, vocabulary)
    if not reasoning.consistent:
        results += explain(statements, names, vocabulary)
    results = in_order(results)
    findings = Findings(
        conforms=not any(result.severity == "violation" for result in results),
        findings=to_findings(results),
        consistent=reasoning.consistent,
        axioms=reasoning.axioms,
        inferences=len(reasoning.inferred),
        seconds=reasoning.seconds,
    )
    return results, findings, reasoning


def _ntriples(triples: Iterable[pyoxigraph.Triple]) -> bytes:
    return pyoxigraph.serialize(triples, format=pyoxigraph.RdfFormat.N_TRIPLES) or b""
