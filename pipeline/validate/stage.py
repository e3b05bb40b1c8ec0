"""The stage: work/graph.trig and shapes/ in, validation.ttl and findings.json out."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cache, partial
from pathlib import Path

import pyoxigraph

from pipeline.files import read_lines, write_bytes, write_json, write_text
from pipeline.graphs import Graphs, read_graphs
from pipeline.model import Because, Concept
from pipeline.validate.because import Grounds, Rows, decided_rows
from pipeline.validate.engines import run
from pipeline.validate.findings import Findings, to_findings
from pipeline.validate.names import Names
from pipeline.validate.owl import Reasoning, explain, explain_unsatisfiable, reason
from pipeline.validate.report import Report, VocabularyViolationError
from pipeline.validate.reports import markdown, turtle
from pipeline.validate.reports.wording import Language
from pipeline.validate.results import Result, in_order
from pipeline.validate.shapes import Shapes, load_all_shapes
from pipeline.validate.views import view
from pipeline.vocabulary import RDF, SKOS, Vocabulary, load_vocabulary

_CONCEPT = pyoxigraph.NamedNode(f"{SKOS}Concept")


def validate(project: Path, output: Path, language: Language | None = None) -> Report:
    """Check what `map` built, and say what was found, in `language` or else the vocabulary's.

    Reads `output`/work/graph.trig, shapes/ and ontology/vocabulary.toml, and for the rows that
    decided what is at fault work/concepts.jsonl; writes work/validation.ttl, work/inferred.nt (what
    follows from ontology and vocabulary), then work/findings.json. Where there is a violation,
    findings.json is removed (so that Make sees the stage as not done), work/report.md is written,
    and VocabularyViolationError is raised. These files are in the vocabulary's language. Raises
    ConfigurationError for shapes that cannot be used and StageError for a graph that is missing or
    damaged, or a reasoner that does not run.
    """
    work = output / "work"
    vocabulary = load_vocabulary(project / "ontology" / "vocabulary.toml")
    shapes = load_all_shapes(project / "shapes")
    graphs = read_graphs(work / "graph.trig", vocabulary)
    checked, reasoning = check(graphs, shapes, vocabulary, cache(partial(_rows, work, vocabulary)))
    report = checked("fr" if vocabulary.language == "fr" else "en")
    shown = checked(language) if language else report
    write_bytes(work / "validation.ttl", turtle.write(report))
    page, record = work / "report.md", work / "findings.json"
    if not report.verdict.conforms:
        record.unlink(missing_ok=True)
        write_text(page, markdown.write(report))
        raise VocabularyViolationError(shown, where=str(page))
    page.unlink(missing_ok=True)
    write_bytes(work / "inferred.nt", _ntriples(reasoning.inferred))
    write_json(record, report.verdict)
    return shown


def check(
    graphs: Graphs, shapes: list[Shapes], vocabulary: Vocabulary, rows: Callable[[], Rows]
) -> tuple[Callable[[Language], Report], Reasoning]:
    """Run each shapes file on the graphs it sees, and the reasoner on ontology and vocabulary.

    Gives the report in the language that it is asked for, and what the reasoner said; `rows` are
    asked for where a decision is at fault.
    """
    everything = view(graphs, "skos-integrity")
    names = Names(everything, vocabulary.prefixes)
    found = [result for file in shapes for result in run(file, view(graphs, file.name), names)]
    statements = [*graphs["ontology"], *graphs["vocabulary"]]
    reasoning = reason(statements)
    found += explain_unsatisfiable(reasoning.unsatisfiable, statements, names, vocabulary)
    if not reasoning.consistent:
        found += explain(statements, names, vocabulary)
    results = in_order(found)
    checks = {iri: check for file in shapes for iri, check in file.checks.items()}
    grounds = Grounds(everything, vocabulary, rows)
    # Where evidence is missing, there is none to show.
    unproven = {iri for file in shapes if file.name == "evidence" for iri in file.checks}

    def because(result: Result) -> list[Because]:
        return [] if result.shape in unproven else grounds(result)

    def report(language: Language) -> Report:
        return Report(
            verdict=Findings(
                conforms=not any(result.severity == "violation" for result in results),
                findings=to_findings(results, checks, because, language, names.name),
                consistent=reasoning.consistent,
                axioms=reasoning.axioms,
                logical=reasoning.logical,
                inferences=len(reasoning.inferred),
            ),
            results=results,
            checks=checks,
            checked=[vocabulary.title.get(language, vocabulary.title[vocabulary.language])],
            file=f"output/{vocabulary.name}.ttl",
            language=language,
            concepts=len({t.subject for t in graphs["vocabulary"] if _is_concept(t)}),
            statements=len(graphs["vocabulary"]),
            seconds=reasoning.seconds,
            profiles=[file.name for file in shapes],
            prefixes=vocabulary.prefixes,
        )

    return report, reasoning


def _is_concept(triple: pyoxigraph.Triple) -> bool:
    return triple.predicate.value == f"{RDF}type" and triple.object == _CONCEPT


def _rows(work: Path, vocabulary: Vocabulary) -> Rows:
    """The row of each statement that a person decided, as `map` recorded it."""
    path = work / "concepts.jsonl"
    concepts = read_lines(path, Concept, made_by="map") if path.exists() else []
    return decided_rows(concepts, vocabulary)


def _ntriples(triples: Iterable[pyoxigraph.Triple]) -> bytes:
    return pyoxigraph.serialize(triples, format=pyoxigraph.RdfFormat.N_TRIPLES) or b""
