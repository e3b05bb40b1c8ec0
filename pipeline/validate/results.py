"""What a check reports, before it is put into words for people: one result per fault."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

from msgspec import Struct

from pipeline.model import Severity
from pipeline.validate.names import Term

SEVERITIES: tuple[Severity, ...] = ("violation", "warning", "info")


class Result(Struct, frozen=True, gc=False):
    """One fault, as SHACL describes it (https://www.w3.org/TR/shacl/#results-validation-result).

    `shape` is the IRI of the check, `component` that of the constraint; `messages` are keyed by
    language and say what is wrong, then, after " → ", what to do. `label` names the focus. There
    may be a million: the collector of garbage leaves them out, as they hold no cycle.
    """

    severity: Severity
    shape: str
    component: str
    focus: Term
    path: str
    value: Term | None
    messages: dict[str, str]
    label: str = ""

    @property
    def check(self) -> str:
        """The name of the check: the last part of the shape's IRI."""
        return self.shape.rpartition("#")[2]

    @property
    def key(self) -> tuple[int, str, str, str, str, str]:
        """What results are sorted by: severity, check, focus, path, value, words."""
        return (
            SEVERITIES.index(self.severity),
            self.check,
            str(self.focus),
            self.path,
            str(self.value or ""),
            self.messages.get("fr", ""),
        )


def in_order(results: Iterable[Result]) -> list[Result]:
    """Sorted by `key`, and none twice."""
    by_key = {result.key: result for result in results}
    return [by_key[key] for key in sorted(by_key)]


def digest(text: str) -> str:
    """Sixteen hexadecimal digits that stand for a text."""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()[:16]
