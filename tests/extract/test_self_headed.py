"""Paragraphs that begin with what they define."""

from __future__ import annotations

import pytest

from pipeline.extract.choosing import choose
from pipeline.extract.containers.plain import document_of
from pipeline.extract.readers import self_headed
from pipeline.extract.readers.self_headed import name_of
from tests.extract.reader_help import definitions, headwords

LINES = [
    (
        "L'ARPU ou « Average Revenue Per User » désigne un revenu.",
        ["ARPU", "Average Revenue Per User"],
    ),
    ("Un backlog est une liste de tâches.", ["backlog"]),
    ("**Churn** désigne la perte de clients.", ["Churn"]),
    ("**BFR** (besoin en fonds de roulement) mesure un besoin.", ["BFR"]),
    ("Le churn (ou attrition) correspond à une perte.", ["churn (ou attrition)"]),
    ("On appelle arpège les notes d'un accord jouées une à une.", ["arpège"]),
    ("Par « amure », on entend le point bas de la voile.", ["amure"]),
    ("Le terme « foil » désigne un plan porteur.", ["foil"]),
    ("La serfouette, ou binette double, est un outil.", ["serfouette", "binette double"]),
    ("Une vue client unique ou 360° est une fiche.", ["vue client unique ou 360°"]),
    ("La levure est obtenue par culture d'un champignon.", ["levure"]),
    ("A churn rate is the share of customers lost.", ["churn rate"]),
    ("Le terme de paiement représente la date de règlement.", ["terme de paiement"]),
    ("Il désigne la capacité d'un service.", []),
    ("L'objectif est de réduire les coûts.", []),
    ("L’entreprise peut alors router les appels.", []),
    ("Une technique qui consiste à griller est utile.", []),
    ("Adret : le versant est exposé au soleil.", []),
]


@pytest.mark.parametrize(("sentence", "names"), LINES)
def test_the_name_before_the_verb_is_found_without_its_article(
    sentence: str, names: list[str]
) -> None:
    named = name_of(document_of(sentence).lines[0])
    found = [] if named is None else [named.name.text, *(one.text for one in named.variants)]
    assert found == names


def test_the_definition_keeps_its_sentence_and_what_follows() -> None:
    document = document_of(
        "Un foc est une voile d'avant.\nIl se hisse au port.\n\nLe ris désigne une part de voile.\n"
    )
    reading = self_headed.read(document, "")
    assert headwords(document, reading) == ["foc", "ris"]
    assert definitions(document, reading) == [
        ["Un foc est une voile d'avant.", "Il se hisse au port."],
        ["Le ris désigne une part de voile."],
    ]


def test_a_list_that_seldom_names_what_it_defines_stays_headless() -> None:
    document = document_of(
        "Désigne une voile d'avant.\nLe foc est une voile qui se hisse à l'étai.\n"
        "Action de replier une voile.\nCordage qui retient une voile.\n"
        "Se dit d'un vent qui vient de l'arrière.\nPièce qui tourne le gouvernail du bateau.\n"
    )
    assert choose(document, where="x").reader.NAME == "headless"


def test_headwords_on_their_own_lines_are_not_taken_from_the_sentences() -> None:
    page = "".join(
        f"{term}\n\nLe {term.lower()} est une pièce du bateau qui sert souvent.\n\n"
        for term in ("Foc", "Gouvernail", "Hauban", "Mât")
    )
    assert self_headed.sniff(document_of("Terme Définition\n" + page)).confidence <= 0.3
