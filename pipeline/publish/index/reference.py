"""Concepts as something leads to them: by slug and name, homonyms told apart."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from msgspec import Struct

from pipeline.model import Concept
from pipeline.publish.forest import shown_name
from pipeline.publish.html.links import slug


class Reference(Struct, frozen=True):
    """A concept by its slug and its name; `qualifier` tells it from another of the same name."""

    slug: str
    name: str
    qualifier: str = ""


def refer(
    concepts: Sequence[Concept], titles: Mapping[str, str], language: str
) -> dict[str, Reference]:
    """Every concept by its IRI; `titles` are those of the sources by their ids.

    Concepts of one name are told apart by what they stand under, else by who speaks of them, else
    by their slugs.
    """
    names = {concept.iri: shown_name(concept, language) for concept in concepts}
    alike: dict[str, list[Concept]] = {}
    for concept in concepts:
        alike.setdefault(names[concept.iri].casefold(), []).append(concept)
    found: dict[str, Reference] = {}
    for group in alike.values():
        ways = [
            [", ".join(names[up] for up in broader(c) if up in names) for c in group],
            [", ".join({titles.get(source_of(e), ""): 1 for e in c.entries}) for c in group],
            [slug(c.iri) for c in group],
        ]
        telling = (way for way in ways if all(way) and len(set(way)) == len(way))
        for concept, qualifier in zip(group, next(telling) if group[1:] else [""], strict=True):
            found[concept.iri] = Reference(slug(concept.iri), names[concept.iri], qualifier)
    return found


def broader(concept: Concept) -> list[str]:
    """The IRIs of what a concept stands under."""
    wanted = (r.object for r in concept.relations if r.predicate == "skos:broader")
    return list(dict.fromkeys(wanted))


def source_of(entry: str) -> str:
    """The id of the source of an entry."""
    return entry.split("/", 1)[0]
