"""The recorded scores: how far each figure is from what was wanted, and what is counted apart."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.publish.report.figures import share
from pipeline.publish.wording import Wording
from pipeline.validate.evaluation.score import Figure, Figures


def reached(figure: Figure) -> str:
    """A share with what it is a share of: "0,969 (126/130)"."""
    return f"{share(figure.share)} ({figure.right}/{figure.of})"


def falls_short(figure: Figure) -> bool:
    """Whether less was reached than was wanted."""
    return figure.share is not None and figure.wanted is not None and figure.share < figure.wanted


def apart(figures: Figures, wording: Wording) -> Iterator[str]:
    """What stands beside the figures, in words."""
    if figures.stated is not None:
        yield wording.fill("measures.apart", "stated", share=reached(figures.stated))
    for name, count in figures.apart.items():
        if count:
            yield wording.fill("measures.apart", name, count=count)
