"""tables/vocabulary.xlsx: the vocabulary for a person, with what each statement rests on."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.publish.inputs import Build
from pipeline.publish.tables.concept_sheet import ConceptSheet
from pipeline.publish.tables.entry_names import EntryNames
from pipeline.publish.tables.fitting import Fitter, Remark
from pipeline.publish.tables.records import Records
from pipeline.publish.tables.source_sheets import question_rows, source_rows
from pipeline.publish.tables.statement_sheets import StatementSheets
from pipeline.publish.tables.words import columns, fill, word
from pipeline.publish.tables.workbook import Book, Cell, Link
from pipeline.publish.wording import Wording
from pipeline.vocabulary import Vocabulary

_COLOURS = {
    "concepts": "#1F4E5F",
    "labels": "#5B8E7D",
    "relations": "#5B8E7D",
    "decisions": "#B08D57",
    "sources": "#B08D57",
    "questions": "#A23B3B",
}
# The columns that go on paper; those after them are IRIs and the like.
_PRINTED = {"labels": 9, "relations": 8, "decisions": 7, "sources": 14, "questions": 6}


def vocabulary_book(build: Build, records: Records, wording: Wording) -> tuple[bytes, list[Remark]]:
    """The workbook, and the remarks on what its cells could not hold."""
    fitter = Fitter("xlsx")
    entries = EntryNames(build)
    concepts = ConceptSheet(records, wording, entries, fitter)
    statements = StatementSheets(build, wording, entries)
    book = Book(build.vocabulary, word("book", "subject"), fitter)
    book.page(word("sheets", "cover"), [3, 26, 100], _cover(build.vocabulary, records.rights))
    found = {
        "concepts": (concepts.columns(), concepts.rows(), concepts.printed),
        "labels": (None, statements.labels(), 0),
        "relations": (None, statements.relations(), 0),
        "decisions": (None, statements.decisions(), 0),
        "sources": (None, source_rows(build, wording), 0),
        "questions": (None, question_rows(build, entries), 0),
    }
    for name, (headed, rows, printed) in found.items():
        book.sheet(
            word("sheets", name),
            headed or list(columns(name).values()),
            rows,
            printed=printed or _PRINTED[name],
            colour=_COLOURS[name],
        )
    return book.close(), fitter.remarks


def _cover(vocabulary: Vocabulary, rights: str) -> Iterator[list[tuple[Cell, str]]]:
    """What the vocabulary is, what the sheets hold, and how to correct it."""
    language = vocabulary.language
    version = fill("book", "version", version=vocabulary.version, day=vocabulary.modified)
    facts: dict[str, Cell] = {
        "description": vocabulary.description[language],
        "version": version,
        "creator": vocabulary.creator,
        "publisher": vocabulary.publisher,
        "licence": Link(vocabulary.licence, vocabulary.licence),
        "rights": rights,
        "scheme": Link(vocabulary.scheme, vocabulary.scheme),
    }
    yield [("", "plain"), (vocabulary.title[language], "title")]
    yield []
    for key, text in facts.items():
        yield [("", "plain"), (word("cover", key), "name"), (text, "text")]
    yield []
    for name in _COLOURS:
        sheet = word("sheets", name)
        target = Link(f"internal:'{sheet}'!A1", sheet)
        yield [("", "plain"), (target, "link"), (word("explained", name), "text")]
    yield []
    yield [("", "plain"), (word("cover", "correct"), "name"), (word("book", "correct"), "text")]
