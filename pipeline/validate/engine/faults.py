"""What breaks a constraint, as a SPARQL pattern about a focus node."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct


class Fault(Struct, frozen=True):
    """A way to break a constraint: some solution of `where` for which `condition` holds.

    Both speak of the focus node by its variable; either may be empty. `value` and `path` are what
    the result gives (https://www.w3.org/TR/shacl/#results-validation-result): a variable, for
    `path` also an IRI, or nothing. `steps` are triple patterns that together bind what `where`
    does, where they are cheap to enumerate without knowing the focus nodes first.
    """

    component: str
    where: str = ""
    condition: str = ""
    value: str = ""
    path: str = ""
    steps: tuple[str, ...] = ()

    @property
    def group(self) -> str:
        """The fault as a group graph pattern."""
        return f"{self.where} FILTER ({self.condition})" if self.condition else self.where

    @property
    def test(self) -> str:
        """The fault as a condition on a focus node that is bound."""
        return f"EXISTS {{ {self.group} }}" if self.where else f"({self.condition})"


def broken(faults: Iterable[Fault]) -> str:
    """The condition that some fault is there; it is never an error."""
    return any_of(fault.test for fault in faults)


def any_of(conditions: Iterable[str]) -> str:
    """The disjunction of some conditions."""
    texts = list(conditions)
    return f"({' || '.join(texts)})" if texts else "false"


def all_of(conditions: Iterable[str]) -> str:
    """The conjunction of some conditions."""
    texts = list(conditions)
    return f"({' && '.join(texts)})" if texts else "true"


def apart(variables: list[str]) -> str:
    """The condition that the variables stand for different terms."""
    return all_of(
        f"!sameTerm({one}, {other})"
        for place, one in enumerate(variables)
        for other in variables[:place]
    )
