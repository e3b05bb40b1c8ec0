"""The overview map: what it counts, and where it puts the branches."""

from __future__ import annotations

import random
from collections import Counter
from itertools import combinations, pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.model import Concept
from pipeline.publish.appearance import Appearance
from pipeline.publish.explorer.numbers import Numbers
from pipeline.publish.explorer.overview import EXAMPLES, LETTERS, MOST, overview
from pipeline.publish.explorer.overview_chart import LINE, Branch, chart
from pipeline.publish.inputs import read_build
from pipeline.publish.map_page.islands import measure
from pipeline.publish.wording import Wording

from ..glossary import concept, large_glossary, with_inverses, write_build

Json = dict[str, Any]
BRANCHES = st.lists(
    st.builds(
        Branch,
        st.integers(0, 3000),
        st.lists(
            st.lists(st.text("aeilmnrst ", min_size=1, max_size=14), min_size=1, max_size=4),
            min_size=2,
            max_size=2,
        ),
    ),
    min_size=1,
    max_size=14,
)


def shown(project: Path, concepts: list[Concept]) -> Json:
    """The overview of a project with these concepts."""
    output = write_build(project, concepts)
    build = read_build(project, output, curation=True)
    wording = Wording(build.vocabulary, build.graphs["ontology"])
    look = Appearance(build.vocabulary, build.concepts, wording, build.graphs["ontology"])
    return overview(build, look.forest, Numbers(build, wording, look))


@settings(deadline=None)
@given(branches=BRANCHES, seed=st.integers(0, 99), width=st.sampled_from([330, 600]))
def test_no_two_branches_overlap(branches: list[Branch], seed: int, width: int) -> None:
    """Neither circles nor names, whatever the sizes and the ties; and all stand inside the map."""
    dice = random.Random(seed)
    pairs = [pair for pair in combinations(range(len(branches)), 2) if dice.random() < 0.3]
    made = chart(branches, {pair: dice.randint(1, 50) for pair in pairs}, width, LETTERS)
    boxes = []
    for (x, y, radius), branch in zip(made["places"], branches, strict=True):
        half = max(radius, *(measure(line, LETTERS) / 2 for text in branch.texts for line in text))
        text = max(map(len, branch.texts)) * LETTERS * LINE
        assert y - radius >= 0
        assert y + radius + text <= made["height"]
        assert half <= min(x, width - x) + 1
        boxes.append((x - half, x + half, y - radius, y + radius + text))
    for (left, right, top, bottom), (its_left, its_right, its_top, its_bottom) in combinations(
        boxes, 2
    ):
        apart = right <= its_left or its_right <= left or bottom <= its_top or its_bottom <= top
        assert apart


def test_the_area_of_a_circle_tells_the_size() -> None:
    branches = [Branch(size, [["a"], ["a"]]) for size in (4000, 1000, 0)]
    large, small, none = (radius for _, _, radius in chart(branches, {}, 600, LETTERS)["places"])
    assert large == pytest.approx(2 * small, abs=1)
    assert 0 < none < small


def test_the_more_two_branches_are_tied_the_nearer_they_stand() -> None:
    """A chain of three, and one that is tied to none of them."""
    branches = [Branch(3, [["a"], ["a"]]) for _ in range(4)]
    places = chart(branches, {(0, 1): 9, (1, 2): 9}, 600, LETTERS)["places"]

    def far(one: int, other: int) -> float:
        (x, y, _), (its_x, its_y, _) = places[one], places[other]
        return float((x - its_x) ** 2 + (y - its_y) ** 2)

    assert max(far(0, 1), far(1, 2)) < min(far(0, 2), far(0, 3), far(1, 3), far(2, 3))


def test_it_counts_what_the_concepts_say(tmp_path: Path) -> None:
    """Sizes and relations between branches, counted by hand."""
    concepts = with_inverses(
        [
            concept("approche", "approche", kind="Approach"),
            concept("perception", "perception", kind="Perception"),
            concept("a", "a", broader=["approche"]),
            concept("b", "b", broader=["a"]),
            concept("c", "c", broader=["perception", "a"]),
        ],
        [
            ("a", "rc:measures", "c"),
            ("b", "rc:measures", "c"),
            ("perception", "rc:influences", "b"),
            ("a", "rc:partOf", "b"),
        ],
    )
    told = shown(tmp_path, concepts)
    numbers = {"a": 0, "approche": 1, "b": 2, "c": 3, "perception": 4}
    assert [(b["concept"], b["size"]) for b in told["branches"]] == [
        (numbers["approche"], 3),
        (numbers["perception"], 1),
    ]
    said = [(one, other, number) for one, _, other, number in told["said"]]
    # "measures" twice; the other way "influences", and a second place in the tree.
    assert said == [(0, 1, 2), (1, 0, 1), (1, 0, 1)]
    assert told["counts"]["concepts"] == 5
    # Four places in the tree, and four relations.
    assert told["counts"]["relations"] == 8
    assert [len(made["places"]) for made in told["charts"]] == [2, 2]


def test_of_many_branches_it_shows_the_largest(tmp_path: Path) -> None:
    """In reading order all the same; and acronyms to try are of concepts that say the most."""
    many = [concept(f"top-{i:02}", f"tête {i:02}") for i in range(MOST + 9)]
    under = [concept(f"u-{i}", f"dessous {i}", broader=[f"top-{40 + i % 9:02}"]) for i in range(20)]
    told = shown(tmp_path, with_inverses([*many, *under], []))
    sizes = [branch["size"] for branch in told["branches"]]
    assert len(sizes) == MOST
    assert sum(sizes) == 20
    order = [branch["concept"] for branch in told["branches"]]
    assert all(one < other for one, other in pairwise(order))
    assert told["counts"]["tops"] == MOST + 9


def test_the_same_build_gives_the_same_overview(tmp_path: Path) -> None:
    """Two runs, the concepts in another order."""
    concepts = large_glossary()
    one = shown(tmp_path / "one", concepts)
    assert one == shown(tmp_path / "other", concepts[::-1])
    acronyms = Counter(example["acronym"] for example in one["examples"])
    assert len(acronyms) == EXAMPLES
