"""A validation as a whole: what was checked, by which rules, and what was found."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import groupby

from msgspec import Struct

from pipeline.errors import ViolationError
from pipeline.model import Finding, Severity
from pipeline.validate.findings import Findings, check_of, name
from pipeline.validate.reports.wording import Language, words
from pipeline.validate.results import SEVERITIES, Result
from pipeline.validate.shapes import Check

_IRI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\s<>\"]*")


class Place(Struct, frozen=True):
    """Where a thing is described: a file as it was named, and the line, counted from 1."""

    file: str
    line: int


class Report(Struct, frozen=True, kw_only=True):
    """All that a report shows, in whatever format.

    `checked` names what was checked: files as they were given ("-" is standard input), or a project
    by its title. `checks` are the rules that ran, by the IRI of their shape; `results` what they
    reported, `verdict` the same in words of `language`. `places` say, by focus, where a thing
    stands in the files, as far as it is known; `file` is where anything else is shown to stand.
    `seconds` is how long the reasoner took: for the terminal alone, it differs from run to run.
    """

    verdict: Findings
    results: list[Result]
    checks: dict[str, Check]
    checked: list[str]
    file: str
    language: Language
    concepts: int
    statements: int
    seconds: float = 0.0
    profiles: list[str] = []
    importers: list[str] = []
    prefixes: dict[str, str] = {}
    places: dict[str, Place] = {}


class Group(Struct, frozen=True):
    """The findings of one check, of one severity. `concepts` counts the things they are about;
    `remedy` is what to do and `also` which other checks say so, where it is the same for all.
    """

    severity: Severity
    check: str
    name: str
    clauses: list[str]
    findings: list[Finding]
    concepts: int
    remedy: str
    also: list[str]


class VocabularyViolationError(ViolationError):
    """The vocabulary breaks a rule; `report` says which, as it would have been written."""

    def __init__(self, report: Report, *, where: str) -> None:
        self.report = report
        self.findings = report.verdict
        word = words(report.language)
        violations = [f for f in report.verdict.findings if f.severity == "violation"]
        said = [word.labelled_by(name(f), f.message) for f in violations[:3]]
        more = [" ; …"] if len(violations) > 3 else []
        counted = word.counted("violation", len(violations))
        super().__init__(
            word.labelled_by(counted, "".join([" ; ".join(said), *more])),
            where=where,
            remedy=word("correct"),
        )


def groups(findings: Sequence[Finding]) -> list[Group]:
    """The findings by check, in the order in which they are given."""
    return [
        _group(list(found)) for _, found in groupby(findings, key=lambda f: (f.severity, f.check))
    ]


def _group(found: list[Finding]) -> Group:
    first = found[0]
    remedies = {finding.remedy for finding in found}
    others = {tuple(finding.also) for finding in found}
    return Group(
        severity=first.severity,
        check=first.check,
        name=first.name or first.check,
        clauses=first.clauses,
        findings=found,
        concepts=len({finding.focus for finding in found}),
        remedy=first.remedy if len(remedies) == 1 else "",
        also=first.also if len(others) == 1 else [],
    )


def silent(report: Report) -> list[Check]:
    """The checks that ran and found nothing, or nothing that another does not say, by name."""
    told = {finding.check for finding in report.verdict.findings}
    return sorted(
        (check for check in report.checks.values() if check.name not in told),
        key=lambda check: check.name,
    )


def reporting(report: Report) -> list[Check]:
    """All checks that ran, and those without a shape that found something, by name."""
    found = (check_of(result.shape, report.checks) for result in report.results)
    every = {check.iri: check for check in found if check} | report.checks
    return sorted(every.values(), key=lambda check: check.name)


def tally(findings: Iterable[Finding]) -> dict[str, int]:
    """How many findings of each severity."""
    severities = [finding.severity for finding in findings]
    return {severity: severities.count(severity) for severity in SEVERITIES}


def summary(findings: Iterable[Finding], language: Language) -> str:
    """How many findings of each severity, in words."""
    word = words(language)
    return ", ".join(word.counted(severity, n) for severity, n in tally(findings).items())


def short(iri: str, prefixes: dict[str, str]) -> str:
    """An IRI as a CURIE where a prefix fits, else in angle brackets; what is none, as it is."""
    if not _IRI.fullmatch(iri):
        return iri
    for prefix, namespace in prefixes.items():
        local = iri.removeprefix(namespace)
        if local != iri and local and not set(local) & set("/#:"):
            return f"{prefix}:{local}"
    return f"<{iri}>"
