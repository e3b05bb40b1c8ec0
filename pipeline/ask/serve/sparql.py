"""SPARQL 1.1 Protocol (W3C Recommendation of 21 March 2013) over the pool of workers."""

from __future__ import annotations

import hmac

from starlette.requests import Request
from starlette.responses import Response

from pipeline.ask.limits import QueryEndedError, QueryTimeoutError
from pipeline.ask.serve.evaluation import Answer, Question, UnacceptableError
from pipeline.ask.serve.formats import ALIASES, GRAPHS, HTML, NAMES, TABLES
from pipeline.ask.serve.negotiation import preferred
from pipeline.ask.serve.pool import BusyError, Pool
from pipeline.ask.serve.requests import FORM, RefusedError, body, form, media_type, query_string
from pipeline.errors import StageError
from pipeline.vocabulary import is_iri

QUERY, UPDATE = "application/sparql-query", "application/sparql-update"
_TABLES = [syntax.media for syntax in TABLES]
_GRAPHS = [syntax.media for syntax in GRAPHS]
ROWS_HEADER = "X-SPARQL-MaxRows"

Fields = list[tuple[str, str]]


async def read_query(request: Request, rows: int) -> Question | None:
    """The query of a request, or None where it has none.

    Raises RefusedError: 400, 406, 413, 415.
    """
    found = query_string(request)
    if request.method == "POST":
        kind = media_type(request)
        if kind == QUERY:
            found.append(("query", await body(request)))
        elif kind == FORM:
            found += await form(request)
        else:
            raise RefusedError(415, f"send {FORM} or {QUERY}", {"Accept-Post": f"{FORM}, {QUERY}"})
    if not found and request.method != "POST":
        return None
    table, graph = wanted(request, _one(found, "format", required=False))
    return Question(
        text=_one(found, "query"),
        default_graphs=_graphs(found, "default-graph-uri"),
        named_graphs=_graphs(found, "named-graph-uri"),
        table=table,
        graph=graph,
        rows=rows,
    )


def wanted(request: Request, name: str) -> tuple[str, str]:
    """The media types to answer with: of a table and of a graph, "" where the client takes none.

    `name` is the parameter `format`, which wins over Accept.
    """
    if name:
        media = NAMES.get(name, name)
        if media not in (*_TABLES, *_GRAPHS, HTML):
            raise RefusedError(406, f"no format is called {name}; there are {', '.join(NAMES)}")
        return (media if media not in _GRAPHS else ""), (media if media not in _TABLES else "")
    accept = request.headers.get("accept", "")
    table = preferred(accept, [*_TABLES, *ALIASES, HTML])
    graph = preferred(accept, [*_GRAPHS, HTML])
    if table is None and graph is None:
        offered = ", ".join([*_TABLES, *_GRAPHS, HTML])
        raise RefusedError(406, f"there are {offered}", {"Vary": "Accept"})
    return ALIASES.get(table or "", table or ""), graph or ""


async def answered(pool: Pool, question: Question) -> Answer:
    """The answer of the pool; what goes wrong as RefusedError: 400, 406, 503."""
    try:
        return await pool.answer(question)
    except StageError as error:
        raise refused(error) from None


def refused(error: StageError) -> RefusedError:
    """The answer to a query or an update that failed."""
    if isinstance(error, BusyError):
        return RefusedError(503, str(error), {"Retry-After": "5"})
    if isinstance(error, QueryTimeoutError | QueryEndedError):
        return RefusedError(503, str(error))
    if isinstance(error, UnacceptableError):
        return RefusedError(406, str(error), {"Vary": "Accept"})
    return RefusedError(400, str(error))


def sent(answer: Answer, rows: int) -> Response:
    """An answer as a response."""
    headers = {"Vary": "Accept", **told(answer, rows)}
    return Response(answer.content, headers=headers, media_type=answer.media)


def told(answer: Answer, rows: int) -> dict[str, str]:
    """The header that says that rows or statements are missing."""
    return {ROWS_HEADER: str(rows)} if answer.cut else {}


async def read_update(request: Request) -> str:
    """The update of a request; raises RefusedError: 400, 413, 415."""
    kind = media_type(request)
    if kind == UPDATE:
        found = [*query_string(request), ("update", await body(request))]
    elif kind == FORM:
        found = [*query_string(request), *await form(request)]
    else:
        raise RefusedError(415, f"send {FORM} or {UPDATE}", {"Accept-Post": f"{FORM}, {UPDATE}"})
    if any(name.startswith("using-") for name, _ in found):
        raise RefusedError(400, "using-graph-uri is not known here: write USING in the update")
    return _one(found, "update")


def check_token(request: Request, token: str) -> None:
    """Refuse an update that may not be: 403 where none may, 401 without the right token."""
    if not token:
        raise RefusedError(403, "this server is read-only")
    scheme, _, given = request.headers.get("authorization", "").partition(" ")
    # Headers come decoded as Latin-1: these are the bytes that were sent.
    right = hmac.compare_digest(given.strip().encode("latin-1"), token.encode("utf-8"))
    if scheme.lower() != "bearer" or not right:
        raise RefusedError(401, "this needs the token", {"WWW-Authenticate": "Bearer"})


def _one(found: Fields, name: str, *, required: bool = True) -> str:
    """The only value of a parameter; RefusedError 400 where there are several, or none."""
    values = [value for key, value in found if key == name]
    if len(values) > 1 or (required and not values):
        raise RefusedError(400, f"give the parameter `{name}` once")
    return values[0] if values else ""


def _graphs(found: Fields, name: str) -> list[str]:
    values = [value for key, value in found if key == name]
    for value in values:
        if not is_iri(value):
            raise RefusedError(400, f"`{name}` is no IRI: {value}")
    return values
