"""How concepts and relations look wherever they are drawn: what appearance.toml says of them."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping, Sequence
from importlib.resources import files
from typing import Any

from pyoxigraph import NamedNode, Triple

from pipeline.model import Concept
from pipeline.publish.forest import Forest, plant
from pipeline.publish.wording import Wording
from pipeline.vocabulary import OWL, Vocabulary

Json = dict[str, Any]

_INVERSE, _SYMMETRIC = NamedNode(f"{OWL}inverseOf"), NamedNode(f"{OWL}SymmetricProperty")


class Style:
    """appearance.toml: looks of classes (by local name), lines of relations, sizes of letters."""

    def __init__(self, prefix: str) -> None:
        text = files("pipeline.publish").joinpath("appearance.toml").read_text(encoding="utf-8")
        content = tomllib.loads(text.replace('"rc:', f'"{prefix}:'))
        self.size: int = content["text"]["size"]
        self.top_size: int = content["text"]["top_size"]
        self.spare: list[Json] = content["spare"]
        self.looks: dict[str, Json] = {**content["classes"], "": content["other"]}
        self.lines: dict[str, Json] = {line["relation"]: line for line in content["lines"]}
        self.other_line: Json = content["other_line"]


class Appearance:
    """The trees of the concepts, the class that each looks like, and the lines of the relations.

    `classes` gives for each concept the local name of the class of its top concept, "" where it has
    none with a look of its own; `lines` has one line for the two directions of a relation, by
    the CURIE of the one that is drawn.
    """

    def __init__(
        self,
        vocabulary: Vocabulary,
        concepts: Sequence[Concept],
        wording: Wording,
        ontology: Iterable[Triple],
    ) -> None:
        self._vocabulary = vocabulary
        self.style = Style(vocabulary.prefix)
        self.lines: dict[str, Json] = {
            **self.style.lines,
            **self._other_lines(concepts, wording, ontology),
        }
        inverses = {name: line["inverse"] for name, line in self.lines.items()}
        self.forest: Forest = plant(concepts, inverses, vocabulary.language)
        self.homes: Mapping[str, str] = {
            iri: root for root in self.forest.roots for iri in self.forest.tree(root)
        }
        self._give_free_looks()
        of_root = {root: self._class_of(root) for root in self.forest.roots}
        self.classes: Mapping[str, str] = {iri: of_root[root] for iri, root in self.homes.items()}

    def _other_lines(
        self, concepts: Sequence[Concept], wording: Wording, ontology: Iterable[Triple]
    ) -> dict[str, Json]:
        """A line for each relation that the file does not list, one for the two of an inverse."""
        listed = {"rdf:type"}
        for line in self.style.lines.values():
            listed |= {line["relation"], line["inverse"]}
        used = {relation.predicate for concept in concepts for relation in concept.relations}
        names = {self._vocabulary.expand(curie): curie for curie in sorted(used - listed)}
        inverses = dict.fromkeys(names.values(), "")
        for triple in ontology:
            subject, target = (names.get(str(t)[1:-1], "") for t in (triple.subject, triple.object))
            if triple.predicate == _INVERSE and subject in inverses and target in inverses:
                inverses[subject] = target
                if target != subject:
                    del inverses[target]
            elif subject in inverses and triple.object == _SYMMETRIC:
                inverses[subject] = subject
        return {
            name: {
                **self.style.other_line,
                "relation": name,
                "inverse": inverse,
                "words": wording.relation(name),
            }
            for name, inverse in inverses.items()
        }

    def _give_free_looks(self) -> None:
        """Let the classes of top concepts that the file does not list take the looks of those that
        no top concept has, and the spare ones: the largest trees first, while there are any.
        """
        named = {root: self._classes_of(root) for root in self.forest.roots}
        looks = self.style.looks
        sizes = {
            names[0]: len(self.forest.tree(root))
            for root, names in named.items()
            if names and not looks.keys() & set(names)
        }
        if not sizes:
            return
        used = {name for names in named.values() for name in names}
        free = {name: looks.pop(name) for name in [*looks] if name and name not in used}
        wanting = sorted(sizes, key=lambda name: (-sizes[name], name))
        looks |= dict(zip(wanting, [*free.values(), *self.style.spare], strict=False))

    def _class_of(self, root: str) -> str:
        """The class of a top concept, or "" where it has none with a look of its own."""
        return next((name for name in self._classes_of(root) if name in self.style.looks), "")

    def _classes_of(self, root: str) -> list[str]:
        """The local names of the classes of the ontology that a top concept is stated to have."""
        terms = self._vocabulary.term("")
        return [
            relation.object.removeprefix(terms)
            for relation in self.forest.concepts[root].relations
            if relation.predicate == "rdf:type" and relation.object.startswith(terms)
        ]
