"""The Reconciliation Service API over HTTP: which address leads to what.

JSONP is left out: it lets the server run scripts in the client's page, and CORS does the same work.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from importlib.resources import files

from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response

from pipeline.ask.serve.pages import EMBEDDED
from pipeline.ask.serve.reconcile.queries import read_batch, read_extension, read_single
from pipeline.ask.serve.requests import FORM, RefusedError, form, media_type, query_string
from pipeline.ask.serve.served import Served

KINDS = ("entity", "type", "property")
_KNOWN = {"queries", "query", "extend"}
_LONGEST_CURSOR = 7


def description() -> object:
    """The OpenAPI 3.1 description of the service."""
    text = files("pipeline.ask.serve.reconcile").joinpath("openapi.json").read_text("utf-8")
    content: object = json.loads(text)
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
    told = [name for name in _KNOWN if name in fields]
    if not told and request.method != "POST":
        return JSONResponse(service.manifest(_root(request)))
    if len(told) != 1:
        raise RefusedError(400, "send one of `queries`, `query` and `extend`")
    return await _threaded(_answer, served, told[0], fields[told[0]])


def _answer(served: Served, name: str, text: str) -> Response:
    service = served.reconciliation
    if name == "queries":
        batch = read_batch(text)
        return JSONResponse({key: service.reconcile(query) for key, query in batch.items()})
    if name == "query":
        return JSONResponse(service.reconcile(read_single(text)))
    return JSONResponse(service.extend(read_extension(text)))


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


async def _threaded(function: Callable[..., Response], *args: object) -> Response:
    from starlette.concurrency import run_in_threadpool

    return await run_in_threadpool(function, *args)


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
