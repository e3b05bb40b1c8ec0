"""A concept that goes: through all the stages, it stays findable and the build stays valid."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

from pipeline.extract.stage import extract
from pipeline.map.stage import map_sources
from pipeline.publish.stage import publish
from pipeline.validate.stage import validate

CONCEPT = "https://w3id.org/relation-client/concept/"


def published(copy: Path) -> str:
    """Build the copy, which must be valid, and return the vocabulary as N-Triples."""
    output = copy / "output"
    extract(copy, output, [])
    map_sources(copy, output, curation=True)
    assert validate(copy, output).verdict.conforms
    publish(copy, output, curation=True)
    return (output / "relation-client.nt").read_text(encoding="utf-8")


def said_of(triples: str, slug: str) -> set[str]:
    """Predicate and object of every statement about a concept."""
    found = re.findall(
        rf"^<{CONCEPT}{slug}> <[^>]*[#/]([A-Za-z]+)> (.*) \.$", triples, re.MULTILINE
    )
    return {f"{predicate} {value}" for predicate, value in found}


def test_a_merged_concept_keeps_its_last_label_and_points_to_its_successor(copy: Path) -> None:
    path = copy / "ontology/curation/relations.tsv"
    row = ["24pm-grc-s/scoring-d-appels", "", "skos:exactMatch", "24pm-grc-c/call-tracking"]
    signed = ["semapv:ManualMappingCuration", "équipe de curation", "2026-11-22", "Essai.", ""]
    text = path.read_text(encoding="utf-8")
    path.write_text(text + "\t".join(row + signed) + "\n", encoding="utf-8")
    assert said_of(published(copy), "scoring-d-appels") == {
        "type <http://www.w3.org/2004/02/skos/core#Concept>",
        'deprecated "true"^^<http://www.w3.org/2001/XMLSchema#boolean>',
        'prefLabel "scoring d\'appels"@fr',
        f"isReplacedBy <{CONCEPT}call-tracking>",
    }
    # The IRI is installed as gone and stays so at the next build.
    again = said_of(published(copy), "scoring-d-appels")
    assert f"isReplacedBy <{CONCEPT}call-tracking>" in again


def test_a_withdrawn_source_leaves_its_own_concepts_deprecated(
    copy: Path, edit: Callable[[str, str, str], None]
) -> None:
    catalogue = (copy / "sources/sources.toml").read_text(encoding="utf-8")
    table = next(t for t in catalogue.split("[[source]]") if 'id = "24pm-grc-v-z"' in t)
    edit("sources/sources.toml", f"[[source]]{table}", "")
    (copy / "sources/24pm-grc-v-z.txt").unlink()
    gone = said_of(published(copy), "win-back")
    assert 'prefLabel "win back"@fr' in gone
    assert not any(statement.startswith(("inScheme", "isReplacedBy")) for statement in gone)
