"""Names asked for: the headword inside `Qu'est-ce que le CRM ?` or `Définition du churn`."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib import resources

from msgspec import Struct

from pipeline.extract.document import Line

_APOSTROPHE = "['’ʼ]"
_LONGEST = 200
_WORDS = 9
# A name; what kind of word it is may be said before its quotation mark.
_TERM = (
    r"(?:(?:termes?|mots?|sigle|acronyme|expression|term|word)\s+(?=[«“\"]))?"
    r"(?P<term>[^?!\r\n]{1,100}?)"
)
# What no pattern does without.
_NEEDED = re.compile(r"qu|d[ée]fini|what|k[eé][sz]ako|ça veut", re.IGNORECASE)


class _Cues(Struct, frozen=True):
    questions: list[re.Pattern[str]]
    titles: list[re.Pattern[str]]
    no_names: frozenset[str]
    question_label: re.Pattern[str]
    answer_label: re.Pattern[str]


@cache
def _cues() -> _Cues:
    content = resources.files(__package__).joinpath("asking.toml").read_text("utf-8")
    data = tomllib.loads(content)

    def pattern(form: str) -> re.Pattern[str]:
        for mark, words in (
            ("{term}", _TERM + data["behind_the_name"]),
            ("{det}", data["articles"]),
            ("{of}", data["articles_of"]),
            ("{'}", _APOSTROPHE),
        ):
            form = form.replace(mark, words)
        return re.compile(form, re.IGNORECASE)

    return _Cues(
        [pattern(form + data["tail"]) for form in data["questions"]],
        [pattern(form + data["tail"]) for form in data["titles"]],
        frozenset(data["no_names"]),
        pattern(data["question_label"]),
        pattern(data["answer_label"]),
    )


def asked(line: Line, *, is_title: bool) -> Line | None:
    """The name that a line asks for, without its article, as a part of the line; None where it
    asks for none. `is_title`: it stands as a title, so that `Définition du X` asks as well.
    """
    text = line.text
    if len(text) > _LONGEST or not _NEEDED.search(text):
        return None
    cues = _cues()
    for form in [*cues.questions, *(cues.titles if is_title else [])]:
        match = form.fullmatch(text)
        if match:
            name = _name(line, *match.span("term"))
            if name is not None:
                return name
    return None


def is_other_question(line: Line) -> bool:
    """Whether a line asks, but for no name."""
    text = line.text.rstrip(' \u00a0\u202f»"”*_')
    return text.endswith("?") and len(text) <= _LONGEST and asked(line, is_title=False) is None


def unlabelled(line: Line) -> Line:
    """A question without the label before it (`Q :`)."""
    match = _cues().question_label.match(line.text)
    return line.part(match.end()) if match and match.end() < len(line.text) else line


def answer(line: Line) -> Line:
    """An answer without the label before it (`R :`)."""
    match = _cues().answer_label.match(line.text)
    return line.part(match.end()) if match else line


def _name(line: Line, start: int, end: int) -> Line | None:
    marks = ' \t\u00a0\u202f«»“”"*_.,:;'
    text = line.text
    while start < end and text[start] in marks:
        start += 1
    while start < end and text[end - 1] in marks:
        end -= 1
    name = text[start:end]
    if not name or len(name.split()) > _WORDS:
        return None
    first = re.split(r"[\s'’-]", name, maxsplit=1)[0].lower()
    return None if first in _cues().no_names else line.part(start, end)
