"""Where things stand on the map: nothing overlaps, and the same concepts make the same map."""

from __future__ import annotations

from itertools import combinations

import pytest

from pipeline.model import Concept, Label, Relation
from pipeline.publish.forest import Line, plant, shown_name
from pipeline.publish.map_page.archipelago import Chart, chart
from pipeline.publish.map_page.drawing import Drawing
from pipeline.publish.map_page.islands import (
    CELL_WIDTH,
    LABEL_WIDTH,
    broken,
    columns_for,
    measure,
    rows_for,
    settle,
)
from pipeline.publish.wording import Wording

from .glossary import INVERSES, VOCABULARY, concept, large_glossary, small_glossary

SIZE = 13
LINE_HEIGHT = 15


def large_chart(aspect: float) -> tuple[Chart, dict[str, list[str]]]:
    forest = plant(large_glossary(), INVERSES, "fr")
    labels = {iri: broken(shown_name(c, "fr"), SIZE) for iri, c in forest.concepts.items()}
    return chart(forest, {iri: len(text) for iri, text in labels.items()}, aspect), labels


@pytest.mark.parametrize("aspect", [0.58, 1.36, 1.75])
def test_no_two_labels_overlap(aspect: float) -> None:
    drawn, labels = large_chart(aspect)
    boxes = []
    for card in drawn.cards:
        for iri, (x, y) in card.places.items():
            width = max(measure(line, SIZE) for line in labels[iri])
            bottom = y + 12 + LINE_HEIGHT * len(labels[iri])
            boxes.append((x - width / 2, y - 11, x + width / 2, bottom))
    for one, other in combinations(boxes, 2):
        apart = one[2] <= other[0] or other[2] <= one[0] or one[3] <= other[1] or other[3] <= one[1]
        assert apart, (one, other)


@pytest.mark.parametrize("aspect", [0.58, 1.36, 1.75])
def test_islands_do_not_overlap_and_hold_their_concepts(aspect: float) -> None:
    drawn, _ = large_chart(aspect)
    for one, other in combinations(drawn.cards, 2):
        beside = one.left + one.width <= other.left or other.left + other.width <= one.left
        above = one.top + one.height <= other.top or other.top + other.height <= one.top
        assert beside or above
    for card in drawn.cards:
        assert all(card.left < x < card.left + card.width for x, _ in card.places.values())
        assert all(card.top < y < card.top + card.height for _, y in card.places.values())


def test_the_map_takes_about_the_shape_of_its_frame() -> None:
    wide, _ = large_chart(1.75)
    tall, _ = large_chart(0.58)
    assert 1.4 < wide.width / wide.height < 2.2
    assert 0.4 < tall.width / tall.height < 0.75


def test_a_tree_of_hundreds_takes_the_shape_of_its_frame_too() -> None:
    many = [concept(f"c{number}", f"concept {number}", broader=["top"]) for number in range(300)]
    forest = plant([concept("top", "top"), *many], INVERSES, "fr")
    drawn = chart(forest, dict.fromkeys(forest.concepts, 2), 1.36)
    assert [len(card.places) for card in drawn.cards] == [301]
    assert 1 < drawn.width / drawn.height < 2.2


def test_every_concept_has_one_place_of_whole_pixels() -> None:
    nodes = Drawing(VOCABULARY, large_glossary(), Wording(VOCABULARY, []), []).nodes()
    assert len(nodes) == len(large_glossary()) == len({node["n_id"] for node in nodes})
    assert all(type(node["x"]) is int and type(node["y"]) is int for node in nodes)


def test_the_root_stands_in_the_middle_and_children_around_it() -> None:
    children = {"root": [f"c{number}" for number in range(6)]}
    island = settle("root", children, 3, dict.fromkeys(["root", *children["root"]], 1))
    x, y = island.places["root"]
    across = sorted(island.places.values())
    assert across[0][0] < x < across[-1][0]
    down = sorted(place[1] for place in island.places.values())
    assert down[0] < y < down[-1]


@pytest.mark.parametrize(
    ("number", "columns", "rows"), [(1, 1, 1), (3, 1, 3), (5, 3, 2), (8, 3, 3), (14, 4, 4)]
)
def test_a_brick_pattern_has_a_cell_less_in_every_other_row(
    number: int, columns: int, rows: int
) -> None:
    assert rows_for(number, columns) == rows


def test_more_than_two_concepts_do_not_stand_in_single_file() -> None:
    assert columns_for(2, 8) == 1
    assert columns_for(3, 8) == 2


def test_a_label_is_broken_at_spaces_and_hyphens_and_fits_its_cell() -> None:
    assert broken("couplage téléphonie-informatique", SIZE) == [
        "couplage",
        "téléphonie-",
        "informatique",
    ]
    assert broken("CRM", SIZE) == ["CRM"]
    for line in broken("x" * 60, SIZE):
        assert measure(line, SIZE) <= LABEL_WIDTH < CELL_WIDTH


def test_a_very_long_label_is_cut_after_four_lines() -> None:
    lines = broken("mot " * 60, SIZE)
    assert len(lines) == 4
    assert lines[3].endswith("…")


def test_a_relation_stated_in_both_directions_is_one_line() -> None:
    forest = plant(small_glossary(), INVERSES, "fr")
    crm, vrm = VOCABULARY.concept("crm"), VOCABULARY.concept("vendor-relationship-management")
    between = [line for line in forest.lines if {line.subject, line.object} == {crm, vrm}]
    assert between == [Line(crm, "rc:inverseApproachOf", vrm)]


def test_an_inverse_is_read_in_the_direction_that_is_drawn() -> None:
    measured = Relation("rc:measuredBy", VOCABULARY.concept("a"))
    other = Concept(VOCABULARY.concept("b"), [], [], [measured])
    assert plant([concept("a", "a"), other], INVERSES, "fr").lines == [
        Line(VOCABULARY.concept("a"), "rc:measures", VOCABULARY.concept("b"))
    ]


def test_a_loop_in_the_hierarchy_does_not_hang() -> None:
    one = concept("a", "a", broader=["b"])
    other = concept("b", "b", broader=["a"])
    forest = plant([one, other], INVERSES, "fr")
    assert [forest.tree(root) for root in forest.roots] == [[other.iri, one.iri]]


def test_no_concept_makes_an_empty_map() -> None:
    assert chart(plant([], INVERSES, "fr"), {}, 1.4) == Chart([], 0, 0)


def test_a_concept_without_a_french_name_is_shown_by_what_there_is() -> None:
    english = Concept("https://example.org/x", [Label("voice", "en", "preferred")], [], [])
    nameless = Concept("https://example.org/y", [], [], [])
    assert [shown_name(c, "fr") for c in (english, nameless)] == ["voice", "y"]
