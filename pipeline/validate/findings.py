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
from pipeline.validate.results import Result, in_order
from pipeline.validate.shapes import Check

ARROW = " → "

# Names and clauses of the checks that no shape holds (the reasoner's), by the start of their name.
_WITHOUT_SHAPE = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))


class Findings(Struct, frozen=True, omit_defaults=True):
    """What validation found, as work/findings.json holds it.

    `conforms` says that there is no violation; `consistent` that the OWL reasoner found no
    contradiction (None where it was not asked) in the `logical` ones of the `axioms`, which alone
    it was given, `inferences` how many statements it drew from them.
    """

    conforms: bool
    findings: list[Finding]
    consistent: bool | None = None
    axioms: int = 0
    logical: int = 0
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
        _finding(fault, check_of(fault.result.shape, checks), because, language, label)
        for fault in _most_touching_first(faults)
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


class _Fault(Struct, eq=False, gc=False):
    """A result, its key, and the other checks that report the same."""

    result: Result
    words: str
    key: tuple[int, str, str, str, str, str]
    also: tuple[str, ...] = ()

    @property
    def group(self) -> tuple[int, str]:
        """Severity and check."""
        return self.key[:2]

    @property
    def check(self) -> str:
        return self.key[1]

    @property
    def focus(self) -> str:
        return self.key[2]

    def said_by(self, other: _Fault) -> None:
        """Note that another fault says the same."""
        self.also = (*self.also, other.check, *other.also)


def _once_each(results: Iterable[Result], language: str) -> list[_Fault]:
    """The faults in the order of their keys: of two that say the same, the graver one stays."""
    faults: dict[tuple[str, str, str], _Fault] = {}
    for result in in_order(results):
        fault = _Fault(result, result.messages.get(language, ""), result.key)
        first = faults.setdefault((fault.focus, fault.key[4], fault.words), fault)
        if first is not fault:
            first.said_by(fault)
    return list(faults.values())


def _without_restatements(faults: list[_Fault], checks: Mapping[str, Check]) -> list[_Fault]:
    """The faults whose check restates none that reports the same focus at least as gravely."""
    restating = {
        check.name: [iri.rpartition("#")[2] for iri in check.restates]
        for check in checks.values()
        if check.restates
    }
    foci = {fault.focus for fault in faults if fault.check in restating}
    reported: defaultdict[tuple[str, str], list[_Fault]] = defaultdict(list)
    for fault in faults:
        if fault.focus in foci:
            reported[fault.focus, fault.check].append(fault)

    def originals(fault: _Fault, seen: set[str]) -> list[_Fault]:
        """The faults that this one only restates, at the end of the chain."""
        found = []
        for check in restating.get(fault.check, ()):
            if check not in seen:
                for original in reported.get((fault.focus, check), ()):
                    if original.key[0] <= fault.key[0]:
                        found += originals(original, seen | {check}) or [original]
        return found

    dropped, needed = set(), set()
    for fault in faults:
        # Of checks that restate each other in a circle, one stays.
        if fault not in needed and (restated := originals(fault, {fault.check})):
            dropped.add(fault)
            needed.update(restated)
            for original in restated:
                original.said_by(fault)
    return [fault for fault in faults if fault not in dropped]


def _most_touching_first(faults: list[_Fault]) -> list[_Fault]:
    touched: defaultdict[tuple[int, str], set[str]] = defaultdict(set)
    for fault in faults:
        touched[fault.group].add(fault.focus)
    reach = {group: len(foci) for group, foci in touched.items()}
    return sorted(faults, key=lambda fault: (fault.key[0], -reach[fault.group], fault.key))


def _finding(
    fault: _Fault,
    check: Check | None,
    because: Callable[[Result], list[Because]],
    language: str,
    label: Callable[[str, str], str],
) -> Finding:
    result = fault.result
    message, _, remedy = fault.words.partition(ARROW)
    return Finding(
        severity=result.severity,
        check=fault.check,
        focus=_plain(result.focus),
        label=_label(result, label, language),
        message=message,
        remedy=remedy,
        value=_plain(result.value) if result.value is not None else "",
        path=result.path,
        name=check.names.get(language, "") if check else "",
        clauses=(check.clauses or check.sources) if check else [],
        also=sorted({*fault.also} - {fault.check}),
        because=because(result),
    )


def _label(result: Result, label: Callable[[str, str], str], language: str) -> str:
    focus = result.focus
    named = label(focus.value, language) if isinstance(focus, pyoxigraph.NamedNode) else ""
    return named or result.label


def _plain(term: Term) -> str:
    return str(term) if isinstance(term, pyoxigraph.BlankNode) else term.value
