"""The verb evaluate: one build scored, or builds made, scored and recorded; the text to print."""

from __future__ import annotations

from pathlib import Path

import msgspec

from pipeline.validate.evaluation.stage import GOLD, evaluate, measure, record
from pipeline.validate.evaluation.tables import misses, table


def answer(
    project: Path, output: Path | None, gold: Path | None, *, form: str, with_misses: bool
) -> str:
    """The scores of the build in `output`; where there is none, those of builds made for it, which
    are written to scores.json in the gold's folder as well.

    `form` is `table` or `json`; JSON holds the lists of what is wrong and missed in any case.
    Raises as `evaluate` and `measure` do.
    """
    folder = project / GOLD if gold is None else gold.resolve()
    if output is None:
        measured = measure(project, folder)
        record(measured, folder)
    else:
        measured = {folder.name: [evaluate(project, output, folder)]}
    if form == "json":
        return msgspec.json.format(msgspec.json.encode(measured), indent=1).decode() + "\n"
    return "\n".join(
        f"{name}, curation {one.curation}\n{table(one)}{misses(one) if with_misses else ''}"
        for name, evaluations in measured.items()
        for one in evaluations
    )
