"""The Reconciliation Service API over HTTP: which address leads to what.

JSONP is left out: it lets the server run scripts in the client's page, and CORS does the same work.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from importlib.resources import files

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response

from pipeline.ask.serve.pages import EMBEDDED
from pipeline.ask.serve.reconcile.queries import (
    Extension,
    Query,
    read_batch,
    read_extension,
    read_single,
)
from pipeline.ask.serve.requests import FORM, RefusedError, form, media_type, query_string
from pipeline.ask.serve.served import Served

KINDS = ("entity", "type", "property")
_Asked = dict[str, Query] | Query | Extension
_READERS: dict[str, Callable[[str], _Asked]] = {
    "queries": read_batch,
    "query": read_single,
    "extend": read_extension,
}
_LONGEST_CURSOR = 7


def openapi() -> dict[str, object]:
    """The OpenAPI 3.1 description of the service."""
    text = files("pipeline.ask.serve.reconcile").joinpath("openapi.json").read_text("utf-8")
    content: dict[str, object] = json.loads(text)
    return content


async def endpoint(request: Request, served: Served) -> Response:
    """Queries in a batch (`queries`) or alone (`query`), data extension, or the manifest."""
    found = query_string(request)
    if request.method == "POST":
        if media_type(request) != FORM:
            raise RefusedError(415, f"send {FORM}", {"Accept-Post": FORM})
        found += await form(request)
    fields = dict(found)
    service = served.reconciliation
    if any(name in fields for name in _READERS):
        return await run_in_threadpool(_answer, served, fields)
    if request.method == "POST":
        raise RefusedError(400, f"send one of {', '.join(_READERS)}")
    return JSONResponse(service.manifest(_root(request)))


def _answer(served: Served, fields: dict[str, str]) -> Response:
    """The answer to the first of the fields; the others must be sound all the same."""
    service = served.reconciliation
    read = {name: reader(fields[name]) for name, reader in _READERS.items() if name in fields}
    asked = next(iter(read.values()))
    if isinstance(asked, Extension):
        return JSONResponse(service.extend(asked))
    if isinstance(asked, Query):
        return JSONResponse(service.reconcile(asked))
    return JSONResponse({key: service.reconcile(query) for key, query in asked.items()})


def suggest(request: Request, served: Served) -> Response:
    """Suggestions for what someone begins to type."""
    found = dict(query_string(request))
    cursor = found.get("cursor", "0")
    if not (cursor.isascii() and cursor.isdigit()) or len(cursor) > _LONGEST_CURSOR:
        raise RefusedError(400, "`cursor` is no number of suggestions to skip")
    kind, prefix = _kind(request), _required(found, "prefix")
    return JSONResponse(served.reconciliation.suggest(kind, prefix, int(cursor)))


def flyout(request: Request, served: Served) -> Response:
    """A small preview of a concept, type or property, as HTML inside JSON."""
    kind, identifier = _kind(request), _required(dict(query_string(request)), "id")
    if kind == "entity":
        iri = _concept(served, identifier)
        html = served.pages.render("summary.html", **served.pages.summary(iri))
    else:
        name = served.reconciliation.named(kind, identifier)
        if not name:
            raise RefusedError(404, f"no {kind} is called {identifier}")
        html = served.pages.render("term.html", name=name, identifier=identifier)
    return JSONResponse({"id": identifier, "html": html})


def preview(request: Request, served: Served) -> Response:
    """A small page of a concept, for a frame in the client."""
    iri = _concept(served, _required(dict(query_string(request)), "id"))
    headers = {"Content-Security-Policy": EMBEDDED}
    return HTMLResponse(served.pages.preview(iri), headers=headers)


def view(request: Request, served: Served) -> Response:
    """To the page of a concept."""
    iri = _concept(served, _required(dict(query_string(request)), "id"))
    return RedirectResponse(served.resources.local(iri), 303)


def properties(request: Request, served: Served) -> Response:
    """The properties that data extension may ask for; they are the same for every type."""
    found = dict(query_string(request))
    limit = found.get("limit", "")
    if limit and not (limit.isascii() and limit.isdigit() and len(limit) <= _LONGEST_CURSOR):
        raise RefusedError(400, "`limit` is no number")
    proposed = served.reconciliation.properties()
    answer: dict[str, object] = {"properties": proposed[: int(limit)] if limit else proposed}
    if "type" in found:
        answer["type"] = found["type"]
    if limit:
        answer["limit"] = int(limit)
    return JSONResponse(answer)


ROUTES: dict[str, Callable[[Request, Served], Response]] = {
    "/suggest/{kind}": suggest,
    "/flyout/{kind}": flyout,
    "/preview": preview,
    "/view": view,
    "/properties": properties,
}


def _root(request: Request) -> str:
    return f"{request.url.scheme}://{request.url.netloc}/reconcile"


def _kind(request: Request) -> str:
    kind = str(request.path_params["kind"])
    if kind not in KINDS:
        raise RefusedError(404, f"there are {', '.join(KINDS)}")
    return kind


def _required(found: dict[str, str], name: str) -> str:
    if name not in found:
        raise RefusedError(400, f"give the parameter `{name}`")
    return found[name]


def _concept(served: Served, identifier: str) -> str:
    iri = served.reconciliation.concept(identifier)
    if not iri:
        raise RefusedError(404, f"no concept is called {identifier}")
    return iri
