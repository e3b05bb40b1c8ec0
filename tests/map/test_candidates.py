"""Terms without an entry, on small glossaries of other fields: what is offered, and what is not."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from pipeline.extract.stage import extract
from pipeline.files import read_lines
from pipeline.map.noun_phrases import noun_phrases
from pipeline.map.second_reader import parse
from pipeline.map.stage import map_sources
from pipeline.model import Candidate

from .test_other_fields import Small, page


def phrases(text: str) -> list[str]:
    (words,) = parse([text])
    return [text[start:end] for start, end in noun_phrases(text, words)]


def candidates(copy: Path, **texts: str) -> list[Candidate]:
    Small(copy, **texts)
    return read_lines(copy / "output/work/candidates.jsonl", Candidate, made_by="map")


def offered(copy: Path, **texts: str) -> list[tuple[str, int, list[str]]]:
    return [(c.text, c.frequency, c.entries) for c in candidates(copy, **texts)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Il chauffe son four à bois.", ["four", "four à bois", "bois"]),
        ("Une farine complète lève mal.", ["farine", "farine complète"]),
        (
            "Il mesure le taux de sucre du raisin.",
            [
                "taux",
                "taux de sucre",
                "taux de sucre du raisin",
                "sucre",
                "sucre du raisin",
                "raisin",
            ],
        ),
        # What judges or points stands in no term.
        ("On choisit une farine importante et une levure donnée.", ["farine", "levure"]),
        # A noun of quantity begins none.
        ("La majorité des abeilles meurt.", ["abeilles"]),
        # What depends on the verb is not the noun's.
        (
            "Les fermes peuvent alors diviser leurs ruches en compartiments.",
            ["fermes", "ruches", "compartiments"],
        ),
        # A hyphen never splits a word.
        (
            "Une porte-fenêtre donne sur l'aire du sous-sol.",
            ["porte-fenêtre", "aire", "aire du sous-sol", "sous-sol"],
        ),
    ],
)
def test_a_phrase_is_a_noun_and_what_follows_it(text: str, found: list[str]) -> None:
    assert phrases(text) == found


def test_a_phrase_has_five_words_at_most() -> None:
    found = phrases("On garde la clé de la porte de la cave de la maison de la mère du boulanger.")
    assert found[:6] == [
        "clé",
        "clé de la porte",
        "clé de la porte de la cave",
        "clé de la porte de la cave de la maison",
        "clé de la porte de la cave de la maison de la mère",
        "porte",
    ]


def test_a_term_that_two_entries_use_is_offered_with_its_sentences(copy: Path) -> None:
    texts = {
        "a": page(
            Levain="Le levain est une pâte que l'on nourrit. Elle veut de la farine de seigle.",
            Fournil="Le fournil est un lieu où sèchent les farines de seigle.",
        )
    }
    (candidate,) = candidates(copy, **texts)
    assert (candidate.text, candidate.lang, candidate.broader) == ("farine de seigle", "fr", "")
    assert candidate.frequency == 2
    assert candidate.entries == ["a/levain", "a/fournil"]
    assert [evidence.quote for evidence in candidate.evidence] == [
        "Elle veut de la farine de seigle.",
        "Le fournil est un lieu où sèchent les farines de seigle.",
    ]
    assert all(texts["a"][e.start : e.end] == e.quote for e in candidate.evidence)
    # log2(2 + 1) * 2 uses, by log2(1 + 2 entries).
    assert candidate.score == 5.02


def test_what_one_entry_alone_says_is_not_offered(copy: Path) -> None:
    text = "Le levain est une pâte. Il veut une farine de seigle. La farine de seigle le nourrit."
    assert offered(copy, a=page(Levain=text)) == []


def test_the_name_of_a_concept_and_what_stands_in_it_are_not_offered(copy: Path) -> None:
    found = offered(
        copy,
        a=page(
            Farine_de_seigle="La farine de seigle est un outil de boulanger.",
            Levain="Le levain est une pratique qui emploie la farine de seigle fraîche.",
            Fournil="Le fournil est un lieu où l'on garde la farine de seigle fraîche.",
        ),
    )
    assert found == [("farine de seigle fraîche", 2, ["a/levain", "a/fournil"])]


def test_the_name_of_an_entry_that_makes_no_concept_is_not_offered(copy: Path) -> None:
    small = Small(
        copy,
        a=page(
            Farine_de_seigle="La farine de seigle plaît.",
            Levain="Le levain est une pratique qui emploie la farine de seigle.",
            Fournil="Le fournil est un lieu où l'on garde la farine de seigle.",
        ),
    )
    assert small.of("a/farine-de-seigle") is None
    assert read_lines(copy / "output/work/candidates.jsonl", Candidate, made_by="map") == []


def test_inflected_forms_and_other_little_words_are_one_term_as_most_often_written(
    copy: Path,
) -> None:
    found = offered(
        copy,
        a=page(
            Levain="Le levain est une pratique. Il fait lever les pâtes à pains.",
            Fournil="Le fournil est un lieu où reposent les pâtes à pain.",
            Pétrin="Le pétrin est un dispositif qui tourne la pâte à pain.",
        ),
    )
    assert found == [("pâte à pain", 3, ["a/levain", "a/fournil", "a/petrin"])]


def test_a_phrase_that_only_stands_in_a_longer_one_yields_to_it(copy: Path) -> None:
    found = offered(
        copy,
        a=page(
            Ruche="La ruche est un lieu où se mesure le taux d'humidité relative.",
            Miel="Le miel est un résultat qui dépend du taux d'humidité relative.",
        ),
    )
    assert found == [("taux d'humidité relative", 2, ["a/ruche", "a/miel"])]


def test_a_word_of_the_general_dictionary_is_no_term_by_itself(copy: Path) -> None:
    found = offered(
        copy,
        a=page(
            Ruche="La ruche est un lieu où le propolisage occupe le temps des ouvrières.",
            Miel="Le miel est un résultat que le propolisage protège avec le temps.",
            Essaim="L'essaim est un groupe dont les ouvrières vivent un temps.",
        ),
    )
    assert found == [("propolisage", 2, ["a/ruche", "a/miel"])]


def test_a_term_is_placed_by_the_name_that_begins_it_or_by_its_class(copy: Path) -> None:
    found = candidates(
        copy,
        a=page(
            Ruche="La ruche est un système qui abrite une colonie.",
            Miel="Le miel est un résultat de la ruche vitrée et du taux de sucre.",
            Essaim="L'essaim est un groupe qui quitte la ruche vitrée. Un taux de sucre le retient.",
        ),
    )
    assert {c.text: c.broader.rsplit("/", 1)[-1] for c in found} == {
        "ruche vitrée": "ruche",
        "taux de sucre": "indicateur",
    }


def test_a_text_in_another_language_is_not_read_as_french(copy: Path) -> None:
    definition = "The {} est un lieu de la farine de seigle."
    text = page(Mill=definition.format("mill"), Oven=definition.format("oven"))
    assert len(offered(copy, a=text)) == 1
    catalogue = copy / "sources/sources.toml"
    content = catalogue.read_text(encoding="utf-8")
    catalogue.write_text(content.replace('language = "fr"', 'language = "en"'), encoding="utf-8")
    extract(copy, copy / "output", [])
    map_sources(copy, copy / "output", curation=True)
    assert (copy / "output/work/candidates.jsonl").read_bytes() == b""


def test_the_list_goes_from_the_best_to_the_least_and_is_the_same_every_time(copy: Path) -> None:
    texts = {
        "a": page(
            Ruche="La ruche est un lieu où l'apiculteur pose une hausse mobile et un cadre ciré.",
            Miel="Le miel est un résultat tiré d'une hausse mobile et d'un cadre ciré.",
            Essaim="L'essaim est un groupe qui se pose sur un cadre ciré.",
        )
    }
    first = candidates(copy, **texts)
    content = (copy / "output/work/candidates.jsonl").read_bytes()
    assert [c.text for c in first] == ["cadre ciré", "hausse mobile"]
    assert [c.score for c in first] == sorted((c.score for c in first), reverse=True)
    map_sources(copy, copy / "output", curation=True)
    assert (copy / "output/work/candidates.jsonl").read_bytes() == content
    assert [json.loads(line)["text"] for line in content.splitlines()] == [c.text for c in first]
