"""The words that LaTeX sets: accents, dashes, quotes, signs, names of entries for their keys."""

from __future__ import annotations

import logging
import re
import tomllib
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from importlib import resources
from typing import Any, Protocol

from msgspec import Struct, convert
from pylatexenc import latex2text, latexwalker, macrospec

# It tells the terminal of every command that lacks its arguments.
logging.getLogger("pylatexenc").setLevel(logging.CRITICAL + 1)

# Nothing of what LaTeX alters is in a text without these.
_SIGNS = re.compile(r"[\\{}~$`^_#&]|--|''|<<|>>")
_PARAGRAPHS = re.compile(
    r"(?:\r?\n[ \t]*){2,}|\\(?:par|newline|(?:med|big|small)skip|item|tabularnewline)(?![a-zA-Z])"
    r"|\\\\(?:\[[^\[\]]{0,20}\])?|\\(?:begin|end)\s?\{[a-z*]{1,30}\}(?:\[[^\[\]]{0,80}\])?"
)
_COMMAND = re.compile(r"\\[a-zA-Z@]{1,40}\*?(?:\[[^\[\]]{0,200}\])?|\\.|[{}$]")
# Deeper or longer than this nothing is set that a person reads.
_DEEPEST = 40
_LONGEST = 10_000


class _Node(Protocol):
    """A command with its arguments, as pylatexenc parses it."""

    nodeargd: Any


class _Shower(Protocol):
    """What shows parsed LaTeX as text."""

    def nodelist_to_text(self, nodes: Sequence[_Node]) -> str:
        """The text of nodes."""
        ...


_Show = Callable[[_Node, _Shower], str]


class _Commands(Struct, frozen=True):
    shown: dict[str, tuple[str, int]]
    silent: dict[str, str]
    quoted: dict[str, str]
    signs: dict[str, str]
    names: dict[str, list[str]]


@cache
def _commands() -> _Commands:
    content = resources.files(__package__).joinpath("words.toml").read_text("utf-8")
    return convert(tomllib.loads(content), _Commands)


class Words:
    """Shows what LaTeX sets; `names` are the entries' by their keys."""

    def __init__(self, names: Mapping[str, str]) -> None:
        self.names = names
        commands = _commands()
        arguments = {name: told for name, (told, _) in commands.shown.items()}
        arguments |= commands.silent | commands.quoted | dict.fromkeys(commands.signs, "")
        arguments |= dict.fromkeys(commands.names["commands"], "*[{[")
        self._parsing = latexwalker.get_default_latex_context_db()
        self._parsing.add_context_category(
            "glossary",
            prepend=True,
            macros=[macrospec.std_macro(name, told) for name, told in arguments.items()],
        )
        shows: dict[str, _Show | str] = {n: _argument(at) for n, (_, at) in commands.shown.items()}
        shows |= dict.fromkeys(commands.silent, "") | commands.signs
        shows |= {n: _quoted(len(told) - 1) for n, told in commands.quoted.items()}
        shows |= dict.fromkeys(commands.names["commands"], self._name)
        showing = latex2text.get_default_latex_context_db()
        showing.add_context_category(
            "glossary",
            prepend=True,
            macros=[latex2text.MacroTextSpec(name, show) for name, show in shows.items()],
        )
        self._showing = latex2text.LatexNodes2Text(latex_context=showing, keep_comments=False)

    def paragraphs(self, source: str) -> list[str]:
        """The paragraphs of a stretch as they are set, one line each."""
        shown = (self.shown(part) for part in _PARAGRAPHS.split(source))
        return [words for words in shown if any(char.isalnum() for char in words)]

    def shown(self, source: str) -> str:
        """The words of a stretch on one line; of what cannot be parsed, those between commands."""
        if not _SIGNS.search(source):
            return " ".join(source.split())
        if len(source) > _LONGEST or _depth(source) > _DEEPEST:
            return " ".join(_COMMAND.sub(" ", source).split())
        try:
            walker = latexwalker.LatexWalker(
                source, latex_context=self._parsing, tolerant_parsing=True
            )
            nodes, _, _ = walker.get_latex_nodes()
            words = str(self._showing.nodelist_to_text(nodes))
        except (
            latexwalker.LatexWalkerError, RecursionError, IndexError, AttributeError, ValueError,
            TypeError,
        ):  # fmt: skip
            words = _COMMAND.sub(" ", source)
        # What a mark leaves before a full stop or comma.
        return re.sub(r"\s+(?=[.,)])", "", " ".join(words.replace("<<", "«").split()))

    def _name(self, node: _Node, l2tobj: _Shower) -> str:
        keys = [
            l2tobj.nodelist_to_text([one])
            for one in node.nodeargd.argnlist
            if getattr(one, "delimiters", ("",))[0] == "{"
        ]
        key = keys[0].strip() if keys else ""
        return self.names.get(key, key)


def _argument(at: int) -> _Show:
    """What shows one argument of a command. Its own parameters are pylatexenc's."""

    def show(node: _Node, l2tobj: _Shower) -> str:
        arguments = node.nodeargd.argnlist if node.nodeargd else []
        if at >= len(arguments) or arguments[at] is None:
            return ""
        return l2tobj.nodelist_to_text([arguments[at]])

    return show


def _quoted(at: int) -> _Show:
    bare = _argument(at)

    def show(node: _Node, l2tobj: _Shower) -> str:
        return f"« {bare(node, l2tobj)} »"

    return show


def _depth(source: str) -> int:
    depth = deepest = 0
    for char in source:
        depth += (char == "{") - (char == "}")
        deepest = max(deepest, depth)
    return deepest
