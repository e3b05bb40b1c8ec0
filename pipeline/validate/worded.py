"""What an engine reports, put into the words of its check."""

from __future__ import annotations

import re

import pyoxigraph

from pipeline.validate.names import Names, Term
from pipeline.validate.results import Result
from pipeline.validate.shapes import Shapes


def worded(
    shapes: Shapes,
    names: Names,
    *,
    shape: str,
    component: str,
    focus: Term,
    path: str = "",
    value: Term | None = None,
) -> Result:
    """The result of a check of the shapes file, its messages filled in every language.

    `shape` and `component` are IRIs. Raises KeyError where the file has no check of that name.
    """
    check = shapes.checks[shape]
    return Result(
        severity=check.severity,
        shape=shape,
        component=component,
        focus=focus,
        path=path,
        value=value,
        messages={
            language: filled(
                check.messages[language], language, names, this=focus, value=value, path=path
            )
            for language in sorted(check.messages)
        },
        label=names.name(focus.value, "fr") if isinstance(focus, pyoxigraph.NamedNode) else "",
    )


def filled(
    template: str, language: str, names: Names, *, this: Term, value: Term | None, path: str
) -> str:
    """A message with {$this}, {?value} and {?path} replaced by what people call them.

    https://www.w3.org/TR/shacl/#sparql-constraints-variables, for the three that results carry.
    """
    relation = pyoxigraph.NamedNode(path) if path else None
    words = {
        "this": lambda: names.shown(this, language),
        "value": lambda: names.shown(value if value is not None else this, language),
        "path": lambda: names.shown(relation, language).strip("«»“” \N{NO-BREAK SPACE}"),
    }
    return re.sub(r"\{[?$](this|value|path)\}", lambda found: words[found[1]](), template)
