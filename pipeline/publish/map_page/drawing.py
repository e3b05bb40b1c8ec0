"""The map as vis-network draws it: a shape and a place a concept, a line a relation."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping, Sequence
from importlib.resources import files
from typing import Any

from pyoxigraph import NamedNode, Triple

from pipeline.model import Concept
from pipeline.publish.forest import Forest, plant, shown_name
from pipeline.publish.map_page.archipelago import Chart, chart
from pipeline.publish.map_page.islands import broken
from pipeline.publish.wording import Wording
from pipeline.vocabulary import OWL, Vocabulary

Json = dict[str, Any]

# Frames the map is laid out for: a desktop beside a legend, a tablet above one, a telephone.
_ASPECTS = (1.36, 1.75, 0.58)
# Below this scale labels are too small to read; islands show their name instead.
_READABLE = 0.52

_INVERSE, _SYMMETRIC = NamedNode(f"{OWL}inverseOf"), NamedNode(f"{OWL}SymmetricProperty")

OPTIONS: Json = {
    "autoResize": False,
    "physics": {"enabled": False},
    "layout": {"improvedLayout": False, "randomSeed": 0},
    "interaction": {
        "hover": True,
        "tooltipDelay": 150,
        "dragNodes": False,
        "selectConnectedEdges": False,
        "keyboard": {"enabled": True, "bindToWindow": False},
    },
}


class Style:
    """graph/style.toml: looks of classes (by local name), lines of relations, sizes of letters."""

    def __init__(self, prefix: str) -> None:
        text = (
            files("pipeline.publish.map_page")
            .joinpath("graph/style.toml")
            .read_text(encoding="utf-8")
        )
        content = tomllib.loads(text.replace('"rc:', f'"{prefix}:'))
        self.size: int = content["text"]["size"]
        self.top_size: int = content["text"]["top_size"]
        self.looks: dict[str, Json] = {**content["classes"], "": content["other"]}
        self.lines: dict[str, Json] = {line["relation"]: line for line in content["lines"]}
        self.other_line: Json = content["other_line"]


class Drawing:
    """The concepts in use, laid out; `classes` gives for each the local name that it looks like."""

    def __init__(
        self,
        vocabulary: Vocabulary,
        concepts: Sequence[Concept],
        wording: Wording,
        ontology: Iterable[Triple],
    ) -> None:
        self._vocabulary = vocabulary
        self._style = Style(vocabulary.prefix)
        self._lines = {**self._style.lines, **self._other_lines(concepts, wording, ontology)}
        inverses = {name: line["inverse"] for name, line in self._lines.items()}
        self.forest: Forest = plant(concepts, inverses, vocabulary.language)
        self._labels = {iri: self._broken(iri) for iri in self.forest.concepts}
        lines = {iri: len(text) for iri, text in self._labels.items()}
        self._charts: list[Chart] = [chart(self.forest, lines, aspect) for aspect in _ASPECTS]
        self._home = {iri: root for root in self.forest.roots for iri in self.forest.tree(root)}
        self.classes: Mapping[str, str] = {
            iri: self._class_of(root) for iri, root in self._home.items()
        }

    def home(self, iri: str) -> str:
        """The top concept on whose island a concept stands."""
        return self._home[iri]

    def nodes(self) -> list[Json]:
        """A node for each concept, at its place on the first chart."""
        return [
            self._node(iri, *card.places[iri])
            for card in self._charts[0].cards
            for iri in sorted(card.places)
        ]

    def edges(self) -> list[Json]:
        """An edge for each line of the forest."""
        edges = []
        for number, line in enumerate(self.forest.lines):
            look = self._lines[line.relation]
            arrow = {"enabled": True, "type": look["arrow"], "scaleFactor": 0.55}
            curve = {"enabled": True, "type": "curvedCW", "roundness": 0.14}
            edges.append(
                {
                    "id": f"line-{number}",
                    "source": line.subject,
                    "to": line.object,
                    "relation": line.relation,
                    "dashes": look["dashes"] or False,
                    "width": look["width"],
                    "color": look["light"],
                    "arrows": {"to": arrow} if look["arrow"] else "",
                    "smooth": False if line.relation == "skos:broader" else curve,
                }
            )
        return edges

    def page(self) -> Json:
        """What the page's own script needs: the map's size, islands, looks and lines."""
        used = {line.relation for line in self.forest.lines}
        return {
            "readable": _READABLE,
            "looks": self._style.looks,
            "lines": [
                {**line, "isUsed": name in used, "isTree": name == "skos:broader"}
                for name, line in self._lines.items()
            ],
            "islands": [
                {
                    "label": shown_name(self.forest.concepts[root], self._vocabulary.language),
                    "root": root,
                    "class": self.classes[root],
                    "members": self.forest.tree(root),
                }
                for root in self.forest.roots
            ],
            "charts": self._charts,
        }

    def _other_lines(
        self, concepts: Sequence[Concept], wording: Wording, ontology: Iterable[Triple]
    ) -> dict[str, Json]:
        """A line for each relation that style.toml does not list, one for the two of an inverse."""
        listed = {"rdf:type"}
        for line in self._style.lines.values():
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
                **self._style.other_line,
                "relation": name,
                "inverse": inverse,
                "words": wording.relation(name),
            }
            for name, inverse in inverses.items()
        }

    def _node(self, iri: str, x: int, y: int) -> Json:
        look = self._style.looks[self.classes[iri]]
        size = self._size(iri)
        readable = {"enabled": False, "drawThreshold": size * _READABLE + 1}
        return {
            "n_id": iri,
            "label": "\n".join(self._labels[iri]),
            "shape": look["shape"],
            "color": look["light"],
            "size": 11 if iri in self.forest.roots else 8,
            "x": x,
            "y": y,
            "font": {"size": size},
            "scaling": {"label": readable},
        }

    def _broken(self, iri: str) -> list[str]:
        name = shown_name(self.forest.concepts[iri], self._vocabulary.language)
        return broken(name, self._size(iri))

    def _size(self, iri: str) -> int:
        return self._style.top_size if iri in self.forest.roots else self._style.size

    def _class_of(self, root: str) -> str:
        """The class of a top concept, or "" where it has none that style.toml knows."""
        terms = self._vocabulary.term("")
        for relation in self.forest.concepts[root].relations:
            name = relation.object.removeprefix(terms)
            if relation.predicate == "rdf:type" and name in self._style.looks:
                return name
        return ""
