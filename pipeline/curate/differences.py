"""What an edited file says otherwise than the published vocabulary, concept by concept."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection

from slugify import slugify

from pipeline.curate.export import Export, Node
from pipeline.curate.ground import Difference, Ground
from pipeline.curate.label_changes import LabelChanges
from pipeline.curate.link_changes import LinkChanges, standing, values_of
from pipeline.curate.wording import say
from pipeline.map.identifiers import Identifiers
from pipeline.map.ontology import Ontology
from pipeline.map.questions import label_row, relation_row
from pipeline.vocabulary import Vocabulary

# What follows from the rest, or is the tool's own bookkeeping.
_STRUCTURE = ("skos:inScheme", "rdf:type")
# The mappings to the sources stand in a file of their own.
_ELSEWHERE = ("skos:exactMatch", "skos:closeMatch")
# What a person writes: each difference is shown; of other properties only how many there are.
_WRITTEN = ("skos:", "dcterms:source", "owl:deprecated")


class Comparison:
    """The differences of an edited file: `found` by concept, and remarks on the file itself."""

    def __init__(
        self,
        published: Export,
        edited: Export,
        ground: Ground,
        ontology: Ontology,
        vocabulary: Vocabulary,
        identifiers: Identifiers,
    ) -> None:
        self.published, self.edited, self.ground = published, edited, ground
        self.ontology, self.vocabulary, self.identifiers = ontology, vocabulary, identifiers
        self.remarks = [say("differences", "column", name=name) for name in edited.unread]
        self.tops = set(ontology.tops.values())
        self._all: dict[str, Difference] = {}
        self._compare()

    @property
    def found(self) -> list[Difference]:
        """The concepts that differ, by IRI."""
        return [self._all[iri] for iri in sorted(self._all) if not self._all[iri].is_empty]

    def _compare(self) -> None:
        old, new = self.published.nodes, self.edited.nodes
        for iri in sorted(new.keys() - old.keys()):
            if not new[iri].deprecated:
                self._add(iri, new[iri])
        live = [i for i in old if i in new and not old[i].deprecated and not new[i].deprecated]
        for iri in sorted(old):
            name = self.ground.name(iri)
            self._all[iri] = Difference(iri, name)
            if iri in live:
                self._labels(iri)
            elif not old[iri].deprecated:
                self._missing(iri, new.get(iri))
            elif iri in new and not new[iri].deprecated:
                self._all[iri].aside.append(say("differences", "revived"))
        here = {*live, *self.ground.added}
        links = LinkChanges(self.ground, self._all)
        self._choices(links, here)
        self._associations(links, here)
        self._texts(here)
        carried = {name.partition("@")[0] for name in self.edited.carried}
        for name in sorted(self.published.carried - carried):
            if name not in (*_STRUCTURE, *_ELSEWHERE):
                self.remarks.append(say("differences", "not_compared", predicate=name))

    def _add(self, iri: str, node: Node) -> None:
        """A concept that is new in the file: its labels; place and relations come with the rest."""
        language = self.vocabulary.language
        name = node.preferred(language)
        difference = Difference(iri, name or iri)
        self._all[iri] = difference
        if not name:
            difference.aside.append(say("differences", "nameless"))
            return
        key = f"concept:{self._slug(iri, name)}"
        self.ground.add(iri, key, name)
        difference.lines.append(say("differences", "new", key=key))
        for (text, lang), kind in sorted(
            node.labels.items(), key=lambda x: (x[1] != "preferred", x)
        ):
            said = say("kinds", kind)
            line = say("differences", "label_added", kind=said, text=text, lang=lang)
            difference.lines.append(line)
            difference.rows.append(label_row(key, kind, text, lang))

    def _slug(self, iri: str, name: str) -> str:
        """The slug of a new concept: the one in its IRI where that is ours, or in the row that gave
        it this name already, else one made of its name.
        """
        made = self.ground.made_with(name, self.vocabulary.language)
        base = self.vocabulary.concept("")
        if made and not iri.startswith(base):
            return made
        wanted = iri.removeprefix(base) if iri.startswith(base) else name
        slug, number = slugify(wanted), 1
        taken = {key.removeprefix("concept:") for key in self.ground.added.values()}
        while slug in taken or self.identifiers.is_minted(slug):
            number += 1
            slug = f"{slugify(wanted)}-{number}"
        return slug

    def _labels(self, iri: str) -> None:
        old, new = self.published.nodes[iri], self.edited.nodes[iri]
        difference = self._all[iri]
        if iri in self.tops:
            carried = {
                place for place in old.labels if self.edited.carries("skos:prefLabel", place[1])
            }
            if carried - new.labels.keys() or new.labels.keys() - old.labels.keys():
                difference.aside.append(say("differences", "trunk"))
            return
        LabelChanges(self.ground, self.edited, difference, self.vocabulary.language).compare(
            old, new
        )

    def _missing(self, iri: str, new: Node | None) -> None:
        """A published concept that the file deprecates, or no longer has."""
        difference = self._all[iri]
        if new is None:
            difference.aside.append(say("differences", "absent"))
        elif iri in self.tops:
            difference.aside.append(say("differences", "trunk"))
        else:
            key = self.ground.key(iri)
            difference.superseded |= set(self.ground.accepted_about(iri))
            if new.successor and self.ground.knows(new.successor):
                name = self.ground.name(new.successor)
                difference.lines.append(say("differences", "replaced", name=name))
                target = self.ground.key(new.successor)
                difference.rows.append(relation_row(key, "dcterms:isReplacedBy", target))
            else:
                difference.lines.append(say("differences", "deprecated"))
                difference.rows.append(relation_row(key, "owl:deprecated", "true"))

    def _choices(self, links: LinkChanges, here: Collection[str]) -> None:
        """Parents and classes."""
        hierarchy = "skos:broader", "skos:narrower"
        old = values_of(self.published, *hierarchy)
        new = standing(old, self.edited, *hierarchy)
        compares = any(self.edited.carries(name) for name in hierarchy)
        types = values_of(self.published, "rdf:type"), values_of(self.edited, "rdf:type")
        for iri in sorted(here):
            before, after = old.get(iri, set()) & set(here), new.get(iri, set()) & set(here)
            if iri in self.tops:
                if before != after:
                    self._all[iri].aside.append(say("differences", "trunk"))
                continue
            if compares:
                links.one_choice(iri, "skos:broader", before, after)
            if iri in self.ground.added and not after:
                self._all[iri].aside.append(say("differences", "placeless"))
            if self.edited.carries("rdf:type"):
                known = set(self.ontology.tops)
                classes = [side.get(iri, set()) & known for side in types]
                links.one_choice(iri, "rdf:type", *classes)

    def _associations(self, links: LinkChanges, here: Collection[str]) -> None:
        old = self._pairs(self.published, {})
        new = self._pairs(self.edited, old)
        inverses = self.ontology.inverses
        carried = {
            name
            for name in self._associative()
            if self.edited.carries(name) or self.edited.carries(inverses[name])
        }
        for pair in sorted({*old, *new}):
            one, other = pair
            if not {one, other} <= set(here):
                continue
            before, after = old.get(pair, set()), new.get(pair, set())
            if before == after:
                continue
            if {one, other} & self.tops:
                self._all[one].aside.append(say("differences", "trunk"))
                continue
            links.association(one, other, before, after, carried)

    def _pairs(
        self, export: Export, old: dict[tuple[str, str], set[str]]
    ) -> dict[tuple[str, str], set[str]]:
        """Two concepts (by IRI, in order) -> the associations that lead from the first to the
        second; `old` ones stand only where the file has kept both directions. Those that a row
        has put in stand by either: the file that asked for it may have written one only.
        """
        pairs: dict[tuple[str, str], set[str]] = defaultdict(set)
        for name in self._associative():
            inverse = self.ontology.inverses[name]
            before: dict[str, set[str]] = defaultdict(set)
            for (one, other), names in old.items():
                if name in names and not self.ground.rows(one, name, other, rejected=False):
                    before[one].add(other)
            for iri, targets in standing(before, export, name, inverse).items():
                for target in targets:
                    if iri < target:
                        pairs[iri, target].add(name)
        return pairs

    def _associative(self) -> list[str]:
        return sorted(set(self.ontology.inverses) - {"skos:broader", "skos:narrower"})

    def _texts(self, here: Collection[str]) -> None:
        """What no row can say: definitions, notes, mappings; bookkeeping only counted."""
        counted: dict[str, set[str]] = defaultdict(set)
        for iri in sorted(here):
            node = self.published.nodes.get(iri, Node())
            old, new = node.texts, self.edited.nodes[iri].texts
            for predicate in sorted({*old, *new}):
                name, _, lang = predicate.partition("@")
                if name in _STRUCTURE or not self.edited.carries(name, lang):
                    continue
                before, after = old.get(predicate, set()), new.get(predicate, set())
                if not name.startswith(_WRITTEN):
                    counted[predicate] |= {iri} if before != after else set()
                    continue
                for key, values in (
                    ("text_added", after - before),
                    ("text_removed", before - after),
                ):
                    for value in sorted(values):
                        words = {"predicate": predicate, "value": value}
                        self._all[iri].aside.append(say("differences", key, **words))
        for predicate, iris in sorted(counted.items()):
            if iris:
                line = say("differences", "many", predicate=predicate, number=len(iris))
                self.remarks.append(line)
