"""Updates: only with the flag and the token, seen by every query after, never in output/."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager
from pathlib import Path
from urllib.parse import urlencode

import pytest

from ..small import VOCABULARY
from .conftest import Reply, Site, serving, write_project

TOKEN = "a token of these tests"
GRAPH = VOCABULARY.graph("vocabulary")
INSERT = f'INSERT DATA {{ GRAPH <{GRAPH}> {{ <{VOCABULARY.concept("pige")}> a skos:Concept ; skos:prefLabel "pige"@fr }} }}'


def writable(folder: Path) -> AbstractContextManager[Site]:
    project = write_project(folder / "project")
    options = ("--allow-update", "--timeout", "3", "--store", "kept")
    return serving(project, *options, environment={"GLOSSOGRAPH_TOKEN": TOKEN})


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Site]:
    """A server whose dataset a test may change."""
    with writable(tmp_path) as running:
        yield running


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A server for the tests that leave its dataset as it was."""
    with writable(tmp_path_factory.mktemp("shared")) as running:
        yield running


def update(site: Site, text: str, *, token: str = TOKEN, scheme: str = "Bearer") -> Reply:
    headers = {"Content-Type": "application/sparql-update", "Authorization": f"{scheme} {token}"}
    return site.ask("/update", method="POST", body=text.encode(), headers=headers)


def seen(site: Site) -> bool:
    query = 'ASK { ?c skos:prefLabel "pige"@fr }'
    return bool(json.loads(site.ask(f"/sparql?{urlencode({'query': query})}").body)["boolean"])


def test_an_update_is_seen_by_every_query_page_and_service_after_it(site: Site) -> None:
    published = site.project / "output" / f"{VOCABULARY.name}.nq"
    before = published.read_bytes()
    assert not seen(site)
    assert update(site, INSERT).status == 204
    with ThreadPoolExecutor(8) as threads:
        assert all(threads.map(lambda _: seen(site), range(24)))
    assert "pige" in site.ask("/concept/pige.ttl").text
    assert json.loads(site.ask("/reconcile?query=pige").body)["result"][0]["match"] is True
    assert published.read_bytes() == before
    assert "pige" in (site.project / "kept" / f"{VOCABULARY.name}.nq").read_text(encoding="utf-8")


def test_what_was_kept_is_served_again(site: Site) -> None:
    assert update(site, INSERT).status == 204
    with serving(site.project, "--store", "kept") as other:
        assert seen(other)
        assert update(other, INSERT).status == 403


def test_without_the_token_nothing_is_changed(shared: Site) -> None:
    for reply in (
        update(shared, INSERT, token="another"),
        update(shared, INSERT, token=""),
        update(shared, INSERT, scheme="Basic"),
        update(shared, INSERT, token="é"),
        shared.ask(
            "/update",
            method="POST",
            body=urlencode({"update": INSERT}).encode(),
            headers={"Content-Type": "application/x-www-form-urlencoded"},
        ),
    ):
        assert (reply.status, reply.headers["www-authenticate"]) == (401, "Bearer")
    assert not seen(shared)


@pytest.mark.parametrize(
    ("text", "status", "line"),
    [
        ("INSERT DATA {", 400, "not a SPARQL update"),
        ("LOAD <http://127.0.0.1:1/x>", 400, "LOAD"),
        ("LOAD <file:///etc/passwd>", 400, "LOAD"),
        ("INSERT { ?s ?p 1 } WHERE { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }", 400, "SERVICE"),
        ("CREATE GRAPH <https://w3id.org/relation-client/graph/vocabulary>", 400, "cannot be done"),
        (
            "INSERT { ?a ?e ?i } WHERE { GRAPH ?g { ?a ?b ?c . ?d ?e ?f . ?i ?h ?x . ?j ?k ?l . ?m ?n ?o . ?p ?q ?r } }",
            503,
            "",
        ),
    ],
)
def test_an_update_that_fails_changes_nothing(
    shared: Site, text: str, status: int, line: str
) -> None:
    count = f"/sparql?{urlencode({'query': 'SELECT (COUNT(*) AS ?n) { ?s ?p ?o }'})}"
    before = shared.ask(count).body
    reply = update(shared, text)
    assert (reply.status, line in reply.text) == (status, True), reply.text
    assert shared.ask(count).body == before
    assert update(shared, INSERT).status == 204
    assert update(shared, INSERT.replace("INSERT", "DELETE")).status == 204
    assert shared.ask(count).body == before


def test_updates_need_a_token_in_the_environment(tmp_path: Path) -> None:
    from ..test_commands import run

    project = write_project(tmp_path / "project")
    assert "GLOSSOGRAPH_TOKEN" not in os.environ
    code, out, err = run("serve", "--allow-update", "--port", "0", project=project)
    assert (code, out, err.count("\n")) == (2, "", 1)
    assert "GLOSSOGRAPH_TOKEN is not set" in err
    code, out, err = run("serve", "--store", "output", "--port", "0", project=project)
    assert (code, "may not change the published files" in err) == (2, True)


def test_an_update_that_leaves_nothing_is_served_too(site: Site) -> None:
    assert update(site, "DROP ALL").status == 204
    assert site.ask("/concept/regle").status == 404
    for path in ("/", "/reconcile?query=RG", "/sparql?query=ASK%7B%7D", "/scheme"):
        assert site.ask(path).status in (200, 404), path
    assert update(site, INSERT).status == 204
    assert seen(site)


def test_of_many_updates_at_once_pages_and_queries_show_all(site: Site) -> None:
    def insert(number: int) -> int:
        iri = VOCABULARY.concept(f"n-{number}")
        return update(site, INSERT.replace(VOCABULARY.concept("pige"), iri)).status

    with ThreadPoolExecutor(6) as threads:
        assert set(threads.map(insert, range(12))) == {204}
    assert {site.ask(f"/concept/n-{number}.ttl").status for number in range(12)} == {200}
    query = f'SELECT ?c {{ GRAPH <{GRAPH}> {{ ?c skos:prefLabel "pige"@fr }} }}'
    found = json.loads(site.ask(f"/sparql?{urlencode({'query': query})}").body)
    assert len(found["results"]["bindings"]) == 12


def test_a_token_of_any_letters_is_the_token(tmp_path: Path) -> None:
    project = write_project(tmp_path / "project")
    with serving(project, "--allow-update", environment={"GLOSSOGRAPH_TOKEN": "clé œ\n"}) as site:
        headers = {"Content-Type": "application/sparql-update"}
        for given, status in (("clé œ", 204), ("cle oe", 401)):
            bearer = f"Bearer {given}".encode().decode("latin-1")
            reply = site.ask(
                "/update",
                method="POST",
                body=INSERT.encode(),
                headers={**headers, "Authorization": bearer},
            )
            assert reply.status == status


def test_a_successor_of_any_letters_is_named_in_the_letters_of_a_header(site: Site) -> None:
    old, new = VOCABULARY.concept("toise"), VOCABULARY.concept("œuvre-é")
    text = f"INSERT DATA {{ GRAPH <{GRAPH}> {{ <{old}> dcterms:isReplacedBy <{new}> }} }}"
    assert update(site, text).status == 204
    link = site.ask("/concept/toise").headers["link"]
    assert f'<{VOCABULARY.concept("%C5%93uvre-%C3%A9")}>; rel="successor-version"' in link
