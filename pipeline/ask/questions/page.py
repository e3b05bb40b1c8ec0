"""ontology/competency/README.md: the questions as people read them, in French with English beside.

Run as a module it writes the page of the project in the current folder.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from itertools import groupby
from pathlib import Path
from typing import Any

from pipeline.files import write_text
from pipeline.markdown import plain, table
from pipeline.questions.loading import FOLDER, load_questions, themes
from pipeline.questions.question import Question

PAGE = FOLDER / "README.md"


def questions_page(project: Path) -> str:
    """The page of a project's questions; raises ConfigurationError as `load_questions` does."""
    questions = load_questions(project)
    parts = [f"# {_pair('page', 'title')}", *_said("notice"), *_said("intro"), *_said("parameters")]
    for theme, group in groupby(questions, key=lambda question: question.theme):
        rows = [[f"[`{q.name}`](#{q.name})", f"{plain(q.fr)}<br>*{plain(q.en)}*"] for q in group]
        parts += [f"**{_both_or_one(themes()[theme])}**", _table(["", ""], rows)]
    for theme, group in groupby(questions, key=lambda question: question.theme):
        parts.append(f"## {_both_or_one(themes()[theme])}")
        for question in group:
            parts += _question(question)
    return "\n\n".join([*parts, *_said("adding")]) + "\n"


def write_page(project: Path) -> None:
    """Write ontology/competency/README.md of a project. Raises as `questions_page` does."""
    write_text(project / PAGE, questions_page(project))


def _question(question: Question) -> list[str]:
    """One question: what it asks, how, about what, and what comes back."""
    parts = [
        f"### {question.name}",
        f"{plain(question.fr)}\n\n*{plain(question.en)}*",
        f"```sh\n{question.command}\n```",
    ]
    if question.parameters:
        head = [
            _pair("columns", "parameter"),
            _pair("columns", "kind"),
            _pair("columns", "meaning"),
        ]
        rows = []
        for each in question.parameters:
            kind = _pair("kinds", each.kind)
            optional = "" if each.required else f", {_pair('columns', 'optional')}"
            rows.append(
                [f"`--{each.name} {each.example}`", f"{kind}{optional}", _both(each.fr, each.en)]
            )
        parts.append(_table(head, rows))
    if question.form == "construct":
        parts += _said("turtle", "columns")
    else:
        head = [_pair("columns", "column"), _pair("columns", "meaning")]
        parts.append(_table(head, [[f"`{c.name}`", _both(c.fr, c.en)] for c in question.columns]))
    return parts


def _both(french: str, english: str) -> str:
    return f"{plain(french)}<br>*{plain(english)}*"


def _pair(section: str, key: str) -> str:
    """French · English, or one of them where both are the same."""
    return _both_or_one(_wording()[section][key])


def _both_or_one(texts: Iterable[str]) -> str:
    return " · ".join(dict.fromkeys(texts))


@cache
def _wording() -> dict[str, Any]:
    text = files("pipeline.ask.questions").joinpath("wording.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


def _said(key: str, section: str = "page") -> list[str]:
    french, english = _wording()[section][key]
    return [french, f"*{english}*"]


def _table(head: list[str], rows: list[list[str]]) -> str:
    return "\n".join(table(head, rows)).rstrip("\n")


if __name__ == "__main__":
    write_page(Path())
