"""A SPARQL query as text: what is refused before it runs, and whether it names its graphs."""

from __future__ import annotations

import re

from pipeline.errors import StageError

# Oxigraph's parser and planner recurse: far more than this ends the process (measured: 1,000
# nested filters, or 4,000 groups in a row).
_LONGEST, _DEEPEST = 20_000, 100

# What may hold any character without being part of the query's structure: SPARQL 1.1, 19.8,
# IRIREF, STRING_LITERAL_LONG2, STRING_LITERAL_LONG1, STRING_LITERAL2, STRING_LITERAL1, comments.
_SKIPPED = re.compile(
    r"""
      <[^<>"{}|^`\\\x00-\x20]*>
    | \"{3} (?: \\. | [^\\] )*? \"{3}
    | '{3} (?: \\. | [^\\] )*? '{3}
    | " (?: \\. | [^"\\\n\r] )* "
    | ' (?: \\. | [^'\\\n\r] )* '
    | \# [^\n\r]*
    """,
    re.DOTALL | re.VERBOSE,
)
# What is no keyword, whatever its letters: variables, language tags, prefixed names, labels. The
# parser needs nothing between keywords, nor before one that follows a number or a full stop.
_NAMED = re.compile(r"[?$]\w+|@[A-Za-z]+(?:-[A-Za-z0-9]+)*|[\w-][\w.-]*:[\w.%:-]*|:[\w.%:-]+")
_OUTWARD = re.compile(r"SERVICE|LOAD", re.IGNORECASE)
_FROM = re.compile(r"(?<![\w:?$@.-])FROM(?![\w:.-])", re.IGNORECASE)
_ESCAPE = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")


def names_graphs(query: str) -> bool:
    """Whether a query says which graphs it is put to, with FROM (SPARQL 1.1, 13.2)."""
    return _FROM.search(_SKIPPED.sub(" ", query)) is not None


def refuse(query: str) -> None:
    """Raise StageError for SERVICE and LOAD, also where escapes hide them, and for what would
    exhaust the parser's stack.
    """
    if len(query) > _LONGEST:
        raise StageError(f"a query of more than {_LONGEST} characters", remedy="ask for less")
    unescaped = _ESCAPE.sub(lambda found: chr(int(found[1] or found[2], 16) % 0x110000), query)
    for form in (query, unescaped):
        structure = _SKIPPED.sub(" ", form)
        outward = _OUTWARD.search(_NAMED.sub(" ", structure))
        if outward:
            raise StageError(
                f"{outward[0].upper()} calls another server, and answers come from the published"
                " files alone",
                remedy="leave it out",
            )
        depth = 0
        for sign in structure:
            depth += (sign in "({[") - (sign in ")}]")
            if depth > _DEEPEST:
                raise StageError(
                    f"brackets nested more than {_DEEPEST} deep", remedy="ask for less"
                )
