"""What is no glossary is asked about, not turned into entries; what is one is well above the bound."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.errors import DoubtError
from pipeline.extract.choosing import THRESHOLD, choose
from pipeline.extract.containers import open_document
from pipeline.extract.document import Document
from pipeline.extract.signs.definitional import is_name, is_quantity, reports, strength
from pipeline.extract.trying import try_layouts
from tests.extract.test_corpus import FILES

OTHERS = sorted((Path(__file__).parent / "no_glossary").iterdir())


def opened(path: Path) -> Document:
    """The document of a file."""
    return open_document(path.read_bytes(), path.name, where=path.name, language="fr")


@pytest.mark.parametrize("path", OTHERS, ids=lambda path: path.name)
def test_a_text_that_is_no_glossary_is_asked_about(path: Path) -> None:
    with pytest.raises(DoubtError, match=rf"^{path.name}: no known layout \("):
        choose(opened(path), where=path.name)


def test_every_glossary_of_the_corpus_is_read_with_some_certainty() -> None:
    found = {
        path.name: choose(opened(path), where=path.name, publisher="Éditeur").tried[0].confidence
        for path in FILES
    }
    assert min(found.values()) >= THRESHOLD + 0.05
    assert sum(confidence >= 0.7 for confidence in found.values()) >= 0.9 * len(found)


@pytest.mark.parametrize(
    ("text", "counted"),
    [
        ("# Bail\n\nContrat de location.\n", "1 entrée, 100 % du texte,"),
        ("# Bail\n\nContrat.\n\n# Toit\n\nAbri.\n", "2 entrées, 100 % du texte,"),
    ],
)
def test_the_reasons_count_in_french(text: str, counted: str) -> None:
    document = open_document(text.encode(), "bail.md", where="bail.md", language="fr")
    reasons = try_layouts(document, "")[0].reasons
    assert any(reason.startswith(counted) for reason in reasons)


@pytest.mark.parametrize(
    "head",
    ["9 h 30", "de 9 h à 10 h", "Mardi 8", "1er mars 2024", "2019 – 2024", "1 200 €", "250 g",
     "2 cuillerées à soupe", "30 %", "v2.4", "Lundi et mardi", "12/03/2024", "Amélie, 9 ans"],
)  # fmt: skip
def test_hours_days_amounts_and_numbers_name_nothing(head: str) -> None:
    assert is_quantity(head)
    assert not is_name(head)


@pytest.mark.parametrize(
    "head",
    ["4 P", "5S", "5G", "3D Secure", "B2B", "5 à 7", "R1 et R2", "Mai 68", "Loi 1901",
     "Web 2.0", "IN-8°", "V8", "Heure", "Jour ouvré", "Cinq pourquoi", "Jeudi noir", "A4"],
)  # fmt: skip
def test_terms_with_numbers_and_days_in_them_are_names(head: str) -> None:
    assert is_name(head)


@pytest.mark.parametrize(
    "opening",
    [
        "La kermesse a rapporté plus que l'an passé.",
        "la liaison entre le bourg et la gare ouvrira en juin",
        "Les navires en attente entreront dans la nuit.",
        "la recherche par sujet fonctionne à nouveau",
        "les accents ne comptent plus",
        "La circulation est coupée depuis l'affaissement de la chaussée.",
    ],
)
def test_news_has_a_subject_of_its_own_and_says_what_has_come_or_will_come(opening: str) -> None:
    assert reports(opening)
    assert strength(opening, "Titre") == 0.0


@pytest.mark.parametrize(
    "opening",
    [
        "Personne qui a souscrit un contrat.",
        "Appels auxquels un agent a répondu.",
        "jour au-delà duquel un produit frais n’est plus vendu",
        "Somme que le vendeur remboursera si l'article est rendu.",
        "Caméra posée sur un toit, opéra filmé.",
        "Reprise au tour d'une piece a demi seche.",
    ],
)
def test_what_has_come_in_a_relative_clause_tells_one_thing_from_others(opening: str) -> None:
    assert not reports(opening)


def test_an_example_between_quotes_may_speak() -> None:
    assert strength("Question sans réponse attendue : « vous me suivez ? »", "Rhétorique") == 1.0
