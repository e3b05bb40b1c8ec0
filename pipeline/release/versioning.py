"""The version, typed by hand in two files: both are edited, and keep all else byte for byte."""

from __future__ import annotations

import re
from pathlib import Path

import pyoxigraph as ox

from pipeline.errors import ConfigurationError
from pipeline.files import write_text
from pipeline.release.toml_text import set_keys
from pipeline.turtle import load_turtle
from pipeline.vocabulary import OWL, Vocabulary, load_vocabulary

VOCABULARY = "ontology/vocabulary.toml"
SCHEMA = "ontology/schema.ttl"
_VERSION_IRI, _VERSION_INFO = ox.NamedNode(f"{OWL}versionIRI"), ox.NamedNode(f"{OWL}versionInfo")


def set_version(project: Path, version: str, prior: str, day: str) -> Vocabulary:
    """Write a version and its day into vocabulary.toml and schema.ttl, and give what they say now.

    `prior` is the release before it; where it is empty, prior_version stays as it is. Raises
    ConfigurationError where a file is written in a way that cannot be edited.
    """
    path, schema = project / VOCABULARY, project / SCHEMA
    before = load_vocabulary(path)
    changes = {"version": version, "modified": day}
    if prior:
        changes["prior_version"] = prior
    text = path.read_bytes().decode("utf-8")
    write_text(path, set_keys(text, changes, where=str(path)))
    after = load_vocabulary(path)
    wanted = _versioned(load_turtle(schema), before, after)
    text = schema.read_bytes().decode("utf-8")
    # The IRI and the text that follow the two properties, in whatever way these are written.
    text = re.sub(
        rf"(versionIRI>?\s+<){re.escape(before.release(before.version))}(?=>)",
        lambda found: found[1] + after.release(version),
        text,
    )
    text = re.sub(
        rf"(versionInfo>?\s+[\"']){re.escape(before.version)}(?=[\"'])",
        lambda found: found[1] + version,
        text,
    )
    write_text(schema, text)
    if load_turtle(schema) != wanted:
        raise ConfigurationError(
            f"the version {before.version} cannot be replaced here",
            where=str(schema),
            remedy=f"write owl:versionIRI <{before.release(before.version)}> and owl:versionInfo"
            f' "{before.version}" for the ontology, in full and nowhere else',
        )
    return after


def _versioned(triples: list[ox.Triple], before: Vocabulary, after: Vocabulary) -> list[ox.Triple]:
    """The statements with the version IRI and the version of the ontology that are wanted.

    Raises ConfigurationError where there is no version IRI (OWL 2 Structural Specification, 3.1).
    """
    ontology = ox.NamedNode(before.ontology)
    old = ox.Triple(ontology, _VERSION_IRI, ox.NamedNode(before.release(before.version)))
    if old not in triples:
        raise ConfigurationError(
            "the ontology has no version IRI",
            where=SCHEMA,
            remedy=f"write owl:versionIRI <{before.release(before.version)}> in its header",
        )
    replaced: dict[ox.Triple, ox.Triple] = {
        old: ox.Triple(ontology, _VERSION_IRI, ox.NamedNode(after.release(after.version))),
        ox.Triple(ontology, _VERSION_INFO, ox.Literal(before.version)): ox.Triple(
            ontology, _VERSION_INFO, ox.Literal(after.version)
        ),
    }
    return sorted((replaced.get(triple, triple) for triple in triples), key=str)
