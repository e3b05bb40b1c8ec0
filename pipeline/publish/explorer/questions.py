"""The questions ready to run, as the page takes them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from pipeline.publish.html.typography import bound
from pipeline.questions import Parameter, Question
from pipeline.questions.loading import themes
from pipeline.questions.question import VALUES
from pipeline.vocabulary import Vocabulary

Json = dict[str, Any]


def questions_data(questions: Sequence[Question], vocabulary: Vocabulary) -> Json:
    """What the page asks with: the prefixes that need no declaration, as for `glossograph query`,
    the themes and the questions, in their order.
    """
    return {
        "prefixes": vocabulary.prefixes,
        "themes": [
            {"name": name, "words": _both(french, english)}
            for name, (french, english) in themes().items()
        ],
        "questions": [_question(question) for question in questions],
    }


def _question(question: Question) -> Json:
    examples = {found[1]: found[2] for found in VALUES.finditer(question.query)}
    return {
        "name": question.name,
        "theme": question.theme,
        "words": _both(question.fr, question.en),
        "parameters": [_parameter(p, examples[p.name]) for p in question.parameters],
        "columns": [
            {"name": column.name, "words": _both(column.fr, column.en)}
            for column in question.columns
        ],
        "query": question.body,
    }


def _parameter(parameter: Parameter, example: str) -> Json:
    """A parameter; `value` is what it is asked with unless a person says otherwise: the IRI that
    the query names, or the example as people write it.
    """
    is_node = example.startswith("<")
    return {
        "name": parameter.name,
        "kind": parameter.kind,
        "required": parameter.required,
        "example": parameter.example,
        "value": (example[1:-1] if is_node else parameter.example) if parameter.required else "",
        "words": _both(parameter.fr, parameter.en),
    }


def _both(french: str, english: str) -> dict[str, str]:
    return {"fr": bound(french.replace("'", "’")), "en": english.replace("'", "’")}
