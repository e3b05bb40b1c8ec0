"""The redirects of w3id.org: by a reader of the few directives they use, and by Apache itself."""

from __future__ import annotations

import http.client
import re
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pyoxigraph as ox
import pytest
from msgspec.structs import replace
from pyoxigraph import NamedNode, RdfFormat, parse

from pipeline.publish.w3id.redirects import w3id_files
from pipeline.vocabulary import Vocabulary, load_vocabulary

from ..conftest import PROJECT

HOST = "https://host.example/data/"
VOCABULARY = replace(load_vocabulary(PROJECT / "ontology" / "vocabulary.toml"), host=HOST)
BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
NAME = VOCABULARY.name
CASES = [
    ("concept/abandon", "text/turtle", f"{NAME}.ttl"),
    ("concept/abandon", "application/x-turtle;q=0.4", f"{NAME}.ttl"),
    ("concept/abandon", "TEXT/TURTLE", f"{NAME}.ttl"),
    ("concept/abandon", "application/ld+json, text/html;q=0.1", f"{NAME}.jsonld"),
    ("concept/abandon", "application/rdf+xml", f"{NAME}.rdf"),
    ("concept/abandon", "application/n-triples", f"{NAME}.nt"),
    ("concept/abandon", "text/html, text/turtle;q=0", "index.html#abandon"),
    ("concept/abandon", "text/turtle ; q=0.000,text/html", "index.html#abandon"),
    ("concept/abandon", "text/turtle;q=0.01", f"{NAME}.ttl"),
    ("concept/abandon", "text/turtles", "index.html#abandon"),
    ("concept/abandon", BROWSER, "index.html#abandon"),
    ("concept/abandon", "*/*", "index.html#abandon"),
    ("concept/abandon", "", "index.html#abandon"),
    ("scheme", "text/turtle", f"{NAME}.ttl"),
    ("scheme", BROWSER, "index.html"),
    ("", BROWSER, "index.html"),
    ("ontology", "text/turtle", "ontology.ttl"),
    ("ontology/0.1.0", BROWSER, "releases/0.1.0/ontology.ttl"),
    ("ontology/1.0.0-rc.1+b", "text/turtle", "releases/1.0.0-rc.1+b/ontology.ttl"),
    ("scheme/0.1.0", "text/turtle", f"releases/0.1.0/{NAME}.ttl"),
    ("dataset/10.0.1", BROWSER, f"releases/10.0.1/{NAME}.ttl"),
    ("owl", "text/turtle", f"{NAME}-owl.ttl"),
    (f"owl/{VOCABULARY.version}", "*/*", f"{NAME}-owl.ttl"),
    ("owl/99.0.0", "*/*", None),
    ("label/6cf489be2ea50442", "text/turtle", f"{NAME}-xl.ttl"),
    ("label/", "text/turtle", None),
    ("source/a-b", "text/turtle", "sources.ttl"),
    ("source/a-b/c-2", BROWSER, "sources.ttl"),
    ("evidence/0a1b2c", "text/turtle", "evidence.ttl"),
    ("dataset", "*/*", "dataset.ttl"),
    ("dataset/concepts", "*/*", "dataset.ttl"),
    ("dataset/file/tables/annif.csv", "*/*", "dataset.ttl"),
    ("graph/vocabulary", "*/*", f"{NAME}.nq"),
    ("graph/vocabulary/class/rc/Tool", "*/*", "dataset.ttl"),
    (f"{NAME}.nq", "*/*", f"{NAME}.nq"),
    (f"{NAME}-owl.ttl", BROWSER, f"{NAME}-owl.ttl"),
    ("mappings.sssom.tsv", BROWSER, "mappings.sssom.tsv"),
    ("tables/sharepoint/acteur.csv", "text/csv", "tables/sharepoint/acteur.csv"),
    ("releases/0.1.0/CHANGELOG.md", BROWSER, "releases/0.1.0/CHANGELOG.md"),
    (".htaccess", BROWSER, None),
    ("tables/.hidden", BROWSER, None),
    ("work/graph.trig", BROWSER, None),
    ("concept/abandon/more", "text/turtle", None),
    ("concept/", "text/turtle", None),
    ("concept/a.b", "text/turtle", None),
    ("elsewhere", BROWSER, None),
]


def htaccess(vocabulary: Vocabulary = VOCABULARY) -> str:
    return w3id_files(vocabulary)["w3id/.htaccess"].decode("utf-8")


def read(text: str, path: str, accept: str) -> str | None:
    """Where the rules lead; conditions hold for the rule that follows them."""
    holds = True
    for line in text.splitlines():
        if condition := re.fullmatch(r'RewriteCond %\{HTTP_ACCEPT\} "(.*)" \[NC\]', line):
            holds = holds and re.search(condition[1], accept, re.IGNORECASE) is not None
        elif rule := re.fullmatch(r"RewriteRule (\S+) (\S+) \[R=303,NE,L\]", line):
            found = re.search(rule[1], path)
            if holds and found:
                return re.sub(
                    r"(?<!\\)\$(\d)", lambda group, found=found: found[int(group[1])], rule[2]
                )
            holds = True
        else:
            assert not line.startswith("Rewrite") or line == "RewriteEngine on"
    return None


@pytest.mark.parametrize(("path", "accept", "file"), CASES)
def test_an_iri_leads_to_the_file_that_describes_it(
    path: str, accept: str, file: str | None
) -> None:
    assert read(htaccess(), path, accept) == (file and HOST + file)


def test_every_iri_that_the_published_graphs_mint_leads_somewhere() -> None:
    text, base = htaccess(), VOCABULARY.base
    minted = set()
    for path in (PROJECT / "output").glob("*.ttl"):
        for quad in parse(path=str(path), format=RdfFormat.TURTLE):
            minted |= {t.value for t in quad.triple if isinstance(t, NamedNode)}
    ours = {iri.removeprefix(base).partition("#")[0] for iri in minted if iri.startswith(base)}
    assert len(ours) > 100
    assert [path for path in sorted(ours) if read(text, path, "text/turtle") is None] == []


def test_without_a_host_the_files_say_so() -> None:
    text = htaccess(replace(VOCABULARY, host=""))
    assert "NO HOST IS SET" in text
    assert "https://example.org/" in text
    assert "NO HOST IS SET" not in htaccess()
    assert "example.org" not in htaccess()


def test_the_files_follow_the_base(tmp_path: Path) -> None:
    moved = replace(VOCABULARY, base="https://w3id.org/org/other/", version="2.0+b")
    readme = w3id_files(moved)["w3id/README.md"].decode("utf-8")
    assert "`org/other/`" in readme
    assert "@" not in readme.replace("@@", "")
    assert read(htaccess(moved), "owl/2.0+b", "") == f"{HOST}{NAME}-owl.ttl"
    assert read(htaccess(moved), "owl/2x0+b", "") is None


def test_every_iri_that_is_published_leads_to_a_published_file() -> None:
    output = PROJECT / "output"
    described = (output / "dataset.ttl").read_text(encoding="utf-8")
    base = re.escape(VOCABULARY.base)
    for file in [f"{NAME}.nq", f"{NAME}-xl.ttl", f"{NAME}-owl.ttl"]:
        format_ = ox.RdfFormat.from_extension(file.rpartition(".")[2])
        assert format_ is not None
        terms = {
            term.value
            for quad in ox.parse(path=output / file, format=format_)
            for term in (quad.subject, quad.predicate, quad.object, quad.graph_name)
            if isinstance(term, ox.NamedNode)
        }
        paths = {re.sub(rf"{base}([^#]*).*", r"\1", t) for t in terms if re.match(base, t)}
        assert len(paths) > 100
        for path in paths:
            target = read(htaccess(), path, "text/turtle")
            assert target is not None, path
            name = target.removeprefix(HOST).partition("#")[0]
            if not name.startswith("releases/"):
                assert (output / name).is_file() or f"/{name}>" in described, (path, name)


def test_nothing_that_people_write_becomes_a_directive() -> None:
    title = {"fr": "Un\nRedirect 301 / https://elsewhere.example/"}
    odd = replace(VOCABULARY, title=title, host="https://host.example/~a%20b$1/")
    text = htaccess(odd)
    assert not [line for line in text.splitlines() if line.startswith("Redirect ")]
    assert "https://host.example/~a\\%20b\\$1/ontology.ttl" in text


@pytest.fixture(scope="module")
def apache() -> Iterator[Callable[[str, str], str | None]]:
    """Apache of Debian on this machine, with the rules where w3id.org would have them."""
    program = shutil.which("apache2") or "/usr/sbin/apache2"
    modules = Path("/usr/lib/apache2/modules")
    if not Path(program).exists():
        pytest.skip("Apache is not installed (Debian: apache2)")
    # Not below pytest's folder, which the user that Apache becomes may not read.
    root = Path(tempfile.mkdtemp(prefix="glossograph-apache-"))
    folder = root / "www" / NAME
    folder.mkdir(parents=True)
    (folder / ".htaccess").write_text(htaccess(), encoding="utf-8")
    for each in (root, root / "www", folder):
        each.chmod(0o755)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    loaded = ("mpm_event", "authz_core", "rewrite", "headers", "dir")
    lines = [f"LoadModule {m}_module {modules}/mod_{m}.so" for m in loaded]
    (root / "apache.conf").write_text(
        "\n".join(lines)
        + f'\nServerName localhost\nListen 127.0.0.1:{port}\nPidFile "{root}/pid"\n'
        + f'ErrorLog "{root}/errors"\nDocumentRoot "{root}/www"\n'
        + f'<Directory "{root}/www">\nAllowOverride All\nOptions FollowSymLinks\nRequire all granted\n</Directory>\n'
        + "User www-data\nGroup www-data\n",
        encoding="utf-8",
    )
    process = subprocess.Popen([program, "-X", "-f", str(root / "apache.conf")])

    def ask(path: str, accept: str) -> str | None:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
        connection.request("GET", f"/{NAME}/{path}", headers={"Accept": accept} if accept else {})
        answer = connection.getresponse()
        answer.read()
        connection.close()
        if answer.status != 303:
            return None
        assert answer.getheader("Access-Control-Allow-Origin") == "*"
        assert "Accept" in (answer.getheader("Vary") or "")
        return answer.getheader("Location")

    try:
        for _ in range(200):
            try:
                socket.create_connection(("127.0.0.1", port)).close()
                break
            except ConnectionRefusedError:
                time.sleep(0.05)
        yield ask
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(20)
        shutil.rmtree(root)


@pytest.mark.slow
def test_apache_reads_the_rules_as_they_are_meant(
    apache: Callable[[str, str], str | None],
) -> None:
    for path, accept, file in CASES:
        assert apache(path, accept) == (file and HOST + file), (path, accept)
