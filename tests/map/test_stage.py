"""The stage on the five real texts: what the issue promises, and what holds for every statement."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest

from pipeline.extract.stage import extract
from pipeline.map.stage import map_sources
from pipeline.model import Concept, Label, Relation
from pipeline.vocabulary import Vocabulary, load_vocabulary

BASE = "https://w3id.org/relation-client/"


class Built:
    """The stage files of one build, ready to be asked."""

    def __init__(self, project: Path, output: Path, *, curation: bool) -> None:
        extract(project, output, [])
        self.concepts = map_sources(project, output, curation=curation)
        self.work = output / "work"
        self.store = ox.Store()
        self.store.bulk_load(path=str(self.work / "graph.trig"), format=ox.RdfFormat.TRIG)
        self.vocabulary: Vocabulary = load_vocabulary(project / "ontology/vocabulary.toml")

    def of(self, entry: str) -> Concept:
        return next(concept for concept in self.concepts if entry in concept.entries)

    def labels(self, entry: str) -> set[tuple[str, str, str]]:
        return {(label.text, label.lang, label.kind) for label in self.of(entry).labels}

    def related(self, entry: str, predicate: str) -> set[str]:
        names = {concept.iri: concept.labels[0].text for concept in self.concepts}
        return {names[r.object] for r in self.of(entry).relations if r.predicate == predicate}

    def rows(self, query: str) -> list[tuple[str, ...]]:
        prefixes = "".join(f"PREFIX {p}: <{n}>\n" for p, n in self.vocabulary.prefixes.items())
        found: Any = self.store.query(prefixes + query, use_default_graph_as_union=True)
        return sorted(tuple(str(value) for value in row) for row in found)


@pytest.fixture(scope="module")
def built(project: Path, tmp_path_factory: pytest.TempPathFactory) -> Built:
    return Built(project, tmp_path_factory.mktemp("on"), curation=True)


@pytest.fixture(scope="module")
def alone(project: Path, tmp_path_factory: pytest.TempPathFactory) -> Built:
    return Built(project, tmp_path_factory.mktemp("off"), curation=False)


def test_every_entry_belongs_to_one_concept(built: Built) -> None:
    entries = [entry for concept in built.concepts for entry in concept.entries]
    assert (len(entries), len(set(entries))) == (79, 79)


@pytest.mark.parametrize(
    ("entry", "labels"),
    [
        (
            "altamedia-petit-dico/rgpd-gdpr",
            {
                ("Règlement général sur la protection des données", "fr", "preferred"),
                ("General Data Protection Regulation", "en", "preferred"),
                ("RGPD", "fr", "acronym"),
                ("GDPR", "en", "acronym"),
            },
        ),
        (
            "24pm-grc-v-z/valeur-vie-client",
            {
                ("valeur vie client", "fr", "preferred"),
                ("customer lifetime value", "en", "preferred"),
                ("CLTV", "en", "acronym"),
            },
        ),
        (
            "altamedia-petit-dico/ces-customer-effort-score",
            {
                ("score d'effort client", "fr", "preferred"),
                ("customer effort score", "en", "preferred"),
                ("CES", "en", "acronym"),
            },
        ),
        (
            "altamedia-petit-dico/callcenter",
            {("centre d'appels", "fr", "preferred"), ("call center", "fr", "alternative")},
        ),
        (
            "24pm-grc-s/sgbd",
            {
                ("système de gestion de bases de données", "fr", "preferred"),
                ("SGBD", "fr", "acronym"),
            },
        ),
    ],
)
def test_labels_are_what_the_texts_say(
    built: Built, entry: str, labels: set[tuple[str, str, str]]
) -> None:
    assert labels <= built.labels(entry)


def test_a_misspelt_headword_is_a_hidden_label(alone: Built) -> None:
    entry = "altamedia-petit-dico/nps-net-promotor-score"
    assert ("net promotor score", "en", "hidden") in alone.labels(entry)
    assert ("net promoter score", "en", "preferred") in alone.labels(entry)


def test_a_word_called_an_anglicism_has_an_english_label(alone: Built) -> None:
    labels = alone.labels("altamedia-petit-dico/customer-centric")
    assert {
        ("customer centric", "fr", "preferred"),
        ("customer centric", "en", "preferred"),
    } == labels


@pytest.mark.parametrize("mode", ["built", "alone"])
def test_voc_and_voix_du_client_are_one_concept(mode: str, request: pytest.FixtureRequest) -> None:
    found: Built = request.getfixturevalue(mode)
    assert found.of("24pm-grc-v-z/voc").entries == [
        "24pm-grc-v-z/voc",
        "24pm-grc-v-z/voix-du-client",
    ]


@pytest.mark.parametrize("mode", ["built", "alone"])
def test_the_three_svi_entries_are_one_concept(mode: str, request: pytest.FixtureRequest) -> None:
    found: Built = request.getfixturevalue(mode)
    assert found.of("altamedia-petit-dico/svi").entries == [
        "24pm-grc-s/serveur-vocal-interactif",
        "altamedia-petit-dico/svi",
        "dial-once-dictionnaire/def-9b5776c6",
    ]


@pytest.mark.parametrize("mode", ["built", "alone"])
def test_vrm_is_the_inverse_approach_of_crm_both_ways(
    mode: str, request: pytest.FixtureRequest
) -> None:
    found: Built = request.getfixturevalue(mode)
    vrm, crm = found.of("24pm-grc-v-z/vrm"), found.of("altamedia-petit-dico/crm")
    assert ("vendor relationship management", "en", "preferred") in found.labels("24pm-grc-v-z/vrm")
    for one, other in ((vrm, crm), (crm, vrm)):
        given = {(r.predicate, r.object) for r in one.relations}
        assert {("rc:inverseApproachOf", other.iri), ("skos:related", other.iri)} <= given


@pytest.mark.parametrize(
    ("entry", "parent"),
    [
        ("24pm-grc-c/carte-de-fidelite-payante", "carte de fidélité"),
        ("24pm-grc-c/centre-d-appels-offshore", "centre d'appels"),
        ("24pm-grc-s/segmentation-par-la-satisfaction", "segmentation clients"),
        ("24pm-grc-v-z/war", "indicateur"),
        ("24pm-grc-s/score-de-risque", "indicateur"),
        ("24pm-grc-s/score-d-attrition", "indicateur"),
        ("dial-once-dictionnaire/def-70436e9f", "indicateur"),
        ("altamedia-petit-dico/roi", "indicateur"),
    ],
)
@pytest.mark.parametrize("mode", ["built", "alone"])
def test_places_in_the_tree(
    entry: str, parent: str, mode: str, request: pytest.FixtureRequest
) -> None:
    found: Built = request.getfixturevalue(mode)
    assert parent in found.related(entry, "skos:broader")


def test_a_lost_headword_that_no_text_states_is_assigned_by_decision(built: Built) -> None:
    (label,) = built.of("dial-once-dictionnaire/def-9d81f808").labels
    assert label.decision is not None
    assert label.decision.where.startswith("ontology/curation/labels.tsv:")
    assert "assignée" in label.decision.reason


def test_an_entry_without_a_name_makes_no_concept_but_a_question(alone: Built) -> None:
    entry = "dial-once-dictionnaire/def-9d81f808"
    assert not any(entry in concept.entries for concept in alone.concepts)
    questions = (alone.work / "questions.jsonl").read_text(encoding="utf-8").splitlines()
    asked = [json.loads(line) for line in questions]
    assert ("name", [entry]) in [(q["kind"], q["entries"]) for q in asked]
    assert alone.rows(f"SELECT ?p {{ <{BASE}source/{entry}> a skos:Concept, ?p }}") != []


def test_with_curation_on_no_question_is_open(built: Built) -> None:
    assert (built.work / "questions.jsonl").read_text(encoding="utf-8") == ""


def test_every_decision_matches(built: Built) -> None:
    report = json.loads((built.work / "map.json").read_text(encoding="utf-8"))
    assert report == {"curation": True, "unmatched": [], "changed": []}


@pytest.mark.parametrize("mode", ["built", "alone"])
def test_every_statement_without_a_decision_leads_to_an_exact_quote(
    mode: str, project: Path, request: pytest.FixtureRequest
) -> None:
    found: Built = request.getfixturevalue(mode)
    checked = 0
    for concept in found.concepts:
        statements: list[Label | Relation] = [*concept.labels]
        statements += [r for r in concept.relations if not r.derived]
        for statement in statements:
            assert statement.decision is not None or statement.evidence
            for item in statement.evidence:
                path = project / "sources" / f"{item.source}.txt"
                raw = path.read_bytes().decode("utf-8")
                assert raw[item.start : item.end] == item.quote != ""
                assert 0 < item.confidence <= 1
                assert item.entry.startswith(f"{item.source}/")
                checked += 1
    assert checked > 300


@pytest.mark.parametrize("mode", ["built", "alone"])
def test_everything_reaches_a_top_concept(mode: str, request: pytest.FixtureRequest) -> None:
    found: Built = request.getfixturevalue(mode)
    lost = found.rows(
        "SELECT ?c { ?c skos:inScheme ?s . ?s skos:hasTopConcept ?t ; dcterms:license ?l ."
        " FILTER NOT EXISTS { ?c skos:broader*/skos:topConceptOf ?s } }"
    )
    assert lost == []


def test_both_directions_of_every_relation_are_stated(built: Built) -> None:
    pairs = ("skos:broader skos:narrower", "rc:measures rc:measuredBy", "rc:basedOn rc:basisOf")
    for pair in pairs:
        one, other = pair.split()
        forth = built.rows(f"SELECT ?a ?b {{ ?a {one} ?b }}")
        back = built.rows(f"SELECT ?a ?b {{ ?b {other} ?a }}")
        assert forth == back != []


def test_acronyms_are_alternative_labels_too_and_never_the_preferred_one(built: Built) -> None:
    acronyms = built.rows("SELECT ?c ?l { ?c rc:acronym ?l }")
    both = built.rows("SELECT ?c ?l { ?c rc:acronym ?l ; skos:altLabel ?l }")
    clash = built.rows("SELECT ?c ?l { ?c rc:acronym ?l ; skos:prefLabel ?l }")
    assert (acronyms == both, clash, len(acronyms) > 30) == (True, [], True)


def test_the_entries_keep_their_wording_and_lead_to_our_concepts(built: Built) -> None:
    node = f"<{BASE}source/altamedia-petit-dico/nps-net-promotor-score>"
    assert built.rows(f"SELECT ?l {{ {node} skos:prefLabel ?l }}") == [
        ('"NPS – Net Promotor Score"@fr',)
    ]
    assert built.rows(f"SELECT ?c {{ {node} skos:exactMatch ?c }}") == [
        (f"<{built.of('altamedia-petit-dico/nps-net-promotor-score').iri}>",)
    ]


def test_a_contradicting_definition_is_only_a_close_match(built: Built) -> None:
    node = f"<{BASE}source/24pm-grc-v-z/vendor-relationship-management>"
    assert len(built.rows(f"SELECT ?c {{ {node} skos:closeMatch ?c }}")) == 1
    assert built.rows(f"SELECT ?c {{ {node} skos:exactMatch ?c }}") == []


def test_a_concept_that_no_source_defines_says_so(built: Built) -> None:
    iri = built.of("24pm-grc-c/carte-de-fidelite-payante").iri
    assert built.rows(f"SELECT ?d {{ <{iri}> skos:definition ?d }}") == []
    assert built.rows(f"SELECT ?n {{ <{iri}> skos:editorialNote ?n }}") == [
        ('"Aucune des sources ne définit ce terme."@fr',)
    ]


def test_lost_headwords_are_marked_in_the_sources(built: Built) -> None:
    assert len(built.rows("SELECT ?e { ?e rc:headwordLost true }")) == 15
    assert built.rows("SELECT ?e { ?e rc:headwordLost true ; skos:prefLabel ?l }") == []


def test_scheme_ontology_and_dataset_are_three_iris(built: Built) -> None:
    kinds = ("skos:ConceptScheme", "owl:Ontology", "void:Dataset")
    found = [built.rows(f"SELECT ?s {{ ?s a {kind} ; dcterms:license ?l }}") for kind in kinds]
    assert found == [[(f"<{BASE}{name}>",)] for name in ("scheme", "ontology", "dataset")]


def test_the_dataset_counts_what_is_there(built: Built) -> None:
    # The store keeps numbers by value: each is an integer.
    number = "http://www.w3.org/2001/XMLSchema#integer"
    assert built.rows(
        f"SELECT ?n {{ <{BASE}dataset> void:classPartition [ void:class skos:Concept ;"
        " void:entities ?n ] }"
    ) == [(f'"{len(built.concepts) + 79}"^^<{number}>',)]
    assert built.rows(f"SELECT ?n {{ <{BASE}dataset> void:triples ?n }}") == [
        (f'"{len(built.store)}"^^<{number}>',)
    ]


def test_rights_name_every_publisher(built: Built) -> None:
    (row,) = built.rows(f"SELECT ?r {{ <{BASE}scheme> dcterms:rights ?r FILTER(LANG(?r) = 'fr') }}")
    assert all(name in row[0] for name in ("24pm", "altamedia", "Dial Once"))


def test_a_source_that_may_not_be_redistributed_gives_no_definitions(
    copy: Path, edit: Callable[[str, str, str], None], tmp_path: Path
) -> None:
    edit(
        "sources/sources.toml",
        'id = "altamedia-petit-dico"\n',
        'id = "altamedia-petit-dico"\nredistribute = false\n',
    )
    found = Built(copy, tmp_path, curation=True)
    node = f"<{BASE}source/altamedia-petit-dico/chatbot>"
    assert found.rows(f"SELECT ?d {{ {node} skos:definition ?d }}") == []
    assert found.rows(f"SELECT ?l {{ {node} skos:prefLabel ?l }}") == [('"Chatbot"@fr',)]
    assert found.of("altamedia-petit-dico/chatbot").definitions == []
