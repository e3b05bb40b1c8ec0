"""Which labels are looked for."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox
import pytest

from pipeline.ask.annotate.labels import Labels, in_language, published_labels, read_labels
from pipeline.errors import InputError, StageError

from ..small import VOCABULARY

_BASE = VOCABULARY.concept("")


def read(statements: str) -> Labels:
    prefixes = "".join(f"@prefix {p}: <{iri}> .\n" for p, iri in VOCABULARY.prefixes.items())
    text = f"{prefixes}@prefix c: <{_BASE}> .\n{statements}"
    return read_labels(ox.parse(text.encode(), format=ox.RdfFormat.TURTLE), VOCABULARY)


def found(labels: Labels) -> list[tuple[str, str, str, str, str]]:
    return [
        (
            one.text,
            one.language,
            one.kind,
            one.concept.replace(_BASE, "c:"),
            one.replaces.replace(_BASE, "c:"),
        )
        for one in labels.labels
    ]


def test_each_label_has_its_kind_and_an_acronym_is_no_alternative() -> None:
    labels = read("""c:a a skos:Concept ; skos:prefLabel "Voix"@fr , "Voice"@en ; rc:acronym "V"@fr ;
        skos:altLabel "V"@fr , "voie"@fr ; skos:hiddenLabel "vois" .""")
    assert found(labels) == [
        ("V", "fr", "acronym", "c:a", ""),
        ("Voice", "en", "preferred", "c:a", ""),
        ("Voix", "fr", "preferred", "c:a", ""),
        ("voie", "fr", "alternative", "c:a", ""),
        ("vois", "fr", "hidden", "c:a", ""),
    ]
    assert labels.names == {f"{_BASE}a": "Voix"}


def test_labels_of_what_is_no_concept_are_left_out() -> None:
    assert read('<x:scheme> a skos:ConceptScheme ; skos:prefLabel "Tout"@fr .').labels == []


def test_a_gone_concept_leads_to_the_end_of_its_successors() -> None:
    labels = read("""c:a a skos:Concept ; skos:prefLabel "vieux"@fr ; owl:deprecated true ; dcterms:isReplacedBy c:b .
        c:b a skos:Concept ; skos:prefLabel "moins vieux"@fr ; owl:deprecated true ; dcterms:isReplacedBy c:d .
        c:d a skos:Concept ; skos:prefLabel "neuf"@fr .""")
    assert found(labels) == [
        ("moins vieux", "fr", "preferred", "c:d", "c:b"),
        ("neuf", "fr", "preferred", "c:d", ""),
        ("vieux", "fr", "preferred", "c:d", "c:a"),
    ]


def test_a_gone_concept_without_a_living_successor_finds_nothing() -> None:
    assert (
        found(
            read("""c:a a skos:Concept ; skos:prefLabel "a"@fr ; owl:deprecated true ; dcterms:isReplacedBy c:b .
        c:b a skos:Concept ; skos:prefLabel "b"@fr ; owl:deprecated true ; dcterms:isReplacedBy c:a .
        c:d a skos:Concept ; skos:prefLabel "d"@fr ; owl:deprecated true .""")
        )
        == []
    )


def test_a_split_concept_leads_to_all_its_successors() -> None:
    labels = read("""c:a a skos:Concept ; skos:prefLabel "tout"@fr ; owl:deprecated true ;
            dcterms:isReplacedBy c:b , c:d .
        c:b a skos:Concept ; skos:prefLabel "b"@fr . c:d a skos:Concept ; skos:prefLabel "d"@fr .""")
    assert [row[3] for row in found(labels) if row[0] == "tout"] == ["c:b", "c:d"]


def test_a_label_of_a_living_concept_is_its_own() -> None:
    labels = read("""c:a a skos:Concept ; skos:prefLabel "nom"@fr ; owl:deprecated true ; dcterms:isReplacedBy c:b .
        c:b a skos:Concept ; skos:prefLabel "b"@fr . c:d a skos:Concept ; skos:prefLabel "nom"@fr .""")
    assert [row[3:] for row in found(labels) if row[0] == "nom"] == [("c:d", "")]


def test_a_language_includes_its_regions_and_one_without_labels_is_refused() -> None:
    labels = read('c:a a skos:Concept ; skos:prefLabel "a"@fr , "b"@fr-CH , "c"@en .')
    assert [one.text for one in in_language(labels, "fr").labels] == ["a", "b"]
    with pytest.raises(InputError, match="no labels in `de`; its languages are en, fr, fr-ch"):
        in_language(labels, "de")


def test_an_unpublished_or_damaged_vocabulary_is_said_to_be_so(tmp_path: Path) -> None:
    with pytest.raises(StageError, match="nothing was published here yet"):
        published_labels(tmp_path, VOCABULARY)
    (tmp_path / f"{VOCABULARY.name}.ttl").write_text("<a> <b> ", "utf-8")
    with pytest.raises(StageError, match="not a published vocabulary"):
        published_labels(tmp_path, VOCABULARY)
