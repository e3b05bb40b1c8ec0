"""How the server begins and ends: one clear line, and nothing left behind."""

from __future__ import annotations

import json
import signal
import socket
import subprocess
import threading
import time
from pathlib import Path
from urllib.parse import urlencode

import pytest

from ..test_commands import run
from .conftest import COMMAND, Site, serving, write_project
from .test_limits import ENDLESS


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return write_project(tmp_path / "project")


def children(process: int) -> set[int]:
    """The processes that a process started, and those that these started."""
    found: set[int] = set()
    for task in Path(f"/proc/{process}/task").glob("*/children"):
        for child in map(int, task.read_text().split()):
            found |= {child, *children(child)}
    return found


def gone(process: int) -> bool:
    try:
        state = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0]
    except FileNotFoundError:
        return True
    return state == "Z"


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
@pytest.mark.parametrize("busy", [False, True])
def test_a_signal_ends_the_server_with_its_workers(
    project: Path, number: signal.Signals, busy: bool
) -> None:
    with serving(project) as site:
        workers = children(site.process.pid)
        assert len(workers) == 3
        if busy:
            path = f"/sparql?{urlencode({'query': ENDLESS})}"
            asking = threading.Thread(target=_swallow, args=(site, path), daemon=True)
            asking.start()
            time.sleep(0.5)
        site.process.send_signal(number)
        code = site.process.wait(30)
        errors = site.process.stderr.read() if site.process.stderr else ""
    assert (code, errors) == (0, "")
    for _ in range(100):
        if all(map(gone, workers)):
            break
        time.sleep(0.1)
    assert all(map(gone, workers))


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_while_the_workers_begin_is_no_error(
    project: Path, number: signal.Signals
) -> None:
    process = subprocess.Popen(
        [*COMMAND, "--port", "0"],
        cwd=project,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
    )
    try:
        while not (workers := children(process.pid)) and process.poll() is None:
            time.sleep(0.005)
        process.send_signal(number)
        out, err = process.communicate(timeout=30)
    finally:
        process.kill()
        process.wait()
    assert (process.returncode, out, err) == (0, "", "")
    assert workers
    assert all(map(gone, workers))


def test_a_dataset_that_no_worker_can_hold_is_one_line(project: Path) -> None:
    with (project / "output" / "relation-client.nq").open("a", encoding="utf-8") as file:
        file.writelines(f'<a:{n}> <a:b> "{n:0500}" .\n' for n in range(200_000))
    code, out, err = run("serve", "--port", 0, "--memory", 256, project=project)
    assert (code, out, err.count("\n")) == (2, "", 1), err
    assert "the process of the query ended before it answered" in err


def _swallow(site: Site, path: str) -> None:
    try:
        site.ask(path)
    except OSError:
        pass
    except Exception:  # noqa: BLE001 - the connection may end in any way
        pass


def test_workers_end_where_the_server_is_killed(project: Path) -> None:
    with serving(project) as site:
        workers = children(site.process.pid)
        site.process.kill()
        site.process.wait(30)
    for _ in range(100):
        if all(map(gone, workers)):
            break
        time.sleep(0.1)
    assert all(map(gone, workers))


def test_a_port_in_use_is_one_line(project: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        code, out, err = run("serve", "--port", port, project=project)
    assert (code, out) == (2, "")
    assert err == (
        f"glossograph: 127.0.0.1:{port}: another program uses this port; name another (in Make: PORT=8081)\n"
    )


def test_an_unknown_host_is_one_line(project: Path) -> None:
    code, _, err = run("serve", "--port", 0, "--host", "no-such-host.invalid", project=project)
    assert (code, err.count("\n"), "cannot listen" in err) == (2, 1, True)


def test_without_a_published_dataset_it_says_what_to_run(project: Path) -> None:
    (project / "output" / "relation-client.nq").unlink()
    code, _, err = run("serve", "--port", 0, project=project)
    assert (code, "nothing was published here yet; run `make` first" in err) == (2, True)


def test_it_listens_on_this_machine_alone(project: Path) -> None:
    with serving(project) as site:
        inode = {
            line.split()[1].rpartition(":")[0]
            for line in Path("/proc/net/tcp").read_text().splitlines()[1:]
            if line.split()[3] == "0A" and int(line.split()[1].rpartition(":")[2], 16) == site.port
        }
        assert json.loads(site.ask("/reconcile").body)["versions"]
    assert inode == {"0100007F"}
