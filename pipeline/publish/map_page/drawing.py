"""The map as vis-network draws it: a shape and a place a concept, a line a relation."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from pyoxigraph import Triple

from pipeline.model import Concept
from pipeline.publish.appearance import Appearance
from pipeline.publish.forest import Forest, shown_name
from pipeline.publish.map_page.archipelago import Chart, chart
from pipeline.publish.map_page.islands import broken
from pipeline.publish.wording import Wording
from pipeline.vocabulary import Vocabulary

Json = dict[str, Any]

# Frames the map is laid out for: a desktop beside a legend, a tablet above one, a telephone.
_ASPECTS = (1.36, 1.75, 0.58)
# Below this scale labels are too small to read; islands show their name instead.
_READABLE = 0.52

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
        look = Appearance(vocabulary, concepts, wording, ontology)
        self._style, self._lines, self._home = look.style, look.lines, look.homes
        self.forest: Forest = look.forest
        self.classes: Mapping[str, str] = look.classes
        self._labels = {iri: self._broken(iri) for iri in self.forest.concepts}
        lines = {iri: len(text) for iri, text in self._labels.items()}
        self._charts: list[Chart] = [chart(self.forest, lines, aspect) for aspect in _ASPECTS]

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
