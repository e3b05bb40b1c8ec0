"""Disagreements between the sources: what each says, side by side, and what is followed."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from pipeline.model import Account, Decision, Disagreement, DisagreementLevel
from pipeline.publish.inputs import Build
from pipeline.publish.report.names import Names
from pipeline.publish.wording import Wording


class Saying(Struct, frozen=True):
    """What one entry says: its source's title, its headword (empty where it was lost), the sentence
    its definition opens with and its place, the genus and the names of the classes it gives.
    """

    title: str
    entry: str
    headword: str
    quote: str
    start: int
    end: int
    genus: str
    classes: list[str]


class Comparison(Struct, frozen=True):
    """The entries of one concept, or two entries of two, that define differently.

    `names` are those of the concepts by their IRIs, or of entries that make none by their ids;
    `followed` is the saying whose definition is kept, if one is.
    """

    level: DisagreementLevel
    names: dict[str, str]
    sayings: list[Saying]
    followed: Saying | None
    decisions: list[Decision]

    @property
    def is_undecided(self) -> bool:
        """Whether it is a contradiction that nobody has settled."""
        return self.level == "contradiction" and not self.decisions


def comparisons(build: Build, names: Names, wording: Wording) -> list[Comparison]:
    """All disagreements, contradictions first; those of one concept are one comparison."""
    groups: dict[tuple[str, ...], list[Disagreement]] = {}
    for found in build.disagreements:
        one, other = found.accounts
        is_within = bool(one.concept) and one.concept == other.concept
        place = (one.concept,) if is_within else (one.entry, other.entry)
        groups.setdefault(place, []).append(found)
    compared = [_comparison(group, build, names, wording) for group in groups.values()]
    return sorted(compared, key=lambda comparison: comparison.level != "contradiction")


def _comparison(
    group: Sequence[Disagreement], build: Build, names: Names, wording: Wording
) -> Comparison:
    contradicts = any(found.level == "contradiction" for found in group)
    accounts = {account.entry: account for found in group for account in found.accounts}
    sayings = {entry: _saying(a, build, names, wording) for entry, a in accounts.items()}
    kept = next((found.followed for found in group if found.followed), "")
    decisions = [found.decision for found in group if found.decision]
    if contradicts:
        decisions += [decision for found in group for decision in found.settled]
    return Comparison(
        "contradiction" if contradicts else "wording",
        dict(_named(account, names) for account in accounts.values()),
        list(sayings.values()),
        sayings.get(kept),
        list(dict.fromkeys(decisions)),
    )


def _saying(account: Account, build: Build, names: Names, wording: Wording) -> Saying:
    first = account.opening
    return Saying(
        names.source(first.source),
        account.entry,
        names.headword(account.entry),
        first.quote,
        first.start,
        first.end,
        account.genus,
        [wording.term(build.vocabulary.expand(name)) for name in account.types],
    )


def _named(account: Account, names: Names) -> tuple[str, str]:
    name = names.concept(account.concept)
    if name:
        return account.concept, name
    return account.entry, names.headword(account.entry) or account.entry
