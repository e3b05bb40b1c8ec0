"""Accept: RFC 9110, section 12.5.1."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.ask.serve.negotiation import preferred

OFFERED = ["text/html", "text/turtle", "application/ld+json"]


@pytest.mark.parametrize(
    ("accept", "chosen"),
    [
        ("", "text/html"),
        ("*/*", "text/html"),
        ("text/turtle", "text/turtle"),
        ("TEXT/TURTLE", "text/turtle"),
        ("text/turtle;q=0.5, application/ld+json", "application/ld+json"),
        ("text/html;q=0.1, text/turtle;q=0.2", "text/turtle"),
        ("text/*", "text/html"),
        ("text/html;q=0, text/*", "text/turtle"),
        ("application/*, */*;q=0.1", "application/ld+json"),
        ("text/turtle;charset=utf-8;q=0.9, text/html;q=0.8", "text/turtle"),
        ("text/turtle ; q=1.000", "text/turtle"),
        ("image/png", None),
        ("*/*;q=0", None),
        ("text/html;q=0", None),
        ("image/png, */*;q=0.01", "text/html"),
        ("application/xhtml+xml,text/html;q=0.9,*/*;q=0.8", "text/html"),
    ],
)
def test_the_highest_weight_wins_and_the_most_specific_range_gives_it(
    accept: str, chosen: str | None
) -> None:
    assert preferred(accept, OFFERED) == chosen


@given(st.text())
def test_any_header_is_answered_with_what_is_offered_or_none(accept: str) -> None:
    assert preferred(accept, OFFERED) in {*OFFERED, None}


@given(
    st.permutations(OFFERED), st.lists(st.integers(1, 1000), min_size=3, max_size=3, unique=True)
)
def test_the_order_of_the_header_makes_no_difference(order: list[str], weights: list[int]) -> None:
    ranges = [
        f"{media};q={weight / 1000:.3f}" for media, weight in zip(OFFERED, weights, strict=True)
    ]
    best = OFFERED[weights.index(max(weights))]
    assert (
        preferred(", ".join(sorted(ranges, key=lambda r: order.index(r.split(";")[0]))), OFFERED)
        == best
    )
