"""Findings as SARIF 2.1.0, which GitHub code scanning and editors show beside the line.

https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html; section numbers refer to it.
"""

from __future__ import annotations

import re
from importlib.metadata import version
from urllib.parse import quote

import msgspec

from pipeline.model import Finding
from pipeline.validate.findings import name
from pipeline.validate.report import Place, Report, reporting
from pipeline.validate.reports.text import ground
from pipeline.validate.reports.wording import Language, words
from pipeline.validate.results import digest
from pipeline.validate.shapes import Check

SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)
LEVELS = {"violation": "error", "warning": "warning", "info": "note"}

_ROW = re.compile(r"(?P<file>.+):(?P<line>[1-9][0-9]*)")


def write(report: Report) -> bytes:
    """The report as indented JSON in UTF-8: one run, a rule for each check, a result each finding.

    A result stands where the thing is described in a file; else in the row of the decision that it
    rests on; else in the report's file as a whole.
    """
    checks = reporting(report)
    rules = {check.name: number for number, check in enumerate(checks)}
    driver = {
        "name": "Glossograph",
        "semanticVersion": version("glossograph"),
        "informationUri": "https://w3id.org/glossograph",
        "language": report.language,
        "rules": [_rule(check, report.language) for check in checks],
    }
    run = {
        "tool": {"driver": driver},
        "language": report.language,
        "columnKind": "unicodeCodePoints",
        "results": [_result(finding, rules, report) for finding in report.verdict.findings],
    }
    document = {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}
    return msgspec.json.format(msgspec.json.encode(document), indent=1) + b"\n"


def _rule(check: Check, language: Language) -> dict[str, object]:
    """A reportingDescriptor (3.49)."""
    title = check.names.get(language) or check.name
    full = " ".join([check.comments.get(language) or title, *check.sources])
    links = check.clauses
    # A name that repeats the id is to be left out (3.49.7).
    readable = "".join(part[:1].upper() + part[1:] for part in check.name.split("-"))
    return {
        "id": check.name,
        **({"name": readable} if readable != check.name else {}),
        "shortDescription": {"text": title},
        "fullDescription": {"text": full},
        "help": {"text": " ".join([full, *links])},
        **({"helpUri": links[0]} if links else {}),
        "defaultConfiguration": {"level": LEVELS[check.severity]},
    }


def _result(finding: Finding, rules: dict[str, int], report: Report) -> dict[str, object]:
    """A result (3.27)."""
    word = words(report.language)
    grounds = [ground(because, word) for because in finding.because]
    advice = [word.labelled("remedy", finding.remedy)] if finding.remedy else []
    return {
        "ruleId": finding.check,
        "ruleIndex": rules[finding.check],
        "level": LEVELS[finding.severity],
        "message": {"text": "\n".join([finding.message, *advice, *grounds])},
        "locations": [_location(finding, report)],
        "partialFingerprints": {
            "checkFocusPathValue/v1": digest(
                "\n".join([finding.check, finding.focus, finding.path, finding.value])
            )
        },
    }


def _location(finding: Finding, report: Report) -> dict[str, object]:
    """A location (3.28): where the finding stands in a file, and which thing it is about."""
    place = report.places.get(finding.focus) or _row(finding)
    physical: dict[str, object] = {"artifactLocation": {"uri": _uri(report.file)}}
    if place:
        physical = {
            "artifactLocation": {"uri": _uri(place.file)},
            "region": {"startLine": place.line},
        }
    logical = {"name": name(finding), "fullyQualifiedName": finding.focus, "kind": "resource"}
    return {"physicalLocation": physical, "logicalLocations": [logical]}


def _row(finding: Finding) -> Place | None:
    rows = (_ROW.fullmatch(b.where) for b in finding.because if b.kind == "decision")
    return next((Place(row["file"], int(row["line"])) for row in rows if row), None)


def _uri(file: str) -> str:
    """A path as a URI reference; standard input has none, so it gets a name."""
    return "stdin" if file == "-" else quote(file)
