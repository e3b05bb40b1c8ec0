"""dataset.ttl: the description of the dataset, and of each file it is published in.

The files are described here alone: the N-Quads hold the graph of the dataset as `map` made it, so
that their size, which stands here, does not depend on itself. For the same reason dataset.ttl does
not describe itself; it is what leads to the others.
"""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from importlib.resources import files
from urllib.parse import quote

from msgspec import Struct, convert
from pyoxigraph import Literal, NamedNode, Triple

from pipeline.publish.rdf.turtle import turtle
from pipeline.vocabulary import XSD, Vocabulary

_LANDING = "index.html"
_IANA = "https://www.iana.org/assignments/media-types/"


class Media(Struct, frozen=True, forbid_unknown_fields=True):
    """A media type and the ending of its files; `packed` where the bytes are not ours to fix."""

    ending: str
    type: str
    packed: bool = False


class _Rules(Struct, frozen=True, forbid_unknown_fields=True):
    apart: list[str]
    media: list[Media]
    dumps: dict[str, list[str]]


def dataset_document(
    described: Sequence[Triple],
    published: Mapping[str, bytes],
    vocabulary: Vocabulary,
    words: Callable[[str], str],
) -> str:
    """The graph of the dataset with a distribution for each file; `published` by name, all but it.

    Sizes are in bytes; checksums are SHA-256; `words` says what a file is for, in the vocabulary's
    language, or "".
    """
    found = _distributions(published, vocabulary, words)
    return turtle([*described, *_landing(published, vocabulary), *found], vocabulary)


def media_type(name: str) -> str:
    """The media type of a published file by its name, "" where none is registered here."""
    media = _media(name, _rules())
    return media.type if media is not None else ""


@cache
def _rules() -> _Rules:
    text = files("pipeline.publish.rdf").joinpath("distributions.toml").read_text(encoding="utf-8")
    return convert(tomllib.loads(text), _Rules)


def _media(name: str, rules: _Rules) -> Media | None:
    return next((media for media in rules.media if name.endswith(media.ending)), None)


def _landing(published: Mapping[str, bytes], vocabulary: Vocabulary) -> Iterator[Triple]:
    """The page that a catalogue leads its readers to (DCAT 3, 6.4.13)."""
    if _LANDING in published:
        page = NamedNode(_url(_LANDING, vocabulary))
        yield _said(vocabulary, vocabulary.dataset, "dcat:landingPage", page)


def _distributions(
    published: Mapping[str, bytes], vocabulary: Vocabulary, words: Callable[[str], str]
) -> Iterator[Triple]:
    rules = _rules()
    for name, content in published.items():
        media = _media(name, rules)
        if media is not None and not name.startswith(tuple(rules.apart)):
            yield from _distribution(name, content, media, vocabulary)
            if words(name):
                said = Literal(words(name), language=vocabulary.language)
                yield _said(vocabulary, _node(name, vocabulary), "dcterms:description", said)
    for part, names in rules.dumps.items():
        node = vocabulary.dataset if part == "all" else vocabulary.graph(part)
        for pattern in names:
            name = pattern.format(name=vocabulary.name)
            if name in published:
                yield _said(vocabulary, node, "void:dataDump", NamedNode(_url(name, vocabulary)))


def _distribution(
    name: str, content: bytes, media: Media, vocabulary: Vocabulary
) -> Iterator[Triple]:
    node, url = _node(name, vocabulary), NamedNode(_url(name, vocabulary))
    yield _said(vocabulary, vocabulary.dataset, "dcat:distribution", NamedNode(node))
    said: list[tuple[str, NamedNode | Literal]] = [
        ("rdf:type", NamedNode(vocabulary.expand("dcat:Distribution"))),
        ("dcterms:title", Literal(name)),
        ("dcterms:license", NamedNode(vocabulary.licence)),
        ("dcat:accessURL", url),
        ("dcat:downloadURL", url),
        ("dcat:mediaType", NamedNode(_IANA + media.type)),
    ]
    if not media.packed:
        size = Literal(str(len(content)), datatype=NamedNode(f"{XSD}nonNegativeInteger"))
        checksum = f"{node}/checksum"
        said += [("dcat:byteSize", size), ("spdx:checksum", NamedNode(checksum))]
        yield from _checksum(checksum, content, vocabulary)
    for predicate, value in said:
        yield _said(vocabulary, node, predicate, value)


def _checksum(node: str, content: bytes, vocabulary: Vocabulary) -> Iterator[Triple]:
    digest = hashlib.sha256(content).hexdigest()
    algorithm = NamedNode(vocabulary.expand("spdx:checksumAlgorithm_sha256"))
    kind = NamedNode(vocabulary.expand("spdx:Checksum"))
    value = Literal(digest, datatype=NamedNode(f"{XSD}hexBinary"))
    yield _said(vocabulary, node, "rdf:type", kind)
    yield _said(vocabulary, node, "spdx:algorithm", algorithm)
    yield _said(vocabulary, node, "spdx:checksumValue", value)


def _node(name: str, vocabulary: Vocabulary) -> str:
    return f"{vocabulary.dataset}/file/{quote(name)}"


def _url(name: str, vocabulary: Vocabulary) -> str:
    return vocabulary.base + quote(name)


def _said(vocabulary: Vocabulary, node: str, predicate: str, value: NamedNode | Literal) -> Triple:
    return Triple(NamedNode(node), NamedNode(vocabulary.expand(predicate)), value)
