"""What the map says of each concept: its names, definition, sources and relations, in French."""

from __future__ import annotations

from typing import Any

from pipeline.model import Concept
from pipeline.publish.collation import Key, collation_key
from pipeline.publish.forest import preferred, shown_name
from pipeline.publish.inputs import Build
from pipeline.publish.map_page.drawing import Drawing
from pipeline.publish.wording import Wording

Json = dict[str, Any]


class Cards:
    """The cards of all concepts that a drawing shows, in alphabetical order."""

    def __init__(self, build: Build, wording: Wording, drawing: Drawing) -> None:
        self._language = build.vocabulary.language
        self._wording = wording
        self._drawing = drawing
        self._titles: dict[str, str] = {}
        self._headwords: dict[str, str] = {}
        for reading in build.readings:
            title = f"{reading.source.title} ({reading.source.publisher})"
            for entry in reading.entries:
                self._titles[entry.id] = title
                self._headwords[entry.id] = entry.headword.text if entry.headword else ""

    def all(self) -> list[Json]:
        """One card a concept."""
        concepts = self._drawing.forest.concepts
        order = sorted(concepts, key=lambda iri: (self._key(iri), iri))
        return [self._card(concepts[iri]) for iri in order]

    def _key(self, iri: str) -> Key:
        return collation_key(shown_name(self._drawing.forest.concepts[iri], self._language))

    def _card(self, concept: Concept) -> Json:
        shown = shown_name(concept, self._language)
        return {
            "iri": concept.iri,
            "label": shown,
            "class": self._drawing.classes[concept.iri],
            "classes": self._classes(concept),
            "labels": [
                {"text": shown, "lang": self._language, "words": "", "isAcronym": False},
                *self._other_labels(concept),
                # Plurals and misspellings are found by the search and shown nowhere.
                *(
                    {"text": label.text, "lang": label.lang, "words": "", "isAcronym": False}
                    for label in concept.labels
                    if label.kind == "hidden"
                ),
            ],
            "definitions": [
                {
                    "text": definition.text,
                    "lang": definition.lang,
                    "source": self._titles.get(definition.entry, ""),
                }
                for definition in concept.definitions
            ],
            "notes": concept.notes,
            "sources": [
                {"title": self._titles[entry], "headword": self._headwords[entry]}
                for entry in concept.entries
                if entry in self._titles
            ],
            "relations": self._relations(concept),
        }

    def _other_labels(self, concept: Concept) -> list[Json]:
        """The names beside the shown one, those used in two languages once."""
        main = preferred(concept, self._language)
        found: dict[tuple[str, str], list[str]] = {}
        for label in concept.labels:
            if label.kind != "hidden" and label != main:
                found.setdefault((label.text, label.kind), []).append(label.lang)
        return [
            {
                "text": text,
                "lang": languages[0],
                "words": self._words(kind, languages),
                "isAcronym": kind == "acronym",
            }
            for (text, kind), languages in found.items()
        ]

    def _words(self, kind: str, languages: list[str]) -> str:
        """Such as "sigle" or "sigle, français et anglais"."""
        words = self._wording.word("labels", kind)
        if languages == [self._language]:
            return words
        names = " et ".join(self._wording.word("languages", language) for language in languages)
        return f"{words}, {names}"

    def _classes(self, concept: Concept) -> list[str]:
        """The class of the place in the tree first, then those that are stated besides."""
        stated = [
            self._wording.term(relation.object)
            for relation in concept.relations
            if relation.predicate == "rdf:type"
        ]
        root = self._drawing.home(concept.iri)
        return list(dict.fromkeys([*self._root_class(root), *stated]))

    def _root_class(self, root: str) -> list[str]:
        concept = self._drawing.forest.concepts[root]
        stated = [r.object for r in concept.relations if r.predicate == "rdf:type"]
        return [self._wording.term(iri) for iri in stated[:1]]

    def _relations(self, concept: Concept) -> list[Json]:
        """Relations in words; a plain "associé à" is left out where a typed relation says more."""
        targets: dict[str, set[str]] = {}
        for relation in concept.relations:
            if relation.object in self._drawing.forest.concepts:
                targets.setdefault(relation.predicate, set()).add(relation.object)
        told = set().union(*(t for name, t in targets.items() if name != "skos:related"), ())
        if "skos:related" in targets:
            targets["skos:related"] -= told
        return [
            {
                "words": self._wording.relation(name),
                "targets": sorted(targets[name], key=lambda iri: (self._key(iri), iri)),
            }
            for name in self._wording.in_order(targets)
            if targets[name]
        ]
