"""Put a question to what a project published."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from pipeline.ask.dataset import Dataset
from pipeline.ask.query import ask, open_dataset, printed
from pipeline.ask.questions.resolving import resolve
from pipeline.questions.binding import bind, check_names
from pipeline.questions.loading import load_question
from pipeline.vocabulary import load_vocabulary


def answer_question(
    project: Path,
    output: Path,
    name: str,
    given: Mapping[str, str],
    *,
    form: str,
    width: int = 0,
) -> str:
    """The answer to the question `name`, ready to be printed; `given` as people write it.

    `form` and `width` are as in `pipeline.ask.query.answer`. Raises StageError as `load_question`,
    `resolve`, `bind` and `ask` do, ConfigurationError where the question's file cannot be used.
    """
    vocabulary = load_vocabulary(project / "ontology" / "vocabulary.toml")
    question = load_question(project, name)
    check_names(question, given)
    store = open_dataset(output, vocabulary)
    values = resolve(question, given, Dataset(store, vocabulary))
    return printed(ask(store, bind(question, values), vocabulary), form, width)
