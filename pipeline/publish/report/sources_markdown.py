"""report.md: what each source gave, by the parts of its text."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.markdown import excerpt, plain, table
from pipeline.publish.report.facts import Facts
from pipeline.publish.report.figures import per_cent
from pipeline.publish.report.ledgers import Flagged, SourceFacts
from pipeline.publish.wording import Wording

_ASIDE, _OPENING = 80, 60


def sources(told: Facts, wording: Wording) -> Iterator[str]:
    """Each source with the parts of its text, what was set aside and what was flagged."""
    for source in told.sources:
        yield f"### {plain(source.source.title)} (`{source.source.id}`)"
        yield ""
        yield from _source(source, wording)


def _source(source: SourceFacts, wording: Wording) -> Iterator[str]:
    ledger = source.ledger
    confidence = f"{round(ledger.confidence * 100)} %"
    yield wording.fill(
        "report.text",
        "source",
        reader=f"`{ledger.reader}`",
        confidence=confidence,
        length=ledger.length,
    )
    yield ""
    yield from table(
        [wording.word("report.columns", name) for name in ("kind", "characters", "share")],
        [[p.name, str(p.size), per_cent(p.size, ledger.length)] for p in source.parts],
    )
    if source.asides:
        yield wording.fill("report.text", "remarks")
        yield ""
        yield from table(
            [wording.word("report.columns", name) for name in ("place", "kind", "reason", "quote")],
            [
                [f"{a.start}-{a.end}", a.name, plain(a.reason), excerpt(a.text, _ASIDE)]
                for a in source.asides
            ],
        )
    if source.flagged:
        yield wording.fill("report.text", "flagged")
        yield ""
        yield from table(
            [wording.word("report.columns", "entry"), wording.word("report.columns", "flag")],
            [
                [f"{_called(entry)} (`{entry.entry}`)", ", ".join(entry.flags)]
                for entry in source.flagged
            ],
        )


def _called(entry: Flagged) -> str:
    """The headword of an entry, or where it was lost the beginning of its definition."""
    if entry.opening:
        return f"« {excerpt(entry.opening, _OPENING)} »"
    return plain(entry.headword or entry.entry)
