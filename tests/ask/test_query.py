"""A SPARQL query over the published dataset: the union of all graphs, and never the network."""

from __future__ import annotations

import csv
import io
import json
import socket
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import RdfFormat, Store, parse

from pipeline.ask.query import Answer, aligned, answer, ask, open_dataset
from pipeline.errors import StageError
from pipeline.publish.stage import publish

from ..publish.glossary import VOCABULARY, small_glossary, write_build


@pytest.fixture(scope="module")
def output(tmp_path_factory: pytest.TempPathFactory) -> Path:
    project = tmp_path_factory.mktemp("asked")
    output = write_build(project, small_glossary())
    publish(project, output, curation=True)
    return output


@pytest.fixture
def store(output: Path) -> Store:
    return open_dataset(output, VOCABULARY)


UNDER = """SELECT ?name ?class WHERE {
    ?concept skos:broader/skos:prefLabel "approche"@fr ; skos:prefLabel ?name .
    OPTIONAL { ?concept a ?class . ?class a owl:Class }
    FILTER(lang(?name) = "fr")
} ORDER BY ?name"""


def test_select_gives_rows_with_prefixes_known_and_all_graphs_joined(store: Store) -> None:
    found = ask(store, UNDER, VOCABULARY)
    assert found.columns == ["name", "class"]
    assert found.rows == [
        ["gestion de la relation client", ""],
        ["gestion de la relation fournisseur", "rc:Approach"],
    ]


def test_select_as_csv_gives_full_iris(store: Store) -> None:
    text = ask(store, UNDER, VOCABULARY).text("csv")
    assert list(csv.reader(io.StringIO(text))) == [
        ["name", "class"],
        ["gestion de la relation client", ""],
        ["gestion de la relation fournisseur", VOCABULARY.term("Approach")],
    ]


def test_select_as_json_is_the_w3c_result_format(store: Store) -> None:
    query = 'SELECT ?name WHERE { ?c rc:acronym "VRM"@fr ; skos:prefLabel ?name } ORDER BY ?name'
    found = json.loads(ask(store, query, VOCABULARY).text("json"))
    assert found["head"] == {"vars": ["name"]}
    assert [row["name"]["value"] for row in found["results"]["bindings"]] == [
        "Vendor Relationship Management",
        "gestion de la relation fournisseur",
    ]


def test_ask_gives_true_or_false(store: Store) -> None:
    found = ask(store, 'ASK { ?c rc:acronym "VRM"@fr }', VOCABULARY)
    assert found.rows == [["true"]]
    assert found.text("csv") == "true\n"
    assert json.loads(found.text("json"))["boolean"] is True
    assert ask(store, 'ASK { ?c rc:acronym "XYZ"@fr }', VOCABULARY).rows == [["false"]]


def test_construct_gives_turtle(store: Store) -> None:
    found = ask(
        store, "CONSTRUCT { ?a skos:related ?b } WHERE { ?a rc:inverseApproachOf ?b }", VOCABULARY
    )
    assert len(found.rows) == 2
    assert found.rows[0][1] == "skos:related"
    assert len(list(parse(found.text("turtle"), RdfFormat.TURTLE))) == 2


def test_the_printed_table_has_aligned_columns(output: Path) -> None:
    assert answer(output.parent, output, UNDER, form="table") == (
        "name                                class\n"
        "----------------------------------  -----------\n"
        "gestion de la relation client\n"
        "gestion de la relation fournisseur  rc:Approach\n"
    )


def test_the_printed_answer_takes_the_form_that_is_asked_for(output: Path) -> None:
    query = 'SELECT ?c WHERE { ?c rc:acronym "VRM"@fr }'
    iri = VOCABULARY.concept("vendor-relationship-management")
    assert answer(output.parent, output, query, form="csv") == f"c\r\n{iri}\r\n"


def test_a_printed_cell_cannot_steer_the_terminal() -> None:
    found = Answer(["a"], [["\x1b[31mred\n\u202egone"]], {})
    assert aligned(found) == "a\n--------------\n [31mred  gone\n"


def test_a_table_too_wide_for_the_terminal_goes_on_below() -> None:
    found = Answer(["nom", "texte"], [["un nom", "Est-ce que cela tient ?"], ["a", "b"]], {})
    assert aligned(found, 40).splitlines()[2] == "un nom  Est-ce que cela tient ?"
    assert aligned(found, 24) == (
        "nom     texte\n------  ----------------\n"
        "un nom  Est-ce que cela\n        tient\u00a0?\n\na       b\n"
    )


@given(
    st.lists(st.lists(st.text("ab ?", max_size=60), min_size=3, max_size=3), min_size=1),
    st.integers(1, 200),
)
def test_a_table_keeps_every_word_and_the_width_where_words_allow(
    rows: list[list[str]], width: int
) -> None:
    lines = aligned(Answer(["a", "b", "c"], rows, {}), width).splitlines()
    kept = [sign for line in lines[2:] for sign in line if sign in "ab?"]
    assert sorted(kept) == sorted(
        sign for row in rows for cell in row for sign in cell if sign != " "
    )
    assert max(map(len, lines)) <= max(width, 3 * 22 + 2 * 2)


def test_graph_names_are_there_where_provenance_is_asked(store: Store) -> None:
    query = "SELECT DISTINCT ?g WHERE { GRAPH ?g { ?c a skos:Concept } } ORDER BY ?g"
    rows = ask(store, query, VOCABULARY).rows
    assert rows == [[VOCABULARY.graph("sources")], [VOCABULARY.graph("vocabulary")]]


@pytest.mark.parametrize(
    ("query", "format_", "fitting"),
    [
        ("SELECT * { ?s ?p ?o }", "turtle", "use table or csv or json"),
        ("DESCRIBE rc:Approach", "csv", "use table or turtle"),
    ],
)
def test_a_format_that_does_not_fit_names_those_that_do(
    store: Store, query: str, format_: str, fitting: str
) -> None:
    with pytest.raises(StageError, match=f"has no {format_} form; {fitting}"):
        ask(store, query, VOCABULARY).text(format_)


@pytest.mark.parametrize(
    "query",
    ["SELECT ?s WHERE { ?s", "SELECT ?s WHERE { ?s nope:p ?o }", "DELETE WHERE { ?s ?p ?o }", ""],
)
def test_what_is_not_a_query_is_one_clear_line(store: Store, query: str) -> None:
    with pytest.raises(StageError) as caught:
        ask(store, query, VOCABULARY)
    assert str(caught.value).startswith("not a SPARQL query: error at ")
    assert "\n" not in str(caught.value)
    assert len(str(caught.value)) < 120


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * { SERVICE <URL> { ?s ?p ?o } }",
        "SELECT * { service silent <URL> { ?s ?p ?o } }",
        "SELECT * { SERVICE<URL>{ ?s ?p ?o } }",
        "SELECT * { \\u0053ERVICE <URL> { ?s ?p ?o } }",
        'SELECT * { ?s ?p "\'" . SERVICE <URL> { ?s ?p ?o } }',
        "SELECT * { ?s ?p ?o # '\n SERVICE <URL> { ?s ?p ?o } }",
        "SELECT * { VALUES ?u { <URL> } SERVICE ?u { ?s ?p ?o } }",
        "SELECT * { ?s ?p ?o .SERVICE <URL> { ?s ?p ?o } }",
        "SELECT * { ?s ?p 1SERVICE <URL> { ?s ?p ?o } }",
        "SELECT * { SERVICESILENT<URL>{ ?s ?p ?o } }",
    ],
)
def test_no_query_reaches_another_server(store: Store, query: str) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.2)
        url = f"http://127.0.0.1:{server.getsockname()[1]}/"
        with pytest.raises(StageError, match="SERVICE calls another server"):
            ask(store, query.replace("URL", url), VOCABULARY)
        with pytest.raises(TimeoutError):
            server.accept()


@pytest.mark.parametrize(
    "query",
    [
        "PREFIX : <URL> SELECT * { SERVICE:x { ?s ?p ?o } }",
        "SELECT * { FILTER(1<2)SERVICE#>\n<URL> { ?s ?p ?o } }",
        'SELECT * { FILTER(1<2#>"""\n)SERVICE <URL> { ?s ?p ?o }#"""\n}',
        "PREFIX : <URL> CONSTRUCT WHERE { ?s ?p ?o . SERVICE:x { ?s ?p ?o } }",
        "PREFIX : <URL> ASK { SERVICE:x { ?s ?p ?o } }",
    ],
)
def test_a_call_that_is_hidden_reaches_no_server(store: Store, query: str) -> None:
    """Oxigraph reads these otherwise than a pattern can: the process has no way out."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.2)
        url = f"http://127.0.0.1:{server.getsockname()[1]}/"
        with pytest.raises(StageError, match=r"call another server|not a SPARQL query"):
            ask(store, query.replace("URL", url), VOCABULARY)
        with pytest.raises(TimeoutError):
            server.accept()
    Path(__file__).open("rb").close()


@pytest.mark.parametrize(
    "query",
    [
        'SELECT ?service { ?service skos:prefLabel "SERVICE"@fr }',
        "SELECT ?s { ?s <http://example.org/SERVICE> ?o }",
        "SELECT ?s { ?s rc:service ?o } # SERVICE",
        "PREFIX service: <http://example.org/> SELECT ?s { ?s service:load <http://example.org/a>.}",
        'SELECT ?s { ?s skos:prefLabel "a"@fr-service ; rc:a.load ?$reload }',
        "SELECT ?s { ?s ?p '''SERVICE \\''' {''' }",
    ],
)
def test_the_word_service_elsewhere_is_no_call(store: Store, query: str) -> None:
    assert ask(store, query, VOCABULARY).rows == []


def test_a_query_that_would_exhaust_the_parser_is_refused(store: Store) -> None:
    deep = "SELECT * {" + "FILTER(NOT EXISTS {" * 500 + "})" * 500 + "}"
    with pytest.raises(StageError, match="nested more than 100 deep"):
        ask(store, deep, VOCABULARY)
    with pytest.raises(StageError, match="more than 20000 characters"):
        ask(store, "SELECT * {" + "OPTIONAL { ?s ?p ?o } " * 4000 + "}", VOCABULARY)


def test_where_nothing_was_published_it_says_what_to_run(tmp_path: Path) -> None:
    with pytest.raises(StageError, match="nothing was published here yet; run `make` first"):
        open_dataset(tmp_path, VOCABULARY)


def test_a_damaged_dataset_is_an_error_with_a_remedy(tmp_path: Path) -> None:
    (tmp_path / "relation-client.nq").write_text("<a> <b>", encoding="utf-8")
    with pytest.raises(StageError, match=r"not a published dataset .*; run `make publish`"):
        open_dataset(tmp_path, VOCABULARY)
