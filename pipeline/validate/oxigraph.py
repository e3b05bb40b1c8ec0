"""Asking Oxigraph."""

from __future__ import annotations

import pyoxigraph


def select(store: pyoxigraph.Store, query: str) -> pyoxigraph.QuerySolutions:
    """The solutions of a SELECT query.

    Raises SyntaxError where Oxigraph does not read it, TypeError where it is no SELECT query.
    """
    solutions = store.query(query)
    if not isinstance(solutions, pyoxigraph.QuerySolutions):
        raise TypeError(f"not a SELECT query: {query}")
    return solutions
