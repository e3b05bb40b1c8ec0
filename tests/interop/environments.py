"""Where the other programs are, and running them: each in an environment of its own.

`make test-interop` fetches what is missing into .venv/clients, pinned, and leaves a stamp for each.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.conftest import PROJECT

CLIENTS = PROJECT / ".venv" / "clients"
PROGRAMS = Path(__file__).parent / "clients"
_SYSTEM_JARS = Path("/usr/share/java")
_DEBIAN = CLIENTS / "debian"
_SECONDS = 180

_RDF4J = (
    *("rdf4j-model", "rdf4j-model-api", "rdf4j-model-vocabulary", "rdf4j-util", "rdf4j-config"),
    *("rdf4j-rio-api", "rdf4j-rio-datatypes", "rdf4j-rio-languages"),
    *("rdf4j-rio-turtle", "rdf4j-rio-ntriples", "rdf4j-rio-nquads", "rdf4j-rio-rdfxml"),
    *("rdf4j-rio-trig", "rdf4j-rio-jsonld", "jsonld-java"),
    *("jackson-core", "jackson-databind", "jackson-annotations"),
    *("commons-io", "commons-codec", "guava", "httpclient", "httpcore", "httpclient-cache"),
    *("slf4j-api", "slf4j-simple", "jcl-over-slf4j"),
)


def needs(environment: str) -> pytest.MarkDecorator:
    """Skip the tests of a program that could not be fetched; in CI they run, and fail."""
    missing = not (CLIENTS / f"{environment}.stamp").exists()
    return pytest.mark.skipif(
        missing and "CI" not in os.environ,
        reason=f"{environment} is not in .venv/clients; `make test-interop` fetches it",
    )


class Said(str):
    """What a program wrote to standard output; `complaints` is what it wrote to standard error."""

    complaints: str


def run(*command: str | Path, folder: Path | None = None, **environment: str) -> Said:
    """Run a program to its end in `folder`, with these variables beside those there are.

    Raises AssertionError with its own words where it fails, TimeoutExpired after three minutes.
    """
    done = subprocess.run(
        [str(part) for part in command],
        cwd=folder,
        env={**os.environ, "LC_ALL": "C.UTF-8", **environment},
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=_SECONDS,
        check=False,
    )
    assert done.returncode == 0, f"{command[0]} exits with {done.returncode}: {done.stderr}"
    said = Said(done.stdout)
    said.complaints = done.stderr
    return said


def python_program(environment: str, name: str = "") -> Path:
    """The command of a program from PyPI, in the environment of that name."""
    return CLIENTS / environment / "bin" / (name or environment)


def java(program: str, *arguments: str | Path) -> Said:
    """Run one of the Java programs in clients/: what it says, and what its libraries log."""
    machine = shutil.which("java")
    assert machine, "java is missing; install a JDK (17 or later)"
    jars = [str(CLIENTS / "deeponto/deeponto/lib/*")]
    if program == "Rdf4j":
        jars = [str(_jar(name)) for name in _RDF4J]
    path = os.pathsep.join([str(CLIENTS / "classes"), *jars])
    log = "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn"
    return run(machine, log, "-cp", path, program, *arguments)


def _jar(name: str) -> Path:
    """A jar from Debian: unpacked here, or installed on this machine."""
    ours = _DEBIAN / "usr/share/java" / f"{name}.jar"
    return ours if ours.exists() else _SYSTEM_JARS / f"{name}.jar"


def rapper(*arguments: str | Path) -> Said:
    """Run Raptor's `rapper`: from Debian, unpacked here, or installed on this machine."""
    ours = _DEBIAN / "usr/bin/rapper"
    program = str(ours) if ours.exists() else shutil.which("rapper")
    assert program, "rapper is missing; install raptor2-utils"
    libraries = [str(folder) for folder in sorted((_DEBIAN / "usr/lib").glob("*-linux-*"))]
    return run(program, *arguments, LD_LIBRARY_PATH=os.pathsep.join(libraries))


def node(script: str, *arguments: str | Path) -> Said:
    """Run one of the scripts in clients/, with the packages of clients/package-lock.json."""
    machine = shutil.which("node")
    assert machine, "node is missing; install Node.js (20 or later)"
    return run(machine, CLIENTS / "npm" / script, *arguments)


def version(environment: str) -> str:
    """The version of the program from PyPI that an environment is named after."""
    ask = f"import importlib.metadata as m; print(m.version({environment!r}))"
    return run(python_program(environment, "python"), "-c", ask).strip()
