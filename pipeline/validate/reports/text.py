"""Findings for the terminal: by check, at most ten a check, the remedy once, the sum at the end."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.model import Because, Finding
from pipeline.validate.findings import name
from pipeline.validate.report import Group, Report, groups, short, summary
from pipeline.validate.reports.wording import Words, words

MOST = 10


def write(report: Report) -> str:
    """The report as plain text that ends in a line end; control characters are made visible."""
    word = words(report.language)
    lines = [line for group in groups(report.verdict.findings) for line in _group(group, report)]
    return "\n".join(_visible(line) for line in [*lines, _sum(report, word)]) + "\n"


def _group(group: Group, report: Report) -> Iterator[str]:
    word = words(report.language)
    clauses = "".join(f" · {clause}" for clause in group.clauses)
    yield (
        f"{word.form(group.severity, 1).upper()} [{group.check}] {group.name}"
        f" · {word.counted('things', group.concepts)}{clauses}"
    )
    for finding in group.findings[:MOST]:
        yield from _finding(finding, group, report, word)
    if len(group.findings) > MOST:
        yield f"  {word('more', n=word.number(len(group.findings) - MOST))}"
    if group.remedy:
        yield f"  → {group.remedy}"
    if group.also:
        yield f"  {word.labelled('also', ', '.join(group.also))}"
    yield ""


def _finding(finding: Finding, group: Group, report: Report, word: Words) -> Iterator[str]:
    place = report.places.get(finding.focus)
    where = f"  {place.file}:{place.line}" if place else ""
    yield f"  {name(finding)}  {short(finding.focus, report.prefixes)}{where}"
    yield f"    {finding.message}"
    if finding.value and finding.value not in finding.message:
        yield f"    {word.labelled('value', value(finding, report))}"
    if finding.remedy and not group.remedy:
        yield f"    → {finding.remedy}"
    for because in finding.because:
        yield f"    ← {ground(because, word)}"
    if finding.also and not group.also:
        yield f"    {word.labelled('also', ', '.join(finding.also))}"


def value(finding: Finding, report: Report) -> str:
    """The offending value: an IRI in its short form, a text as it is."""
    is_iri = "://" in finding.value and not set(finding.value) & set(' "<>')
    return short(finding.value, report.prefixes) if is_iri else finding.value


def ground(because: Because, word: Words) -> str:
    """A decision with its row, or a sentence with its entry, on one line."""
    if because.kind == "decision":
        return word.labelled_by(f"{word('decision')} {because.where}", because.text)
    return word.labelled_by(f"{word('sentence')} {because.where}", word("quote", text=because.text))


def _sum(report: Report, word: Words) -> str:
    verdict = report.verdict
    parts = [
        summary(verdict.findings, report.language),
        word.counted("concepts", report.concepts),
        word.counted("statements", report.statements),
    ]
    if verdict.consistent is not None:
        timed = [word.seconds(report.seconds)] if report.seconds else []
        parts.append(word.labelled_by("OWL", ", ".join([owl(report), *timed])))
    return word.labelled_by(", ".join(report.checked), " · ".join(parts))


def owl(report: Report) -> str:
    """What the reasoner said, and how much it was given."""
    word, verdict = words(report.language), report.verdict
    state = word("consistent" if verdict.consistent else "inconsistent")
    drawn = [word.counted("inferences", verdict.inferences)] if verdict.inferences else []
    given = word.form("logical", verdict.logical).format(n=word.number(verdict.logical))
    return ", ".join([state, word.counted("axioms", verdict.axioms), given, *drawn])


# Control characters, which a terminal would obey, as the pictures that Unicode has of them.
_PICTURES = {code: 0x2400 + code for code in range(0x20)} | dict.fromkeys(range(0x7F, 0xA0), 0x2421)


def _visible(line: str) -> str:
    return line.translate(_PICTURES)
