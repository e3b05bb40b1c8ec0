"""One tree as an island of the map: a brick pattern of cells, each with room for a label.

The root stands in the middle, each concept as near its parent as there is room. Cells never
overlap, so labels do not either, whatever the number of concepts.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from functools import cache

from msgspec import Struct

CELL_WIDTH = 142
LABEL_WIDTH = 132
PADDING = 12
HEIGHT = 60
_SHAPE, _LINE, _GAP = 22, 15, 12
_NARROW, _WIDE = frozenset("fijlrtI.,;:'’()[]|!/- "), frozenset("mwMWŒœ@%")


class Island(Struct, frozen=True):
    """A tree with the place of each concept, in pixels from the island's top left corner."""

    root: str
    width: int
    height: int
    places: dict[str, tuple[int, int]]


def broken(text: str, size: float) -> list[str]:
    """A label as lines that fit a cell at this font size; four at most, the last cut with "…".

    Lines are broken at spaces, after hyphens, and inside a word only where it fits no line.
    """
    lines = [""]
    for word in re.findall(r"[^\s-]*-|[^\s-]+|\s+", text.strip()):
        rest = " " if word.isspace() else word
        if measure((lines[-1] + rest).strip(), size) <= LABEL_WIDTH:
            lines[-1] += rest
            continue
        while measure(rest, size) > LABEL_WIDTH:
            cut = next(n for n in range(len(rest), 0, -1) if measure(rest[:n], size) <= LABEL_WIDTH)
            lines.append(rest[:cut])
            rest = rest[cut:]
        lines.append(rest)
    lines = [line.strip() for line in lines if line.strip()] or [""]
    return lines if len(lines) <= 4 else [*lines[:3], f"{lines[3][:-1]}…"]


def measure(text: str, size: float) -> float:
    """About how many pixels wide a text is in a sans-serif font; rather too many than too few."""
    return size * sum(_em(char) for char in text)


def _em(char: str) -> float:
    if char in _NARROW:
        return 0.36
    if char in _WIDE:
        return 0.95
    return 0.72 if char.isupper() else 0.6


def rows_for(number: int, columns: int) -> int:
    """How many rows a brick pattern of `columns` and `columns - 1` cells needs for `number`."""
    rows, room = 0, 0
    while room < number:
        room += columns if rows % 2 == 0 else max(columns - 1, 1)
        rows += 1
    return rows


@cache
def columns_for(number: int, rows: int) -> int:
    """The fewest columns that need no more than `rows` rows; a single file for two at most."""
    fewest = 1 if number <= 2 else 2
    return next(c for c in range(fewest, number + 1) if rows_for(number, c) <= rows)


def extent(number: int, columns: int, lines: float) -> tuple[float, float]:
    """About how wide and high an island is; `lines` is the mean number of lines of its labels."""
    row = _SHAPE + _LINE * (lines + 0.5) + _GAP
    return columns * CELL_WIDTH + 2 * PADDING, rows_for(number, columns) * row + 2 * PADDING


def settle(
    root: str, children: Mapping[str, Sequence[str]], columns: int, lines: Mapping[str, int]
) -> Island:
    """Give each concept of a tree a cell; `lines` is the number of lines of each label."""
    members = _depth_first(root, children)
    parents = {child: parent for parent in members for child in children.get(parent, ())}
    cells = _cells(len(members), columns)
    middle = min(cells, key=lambda cell: _distance(cell, _centre(cells)))
    pull = {cell: 0.2 * _distance(cell, middle) for cell in cells}
    free: list[set[tuple[float, int]]] = [set() for _ in range(cells[-1][1] + 1)]
    for cell in cells:
        free[cell[1]].add(cell)
    taken: dict[str, tuple[float, int]] = {}
    for iri in members:
        near = taken[parents[iri]] if iri in parents else middle
        cell = _cheapest(free, near, pull)
        free[cell[1]].remove(cell)
        taken[iri] = cell
    return _measured(root, columns, taken, lines)


def _cheapest(
    free: Sequence[set[tuple[float, int]]],
    near: tuple[float, int],
    pull: Mapping[tuple[float, int], float],
) -> tuple[float, int]:
    """The free cell, of those by row, that is nearest to `near`, counting its `pull` to the middle.

    Row by row outwards: a cell so many rows away costs as much at least.
    """
    best = (math.inf, near)
    for away in range(len(free)):
        if away > best[0]:
            break
        for row in {near[1] - away, near[1] + away}:
            if 0 <= row < len(free):
                for cell in free[row]:
                    best = min(best, (_distance(cell, near) + pull[cell], cell))
    return best[1]


def _depth_first(root: str, children: Mapping[str, Sequence[str]]) -> list[str]:
    """Parents before children; whole branches together, the largest first."""
    found, waiting = [], [root]
    while waiting:
        iri = waiting.pop()
        found.append(iri)
        waiting.extend(
            sorted(children.get(iri, ()), key=lambda child: len(children.get(child, ())))
        )
    return found


def _cells(number: int, columns: int) -> list[tuple[float, int]]:
    """The cells of a brick pattern as (column, row); odd rows are shifted by half a cell."""
    cells: list[tuple[float, int]] = []
    for row in range(rows_for(number, columns)):
        shift = 0.0 if row % 2 == 0 or columns == 1 else 0.5
        width = columns if shift == 0.0 else columns - 1
        cells.extend((column + shift, row) for column in range(width))
    return cells


def _centre(cells: Sequence[tuple[float, int]]) -> tuple[float, float]:
    return (cells[-1][0] + cells[0][0]) / 2, cells[-1][1] / 2


def _distance(one: tuple[float, float], other: tuple[float, float]) -> float:
    return math.hypot((one[0] - other[0]) * 1.7, one[1] - other[1])


def _measured(
    root: str, columns: int, taken: Mapping[str, tuple[float, int]], lines: Mapping[str, int]
) -> Island:
    heights: dict[int, int] = {}
    for iri, (_, row) in taken.items():
        heights[row] = max(heights.get(row, 0), _SHAPE + _LINE * lines[iri] + _GAP)
    tops, top = {}, PADDING
    for row in sorted(heights):
        tops[row] = top
        top += heights[row]
    places = {
        iri: (round(PADDING + (column + 0.5) * CELL_WIDTH), tops[row] + _SHAPE // 2)
        for iri, (column, row) in taken.items()
    }
    return Island(root, columns * CELL_WIDTH + 2 * PADDING, top - _GAP + PADDING, places)
