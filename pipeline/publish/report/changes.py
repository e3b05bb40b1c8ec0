"""The counts of a build, beside those of the last release."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from msgspec import Struct

from pipeline.publish.counts import KINDS, Counts, tally
from pipeline.publish.releases import Release
from pipeline.publish.wording import Wording
from pipeline.validate.results import SEVERITIES

OVERALL = ("sources", "entries", "senses", "concepts", "top", "undefined", "decisions", "questions")


class Count(Struct, frozen=True):
    """One count: what it counts in the words of a table's cells, and what the release had."""

    cells: list[str]
    now: int
    before: int | None

    @property
    def change(self) -> int:
        """How many more there are than in the release; 0 where there was none."""
        return 0 if self.before is None else self.now - self.before


class Changes(Struct, frozen=True):
    """All counts by their flat names, in groups and in reading order; `since` is the release."""

    since: Release | None
    overall: dict[str, Count]
    labels: dict[str, Count]
    relations: dict[str, Count]
    findings: dict[str, Count]

    @property
    def total_labels(self) -> Count:
        """All labels."""
        return _sum(self.labels.values())

    @property
    def total_relations(self) -> Count:
        """All relations, each direction counted; a class is no relation."""
        counts = self.relations.items()
        return _sum(count for name, count in counts if name != "relation rdf:type")


def changes(counts: Counts, releases: list[Release], wording: Wording) -> Changes:
    """The counts beside those of the newest of `releases`; what is gone counts 0."""
    now, since = tally(counts), releases[0] if releases else None
    before = since.counts if since else {}

    def group(names: Iterable[str], cells: Callable[[str], list[str]]) -> dict[str, Count]:
        old = {name: before.get(name, 0) if since else None for name in names}
        return {name: Count(cells(name), now.get(name, 0), old[name]) for name in old}

    every = dict.fromkeys([*now, *before])
    curies = [name.removeprefix("relation ") for name in every if name.startswith("relation ")]
    labels = sorted(
        (name for name in every if name.startswith("label ")),
        key=lambda name: (KINDS.index(_kind(name)), _language(name) != "fr", _language(name)),
    )
    return Changes(
        since,
        group(OVERALL, lambda name: [wording.word("report.counts", name)]),
        group(
            labels,
            lambda name: [
                wording.word("labels", _kind(name)),
                wording.word("languages", _language(name)),
            ],
        ),
        group(
            [f"relation {curie}" for curie in wording.in_order(curies)],
            lambda name: [wording.relation(_last(name)), _last(name)],
        ),
        group(
            [f"finding {severity}" for severity in SEVERITIES],
            lambda name: [wording.word("report.severities", _last(name))],
        ),
    )


def _sum(counts: Iterable[Count]) -> Count:
    every = list(counts)
    before = [count.before for count in every if count.before is not None]
    return Count([], sum(count.now for count in every), sum(before) if before else None)


def _last(name: str) -> str:
    return name.split(" ", 1)[1]


def _kind(name: str) -> str:
    return _last(name).split("@")[0]


def _language(name: str) -> str:
    return _last(name).split("@")[1]
