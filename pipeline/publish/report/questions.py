"""The open questions with the sentences they are about, and what each answer writes."""

from __future__ import annotations

from msgspec import Struct

from pipeline.model import Question
from pipeline.publish.inputs import Build
from pipeline.publish.report.names import Names, Quoted
from pipeline.publish.report.rows import Line, line
from pipeline.publish.wording import Wording


class Answer(Struct, frozen=True):
    """A possible answer in words, and the lines that it writes."""

    text: str
    confidence: float
    lines: list[Line]


class Asked(Struct, frozen=True):
    """One open question."""

    question: Question
    sentences: list[Quoted]
    answers: list[Answer]


def asked(build: Build, names: Names, wording: Wording) -> list[Asked]:
    """The open questions in the order in which `map` puts them, the most valuable first."""
    return [
        Asked(
            question,
            [names.quoted(evidence) for evidence in question.evidence],
            [
                Answer(
                    proposal.text,
                    proposal.confidence,
                    [line(row, _quote(question), wording) for row in proposal.rows],
                )
                for proposal in question.proposals
            ],
        )
        for question in build.questions
    ]


def _quote(question: Question) -> str:
    """The sentence that an answer is kept with, as `glossograph curate` keeps it."""
    return question.evidence[0].quote if question.evidence else ""
