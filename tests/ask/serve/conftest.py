"""A server of the small dataset, in a process of its own, on a free port of this machine."""

from __future__ import annotations

import http.client
import os
import select
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from msgspec import Struct

from ...conftest import PROJECT
from ..small import VOCABULARY, small_store

COMMAND = (sys.executable, "-c", "from pipeline.cli import main; main()", "serve")
# A busy machine starts slowly.
_PATIENCE = 60
# What the small dataset does not say: the things that whole graphs stand for.
MORE = """
<graph/vocabulary> { <scheme> a skos:ConceptScheme ; skos:hasTopConcept <concept/outil> . }
<graph/ontology> { <ontology> a owl:Ontology . rc:Tool rdfs:subClassOf skos:Concept . <concept/regle> a rc:Tool . }
<graph/dataset> { <dataset> a void:Dataset . }
"""
FILES = {
    "tables/annif.csv": "uri,label_fr\n",
    "index.html": "<!DOCTYPE html><title>Index</title>",
    f"{VOCABULARY.name}-owl.ttl": "# OWL\n",
    f"releases/0.0.9/{VOCABULARY.name}.ttl": "# of 0.0.9\n",
    "releases/0.0.9/ontology.ttl": "# ontology of 0.0.9\n",
    "releases/0.0.9/SHA256SUMS": "0  a\n",
    "work/graph.trig": "# between the stages\n",
    ".hidden": "hidden\n",
}
NAMES = """# fr: Quels sont les noms d'un terme ?
# en: What are the names of a term?
# theme: noms
# $term concept RG
#   fr: le terme
#   en: the term
# ?nom
#   fr: le nom
#   en: the name
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
SELECT ?nom WHERE {
    VALUES $term { <https://w3id.org/relation-client/concept/regle> }
    $term skos:prefLabel|skos:altLabel ?nom .
}
ORDER BY ?nom
"""


class Reply(Struct):
    """What a server answered; names of headers are in lower case."""

    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode("utf-8")


class Site(Struct):
    """A server that runs: its address, its process, the folder of its project."""

    address: str
    process: subprocess.Popen[str]
    project: Path

    @property
    def port(self) -> int:
        port = urlsplit(self.address).port
        assert port is not None
        return port

    def ask(
        self,
        path: str,
        *,
        method: str = "GET",
        body: bytes | None = None,
        headers: Mapping[str, str] = {},
    ) -> Reply:
        """One request, the path sent as it is written."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=_PATIENCE)
        try:
            connection.request(method, path, body, dict(headers))
            answer = connection.getresponse()
            named = {name.lower(): value for name, value in answer.getheaders()}
            return Reply(answer.status, named, answer.read())
        finally:
            connection.close()

    def accept(self, path: str, accept: str) -> Reply:
        """GET with a header Accept."""
        return self.ask(path, headers={"Accept": accept})


def write_project(folder: Path) -> Path:
    """A project that published the small dataset."""
    (folder / "sources").mkdir(parents=True)
    (folder / "sources" / "sources.toml").write_text("", encoding="utf-8")
    questions = folder / "ontology" / "competency"
    questions.mkdir(parents=True)
    shutil.copy(PROJECT / "ontology" / "vocabulary.toml", folder / "ontology")
    (questions / "synonymes.rq").write_text(NAMES, encoding="utf-8")
    (folder / "output").mkdir()
    small_store(MORE).dump(folder / "output" / f"{VOCABULARY.name}.nq")
    for name, text in FILES.items():
        (folder / "output" / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / "output" / name).write_text(text, encoding="utf-8")
    return folder


@contextmanager
def serving(
    project: Path, *options: str, environment: Mapping[str, str] | None = None
) -> Iterator[Site]:
    """A server of a project, ended at the end whatever happens."""
    process = subprocess.Popen(
        [*COMMAND, "--port", "0", *options],
        cwd=project,
        env={**os.environ, **(environment or {})},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
    )
    try:
        assert process.stdout is not None
        assert process.stderr is not None
        ready, _, _ = select.select([process.stdout], [], [], _PATIENCE)
        line = process.stdout.readline() if ready else ""
        assert "http://" in line, line or process.stderr.read()
        yield Site("http://" + line.partition("http://")[2].split()[0], process, project)
    finally:
        if process.poll() is None:
            process.send_signal(signal.SIGTERM)
        try:
            process.communicate(timeout=20)
        except subprocess.TimeoutExpired:
            process.kill()
            process.communicate()


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A server of the small dataset, read-only, its limits low."""
    project = write_project(tmp_path_factory.mktemp("served") / "project")
    with serving(project, "--timeout", "2", "--rows", "20") as running:
        yield running
