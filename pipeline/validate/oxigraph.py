"""Asking Oxigraph."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager

import pyoxigraph

# From here on a query for each statement of a hub is dearer than a copy with sorted indexes.
HUB = 10_000

_HUBS = """\
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
SELECT ?hub WHERE { ?hub skos:narrower|skos:hasTopConcept|skos:related ?other }
GROUP BY ?hub HAVING (COUNT(*) >= %d) LIMIT 1
"""


@contextmanager
def indexed(store: pyoxigraph.Store) -> Iterator[pyoxigraph.Store]:
    """A store with the same statements that answers in reasonable time.

    In memory, Oxigraph looks through all statements of a subject for those of one property. That
    is quick but where a concept has tens of thousands of others under it: such a store is copied
    to disk, into a folder that is removed afterwards.
    """
    if next(iter(select(store, _HUBS % HUB)), None) is None:
        yield store
        return
    with tempfile.TemporaryDirectory(prefix="glossograph-", ignore_cleanup_errors=True) as folder:
        copy = pyoxigraph.Store(folder)
        copy.bulk_extend(store)
        yield copy
        del copy


def select(store: pyoxigraph.Store, query: str) -> pyoxigraph.QuerySolutions:
    """The solutions of a SELECT query.

    Raises SyntaxError where Oxigraph does not read it, TypeError where it is no SELECT query.
    """
    solutions = store.query(query)
    if not isinstance(solutions, pyoxigraph.QuerySolutions):
        raise TypeError(f"not a SELECT query: {query}")
    return solutions
