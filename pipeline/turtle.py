"""Reading a Turtle file that people write; one that does not parse is one clear line."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph

from pipeline.blank_nodes import with_stable_names
from pipeline.errors import ConfigurationError


def load_turtle(path: Path) -> list[pyoxigraph.Triple]:
    """The triples of a Turtle file, sorted, blank nodes named by what is said of them.

    Raises ConfigurationError where the file is missing, is not UTF-8 or does not parse (with line
    and column), or holds triple terms, which only RDF 1.2 knows.
    """
    try:
        content = path.read_bytes()
    except OSError as error:
        raise ConfigurationError(
            f"the file cannot be read ({error.strerror})",
            where=str(path),
            remedy="restore it from the last commit",
        ) from None
    try:
        quads = list(pyoxigraph.parse(content, format=pyoxigraph.RdfFormat.TURTLE))
    except SyntaxError as error:
        raise ConfigurationError(
            f"not valid Turtle: {_problem(error)}",
            where=f"{path}:{error.lineno}:{error.offset}",
            remedy="correct that line",
        ) from None

    for quad in quads:
        if isinstance(quad.object, pyoxigraph.Triple):
            raise ConfigurationError(
                f"a triple term, which only RDF 1.2 knows: <<( {quad.object} )>>",
                where=str(path),
                remedy="state the triple by itself, without `<< >>` or `{| |}`",
            )
    return sorted((quad.triple for quad in with_stable_names(quads)), key=str)


def _problem(error: SyntaxError) -> str:
    """The parser's words without the place, which the error names already."""
    message = str(error.msg)
    place, colon, problem = message.partition(": ")
    return problem if colon and place.startswith("Parser error") else message
