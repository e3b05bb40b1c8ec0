"""What ontology/vocabulary.toml says of the vocabulary, and the IRIs that follow from its base."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import msgspec
from msgspec import Struct
from pyoxigraph import NamedNode

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
SKOSXL = "http://www.w3.org/2008/05/skos-xl#"
FOAF = "http://xmlns.com/foaf/0.1/"
SPDX = "http://spdx.org/rdf/terms#"
VANN = "http://purl.org/vocab/vann/"
VCARD = "http://www.w3.org/2006/vcard/ns#"
XSD = "http://www.w3.org/2001/XMLSchema#"

FIXED_PREFIXES = {
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
    "skosxl": SKOSXL,
    "foaf": FOAF,
    "spdx": SPDX,
    "vann": VANN,
    "vcard": VCARD,
    "xsd": XSD,
}
# The published files that are not named after the vocabulary: ontology.ttl, sources.ttl, ...
_FILES = ("ontology", "sources", "evidence", "dataset", "validation")
_NAME = re.compile(r"[a-z][a-z0-9-]*")
# BCP 47 without extensions: language, script, region, variants.
_LANGUAGE = re.compile(
    r"[a-z]{2,3}(-[A-Z][a-z]{3})?(-([A-Z]{2}|[0-9]{3}))?(-([a-z0-9]{5,8}|[0-9][a-z0-9]{3}))*"
)


class Vocabulary(Struct, frozen=True, forbid_unknown_fields=True):
    """The vocabulary as a whole. Texts are given by language tag; dates are ISO 8601.

    `host` is where the published files lie on the web, "" where they do not yet.
    """

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
    prior_version: str = ""
    # Where the IRIs of earlier releases began; `glossograph rebase` writes it.
    former_bases: list[str] = []
    contact: str = ""
    host: str = ""

    @property
    def scheme(self) -> str:
        """The IRI of the concept scheme."""
        return f"{self.base}scheme"

    @property
    def ontology(self) -> str:
        """The IRI of the ontology, which is not the scheme's."""
        return f"{self.base}ontology"

    def release(self, version: str) -> str:
        """The version IRI of a release of the ontology."""
        return f"{self.ontology}/{version}"

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

    def label(self, digest: str) -> str:
        """The IRI of a label as a resource of its own (SKOS-XL)."""
        return f"{self.base}label/{digest}"

    def graph(self, name: str) -> str:
        """The IRI of a named graph: vocabulary, ontology, sources, evidence or dataset."""
        return f"{self.base}graph/{name}"

    @property
    def prefixes(self) -> dict[str, str]:
        """The prefixes of every RDF file written, in their fixed order."""
        return {self.prefix: f"{self.base}ontology#", **FIXED_PREFIXES}

    def expand(self, curie: str) -> str:
        """The IRI that a CURIE such as `skos:broader` stands for.

        Raises KeyError where the prefix is not one of `prefixes`.
        """
        prefix, _, name = curie.partition(":")
        return self.prefixes[prefix] + name


def load_vocabulary(path: Path) -> Vocabulary:
    """Read vocabulary.toml.

    Raises ConfigurationError where it is missing or malformed, with the line where a value cannot
    be used.
    """
    try:
        text = path.read_bytes().decode("utf-8")
        vocabulary = msgspec.convert(tomllib.loads(text), Vocabulary)
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
    for key, problem, remedy in _problems(vocabulary):
        found = re.search(rf"^[ \t]*\[?[ \t]*[\"']?{key}\b", text, re.MULTILINE)
        line = f":{text.count(chr(10), 0, found.start()) + 1}" if found else ""
        raise ConfigurationError(f"`{key}` {problem}", where=f"{path}{line}", remedy=remedy)
    return vocabulary


def is_web_address(text: str) -> bool:
    """Whether a text is an absolute IRI with the scheme http or https."""
    return re.match(r"https?://[^/?#]", text) is not None and is_iri(text)


def is_base(text: str) -> bool:
    """Whether IRIs can begin with a text: a web address without query or fragment, up to a `/`."""
    return is_web_address(text) and text.endswith("/") and not {"#", "?"} & set(text)


def is_iri(text: str) -> bool:
    """Whether a text is an absolute IRI."""
    try:
        NamedNode(text)
    except ValueError:
        return False
    return True


def is_language(text: str) -> bool:
    """Whether a text is a language tag (BCP 47) in its usual case, such as `fr` or `fr-CH`."""
    return _LANGUAGE.fullmatch(text) is not None


def is_date(text: str) -> bool:
    """Whether a text is a calendar date such as `2026-11-22`."""
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def _problems(vocabulary: Vocabulary) -> Iterator[tuple[str, str, str]]:
    """Each key whose value cannot be used: the key, what is wrong with it, what to do."""
    yield from _problems_of_addresses(vocabulary)
    yield from _problems_of_names(vocabulary)
    yield from _problems_of_language(vocabulary)


def _problems_of_addresses(v: Vocabulary) -> Iterator[tuple[str, str, str]]:
    for key, bases in (("base", [v.base]), ("former_bases", v.former_bases)):
        for base in bases:
            if not is_base(base):
                yield (
                    key,
                    f"is no web address that IRIs can begin with: {base}",
                    "write one that begins with https:// and ends in /",
                )
    if v.base in v.former_bases:
        yield "former_bases", f"holds the present base: {v.base}", "leave it out there"
    if v.host and not (is_web_address(v.host) and v.host.endswith("/") and "#" not in v.host):
        yield "host", f"is no web address of a folder: {v.host}", "write one that ends in /"
    if not is_iri(v.licence):
        yield "licence", f"is no IRI: {v.licence}", "write the address of the licence"
    if v.contact and not is_iri(v.contact):
        yield "contact", f"is no IRI: {v.contact}", "write mailto: and an address, or a web address"


def _problems_of_names(v: Vocabulary) -> Iterator[tuple[str, str, str]]:
    for key, name, taken in (("prefix", v.prefix, FIXED_PREFIXES), ("name", v.name, _FILES)):
        if not _NAME.fullmatch(name):
            yield (
                key,
                f"is no simple name: {name}",
                "write lower-case letters, digits and hyphens, a letter first",
            )
        if name in taken:
            yield key, f"is already used: {name}", f"write none of {', '.join(taken)}"
    for key, day in (("created", v.created), ("modified", v.modified)):
        if not is_date(day):
            yield key, f"is no date: {day}", "write it as 2026-11-22"
    if v.prior_version == v.version:
        yield "prior_version", "is this version itself", "write the one before it, or leave it out"


def _problems_of_language(v: Vocabulary) -> Iterator[tuple[str, str, str]]:
    tag_remedy = "write a tag such as fr or fr-CH"
    if not is_language(v.language):
        yield "language", f"is no language tag: {v.language}", tag_remedy
    texts = {"title": v.title, "description": v.description, "rights": v.rights}
    for key, by_language in texts.items():
        for tag in by_language:
            if not is_language(tag):
                yield key, f"has a text under what is no language tag: {tag}", tag_remedy
        if v.language not in by_language:
            yield key, f"has no text in the language `{v.language}`", "add it"
