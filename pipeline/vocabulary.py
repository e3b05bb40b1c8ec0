"""What ontology/vocabulary.toml says of the vocabulary, and the IRIs that follow from its base."""

from __future__ import annotations

import tomllib
from pathlib import Path

import msgspec
from msgspec import Struct

from pipeline.errors import ConfigurationError

SKOS = "http://www.w3.org/2004/02/skos/core#"
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RDFS = "http://www.w3.org/2000/01/rdf-schema#"
OWL = "http://www.w3.org/2002/07/owl#"
DCTERMS = "http://purl.org/dc/terms/"
OA = "http://www.w3.org/ns/oa#"
SEMAPV = "https://w3id.org/semapv/vocab/"
SSSOM = "https://w3id.org/sssom/"
VOID = "http://rdfs.org/ns/void#"
DCAT = "http://www.w3.org/ns/dcat#"
XSD = "http://www.w3.org/2001/XMLSchema#"


class Vocabulary(Struct, frozen=True, forbid_unknown_fields=True):
    """The vocabulary as a whole. Texts are given by language tag; dates are ISO 8601."""

    base: str
    prefix: str
    name: str
    language: str
    version: str
    created: str
    modified: str
    licence: str
    creator: str
    publisher: str
    title: dict[str, str]
    description: dict[str, str]
    rights: dict[str, str]

    @property
    def scheme(self) -> str:
        """The IRI of the concept scheme."""
        return f"{self.base}scheme"

    @property
    def ontology(self) -> str:
        """The IRI of the ontology, which is not the scheme's."""
        return f"{self.base}ontology"

    @property
    def dataset(self) -> str:
        """The IRI of the dataset."""
        return f"{self.base}dataset"

    def concept(self, slug: str) -> str:
        """The IRI of a concept."""
        return f"{self.base}concept/{slug}"

    def source(self, identifier: str) -> str:
        """The IRI of a source scheme (`identifier` a source id) or of an entry (an entry id)."""
        return f"{self.base}source/{identifier}"

    def term(self, name: str) -> str:
        """The IRI of a class or property of the ontology."""
        return f"{self.base}ontology#{name}"

    def evidence(self, digest: str) -> str:
        """The IRI of a piece of evidence."""
        return f"{self.base}evidence/{digest}"

    def graph(self, name: str) -> str:
        """The IRI of a named graph: vocabulary, ontology, sources, evidence or dataset."""
        return f"{self.base}graph/{name}"

    @property
    def prefixes(self) -> dict[str, str]:
        """The prefixes of every RDF file written, in their fixed order."""
        return {
            self.prefix: f"{self.base}ontology#",
            "skos": SKOS,
            "rdf": RDF,
            "rdfs": RDFS,
            "owl": OWL,
            "dcterms": DCTERMS,
            "dcat": DCAT,
            "oa": OA,
            "semapv": SEMAPV,
            "sssom": SSSOM,
            "void": VOID,
            "xsd": XSD,
        }

    def expand(self, curie: str) -> str:
        """The IRI that a CURIE such as `skos:broader` stands for.

        Raises KeyError where the prefix is not one of `prefixes`.
        """
        prefix, _, name = curie.partition(":")
        return self.prefixes[prefix] + name


def load_vocabulary(path: Path) -> Vocabulary:
    """Read vocabulary.toml; raises ConfigurationError where it is missing or malformed."""
    try:
        with path.open("rb") as file:
            content = tomllib.load(file)
        return msgspec.convert(content, Vocabulary)
    except FileNotFoundError:
        raise ConfigurationError(
            "the file does not exist", where=str(path), remedy="restore it from the last commit"
        ) from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ConfigurationError(
            f"not valid TOML: {error}", where=str(path), remedy="correct that line"
        ) from None
    except msgspec.ValidationError as error:
        raise ConfigurationError(
            str(error), where=str(path), remedy="give every key it needs and no other"
        ) from None
