"""The version is typed in two files; where they disagree, one clear line says so."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline.errors import ConfigurationError
from pipeline.map.ontology import load_ontology
from pipeline.vocabulary import load_vocabulary

SCHEMA = "ontology/schema.ttl"
IRI = "https://w3id.org/relation-client/ontology/"


@pytest.mark.parametrize(
    ("file", "old", "new", "message"),
    [
        (
            "ontology/vocabulary.toml",
            'version = "0.1.0"',
            'version = "0.2.0"\nprior_version = "0.1.0"',
            f"owl:versionIRI is <{IRI}0.1.0>, and the version in ontology/vocabulary.toml is 0.2.0;"
            f" write {IRI}0.2.0 here, or correct the version there",
        ),
        (
            SCHEMA,
            f"<{IRI}0.1.0>",
            f"<{IRI}1.0>",
            f"owl:versionIRI is <{IRI}1.0>, and the version in ontology/vocabulary.toml is 0.1.0;"
            f" write {IRI}0.1.0 here, or correct the version there",
        ),
        (
            SCHEMA,
            'owl:versionInfo "0.1.0"',
            'owl:versionInfo "1.0"',
            'owl:versionInfo is "1.0", and the version in ontology/vocabulary.toml is 0.1.0;'
            " write 0.1.0 here, or correct the version there",
        ),
    ],
)
def test_ontology_and_vocabulary_have_the_same_version(
    copy: Path, edit: Callable[[str, str, str], None], file: str, old: str, new: str, message: str
) -> None:
    edit(file, old, new)
    vocabulary = load_vocabulary(copy / "ontology/vocabulary.toml")
    with pytest.raises(ConfigurationError) as caught:
        load_ontology(copy, vocabulary)
    assert str(caught.value) == f"{SCHEMA}: {message}"
