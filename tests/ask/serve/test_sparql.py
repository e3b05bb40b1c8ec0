"""SPARQL 1.1 Protocol: how queries come, in which forms answers go, what is refused and how."""

from __future__ import annotations

import csv
import io
import json
from urllib.parse import urlencode
from xml.etree import ElementTree

import pyoxigraph as ox
import pytest
from rdflib import Graph

from ..small import VOCABULARY
from .conftest import Site

NAMES = 'SELECT ?fr { <{c}> skos:prefLabel ?fr FILTER(lang(?fr) = "fr") }'.replace(
    "{c}", "https://w3id.org/relation-client/concept/regle"
)
STATEMENTS = "CONSTRUCT { ?s ?p ?o } { GRAPH ?g { ?s ?p ?o FILTER(isIRI(?o)) } }"
FORM = {"Content-Type": "application/x-www-form-urlencoded"}
QUERY = {"Content-Type": "application/sparql-query"}


def address(query: str, **more: str) -> str:
    return f"/sparql?{urlencode({'query': query, **more})}"


def values(body: bytes) -> list[str]:
    rows = json.loads(body)["results"]["bindings"]
    return [cell["value"] for row in rows for cell in row.values()]


def test_a_query_comes_by_address_by_form_or_as_the_body(site: Site) -> None:
    by_address = site.ask(address(NAMES))
    form = urlencode({"query": NAMES}).encode()
    by_form = site.ask("/sparql", method="POST", body=form, headers=FORM)
    as_body = site.ask("/sparql", method="POST", body=NAMES.encode(), headers=QUERY)
    assert values(by_address.body) == ["règle graduée"]
    assert by_address.body == by_form.body == as_body.body
    assert by_address.headers["content-type"] == "application/sparql-results+json"
    assert by_address.headers["vary"].startswith("Accept")


@pytest.mark.parametrize(
    "accept",
    [
        "application/sparql-results+json",
        "application/json",
        "application/sparql-results+xml",
        "text/csv",
        "text/tab-separated-values",
    ],
)
def test_a_table_has_every_form(site: Site, accept: str) -> None:
    reply = site.accept(address(NAMES), accept)
    assert reply.status == 200
    if accept == "text/csv":
        assert list(csv.reader(io.StringIO(reply.text))) == [["fr"], ["règle graduée"]]
    elif accept == "text/tab-separated-values":
        assert reply.text == '?fr\n"règle graduée"@fr\n'
    elif "json" in accept:
        assert values(reply.body) == ["règle graduée"]
    else:
        assert "règle graduée" in [e.text for e in ElementTree.fromstring(reply.body).iter()]


@pytest.mark.parametrize(
    "accept",
    ["text/turtle", "application/ld+json", "application/rdf+xml", "application/n-triples"],
)
def test_a_graph_has_every_form_and_each_is_the_same_graph(site: Site, accept: str) -> None:
    query = "CONSTRUCT WHERE { <https://w3id.org/relation-client/concept/regle> ?p ?o }"
    reply = site.accept(address(query), accept)
    assert reply.headers["content-type"].split(";")[0] == accept
    plain = site.accept(address(query), "application/n-triples").body
    wanted = {
        tuple(map(str, (q.subject, q.predicate, q.object)))
        for q in ox.parse(plain, ox.RdfFormat.N_TRIPLES)
    }
    syntax = ox.RdfFormat.from_media_type(accept)
    assert syntax is not None
    assert {
        tuple(map(str, (q.subject, q.predicate, q.object))) for q in ox.parse(reply.body, syntax)
    } == wanted
    assert wanted


def test_yes_or_no_has_its_forms(site: Site) -> None:
    assert json.loads(site.ask(address("ASK {}")).body) == {"head": {}, "boolean": True}
    assert site.accept(address("ASK { ?s ?s ?s }"), "text/csv").text.strip() == "false"


def test_the_parameter_format_wins_over_accept(site: Site) -> None:
    reply = site.accept(address(NAMES, format="csv"), "application/json")
    assert reply.headers["content-type"].startswith("text/csv")
    assert site.ask(address(NAMES, format="pdf")).status == 406


def test_the_graphs_of_the_protocol_are_asked_alone(site: Site) -> None:
    base = "https://w3id.org/relation-client/graph/"
    count = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"
    every = int(values(site.ask(address(count)).body)[0])
    sources = int(
        values(site.ask(address(count, **{"default-graph-uri": f"{base}sources"})).body)[0]
    )
    named = "SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } }"
    only = site.ask(address(named, **{"named-graph-uri": f"{base}evidence"}))
    assert 0 < sources < every
    assert values(only.body) == [f"{base}evidence"]
    assert values(
        site.ask(address(count, **{"default-graph-uri": "http://a.example/none"})).body
    ) == ["0"]


def test_more_rows_than_the_limit_are_cut_and_the_client_is_told(site: Site) -> None:
    cut = site.ask(address("SELECT * { ?s ?p ?o }"))
    answer = json.loads(cut.body)
    assert (len(answer["results"]["bindings"]), answer["cut"]) == (20, {"rows": 20})
    assert cut.headers["x-sparql-maxrows"] == "20"
    graph = site.accept(address(STATEMENTS), "application/n-triples")
    assert (graph.headers["x-sparql-maxrows"], len(graph.text.splitlines())) == ("20", 20)
    whole = site.ask(address("SELECT * { ?s ?p ?o } LIMIT 20"))
    assert "cut" not in json.loads(whole.body)
    assert "x-sparql-maxrows" not in whole.headers


@pytest.mark.parametrize(
    ("path", "method", "body", "headers", "status", "line"),
    [
        (address("SELECT ?"), "GET", b"", {}, 400, "not a SPARQL query"),
        ("/sparql?query=ASK{}&query=ASK{}", "GET", b"", {}, 400, "once"),
        ("/sparql?default-graph-uri=urn:a", "GET", b"", {}, 400, "`query` once"),
        (address("ASK {}", **{"default-graph-uri": "no iri"}), "GET", b"", {}, 400, "no IRI"),
        ("/sparql?query=%ff", "GET", b"", {}, 400, "UTF-8"),
        ("/sparql", "POST", b"\xff", QUERY, 400, "UTF-8"),
        ("/sparql", "POST", b"", FORM, 400, "once"),
        (
            "/sparql",
            "POST",
            b"ASK {}",
            {"Content-Type": "text/plain"},
            415,
            "application/sparql-query",
        ),
        ("/sparql", "PUT", b"", {}, 405, "Method Not Allowed"),
        (address("ASK {}"), "GET", b"", {"Accept": "image/png"}, 406, "text/csv"),
        (address("ASK {}"), "GET", b"", {"Accept": "text/turtle"}, 406, "table"),
        (address(STATEMENTS), "GET", b"", {"Accept": "text/csv"}, 406, "graph"),
        (
            address("SELECT * { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }"),
            "GET",
            b"",
            {},
            400,
            "SERVICE",
        ),
        (address("LOAD <http://127.0.0.1:1/>"), "GET", b"", {}, 400, "LOAD"),
        (address("SELECT * { %s }" % ("{" * 200)), "GET", b"", {}, 400, "nested"),
        (address("SELECT * { } #" + "x" * 21_000), "GET", b"", {}, 400, "characters"),
        ("/update", "POST", b"update=CLEAR+ALL", FORM, 403, "read-only"),
    ],
)
def test_what_cannot_be_answered_says_why_in_one_line(
    site: Site, path: str, method: str, body: bytes, headers: dict[str, str], status: int, line: str
) -> None:
    reply = site.ask(path, method=method, body=body or None, headers=headers)
    assert (reply.status, reply.text.count("\n") <= 1) == (status, True)
    assert line in reply.text
    assert "Traceback" not in reply.text


def test_a_query_names_other_graphs_without_fetching_them(site: Site) -> None:
    query = "SELECT * FROM <http://127.0.0.1:1/a> FROM NAMED <file:///etc/passwd> { ?s ?p ?o }"
    assert values(site.ask(address(query)).body) == []


def test_without_a_query_the_endpoint_describes_itself_and_a_browser_gets_the_page(
    site: Site,
) -> None:
    reply = site.accept("/sparql", "text/turtle")
    description = Graph().parse(data=reply.body, format="turtle")
    sd = "http://www.w3.org/ns/sparql-service-description#"
    names = {str(name) for _, p, name in description if str(p) == f"{sd}name"}
    assert f"{VOCABULARY.base}graph/sources" in names
    assert not any("Update" in str(o) for o in description.objects())
    page = site.accept("/sparql", "text/html,*/*;q=0.5")
    assert (page.status, page.headers["location"]) == (303, "/")


def test_head_and_options_are_answered_and_pages_of_others_may_ask(site: Site) -> None:
    head = site.ask(address(NAMES), method="HEAD")
    assert (head.status, head.body) == (200, b"")
    options = site.ask("/sparql", method="OPTIONS")
    assert (options.status, options.headers["allow"]) == (204, "GET, HEAD, POST, OPTIONS")
    other = site.ask(address(NAMES), headers={"Origin": "https://a.example"})
    assert other.headers["access-control-allow-origin"] == "*"
    preflight = site.ask(
        "/sparql",
        method="OPTIONS",
        headers={
            "Origin": "https://a.example",
            "Access-Control-Request-Method": "POST",
            "Access-Control-Request-Headers": "content-type",
        },
    )
    assert (preflight.status, "POST" in preflight.headers["access-control-allow-methods"]) == (
        200,
        True,
    )


def test_a_page_of_results_shows_text_as_text(site: Site) -> None:
    query = """SELECT ("<script>alert(1)</script>" AS ?x) (<javascript:alert(1)> AS ?y) {}"""
    page = site.accept(address(query), "text/html")
    assert "&lt;script&gt;alert(1)" in page.text
    assert "<script>alert" not in page.text
    assert 'href="javascript' not in page.text
    assert "default-src 'none'" in page.headers["content-security-policy"]


def test_blank_nodes_of_an_answer_are_rdf(site: Site) -> None:
    reply = site.accept(address("CONSTRUCT WHERE { ?s a ?o }"), "text/turtle")
    assert list(ox.parse(reply.body, ox.RdfFormat.TURTLE))
