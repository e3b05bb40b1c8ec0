"""Where the branches of the overview map stand: the more they are tied, the nearer; none overlaps.

Only sums, products and square roots, which every machine rounds alike, and a seeded generator that
is the same in every Python: the places do not depend on where the page is built.
"""

from __future__ import annotations

import math
import random
from collections.abc import Mapping, Sequence
from typing import Any

import networkx as nx
from msgspec import Struct

from pipeline.publish.map_page.islands import measure

Json = dict[str, Any]
Point = tuple[float, float]

LINE = 1.25
"""From one line of a name to the next, as a multiple of the letters' size."""
_SEED = 6
_ROUNDS = 120
# The least radius of a circle and that of the largest, in pixels, and as a part of the map's width.
_SMALLEST, _LARGE, _LARGER = 11.0, 24.0, 0.04
_GAP = 10
# The map's height, as a part of its width, before what overlaps is moved apart.
_HEIGHT = 0.95


class Branch(Struct, frozen=True):
    """How many concepts stand under a top concept; what is written under its circle, in lines, in
    each language.
    """

    size: int
    texts: list[list[str]]


class Box(Struct, frozen=True):
    """What a branch covers: a circle, and under it its name and its number of concepts.

    `half`, `above` and `below` are measured from the middle of the circle.
    """

    radius: float
    half: float
    above: float
    below: float


def chart(
    branches: Sequence[Branch], ties: Mapping[tuple[int, int], int], width: int, letters: int
) -> Json:
    """The map for a width in pixels: its height, and for each branch [x, y, radius]."""
    boxes = _boxes(branches, width, letters)
    points = _fitted(_near(len(branches), ties), boxes, width)
    places = _apart(points, boxes, width)
    top = min((y - box.above for (_, y), box in zip(places, boxes, strict=True)), default=0.0)
    bottom = max((y + box.below for (_, y), box in zip(places, boxes, strict=True)), default=0.0)
    return {
        "width": width,
        "height": math.ceil(bottom - top),
        "places": [
            [round(x), round(y - top), round(box.radius)]
            for (x, y), box in zip(places, boxes, strict=True)
        ],
    }


def _boxes(branches: Sequence[Branch], width: int, letters: int) -> list[Box]:
    """The area of a circle tells the number of concepts."""
    most = max((branch.size for branch in branches), default=0) or 1
    boxes = []
    for branch in branches:
        radius = max(_SMALLEST, (_LARGE + width * _LARGER) * math.sqrt(branch.size / most))
        widest = max(measure(line, letters) for text in branch.texts for line in text)
        text = max(map(len, branch.texts)) * letters * LINE
        half = min(max(radius, widest / 2) + _GAP, width / 2)
        boxes.append(Box(radius, half, radius + _GAP, radius + text + _GAP))
    return boxes


def _near(number: int, ties: Mapping[tuple[int, int], int]) -> list[Point]:
    """Places whose distances follow the ties: stress majorization (Gansner, Koren, North 2004)."""
    graph = nx.Graph()
    graph.add_nodes_from(range(number))
    graph.add_weighted_edges_from((one, other, 1 + 1 / n) for (one, other), n in ties.items())
    found = dict(nx.all_pairs_dijkstra_path_length(graph))
    far = 1 + max((length for row in found.values() for length in row.values()), default=0.0)
    wanted = [[found[i].get(j, far) for j in range(number)] for i in range(number)]
    dice = random.Random(_SEED)
    points = [(dice.random(), dice.random()) for _ in range(number)]
    for _ in range(_ROUNDS):
        points = [_moved(i, points, wanted[i]) for i in range(number)]
    return points


def _moved(i: int, points: Sequence[Point], wanted: Sequence[float]) -> Point:
    """Where one point has its distances from all others, as far as they can all be had."""
    x, y = points[i]
    weights, across, down = 0.0, 0.0, 0.0
    for j, (other_x, other_y) in enumerate(points):
        if i == j:
            continue
        weight = 1 / (wanted[j] * wanted[j])
        length = _length(x - other_x, y - other_y) or 1.0
        weights += weight
        across += weight * (other_x + wanted[j] * (x - other_x) / length)
        down += weight * (other_y + wanted[j] * (y - other_y) / length)
    return (across / weights, down / weights) if weights else (x, y)


def _fitted(points: Sequence[Point], boxes: Sequence[Box], width: int) -> list[Point]:
    """The points stretched over the map, each box inside its width."""
    if not points:
        return []
    area = sum(2 * box.half * (box.above + box.below) for box in boxes)
    height = max(width * _HEIGHT, 1.9 * area / width)
    across, down = (_spread(axis) for axis in zip(*points, strict=True))
    return [
        (
            _between(x, box.half, width - box.half),
            _between(y, box.above, height - box.below),
        )
        for x, y, box in zip(across, down, boxes, strict=True)
    ]


def _spread(values: Sequence[float]) -> list[float]:
    """Values from 0 to 1, midway between their distances and their order: a branch that is tied to
    nothing leaves no empty half behind it.
    """
    low, high = min(values), max(values)
    order = {i: rank for rank, i in enumerate(sorted(range(len(values)), key=values.__getitem__))}
    if high == low:
        return [0.5] * len(values)
    return [
        (value - low) / (high - low) / 2 + order[i] / (len(values) - 1) / 2
        for i, value in enumerate(values)
    ]


def _apart(points: Sequence[Point], boxes: Sequence[Box], width: int) -> list[Point]:
    """The points moved until no boxes overlap: first gently, then downwards what still does."""
    places = list(points)
    for _ in range(_ROUNDS):
        if not _pushed(places, boxes, width):
            break
    order = sorted(range(len(places)), key=lambda i: (places[i][1], i))
    for rank, i in enumerate(order):
        places[i] = _below(i, order[:rank], places, boxes)
    return places


def _pushed(places: list[Point], boxes: Sequence[Box], width: int) -> bool:
    """Push each two boxes that overlap half as far as they do, sideways or along; False if none."""
    moved = False
    for i in range(len(places)):
        for j in range(i):
            across, down = _overlap(places[i], boxes[i], places[j], boxes[j])
            if across <= 0 or down <= 0:
                continue
            moved = True
            (x, y), (other_x, other_y) = places[i], places[j]
            if across < down:
                step = across / 2 if x >= other_x else -across / 2
                x, other_x = x + step, other_x - step
            else:
                step = down / 2 if y >= other_y else -down / 2
                y, other_y = y + step, other_y - step
            places[i] = _clamped(x, boxes[i].half, width), y
            places[j] = _clamped(other_x, boxes[j].half, width), other_y
    return moved


def _below(i: int, settled: Sequence[int], places: Sequence[Point], boxes: Sequence[Box]) -> Point:
    """The place nearest under its own, or its own, where a box overlaps none that is settled."""
    x, y = places[i]
    for j in sorted(settled, key=lambda j: places[j][1] + boxes[j].below):
        across, down = _overlap((x, y), boxes[i], places[j], boxes[j])
        if across > 0 and down > 0:
            y = places[j][1] + boxes[j].below + boxes[i].above
    return x, y


def _overlap(one: Point, box: Box, other: Point, its: Box) -> Point:
    """By how much two boxes overlap sideways and along; they do where both are positive."""
    across = min(one[0] + box.half, other[0] + its.half) - max(
        one[0] - box.half, other[0] - its.half
    )
    down = min(one[1] + box.below, other[1] + its.below) - max(
        one[1] - box.above, other[1] - its.above
    )
    return across, down


def _clamped(x: float, half: float, width: int) -> float:
    return min(max(x, half), width - half)


def _between(part: float, low: float, high: float) -> float:
    return low + part * (high - low)


def _length(x: float, y: float) -> float:
    return math.sqrt(x * x + y * y)
