"""Values for the parameters of a question: what people write, made into terms of RDF."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from difflib import get_close_matches

import pyoxigraph as ox

from pipeline.errors import StageError
from pipeline.questions.question import VALUES, Kind, Parameter, Question
from pipeline.vocabulary import XSD, is_date, is_iri, is_language

_NUMBER = re.compile(r"[0-9]{1,9}(\.[0-9]{1,9})?")


def check_names(question: Question, given: Mapping[str, str]) -> None:
    """Raise StageError where a value has no parameter, or a parameter lacks the value it needs."""
    known = [parameter.name for parameter in question.parameters]
    for name in given:
        if name not in known:
            close = get_close_matches(name, known, n=1, cutoff=0.0)
            takes = f"the nearest is --{close[0]}" if close else "it takes none"
            raise StageError(f"`{question.name}` has no parameter --{name}", remedy=takes)
    for parameter in question.parameters:
        if parameter.required and parameter.name not in given:
            raise StageError(
                f"`{question.name}` needs --{parameter.name} ({parameter.en})",
                remedy=f"for example: {question.command}",
            )


def bind(question: Question, values: Mapping[str, str]) -> str:
    """The query with the values in it, complete: whatever a value holds, it stays one term.

    Concepts, classes and sources are IRIs here. Raises StageError as `check_names` does, and where
    a value is not of its parameter's kind.
    """
    check_names(question, values)
    terms = {p.name: _term(p, values[p.name]) for p in question.parameters if p.name in values}
    return VALUES.sub(
        lambda found: (
            f"VALUES ${found[1]} {{ {terms[found[1]]} }}" if found[1] in terms else found[0]
        ),
        question.query,
    )


def _term(parameter: Parameter, value: str) -> str:
    """A value as SPARQL writes it."""
    fits, remedy, made = _KINDS[parameter.kind]
    if not fits(value):
        raise StageError(
            f"--{parameter.name} is no {parameter.kind}: {value[:80]!a}", remedy=f"write {remedy}"
        )
    return str(made(value))


def _typed(name: str) -> Callable[[str], ox.Literal]:
    return lambda value: ox.Literal(value, datatype=ox.NamedNode(f"{XSD}{name}"))


def _is_text(value: str) -> bool:
    """Whether a text can stand in RDF: not empty, no half of a surrogate pair, no NUL."""
    return bool(value) and not re.search("[\ud800-\udfff\x00]", value)


_Node = tuple[Callable[[str], bool], str, Callable[[str], ox.NamedNode | ox.Literal]]
_IRI: _Node = (is_iri, "an IRI", ox.NamedNode)
_KINDS: dict[Kind, _Node] = {
    "concept": _IRI,
    "class": _IRI,
    "source": _IRI,
    "text": (_is_text, "some text", ox.Literal),
    "language": (is_language, "a tag such as fr", ox.Literal),
    "date": (is_date, "a date such as 2026-11-22", _typed("date")),
    "number": (
        lambda value: _NUMBER.fullmatch(value) is not None,
        "a number such as 2 or 0.8",
        _typed("decimal"),
    ),
}
