"""The nouns of this package: a question, its parameters, the columns of its answer."""

from __future__ import annotations

import re
from itertools import dropwhile
from typing import Literal

from msgspec import Struct

Kind = Literal["concept", "class", "source", "text", "language", "date", "number"]
KINDS: tuple[Kind, ...] = ("concept", "class", "source", "text", "language", "date", "number")

# Where the value of a parameter stands in a query. A file holds an example there, or UNDEF where
# the parameter may be left out, so that it runs in any SPARQL tool as it is.
VALUES = re.compile(r"\bVALUES \$([a-z]+) \{ ([^\n]*?) \}(?=\s)")


class Parameter(Struct, frozen=True):
    """What a question is asked about. `kind` is how its value is read; texts say what it means.

    A concept may be given by any of its names, a class and a source too: see `resolve`. Dates are
    as in 2026-11-22, a language is a tag such as fr, a number a decimal such as 0.8.
    """

    name: str
    kind: Kind
    required: bool
    example: str
    fr: str
    en: str


class Column(Struct, frozen=True):
    """A column of the answer: the variable and what it means."""

    name: str
    fr: str
    en: str


class Question(Struct, frozen=True):
    """A question: its name (a French slug), theme, wording, and the SPARQL that answers it.

    `form` is select or construct; a construct has no columns. In `query` the values of the
    parameters are examples, for `bind` to replace.
    """

    name: str
    theme: str
    fr: str
    en: str
    form: Literal["select", "construct"]
    parameters: list[Parameter]
    columns: list[Column]
    query: str

    @property
    def body(self) -> str:
        """The query without the comment that heads its file."""
        return without_header(self.query)

    @property
    def command(self) -> str:
        """How it is asked on the command line, with the examples of what it needs, or else of what
        may be left out.
        """
        needed = [p for p in self.parameters if p.required] or self.parameters[:1]
        options = [f" --{p.name} {_quoted(p.example)}" for p in needed]
        return f"glossograph query {self.name}{''.join(options)}"


def without_header(query: str) -> str:
    """A query without the comment that heads its file: pages say the same around it."""
    lines = query.splitlines(keepends=True)
    return "".join(dropwhile(lambda line: line.startswith("#") or not line.strip(), lines))


def _quoted(text: str) -> str:
    """A word as a shell reads it; quotation marks only where they are needed."""
    return text if re.fullmatch(r"[\w./:-]+", text) else "'" + text.replace("'", "'\\''") + "'"
