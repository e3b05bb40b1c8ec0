"""Places, classes and associations that an edited file gives otherwise, as rows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from pipeline.curate.export import Export
from pipeline.curate.ground import Difference, Ground
from pipeline.curate.wording import say
from pipeline.map.questions import relation_row

RELATED = "skos:related"


def values_of(export: Export, predicate: str, inverse: str = "") -> dict[str, set[str]]:
    """Concept -> what `predicate` leads to, in a file that may state the inverse instead."""
    found: dict[str, set[str]] = {iri: set() for iri in export.nodes}
    for iri, node in export.nodes.items():
        found[iri] |= node.links.get(predicate, set())
        for other in node.links.get(inverse, ()):
            found.setdefault(other, set()).add(iri)
    return found


def standing(
    old: Mapping[str, set[str]], export: Export, predicate: str, inverse: str
) -> dict[str, set[str]]:
    """Concept -> what `predicate` leads to after the edit. Both directions are published, so that
    a pair is taken out by deleting either, and a new one is put in by writing either.
    """
    new = values_of(export, predicate, inverse)
    if predicate == "skos:broader":
        # A concept that says where it stands is not placed by what others say of it.
        said = {iri: node.links.get(predicate, set()) for iri, node in export.nodes.items()}
        return {iri: said.get(iri) or targets for iri, targets in new.items()}
    directions = [(predicate, False), (inverse, True)]
    for iri, targets in old.items():
        for target in targets & new.get(iri, set()):
            for name, is_back in directions:
                subject, value = (target, iri) if is_back else (iri, target)
                node = export.nodes.get(subject)
                if node and export.carries(name) and value not in node.links.get(name, set()):
                    new[iri].discard(target)
    return new


class LinkChanges:
    """Adds the links that differ to the differences, by IRI of the concept they are said of."""

    def __init__(self, ground: Ground, differences: Mapping[str, Difference]) -> None:
        self.ground, self.differences = ground, differences

    def one_choice(self, iri: str, predicate: str, old: set[str], new: set[str]) -> None:
        """Parents or classes of a concept: those that are decided replace those that are found."""
        difference = self.differences[iri]
        key, added, removed = self.ground.key(iri), new - old, old - new
        if not added and not removed:
            return
        decided = {v for v in old if self.ground.rows(iri, predicate, v, rejected=False)}
        for value in sorted(added):
            self._say(difference, "relation_added", predicate, value)
            self._supersede(difference, iri, predicate, value, rejected=True)
            difference.rows.append(relation_row(key, predicate, self._key(value)))
        for value in sorted((old & new) - decided if added else ()):
            difference.rows.append(relation_row(key, predicate, self._key(value)))
        for value in sorted(removed):
            self._say(difference, "relation_removed", predicate, value)
            self._supersede(difference, iri, predicate, value, rejected=False)
            is_found = value not in decided or self.ground.has_words(iri, predicate, value)
            if is_found and not added and not decided & new:
                row = relation_row(key, predicate, self._key(value), rejected=True)
                difference.rows.append(row)

    def association(
        self, iri: str, other: str, old: set[str], new: set[str], carried: Iterable[str]
    ) -> None:
        """The associations from one concept to another: typed ones (CURIEs), which imply the plain
        `skos:related`, and that one itself.
        """
        difference = self.differences[iri]
        typed_old, typed_new = old - {RELATED}, new - {RELATED}
        for predicate in sorted(typed_new - typed_old):
            self._accept(difference, other, predicate)
        lost = {name for name in typed_old - typed_new if name in carried}
        plain_goes = RELATED in old - new and RELATED in carried
        if plain_goes and typed_new:
            words = {"name": self.ground.name(other), "relation": ", ".join(sorted(typed_new))}
            difference.aside.append(say("differences", "derived", **words))
        elif plain_goes:
            lost = typed_old
        for predicate in sorted(lost):
            self._reject(difference, other, predicate)
        kept = typed_old - lost
        if RELATED in new and not kept and not typed_new and (lost or RELATED not in old):
            self._accept(difference, other, RELATED)
        if plain_goes and not typed_new and not self.ground.is_derived(iri, RELATED, other):
            self._reject(difference, other, RELATED)

    def _accept(self, difference: Difference, other: str, predicate: str) -> None:
        self._say(difference, "relation_added", predicate, other)
        self._supersede(difference, difference.iri, predicate, other, rejected=True)
        key = self.ground.key(difference.iri)
        difference.rows.append(relation_row(key, predicate, self.ground.key(other)))

    def _reject(self, difference: Difference, other: str, predicate: str) -> None:
        self._say(difference, "relation_removed", predicate, other)
        decided = self.ground.rows(difference.iri, predicate, other, rejected=False)
        self._supersede(difference, difference.iri, predicate, other, rejected=False)
        if not decided or self.ground.has_words(difference.iri, predicate, other):
            ends = self.ground.key(difference.iri), predicate, self.ground.key(other)
            difference.rows.append(relation_row(*ends, rejected=True))

    def _supersede(
        self, difference: Difference, iri: str, predicate: str, value: str, *, rejected: bool
    ) -> None:
        rows = self.ground.rows(iri, predicate, value, rejected=rejected)
        difference.superseded |= {row.decision.where for row in rows}

    def _key(self, value: str) -> str:
        return self.ground.key(value) if self.ground.knows(value) else value

    def _say(self, difference: Difference, key: str, predicate: str, value: str) -> None:
        words = {"relation": relation(predicate), "name": self.ground.name(value)}
        difference.lines.append(say("differences", key, **words))


def relation(predicate: str) -> str:
    """A relation in words, or its CURIE where the wording has none."""
    try:
        return say("relations", predicate)
    except KeyError:
        return predicate
