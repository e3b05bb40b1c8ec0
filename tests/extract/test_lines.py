"""Lines, their shape, and the numbering of senses."""

from __future__ import annotations

import pytest

from pipeline.extract.counting import counted
from pipeline.extract.lines import letters, lines_of, numbered_senses


def texts(senses: list[list]) -> list[list[str]]:  # type: ignore[type-arg]
    return [[line.text for line in sense] for sense in senses]


def test_lines_are_trimmed_and_keep_their_place() -> None:
    raw = "  un \r\n\n\tdeux\u2028trois"
    assert [(line.start, line.end, line.text) for line in lines_of(raw)] == [
        (2, 4, "un"),
        (9, 13, "deux"),
        (14, 19, "trois"),
    ]


def test_letters_forget_case_accents_and_signs() -> None:
    assert letters('Carte  de Fidélité "') == letters("carte de fidelite") == "cartedefidelite"


def test_numbers_that_rise_by_one_divide_senses() -> None:
    lines = list(lines_of("1. Premier sens.\nSuite.\n2) Second sens."))
    assert texts(numbered_senses(lines)) == [["Premier sens.", "Suite."], ["Second sens."]]


def test_a_gap_in_the_numbers_divides_nothing() -> None:
    lines = list(lines_of("1. Premier.\n3. Troisième."))
    assert texts(numbered_senses(lines)) == [["1. Premier.", "3. Troisième."]]


def test_one_number_alone_divides_nothing() -> None:
    lines = list(lines_of("1. Premier."))
    assert texts(numbered_senses(lines)) == [["1. Premier."]]


def test_the_place_of_a_numbered_sense_begins_behind_its_number() -> None:
    raw = "1. Premier.\n2. Second."
    senses = numbered_senses(list(lines_of(raw)))
    assert [raw[line.start : line.end] for sense in senses for line in sense] == [
        "Premier.",
        "Second.",
    ]


@pytest.mark.parametrize(
    ("count", "said"),
    [
        (0, "0 ligne lue a un terme"),
        (1, "1 ligne lue a un terme"),
        (2, "2 lignes lues ont un terme"),
    ],
)
def test_words_agree_with_their_count(count: int, said: str) -> None:
    assert counted(count, "ligne[s] lue[s] [a|ont] un terme") == said
