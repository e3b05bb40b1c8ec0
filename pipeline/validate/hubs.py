"""Vocabularies with a very wide concept, and the store in which they are checked.

A store in memory chains the statements of a term. To learn whether a concept with 50,000 narrower
or related ones is in the scheme may take 50,000 steps, and the checks of each of these ask for it.
The top concepts of a scheme and the members of a collection ask nothing of that kind. A store on
disk has sorted indexes: slower for most questions, but not for these.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager

import pyoxigraph

from pipeline.vocabulary import SKOS

_MANY = 5_000
_LINKED = (
    *(f"?member <{SKOS}broader> ?hub", f"?hub <{SKOS}narrower> ?member"),
    *(f"?member <{SKOS}related> ?hub", f"?hub <{SKOS}related> ?member"),
)


@contextmanager
def indexed(store: pyoxigraph.Store) -> Iterator[pyoxigraph.Store]:
    """The store itself, or where a concept in it is very wide, a copy on disk for the while."""
    if not any(_is_wide(store, pattern) for pattern in _LINKED):
        yield store
        return
    with tempfile.TemporaryDirectory(prefix="glossograph-") as folder:
        copy = pyoxigraph.Store(folder)
        copy.bulk_extend(store)
        yield copy


def _is_wide(store: pyoxigraph.Store, pattern: str) -> bool:
    counted = f"SELECT ?hub WHERE {{ {pattern} }} GROUP BY ?hub HAVING (COUNT(?member) > {_MANY})"
    return bool(store.query(f"ASK {{ {{ {counted} }} }}"))
