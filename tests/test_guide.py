"""README.fr.md, the taxonomist's guide: every command in it works, in the order it is told."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from .newcomer import clean_environment, fresh_project, run

pytestmark = pytest.mark.build

_BLOCK = re.compile(r"^```sh\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_LINK = re.compile(r"`((?:output|ontology)/[\w./-]+)`")


def commands(guide: str) -> list[str]:
    """The command lines of all ```sh blocks, in order."""
    return [line for block in _BLOCK.findall(guide) for line in block.splitlines() if line]


@pytest.fixture(scope="module")
def folder(project: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What a clone would hold; nothing has been built there yet."""
    return fresh_project(project, tmp_path_factory.mktemp("guide"))


@pytest.fixture
def server(folder: Path) -> Iterator[list[subprocess.Popen[bytes]]]:
    """The servers that the guide starts; all are stopped afterwards."""
    started: list[subprocess.Popen[bytes]] = []
    yield started
    for process in started:
        os.killpg(process.pid, signal.SIGTERM)
        assert process.wait(timeout=30) is not None


def start(folder: Path, command: str) -> subprocess.Popen[bytes]:
    """Start a server and wait until its port answers."""
    port = int(command.rpartition("PORT=")[2])
    process = subprocess.Popen(
        command.split(),
        cwd=folder,
        env=clean_environment(),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        assert process.poll() is None, f"`{command}` ended"
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            time.sleep(0.2)
        else:
            return process
    raise AssertionError(f"`{command}` does not answer")


def test_every_command_of_the_guide_works(
    folder: Path, server: list[subprocess.Popen[bytes]]
) -> None:
    guide = (folder / "README.fr.md").read_text(encoding="utf-8")
    told = commands(guide)
    assert told[0] == "make"
    for command in told:
        if command.startswith("make serve"):
            server.append(start(folder, command))
            continue
        done = run(folder, "bash", "-c", command)
        assert done.returncode == 0, f"{command}\n{done.stdout}{done.stderr}"
        assert done.stdout.strip() or command == "make", f"`{command}` says nothing"
    for path in _LINK.findall(guide):
        assert (folder / path).exists(), f"the guide names {path}"


def test_the_guide_names_every_verb_and_every_table(folder: Path) -> None:
    guide = (folder / "README.fr.md").read_text(encoding="utf-8")
    helped = run(folder, ".venv/bin/glossograph", "--help").stdout
    verbs = re.findall(r"^  ([a-z]+) ", helped.partition("Commands:")[2], re.MULTILINE)
    stages = {"extract", "map", "publish"}  # run by Make
    assert verbs
    for verb in set(verbs) - stages - {"evaluate"}:
        named = f"glossograph {verb}" in guide or f"make {verb}" in guide
        assert named, f"the guide does not speak of `{verb}`"
    for table in (folder / "output" / "tables").iterdir():
        assert f"tables/{table.name}" in guide, f"the guide does not speak of {table.name}"
