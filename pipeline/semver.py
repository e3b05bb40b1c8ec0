"""Versions as Semantic Versioning 2.0.0 writes and orders them (https://semver.org)."""

from __future__ import annotations

import re

# Clauses 2, 9 and 10: no leading zeros in numbers, no empty identifiers.
_NUMBER = r"(?:0|[1-9][0-9]*)"
_PRERELEASE = rf"(?:{_NUMBER}|[0-9]*[A-Za-z-][0-9A-Za-z-]*)"
_VERSION = re.compile(
    rf"(?P<core>{_NUMBER}\.{_NUMBER}\.{_NUMBER})"
    rf"(?:-(?P<prerelease>{_PRERELEASE}(?:\.{_PRERELEASE})*))?"
    r"(?:\+[0-9A-Za-z-]+(?:\.[0-9A-Za-z-]+)*)?"
)

Precedence = tuple[tuple[int, ...], bool, tuple[tuple[bool, int, str], ...]]


def is_version(text: str) -> bool:
    """Whether a text is a version such as `1.2.0`, `1.2.0-rc.1` or `1.2.0+5`.

    >>> [is_version(text) for text in ("1.2.0", "1.2", "v1.2.0", "01.2.0", "1.2.0-rc.1")]
    [True, False, False, False, True]
    """
    return _VERSION.fullmatch(text) is not None


def precedence(version: str) -> Precedence:
    """A key that orders versions (clause 11); what follows `+` does not count (clause 10).

    What is no version comes before all that are.

    >>> sorted(["1.0.0", "1.0.0-rc.11", "1.0.0-rc.2", "1.0.0-rc", "0.9.10"], key=precedence)
    ['0.9.10', '1.0.0-rc', '1.0.0-rc.2', '1.0.0-rc.11', '1.0.0']
    """
    found = _VERSION.fullmatch(version)
    if found is None:
        return (), False, ((True, 0, version),)
    identifiers = found["prerelease"].split(".") if found["prerelease"] else []
    return (
        tuple(int(number) for number in found["core"].split(".")),
        not identifiers,
        tuple((not i.isdigit(), int(i) if i.isdigit() else 0, i) for i in identifiers),
    )
