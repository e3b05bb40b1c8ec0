"""An IRI, once minted, never moves and is never given to another concept."""

from __future__ import annotations

from pipeline.map.identifiers import Identifiers


def test_a_slug_is_minted_from_the_name_in_ascii() -> None:
    assert (
        Identifiers({}).slug_for(["s/e"], "Expérience d'achat (œuvre)", [])
        == "experience-d-achat-oeuvre"
    )


def test_a_slug_stays_when_the_name_changes() -> None:
    assert Identifiers({"s/e": "marge"}).slug_for(["s/e"], "profit", []) == "marge"


def test_a_name_already_minted_for_another_gets_a_number() -> None:
    assert Identifiers({"s/a": "marge"}).slug_for(["s/b"], "marge", []) == "marge-2"


def test_a_new_entry_takes_the_slug_of_its_concept() -> None:
    identifiers = Identifiers({"s/a": "marge"})
    assert identifiers.slug_for(["s/new", "s/a"], "marge", []) == "marge"
    assert identifiers.rows == {"s/a": "marge", "s/new": "marge"}


def test_a_merge_keeps_the_slug_minted_first_and_the_other_points_to_it() -> None:
    identifiers = Identifiers({"s/a": "marge", "s/b": "profit"})
    assert identifiers.slug_for(["s/b", "s/a"], "profit", []) == "marge"
    in_use = {"s/a": "marge", "s/b": "marge"}
    assert identifiers.settle(in_use, []) == {"profit": "marge"}


def test_a_split_gives_the_second_part_a_slug_of_its_own() -> None:
    identifiers = Identifiers({"s/a": "marge", "s/b": "marge"})
    first = identifiers.slug_for(["s/a"], "marge", [])
    second = identifiers.slug_for(["s/b"], "profit", [first])
    assert (first, second, identifiers.rows["s/b"]) == ("marge", "profit", "profit")


def test_a_withdrawn_entry_leaves_a_slug_without_successor() -> None:
    assert Identifiers({"s/a": "marge"}).settle({}, []) == {"marge": ""}


def test_an_entry_that_makes_no_concept_for_now_keeps_its_slug_waiting() -> None:
    assert Identifiers({"s/a": "marge"}).settle({}, ["s/a"]) == {}


def test_the_trunk_is_never_gone() -> None:
    identifiers = Identifiers({"concept:canal": "canal"})
    identifiers.reserve("concept:canal", "canal", "canal")
    assert identifiers.settle({}) == {}


def test_a_concept_that_people_added_goes_with_its_row() -> None:
    identifiers = Identifiers({})
    slug = identifiers.slug_for(["concept:fidelite"], "programme de fidélité", [])
    assert (slug, identifiers.settle({})) == ("fidelite", {"fidelite": ""})
    assert identifiers.as_csv().endswith(
        "concept:fidelite,fidelite,programme de fidélité,deprecated\n"
    )


def test_a_live_slug_comes_before_a_deprecated_one() -> None:
    identifiers = Identifiers({"s/b": "profit", "s/c": "gain"}, deprecated=["profit"])
    assert identifiers.slug_for(["s/b", "s/c"], "gain", []) == "gain"


def test_a_concept_that_returns_has_its_slug_again() -> None:
    identifiers = Identifiers({"s/b": "profit"}, deprecated=["profit"])
    assert identifiers.slug_for(["s/b"], "bénéfice", []) == "profit"
    identifiers.settle({"s/b": "profit"})
    assert identifiers.deprecated == set()


def test_the_file_lists_slugs_in_the_order_they_were_minted() -> None:
    identifiers = Identifiers({"s/z": "z"}, {"z": "zoo"})
    identifiers.slug_for(["s/a"], "à", [])
    assert identifiers.as_csv() == "key,slug,label,status\ns/z,z,zoo,\ns/a,a,à,\n"


def test_the_label_is_the_one_the_concept_bore_last() -> None:
    identifiers = Identifiers({"s/a": "marge"}, {"marge": "marge"})
    identifiers.slug_for(["s/a"], "profit", [])
    assert identifiers.as_csv() == "key,slug,label,status\ns/a,marge,profit,\n"
