"""Run the server until Ctrl-C or SIGTERM; then nothing of it is left, and the exit code is 0."""

from __future__ import annotations

import asyncio
import errno
import os
import signal
import socket
from collections.abc import Callable
from types import FrameType

import uvicorn
from uvicorn.protocols.http.h11_impl import H11Protocol

from pipeline.ask.serve.application import Server
from pipeline.ask.serve.requests import LONGEST_WAIT
from pipeline.errors import StageError

TOKEN = "GLOSSOGRAPH_TOKEN"
# What is under way when the server is told to end gets so long, in seconds.
_GRACE = 1
# A request line and its headers: a query of 20,000 characters in an address, each of six bytes.
_LONGEST_HEAD = 256 * 1024


def token_from_environment() -> str:
    """The token that updates need; raises StageError where it is missing."""
    token = os.environ.get(TOKEN, "")
    if not token.strip():
        raise StageError(
            f"updates need a token, and {TOKEN} is not set",
            remedy=f"set it in the environment, for example {TOKEN}=$(openssl rand -hex 16)",
        )
    return token.strip()


def bound(host: str, port: int) -> socket.socket:
    """A socket that listens; port 0 is any free one. Raises StageError where it cannot."""
    try:
        family = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0][0]
        listening = socket.socket(family, socket.SOCK_STREAM)
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listening.bind((host, port))
            listening.listen(128)
        except OSError:
            listening.close()
            raise
    except OSError as error:
        reasons = {
            errno.EADDRINUSE: "another program uses this port",
            errno.EACCES: "this port needs more rights than you have",
        }
        what = reasons.get(error.errno or 0, f"the server cannot listen here ({error.strerror})")
        raise StageError(
            what, where=f"{host}:{port}", remedy="name another (in Make: PORT=8081)"
        ) from None
    return listening


def run(server: Server, listening: socket.socket, ready: Callable[[str], None]) -> None:
    """Serve until a signal ends it; `ready` is called with the address once it answers.

    Raises StageError where the workers cannot hold the dataset.
    """
    # uvicorn raises the signal that ended it again: then it should end nothing more.
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, _ignored)
    with listening:
        asyncio.run(_serve(server, listening, ready))


class _Http(uvicorn.Server):
    """uvicorn, which ends the queries under way where a signal ends it."""

    def __init__(self, config: uvicorn.Config, server: Server) -> None:
        super().__init__(config)
        self._served = server
        self.told = False

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """What uvicorn does, and the end where a signal came meanwhile: it would leave all open."""
        await super().startup(sockets)
        if self.should_exit and self.started:
            await self.shutdown(sockets)

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        """What uvicorn does on SIGINT and SIGTERM, and the end of the workers."""
        super().handle_exit(sig, frame)
        self.told = True
        self._served.pool.close()


class _Patient(H11Protocol):
    """uvicorn's HTTP, which waits for a request to begin no longer than LONGEST_WAIT: clients that
    say nothing, or one letter now and then, would hold all connections that there are.
    """

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """A new connection."""
        super().connection_made(transport)
        self._end = self.loop.call_later(LONGEST_WAIT, self._give_up)

    def connection_lost(self, exc: Exception | None) -> None:
        """The end of a connection."""
        self._end.cancel()
        super().connection_lost(exc)

    def _give_up(self) -> None:
        """Close where no request is under way and one is awaited, the first or a further one."""
        if self.cycle is None or (self.cycle.response_complete and self.conn.trailing_data[0]):
            self.transport.close()
        else:
            self._end = self.loop.call_later(LONGEST_WAIT, self._give_up)


async def _serve(server: Server, listening: socket.socket, ready: Callable[[str], None]) -> None:
    http = _Http(
        uvicorn.Config(
            server.application(),
            http=_Patient,
            ws="none",
            loop="asyncio",
            lifespan="on",
            log_level="error",
            access_log=False,
            server_header=False,
            proxy_headers=False,
            timeout_graceful_shutdown=_GRACE,
            h11_max_incomplete_event_size=_LONGEST_HEAD,
        ),
        server,
    )
    serving = asyncio.create_task(http.serve(sockets=[listening]))
    while not http.started and not serving.done():
        await asyncio.sleep(0.02)
    if server.failure is not None:
        http.should_exit = True
    elif http.started and not http.told:
        ready(_address(listening))
    await serving
    if server.failure is not None and not http.told:
        raise server.failure


def _address(listening: socket.socket) -> str:
    host, port = listening.getsockname()[:2]
    return f"http://[{host}]:{port}/" if ":" in host else f"http://{host}:{port}/"


def _ignored(number: int, frame: FrameType | None) -> None:
    """Do nothing."""
