"""What a build says, as the stages `extract` and `map` left it, looked up by entry."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path

from msgspec import Struct

from pipeline.extract.catalogue import load_catalogue
from pipeline.files import read_json, read_lines
from pipeline.map.stage import MapReport
from pipeline.model import Concept, Entry, Label, Question, Relation


class Build(Struct, frozen=True, dict=True):
    """One build; `curation` says whether the decisions of people were applied."""

    curation: bool
    entries: list[Entry]
    concepts: list[Concept]
    questions: list[Question]

    @cached_property
    def of(self) -> dict[str, Concept]:
        """The concept that an entry belongs to, for the entries that have one."""
        return {entry: concept for concept in self.concepts for entry in concept.entries}

    @cached_property
    def by_iri(self) -> dict[str, Concept]:
        """The concepts by IRI."""
        return {concept.iri: concept for concept in self.concepts}

    @cached_property
    def asked(self) -> set[str]:
        """The entries that a question names."""
        return {entry for question in self.questions for entry in question.entries}

    def labels(self, entry: str) -> set[tuple[str, str]]:
        """The names of the entry's concept, alike as `alike` makes them, with their languages."""
        concept = self.of.get(entry)
        return {(alike(x.text), x.lang) for x in concept.labels} if concept else set()


def read_build(project: Path, output: Path) -> Build:
    """Read the stage files in `output`/work; raises StageError where one is missing or damaged."""
    work = output / "work"
    return Build(
        curation=read_json(work / "map.json", MapReport, made_by="map").curation,
        entries=[
            entry
            for source in load_catalogue(project)
            for entry in read_lines(
                work / "extract" / f"{source.id}.jsonl", Entry, made_by="extract"
            )
        ],
        concepts=read_lines(work / "concepts.jsonl", Concept, made_by="map"),
        questions=read_lines(work / "questions.jsonl", Question, made_by="map"),
    )


def alike(text: str) -> str:
    """A name without what does not count in a comparison: case and the form of apostrophes."""
    return text.replace("’", "'").casefold()


def basis(statement: Label | Relation) -> str:
    """What a statement rests on: the decision, else each piece of evidence with its rule."""
    if statement.decision is not None:
        return statement.decision.where
    return " ; ".join(f"{item.rule}: {item.quote}" for item in statement.evidence)
