"""The report's section on measures: the recorded scores, with what was wanted beside them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from pipeline.markdown import plain, table
from pipeline.publish.wording import Wording
from pipeline.validate.evaluation.score import Figure, Figures
from pipeline.validate.evaluation.stage import Kind, Scores

_COLUMNS = ("kind", "precision", "wanted", "recall", "wanted", "f1", "apart")


def measures(scores: Scores, wording: Wording) -> Iterator[str]:
    """The lines of the section: a heading for each gold, a table for each mode."""
    if not scores:
        yield wording.word("measures", "none")
        return
    yield wording.word("measures", "intro")
    yield ""
    for name, modes in scores.items():
        yield f"### {wording.fill('measures', 'gold', name=plain(name))}"
        yield ""
        for mode, kinds in modes.items():
            yield wording.word("measures", mode)
            yield ""
            yield from _table(kinds, wording)


def _table(kinds: Mapping[Kind, Figures], wording: Wording) -> list[str]:
    return table(
        [wording.word("measures.columns", column) for column in _COLUMNS],
        [
            [
                wording.word("measures.kinds", kind),
                _reached(figures.precision),
                _share(figures.precision.wanted),
                _reached(figures.recall),
                _share(figures.recall.wanted),
                _share(figures.f1),
                " ; ".join(_apart(figures, wording)),
            ]
            for kind, figures in kinds.items()
        ],
    )


def _apart(figures: Figures, wording: Wording) -> Iterator[str]:
    if figures.stated is not None:
        yield wording.fill("measures.apart", "stated", share=_reached(figures.stated))
    for name, count in figures.apart.items():
        if count:
            yield wording.fill("measures.apart", name, count=count)


def _reached(figure: Figure) -> str:
    return f"{_share(figure.share)} ({figure.right}/{figure.of})"


def _share(share: float | None) -> str:
    """A share with a French comma."""
    return "–" if share is None else f"{share:.3f}".replace(".", ",")
