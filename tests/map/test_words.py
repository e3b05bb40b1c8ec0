"""Keys, acronyms and their expansions, languages, sentences."""

from __future__ import annotations

import pytest

from pipeline.map.headwords import headword_names
from pipeline.map.words import fits, initials, is_acronym, is_english, key, sentence_spans


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Satisfaction clients", "satisfaction des clients"),
        ("call center", "Callcenter"),
        ("call-center", "callcenter"),
        ("centres d'appels", "Centre d’appel"),
        ("C-SAT", "CSAT"),
        ("CTAs", "CTA"),
        ("Carte de fidélité", "cartes de fidelite"),
    ],
)
def test_two_writings_of_one_name_have_one_key(one: str, other: str) -> None:
    assert key(one) == key(other) != ""


@pytest.mark.parametrize(
    ("one", "other"),
    [("score de risque", "score d'attrition"), ("CRM", "VRM"), ("taux de contact", "taux")],
)
def test_different_names_have_different_keys(one: str, other: str) -> None:
    assert key(one) != key(other)


@pytest.mark.parametrize("name", ["CRM", "C-SAT", "CLTV", "CTAs", "B2B", "UX"])
def test_acronyms(name: str) -> None:
    assert is_acronym(name)


@pytest.mark.parametrize(
    "name", ["Crm", "call", "360", "eXperience", "CRM client", "A", "PLATEFORMES"]
)
def test_not_acronyms(name: str) -> None:
    assert not is_acronym(name)


@pytest.mark.parametrize(
    ("acronym", "expansion"),
    [
        ("C-SAT", "Customer Satisfaction Score"),
        ("CLTV", "customer lifetime value"),
        ("CX", "Customer eXperience"),
        ("CX", "customer experience"),
        ("VOC", "Voix du Client"),
        ("VOC", "Voice Of Customer"),
        ("CTA", "call-to-action"),
        ("SGBD", "Système de Gestion de Bases de Données"),
        ("ROI", "Return on Investment"),
        ("RGPD", "Règlement général sur la protection des données"),
        ("TVA", "taxe sur la valeur ajoutée"),
        ("DRH", "direction des ressources humaines"),
    ],
)
def test_letters_found_in_the_words_in_order_fit(acronym: str, expansion: str) -> None:
    assert fits(acronym, expansion)


@pytest.mark.parametrize(
    ("acronym", "expansion"),
    [
        ("CRM", "gestion de la relation client"),
        ("VRM", "Customer Relationship Management"),
        ("WOM", "bouche-à-oreille"),
        ("KPI", "indicateurs clés de performance"),
        ("RGPD", "General Data Protection Regulation"),
        ("CRM", ""),
        ("TVA", "taxe sur la valeur ajoutée payée par le client final"),
    ],
)
def test_other_words_do_not_fit(acronym: str, expansion: str) -> None:
    assert not fits(acronym, expansion)


def test_initials_form_the_acronym_of_an_expansion() -> None:
    assert initials("Durée Moyenne de Traitement") == "DMT"
    assert initials("système de gestion de bases de données") == "SGBD"


@pytest.mark.parametrize(
    "name", ["Customer Effort Score", "Net Promoter Score", "Word of Mouth", "Call-To-Action"]
)
def test_english_names(name: str) -> None:
    assert is_english(name)


@pytest.mark.parametrize(
    "name",
    ["Voix du client", "Retour sur Investissement", "Expérience utilisateur", "score", "xqjvk"],
)
def test_names_that_are_not_english(name: str) -> None:
    assert not is_english(name)


def test_sentences_end_where_a_capital_follows_outside_brackets() -> None:
    text = "Un outil (p. ex. une pelle. Une bêche) etc. utile. Il dure ? “Oui.” Fin"
    assert [text[start:end] for start, end in sentence_spans(text)] == [
        "Un outil (p. ex. une pelle. Une bêche) etc. utile.",
        "Il dure ?",
        "“Oui.”",
        "Fin",
    ]


def test_signs_of_emphasis_around_a_name_in_a_bracket_are_no_part_of_it() -> None:
    found = headword_names("Taux d'attrition (*churn rate*)", lang="fr")
    assert [(name.text, name.start) for name in found] == [
        ("Taux d'attrition", 0),
        ("churn rate", 19),
    ]
