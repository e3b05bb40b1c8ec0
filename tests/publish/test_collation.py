"""The order of names: that of a French dictionary, on every machine."""

from __future__ import annotations

import random

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from pipeline.publish.collation import collation_key, initial


@pytest.mark.parametrize(
    "words",
    [
        ["cote", "coté", "côte", "côté", "coter"],
        ["eau", "école", "Écoute", "élan", "énergie"],
        ["odeur", "œuf", "œuvre", "offre", "oie"],
        ["call back", "call tracking", "callcenter"],
        ["canal", "canal d'interaction client", "canal direct", "canaux"],
        ["call", "call-to-action", "call tracking"],
        ["score d'attrition", "score d’effort", "score de risque"],
        ["2 axes", "10 axes", "axe"],
        ["accueil", "VOC", "voix"],
        ["sel", "Sel", "SEL"],
    ],
)
def test_words_stand_as_in_a_french_dictionary(words: list[str]) -> None:
    shuffled = random.Random(1).sample(words, len(words))
    assert sorted(shuffled, key=collation_key) == words


def test_both_apostrophes_part_words_alike() -> None:
    assert collation_key("centre d'appels")[0] == collation_key("centre d’appels")[0]


@pytest.mark.parametrize(
    ("text", "letter"),
    [("élan", "E"), ("œuvre", "O"), ("« Abandon »", "A"), ("360°", "#"), ("…", "#"), ("VOC", "V")],
)
def test_a_word_is_listed_under_its_letter_without_accent(text: str, letter: str) -> None:
    assert initial(text) == letter


@given(st.lists(st.text(), max_size=12))
@example(["A", "T", "𝕿"])
def test_any_texts_have_one_order_and_each_letter_stands_in_one_place(texts: list[str]) -> None:
    ordered, backwards = sorted(texts, key=collation_key), texts[::-1]
    assert ordered == sorted(backwards, key=collation_key)
    letters = [initial(text) for text in ordered]
    runs = [letter for at, letter in enumerate(letters) if at == 0 or letters[at - 1] != letter]
    assert len(runs) == len(set(runs))
