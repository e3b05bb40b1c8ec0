"""report.html: the recorded scores as bars, with a mark where each was wanted."""

from __future__ import annotations

from collections.abc import Mapping

from pipeline.publish.html.typography import bound
from pipeline.publish.report.charts import bar
from pipeline.publish.report.facts import Facts
from pipeline.publish.report.figures import share
from pipeline.publish.report.measures import apart, falls_short
from pipeline.publish.report.pieces import Say, prose, scrolled, table
from pipeline.validate.evaluation.score import Figure, Figures
from pipeline.validate.evaluation.stage import Kind
from pipeline.validate.reports.markup import Html, element, html


def measures(told: Facts, say: Say) -> Html:
    """A heading for each gold, a table of bars for each mode."""
    scores = told.build.scores
    if not scores:
        return element("p", prose(say("measures", "none")), class_="nothing")
    parts = [element("p", say("measures", "intro"), class_="intro")]
    for name, modes in scores.items():
        title = element("h3", prose(say("measures", "gold", name=name)))
        tables = [_mode(mode, kinds, say) for mode, kinds in modes.items()]
        parts.append(element("article", title, *tables, class_="panel measure"))
    return html(*parts)


def _mode(mode: str, kinds: Mapping[Kind, Figures], say: Say) -> Html:
    heads = [
        say("measures.columns", column) for column in ("kind", "precision", "recall", "f1", "apart")
    ]
    rows = [
        [
            say("measures.kinds", kind),
            _figure(figures.precision, say),
            _figure(figures.recall, say),
            share(figures.f1),
            bound(" ; ".join(apart(figures, say.wording))),
        ]
        for kind, figures in kinds.items()
    ]
    title = say("measures", mode)
    return html(element("p", title), scrolled(table(heads, rows, numbers=0, name="scores"), title))


def _figure(figure: Figure, say: Say) -> Html:
    """A share in figures, what it is a share of, and the bar, which says what was wanted."""
    counted = element("span", f"{figure.right}/{figure.of}", class_="soft")
    if figure.share is None:
        return html(share(None), " ", counted)
    is_short = falls_short(figure)
    state = "short" if is_short else "met"
    wanted = say("report.page", "unasked")
    if figure.wanted is not None:
        wanted = say("report.page", state, wanted=share(figure.wanted))
    shown = element("span", wanted, class_=f"aim {state}") if figure.wanted is not None else html()
    return html(
        element("b", share(figure.share)),
        " ",
        counted,
        bar(figure, f"{share(figure.share)} ; {wanted}", is_short=is_short),
        shown,
    )
