"""The vocabulary's IRIs: 303 to a document in the form wanted, and nothing else than IRIs."""

from __future__ import annotations

import json
import socket
from urllib.parse import urlencode

import pyoxigraph as ox
import pytest

from pipeline.ask.serve.resources import PathError, path_of
from pipeline.graphs import GRAPHS, Graphs
from pipeline.publish.rdf.rdfxml import rdfxml
from pipeline.publish.rdf.skosxl import with_labels
from pipeline.vocabulary import SKOSXL

from ..small import VOCABULARY, small_store
from .conftest import FILES, MORE, Site

FORMS = {
    "text/html": "html",
    "text/turtle": "ttl",
    "application/ld+json": "jsonld",
    "application/rdf+xml": "rdf",
    "application/n-triples": "nt",
}
RULER = VOCABULARY.concept("regle")


@pytest.mark.parametrize(("media", "ending"), FORMS.items())
def test_a_concept_leads_to_the_form_that_is_preferred(site: Site, media: str, ending: str) -> None:
    reply = site.accept("/concept/regle", f"{media}, */*;q=0.1")
    assert (reply.status, reply.headers["location"]) == (303, f"/concept/regle.{ending}")
    assert "Accept" in reply.headers["vary"]
    document = site.ask(reply.headers["location"])
    assert (document.status, document.headers["content-type"].split(";")[0]) == (200, media)


def test_the_forms_of_a_concept_say_the_same(site: Site) -> None:
    node = ox.NamedNode(RULER)
    wanted = {str(quad.triple) for quad in small_store(MORE).quads_for_pattern(node, None, None)}
    for media, ending in FORMS.items():
        syntax = ox.RdfFormat.from_media_type(media)
        if syntax is not None:
            content = site.ask(f"/concept/regle.{ending}").body
            assert {str(quad.triple) for quad in ox.parse(content, syntax)} == wanted


@pytest.mark.parametrize(
    "path",
    [
        "/scheme",
        "/ontology",
        "/dataset",
        f"/ontology/{VOCABULARY.version}",
        f"/scheme/{VOCABULARY.version}",
        f"/dataset/{VOCABULARY.version}",
        "/source/a",
        "/source/a/regle",
        "/evidence/quote",
        "/graph/evidence",
    ],
)
def test_every_kind_of_iri_has_its_documents(site: Site, path: str) -> None:
    assert site.accept(path, "text/turtle").headers["location"] == f"{path}.ttl"
    assert list(ox.parse(site.ask(f"{path}.ttl").body, ox.RdfFormat.TURTLE))
    page = site.ask(f"{path}.html")
    assert (page.status, VOCABULARY.base in page.text) == (200, True)


@pytest.mark.parametrize(
    ("iri", "file"),
    [
        ("/scheme/0.0.9", f"/releases/0.0.9/{VOCABULARY.name}.ttl"),
        ("/dataset/0.0.9", f"/releases/0.0.9/{VOCABULARY.name}.ttl"),
        ("/ontology/0.0.9", "/releases/0.0.9/ontology.ttl"),
        ("/owl", f"/{VOCABULARY.name}-owl.ttl"),
        (f"/owl/{VOCABULARY.version}", f"/{VOCABULARY.name}-owl.ttl"),
    ],
)
def test_a_version_leads_to_what_its_release_kept(site: Site, iri: str, file: str) -> None:
    reply = site.accept(iri, "text/turtle")
    assert (reply.status, reply.headers["location"]) == (303, file)
    assert site.ask(file).text == FILES[file.removeprefix("/")]


def test_published_files_have_the_addresses_that_the_dataset_gives(site: Site) -> None:
    media = {
        "csv": "text/csv",
        "html": "text/html",
        "ttl": "text/turtle",
        "nq": "application/n-quads",
    }
    for name in (*FILES, f"{VOCABULARY.name}.nq"):
        reply = site.ask(f"/{name}")
        if name.startswith(("work/", ".")):
            assert reply.status == 404
            continue
        kind = media.get(name.rpartition(".")[2], "text/plain")
        assert (reply.status, reply.headers["content-type"].partition(";")[0]) == (200, kind)
        assert reply.body == (site.project / "output" / name).read_bytes()


def test_a_label_says_its_text_and_whose_it_is(site: Site) -> None:
    labels = [
        triple
        for triple in with_labels(small_graphs(), VOCABULARY)
        if triple.subject == ox.NamedNode(RULER) and triple.predicate.value.startswith(SKOSXL)
    ]
    assert len(labels) > 3
    for triple in labels:
        assert isinstance(triple.object, ox.NamedNode)
        path = "/" + triple.object.value.removeprefix(VOCABULARY.base)
        assert site.accept(path, "text/turtle").headers["location"] == f"{path}.ttl"
        said = {
            str(each.triple) for each in ox.parse(site.ask(f"{path}.ttl").body, ox.RdfFormat.TURTLE)
        }
        assert str(triple) in said
        assert any("literalForm" in each for each in said)
        assert site.ask(f"{path}.html").status == 200


def small_graphs() -> Graphs:
    store = small_store(MORE)
    return {
        name: [
            quad.triple
            for quad in store.quads_for_pattern(
                None, None, None, ox.NamedNode(VOCABULARY.graph(name))
            )
        ]
        for name in GRAPHS
    }


def test_rdf_xml_is_written_as_the_published_file_is(site: Site) -> None:
    quads = small_store(MORE).quads_for_pattern(ox.NamedNode(RULER), None, None)
    triples = list(dict.fromkeys(quad.triple for quad in quads))
    assert site.ask("/concept/regle.rdf").text == rdfxml(triples, VOCABULARY)
    query = urlencode({"query": f"CONSTRUCT WHERE {{ <{RULER}> ?p ?o }}", "format": "rdf"})
    assert site.ask(f"/sparql?{query}").text == rdfxml(triples, VOCABULARY)


def test_what_rdf_xml_cannot_hold_is_406(site: Site) -> None:
    for said in ("<a:s> <http://x.example/1> 1", "_:s <http://x.example/1> 1"):
        query = urlencode({"query": f"CONSTRUCT {{ {said} }} {{}}"})
        reply = site.accept(f"/sparql?{query}", "application/rdf+xml")
        assert (reply.status, "RDF/XML cannot hold" in reply.text) == (406, True)


def test_evidence_comes_with_the_statements_it_is_given_for(site: Site) -> None:
    text = site.ask("/evidence/quote.nt").text
    assert '"mesurer"' in text
    assert f"<http://www.w3.org/2002/07/owl#annotatedSource> <{RULER}>" in text


def test_links_lead_to_each_form_the_licence_and_the_iri(site: Site) -> None:
    for path in ("/concept/regle", "/concept/regle.ttl"):
        link = site.ask(path).headers["link"]
        assert (
            '</concept/regle.jsonld>; rel="alternate describedby"; type="application/ld+json"'
            in link
        )
        assert f'<{VOCABULARY.licence}>; rel="license"' in link
        assert f'<{RULER}>; rel="canonical"' in link


def test_an_unknown_iri_is_404_and_an_unknown_form_406_with_what_there_is(site: Site) -> None:
    assert site.accept("/concept/inconnu", "text/turtle").status == 404
    assert site.ask("/concept/inconnu.ttl").status == 404
    assert site.ask("/concept/regle.pdf").status == 404
    page = site.accept("/concept/inconnu", "text/html")
    assert (page.status, "Rien à cette adresse" in page.text) == (404, True)
    refused = site.accept("/concept/regle", "image/png")
    assert (refused.status, "/concept/regle.ttl text/turtle" in refused.text) == (406, True)
    assert site.ask("/concept/regle", method="DELETE").status == 405


def test_a_document_that_a_client_holds_is_not_sent_again(site: Site) -> None:
    for ending in FORMS.values():
        first = site.ask(f"/concept/regle.{ending}")
        tag = first.headers["etag"]
        for header in (tag, f'W/{tag}, "other"', "*"):
            again = site.ask(f"/concept/regle.{ending}", headers={"If-None-Match": header})
            assert (again.status, again.body, again.headers["etag"]) == (304, b"", tag)
        other = site.ask(f"/concept/regle.{ending}", headers={"If-None-Match": '"other"'})
        assert (other.status, other.body) == (200, first.body)


def test_a_concept_that_is_gone_says_so_and_names_its_successor(site: Site) -> None:
    page = site.ask("/concept/toise.html")
    assert (page.status, "Concept obsolète" in page.text) == (200, True)
    assert '<a href="/concept/regle"' in page.text
    assert f'<{RULER}>; rel="successor-version"' in page.headers["link"]
    alone = site.ask("/concept/aune.html").text
    assert "Rien ne le remplace." in alone


def test_the_page_of_a_concept_says_all_that_is_known_of_it(site: Site) -> None:
    text = site.ask("/concept/regle.html").text
    for said in (
        "règle graduée",
        "ruler",
        "Sert à mesurer.",
        "Sert à tracer, non à mesurer.",
        "Glossaire B",
        "mesure",
        "longueur",
        "mire",
        "RG",
        "À revoir.",
        "C&#39;est un outil.",
    ):
        assert said in text, said
    assert '<a href="/concept/outil"' in text
    assert "contredit la définition retenue" in text
    assert "<script" not in text


@pytest.mark.parametrize(
    "path",
    [
        "/concept/../../../etc/passwd",
        "/../../etc/passwd",
        "/concept/%2e%2e/%2e%2e/etc/passwd",
        "/concept%2F..%2F..%2Fetc%2Fpasswd",
        "/concept/regle%00.ttl",
        "/concept/regle%0a",
        "/concept\\..\\..\\etc",
        "/concept/%5c%5cetc",
        "/concept/%ff%fe",
        "/concept/%zz",
        "/concept//regle",
        "//etc/passwd",
        "/concept/./regle",
        "/" + "a" * 5_000,
        "/static/../application.py",
        "/static/%2e%2e/application.py",
        "/static/..%2fapplication.py",
        "/static/application.py",
        "/concept/regle.py",
        "/etc/passwd",
        "/output/relation-client.nq",
        "/work/graph.trig",
        "/.hidden",
        "/tables",
        "/tables/",
        "/tables/../work/graph.trig",
        "/tables/%2e%2e/work/graph.trig",
        "/releases/0.0.9/../../work/graph.trig",
        "/ontology/0.0.8",
        "/scheme/../../work",
        "/owl/0.0.8",
        "/label/0123456789abcdef",
        "/concept/{7*7}",
        "/concept/<script>",
    ],
)
def test_no_path_leads_to_a_file(site: Site, path: str) -> None:
    """Sent as written: clients would tidy such paths."""
    with socket.create_connection(("127.0.0.1", site.port), timeout=20) as connection:
        request = f"GET {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
        connection.sendall(request.encode("latin-1"))
        answer = b""
        while piece := connection.recv(65_536):
            answer += piece
    status = int(answer.split(b" ", 2)[1])
    assert status in (400, 404), status
    assert b"root:" not in answer
    assert b"import " not in answer


def test_a_path_is_decoded_once_and_only_as_utf8() -> None:
    assert path_of(b"/concept/%C3%A9t%C3%A9") == "concept/été"
    assert path_of(b"/concept/a%252Fb") == "concept/a%2Fb"
    for raw in (b"/%C3", b"/a/%2e%2e/b", b"/" + b"a" * 2_000):
        with pytest.raises(PathError):
            path_of(raw)


def test_json_ld_of_a_concept_reads_well(site: Site) -> None:
    node = json.loads(site.ask("/concept/regle.jsonld").body)["@graph"][0]
    assert node["prefLabel"] == {"fr": "règle graduée", "en": "ruler"}
