"""report.md: the recorded scores as tables."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from pipeline.markdown import plain, table
from pipeline.publish.report.facts import Facts
from pipeline.publish.report.figures import share
from pipeline.publish.report.measures import apart, reached
from pipeline.publish.wording import Wording
from pipeline.validate.evaluation.score import Figures
from pipeline.validate.evaluation.stage import Kind

_MEASURE = ("kind", "precision", "wanted", "recall", "wanted", "f1", "apart")


def measures(told: Facts, wording: Wording) -> Iterator[str]:
    """A heading for each gold, a table for each mode."""
    scores = told.build.scores
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
            yield from _scores(kinds, wording)


def _scores(kinds: Mapping[Kind, Figures], wording: Wording) -> list[str]:
    return table(
        [wording.word("measures.columns", column) for column in _MEASURE],
        [
            [
                wording.word("measures.kinds", kind),
                reached(figures.precision),
                share(figures.precision.wanted),
                reached(figures.recall),
                share(figures.recall.wanted),
                share(figures.f1),
                " ; ".join(apart(figures, wording)),
            ]
            for kind, figures in kinds.items()
        ],
    )
