"""Load the published dataset into a store by the SPARQL 1.1 Graph Store HTTP Protocol.

Each graph is put in place of the one of that name (section 5.3, idempotent, so that it can be tried
again), then read back (section 5.2) and counted.
"""

from __future__ import annotations

import ipaddress
import math
import tempfile
import time
from collections.abc import Callable, Generator, Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from http import HTTPStatus
from typing import BinaryIO, TypeVar

import httpx
import pyoxigraph as ox
from msgspec import Struct

from pipeline.errors import InputError, StageError

USER, PASSWORD, TOKEN = "GLOSSOGRAPH_USER", "GLOSSOGRAPH_PASSWORD", "GLOSSOGRAPH_TOKEN"

_TRIES = 5
# Seconds: a store that loads millions of statements says nothing for minutes.
_TIME_LIMITS = httpx.Timeout(10, read=300, write=300)
_FIRST_WAIT, _LONGEST_WAIT = 1.0, 60.0
_PASSING = (
    HTTPStatus.REQUEST_TIMEOUT,
    HTTPStatus.TOO_MANY_REQUESTS,
    HTTPStatus.INTERNAL_SERVER_ERROR,
    HTTPStatus.BAD_GATEWAY,
    HTTPStatus.SERVICE_UNAVAILABLE,
    HTTPStatus.GATEWAY_TIMEOUT,
)
_ADDRESSES = (
    "Oxigraph has its Graph Store at /store, Fuseki at /<dataset>/data, GraphDB at"
    " /repositories/<id>/rdf-graphs/service"
)
Result = TypeVar("Result")
_SYNTAX = ox.RdfFormat.N_TRIPLES


class Pushed(Struct, frozen=True):
    """A graph: its IRI, the statements sent, and those found in the store afterwards."""

    graph: str
    sent: int
    found: int


def credentials(environment: Mapping[str, str]) -> httpx.Auth | None:
    """What the environment says who is asking: a user with a password, a token, or nobody.

    Raises InputError where that is half or twice said.
    """
    user, password, token = (environment.get(name) for name in (USER, PASSWORD, TOKEN))
    if token and (user or password):
        raise InputError(
            f"{TOKEN} and {USER} are both set", remedy="unset the one that the store does not take"
        )
    if bool(user) != bool(password):
        missing = PASSWORD if user else USER
        raise InputError(f"{missing} is not set", remedy=f"set {USER} and {PASSWORD}, or neither")
    if token:
        return _Bearer(token)
    return httpx.BasicAuth(user, password) if user and password else None


def address(url: str, *, has_credentials: bool, allow_http: bool) -> httpx.URL:
    """The address of the Graph Store.

    Raises InputError for what is none, holds credentials, or would carry them in the clear to
    another machine.
    """
    try:
        parsed = httpx.URL(url)
    except httpx.InvalidURL:
        parsed = httpx.URL("")
    if parsed.userinfo:
        raise InputError(
            "the address holds a password, which shells and logs keep",
            remedy=f"take it out and set {USER} and {PASSWORD}",
        )
    if parsed.scheme not in ("http", "https") or not parsed.host or parsed.fragment:
        raise InputError(
            "this is no web address of a Graph Store", where=url, remedy=f"write one; {_ADDRESSES}"
        )
    if has_credentials and parsed.scheme == "http" and not (allow_http or _is_here(parsed.host)):
        raise InputError(
            "plain http would show the password to everyone on the way",
            where=url,
            remedy="use https, or --allow-http where the network is your own",
        )
    return parsed


def push(
    store: ox.Store,
    url: httpx.URL,
    auth: httpx.Auth | None,
    *,
    sleep: Callable[[float], None] = time.sleep,
) -> list[Pushed]:
    """Put every named graph of `store` into the Graph Store at `url`, and count what is there then.

    Raises StageError where the store refuses or cannot be reached, after several tries where that
    may pass. Redirects are not followed: the credentials are for this host.
    """
    graphs = sorted(
        (graph for graph in store.named_graphs() if isinstance(graph, ox.NamedNode)), key=str
    )
    # A proxy of the environment is not asked for what is on this machine.
    client = httpx.Client(
        auth=auth,
        timeout=_TIME_LIMITS,
        follow_redirects=False,
        trust_env=not _is_here(url.host),
    )
    with client:
        pushing = _Pushing(client, url, sleep)
        sent = {graph: pushing.put(store, graph) for graph in graphs}
        return [Pushed(graph.value, sent[graph], pushing.count(graph)) for graph in graphs]


def check(pushed: list[Pushed]) -> None:
    """Raise StageError where a graph in the store is not as large as the one that was sent."""
    wrong = [one for one in pushed if one.sent != one.found]
    if wrong:
        one = wrong[0]
        more = f" (and {len(wrong) - 1} more)" if len(wrong) > 1 else ""
        raise StageError(
            f"the store holds {one.found} statements of {one.sent}{more}",
            where=one.graph,
            remedy="look into its log, whether others write to it, and push again",
        )


class _Bearer(httpx.Auth):
    """A token in the header (RFC 6750, section 2.1)."""

    def __init__(self, token: str) -> None:
        self._token = token

    def auth_flow(self, request: httpx.Request) -> Generator[httpx.Request, httpx.Response, None]:
        request.headers["Authorization"] = f"Bearer {self._token}"
        yield request


class _Pushing:
    """The requests to one Graph Store, each tried several times where its failure may pass."""

    def __init__(
        self, client: httpx.Client, url: httpx.URL, sleep: Callable[[float], None]
    ) -> None:
        self._client = client
        self._url = url
        self._sleep = sleep

    def put(self, store: ox.Store, graph: ox.NamedNode) -> int:
        """Send a graph; returns its number of statements."""
        with tempfile.TemporaryFile() as body:
            store.dump(body, format=_SYNTAX, from_graph=graph)

            def send() -> None:
                body.seek(0)
                headers = {"Content-Type": _SYNTAX.media_type}
                with self._asked("PUT", graph, headers=headers, content=body) as response:
                    response.read()

            self._persist(send)
        return sum(1 for _ in store.quads_for_pattern(None, None, None, graph))

    def count(self, graph: ox.NamedNode) -> int:
        """Read a graph back; returns its number of statements."""
        return self._persist(lambda: self._counted(graph))

    def _counted(self, graph: ox.NamedNode) -> int:
        headers = {"Accept": f"{_SYNTAX.media_type}, text/turtle;q=0.5"}
        with (
            self._asked("GET", graph, headers=headers) as response,
            tempfile.TemporaryFile() as body,
        ):
            body.writelines(response.iter_bytes())
            body.seek(0)
            media_type = response.headers.get("Content-Type", "").split(";")[0].strip()
            syntax = ox.RdfFormat.from_media_type(media_type) or _SYNTAX
            try:
                return len(set(ox.parse(body, format=syntax, base_iri=str(self._url))))
            except SyntaxError as error:
                raise StageError(
                    f"what the store gives back is no {syntax.name} ({error})",
                    where=graph.value,
                    remedy=f"is this a Graph Store? {_ADDRESSES}",
                ) from None

    @contextmanager
    def _asked(
        self,
        method: str,
        graph: ox.NamedNode,
        *,
        headers: dict[str, str],
        content: BinaryIO | None = None,
    ) -> Iterator[httpx.Response]:
        """The answer to a request for a graph; raises _Passing or StageError where it is none."""
        url = self._url.copy_merge_params({"graph": graph.value})
        try:
            with self._client.stream(method, url, headers=headers, content=content) as response:
                if not response.is_success:
                    raise self._failure(response)
                yield response
        except (httpx.TransportError, httpx.DecodingError) as error:
            problem = str(error) or type(error).__name__
            raise _Passing(f"no answer ({problem})") from None

    def _failure(self, response: httpx.Response) -> Exception:
        said = f"the store answers {response.status_code} {response.reason_phrase}".rstrip()
        if response.status_code in _PASSING:
            return _Passing(said, _retry_after(response.headers.get("Retry-After", "")))
        if response.has_redirect_location:
            remedy = f"name the address it leads to: {response.headers['Location']}"
        elif response.status_code in (HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN):
            remedy = f"set {USER} and {PASSWORD}, or {TOKEN}, of someone who may write there"
        elif response.status_code in (HTTPStatus.NOT_FOUND, HTTPStatus.METHOD_NOT_ALLOWED):
            remedy = f"is this a Graph Store that can be written? {_ADDRESSES}"
        else:
            remedy = "look into its log"
        return StageError(said, where=str(self._url), remedy=remedy)

    def _persist(self, request: Callable[[], Result]) -> Result:
        """The result of a request; a failure that may pass is waited for, longer each time."""
        for tried in range(1, _TRIES + 1):
            try:
                return request()
            except _Passing as error:
                wait = error.wait
                if wait is None:
                    wait = min(_FIRST_WAIT * 2 ** (tried - 1), _LONGEST_WAIT)
                if tried == _TRIES or wait > _LONGEST_WAIT:
                    times = "try" if tried == 1 else "tries"
                    raise StageError(
                        f"{error} after {tried} {times}",
                        where=str(self._url),
                        remedy="is the store running, and is this its address? Push again then",
                    ) from None
                self._sleep(wait)
        raise AssertionError


class _Passing(Exception):  # noqa: N818 (no error yet)
    """A failure that may pass; `wait` is the seconds that the store asks for, or None."""

    def __init__(self, said: str, wait: float | None = None) -> None:
        super().__init__(said)
        self.wait = wait


def _retry_after(value: str) -> float | None:
    """The seconds that a Retry-After asks for (RFC 9110, section 10.2.3), or None."""
    if value.isascii() and value.isdigit():
        return float(value)
    try:
        then = parsedate_to_datetime(value)
    except ValueError:
        return None
    wait = then.replace(tzinfo=then.tzinfo or UTC) - datetime.now(UTC)
    return max(0.0, math.ceil(wait.total_seconds()))


def _is_here(host: str) -> bool:
    """Whether a host is this machine."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
