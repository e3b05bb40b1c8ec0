"""Scores as text for the terminal."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.validate.evaluation.score import Figure, Item
from pipeline.validate.evaluation.stage import Evaluation

_HEAD = ("", "precision", "wanted", "recall", "wanted", "F1", "apart")


def table(evaluation: Evaluation) -> str:
    """The figures of one build, a line for each kind."""
    rows = [_HEAD]
    for kind, score in evaluation.kinds.items():
        figures = score.figures
        apart = [f"{name.replace('_', ' ')} {count}" for name, count in figures.apart.items()]
        if figures.stated is not None:
            apart.append(f"stated alone {_reached(figures.stated)}")
        rows.append(
            (
                kind,
                _reached(figures.precision),
                _share(figures.precision.wanted),
                _reached(figures.recall),
                _share(figures.recall.wanted),
                _share(figures.f1),
                ", ".join(apart),
            )
        )
    widths = [max(len(row[column]) for row in rows) for column in range(len(_HEAD))]
    lines = [
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
        for row in rows
    ]
    return "\n".join(lines) + "\n"


def misses(evaluation: Evaluation) -> str:
    """What is wrong, missed or apart, a line each: entry, what is said, gold's words, basis."""
    return "".join(f"{line}\n" for line in _misses(evaluation))


def _misses(evaluation: Evaluation) -> Iterator[str]:
    for kind, score in evaluation.kinds.items():
        for name, items in (("wrong", score.wrong), ("missed", score.missed), *score.apart.items()):
            if items:
                yield f"{kind}, {name.replace('_', ' ')}:"
                yield from (f"  {_line(item)}" for item in items)


def _line(item: Item) -> str:
    line = f"{item.entry}: {item.text}"
    line += f" | gold: {_one_line(item.quote)}" if item.quote else ""
    return line + (f" | from: {_one_line(item.basis)}" if item.basis else "")


def _one_line(text: str) -> str:
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())


def _reached(figure: Figure) -> str:
    return f"{_share(figure.share)} ({figure.right}/{figure.of})"


def _share(share: float | None) -> str:
    return "-" if share is None else f"{share:.3f}"
