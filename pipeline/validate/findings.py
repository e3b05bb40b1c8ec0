"""Findings: results put into words for a taxonomist, French by default."""

from __future__ import annotations

from collections.abc import Iterable

import pyoxigraph
from msgspec import Struct

from pipeline.errors import ViolationError
from pipeline.model import Finding, Severity
from pipeline.validate.names import Term
from pipeline.validate.results import SEVERITIES, Result

SEVERITY_WORDS: dict[str, dict[Severity, tuple[str, str]]] = {
    "fr": {
        "violation": ("violation", "violations"),
        "warning": ("avertissement", "avertissements"),
        "info": ("remarque", "remarques"),
    },
    "en": {
        "violation": ("violation", "violations"),
        "warning": ("warning", "warnings"),
        "info": ("remark", "remarks"),
    },
}

ARROW = " → "


class Findings(Struct, frozen=True, omit_defaults=True):
    """What validation found, as work/findings.json holds it.

    `conforms` says that there is no violation; `consistent` that the OWL reasoner found no
    contradiction in the `axioms` it was given, and how many `inferences` it drew from them.
    `seconds` is how long that took: for the terminal, never written.
    """

    conforms: bool
    findings: list[Finding]
    consistent: bool
    axioms: int
    inferences: int = 0
    seconds: float | None = None


class VocabularyViolationError(ViolationError):
    """The vocabulary breaks a rule; `findings` says which, as it would have been written."""

    def __init__(self, findings: Findings, *, where: str, remedy: str) -> None:
        self.findings = findings
        violations = [f for f in findings.findings if f.severity == "violation"]
        first = " ; ".join(f"{name(f)} : {f.message}" for f in violations[:3])
        more = " ; …" if len(violations) > 3 else ""
        super().__init__(
            f"{counted('violation', len(violations))} : {first}{more}", where=where, remedy=remedy
        )


def to_findings(results: Iterable[Result], language: str = "fr") -> list[Finding]:
    """A finding for each result, in the order given."""
    return [_finding(result, language) for result in results]


def lines(findings: Iterable[Finding], language: str = "fr") -> list[str]:
    """One line for each finding: severity, check, name and IRI, what is wrong, what to do."""
    return [
        f"{SEVERITY_WORDS[language][finding.severity][0]} [{finding.check}] "
        f"{name(finding)} <{finding.focus}>: {finding.message}"
        f"{ARROW if finding.remedy else ''}{finding.remedy}"
        for finding in findings
    ]


def name(finding: Finding) -> str:
    """What the finding is about, by its label or else the last part of its IRI."""
    return finding.label or finding.focus.rpartition("/")[2] or finding.focus


def counted(severity: Severity, number: int, language: str = "fr") -> str:
    """A number of findings in words: "3 violations", "1 avertissement"."""
    singular, plural = SEVERITY_WORDS[language][severity]
    # French counts zero with one, English with many.
    is_one = number < 2 if language == "fr" else number == 1
    return f"{number} {singular if is_one else plural}"


def heading(severity: Severity) -> str:
    """The French heading over the findings of a severity."""
    return SEVERITY_WORDS["fr"][severity][1].capitalize()


def summary(findings: Iterable[Finding], language: str = "fr") -> str:
    """How many findings of each severity, in words."""
    severities = [finding.severity for finding in findings]
    return ", ".join(
        counted(severity, severities.count(severity), language) for severity in SEVERITIES
    )


def _plain(term: Term) -> str:
    return str(term) if isinstance(term, pyoxigraph.BlankNode) else term.value


def _finding(result: Result, language: str) -> Finding:
    message, _, remedy = result.messages.get(language, "").partition(ARROW)
    return Finding(
        severity=result.severity,
        check=result.check,
        focus=_plain(result.focus),
        label=result.label,
        message=message,
        remedy=remedy,
        value=_plain(result.value) if result.value is not None else "",
        path=result.path,
    )
