"""The tree: cycles and redundant edges go, the least certain first, decisions last."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from pipeline.map.hierarchy import Edge, name_edges
from pipeline.map.tree import ancestors, plant
from pipeline.model import Decision, Evidence, Label

SIGNED = Decision("équipe de curation", "2026-11-22", "Essai.", "relations.tsv:2")


def words(confidence: float) -> list[Evidence]:
    return [Evidence("x/1", "x", 0, 1, "a", "rule", confidence)]


def edge(child: str, parent: str, confidence: float = 0.9) -> Edge:
    return Edge(child, parent, words(confidence))


def pairs(edges: list[Edge]) -> set[tuple[str, str]]:
    return {(item.child, item.parent) for item in edges}


def test_a_concept_without_parent_hangs_under_its_class() -> None:
    tree = plant(["a"], [], {"a": [edge("a", "top")]}, ["top"])
    assert (pairs(tree.edges), tree.unplaced) == ({("a", "top")}, [])


def test_a_concept_with_a_parent_does_not_hang_under_its_class_as_well() -> None:
    found = [edge("a", "b")]
    tree = plant(["a", "b"], found, {"a": [edge("a", "top")], "b": [edge("b", "top")]}, ["top"])
    assert pairs(tree.edges) == {("a", "b"), ("b", "top")}


def test_a_concept_that_reaches_no_top_is_unplaced_with_what_is_under_it() -> None:
    tree = plant(["a", "b"], [edge("a", "b")], {}, ["top"])
    assert (tree.edges, tree.unplaced) == ([], ["a", "b"])


def test_the_least_certain_edge_of_a_cycle_goes() -> None:
    found = [edge("a", "b", 0.9), edge("b", "c", 0.5), edge("c", "a", 0.8)]
    tree = plant(["a", "b", "c"], found, {"b": [edge("b", "top")]}, ["top"])
    assert pairs(tree.removed) == {("b", "c")}
    assert pairs(tree.edges) == {("a", "b"), ("c", "a"), ("b", "top")}


def test_a_decision_never_goes_before_a_finding() -> None:
    found = [Edge("a", "b", [], SIGNED), edge("b", "a", 1.0)]
    tree = plant(["a", "b"], found, {"b": [edge("b", "top")]}, ["top"])
    assert pairs(tree.removed) == {("b", "a")}


def test_an_edge_that_others_imply_is_left_out_unless_decided() -> None:
    chain = [edge("a", "b"), edge("b", "c")]
    under = {"c": [edge("c", "top")]}
    implied = plant(["a", "b", "c"], [*chain, edge("a", "c")], under, ["top"])
    decided = plant(["a", "b", "c"], [*chain, Edge("a", "c", [], SIGNED)], under, ["top"])
    assert ("a", "c") not in pairs(implied.edges)
    assert ("a", "c") in pairs(decided.edges)


def test_reasons_for_one_edge_are_put_together() -> None:
    tree = plant(["a"], [edge("a", "top", 0.5), edge("a", "top", 0.7)], {}, ["top"])
    (found,) = tree.edges
    assert sorted(item.confidence for item in found.evidence) == [0.5, 0.7]


@given(st.lists(st.tuples(st.sampled_from("abcdef"), st.sampled_from("abcdef")), max_size=20))
def test_whatever_is_found_the_tree_has_no_cycle_and_loses_nobody(
    found: list[tuple[str, str]],
) -> None:
    concepts = list("abcdef")
    edges = [edge(child, parent) for child, parent in found if child != parent]
    tree = plant(concepts, edges, {c: [edge(c, "top")] for c in concepts}, ["top"])
    above = ancestors(tree.edges)
    assert all(concept not in above[concept] for concept in above)
    assert tree.unplaced == []
    assert all("top" in above[concept] for concept in concepts)


def label(text: str, lang: str = "fr") -> list[Label]:
    return [Label(text, lang, "preferred", words(1.0))]


def test_a_name_that_begins_with_another_is_under_it() -> None:
    labels = {
        "a": label("assurance vie temporaire"),
        "b": label("assurances vie"),
        "c": label("vie"),
    }
    assert pairs(name_edges(labels, {"a": [], "b": [], "c": []})) == {("a", "b")}


def test_a_name_inside_a_name_of_another_class_is_no_parent() -> None:
    labels = {"a": label("carte mentale"), "b": label("carte")}
    assert name_edges(labels, {"a": ["rc:Information"], "b": ["rc:Programme"]}) == []


def test_english_names_put_their_head_last_and_are_not_read() -> None:
    labels = {"a": label("sales force", "en"), "b": label("sales", "en")}
    assert name_edges(labels, {"a": [], "b": []}) == []
