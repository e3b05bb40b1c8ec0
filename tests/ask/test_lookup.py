"""The concept that a person means: by any label, slug, IRI or entry."""

from __future__ import annotations

import pytest

from pipeline.ask.lookup import matches
from pipeline.errors import StageError

from .small import VOCABULARY, small_dataset

RULER = VOCABULARY.concept("regle")


@pytest.mark.parametrize(
    "term",
    [
        "règle graduée",
        "Regle  GRADUEE",
        "règles graduées",
        "ruler",
        "rg",
        "regle",
        RULER,
        "a/regle",
        "b/regle",
        VOCABULARY.source("b/regle"),
    ],
)
def test_one_concept_is_found_however_it_is_written(term: str) -> None:
    assert [match.iri for match in matches(small_dataset(), term)] == [RULER]


def test_a_label_of_two_concepts_gives_both_with_their_other_labels() -> None:
    found = matches(small_dataset(), "Mire")
    assert [(match.name, match.iri, match.labels) for match in found] == [
        ("règle graduée", RULER, ["RG", "mire", "ruler", "règle graduée"]),
        ("règle souple", VOCABULARY.concept("regle-souple"), ["mire", "règle souple"]),
    ]


def test_a_living_concept_comes_before_one_that_is_gone() -> None:
    length = VOCABULARY.concept("longueur")
    assert [match.iri for match in matches(small_dataset(), "longueur")] == [length]
    gone = VOCABULARY.concept("toise")
    assert [match.iri for match in matches(small_dataset(), "toise")] == [gone]


def test_an_unknown_term_names_the_closest_labels() -> None:
    with pytest.raises(StageError) as caught:
        matches(small_dataset(), "longeur")
    assert str(caught.value) == "no concept is called `longeur`; the closest labels are `longueur`"


@pytest.mark.parametrize("term", ["", "   ", "!!", "qzx", "a<b", "http://[", "zz/yy", '"'])
def test_a_term_like_nothing_points_to_the_list(term: str) -> None:
    with pytest.raises(StageError) as caught:
        matches(small_dataset(), term)
    said = " ".join(f"`{term}`".split())
    assert str(caught.value) == f"no concept is called {said}; report.md lists all concepts"


def test_an_entry_without_a_concept_says_so() -> None:
    with pytest.raises(StageError) as caught:
        matches(small_dataset(), "b/loi")
    assert str(caught.value) == (
        "the entry b/loi belongs to no concept; report.md says what is asked about it"
    )
