"""What the stages before left in output/work, read once; nothing is published that is not whole."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph
from msgspec import Struct
from pyoxigraph import Triple

from pipeline.errors import StageError
from pipeline.extract.catalogue import load_catalogue
from pipeline.extract.collection.record import Outcome, read_record
from pipeline.extract.document import PLAIN_TEXT
from pipeline.extract.stage import read_text
from pipeline.files import read_json, read_lines
from pipeline.graphs import Graphs, read_graphs
from pipeline.map.stage import MapReport
from pipeline.model import Candidate, Concept, Disagreement, Entry, Ledger, Question, Source
from pipeline.publish.releases import Release, read_releases
from pipeline.validate.evaluation.stage import Scores, read_scores
from pipeline.validate.findings import Findings
from pipeline.vocabulary import Vocabulary, load_vocabulary


class SourceReading(Struct, frozen=True):
    """One source with its raw text, and what `extract` made of it."""

    source: Source
    raw: str
    entries: list[Entry]
    ledger: Ledger

    @property
    def kept_text(self) -> str | None:
        """The name of the published text that offsets count in; None where the file itself is that
        text, or may not be redistributed.
        """
        is_own_text = self.ledger.format == PLAIN_TEXT
        may_be_published = self.source.redistribute and not is_own_text
        return f"texts/{self.source.id}.txt" if may_be_published else None


class Build(Struct, frozen=True):
    """One build, ready to be published. `unregistered` are the files in sources/ that nobody
    described.
    """

    vocabulary: Vocabulary
    readings: list[SourceReading]
    concepts: list[Concept]
    questions: list[Question]
    disagreements: list[Disagreement]
    candidates: list[Candidate]
    mapping: MapReport
    verdict: Findings
    validation: str
    graphs: Graphs
    inferred: list[Triple]
    scores: Scores
    releases: list[Release] = []
    unregistered: list[Outcome] = []


def read_build(project: Path, output: Path, *, curation: bool) -> Build:
    """Read all that publishing needs, in the order of sources.toml.

    Raises StageError where a stage file is missing or damaged, where `validate` found a violation,
    or where `map` ran with another setting of `curation`; errors of the files people write as their
    readers raise them.
    """
    work = output / "work"
    verdict = read_json(work / "findings.json", Findings, made_by="validate")
    if not verdict.conforms or not verdict.consistent:
        raise StageError(
            "the graph breaks a rule, nothing is published",
            where=str(work / "findings.json"),
            remedy=f"correct what {work / 'report.md'} lists, then run `make`",
        )
    mapping = read_json(work / "map.json", MapReport, made_by="map")
    if mapping.curation != curation:
        raise StageError(
            f"`map` ran with curation {_state(mapping.curation)}, not {_state(curation)}",
            where=str(work / "map.json"),
            remedy="run `make map` with the same setting first",
        )
    vocabulary = load_vocabulary(project / "ontology" / "vocabulary.toml")
    readings = [
        SourceReading(
            source=source,
            raw=read_text(output, source),
            entries=read_lines(work / "extract" / f"{source.id}.jsonl", Entry, made_by="extract"),
            ledger=read_json(
                work / "extract" / f"{source.id}.ledger.json", Ledger, made_by="extract"
            ),
        )
        for source in load_catalogue(project)
    ]
    return Build(
        vocabulary=vocabulary,
        readings=readings,
        concepts=read_lines(work / "concepts.jsonl", Concept, made_by="map"),
        questions=read_lines(work / "questions.jsonl", Question, made_by="map"),
        disagreements=read_lines(work / "disagreements.jsonl", Disagreement, made_by="map"),
        candidates=read_lines(work / "candidates.jsonl", Candidate, made_by="map"),
        mapping=mapping,
        verdict=verdict,
        validation=_read_text(work / "validation.ttl", made_by="validate"),
        graphs=read_graphs(work / "graph.trig", vocabulary),
        inferred=_read_triples(work / "inferred.nt", made_by="validate"),
        scores=read_scores(project),
        releases=read_releases(output),
        unregistered=[
            kept.outcome
            for name, kept in read_record(work).items()
            if name.startswith("unregistered/")
        ],
    )


def _read_text(path: Path, *, made_by: str) -> str:
    try:
        return path.read_bytes().decode("utf-8")
    except FileNotFoundError:
        raise StageError(
            "this stage file does not exist", where=str(path), remedy=f"run `make {made_by}` first"
        ) from None


def _read_triples(path: Path, *, made_by: str) -> list[Triple]:
    try:
        text = _read_text(path, made_by=made_by)
        return [quad.triple for quad in pyoxigraph.parse(text, pyoxigraph.RdfFormat.N_TRIPLES)]
    except SyntaxError as error:
        raise StageError(
            f"not a file that the stage `{made_by}` writes ({error.msg})",
            where=str(path),
            remedy=f"delete it and run `make {made_by}` again",
        ) from None


def _state(curation: bool) -> str:
    return "on" if curation else "off"
