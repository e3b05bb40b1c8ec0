"""Who manages a relation with whom, in whole builds: what sources say, and what the map follows."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest

from pipeline.extract.stage import extract
from pipeline.map.stage import map_sources

from .test_disagreements import asked, decide, reasons, stated
from .test_other_fields import Small, page

BASE = "https://w3id.org/relation-client/"
RELATIONS = "ontology/curation/relations.tsv"
CRM, VRM = "gestion-de-la-relation-client", "gestion-des-relations-fournisseurs"
LODGER = "Un locataire est une personne qui loue un logement."
LANDLORD = "Un bailleur est une personne qui met un logement en location."
LANDLORDS = "Le RRM est une approche. Les bailleurs y gèrent la relation avec le locataire."
LODGERS = "Le RRM est une approche. Le locataire y gère la relation avec le bailleur."


def of_concepts(copy: Path, name: str) -> set[tuple[str, str]]:
    """The pairs of concepts, by slug, that the graph of the vocabulary relates by rc:`name`."""
    query = f"SELECT ?one ?other {{ GRAPH <{BASE}graph/vocabulary> {{ ?one rc:{name} ?other }} }}"
    return {
        (row["one"].removeprefix(f"{BASE}concept/"), row["other"].removeprefix(f"{BASE}concept/"))
        for row in asked(copy, query)
    }


def concept(slug: str) -> str:
    return f"{BASE}concept/{slug}"


def questions(copy: Path) -> list[dict[str, Any]]:
    lines = (copy / "output/work/questions.jsonl").read_text(encoding="utf-8").splitlines()
    return [one for one in map(json.loads, lines) if one["kind"] == "parties"]


@pytest.fixture
def built(copy: Path) -> Path:
    """The five texts, mapped with the decisions."""
    extract(copy, copy / "output", [])
    map_sources(copy, copy / "output", curation=True)
    return copy


def test_both_readings_of_the_vrm_stand_as_what_its_entries_say(built: Path) -> None:
    assert stated(built, "saysManagedBy") == {
        ("24pm-grc-v-z/vendor-relationship-management", concept("entreprise")),
        ("24pm-grc-v-z/vrm", concept("client")),
    }
    assert stated(built, "saysManagedWith") == {
        ("24pm-grc-v-z/vendor-relationship-management", concept("fournisseur")),
        ("24pm-grc-v-z/vrm", concept("fournisseur")),
        ("altamedia-petit-dico/crm", concept("client")),
    }


def test_each_reading_leads_to_the_sentence_it_was_read_in(built: Path) -> None:
    assert reasons(built, "saysManagedBy") == [
        "Les entreprises peuvent appliquer le VRM pour établir des relations plus efficaces et"
        " durables avec leurs fournisseurs",
        "c'est le client potentiel qui prend le contrôle de la relation avec les vendeurs",
    ]


def test_the_company_manages_in_the_crm_and_the_customer_in_the_vrm(built: Path) -> None:
    managed_by = {(CRM, "entreprise"), (VRM, "client")}
    managed_with = {(CRM, "client"), (VRM, "fournisseur")}
    assert of_concepts(built, "relationManagedBy") == managed_by
    assert of_concepts(built, "relationManagedWith") == managed_with
    assert of_concepts(built, "managesRelationIn") == {(b, a) for a, b in managed_by}
    assert of_concepts(built, "relationPartnerIn") == {(b, a) for a, b in managed_with}


def test_the_reading_followed_is_a_signed_decision_and_a_sentence(built: Path) -> None:
    decision, words, crm = (reasons(built, "relationManagedBy")[i] for i in (0, 1, 2))
    assert decision.startswith("Les deux entrées se contredisent")
    assert (
        words == "c'est le client potentiel qui prend le contrôle de la relation avec les vendeurs"
    )
    assert crm == "ce sont les entreprises qui contrôlent la relation avec le client"


def test_without_the_decision_the_vrm_is_a_question_and_nobody_s(copy: Path) -> None:
    path = copy / RELATIONS
    rows = path.read_text(encoding="utf-8").splitlines(keepends=True)
    kept = [row for row in rows if "\trc:relationManagedBy\t" not in row]
    assert len(rows) - len(kept) == 1
    path.write_text("".join(kept), encoding="utf-8")
    extract(copy, copy / "output", [])
    map_sources(copy, copy / "output", curation=True)
    assert of_concepts(copy, "relationManagedBy") == {(CRM, "entreprise")}
    (question,) = questions(copy)
    assert question["entries"] == [
        "24pm-grc-v-z/vendor-relationship-management",
        "24pm-grc-v-z/vrm",
    ]
    assert [proposal["rows"][0]["fields"]["object_id"] for proposal in question["proposals"]] == [
        "concept:entreprise",
        "concept:client",
    ]


def test_an_everyday_word_that_was_added_is_no_mention(built: Path) -> None:
    query = f"""SELECT ?other {{ GRAPH <{BASE}graph/vocabulary> {{
        <{concept("entreprise")}> <http://www.w3.org/2004/02/skos/core#related> ?other }} }}"""
    assert asked(built, query) == [{"other": concept(CRM)}]


def test_entries_of_other_fields_that_agree_are_followed(copy: Path) -> None:
    Small(
        copy,
        a=page(RRM=LANDLORDS, Bailleur=LANDLORD, Locataire=LODGER),
        b=page(RRM=LANDLORDS),
    )
    assert of_concepts(copy, "relationManagedBy") == {("rrm", "bailleur")}
    assert of_concepts(copy, "relationManagedWith") == {("rrm", "locataire")}
    assert stated(copy, "saysManagedBy") == {
        ("a/rrm", concept("bailleur")),
        ("b/rrm", concept("bailleur")),
    }


def test_entries_that_differ_are_asked_and_a_decision_settles_it(copy: Path) -> None:
    small = Small(
        copy,
        a=page(RRM=LANDLORDS, Bailleur=LANDLORD, Locataire=LODGER),
        b=page(RRM=LODGERS),
    )
    assert small.asked("parties") == [["a/rrm", "b/rrm"], ["a/rrm", "b/rrm"]]
    assert of_concepts(copy, "relationManagedBy") == set()
    decide(copy, ("b/locataire", "", "skos:exactMatch", "a/locataire"))
    decide(copy, ("a/rrm", "", "rc:relationManagedBy", "a/locataire"))
    map_sources(copy, copy / "output", curation=True)
    assert of_concepts(copy, "relationManagedBy") == {("rrm", "locataire")}
    assert [question["id"] for question in questions(copy)] == [
        "parties:a/rrm:rc:relationManagedWith"
    ]


def test_a_decision_that_is_written_the_other_way_round_chooses_too(copy: Path) -> None:
    Small(
        copy,
        a=page(RRM=LANDLORDS, Bailleur=LANDLORD, Locataire=LODGER),
        b=page(RRM=LODGERS),
    )
    decide(copy, ("a/locataire", "", "rc:managesRelationIn", "a/rrm"))
    map_sources(copy, copy / "output", curation=True)
    assert of_concepts(copy, "relationManagedBy") == {("rrm", "locataire")}


def test_a_rejected_reading_is_not_followed_and_still_said(copy: Path) -> None:
    Small(copy, a=page(RRM=LANDLORDS, Bailleur=LANDLORD, Locataire=LODGER))
    decide(copy, ("a/rrm", "Not", "rc:relationManagedBy", "a/bailleur"))
    map_sources(copy, copy / "output", curation=True)
    assert of_concepts(copy, "relationManagedBy") == set()
    assert stated(copy, "saysManagedBy") == {("a/rrm", concept("bailleur"))}


def test_what_is_no_approach_has_no_parties(copy: Path) -> None:
    text = "Le loyer est un montant. Le bailleur y gère la relation avec le locataire."
    Small(copy, a=page(Loyer=text, Bailleur=LANDLORD, Locataire=LODGER))
    assert of_concepts(copy, "relationManagedBy") == set()
    assert stated(copy, "saysManagedBy") == set()


def test_the_prior_release_is_named_from_the_second_on(copy: Path) -> None:
    Small(copy, a=page(Bailleur=LANDLORD))
    query = f"SELECT ?v {{ GRAPH <{BASE}graph/ontology> {{ ?o owl:priorVersion ?v }} }}"
    assert asked(copy, query) == []
    path = copy / "ontology/vocabulary.toml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("[title]", 'prior_version = "0.0.9"\n\n[title]'), encoding="utf-8")
    map_sources(copy, copy / "output", curation=True)
    assert asked(copy, query) == [{"v": f"{BASE}ontology/0.0.9"}]


def test_the_competency_question_says_who_manages_and_who_says_so(
    built: Path, project: Path
) -> None:
    query = (project / "ontology/competency/relations-gerees.rq").read_text(encoding="utf-8")
    rows = [
        (row["approche"], row["geree_par"], row["avec"], row.get("entree", ""), row.get("dit", ""))
        for row in asked(built, query)
    ]
    assert rows == [
        ("gestion de la relation client", "entreprise", "client", "", ""),
        (
            "gestion des relations fournisseurs",
            "client",
            "fournisseur",
            "24pm-grc-v-z/vendor-relationship-management",
            "entreprise",
        ),
        (
            "gestion des relations fournisseurs",
            "client",
            "fournisseur",
            "24pm-grc-v-z/vrm",
            "client",
        ),
    ]


def test_the_store_answers_without_a_reasoner(built: Path) -> None:
    store = ox.Store()
    store.load((built / "output/work/graph.trig").read_bytes(), format=ox.RdfFormat.TRIG)
    found = store.query(
        f"ASK {{ <{concept('client')}> <{BASE}ontology#managesRelationIn>/"
        f"<{BASE}ontology#relationManagedWith> <{concept('fournisseur')}> }}",
        use_default_graph_as_union=True,
    )
    assert isinstance(found, ox.QueryBoolean)
    assert bool(found)
