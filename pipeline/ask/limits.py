"""Work that must end: calls run in a process of their own, which is killed at its limits.

A thread cannot be stopped while Oxigraph evaluates a query; a process can. Nothing is left behind:
the process ends with its owner, whatever ends the owner. POSIX only, as is SIGIO.
"""

from __future__ import annotations

import fcntl
import os
import pickle
import resource
import signal
import socket
import subprocess
import sys
import tempfile
from collections.abc import Callable
from multiprocessing.connection import Connection
from types import TracebackType
from typing import Any, ParamSpec, TypeVar

from pipeline.errors import GlossographError, StageError

Arguments = ParamSpec("Arguments")
Result = TypeVar("Result")

# Address space, in bytes: without it a product of patterns fills the machine before its time is up.
MEMORY = 4 * 1024**3
_CHILD = "import sys; from pipeline.ask.limits import answer_calls; answer_calls(int(sys.argv[1]))"


class QueryTimeoutError(StageError):
    """A call did not end within its time."""

    def __init__(self, seconds: float) -> None:
        super().__init__(
            f"no answer within {seconds:g} s", remedy="ask for less, or give it more time"
        )


class QueryEndedError(StageError):
    """The process of a call ended before it answered."""

    def __init__(self, last_words: str) -> None:
        why = f" ({last_words})" if last_words else ""
        super().__init__(
            f"the process of the query ended before it answered{why}",
            remedy="ask for less: as a rule it needed too much memory",
        )


class Worker:
    """A process that runs one call at a time, to be used as a context.

    What a module keeps (a loaded dataset) stays for the calls that follow. A worker that was killed
    at a limit starts anew with its next call. One thread may use it at a time.
    """

    def __init__(self, *, memory: int = MEMORY) -> None:
        """`memory` is the address space in bytes that the process may use."""
        self._memory = memory
        self._process: subprocess.Popen[bytes] | None = None
        self._line: Connection | None = None
        self._said: Any = None

    def __enter__(self) -> Worker:
        self.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        self.stop()

    @property
    def running(self) -> bool:
        """Whether the process is there."""
        return self._process is not None and self._process.poll() is None

    def start(self) -> None:
        """Start the process, where it is not there."""
        if self.running:
            return
        self.stop()
        ours, theirs = socket.socketpair()
        with theirs:
            # -P: no module is taken from the folder where the command happens to run.
            self._said = tempfile.TemporaryFile()  # noqa: SIM115 - closed by `stop`
            self._process = subprocess.Popen(
                [sys.executable, "-P", "-c", _CHILD, str(theirs.fileno())],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=self._said,
                pass_fds=[theirs.fileno()],
            )
        self._line = Connection(ours.detach())
        self._line.send_bytes(pickle.dumps((self._memory, sys.path)))

    def kill(self) -> None:
        """End the process, from any thread: a call under way raises QueryEndedError."""
        process = self._process
        if process is not None:
            process.kill()

    def stop(self) -> None:
        """Kill the process, where it is there, and wait until it is gone."""
        if self._process is not None:
            self._process.kill()
            self._process.wait()
        for held in (self._line, self._said):
            if held is not None:
                held.close()
        self._process = self._line = self._said = None

    def call(
        self,
        seconds: float,
        function: Callable[Arguments, Result],
        /,
        *args: Arguments.args,
        **kwargs: Arguments.kwargs,
    ) -> Result:
        """What `function` returns: a function of a module, its arguments and result picklable.

        Raises what it raises of GlossographError and OSError; QueryTimeoutError after `seconds`,
        and QueryEndedError where the process ends without an answer: both end it. An exception
        here, Ctrl-C as well, ends it too.
        """
        self.start()
        assert self._line is not None
        try:
            self._line.send_bytes(pickle.dumps((function, args, kwargs)))
            if not self._line.poll(seconds):
                raise QueryTimeoutError(seconds)
            answered, content = pickle.loads(self._line.recv_bytes())
        except (EOFError, ConnectionError):
            last_words = self._last_words()
            self.stop()
            raise QueryEndedError(last_words) from None
        except BaseException:
            self.stop()
            raise
        if answered:
            return content  # type: ignore[no-any-return]
        raise _rebuilt(*content)

    def _last_words(self) -> str:
        """The last line that the process said, such as a failed allocation."""
        if self._process is not None:
            self._process.wait()
        self._said.seek(0)
        lines = self._said.read().decode("utf-8", "replace").split("\n")
        return next((line.strip() for line in reversed(lines) if line.strip()), "")


def run_limited(
    seconds: float,
    function: Callable[Arguments, Result],
    /,
    *args: Arguments.args,
    **kwargs: Arguments.kwargs,
) -> Result:
    """Run one call in a process that lives as long as it: see `Worker.call`."""
    with Worker() as worker:
        return worker.call(seconds, function, *args, **kwargs)


def answer_calls(descriptor: int) -> None:
    """The process: one call after another from the socket, until its owner closes it."""
    # Ctrl-C reaches every process of a terminal; the owner decides what it means.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGIO, signal.SIG_IGN)
    line = Connection(descriptor)
    fcntl.fcntl(descriptor, fcntl.F_SETOWN, os.getpid())
    flags = fcntl.fcntl(descriptor, fcntl.F_GETFL)
    fcntl.fcntl(descriptor, fcntl.F_SETFL, flags | os.O_ASYNC)
    try:
        memory, sys.path[:] = pickle.loads(line.recv_bytes())
        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
        while True:
            function, args, kwargs = pickle.loads(line.recv_bytes())
            # From here until the answer nothing comes but the end of the owner: the kernel then
            # sends SIGIO, which ends this process even while Rust holds the interpreter.
            signal.signal(signal.SIGIO, signal.SIG_DFL)
            if line.poll(0):
                return
            answer = _outcome(function, args, kwargs)
            signal.signal(signal.SIGIO, signal.SIG_IGN)
            line.send_bytes(pickle.dumps(answer))
    except (EOFError, ConnectionError):
        return


def _outcome(
    function: Callable[..., object], args: tuple[object, ...], kwargs: dict[str, object]
) -> tuple[bool, object]:
    try:
        return True, function(*args, **kwargs)
    except GlossographError as error:
        return False, (type(error), error.args, error.__dict__)
    except OSError as error:
        # `args` leave the file's name out.
        named = () if error.filename is None else (error.filename,)
        return False, (type(error), (*error.args, *named), {})


def _rebuilt(
    kind: type[Exception], args: tuple[object, ...], state: dict[str, object]
) -> Exception:
    """An error as it was raised: its own `__init__` takes other arguments than `args`."""
    error = kind.__new__(kind, *args)
    error.__dict__.update(state)
    return error
