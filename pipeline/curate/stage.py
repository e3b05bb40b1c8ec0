"""The command `curate`: the open questions of the last build, and answers to them as rows."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from msgspec import Struct

from pipeline.curate.answering import proposal_of, question_of, rows_of
from pipeline.curate.asking import converse
from pipeline.curate.writing import signed, write_rows
from pipeline.files import read_lines
from pipeline.map.ontology import Ontology, load_ontology
from pipeline.model import Concept, Question, Row
from pipeline.vocabulary import load_vocabulary


class Open(Struct, frozen=True):
    """The last build, as far as a curator needs it."""

    ontology: Ontology
    concepts: list[Concept]
    questions: list[Question]


def open_build(project: Path, output: Path) -> Open:
    """Read the last build. Raises StageError where there is none; errors of what people write as
    their readers raise them.
    """
    vocabulary = load_vocabulary(project / "ontology/vocabulary.toml")
    work = output / "work"
    return Open(
        load_ontology(project, vocabulary),
        read_lines(work / "concepts.jsonl", Concept, made_by="map"),
        read_lines(work / "questions.jsonl", Question, made_by="map"),
    )


def answer(
    project: Path,
    build: Open,
    name: str,
    choice: int,
    text: str,
    *,
    author: str | None,
    date: str,
    reason: str | None,
) -> list[str]:
    """Answer the question `name` (id or number) with one of its proposals; where the rows stand.

    Raises StageError where the answer does not fit the question or is not signed, CurationError
    where it contradicts a decision.
    """
    question = question_of(build.questions, name)
    rows = rows_of(proposal_of(question, choice), text, build.concepts)
    signature = signed(author, date, reason)
    return write_rows(project, build.ontology, rows, signature, quote=_quote(question))


def ask(
    project: Path,
    build: Open,
    name: str,
    put: Callable[[str], str],
    tell: Callable[[str], None],
    *,
    author: str | None,
    date: str,
) -> int:
    """Put the question `name` (id, number, or `all`) to a person; the number of answers written."""
    signed(author, date, "?")

    def write(question: Question, rows: Sequence[Row], reason: str) -> list[str]:
        signature = signed(author, date, reason)
        return write_rows(project, build.ontology, rows, signature, quote=_quote(question))

    numbered = list(enumerate(build.questions, start=1))
    if name != "all":
        one = question_of(build.questions, name)
        numbered = [(number, question) for number, question in numbered if question is one]
    return converse(numbered, build.concepts, put, tell, write)


def _quote(question: Question) -> str:
    """The sentence that an answer rests on: the first that the question shows."""
    return question.evidence[0].quote if question.evidence else ""
