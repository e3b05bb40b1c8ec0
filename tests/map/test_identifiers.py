"""An IRI, once minted, never moves and is never given to another concept."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.errors import ConfigurationError
from pipeline.map.identifiers import Identifiers, load_identifiers

ENTRIES = [f"s/{letter}" for letter in "abcdef"]
# A build: which entry is of which concept (or of none), the order of the concepts, their names.
BUILDS = st.lists(
    st.tuples(
        st.lists(st.sampled_from([None, 0, 1, 2, 3]), min_size=6, max_size=6),
        st.permutations(range(4)),
        st.lists(st.sampled_from(["marge", "profit", "gain"]), min_size=4, max_size=4),
    ),
    min_size=1,
    max_size=8,
)
Build = tuple[list[int | None], list[int], list[str]]


class Run:
    """Builds in a row, each with a file that was written and read again in between."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        (folder / "ontology").mkdir(exist_ok=True)
        (folder / "ontology/identifiers.csv").write_text("key,slug,label\n", encoding="utf-8")

    def build(self, one: Build, order: Sequence[int]) -> tuple[dict[str, str], dict[str, str]]:
        """Entry -> slug, and what is gone -> its successor."""
        concepts, _, names = one
        identifiers = load_identifiers(self.folder)
        groups = {n: [e for e, c in zip(ENTRIES, concepts, strict=True) if c == n] for n in order}
        ranked = sorted(
            (g for g in groups.items() if g[1]), key=lambda g: identifiers.seniority(g[1])
        )
        in_use: dict[str, str] = {}
        for number, keys in ranked:
            slug = identifiers.slug_for(keys, names[number], set(in_use.values()))
            assert slug not in in_use.values()
            in_use.update(dict.fromkeys(keys, slug))
        gone = identifiers.settle(in_use)
        text = identifiers.as_csv()
        (self.folder / "ontology/identifiers.csv").write_text(text, encoding="utf-8")
        return in_use, gone


def members(in_use: dict[str, str]) -> dict[str, set[str]]:
    return {slug: {e for e, s in in_use.items() if s == slug} for slug in in_use.values()}


@settings(deadline=None)
@given(builds=BUILDS)
def test_no_sequence_of_edits_moves_an_iri_or_gives_it_to_another_concept(
    builds: list[Build], tmp_path_factory: pytest.TempPathFactory
) -> None:
    run = Run(tmp_path_factory.mktemp("run"))
    ever: dict[str, set[str]] = {}
    before: dict[str, set[str]] = {}
    for one in builds:
        in_use, gone = run.build(one, one[1])
        after = members(in_use)
        for slug, keys in after.items():
            # A slug returns to nothing but what had one of its entries.
            assert slug not in ever or ever[slug] & keys
        for slug, keys in before.items():
            unchanged = [s for s, k in after.items() if k == keys]
            assert unchanged in ([], [slug])
        assert (ever.keys() | after.keys()) - after.keys() == gone.keys()
        assert {to for to in gone.values() if to} <= after.keys()
        # Other names in another order: nothing moves.
        renamed = (one[0], one[1], ["vente"] * 4)
        assert run.build(renamed, one[1][::-1]) == (in_use, gone)
        for slug, keys in after.items():
            ever[slug] = ever.get(slug, set()) | keys
        before = after


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


def test_what_was_minted_and_never_published_is_forgotten() -> None:
    identifiers = Identifiers({})
    identifiers.slug_for(["s/a"], "marge", [])
    assert identifiers.settle({}) == {}
    assert (identifiers.rows, identifiers.deprecated) == ({}, set())


def test_an_entry_with_a_new_key_keeps_its_slug() -> None:
    identifiers = Identifiers({"s/def-1": "marge"}, {"marge": "marge"})
    identifiers.follow({"s/def-1": "s/def-2", "s/def-3": "s/def-4"})
    assert identifiers.slug_for(["s/def-2"], "profit", []) == "marge"
    assert identifiers.settle({"s/def-2": "marge"}) == {}


def test_the_trunk_is_never_gone() -> None:
    identifiers = Identifiers({"concept:canal": "canal"})
    identifiers.reserve("concept:canal", "canal", "canal")
    assert identifiers.settle({}) == {}


def test_a_concept_that_people_added_goes_with_its_row() -> None:
    before = Identifiers({})
    slug = before.slug_for(["concept:fidelite"], "programme de fidélité", [])
    identifiers = Identifiers(before.rows, before.labels)
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


def test_a_file_without_status_is_read_and_an_unknown_status_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "ontology/identifiers.csv"
    path.parent.mkdir()
    path.write_text("key,slug,label\ns/a,marge,marge\n", encoding="utf-8")
    assert load_identifiers(tmp_path).deprecated == set()
    path.write_text("key,slug,label,status\ns/a,marge,marge,old\n", encoding="utf-8")
    with pytest.raises(
        ConfigurationError, match=r"identifiers\.csv:2: unknown status `old`; leave"
    ):
        load_identifiers(tmp_path)
