"""The gold of tests/gold: what careful readers say the five texts contain."""

from __future__ import annotations

from pathlib import Path

from pipeline.map.ontology import Ontology, load_ontology
from pipeline.validate.evaluation.gold import Gold, load_gold
from pipeline.vocabulary import load_vocabulary

PROJECT = Path(__file__).resolve().parent.parent


def ontology() -> Ontology:
    """What the project's ontology tells the map."""
    return load_ontology(PROJECT, load_vocabulary(PROJECT / "ontology/vocabulary.toml"))


def gold() -> Gold:
    """All records of the gold."""
    return load_gold(PROJECT / "tests/gold", ontology())
