"""Findings as JSON, for programs.

The object has these keys, in this order; a later version of the schema may add keys, and has
another `version` where it takes one away or changes what one means:

- `version`: 1
- `conforms`: whether there is no violation
- `language`: of all texts, "fr" or "en"
- `checked`, `profiles`, `importers`: what was checked, and against what
- `counts`: `concepts`, `statements`, then findings by severity: `violation`, `warning`, `info`
- `owl`: null where no reasoner ran, else `consistent`, `axioms`, `logical` (how
  many of the axioms are no annotations: those that the reasoner was given), `inferences`
- `checks`: those that found something: `check`, `severity`, `name`, `clauses`, `concepts` (how many
  things it touches), `findings` (how many)
- `findings`: each with every field of `pipeline.model.Finding`, and `place` (null, or `file` and
  `line`), in the order of the report
"""

from __future__ import annotations

import msgspec

from pipeline.model import Finding
from pipeline.validate.report import Report, groups, tally

VERSION = 1


def write(report: Report) -> bytes:
    """The report as indented JSON in UTF-8."""
    verdict = report.verdict
    owl = None
    if verdict.consistent is not None:
        owl = {
            "consistent": verdict.consistent,
            "axioms": verdict.axioms,
            "logical": verdict.logical,
            "inferences": verdict.inferences,
        }
    counts = {"concepts": report.concepts, "statements": report.statements}
    document = {
        "version": VERSION,
        "conforms": verdict.conforms,
        "language": report.language,
        "checked": report.checked,
        "profiles": report.profiles,
        "importers": report.importers,
        "counts": counts | tally(verdict.findings),
        "owl": owl,
        "checks": [
            {
                "check": group.check,
                "severity": group.severity,
                "name": group.name,
                "clauses": group.clauses,
                "concepts": group.concepts,
                "findings": len(group.findings),
            }
            for group in groups(verdict.findings)
        ],
        "findings": [_finding(finding, report) for finding in verdict.findings],
    }
    return msgspec.json.format(msgspec.json.encode(document), indent=1) + b"\n"


def _finding(finding: Finding, report: Report) -> dict[str, object]:
    fields = {name: getattr(finding, name) for name in finding.__struct_fields__}
    return {**fields, "place": report.places.get(finding.focus)}
