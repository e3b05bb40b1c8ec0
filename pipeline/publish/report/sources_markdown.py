"""report.md: what each source gave, by the parts of its text."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.extract.collection.record import Outcome
from pipeline.extract.collection.unregistered import registering
from pipeline.markdown import excerpt, plain, table
from pipeline.publish.report.facts import Facts
from pipeline.publish.report.figures import per_cent
from pipeline.publish.report.ledgers import Aside, Flagged, SourceFacts, unregistered_reading
from pipeline.publish.wording import Wording

_ASIDE, _OPENING = 80, 60


def sources(told: Facts, wording: Wording) -> Iterator[str]:
    """Each source with the parts of its text, what was set aside and what was flagged."""
    for source in told.sources:
        yield f"### {plain(source.source.title)} (`{source.source.id}`)"
        yield ""
        yield from _source(source, wording)
    files = told.build.unregistered
    if files:
        yield f"### {wording.fill('report.page', 'unregistered', count=len(files))}"
        yield ""
        yield from table(
            [wording.word("report.columns", name) for name in ("file", "reading", "command")],
            [
                [
                    plain(one.path),
                    unregistered_reading(one, wording),
                    "" if one.problem else _command(one),
                ]
                for one in files
            ],
        )


def _source(source: SourceFacts, wording: Wording) -> Iterator[str]:
    ledger = source.ledger
    confidence = f"{round(ledger.confidence * 100)} %"
    yield wording.fill(
        "report.text",
        "source",
        reader=f"`{ledger.reader}`",
        confidence=confidence,
        length=ledger.length,
        format=ledger.format,
    )
    yield ""
    if source.kept_text:
        yield f"{wording.word('report.page', 'kept_text')} `{source.kept_text}`."
        yield ""
    doubt = [wording.word("report.text", "doubtful")] if source.is_doubtful else []
    for said in (*doubt, *map(plain, ledger.notes)):
        yield f"- {said}"
    if doubt or ledger.notes:
        yield ""
    if ledger.tried:
        yield wording.fill("report.page", "tried", count=len(ledger.tried))
        yield ""
        yield from table(
            [
                wording.word("report.columns", name)
                for name in ("reader", "confidence", "entries", "reasons")
            ],
            [
                [
                    f"`{one.reader}`",
                    f"{round(one.confidence * 100)} %",
                    str(one.entries),
                    plain(" ; ".join(one.reasons)),
                ]
                for one in ledger.tried
            ],
        )
    yield from table(
        [wording.word("report.columns", name) for name in ("kind", "characters", "share")],
        [[p.name, str(p.size), per_cent(p.size, ledger.length)] for p in source.parts],
    )
    if source.asides:
        yield wording.fill("report.text", "remarks")
        yield ""
        yield from table(
            [wording.word("report.columns", name) for name in ("place", "kind", "reason", "quote")],
            [[_where(a), a.name, plain(a.reason), excerpt(a.text, _ASIDE)] for a in source.asides],
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


def _command(one: Outcome) -> str:
    command = registering(one.path, in_doubt=bool(one.question))
    return plain(command) if {"`", "|"} & set(command) else f"`{command}`"


def _where(aside: Aside) -> str:
    place = f"{aside.start}-{aside.end}"
    return f"{plain(aside.place)}, {place}" if aside.place else place


def _called(entry: Flagged) -> str:
    """The headword of an entry, or where it was lost the beginning of its definition."""
    if entry.opening:
        return f"« {excerpt(entry.opening, _OPENING)} »"
    return plain(entry.headword or entry.entry)
