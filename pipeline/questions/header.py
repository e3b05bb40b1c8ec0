"""The comment that heads a question's file: strict, because the documentation is made from it.

    # fr: Quels sont les autres noms d'un terme ?
    # en: What are the other names of a term?
    # theme: noms
    # $term concept VOC
    #   fr: le terme
    #   en: the term
    # ?nom
    #   fr: le nom
    #   en: the name

`$name kind example` is a parameter that is needed, `$name? kind example` one that may be left out;
`?name` is a column. The header ends with the first line that is no comment.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec import Struct

from pipeline.errors import ConfigurationError
from pipeline.questions.question import KINDS, Column, Kind, Parameter

# What the command line calls its own options.
RESERVED = ("expression", "file", "format", "help", "list", "output", "project", "timeout")
_TEXT = re.compile(r"# (  )?([a-z]+): (\S.*)")
_PARAMETER = re.compile(r"# \$(\S+) (\S+) (\S.*)")
_COLUMN = re.compile(r"# \?(\S+)")
_LANGUAGES = ("fr", "en")
_SHAPE = "write `# key: text`, `# $name kind example`, `# ?column` or `#   fr: text`"


class Header(Struct):
    """What a header says, each thing with its line, counted from 1, for the checks that follow."""

    texts: dict[str, str]
    parameters: list[tuple[int, Parameter]]
    columns: list[tuple[int, Column]]


class _Block(Struct):
    """A parameter or a column as it is read: its line, its own words, then its descriptions."""

    line: int
    sign: str
    name: str
    words: tuple[str, ...]
    texts: dict[str, str]


def read_header(text: str, where: str, themes: Sequence[str]) -> Header:
    """Read the header of a file; `where` is the file's name, `themes` those that there are.

    Raises ConfigurationError, with file and line, for the first thing that is wrong.
    """
    texts: dict[str, str] = {}
    blocks: list[_Block] = []
    number = 0
    for number, line in enumerate(text.split("\n"), start=1):
        if not line.startswith("#"):
            break
        at = f"{where}:{number}"
        if said := _TEXT.fullmatch(line):
            _note(said, texts, blocks, at)
        elif found := _PARAMETER.fullmatch(line) or _COLUMN.fullmatch(line):
            sign = line[2]
            name, *words = found.groups()
            known = [block.sign + block.name.removesuffix("?") for block in blocks]
            if sign + name.removesuffix("?") in known:
                twice = name.removesuffix("?")
                raise ConfigurationError(f"`{sign}{twice}` stands twice", where=at, remedy=_ONE)
            _check_name(sign, name, at)
            blocks.append(_Block(number, sign, name, tuple(words), {}))
        else:
            raise ConfigurationError(f"no line of a header: {line}", where=at, remedy=_SHAPE)
    for key in (*_LANGUAGES, "theme"):
        if key not in texts:
            raise ConfigurationError(
                f"the header has no `{key}`", where=f"{where}:{number}", remedy=f"add `# {key}: …`"
            )
    if texts["theme"] not in themes:
        raise ConfigurationError(
            f"no theme is called `{texts['theme']}`",
            where=where,
            remedy=f"write one of {', '.join(themes)}",
        )
    for block in blocks:
        for key in _LANGUAGES:
            if key not in block.texts:
                raise ConfigurationError(
                    f"`{block.sign}{block.name}` has no description in `{key}`",
                    where=f"{where}:{block.line}",
                    remedy=f"add `#   {key}: …` below it",
                )
    return Header(
        texts,
        [(b.line, _parameter(b, f"{where}:{b.line}")) for b in blocks if b.sign == "$"],
        [(b.line, Column(b.name, b.texts["fr"], b.texts["en"])) for b in blocks if b.sign == "?"],
    )


_ONE = "leave one of them out"


def _note(said: re.Match[str], texts: dict[str, str], blocks: list[_Block], at: str) -> None:
    """Keep a text of the question, or, indented, of the parameter or column above."""
    indent, key, value = said.groups()
    if indent and not blocks:
        raise ConfigurationError(
            "a description below no parameter and no column", where=at, remedy=_SHAPE
        )
    target = blocks[-1].texts if indent else texts
    known = _LANGUAGES if indent else (*_LANGUAGES, "theme")
    if key not in known:
        raise ConfigurationError(
            f"`{key}` is no key of a header", where=at, remedy=f"write one of {', '.join(known)}"
        )
    if key in target:
        raise ConfigurationError(f"`{key}` stands twice", where=at, remedy=_ONE)
    target[key] = value.strip()


def _check_name(sign: str, name: str, at: str) -> None:
    shape = r"[a-z]+\??" if sign == "$" else r"[a-z]+(_[a-z]+)*"
    if not re.fullmatch(shape, name):
        raise ConfigurationError(
            f"`{sign}{name}` is no simple name", where=at, remedy="write lower-case letters a to z"
        )
    if sign == "$" and name.removesuffix("?") in RESERVED:
        raise ConfigurationError(
            f"`--{name.removesuffix('?')}` is an option of the command itself",
            where=at,
            remedy="call the parameter otherwise",
        )


def _parameter(block: _Block, at: str) -> Parameter:
    word, example = block.words
    kind: Kind | None = next((known for known in KINDS if known == word), None)
    if kind is None:
        raise ConfigurationError(
            f"a parameter cannot be of the kind `{word}`",
            where=at,
            remedy=f"write one of {', '.join(KINDS)}",
        )
    name = block.name.removesuffix("?")
    required = not block.name.endswith("?")
    return Parameter(name, kind, required, example.strip(), block.texts["fr"], block.texts["en"])
