"""Sources collected anew: decisions follow their sentence, no IRI moves, nothing is lost unsaid."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

from pipeline.extract.stage import extract
from pipeline.map.stage import map_sources
from pipeline.model import Concept

LIST = "sources/dial-once-dictionnaire.txt"


def edited(copy: Path, file: str, old: str, new: str) -> list[Concept]:
    """The project built after a change to the words of a source, collected anew."""
    path = copy / file
    before = path.read_bytes()
    after = before.decode("utf-8").replace(old, new).encode("utf-8")
    assert after != before
    path.write_bytes(after)
    table = copy / "sources/sources.toml"
    was, now = (hashlib.sha256(content).hexdigest() for content in (before, after))
    table.write_text(table.read_text(encoding="utf-8").replace(was, now), encoding="utf-8")
    extract(copy, copy / "output", [])
    return map_sources(copy, copy / "output", curation=True)


def review(copy: Path) -> dict[str, list[str]]:
    found: dict[str, list[str]] = json.loads((copy / "output/work/map.json").read_text("utf-8"))
    return found


def test_a_definition_without_headword_keeps_its_decisions_and_its_iri(copy: Path) -> None:
    concepts = edited(
        copy, LIST, "Domaine professionnel qui assure la", "Domaine professionnel assurant la"
    )
    named = {c.iri.rsplit("/", 1)[-1]: c for c in concepts}
    assert named["relation-client"].labels[0].text == "relation client"
    assert [e for e in named["relation-client"].entries if "def-61d8859e" in e] == []
    assert review(copy)["unmatched"] == []
    assert "deprecated" not in (copy / "output/work/identifiers.csv").read_text("utf-8")


def test_a_decision_whose_sentence_changed_is_reported(copy: Path) -> None:
    edited(copy, LIST, "Domaine professionnel qui assure la", "Domaine professionnel assurant la")
    assert any("ne se lit plus" in line for line in review(copy)["changed"])


def test_a_decision_on_a_concept_that_lost_its_place_is_reported(copy: Path) -> None:
    file = "sources/altamedia-petit-dico.txt"
    edited(copy, file, "La double écoute est un dispositif", "La double écoute est un outil")
    lost = [line for line in review(copy)["unmatched"] if "double-ecoute" in line]
    assert any("skos:related" in line for line in lost)


def test_what_was_never_placed_is_not_published_as_obsolete(copy: Path) -> None:
    (copy / "ontology/identifiers.csv").unlink()
    for table in ("labels", "relations"):
        path = copy / f"ontology/curation/{table}.tsv"
        path.write_text(path.read_text("utf-8").splitlines()[0] + "\n", encoding="utf-8")
    extract(copy, copy / "output", [])
    map_sources(copy, copy / "output", curation=True)
    assert "deprecated" not in (copy / "output/work/identifiers.csv").read_text("utf-8")[40:]
    assert "owl:deprecated" not in (copy / "output/work/graph.trig").read_text("utf-8")
