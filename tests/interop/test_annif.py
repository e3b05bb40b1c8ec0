"""Annif 1.4, the subject indexing tool of the National Library of Finland.

Called: `annif load-vocab`, in its own environment (PyPI), with a project of the `dummy` backend, on
the Turtle, the RDF/XML and tables/annif.csv; read: the subject index that it writes. Asserted: nothing
is complained of; a row for each of our concepts; in each language the preferred labels that rdflib
reads in the Turtle, to the letter. Annif uses IRIs, preferred labels and notations, and no more.
"""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
import rdflib
from rdflib.namespace import RDF, SKOS

from .census import CONCEPT, OUTPUT, TURTLE, Census, differences, only, ours, read, text
from .damage import damaged
from .environments import needs, python_program, run, version
from .table import Table

pytestmark = needs("annif")
FILES = [TURTLE, TURTLE.with_suffix(".rdf"), OUTPUT / "tables" / "annif.csv"]
PROJECT = "[all]\nname=all\nlanguage=fr\nbackend=dummy\nvocab=all\n"

# Subject IRI and language -> label.
Index = dict[tuple[str, str], str]


def loaded(path: Path, folder: Path) -> tuple[set[str], Index]:
    """The subjects in Annif's index after it loaded the file, and their labels."""
    (folder / "projects.cfg").write_text(PROJECT, encoding="utf-8")
    said = run(python_program("annif"), "load-vocab", "--force", "all", path, folder=folder)
    steps = said.complaints.splitlines()
    assert all(line.startswith(("Loading ", "creating ", "saving ")) for line in steps), steps
    with (folder / "data/vocabs/all/subjects.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    labels = {
        (row["uri"], column.removeprefix("label_")): label
        for row in rows
        for column, label in row.items()
        if column.startswith("label_") and label and not _is_stand_in(label, row["uri"])
    }
    return {row["uri"] for row in rows}, labels


def _is_stand_in(label: str, iri: str) -> bool:
    """Whether Annif made the label up: where RDF gives none in a language, it shows a CURIE."""
    prefix, colon, name = label.partition(":")
    return bool(colon) and prefix.isalnum() and name == iri.rpartition("/")[2]


def expected(graph: rdflib.Graph) -> tuple[set[str], Index]:
    """The concepts and preferred labels as rdflib reads them."""
    concepts = set(graph.subjects(RDF.type, SKOS.Concept))
    labels = {
        (str(concept), str(label.language)): str(label)
        for concept in concepts
        for label in graph.objects(concept, SKOS.prefLabel)
        if isinstance(label, rdflib.Literal)
    }
    return {str(concept) for concept in concepts}, labels


def counted(subjects: set[str], labels: Index) -> Census:
    """The census of an index."""
    facts: Census = Census({CONCEPT: len(subjects)})
    facts.update(text(str(SKOS.prefLabel), language) for _, language in labels)
    return facts


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_its_index_has_our_concepts_and_preferred_labels(
    table: Table, tmp_path: Path, path: Path
) -> None:
    found = loaded(path, tmp_path)
    assert differences(only(ours(), "skos:prefLabel"), counted(*found)) == []
    assert found == expected(read())
    table.read("Annif", version("annif"), path, census=counted(*found), linked=False)
    if path == FILES[-1]:
        table.shows("Annif", "preferred labels to the letter")


def test_a_lost_concept_is_noticed(tmp_path: Path) -> None:
    _, untyped = damaged(tmp_path, ".ttl")
    found = counted(*loaded(untyped, tmp_path))
    missing = differences(only(ours(), "skos:prefLabel"), found)
    assert f"concepts: {ours()[CONCEPT] - 1} instead of {ours()[CONCEPT]}" in missing


def test_a_lost_label_is_noticed(tmp_path: Path) -> None:
    rows = list(csv.DictReader(FILES[-1].read_text(encoding="utf-8-sig").splitlines()))
    next(row for row in rows if row["label_en"])["label_en"] = ""
    path = tmp_path / "lost.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, rows[0].keys())
        writer.writeheader()
        writer.writerows(rows)
    found = counted(*loaded(path, tmp_path))
    english = ours()[text(str(SKOS.prefLabel), "en")]
    assert differences(only(ours(), "skos:prefLabel"), found) == [
        f"skos:prefLabel@en: {english - 1} instead of {english}"
    ]
