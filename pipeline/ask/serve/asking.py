"""The page where people ask: questions that are ready to run, an editor, the answer as a table."""

from __future__ import annotations

import json
from collections.abc import Mapping
from itertools import groupby
from typing import Any
from urllib.parse import urlencode

from msgspec import Struct

from pipeline.ask.dataset import Dataset
from pipeline.ask.questions.resolving import resolve
from pipeline.ask.serve.evaluation import Answer
from pipeline.ask.serve.formats import GRAPHS, TABLES
from pipeline.ask.serve.pages import result_rows
from pipeline.ask.serve.pool import Limits
from pipeline.ask.serve.served import Served
from pipeline.questions import Question, bind
from pipeline.questions.loading import themes
from pipeline.questions.question import without_header

_START = """SELECT ?concept ?fr WHERE {
    ?concept a skos:Concept ; skos:inScheme <{scheme}> ; skos:prefLabel ?fr .
    FILTER (lang(?fr) = "{language}")
}
ORDER BY ?fr"""


class Asked(Struct):
    """What stands on the page: the query, the question it came from with what was given for its
    parameters, and the answer or why there is none.
    """

    query: str = ""
    question: Question | None = None
    given: dict[str, str] = {}
    answer: Answer | None = None
    failure: str = ""


def asked(parameters: Mapping[str, str], questions: Mapping[str, Question], data: Dataset) -> Asked:
    """The query that the parameters of an address mean.

    `question` names one, the others are its parameters; without these it is asked with its
    examples. `query` is a query as it stands. Raises StageError as `resolve` and `bind` do.
    """
    question = questions.get(parameters.get("question", ""))
    if question is None:
        return Asked(query=parameters.get("query", ""))
    names = [parameter.name for parameter in question.parameters]
    given = {name: parameters[name] for name in names if parameters.get(name, "").strip()}
    if not given:
        given = {p.name: p.example for p in question.parameters if p.required}
    query = without_header(bind(question, resolve(question, given, data)))
    return Asked(query, question, given)


def page(
    said: Asked, served: Served, questions: list[Question], *, limits: Limits, **more: object
) -> str:
    """The page; with nothing asked the editor holds a query to begin with."""
    vocabulary = served.resources.vocabulary
    data = Dataset(served.resources.store, vocabulary)
    results: dict[str, Any] | None = None
    if said.answer is not None:
        results = json.loads(said.answer.content)
    start = _START.replace("{scheme}", vocabulary.scheme).replace("{language}", vocabulary.language)
    return served.pages.render(
        "ask.html",
        query=said.query or start,
        asked=said.question,
        given=said.given,
        failure=said.failure,
        results=results,
        rows=result_rows(results) if results and "boolean" not in results else [],
        columns={column.name: column for column in said.question.columns} if said.question else {},
        downloads=_downloads(said.query, results) if results is not None else [],
        themes=[
            (themes()[theme], list(group))
            for theme, group in groupby(questions, key=lambda question: question.theme)
        ],
        concepts=len(data.concepts()),
        triples=len(served.resources.store),
        limits=limits,
        seconds=f"{limits.seconds:g}".replace(".", ","),
        **more,
    )


def _downloads(query: str, results: dict[str, Any]) -> list[tuple[str, str, str]]:
    """Each form of an answer: what it is called, its address, the name of its file."""
    graph = "graph" in results
    endings = {TABLES[0].ending: "json", TABLES[1].ending: "xml"}
    return [
        (
            syntax.name,
            f"/sparql?{urlencode({'query': query, 'format': syntax.ending})}",
            f"reponse.{endings.get(syntax.ending, syntax.ending)}",
        )
        for syntax in (GRAPHS if graph else TABLES)
    ]
