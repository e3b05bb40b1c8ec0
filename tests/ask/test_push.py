"""`glossograph push`: against a small server that fails as asked, and a real Oxigraph server."""

from __future__ import annotations

import base64
import os
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from email.utils import formatdate
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest
from pyoxigraph import NamedNode, RdfFormat, Store

from pipeline.ask import push as module
from pipeline.ask.push import Pushed, address, check, credentials, push
from pipeline.errors import InputError, StageError

from ..conftest import PROJECT
from .small import VOCABULARY, small_store

_COMMAND = (sys.executable, "-c", "from pipeline.cli import main; main()", "push")
_OXIGRAPH = Path(sys.executable).with_name("oxigraph")
_GRAPH = "http://example.org/graph"
_ONE = f'<http://example.org/a> <http://example.org/b> "é" <{_GRAPH}> .\n'


def one_graph() -> Store:
    store = Store()
    store.load(_ONE.encode(), RdfFormat.N_QUADS)
    return store


class GraphStore:
    """A Graph Store that gives the answers of `script` first, a request each, then does its work."""

    def __init__(self, script: list[tuple[int, dict[str, str]]]) -> None:
        self.script = list(script)
        self.graphs: dict[str, bytes] = {}
        self.requests: list[tuple[str, str, dict[str, str]]] = []
        self.changed: Callable[[bytes], bytes] = lambda content: content
        self.announced = 0

    def handler(self) -> type[BaseHTTPRequestHandler]:
        mine = self

        class Handler(BaseHTTPRequestHandler):
            def answer(self, status: int, headers: dict[str, str], body: bytes = b"") -> None:
                self.send_response(status)
                length = len(body) + (mine.announced if body else 0)
                for name, value in {**headers, "Content-Length": f"{length}"}.items():
                    self.send_header(name, value)
                self.end_headers()
                self.wfile.write(body)

            def do_PUT(self) -> None:
                self.work(self.rfile.read(int(self.headers["Content-Length"])))

            def do_GET(self) -> None:
                self.work(None)

            def work(self, body: bytes | None) -> None:
                graph = parse_qs(urlsplit(self.path).query)["graph"][0]
                mine.requests.append((self.command, self.path, dict(self.headers)))
                if mine.script:
                    self.answer(*mine.script.pop(0))
                elif body is not None:
                    mine.graphs[graph] = body
                    self.answer(204, {})
                else:
                    content = mine.changed(mine.graphs[graph])
                    self.answer(200, {"Content-Type": "application/n-triples"}, content)

            def log_message(self, format: str, *args: object) -> None:
                pass

        return Handler


@contextmanager
def serving(*script: tuple[int, dict[str, str]]) -> Iterator[tuple[GraphStore, httpx.URL]]:
    graphs = GraphStore(list(script))
    server = ThreadingHTTPServer(("127.0.0.1", 0), graphs.handler())
    thread = threading.Thread(target=server.serve_forever, args=(0.01,))
    thread.start()
    try:
        yield graphs, httpx.URL(f"http://127.0.0.1:{server.server_port}/store")
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def test_each_graph_is_put_by_name_and_counted() -> None:
    with serving() as (graphs, url):
        pushed = push(one_graph(), url.copy_with(query=b"key=1"), None)
    assert pushed == [Pushed(_GRAPH, 1, 1)]
    check(pushed)
    assert graphs.graphs == {
        _GRAPH: '<http://example.org/a> <http://example.org/b> "é" .\n'.encode()
    }
    assert [method for method, _, _ in graphs.requests] == ["PUT", "GET"]
    assert all("key=1" in path for _, path, _ in graphs.requests)
    assert all("Authorization" not in headers for _, _, headers in graphs.requests)


def test_a_failure_that_may_pass_is_waited_for_longer_each_time() -> None:
    waits: list[float] = []
    with serving((500, {}), (502, {}), (504, {})) as (_, url):
        assert push(one_graph(), url, None, sleep=waits.append) == [Pushed(_GRAPH, 1, 1)]
    assert waits == [1, 2, 4]


def test_the_store_says_how_long_to_wait() -> None:
    waits: list[float] = []
    soon = formatdate(time.time() + 20, usegmt=True)
    script = (
        (429, {"Retry-After": "7"}),
        (503, {"Retry-After": soon}),
        (503, {"Retry-After": "soon"}),
        (503, {"Retry-After": formatdate(0)}),
    )
    with serving(*script) as (_, url):
        push(one_graph(), url, None, sleep=waits.append)
    assert (waits[0], waits[2], waits[3]) == (7, 4, 0)
    assert 15 <= waits[1] <= 20


def test_a_wait_that_is_too_long_and_too_many_tries_end_it() -> None:
    waits: list[float] = []
    with (
        serving((503, {"Retry-After": "3600"})) as (_, url),
        pytest.raises(StageError, match="503 Service Unavailable after 1 try"),
    ):
        push(one_graph(), url, None, sleep=waits.append)
    with (
        serving(*[(503, {})] * 9) as (graphs, url),
        pytest.raises(StageError, match="after 5 tries"),
    ):
        push(one_graph(), url, None, sleep=waits.append)
    assert (len(graphs.requests), waits) == (5, [1, 2, 4, 8])


@pytest.mark.parametrize(
    ("status", "headers", "said"),
    [
        (401, {}, "401 Unauthorized; set GLOSSOGRAPH_USER and GLOSSOGRAPH_PASSWORD"),
        (403, {}, "403 Forbidden; set GLOSSOGRAPH_USER"),
        (404, {}, "404 Not Found; is this a Graph Store"),
        (405, {}, "405 Method Not Allowed; is this a Graph Store"),
        (413, {}, "413 Request Entity Too Large; look into its log"),
        (
            307,
            {"Location": "http://elsewhere.example/store"},
            "307 Temporary Redirect; name the address it leads to: http://elsewhere.example/store",
        ),
    ],
)
def test_a_refusal_is_no_reason_to_try_again(
    status: int, headers: dict[str, str], said: str
) -> None:
    with serving((status, headers)) as (graphs, url), pytest.raises(StageError) as caught:
        push(one_graph(), url, httpx.BasicAuth("ada", "secret"))
    assert said in str(caught.value)
    assert "secret" not in str(caught.value)
    assert len(graphs.requests) == 1


def test_a_store_that_lost_statements_is_found_out() -> None:
    with serving() as (graphs, url):
        graphs.changed = lambda content: b"\n"
        pushed = push(one_graph(), url, None)
    assert pushed == [Pushed(_GRAPH, 1, 0)]
    with pytest.raises(StageError, match="holds 0 statements of 1; look into its log"):
        check([*pushed])
    with pytest.raises(StageError, match=r"of 1 \(and 1 more\)"):
        check([*pushed, *pushed])


def test_an_answer_that_is_cut_off_is_asked_for_again() -> None:
    waits: list[float] = []
    with serving() as (graphs, url):
        graphs.announced = 10
        with pytest.raises(StageError, match=r"no answer \(peer closed connection"):
            push(one_graph(), url, None, sleep=waits.append)
    assert waits == [1, 2, 4, 8]


def test_an_answer_that_is_no_rdf_is_said_to_be_none() -> None:
    with serving() as (graphs, url):
        graphs.changed = lambda content: b"<html>"
        with pytest.raises(StageError, match="what the store gives back is no N-Triples"):
            push(one_graph(), url, None)


def test_nobody_there_and_nobody_answering(monkeypatch: pytest.MonkeyPatch) -> None:
    waits: list[float] = []
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        url = httpx.URL(f"http://127.0.0.1:{closed.getsockname()[1]}/store")
        with pytest.raises(StageError, match=r"no answer \(.*refused\) after 5 tries"):
            push(one_graph(), url, None, sleep=waits.append)
        closed.listen()
        monkeypatch.setattr(module, "_TIME_LIMITS", httpx.Timeout(0.05))
        with pytest.raises(StageError, match=r"no answer \(timed out\) after 5 tries"):
            push(one_graph(), url, None, sleep=waits.append)
    assert waits == [1, 2, 4, 8] * 2


def test_credentials_go_into_the_header() -> None:
    by_name = credentials({"GLOSSOGRAPH_USER": "ada", "GLOSSOGRAPH_PASSWORD": "secret"})
    by_token = credentials({"GLOSSOGRAPH_TOKEN": "t"})
    with serving() as (graphs, url):
        push(one_graph(), url, by_name)
        push(one_graph(), url, by_token)
    sent = [headers["Authorization"] for _, _, headers in graphs.requests]
    basic = "Basic " + base64.b64encode(b"ada:secret").decode()
    assert sent == [basic, basic, "Bearer t", "Bearer t"]
    assert credentials({}) is None


@pytest.mark.parametrize(
    ("environment", "said"),
    [
        ({"GLOSSOGRAPH_USER": "ada"}, "GLOSSOGRAPH_PASSWORD is not set"),
        ({"GLOSSOGRAPH_PASSWORD": "secret"}, "GLOSSOGRAPH_USER is not set"),
        ({"GLOSSOGRAPH_USER": "ada", "GLOSSOGRAPH_TOKEN": "secret"}, "are both set"),
    ],
)
def test_half_and_double_credentials_are_refused(environment: dict[str, str], said: str) -> None:
    with pytest.raises(InputError, match=said) as caught:
        credentials(environment)
    assert "secret" not in str(caught.value)


@pytest.mark.parametrize(
    "url",
    ["store", "ftp://a/store", "http://", "http://a/store#x", "http://[::1", "file:///etc/passwd"],
)
def test_what_is_no_web_address_is_refused(url: str) -> None:
    with pytest.raises(InputError, match="no web address of a Graph Store"):
        address(url, has_credentials=False, allow_http=False)


def test_a_password_in_the_address_is_refused_without_repeating_it() -> None:
    with pytest.raises(InputError, match="holds a password") as caught:
        address("https://ada:secret@a/store", has_credentials=False, allow_http=True)
    assert "secret" not in str(caught.value)


@pytest.mark.parametrize(
    ("url", "has_credentials", "allow_http", "is_fine"),
    [
        ("http://a.example/store", True, False, False),
        ("http://127.0.0.1.example/store", True, False, False),
        ("http://a.example/store", True, True, True),
        ("http://a.example/store", False, False, True),
        ("https://a.example/store", True, False, True),
        ("http://localhost:7878/store", True, False, True),
        ("http://127.0.0.2/store", True, False, True),
        ("http://[::1]:7878/store", True, False, True),
    ],
)
def test_credentials_leave_this_machine_encrypted_only(
    url: str, has_credentials: bool, allow_http: bool, is_fine: bool
) -> None:
    if is_fine:
        assert address(url, has_credentials=has_credentials, allow_http=allow_http) == url
    else:
        with pytest.raises(InputError, match="plain http would show the password"):
            address(url, has_credentials=has_credentials, allow_http=allow_http)


@contextmanager
def oxigraph() -> Iterator[str]:
    """A server of its own in memory, on a free port."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        at = f"127.0.0.1:{free.getsockname()[1]}"
    server = subprocess.Popen([_OXIGRAPH, "serve", "--bind", at], stderr=subprocess.DEVNULL)
    try:
        for _ in range(200):
            try:
                httpx.get(f"http://{at}/store")
                break
            except httpx.TransportError:
                time.sleep(0.05)
        yield f"http://{at}"
    finally:
        server.kill()
        server.wait()


def test_a_real_store_holds_afterwards_what_was_published(tmp_path: Path) -> None:
    store = small_store()
    store.dump(tmp_path / f"{VOCABULARY.name}.nq", RdfFormat.N_QUADS)
    with oxigraph() as server:
        for _ in range(2):  # the second time replaces the first
            done = subprocess.run(
                [*_COMMAND, f"{server}/store", "--project", PROJECT, "--output", tmp_path],
                capture_output=True,
                text=True,
                timeout=60,
                check=True,
                env={k: v for k, v in os.environ.items() if not k.startswith("GLOSSOGRAPH_")},
            )
        query = "SELECT ?g (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } } GROUP BY ?g ORDER BY ?g"
        headers = {"Accept": "text/csv"}
        answer = httpx.get(f"{server}/query", params={"query": query}, headers=headers)
    found = dict(line.split(",") for line in answer.text.splitlines()[1:])
    wanted = {
        graph.value: str(sum(1 for _ in store.quads_for_pattern(None, None, None, graph)))
        for graph in store.named_graphs()
        if isinstance(graph, NamedNode)
    }
    assert found == wanted
    rows = [line.split() for line in done.stdout.splitlines()[2:]]
    assert rows == [[graph, count, count] for graph, count in sorted(wanted.items())]


def test_the_command_refuses_in_one_line_and_shows_no_password(tmp_path: Path) -> None:
    environment = os.environ | {"GLOSSOGRAPH_USER": "ada", "GLOSSOGRAPH_PASSWORD": "secret"}
    done = subprocess.run(
        [*_COMMAND, "http://a.example/store", "--project", PROJECT, "--output", tmp_path],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
        env=environment,
    )
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (2, "", 1)
    assert done.stderr.startswith("glossograph: http://a.example/store: plain http")
    assert "secret" not in done.stderr
