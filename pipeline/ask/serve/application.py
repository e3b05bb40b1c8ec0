"""The server as an ASGI application: routes, what every answer carries, what errors look like."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from importlib.resources import files
from pathlib import Path

import pyoxigraph as ox
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware
from starlette.requests import Request
from starlette.responses import (
    HTMLResponse,
    JSONResponse,
    PlainTextResponse,
    RedirectResponse,
    Response,
)
from starlette.routing import Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from pipeline.ask.dataset import Dataset
from pipeline.ask.query import open_dataset
from pipeline.ask.serve import asking, sparql
from pipeline.ask.serve.dereferencing import dereferenced
from pipeline.ask.serve.describing import service_description
from pipeline.ask.serve.downloads import Downloads
from pipeline.ask.serve.evaluation import Question
from pipeline.ask.serve.formats import GRAPHS, HTML, graph_bytes
from pipeline.ask.serve.negotiation import preferred
from pipeline.ask.serve.pages import POLICY
from pipeline.ask.serve.pool import Limits, Pool
from pipeline.ask.serve.reconcile import routes as reconciling
from pipeline.ask.serve.requests import RefusedError, query_string
from pipeline.ask.serve.served import Served
from pipeline.errors import GlossographError, StageError
from pipeline.questions import load_questions
from pipeline.vocabulary import load_vocabulary

_STATIC = {"serve.css": "text/css", "ask.js": "text/javascript", "icon.svg": "image/svg+xml"}
_EXPOSED = ("Link", "ETag", "Location", "Retry-After", sparql.ROWS_HEADER)

Endpoint = Callable[[Request], Awaitable[Response]]


class Server:
    """The server of one build. With a token updates may be sent; `folder` keeps what they make."""

    def __init__(
        self,
        project: Path,
        output: Path,
        limits: Limits,
        *,
        token: str = "",
        folder: Path | None = None,
    ) -> None:
        """Read what was published, or what `folder` holds of it.

        Raises StageError as `open_dataset` does, ConfigurationError as `load_questions` does.
        """
        self.project = project
        self.limits = limits
        self.vocabulary = load_vocabulary(project / "ontology" / "vocabulary.toml")
        name = f"{self.vocabulary.name}.nq"
        kept = folder / name if folder is not None else None
        dataset = kept if kept is not None and kept.is_file() else output / name
        self.questions = load_questions(project)
        store = open_dataset(dataset.parent, self.vocabulary)
        self._downloads = Downloads(output, self.vocabulary)
        self.served = self._served(store)
        self.pool = Pool(dataset, self.vocabulary, limits, kept=kept)
        self._token = token
        self.failure: GlossographError | None = None

    def _served(self, store: ox.Store) -> Served:
        return Served(store, self.vocabulary, self.project, self._downloads)

    @property
    def title(self) -> str:
        """What is served, for the terminal."""
        return (
            f"{self.vocabulary.title[self.vocabulary.language]}, version {self.vocabulary.version}"
        )

    def application(self) -> Starlette:
        """The ASGI application; its lifespan opens the pool."""
        reconcile = [
            Route(f"/reconcile{path}", self._reconciling(function))
            for path, function in reconciling.ROUTES.items()
        ]
        return Starlette(
            routes=[
                Route("/", self._home),
                Route("/sparql", self._sparql, methods=["GET", "POST"]),
                Route("/update", self._update, methods=["POST"]),
                Route("/reconcile", self._reconcile, methods=["GET", "POST"]),
                Route("/reconcile/", self._reconcile, methods=["GET", "POST"]),
                Route("/reconcile/openapi.json", _openapi),
                *reconcile,
                Route("/static/{name}", _static),
                Route("/{path:path}", self._resource),
            ],
            middleware=[
                Middleware(Carried),
                Middleware(
                    CORSMiddleware,
                    allow_origins=["*"],
                    allow_methods=["GET", "HEAD", "POST", "OPTIONS"],
                    allow_headers=["*"],
                    expose_headers=_EXPOSED,
                ),
            ],
            exception_handlers={RefusedError: _refused},
            lifespan=self._lifespan,
        )

    @asynccontextmanager
    async def _lifespan(self, _: Starlette) -> AsyncIterator[None]:
        async with AsyncExitStack() as stack:
            try:
                await stack.enter_async_context(self.pool.opened())
            except GlossographError as error:
                self.failure = error  # for `run` to raise: uvicorn would print a traceback
            yield

    async def _home(self, request: Request) -> Response:
        """The page to ask, with the answer to what its address asks."""
        parameters = dict(query_string(request))
        data = Dataset(self.served.resources.store, self.vocabulary)
        questions = {question.name: question for question in self.questions}
        said = asking.Asked()
        try:
            said = await run_in_threadpool(asking.asked, parameters, questions, data)
        except StageError as error:
            question = questions.get(parameters.get("question", ""))
            said = asking.Asked(question=question, given=parameters, failure=str(error))
        if not said.query:
            return await self._page(request, said)
        return await self._page(
            request, said, Question(said.query, [], [], HTML, HTML, self.limits.rows)
        )

    async def _sparql(self, request: Request) -> Response:
        """SPARQL 1.1 Protocol; without a query the service description, or for people the page."""
        question = await sparql.read_query(request, self.limits.rows)
        if question is None:
            return await self._described(request)
        if HTML in (question.table, question.graph):
            return await self._page(request, asking.Asked(query=question.text), question)
        answer = await sparql.answered(self.pool, question)
        return sparql.sent(answer, self.limits.rows)

    async def _page(
        self, request: Request, said: asking.Asked, question: Question | None = None
    ) -> Response:
        status, headers = 200, {"Vary": "Accept"}
        if question is not None:
            try:
                answer = await sparql.answered(self.pool, question)
                if answer.media != HTML:
                    return sparql.sent(answer, self.limits.rows)
                said.answer = answer
                headers |= sparql.told(answer, self.limits.rows)
            except RefusedError as error:
                said.failure, status = error.line, error.status
                headers |= error.headers
        elif said.failure:
            status = 400
        page = await run_in_threadpool(
            asking.page,
            said,
            self.served,
            self.questions,
            limits=self.limits,
            writable=bool(self._token),
            origin=f"{request.url.scheme}://{request.url.netloc}",
        )
        return HTMLResponse(page, status, headers)

    async def _described(self, request: Request) -> Response:
        offered = [syntax.media for syntax in GRAPHS]
        media = preferred(request.headers.get("accept", ""), [*offered, HTML])
        if media is None:
            raise RefusedError(406, f"there are {', '.join([*offered, HTML])}", {"Vary": "Accept"})
        if media == HTML:
            return RedirectResponse("/", 303, {"Vary": "Accept"})
        endpoint = f"{request.url.scheme}://{request.url.netloc}/sparql"
        triples = service_description(
            self.served.resources.store, self.vocabulary, endpoint, writable=bool(self._token)
        )
        content = graph_bytes(triples, media, self.vocabulary)
        return Response(content, media_type=media, headers={"Vary": "Accept"})

    async def _update(self, request: Request) -> Response:
        sparql.check_token(request, self._token)
        text = await sparql.read_update(request)
        try:
            # Nothing is waited for between the two: of two updates the later one is served.
            self.served = await self.pool.update(text, self._served)
        except StageError as error:
            raise sparql.refused(error) from None
        return Response(status_code=204)

    async def _reconcile(self, request: Request) -> Response:
        return await reconciling.endpoint(request, self.served)

    def _reconciling(self, function: Callable[[Request, Served], Response]) -> Endpoint:
        async def answer(request: Request) -> Response:
            return await run_in_threadpool(function, request, self.served)

        return answer

    async def _resource(self, request: Request) -> Response:
        return await run_in_threadpool(dereferenced, request, self.served)


class Carried:
    """What every answer carries: no guessing of types, no referrer, the policy for its page.

    OPTIONS, where it is no preflight of CORS, is answered here too.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """ASGI 3."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        names = {name for name, _ in scope["headers"]}
        if not all(_HOST.fullmatch(value) for name, value in scope["headers"] if name == b"host"):
            # It is written into addresses, in Turtle, JSON and HTML.
            await PlainTextResponse("the header Host names no host\n", 400)(scope, receive, send)
            return
        if scope["method"] == "OPTIONS" and b"access-control-request-method" not in names:
            await Response(status_code=204, headers={"Allow": _allowed(scope["path"])})(
                scope, receive, send
            )
            return

        async def sent(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = message["headers"]
                present = {name.lower() for name, _ in headers}
                for name, value in _CARRIED:
                    if name not in present:
                        headers.append((name, value))
            await send(message)

        await self._app(scope, receive, sent)


_HOST = re.compile(rb"[A-Za-z0-9._~-]+(?::[0-9]*)?|\[[0-9A-Fa-f:.]+\](?::[0-9]*)?")
_CARRIED = (
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"no-referrer"),
    (b"content-security-policy", POLICY.encode("ascii")),
)


def _allowed(path: str) -> str:
    """The methods of an address, for the header Allow."""
    if path == "/update":
        return "POST, OPTIONS"
    takes_post = path in ("/sparql", "/reconcile", "/reconcile/")
    return "GET, HEAD, POST, OPTIONS" if takes_post else "GET, HEAD, OPTIONS"


async def _openapi(_: Request) -> Response:
    return JSONResponse(reconciling.openapi())


async def _static(request: Request) -> Response:
    """One of the files of the pages; nothing else is ever read for a request."""
    name = str(request.path_params["name"])
    if name not in _STATIC:
        return PlainTextResponse("no such file\n", 404)
    content = files("pipeline.ask.serve").joinpath("static", name).read_bytes()
    return Response(content, media_type=_STATIC[name], headers={"Cache-Control": "no-cache"})


async def _refused(_: Request, error: Exception) -> Response:
    assert isinstance(error, RefusedError)
    return error.response()
