"""The concepts that are deprecated: only the RDF knows of them, and of what took their place."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct
from pyoxigraph import Literal, NamedNode

from pipeline.publish.collation import collation_key
from pipeline.publish.html.links import slug
from pipeline.publish.index.reference import Reference
from pipeline.publish.inputs import Build
from pipeline.vocabulary import DCTERMS, OWL, SKOS


class Gone(Struct, frozen=True):
    """A deprecated concept, its last name, and the concepts in use that took its place."""

    slug: str
    name: str
    successors: list[Reference]


def gone(build: Build, references: Mapping[str, Reference]) -> list[Gone]:
    """The deprecated concepts in the order of a dictionary, with what replaces them at last."""
    deprecated: set[str] = set()
    names: dict[str, dict[str, str]] = {}
    replaced: dict[str, list[str]] = {}
    for triple in build.graphs["vocabulary"]:
        subject, target = triple.subject, triple.object
        if not isinstance(subject, NamedNode):
            continue
        match triple.predicate.value, target:
            case (predicate, Literal()) if predicate == f"{OWL}deprecated":
                if target.value in ("true", "1"):
                    deprecated.add(subject.value)
            case (predicate, Literal()) if predicate == f"{SKOS}prefLabel":
                names.setdefault(subject.value, {})[target.language or ""] = target.value
            case (predicate, NamedNode()) if predicate == f"{DCTERMS}isReplacedBy":
                replaced.setdefault(subject.value, []).append(target.value)
    language = build.vocabulary.language

    def name(iri: str) -> str:
        own = names.get(iri, {})
        return own.get(language) or min(own.values(), default=slug(iri))

    found = [
        Gone(
            slug(iri),
            name(iri),
            [references[end] for end in _ends(iri, replaced) if end in references],
        )
        for iri in deprecated
    ]
    return sorted(found, key=lambda one: (collation_key(one.name), one.slug))


def _ends(iri: str, replaced: Mapping[str, list[str]]) -> list[str]:
    """What replaces a concept at last, in a fixed order; a loop leads nowhere."""
    waiting, seen, ends = [iri], {iri}, set()
    while waiting:
        one = waiting.pop()
        for successor in replaced.get(one, []):
            if successor not in replaced:
                ends.add(successor)
            elif successor not in seen:
                seen.add(successor)
                waiting.append(successor)
    return sorted(ends)
