"""Findings: results put into words for a taxonomist, each fault once, the gravest first."""

from __future__ import annotations

import tomllib
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

import pyoxigraph
from msgspec import Struct

from pipeline.model import Because, Finding
from pipeline.validate.names import Term
from pipeline.validate.results import SEVERITIES, Result, in_order
from pipeline.validate.shapes import Check

ARROW = " → "

# Names and clauses of the checks that no shape holds (the reasoner's), by the start of their name.
_WITHOUT_SHAPE = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))


class Findings(Struct, frozen=True, omit_defaults=True):
    """What validation found, as work/findings.json holds it.

    `conforms` says that there is no violation; `consistent` that the OWL reasoner found no
    contradiction in the `axioms` it was given (None where it was not asked), `inferences` how many
    statements it drew from them.
    """

    conforms: bool
    findings: list[Finding]
    consistent: bool | None = None
    axioms: int = 0
    inferences: int = 0


def to_findings(
    results: Iterable[Result],
    checks: Mapping[str, Check],
    because: Callable[[Result], list[Because]] = lambda _: [],
    language: str = "fr",
    label: Callable[[str, str], str] = lambda _iri, _language: "",
) -> list[Finding]:
    """A finding for each fault, in the words of a language.

    `checks` are keyed by the IRI of their shape; `because` says where the statements of a result
    come from, `label` what a thing is called in a language (else it is as the result says). Where
    two results have focus, value and words in common, and where one check restates another of the
    same focus, there is one finding, and `also` names the other check.

    Order: severity; then the checks that touch most concepts; then check, focus and value.
    """
    faults = _without_restatements(_once_each(results, language), checks)
    return [
        _finding(fault, checks, because, language, label) for fault in _most_touching_first(faults)
    ]


def name(finding: Finding) -> str:
    """What the finding is about, by its label or else the last part of its IRI."""
    return finding.label or finding.focus.rpartition("/")[2] or finding.focus


def check_of(shape: str, checks: Mapping[str, Check]) -> Check | None:
    """The check that a shape (its IRI) stands for; None where nobody has named it."""
    if shape in checks:
        return checks[shape]
    for start, known in _WITHOUT_SHAPE.items():
        if shape.rpartition("#")[2].startswith(start):
            return Check(
                iri=shape,
                severity="violation",
                names=known["names"],
                messages={},
                clauses=known["clauses"],
                sources=[],
                restates=[],
                importers=[],
            )
    return None


class _Fault:
    """A result, and the other checks that report the same."""

    def __init__(self, result: Result) -> None:
        self.result = result
        self.also: set[str] = set()

    @property
    def focus(self) -> str:
        return str(self.result.focus)


def _once_each(results: Iterable[Result], language: str) -> list[_Fault]:
    faults: dict[tuple[str, str, str], _Fault] = {}
    for result in in_order(results):
        said = (str(result.focus), str(result.value or ""), _words(result, language))
        fault = faults.setdefault(said, _Fault(result))
        fault.also.add(result.check)
    return list(faults.values())


def _without_restatements(faults: list[_Fault], checks: Mapping[str, Check]) -> list[_Fault]:
    """The faults whose check restates none that reports the same focus at least as gravely."""
    by_focus: defaultdict[str, defaultdict[str, list[_Fault]]] = defaultdict(
        lambda: defaultdict(list)
    )
    for fault in faults:
        by_focus[fault.focus][fault.result.check].append(fault)
    kept = []
    for fault in faults:
        originals = _originals(fault, by_focus[fault.focus], checks, {fault.result.check})
        for original in originals:
            original.also |= fault.also
        if not originals:
            kept.append(fault)
    return kept


def _originals(
    fault: _Fault,
    reported: Mapping[str, list[_Fault]],
    checks: Mapping[str, Check],
    seen: set[str],
) -> list[_Fault]:
    """The faults of the same focus that this one only restates, at the end of the chain."""
    check = checks.get(fault.result.shape)
    found = []
    for iri in check.restates if check else ():
        restated = iri.rpartition("#")[2]
        if restated in seen:
            continue
        for original in reported.get(restated, ()):
            if _gravity(original) <= _gravity(fault):
                further = _originals(original, reported, checks, seen | {restated})
                found += further or [original]
    return found


def _gravity(fault: _Fault) -> int:
    return SEVERITIES.index(fault.result.severity)


def _most_touching_first(faults: list[_Fault]) -> list[_Fault]:
    touched: defaultdict[tuple[int, str], set[str]] = defaultdict(set)
    for fault in faults:
        touched[_gravity(fault), fault.result.check].add(fault.focus)

    def key(fault: _Fault) -> tuple[int, int, tuple[int, str, str, str, str, str]]:
        group = _gravity(fault), fault.result.check
        return group[0], -len(touched[group]), fault.result.key

    return sorted(faults, key=key)


def _finding(
    fault: _Fault,
    checks: Mapping[str, Check],
    because: Callable[[Result], list[Because]],
    language: str,
    label: Callable[[str, str], str],
) -> Finding:
    result = fault.result
    check = check_of(result.shape, checks)
    message, _, remedy = _words(result, language).partition(ARROW)
    focus = _plain(result.focus)
    return Finding(
        severity=result.severity,
        check=result.check,
        focus=focus,
        label=label(focus, language) or result.label,
        message=message,
        remedy=remedy,
        value=_plain(result.value) if result.value is not None else "",
        path=result.path,
        name=check.names.get(language, "") if check else "",
        clauses=(check.clauses or check.sources) if check else [],
        also=sorted(fault.also - {result.check}),
        because=because(result),
    )


def _words(result: Result, language: str) -> str:
    return result.messages.get(language, "")


def _plain(term: Term) -> str:
    return str(term) if isinstance(term, pyoxigraph.BlankNode) else term.value
