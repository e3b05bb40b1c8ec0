"""The mapping set: what stands in its header, which rows there are, and why each is there."""

from __future__ import annotations

import csv
import io
import json

import pytest

from pipeline.graphs import Graphs
from pipeline.publish.rdf.sssom import sssom
from pipeline.turtle import load_turtle

from .glossary import PROJECT, VOCABULARY
from .test_formats import triples_of

# The slots of a mapping that are used, in the order of the model (SSSOM 1.0, class Mapping).
SLOTS = [
    *("subject_id", "subject_label", "predicate_id", "object_id", "object_label"),
    *("mapping_justification", "author_label", "reviewer_label", "subject_source"),
    *("object_source", "mapping_tool", "mapping_date", "confidence", "comment"),
]
CONCEPT = '<concept/voc> skos:inScheme <scheme> ; skos:prefLabel "voix du client"@fr, "VoC"@en .\n'
LEXICAL = """_:{n} owl:annotatedSource <source/{entry}> ; owl:annotatedProperty skos:{match} ;
    owl:annotatedTarget <concept/voc> ; rc:evidence <evidence/{n}> .
<evidence/{n}> rc:rule "headword" ; rc:confidence 0.80 ; oa:hasSelector <evidence/{n}/q>, <evidence/{n}/p> .
<evidence/{n}/q> oa:exact "Voix du\\tclient" . <evidence/{n}/p> oa:start 3 .
"""
SIGNED = """_:s{n} owl:annotatedSource <source/{entry}> ; owl:annotatedProperty skos:{match} ;
    owl:annotatedTarget <concept/voc> ; rc:evidence <evidence/s{n}> .
<evidence/s{n}> dcterms:creator "équipe"@fr ; dcterms:created "2026-11-22"^^xsd:date ;
    rdfs:comment "même \\"notion\\""@fr .
"""


def entry(path: str, match: str, page: str = "") -> str:
    scheme = f"source/{path.partition('/')[0]}"
    where = f"<{scheme}> dcterms:source <{page}> .\n" if page else ""
    return (
        f'{where}<source/{path}> skos:inScheme <{scheme}> ; skos:prefLabel "Voix {path}"@fr ;'
        f" skos:{match} <concept/voc> .\n"
    )


def table(sources: str, evidence: str = "", vocabulary: str = CONCEPT) -> list[dict[str, str]]:
    graphs: Graphs = {
        "vocabulary": triples_of(vocabulary),
        "sources": triples_of(sources),
        "evidence": triples_of(evidence),
    }
    return parsed(sssom(graphs, VOCABULARY))


def parsed(text: str) -> list[dict[str, str]]:
    lines = [line for line in text.splitlines(keepends=True) if not line.startswith("#")]
    return list(csv.DictReader(io.StringIO("".join(lines)), delimiter="\t"))


def chained(rows: list[dict[str, str]]) -> list[tuple[str, str, str]]:
    return [
        (row["subject_label"], row["predicate_id"], row["object_label"])
        for row in rows
        if row["mapping_justification"] == "semapv:MappingChaining"
    ]


@pytest.fixture(scope="module")
def published() -> Graphs:
    names = {"vocabulary": "relation-client", "sources": "sources", "evidence": "evidence"}
    return {n: load_turtle(PROJECT / "output" / f"{file}.ttl") for n, file in names.items()}


def test_everyone_who_signed_is_named_and_a_decision_without_a_reason_too() -> None:
    second = """_:t owl:annotatedSource <source/a/voc> ; owl:annotatedProperty skos:exactMatch ;
        owl:annotatedTarget <concept/voc> ; rc:evidence <evidence/t> .
    <evidence/t> dcterms:creator "A|B"@fr ; dcterms:created "2026-12-01"^^xsd:date .
    """
    first = SIGNED.format(n=1, entry="a/voc", match="exactMatch")
    [row] = table(entry("a/voc", "exactMatch"), first + second)
    assert row["author_label"] == "équipe|A\\|B"
    assert row["mapping_date"] == "2026-12-01"
    assert row["comment"] == 'même "notion"'


def test_an_entry_read_in_a_text_has_rule_quote_and_confidence() -> None:
    rows = table(
        entry("a/voc", "exactMatch"), LEXICAL.format(n=1, entry="a/voc", match="exactMatch")
    )
    assert rows == [
        {
            "subject_id": "relation-client:source/a/voc",
            "subject_label": "Voix a/voc",
            "predicate_id": "skos:exactMatch",
            "object_id": "relation-client:concept/voc",
            "object_label": "voix du client",
            "mapping_justification": "semapv:LexicalMatching",
            "author_label": "",
            "reviewer_label": "",
            "subject_source": "relation-client:source/a",
            "object_source": "relation-client:scheme",
            "mapping_tool": "Glossograph",
            "mapping_date": "",
            "confidence": "0.80",
            "comment": "règle headword : « Voix du client »",
        }
    ]


def test_a_signed_match_that_no_text_gives_is_its_author_s() -> None:
    [row] = table(
        entry("a/voc", "closeMatch"), SIGNED.format(n=1, entry="a/voc", match="closeMatch")
    )
    assert row["predicate_id"] == "skos:closeMatch"
    assert row["mapping_justification"] == "semapv:ManualMappingCuration"
    assert (row["author_label"], row["reviewer_label"]) == ("équipe", "")
    assert (row["mapping_date"], row["mapping_tool"]) == ("2026-11-22", "")
    assert (row["confidence"], row["comment"]) == ("", 'même "notion"')


def test_a_signed_match_that_a_text_gives_is_reviewed() -> None:
    filled = {"n": 1, "entry": "a/voc", "match": "exactMatch"}
    [row] = table(entry("a/voc", "exactMatch"), LEXICAL.format(**filled) + SIGNED.format(**filled))
    assert row["mapping_justification"] == "semapv:LexicalMatching"
    assert (row["author_label"], row["reviewer_label"]) == ("", "équipe")
    assert row["confidence"] == "0.80"


def test_a_match_without_a_reason_says_so() -> None:
    [row] = table(entry("a/voc", "exactMatch"))
    assert row["mapping_justification"] == "semapv:UnspecifiedMatching"


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("exactMatch", "exactMatch", ["skos:exactMatch"]),
        ("exactMatch", "closeMatch", ["skos:closeMatch"]),
        ("closeMatch", "exactMatch", ["skos:closeMatch"]),
        ("closeMatch", "closeMatch", []),
    ],
)
def test_entries_of_two_glossaries_match_by_way_of_a_concept(
    one: str, other: str, expected: list[str]
) -> None:
    rows = table(entry("b/voc", one) + entry("a/voc", other))
    assert chained(rows) == [("Voix a/voc", match, "Voix b/voc") for match in expected]


def test_a_chain_multiplies_what_its_links_are_sure_of_and_names_the_concept() -> None:
    sources = entry("a/voc", "exactMatch") + entry("b/voc", "exactMatch")
    sources += entry("c/voc", "exactMatch")
    evidence = "".join(
        LEXICAL.format(n=number, entry=f"{name}/voc", match="exactMatch")
        for number, name in enumerate("ab")
    ) + SIGNED.format(n=3, entry="c/voc", match="exactMatch")
    rows = {row["object_id"] + row["subject_id"]: row for row in table(sources, evidence)}
    prefix = "relation-client:source/"
    assert rows[f"{prefix}b/voc{prefix}a/voc"]["confidence"] == "0.64"
    assert rows[f"{prefix}c/voc{prefix}a/voc"]["confidence"] == "0.80"
    assert rows[f"{prefix}b/voc{prefix}a/voc"]["comment"] == "par relation-client:concept/voc"


def test_entries_of_one_glossary_are_not_matched_nor_of_two_texts_of_one_page() -> None:
    assert chained(table(entry("a/voc", "exactMatch") + entry("a/voix", "exactMatch"))) == []
    page, elsewhere = "https://example.org/x", "https://example.org/y"
    two = entry("a/voc", "exactMatch", page) + entry("b/voc", "exactMatch", page)
    assert chained(table(two)) == []
    three = two + entry("c/voc", "exactMatch", elsewhere)
    assert [(one, other) for one, _, other in chained(table(three))] == [
        ("Voix a/voc", "Voix c/voc"),
        ("Voix b/voc", "Voix c/voc"),
    ]


def test_a_link_between_entries_or_to_others_concepts_is_no_row() -> None:
    sources = (
        entry("a/voc", "exactMatch") + "<source/a/voc> skos:exactMatch <http://example.org/c> ."
    )
    assert len(table(sources)) == 1


def test_an_entry_that_lost_its_headword_has_no_label() -> None:
    sources = "<source/a/def-1> skos:inScheme <source/a> ; skos:exactMatch <concept/voc> ."
    assert table(sources)[0]["subject_label"] == ""


def test_the_header_is_yaml_in_the_order_of_the_model(published: Graphs) -> None:
    text = sssom(published, VOCABULARY)
    lines = [line[1:] for line in text.splitlines() if line.startswith("#")]
    keys = [line.partition(":")[0] for line in lines if not line.startswith(" ")]
    assert keys == [
        *("curie_map", "mapping_set_id", "mapping_set_version", "mapping_set_title"),
        *("mapping_set_description", "creator_label", "license", "subject_type", "object_type"),
        *("mapping_provider", "publication_date"),
    ]
    assert f'license: "{VOCABULARY.licence}"' in lines
    assert f"  {VOCABULARY.name}: {json.dumps(VOCABULARY.base)}" in lines


def test_the_published_set_has_each_match_once_in_canonical_order(published: Graphs) -> None:
    text = sssom(published, VOCABULARY)
    rows = parsed(text)
    assert list(rows[0]) == SLOTS
    cells = [tuple(row.values()) for row in rows]
    assert cells == sorted(cells)
    stated = {
        (triple.subject, triple.predicate, triple.object)
        for triple in published["sources"]
        if triple.predicate.value
        in {VOCABULARY.expand("skos:" + m) for m in ("exactMatch", "closeMatch")}
        and "/source/" in str(triple.subject)
        and "/concept/" in str(triple.object)
    }
    direct = [row for row in rows if row["object_source"].endswith(":scheme")]
    assert len(direct) == len({(row["subject_id"], row["object_id"]) for row in direct})
    assert len(direct) == len(stated) > 50
    assert chained(rows)
    assert all(row["mapping_justification"].startswith("semapv:") for row in rows)


def test_the_order_of_triples_does_not_change_a_byte(published: Graphs) -> None:
    backwards = {name: triples[::-1] for name, triples in published.items()}
    assert sssom(backwards, VOCABULARY) == sssom(published, VOCABULARY)
