"""The map against the gold: all that is published and not in it is listed here.

With curation on this shows that the vocabulary agrees with careful readers (consistency, not
accuracy: the decisions were made by people who know the texts). With curation off it measures what
the machine finds alone: all that is wrong is listed, and what is found may only grow.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.validate.evaluation.score import Item, Score
from pipeline.validate.evaluation.stage import GOLD, Kind, measure

Scored = dict[Kind, Score]


@pytest.fixture(scope="module")
def scored(project: Path) -> dict[str, Scored]:
    return {one.curation: one.kinds for one in measure(project, project / GOLD)[GOLD.name]}


@pytest.fixture(scope="module")
def decided(scored: dict[str, Scored]) -> Scored:
    return scored["on"]


@pytest.fixture(scope="module")
def alone(scored: dict[str, Scored]) -> Scored:
    return scored["off"]


def listed(items: list[Item]) -> set[tuple[str, str]]:
    return {(item.entry, item.text) for item in items}


def test_every_stated_label_is_published_but_two(decided: Scored) -> None:
    assert listed(decided["labels"].missed) == {
        # A garbled sentence ("Traduction de l'anglais “autonomie”") gives no French name.
        ("dial-once-dictionnaire/def-bec29e1f", "autonomie (fr)"),
        # Beside RGPD in one headword, GDPR is the English acronym.
        ("altamedia-petit-dico/rgpd-gdpr", "GDPR (fr)"),
    }


def test_what_the_texts_make_one_concept_is_one_and_look_alikes_are_two(decided: Scored) -> None:
    assert decided["merges"].missed == []
    assert decided["merges"].wrong == []


def test_the_machine_alone_joins_nothing_that_the_texts_keep_apart(alone: Scored) -> None:
    assert alone["merges"].wrong == []


def test_classes_agree_with_the_gold_but_where_it_leaves_them_open(decided: Scored) -> None:
    assert decided["classes"].wrong == []
    assert decided["classes"].missed == []
    assert listed(decided["classes"].apart["decided"]) == {
        ("24pm-grc-c/carte-d-empathie-client", "information"),
        ("dial-once-dictionnaire/def-6e808364", "indicator"),
    }


def test_every_relation_without_a_decision_is_in_the_gold_but_for_these(decided: Scored) -> None:
    relations = decided["relations"]
    read = [item for item in relations.wrong if not item.basis.startswith("ontology/curation/")]
    assert {item.text for item in read} == {
        # The measured thing has a name by decision only.
        "temps d'attente: measures → accessibilité du service client",
    }
    assert {item.text for item in relations.apart["from_names"]} == {
        # Head noun of the name; the readers held to the definitions, and one is missing.
        "carte de fidélité dématérialisée: broader → carte de fidélité",
        "carte de fidélité payante: broader → carte de fidélité",
    }


ENGLISH = {
    # No text states a French name: the English expansion that French sentences use stands in.
    ("24pm-grc-v-z/war", "wallet allocation rule (fr)"),
    ("altamedia-petit-dico/c-sat-customer-satisfaction", "customer satisfaction score (fr)"),
    ("altamedia-petit-dico/cta", "call-to-action (fr)"),
    ("altamedia-petit-dico/nps-net-promotor-score", "net promoter score (fr)"),
}


def test_the_machine_alone_says_nothing_wrong_but_this(alone: Scored) -> None:
    assert listed(alone["labels"].wrong) == ENGLISH
    assert listed(alone["classes"].wrong) == {
        # The noun of the headword wins over "méthode" and "ressource", which say little.
        ("24pm-grc-c/campagne-de-phoning", "programme"),
        ("24pm-grc-c/catalogue-cadeaux", "information"),
        # One of three senses has a genus ("une étape"), the other two none that leads to a class.
        ("dial-once-dictionnaire/def-e2a310e4", "process"),
    }
    assert {item.text for item in alone["relations"].wrong} == {
        # Mentions of what the texts relate more closely, in a figure of speech and after "en".
        "système de gestion de bases de données: related → gestion de la relation client",
        "shadow call: related → double écoute",
    }
    assert alone["headwords"].wrong == []


def test_labels_that_the_gold_lacks_are_decided_or_english(decided: Scored) -> None:
    read = {i for i in decided["labels"].wrong if not i.basis.startswith("ontology/curation/")}
    assert listed(list(read)) <= ENGLISH


@pytest.mark.parametrize(
    ("kind", "floor"),
    [("labels", 137), ("merges", 8), ("classes", 65), ("relations", 35), ("headwords", 7)],
)
def test_what_the_machine_finds_alone_does_not_fall(alone: Scored, kind: Kind, floor: int) -> None:
    assert alone[kind].figures.recall.right >= floor
