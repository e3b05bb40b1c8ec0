"""The concepts as trees under their top concepts, and the lines between: what the map draws."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from msgspec import Struct

from pipeline.model import Concept, Label
from pipeline.publish.collation import collation_key


class Line(Struct, frozen=True, order=True):
    """One line of the map, in the direction in which its relation is read (CURIE)."""

    subject: str
    relation: str
    object: str


class Forest(Struct, frozen=True):
    """Trees of concept IRIs: `children` in reading order, `roots` likewise.

    A concept with several broader ones stands under the first; the others are lines all the same.
    """

    concepts: dict[str, Concept]
    roots: list[str]
    children: dict[str, list[str]]
    lines: list[Line]

    def tree(self, root: str) -> list[str]:
        """A root and all concepts under it, parents before children."""
        found = [root]
        for iri in found:
            found.extend(self.children.get(iri, ()))
        return found


def plant(concepts: Sequence[Concept], inverses: Mapping[str, str], language: str) -> Forest:
    """Trees and lines of the concepts.

    `inverses` gives for each relation that is drawn the CURIE of its inverse.
    """
    used = {concept.iri: concept for concept in concepts}
    order = sorted(used, key=lambda iri: (collation_key(shown_name(used[iri], language)), iri))
    parents = _parents(used, order)
    children: dict[str, list[str]] = {}
    for iri in order:
        if iri in parents:
            children.setdefault(parents[iri], []).append(iri)
    return Forest(
        concepts=used,
        roots=[iri for iri in order if iri not in parents],
        children=children,
        lines=_lines(used, inverses),
    )


def shown_name(concept: Concept, language: str) -> str:
    """The preferred label in the vocabulary's language, or any label, or the end of the IRI."""
    label = preferred(concept, language)
    if label is None and concept.labels:
        label = concept.labels[0]
    return label.text if label else concept.iri.rsplit("/", 1)[-1]


def preferred(concept: Concept, language: str) -> Label | None:
    """The preferred label in a language, or None."""
    wanted = (label for label in concept.labels if label.kind == "preferred")
    return next((label for label in wanted if label.lang == language), None)


def _parents(used: Mapping[str, Concept], order: Sequence[str]) -> dict[str, str]:
    """For each concept the broader one it stands under; a loop is cut where it would close."""
    parents: dict[str, str] = {}
    for iri in order:
        for relation in used[iri].relations:
            is_place = relation.predicate == "skos:broader" and relation.object in used
            if is_place and not _leads_to(relation.object, iri, parents):
                parents[iri] = relation.object
                break
    return parents


def _leads_to(start: str, goal: str, parents: Mapping[str, str]) -> bool:
    place: str | None = start
    while place is not None and place != goal:
        place = parents.get(place)
    return place == goal


def _lines(used: Mapping[str, Concept], inverses: Mapping[str, str]) -> list[Line]:
    """Each relation once; the plain `skos:related` only where nothing more telling is said."""
    directions = {inverse: relation for relation, inverse in inverses.items()}
    lines: set[Line] = set()
    for iri, concept in used.items():
        for relation in concept.relations:
            if relation.object not in used:
                continue
            if relation.predicate in inverses:
                line = Line(iri, relation.predicate, relation.object)
            elif relation.predicate in directions:
                line = Line(relation.object, directions[relation.predicate], iri)
            else:
                continue
            if inverses[line.relation] == line.relation and line.subject > line.object:
                line = Line(line.object, line.relation, line.subject)
            lines.add(line)
    told = {frozenset((line.subject, line.object)) for line in lines if _is_telling(line)}
    return sorted(
        line
        for line in lines
        if _is_telling(line) or frozenset((line.subject, line.object)) not in told
    )


def _is_telling(line: Line) -> bool:
    return line.relation != "skos:related"
