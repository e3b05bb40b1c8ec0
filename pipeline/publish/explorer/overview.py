"""What the home page shows: the vocabulary in figures, and its branches as an overview map.

A branch is a top concept with all that stands under it. Two branches are tied where a relation
leads from a concept of the one to a concept of the other.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from pipeline.model import Concept
from pipeline.publish.counts import count
from pipeline.publish.explorer.numbers import Numbers
from pipeline.publish.explorer.overview_chart import Branch, chart
from pipeline.publish.forest import Forest, preferred, shown_name
from pipeline.publish.inputs import Build
from pipeline.publish.map_page.islands import broken

Json = dict[str, Any]
LANGUAGES = ("fr", "en")
"""The languages of the page."""
MOST = 40
"""How many branches the map shows, the largest first where there are more."""
LETTERS = 14
"""The size of the letters under a branch, in pixels."""
EXAMPLES = 4
"""How many acronyms the home page offers to try."""
_WIDTHS = (600, 330)
"""What the map is drawn for: the panel of a wide window, and a telephone."""


def overview(build: Build, forest: Forest, numbers: Numbers) -> Json:
    """The figures of one build, and the map of its branches."""
    sizes = {root: _size(numbers.concepts[root], numbers) for root in forest.roots}
    largest = set(sorted(forest.roots, key=lambda root: -sizes[root])[:MOST])
    shown = [root for root in forest.roots if root in largest]
    places = {root: place for place, root in enumerate(shown)}
    said = _said(forest, places)
    labels = [_labels(forest, root, build.vocabulary.language) for root in shown]
    branches = [
        Branch(sizes[root], list(label.values())) for root, label in zip(shown, labels, strict=True)
    ]
    ties: Counter[tuple[int, int]] = Counter()
    for (one, _, other), number in said.items():
        ties[min(one, other), max(one, other)] += number
    counts = count(build)
    return {
        "description": build.vocabulary.description,
        "rights": build.vocabulary.rights,
        "counts": {
            "concepts": counts.concepts,
            "labels": sum(counts.labels.values()),
            "relations": len(forest.lines),
            "sources": counts.sources,
            "tops": counts.top,
        },
        "examples": [
            {"concept": numbers.concepts[concept.iri], "acronym": acronym}
            for concept, acronym in _examples(build.concepts)
        ],
        "letters": LETTERS,
        "branches": [
            {"concept": numbers.concepts[root], "size": sizes[root], "label": label}
            for root, label in zip(shown, labels, strict=True)
        ],
        "said": [
            [one, numbers.predicates[relation], other, number]
            for (one, relation, other), number in sorted(said.items())
        ],
        "charts": [chart(branches, ties, width, LETTERS) for width in _WIDTHS],
    }


def _size(root: int, numbers: Numbers) -> int:
    """How many concepts stand under a top concept, on whichever way, each counted once."""
    found = {root}
    waiting = [root]
    for number in waiting:
        new = set(numbers.children[number]) - found
        found |= new
        waiting.extend(new)
    return len(found) - 1


def _examples(concepts: Sequence[Concept]) -> list[tuple[Concept, str]]:
    """Concepts with an acronym that is not their name: those of which most is said."""
    found = [
        (concept, label.text)
        for concept in concepts
        for label in [one for one in concept.labels if one.kind == "acronym"][:1]
    ]
    return sorted(found, key=lambda pair: (-len(pair[0].relations), pair[0].iri))[:EXAMPLES]


def _labels(forest: Forest, root: str, language: str) -> dict[str, list[str]]:
    """The name of a top concept in each language of the page, as lines."""
    concept = forest.concepts[root]
    names = {one: preferred(concept, one) for one in LANGUAGES}
    own = shown_name(concept, language)
    return {
        one: broken(label.text if label and one != language else own, LETTERS)
        for one, label in names.items()
    }


def _said(forest: Forest, places: Mapping[str, int]) -> Counter[tuple[int, str, int]]:
    """How often each relation leads from one branch on the map to another."""
    homes = {iri: places[root] for root in places for iri in forest.tree(root)}

    def between() -> Iterator[tuple[int, str, int]]:
        for line in forest.lines:
            one, other = homes.get(line.subject), homes.get(line.object)
            if one is not None and other is not None and one != other:
                yield one, line.relation, other

    return Counter(between())
