"""Where the islands lie: in rows, as large on the page as possible, related ones close.

The search tries orders of the islands from a fixed seed, so the same concepts make the same map.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from random import Random

from msgspec import Struct

from pipeline.publish.forest import Forest
from pipeline.publish.map_page.islands import (
    CELL_WIDTH,
    HEIGHT,
    Island,
    columns_for,
    extent,
    rows_for,
    settle,
)

GAP = 20
_TRIALS = 150
_FORMS = 8
_STARTS = 8
_SMALL = 60
# What a pixel of a line's length and a long island weigh against a pixel of the map's size.
_TIE, _STRETCH = 0.05, 15


class Card(Struct, frozen=True):
    """The ground of one island: its rectangle on the map, and each concept's place on the map."""

    root: str
    left: int
    top: int
    width: int
    height: int
    places: dict[str, tuple[int, int]]


class Chart(Struct, frozen=True):
    """The whole map, in pixels."""

    cards: list[Card]
    width: int
    height: int


def chart(forest: Forest, lines: Mapping[str, int], aspect: float) -> Chart:
    """Lay out all trees of a forest for a frame of this aspect (width to height).

    `lines` is the number of lines of each label.
    """
    trees = {root: forest.tree(root) for root in forest.roots}
    home = {iri: root for root, members in trees.items() for iri in members}
    ties: dict[tuple[str, str], int] = {}
    for line in forest.lines:
        pair = home[line.subject], home[line.object]
        if pair[0] != pair[1]:
            ties[pair] = ties.get(pair, 0) + 1
    yard = _Yard(forest, trees, lines, aspect)
    return yard.draw(_best(yard, ties))


class _Plan(Struct, frozen=True):
    """Rows of islands, each row with the number of cell rows its islands may fill."""

    shelves: list[tuple[int, list[str]]]


class _Yard:
    """Islands in every form they can take."""

    def __init__(
        self,
        forest: Forest,
        trees: Mapping[str, list[str]],
        lines: Mapping[str, int],
        aspect: float,
    ) -> None:
        self.aspect = aspect
        self._children = forest.children
        self._lines = lines
        self.sizes = {root: len(members) for root, members in trees.items()}
        self._settled: dict[tuple[str, int], Island] = {}
        self._means = {
            root: sum(lines[iri] for iri in members) / len(members)
            for root, members in trees.items()
        }

        # A map without gaps would be this many columns wide.
        ideal = math.sqrt(sum(self.sizes.values()) * aspect * HEIGHT / CELL_WIDTH)
        self.budgets = range(max(3, int(0.6 * ideal)), int(1.8 * ideal) + 5, 1 + int(ideal) // 12)
        self.rows = range(1, max(8, int(ideal)) + 1, 1 + int(ideal) // 20)

    def island(self, root: str, rows: int) -> Island:
        """The island in the form that fills at most this number of cell rows."""
        key = root, columns_for(self.sizes[root], rows)
        if key not in self._settled:
            self._settled[key] = settle(root, self._children, key[1], self._lines)
        return self._settled[key]

    def extent(self, root: str, rows: int) -> tuple[float, float]:
        """The size of that island; estimated for a large one, which takes long to settle."""
        if self.sizes[root] <= _SMALL:
            island = self.island(root, rows)
            return island.width, island.height
        columns = columns_for(self.sizes[root], rows)
        return extent(self.sizes[root], columns, self._means[root])

    def draw(self, plan: _Plan) -> Chart:
        """Islands on their grounds; those of a shelf are equally high, all shelves equally wide."""
        shelves = [[self.island(root, rows) for root in roots] for rows, roots in plan.shelves]
        needed = [sum(i.width for i in shelf) + GAP * (len(shelf) - 1) for shelf in shelves]
        width, top = max(needed, default=0), 0
        cards: list[Card] = []
        for shelf, used in zip(shelves, needed, strict=True):
            height = max(island.height for island in shelf)
            left = 0
            for number, island in enumerate(shelf):
                wider = island.width + (width - used) * (number + 1) // len(shelf)
                wider -= (width - used) * number // len(shelf)
                cards.append(_ground(island, left, top, wider, height))
                left += wider + GAP
            top += height + GAP
        return Chart(cards, width, max(top - GAP, 0))


def _ground(island: Island, left: int, top: int, width: int, height: int) -> Card:
    """The island in the middle of its ground."""
    across, down = left + (width - island.width) // 2, top + (height - island.height) // 2
    places = {iri: (across + x, down + y) for iri, (x, y) in island.places.items()}
    return Card(island.root, left, top, width, height, places)


def _best(yard: _Yard, ties: Mapping[tuple[str, str], int]) -> _Plan:
    """First the forms that suit the sizes, then moves of islands within the best of those forms."""
    random = Random(0)
    order = sorted(yard.sizes, key=lambda root: (-yard.sizes[root], root))
    forms = [(rows, budget) for rows in yard.rows for budget in yard.budgets]
    forms.sort(key=lambda form: (_cost(yard, _shelved(yard, order, *form), ties), form))
    forms = forms[:_FORMS]
    best, best_cost = _cheapest(yard, order, forms, ties)
    for start in range(_STARTS if len(order) > 1 else 0):
        here = list(order)
        if start:
            random.shuffle(here)
        here_cost = float("inf")
        for _ in range(_TRIALS):
            tried = list(here)
            tried.insert(random.randrange(len(here)), tried.pop(random.randrange(len(here))))
            plan, cost = _cheapest(yard, tried, forms, ties)
            if cost <= here_cost:
                here, here_cost = tried, cost
            if cost < best_cost:
                best, best_cost = plan, cost
    return best


def _cheapest(
    yard: _Yard,
    order: Sequence[str],
    forms: Sequence[tuple[int, int]],
    ties: Mapping[tuple[str, str], int],
) -> tuple[_Plan, float]:
    """The best of these ways to break an order into shelves, and its cost."""
    plans = [_shelved(yard, order, rows, budget) for rows, budget in forms]
    costs = [_cost(yard, plan, ties) for plan in plans]
    cost = min(costs)
    return plans[costs.index(cost)], cost


def _shelved(yard: _Yard, order: Sequence[str], rows: int, budget: int) -> _Plan:
    """Shelves of at most `budget` columns, filled in order."""
    shelves: list[tuple[int, list[str]]] = []
    used = 0
    for root in order:
        columns = columns_for(yard.sizes[root], rows)
        if not shelves or used + columns > budget:
            shelves.append((rows, []))
            used = 0
        shelves[-1][1].append(root)
        used += columns
    return _Plan([(_fewest_rows(yard, roots, budget), roots) for _, roots in shelves])


def _fewest_rows(yard: _Yard, roots: Sequence[str], budget: int) -> int:
    """The fewest rows in which these islands fit beside each other; one too wide stands alone."""
    for rows in yard.rows:
        if sum(columns_for(yard.sizes[root], rows) for root in roots) <= budget:
            return rows
    return max(rows_for(yard.sizes[root], budget) for root in roots)


def _cost(yard: _Yard, plan: _Plan, ties: Mapping[tuple[str, str], int]) -> float:
    """The scale at which the map fits its frame, a little for long lines and for long islands."""
    middle: dict[str, tuple[float, float]] = {}
    stretched = 0.0
    width = top = 0.0
    for rows, roots in plan.shelves:
        sizes = [yard.extent(root, rows) for root in roots]
        left, height = 0.0, max(high for _, high in sizes)
        for root, (wide, high) in zip(roots, sizes, strict=True):
            middle[root] = left + wide / 2, top + height / 2
            left += wide + GAP
            stretched += max(0.0, wide / high - 2.2) + max(0.0, high / wide - 1.1)
        width, top = max(width, left), top + height + GAP
    length = sum(
        number * (abs(middle[a][0] - middle[b][0]) + abs(middle[a][1] - middle[b][1]))
        for (a, b), number in ties.items()
    )
    mean = length / max(sum(ties.values()), 1)
    return max(width / yard.aspect, top) + _TIE * mean + _STRETCH * stretched
