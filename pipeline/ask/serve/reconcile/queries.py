"""What clients of the Reconciliation Service API send, checked as it is read (version 0.2)."""

from __future__ import annotations

from typing import Any, Literal, TypeVar

import msgspec
from msgspec import UNSET, Struct, UnsetType

from pipeline.ask.serve.requests import RefusedError

Kind = TypeVar("Kind")

# More in one batch is refused with 413; the manifest says so.
BATCH = 200
_IDS, _PROPERTIES = 1_000, 50
_DEFAULT_LIMIT, _HIGHEST_LIMIT = 10, 100


class Identified(Struct, frozen=True):
    """A value that was matched before."""

    id: str
    name: str = ""


Value = str | bool | int | float | Identified


class Wanted(Struct, frozen=True):
    """A property (`pid`) that a candidate should have with one of the values `v`."""

    pid: str
    v: str | bool | int | float | Identified | list[Value]

    @property
    def values(self) -> list[Value]:
        """The values, one or several."""
        return self.v if isinstance(self.v, list) else [self.v]


class Query(Struct, frozen=True):
    """One name to match, with types and properties that narrow it.

    A name may be blank (OpenRefine sends cells of spaces): it means nothing, or what has the
    properties.
    """

    query: str | UnsetType = UNSET
    type: str | list[str] = []
    limit: float = _DEFAULT_LIMIT
    properties: list[Wanted] = []
    type_strict: Literal["any", "all", "should"] = "any"

    @property
    def types(self) -> list[str]:
        """The types, one or several."""
        return [self.type] if isinstance(self.type, str) else self.type

    @property
    def most(self) -> int:
        """How many candidates to return."""
        return max(1, min(int(self.limit), _HIGHEST_LIMIT))


class Fetched(Struct, frozen=True):
    """A property that data extension asks for."""

    id: str
    settings: dict[str, Any] = {}


class Extension(Struct, frozen=True):
    """Which properties of which concepts data extension asks for."""

    ids: list[str]
    properties: list[Fetched]


def read_batch(text: str) -> dict[str, Query]:
    """The queries of a batch by their keys; RefusedError 400, 413."""
    batch = _decoded(text, dict[str, Query], "queries")
    if len(batch) > BATCH:
        raise RefusedError(413, f"more than {BATCH} queries in one batch")
    for name, query in batch.items():
        _check(query, name)
    return batch


def read_single(text: str) -> Query:
    """A query alone: its JSON, or the name itself; RefusedError 400, 413."""
    query = _decoded(text, Query, "query") if text.lstrip().startswith("{") else Query(query=text)
    _check(query, "query")
    return query


def read_extension(text: str) -> Extension:
    """A data extension query; RefusedError 400, 413."""
    extension = _decoded(text, Extension, "extend")
    if len(extension.ids) > _IDS or len(extension.properties) > _PROPERTIES:
        raise RefusedError(413, f"more than {_IDS} ids or {_PROPERTIES} properties at once")
    return extension


def _check(query: Query, name: str) -> None:
    if query.query is UNSET and not query.properties:
        raise RefusedError(400, f"`{name}` has neither query nor properties")
    if len(query.properties) > _PROPERTIES or any(len(w.values) > BATCH for w in query.properties):
        raise RefusedError(
            413, f"`{name}` has more than {_PROPERTIES} properties or {BATCH} values of one"
        )
    if not query.limit >= 1:
        raise RefusedError(400, f"`{name}` has a limit that is not positive")


def _decoded(text: str, kind: type[Kind], name: str) -> Kind:
    try:
        return msgspec.json.decode(text, type=kind)
    except (msgspec.DecodeError, UnicodeEncodeError, RecursionError) as error:
        raise RefusedError(400, f"`{name}` is not what the API sends: {error}") from None
