"""The report's drawings: what a source is made of, and a score beside what was wanted."""

from __future__ import annotations

from itertools import groupby

from pipeline.model import LEDGER_KINDS, Ledger
from pipeline.publish.html.svg import box, boxes, drawing
from pipeline.publish.report.figures import per_cent
from pipeline.publish.report.ledgers import SourceFacts
from pipeline.publish.wording import Wording
from pipeline.validate.evaluation.score import Figure
from pipeline.validate.reports.markup import Html

COLUMNS = 1000
_STRIP, _SHARES = 32, 12
_BAR, _TRACK = 200, 12


def strip(source: SourceFacts, wording: Wording) -> Html:
    """The source from its first character to its last, each stretch in the colour of its kind."""
    runs: dict[str, list[tuple[int, int]]] = {}
    left = 0
    for kind, stretch in groupby(columns(source.ledger)):
        right = left + len(list(stretch))
        runs.setdefault(kind, []).append((left, right))
        left = right
    title = wording.fill("report.page", "strip", title=source.source.title)
    shapes = [boxes(runs[kind], _STRIP, kind) for kind in LEDGER_KINDS if kind in runs]
    return drawing(COLUMNS, _STRIP, title, *shapes, desc=_parts(source), name="strip")


def shares(source: SourceFacts, wording: Wording) -> Html:
    """The kinds of a source one after the other, each as long as its share."""
    length, right, shapes = source.ledger.length, 0, []
    for part in source.parts:
        left, right = right, right + part.size
        if part.size:
            x = COLUMNS * left / length
            shapes.append(box(x, 0, COLUMNS * right / length - x, _SHARES, part.kind))
    title = wording.fill("report.page", "shares", title=source.source.title)
    return drawing(COLUMNS, _SHARES, title, *shapes, desc=_parts(source), name="shares")


def columns(ledger: Ledger) -> list[str]:
    """The kind of each of 1,000 equal stretches of a source: the one with most of its characters.

    What is unassigned always shows, however little it is: the strip must not hide a loss. A source
    without a character has no stretches.
    """
    length = ledger.length
    if not length:
        return []
    weights: list[dict[str, int]] = [{} for _ in range(COLUMNS)]
    for kind in LEDGER_KINDS:
        for span in ledger.spans.get(kind, ()):
            # In thousandths of a character every stretch is `length` long.
            start, end = span.start * COLUMNS, span.end * COLUMNS
            for column in range(start // length, -(-end // length)):
                shared = min(end, (column + 1) * length) - max(start, column * length)
                weights[column][kind] = weights[column].get(kind, 0) + shared
    return [
        "unassigned" if "unassigned" in weight else max(weight, key=lambda kind: weight[kind])
        for weight in weights
    ]


def bar(figure: Figure, title: str, *, is_short: bool) -> Html:
    """A share from 0 to 1 as a bar, with a mark where it was wanted."""
    shapes = [box(0, 3, _BAR, _TRACK - 6, "track")]
    if figure.share:
        name = "reached short" if is_short else "reached"
        shapes.append(box(0, 3, _BAR * figure.share, _TRACK - 6, name))
    if figure.wanted is not None:
        shapes.append(box(_BAR * figure.wanted - 1, 0, 2, _TRACK, "wanted"))
    return drawing(_BAR, _TRACK, title, *shapes, name="bar")


def _parts(source: SourceFacts) -> str:
    length = source.ledger.length
    return ", ".join(f"{p.name} {per_cent(p.size, length)}" for p in source.parts if p.size)
