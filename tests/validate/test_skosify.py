"""skosify as an independent oracle: on the same files it finds what the shapes find, or we say why.

skosify (https://github.com/NatLibFi/Skosify) checks five things: S13, S14, S27, redundant hierarchy
and loops. It reads skos:broader and skos:related as they are written, which explains most of the
differences.
"""

from __future__ import annotations

import logging
from pathlib import Path

import pyoxigraph
import pytest
import rdflib
from skosify import check

from pipeline.validate.engines import run
from pipeline.validate.names import Names
from pipeline.validate.shapes import load_shapes

PROJECT = Path(__file__).parents[2]
FIXTURES = sorted((PROJECT / "tests/validate/fixtures").glob("*/*.ttl"))
PUBLISHED = PROJECT / "output/relation-client.ttl"

# What both look at: the check, then the concepts (and the text) that the fault is about.
Fault = tuple[str, frozenset[str], str]
LOOP = "quality-cyclic-hierarchical-relations"
REDUNDANT = "quality-hierarchical-redundancy"

_TAGS = "skosify compares language tags to the letter"
_WRITTEN = "skosify reads skos:broader and skos:related alone, not what says the same"
_LOOP = "on a loop skosify calls every link redundant; ours is left to the check of loops"
_SELF = "for skosify a concept is above itself; ours has a check of its own for such a relation"

# Where the two differ: what only skosify finds, what only the shapes find, and why.
DIFFERENCES: dict[str, tuple[set[str], set[str], str]] = {
    "S14/invalid-tags-in-different-case": (set(), {"S14"}, _TAGS),
    "S27/invalid-by-a-typed-relation": (set(), {"S27"}, _WRITTEN),
    "S27/invalid-hierarchy-by-a-mapping": (set(), {"S27"}, _WRITTEN),
    "S27/invalid-hierarchy-by-broader-and-narrower": (set(), {"S27"}, _WRITTEN),
    "S27/invalid-hierarchy-by-broadertransitive": (set(), {"S27"}, _WRITTEN),
    "S27/invalid-hierarchy-by-narrower": (set(), {"S27"}, _WRITTEN),
    "S27/invalid-stated-from-above": (set(), {"S27"}, _WRITTEN),
    f"{LOOP}/invalid-a-loop-by-broader-and-narrower": ({REDUNDANT}, set(), _LOOP),
    f"{LOOP}/invalid-a-loop-of-two": ({REDUNDANT}, set(), _LOOP),
    "vocabulary-cycle/invalid-a-loop-of-two": ({REDUNDANT}, set(), _LOOP),
    f"{REDUNDANT}/invalid-stated-by-narrower": (set(), {REDUNDANT}, _WRITTEN),
    "quality-reflexively-related-concepts/invalid-related-to-itself": ({"S27"}, set(), _SELF),
    "vocabulary-relation-target/invalid-to-itself": ({"S27"}, set(), _SELF),
}


def of_skosify(path: Path) -> set[Fault]:
    """What skosify warns of."""
    graph = rdflib.Graph().parse(path, format="turtle")
    heard: list[logging.LogRecord] = []

    class Listener(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            heard.append(record)

    listener, logger = Listener(), logging.getLogger()
    logger.addHandler(listener)
    try:
        # With its default policy, skosify 2.3 says that it does not know it and checks nothing; any
        # other one takes labels away, hence the copy.
        check.preflabel_uniqueness(copied(graph), policy="shortest")
        check.label_overlap(graph)
        check.disjoint_relations(graph)
        check.hierarchical_redundancy(graph)
        check.hierarchy_cycles(graph)
    finally:
        logger.removeHandler(listener)
    return {_warned(record.msg, [str(part) for part in record.args or ()]) for record in heard}


def copied(graph: rdflib.Graph) -> rdflib.Graph:
    """A graph with the same statements."""
    copy = rdflib.Graph()
    for triple in graph:
        copy.add(triple)
    return copy


def _warned(message: str, parts: list[str]) -> Fault:
    if "more than one prefLabel" in message:
        return ("S14", frozenset(parts[:1]), "")
    if "as both" in message:
        name = "S13" if parts[3] == "prefLabel" else "S13-alternative"
        return (name, frozenset(parts[:1]), parts[1])
    if "connected by both" in message:
        return ("S27", frozenset(parts[:2]), "")
    if "Redundant" in message:
        return (REDUNDANT, frozenset(parts[:2]), "")
    assert "cycle" in message, message
    return (LOOP, frozenset(), "")


def of_the_shapes(path: Path) -> set[Fault]:
    """What our shapes say of the same matters."""
    store = pyoxigraph.Store()
    store.load(path=str(path), format=pyoxigraph.RdfFormat.TURTLE)
    names = Names(store, {})
    faults: set[Fault] = set()
    for file in ("skos-integrity", "quality"):
        for result in run(load_shapes(PROJECT / f"shapes/{file}.ttl"), store, names):
            focus = getattr(result.focus, "value", str(result.focus))
            value = getattr(result.value, "value", "") if result.value is not None else ""
            match result.check:
                case "S13" | "S13-alternative":
                    faults.add((result.check, frozenset({focus}), value))
                case "S14":
                    faults.add(("S14", frozenset({focus}), ""))
                case "S27" | "quality-hierarchical-redundancy":
                    faults.add((result.check, frozenset({focus, value}), ""))
                case "quality-cyclic-hierarchical-relations":
                    faults.add((LOOP, frozenset(), ""))
    return faults


@pytest.mark.parametrize(
    "path", [PUBLISHED, *FIXTURES], ids=lambda path: f"{path.parent.name}/{path.stem}"
)
def test_skosify_and_the_shapes_find_the_same_or_we_say_why(path: Path) -> None:
    theirs, ours = of_skosify(path), of_the_shapes(path)
    only_theirs, only_ours, _ = DIFFERENCES.get(
        f"{path.parent.name}/{path.stem}", (set(), set(), "")
    )
    assert {check for check, *_ in theirs - ours} == only_theirs, (theirs, ours)
    assert {check for check, *_ in ours - theirs} == only_ours, (theirs, ours)


def test_each_difference_is_of_a_file_that_exists() -> None:
    assert DIFFERENCES.keys() <= {f"{path.parent.name}/{path.stem}" for path in FIXTURES}
