"""Versions: which texts are one, and in which order they stand (Semantic Versioning 2.0.0)."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.semver import is_version, precedence

# Clause 11 of the specification, and what follows from it.
IN_ORDER = (
    *("0.9.9", "0.9.10", "0.10.0", "1.0.0-alpha", "1.0.0-alpha.1", "1.0.0-alpha.beta"),
    *("1.0.0-beta", "1.0.0-beta.2", "1.0.0-beta.11", "1.0.0-rc.1", "1.0.0", "2.0.0", "2.1.0"),
    *("2.1.1", "10.0.0"),
)
number = st.integers(0, 10**6).map(str)
core = st.tuples(number, number, number).map(".".join)
name = st.text("abcXYZ-", min_size=1, max_size=4)
extra = st.lists(number | name, min_size=1, max_size=4).map(".".join)


@pytest.mark.parametrize(("one", "other"), list(itertools.combinations(IN_ORDER, 2)))
def test_versions_come_in_the_order_of_the_specification(one: str, other: str) -> None:
    assert precedence(one) < precedence(other)
    assert is_version(one)


@pytest.mark.parametrize(
    "text",
    [
        *(
            "",
            "1",
            "1.2",
            "1.2.3.4",
            "v1.2.3",
            "01.2.3",
            "1.02.3",
            "1.2.3-",
            "1.2.3-01",
            "1.2.3-a..b",
        ),
        *("1.2.3+", "1.2.3-é", "1.2.3 ", "1.2.3\n", "١.٢.٣", "../1.2.3", "1.2.3/..", "-1.2.3"),
    ],
)
def test_what_is_no_version_is_none(text: str) -> None:
    assert not is_version(text)


@given(core=core, extra=extra, build=extra)
def test_a_prerelease_comes_before_its_release_and_the_build_does_not_count(
    core: str, extra: str, build: str
) -> None:
    assert is_version(f"{core}-{extra}+{build}")
    assert precedence(f"{core}-{extra}") < precedence(core)
    assert precedence(f"{core}-{extra}+{build}") == precedence(f"{core}-{extra}")
    assert precedence(core) < precedence(f"{core}-{extra}".replace(core, f"1{core}", 1))
