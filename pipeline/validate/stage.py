"""The stage: work/graph.trig and shapes/ in, validation.ttl and findings.json out."""

from __future__ import annotations

from pathlib import Path

from pipeline.files import write_bytes, write_json, write_text
from pipeline.graphs import Graphs, read_graphs
from pipeline.validate.clashes import explain, explain_unsatisfiable
from pipeline.validate.engines import run
from pipeline.validate.findings import Findings, VocabularyViolationError, to_findings
from pipeline.validate.names import Names
from pipeline.validate.owl import count_axioms, reason
from pipeline.validate.report import report_page, validation_turtle
from pipeline.validate.results import Result, in_order
from pipeline.validate.shapes import Shapes, load_all_shapes
from pipeline.validate.views import view
from pipeline.vocabulary import Vocabulary, load_vocabulary


def validate(project: Path, output: Path) -> Findings:
    """Check what `map` built, and say what was found.

    Reads `output`/work/graph.trig, shapes/ and ontology/vocabulary.toml; writes
    work/validation.ttl, then work/findings.json. Where there is a violation, findings.json is
    removed (so that Make sees the stage as not done), work/report.md is written, and
    VocabularyViolationError is raised. Raises ConfigurationError for shapes that cannot be used and
    StageError for a graph that is missing or damaged, or a reasoner that does not run.
    """
    work = output / "work"
    vocabulary = load_vocabulary(project / "ontology" / "vocabulary.toml")
    shapes = load_all_shapes(project / "shapes")
    graphs = read_graphs(work / "graph.trig", vocabulary)
    results, findings = check(graphs, shapes, vocabulary)
    write_bytes(work / "validation.ttl", validation_turtle(results, vocabulary))
    report, record = work / "report.md", work / "findings.json"
    if not findings.conforms:
        record.unlink(missing_ok=True)
        write_text(report, report_page(findings))
        raise VocabularyViolationError(
            findings, where=str(report), remedy="correct what the report names and build again"
        )
    report.unlink(missing_ok=True)
    write_json(record, findings)
    return findings


def check(
    graphs: Graphs, shapes: list[Shapes], vocabulary: Vocabulary
) -> tuple[list[Result], Findings]:
    """Run each shapes file on the graphs it sees, and the reasoner on ontology and vocabulary."""
    names = Names(view(graphs, "skos-integrity"), vocabulary.prefixes)
    results = [result for file in shapes for result in run(file, view(graphs, file.name), names)]
    statements = [*graphs["ontology"], *graphs["vocabulary"]]
    reasoning = reason(statements)
    results += explain_unsatisfiable(reasoning.unsatisfiable, names)
    if not reasoning.consistent:
        results += explain(statements, vocabulary.ontology, names)
    results = in_order(results)
    return results, Findings(
        conforms=not any(result.severity == "violation" for result in results),
        findings=to_findings(results),
        consistent=reasoning.consistent,
        axioms=count_axioms(statements),
    )
