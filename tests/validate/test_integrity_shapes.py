"""The integrity conditions of the SKOS Reference on a whole build; one by one in fixtures/S*."""

from __future__ import annotations

from pipeline.graphs import Graphs

from .checking import reported, reported_once_spoiled


def test_a_sound_build_with_its_sources_passes(sound: Graphs) -> None:
    assert reported("skos-integrity", sound) == set()


def test_s27_knows_the_typed_relations_of_the_ontology(sound: Graphs) -> None:
    found = reported_once_spoiled(
        "skos-integrity",
        sound,
        part="vocabulary",
        add="c:net-promoter-score rc:basedOn c:indicateur .",
    )
    assert found == {("S27", "concept/net-promoter-score", "concept/indicateur")}


def test_s46_sees_the_mappings_of_the_sources(sound: Graphs) -> None:
    found = reported_once_spoiled(
        "skos-integrity",
        sound,
        part="sources",
        add="e:svi skos:broadMatch c:serveur-vocal-interactif .",
    )
    assert found == {("S46", "concept/serveur-vocal-interactif", "source/24pm-grc-s/svi")}
