"""A call that runs too long, or needs too much, is ended; nothing stays behind; the next works."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from pipeline.ask.limits import QueryEndedError, QueryTimeoutError, Worker, run_limited
from pipeline.ask.lookup import AmbiguousTermError
from pipeline.errors import StageError

_KEPT: list[int] = []


def keep(number: int) -> list[int]:
    _KEPT.append(number)
    return _KEPT


def fill(megabytes: int) -> int:
    return len(bytearray(megabytes * 1024**2))


def query_without_end() -> int:
    """A product of patterns that Oxigraph counts for longer than anyone waits."""
    from pyoxigraph import NamedNode, Quad, Store

    store = Store()
    p = NamedNode("http://e/p")
    store.extend(Quad(NamedNode(f"http://e/{n}"), p, p) for n in range(2000))
    found = store.query("SELECT (COUNT(*) AS ?n) { ?a ?p ?x . ?b ?q ?y . ?c ?r ?z . ?d ?s ?w }")
    return len(list(found))  # type: ignore[arg-type]


def refuse(text: str) -> None:
    raise AmbiguousTermError(text, 2, "a\nb\n")


def crash() -> None:
    os.kill(os.getpid(), signal.SIGSEGV)


def alive(pid: int) -> bool:
    """Whether a process runs; one that ended and waits to be collected does not."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except OSError:
        return False


def gone(pid: int) -> bool:
    """Whether a process ends soon."""
    for _ in range(200):
        if not alive(pid):
            return True
        time.sleep(0.05)
    return False


def test_a_call_gives_what_the_function_returns() -> None:
    assert run_limited(30, sorted, [2, 1], reverse=True) == [2, 1]


def test_a_query_that_would_run_for_minutes_ends_at_its_limit_and_the_next_call_works() -> None:
    with Worker() as worker:
        with pytest.raises(QueryTimeoutError, match=r"^no answer within 0\.5 s; ask for less"):
            worker.call(0.5, query_without_end)
        assert not worker.running
        assert worker.call(30, len, "abc") == 3


def test_a_worker_keeps_between_calls_what_its_module_keeps() -> None:
    with Worker() as worker:
        worker.call(30, keep, 1)
        assert worker.call(30, keep, 2) == [1, 2]
    assert _KEPT == []


def test_an_error_arrives_as_it_was_raised_and_the_process_goes_on() -> None:
    with Worker() as worker:
        worker.call(30, keep, 1)
        with pytest.raises(AmbiguousTermError) as caught:
            worker.call(30, refuse, "mire")
        assert str(caught.value) == "`mire` names 2 concepts; give the IRI of one of them"
        assert caught.value.listing == "a\nb\n"
        assert worker.call(30, keep, 2) == [1, 2]


def test_an_error_of_the_file_system_arrives_with_its_number() -> None:
    with pytest.raises(IsADirectoryError) as caught:
        run_limited(30, Path("/").read_bytes)
    assert caught.value.filename == "/"


def test_too_much_memory_is_an_error_and_the_next_call_works() -> None:
    with Worker(memory=1024**3) as worker:
        with pytest.raises(QueryEndedError, match=r"before it answered \(MemoryError\); ask"):
            worker.call(30, fill, 2000)
        assert worker.call(30, fill, 1) == 1024**2


def test_a_process_that_crashes_is_an_error_and_the_next_call_works() -> None:
    with Worker() as worker:
        with pytest.raises(StageError):
            worker.call(30, crash)
        assert worker.call(30, len, "abc") == 3


def test_no_process_is_left_after_the_context() -> None:
    with Worker() as worker:
        pid = worker.call(30, os.getpid)
        assert alive(pid)
    assert gone(pid)


@pytest.mark.parametrize("end", [signal.SIGKILL, signal.SIGTERM, signal.SIGINT])
def test_a_process_at_work_ends_with_its_owner_whatever_ends_it(end: signal.Signals) -> None:
    owner = subprocess.Popen(
        [
            sys.executable,
            "-c",
            "import os\n"
            "from pipeline.ask.limits import Worker\n"
            "from tests.ask.test_limits import query_without_end\n"
            "worker = Worker()\n"
            "print(worker.call(30, os.getpid), flush=True)\n"
            "worker.call(600, query_without_end)\n",
        ],
        cwd=Path(__file__).parents[2],
        env=os.environ | {"PYTHONPATH": str(Path(__file__).parents[2])},
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    assert owner.stdout is not None
    with owner, owner.stdout:
        pid = int(owner.stdout.readline())
        time.sleep(0.5)
        assert alive(pid)
        owner.send_signal(end)
        owner.wait(timeout=30)
    assert gone(pid)
