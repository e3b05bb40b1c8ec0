"""Findings as Markdown: the page after a violation, and their part of the published report."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pipeline.markdown import plain
from pipeline.model import Finding
from pipeline.validate.findings import name
from pipeline.validate.report import Group, Report, groups, summary
from pipeline.validate.reports.text import ground, owl
from pipeline.validate.reports.wording import Language, Words, words


def write(report: Report) -> str:
    """The page that says why nothing was published, and what to do."""
    word = words(report.language)
    verdict = report.verdict
    said = [summary(verdict.findings, report.language)]
    if verdict.consistent is not None:
        said.append(word.labelled("reasoner", owl(report)))
    head = [f"# {word('title')}", "", word("unpublished"), "", f"{'. '.join(said)}.", ""]
    lines = [*head, *finding_lines(verdict.findings, report.language, level=2)]
    return "\n".join(lines).rstrip("\n") + "\n"


def finding_lines(findings: Sequence[Finding], language: Language, level: int) -> Iterator[str]:
    """The findings under a heading of `level` for each check, with its clause and its remedy."""
    for group in groups(findings):
        yield from _group(group, language, level)


def _group(group: Group, language: Language, level: int) -> Iterator[str]:
    word = words(language)
    title = (
        f"{word.form(group.severity, 1).capitalize()}{word('label_separator')}{plain(group.name)}"
    )
    yield f"{'#' * level} {title} ({word.counted('things', group.concepts)})"
    yield ""
    yield " · ".join([f"`{group.check}`", *map(_clause, group.clauses)])
    yield ""
    for finding in group.findings:
        about = word.labelled_by(f"**{plain(name(finding))}** (`{finding.focus}`)", "")
        yield f"- {about}{plain(finding.message)}"
        if finding.remedy and not group.remedy:
            yield f"  - *{word.labelled('remedy', plain(finding.remedy))}*"
        for because in finding.because:
            yield f"  - {plain(ground(because, word))}"
        if finding.also and not group.also:
            yield f"  - {_also(finding.also, word)}"
    yield ""
    if group.remedy:
        yield f"*{word.labelled('remedy', plain(group.remedy))}*"
        yield ""
    if group.also:
        yield _also(group.also, word)
        yield ""


def _also(checks: list[str], word: Words) -> str:
    return word.labelled("also", ", ".join(f"`{check}`" for check in checks))


def _clause(clause: str) -> str:
    return f"<{clause}>" if clause.startswith("http") else plain(clause)
