"""dataset.ttl: each count is what SPARQL counts in the files, each size that of the file."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

import msgspec
import pytest
import rdflib
from pyoxigraph import RdfFormat, Store, parse, serialize

from pipeline.extract.catalogue import load_catalogue
from pipeline.map.dataset_graph import dataset_graph
from pipeline.map.rdf import Graph
from pipeline.publish.rdf.distributions import dataset_document
from pipeline.publish.stage import publish
from pipeline.vocabulary import Vocabulary

from .glossary import PROJECT, VOCABULARY

PARTS = ("vocabulary", "ontology", "sources", "evidence")
PREFIXES = "".join(f"PREFIX {name}: <{iri}>\n" for name, iri in VOCABULARY.prefixes.items())
WHOLE = VOCABULARY.dataset
Row = tuple[str, ...]


def graphs_of_the_project(vocabulary: Vocabulary = VOCABULARY) -> dict[str, Graph]:
    """The published graphs but that of the dataset."""
    graphs = {name: Graph(vocabulary, name) for name in PARTS}
    names = {vocabulary.graph(name): graph for name, graph in graphs.items()}
    path = PROJECT / "output" / f"{vocabulary.name}.nq"
    for quad in parse(path=str(path), format=RdfFormat.N_QUADS):
        graph = names.get(str(quad.graph_name)[1:-1])
        if graph is not None:
            graph.quads.add(quad)
    return graphs


@pytest.fixture(scope="module")
def described() -> Graph:
    return dataset_graph(VOCABULARY, load_catalogue(PROJECT), graphs_of_the_project())


@pytest.fixture(scope="module")
def store(described: Graph) -> Store:
    """What the N-Quads hold: all graphs and their description."""
    store = Store()
    for graph in [*graphs_of_the_project().values(), described]:
        store.extend(graph.quads)
    return store


def rows(store: Store, query: str) -> list[Row]:
    found = store.query(PREFIXES + query, use_default_graph_as_union=True)
    return sorted(tuple(getattr(term, "value", "") for term in row) for row in found)  # type: ignore[union-attr]


def number(store: Store, query: str) -> str:
    [(value,)] = rows(store, query)
    return value


def parts() -> list[tuple[str, str]]:
    """Each dataset that is described as a whole or a graph, with the pattern of its statements."""
    graphs = [(VOCABULARY.graph(name), f"GRAPH <{VOCABULARY.graph(name)}>") for name in PARTS]
    return [(WHOLE, ""), *graphs]


@pytest.mark.parametrize(("node", "where"), parts())
@pytest.mark.parametrize(
    ("said", "counted"),
    [
        ("void:triples", "COUNT(*)"),
        ("void:distinctSubjects", "COUNT(DISTINCT ?s)"),
        ("void:distinctObjects", "COUNT(DISTINCT ?o)"),
        ("void:properties", "COUNT(DISTINCT ?p)"),
    ],
)
def test_the_counts_are_those_that_sparql_gives(
    store: Store, node: str, where: str, said: str, counted: str
) -> None:
    stated = number(store, f"SELECT ?n {{ <{node}> {said} ?n }}")
    assert stated == number(store, f"SELECT ({counted} AS ?n) {{ {where} {{ ?s ?p ?o }} }}")
    assert int(stated) > 5


def test_rdflib_counts_the_same_objects(described: Graph) -> None:
    """It compares terms, where Oxigraph compares the values of numbers."""
    graphs = [*graphs_of_the_project().values(), described]
    triples = [quad.triple for graph in graphs for quad in graph.quads]
    read = rdflib.Graph().parse(
        data=serialize(triples, format=RdfFormat.N_TRIPLES) or b"", format="nt"
    )
    node, said = rdflib.URIRef(WHOLE), rdflib.URIRef(VOCABULARY.expand("void:distinctObjects"))
    assert len(set(read.objects())) == int(str(read.value(node, said)))


@pytest.mark.parametrize(
    ("node", "where"), [(WHOLE, ""), (VOCABULARY.graph("vocabulary"), parts()[1][1])]
)
def test_the_partitions_are_all_classes_and_properties_with_their_true_counts(
    store: Store, node: str, where: str
) -> None:
    classes = rows(
        store,
        f"SELECT ?c ?n {{ <{node}> void:classPartition [ void:class ?c ; void:entities ?n ] }}",
    )
    assert classes == rows(
        store,
        "SELECT ?c (COUNT(DISTINCT ?s) AS ?n)"
        f" {{ {where} {{ ?s a ?c FILTER(isIRI(?c)) }} }} GROUP BY ?c",
    )
    properties = rows(
        store,
        f"SELECT ?p ?n {{ <{node}> void:propertyPartition"
        " [ void:property ?p ; void:triples ?n ] }",
    )
    assert properties == rows(
        store, f"SELECT ?p (COUNT(*) AS ?n) {{ {where} {{ ?s ?p ?o }} }} GROUP BY ?p"
    )
    assert number(store, f"SELECT ?n {{ <{node}> void:classes ?n }}") == str(len(classes))
    assert len(classes) > 5
    assert len(properties) > 10


def test_the_linksets_are_all_matches_between_a_glossary_and_the_vocabulary(store: Store) -> None:
    linksets = rows(
        store,
        """SELECT ?glossary ?predicate ?n {
            ?links a void:Linkset ; void:subjectsTarget [ dcterms:source ?glossary ] ;
                void:objectsTarget ?target ; void:linkPredicate ?predicate ; void:triples ?n
        }""",
    )
    assert linksets == rows(
        store,
        f"""SELECT ?glossary ?p (COUNT(*) AS ?n) {{
            VALUES ?p {{ skos:exactMatch skos:closeMatch }}
            ?entry skos:inScheme ?glossary ; ?p ?concept .
            ?concept skos:inScheme <{VOCABULARY.scheme}>
        }} GROUP BY ?glossary ?p""",
    )
    assert len({glossary for glossary, _, _ in linksets}) == len(load_catalogue(PROJECT))


def test_every_number_of_a_glossary_is_of_what_is_said_of_it_and_its_entries(store: Store) -> None:
    for source in load_catalogue(PROJECT):
        scheme = VOCABULARY.source(source.id)
        part = f"{WHOLE}/source/{source.id}"
        stated = number(store, f"SELECT ?n {{ <{part}> void:triples ?n }}")
        counted = number(
            store,
            f"""SELECT (COUNT(*) AS ?n) {{ GRAPH <{VOCABULARY.graph("sources")}> {{
                ?s ?p ?o FILTER(?s = <{scheme}> || STRSTARTS(STR(?s), "{scheme}/")) }} }}""",
        )
        assert stated == counted


def test_the_catalogue_entry_has_what_dcat_asks_for(store: Store) -> None:
    found = rows(
        store,
        f"""SELECT ?name ?version ?licence {{
            <{WHOLE}> a dcat:Dataset, void:Dataset ; dcterms:publisher [ a foaf:Agent ;
                foaf:name ?name ] ; dcat:version ?version ; dcterms:license ?licence }}""",
    )
    assert found == [(VOCABULARY.publisher, VOCABULARY.version, VOCABULARY.licence)]
    languages = rows(store, f"SELECT ?l {{ <{WHOLE}> dcterms:language ?l }}")
    assert languages == [
        ("http://id.loc.gov/vocabulary/iso639-1/en",),
        ("http://id.loc.gov/vocabulary/iso639-1/fr",),
    ]
    citations = rows(store, f"SELECT ?c {{ <{WHOLE}> dcterms:bibliographicCitation ?c }}")
    assert [citation.endswith(f" {WHOLE}") for (citation,) in citations] == [True, True]


def test_a_prior_version_and_a_contact_are_said_where_they_are_known() -> None:
    for contact, predicate in (
        ("mailto:a@example.org", "hasEmail"),
        ("https://a.example", "hasURL"),
    ):
        vocabulary = msgspec.structs.replace(VOCABULARY, prior_version="0.0.9", contact=contact)
        graphs = {name: Graph(vocabulary, name) for name in PARTS}
        said = {
            (quad.subject.value, quad.predicate.value, quad.object.value)  # type: ignore[union-attr]
            for quad in dataset_graph(vocabulary, [], graphs).quads
        }
        assert (f"{WHOLE}/contact", vocabulary.expand(f"vcard:{predicate}"), contact) in said
        previous = vocabulary.expand("dcat:previousVersion")
        assert (WHOLE, previous, f"{WHOLE}/0.0.9") in said


def test_a_number_of_objects_that_no_number_can_tell_is_left_out() -> None:
    """With n objects beside it: n is not among them, and n + 1 is."""

    def objects(graph: Graph) -> list[str]:
        store = Store()
        store.extend(graph.quads)
        query = f"SELECT ?n {{ <{WHOLE}> void:distinctObjects ?n }}"
        return [value for (value,) in rows(store, query)]

    def graph_with(value: int) -> Graph:
        graphs = {name: Graph(VOCABULARY, name) for name in PARTS}
        graphs["evidence"].typed("urn:x:a", "rdfs:seeAlso", str(value), "nonNegativeInteger")
        return dataset_graph(VOCABULARY, [], graphs)

    [number] = objects(graph_with(100_000))
    assert objects(graph_with(int(number))) == []


@pytest.fixture
def output(small_project: Path) -> Path:
    publish(small_project, small_project / "output", curation=True)
    return small_project / "output"


def test_each_distribution_tells_type_size_and_checksum_of_its_file(output: Path) -> None:
    store = Store()
    store.load(path=str(output / "dataset.ttl"), format=RdfFormat.TURTLE)
    found = rows(
        store,
        f"""SELECT ?url ?type ?size ?sum {{
            <{WHOLE}> dcat:distribution ?d .
            ?d a dcat:Distribution ; dcat:downloadURL ?url ; dcat:mediaType ?type .
            OPTIONAL {{ ?d dcat:byteSize ?size ; spdx:checksum [ a spdx:Checksum ;
                spdx:checksumValue ?sum ; spdx:algorithm spdx:checksumAlgorithm_sha256 ] }} }}""",
    )
    assert len(found) == len(rows(store, "SELECT ?d { ?d a dcat:Distribution }"))
    for url, kind, size, checksum in found:
        name = url.removeprefix(VOCABULARY.base)
        content = (output / name).read_bytes()
        assert re.fullmatch(r"https://www\.iana\.org/assignments/media-types/\w+/[\w.+-]+", kind)
        if name.endswith((".xlsx", ".pdf")):
            # Their bytes are a library's, so that nothing is promised of them.
            assert (size, checksum) == ("", "")
        else:
            assert int(size) == len(content)
            assert checksum == hashlib.sha256(content).hexdigest()
    names = {url.removeprefix(VOCABULARY.base) for url, *_ in found}
    apart = {"dataset.ttl", "validation.ttl", "context.jsonld", "report.md", "report.html"}
    published = {path.relative_to(output) for path in output.rglob("*") if path.is_file()}
    data = {p.as_posix() for p in published if p.parts[0] not in {"work", "w3id"}}
    assert names == {name for name in data - apart if "LISEZMOI" not in name}


def test_a_harvester_finds_what_its_catalogue_shows(output: Path) -> None:
    store = Store()
    store.load(path=str(output / "dataset.ttl"), format=RdfFormat.TURTLE)
    [(page,)] = rows(store, f"SELECT ?page {{ <{WHOLE}> dcat:landingPage ?page }}")
    assert (output / page.removeprefix(VOCABULARY.base)).exists()
    unsaid = """SELECT ?d { ?d a dcat:Distribution
        FILTER NOT EXISTS { ?d dcterms:description ?text FILTER(LANG(?text) = "fr") } }"""
    assert rows(store, unsaid) == []


def test_the_dumps_of_a_part_hold_that_part(output: Path) -> None:
    store = Store()
    store.load(path=str(output / "dataset.ttl"), format=RdfFormat.TURTLE)
    for node, url in rows(store, "SELECT ?d ?url { ?d void:dataDump ?url }"):
        path = output / url.removeprefix(VOCABULARY.base)
        quads = set(parse(path.read_bytes(), RdfFormat.from_extension(path.suffix[1:])))
        whole = set(parse((output / "relation-client.nq").read_bytes(), RdfFormat.N_QUADS))
        wanted = whole if node == WHOLE else {q for q in whole if f"<{node}>" == str(q.graph_name)}
        assert len(quads) == len(wanted) > 0


def described_files(published: dict[str, bytes]) -> dict[str, Row]:
    """Type and size ("" without one) of each file described, by name."""
    store = Store()
    store.load(dataset_document([], published, VOCABULARY, str.strip).encode(), RdfFormat.TURTLE)
    found = store.query(
        PREFIXES + "SELECT ?name ?type ?size { ?d dcterms:title ?name ; dcat:mediaType ?type"
        " OPTIONAL { ?d dcat:byteSize ?size } }"
    )
    return {
        row["name"].value: (
            row["type"].value.rpartition("media-types/")[2],
            row["size"].value if row["size"] else "",
        )
        for row in found  # type: ignore[union-attr]
    }


def test_sheets_and_pages_are_described_and_what_libraries_pack_has_no_size() -> None:
    found = described_files(
        {
            "tables/annif.csv": b"uri\n",
            "tables/sharepoint/a b.csv": b"",
            "tables/vocabulary.xlsx": b"PK",
            "index.pdf": b"%PDF",
            "index.html": b"<p>",
            "report.html": b"<p>",
            "releases/0.0.9/relation-client.ttl": b"",
            ".htaccess": b"",
        }
    )
    assert found == {
        "tables/annif.csv": ("text/csv", "4"),
        "tables/sharepoint/a b.csv": ("text/csv", "0"),
        "tables/vocabulary.xlsx": (
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            "",
        ),
        "index.pdf": ("application/pdf", ""),
        "index.html": ("text/html", "3"),
    }


def test_a_name_with_a_space_is_an_address_without() -> None:
    text = dataset_document([], {"tables/a b.csv": b""}, VOCABULARY, str.strip)
    assert f"dcat:downloadURL <{VOCABULARY.base}tables/a%20b.csv>" in text


def test_the_order_in_which_files_were_written_does_not_change_a_byte() -> None:
    files = {"a.csv": b"1", "b.csv": b"2", "c.ttl": b"3"}
    backwards = dict(reversed(files.items()))
    assert dataset_document([], files, VOCABULARY, str.strip) == dataset_document(
        [], backwards, VOCABULARY, str.strip
    )
