"""The sheets of sources and of open questions."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.model import LEDGER_KINDS
from pipeline.publish.inputs import Build, SourceReading
from pipeline.publish.tables.entry_names import EntryNames
from pipeline.publish.tables.statement_sheets import quoted
from pipeline.publish.tables.words import fill, word
from pipeline.publish.tables.workbook import Cell, Link, Row
from pipeline.publish.wording import Wording
from pipeline.vocabulary import is_web_address


def source_rows(build: Build, wording: Wording) -> Iterator[Row]:
    """Each source: what it is, how long, how many entries, and the share of each part of its text
    in the order of LEDGER_KINDS.
    """
    for reading in build.readings:
        source = reading.source
        address = source.url if is_web_address(source.url) else ""
        yield [
            source.title,
            source.publisher,
            Link(address, source.url) if address else source.url,
            wording.word("languages", source.language),
            source.rights,
            source.collected,
            len(reading.entries),
            reading.ledger.length,
            *_shares(reading),
            source.id,
        ]


def question_rows(build: Build, entries: EntryNames) -> Iterator[Row]:
    """Each open question: its number and text, entries, sentences, possible answers, what it
    unblocks, and its id.
    """
    for number, question in enumerate(build.questions, start=1):
        yield [
            number,
            question.text,
            "\n".join(entries[entry] for entry in question.entries),
            "\n".join(quoted(one) for one in question.evidence),
            "\n".join(
                fill("book", "choice", number=choice, text=proposal.text)
                for choice, proposal in enumerate(question.proposals, start=1)
            ),
            question.value,
            question.id,
        ]
    if not build.questions:
        yield ["", word("book", "no_question"), "", "", "", "", ""]


def _shares(reading: SourceReading) -> list[Cell]:
    ledger = reading.ledger
    lengths = [sum(s.end - s.start for s in ledger.spans.get(kind, [])) for kind in LEDGER_KINDS]
    return [length / ledger.length if ledger.length else 0.0 for length in lengths]
