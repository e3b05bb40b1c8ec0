"""What can be asked, as text for a terminal and as data."""

from __future__ import annotations

from pathlib import Path

import msgspec

from pipeline.ask.query import Answer, aligned
from pipeline.errors import StageError
from pipeline.questions.loading import load_questions
from pipeline.questions.question import Question


def listing(project: Path, form: str, width: int = 0) -> str:
    """The questions of a project, ready to be printed: as `table` (of `width` characters), or all
    that is known of them as `json`.

    Raises ConfigurationError as `load_questions` does, StageError for another form.
    """
    questions = load_questions(project)
    if form == "json":
        content = msgspec.json.encode(questions)
        return msgspec.json.format(content, indent=1).decode("utf-8") + "\n"
    if form != "table":
        raise StageError(f"the list of questions has no {form} form", remedy="use table or json")
    rows = [[q.name, _parameters(q), q.fr, q.en] for q in questions]
    return aligned(Answer(["name", "parameters", "question", "in English"], rows, {}), width)


def _parameters(question: Question) -> str:
    """The parameters as an option is shown: in brackets where it may be left out."""
    shown = [f"--{p.name}" if p.required else f"[--{p.name}]" for p in question.parameters]
    return " ".join(shown)
