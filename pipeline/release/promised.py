"""What earlier releases promised: an IRI that was published is never gone."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox

from pipeline.errors import StageError
from pipeline.map.identifiers import load_identifiers
from pipeline.publish.releases import Release
from pipeline.turtle import load_turtle
from pipeline.vocabulary import RDF, SKOS, Vocabulary

IDENTIFIERS = "ontology/identifiers.csv"
_TYPE = ox.NamedNode(f"{RDF}type")
_KEPT_TYPES = {ox.NamedNode(f"{SKOS}{name}") for name in ("Concept", "ConceptScheme")}
_SHOWN = 3


def refuse_removed(
    project: Path, vocabulary: Vocabulary, releases: list[Release], kept: Path, new: Path
) -> None:
    """Raise StageError where an IRI is gone that a release, or identifiers.csv, holds.

    `kept` is the folder of all releases, `new` that of the one to be made. A concept or a scheme
    must still be one (a deprecated concept is), a term of the ontology must still be described.
    """
    now = _described(_turtle(new))
    minted = {vocabulary.concept(slug) for slug in load_identifiers(project).rows.values()}
    _refuse({iri for iri in minted if (iri, "concept") not in now}, IDENTIFIERS)
    for release in releases:
        folder = kept / release.version
        base = release.base if release.base in vocabulary.former_bases else vocabulary.base
        before = {
            (vocabulary.base + iri.removeprefix(base) if iri.startswith(base) else iri, kind)
            for iri, kind in _described(_turtle(folder), release.base)
        }
        _refuse({iri for iri, _ in before - now}, f"release {release.version}")


def _refuse(gone: set[str], where: str) -> None:
    if not gone:
        return
    shown = ", ".join(sorted(gone)[:_SHOWN]) + (", ..." if len(gone) > _SHOWN else "")
    raise StageError(
        f"{len(gone)} published IRIs are gone: {shown}" if len(gone) > 1 else f"{shown} is gone",
        where=where,
        remedy="bring it back or deprecate it (a concept: ontology/curation/README.md; a term of"
        " the ontology: owl:deprecated true); another base is set with `glossograph rebase`",
    )


def _described(triples: Iterator[ox.Triple], base: str = "") -> set[tuple[str, str]]:
    """The concepts and schemes, and what else is described under a base, with what each is."""
    found = set()
    for triple in triples:
        subject = triple.subject
        if not isinstance(subject, ox.NamedNode) or not subject.value.startswith(base):
            continue
        if triple.predicate == _TYPE and triple.object in _KEPT_TYPES:
            name = str(triple.object).strip("<>").rpartition("#")[2]
            found.add((subject.value, "concept" if name == "Concept" else "scheme"))
        found.add((subject.value, "described"))
    return found


def _turtle(folder: Path) -> Iterator[ox.Triple]:
    """The statements of all Turtle files of a release."""
    files = sorted(folder.glob("*.ttl"))
    if not files:
        raise StageError(
            "this release holds no Turtle any more",
            where=str(folder),
            remedy="restore it from the last commit",
        )
    for file in files:
        yield from load_turtle(file)
