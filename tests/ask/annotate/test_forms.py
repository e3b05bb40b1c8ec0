"""The plural and feminine of words, and nothing else."""

from __future__ import annotations

import pytest

from pipeline.ask.annotate.forms import forms


@pytest.mark.parametrize(
    ("word", "wanted"),
    [
        ("client", {"client", "clients", "cliente", "clientes"}),
        ("appels", {"appels", "appel"}),
        ("réseau", {"réseau", "réseaux"}),
        ("travail", {"travail", "travaux"}),
        ("chatbots", {"chatbots", "chatbot"}),
        ("voix", {"voix"}),
        ("temps", {"temps"}),
        ("des", {"des"}),
        ("360", {"360"}),
        ("abandon", {"abandon", "abandons"}),
        ("règle", {"règle", "règles"}),
        ("moyenne", {"moyenne", "moyennes"}),
    ],
)
def test_french_words_take_number_and_gender(word: str, wanted: set[str]) -> None:
    assert set(forms(word, "fr")) == wanted


def test_a_feminine_of_another_word_cannot_stand_alone() -> None:
    assert forms("actif", "fr")["active"] is False
    assert forms("client", "fr")["cliente"] is True


@pytest.mark.parametrize(
    ("word", "wanted"),
    [
        ("story", {"story", "stories"}),
        ("process", {"process", "processes"}),
        ("rules", {"rules", "rule"}),
        ("survey", {"survey", "surveys"}),
        ("sales", {"sales"}),
    ],
)
def test_english_words_take_number(word: str, wanted: set[str]) -> None:
    assert set(forms(word, "en")) == wanted


def test_no_form_is_made_in_another_language() -> None:
    assert forms("kunde", "de") == {"kunde": True}
