"""tables/poolparty.xlsx: the tree as steps to the right, one concept a row, as PoolParty reads it.

https://help.poolparty.biz/ "The PoolParty Excel Format": a fixed area whose headers are lower case
and in this order (`uri`, `scheme`, `concept` once a level; one of scheme and concepts filled a
row), and an optional one with SKOS properties by their names, several values in several columns.
"""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.publish.tables.fitting import Fitter, Remark
from pipeline.publish.tables.records import MATCHES, TEXTS, Record, Records
from pipeline.publish.tables.workbook import Book, Column

_LABELS = (
    ("preferred", "prefLabel"),
    ("alternative", "altLabel"),
    ("hidden", "hiddenLabel"),
)
_LINKS = ("skos:related", *MATCHES)
_SHEET = "PoolParty"
_IRI_WIDTH, _NAME_WIDTH, _TEXT_WIDTH = 52, 28, 60


def poolparty(records: Records) -> tuple[bytes, list[Remark]]:
    """The file and the remarks on it.

    A concept with several broader ones stands again under each other one, with its IRI and name
    alone: with "Enable Updates" PoolParty adds the place, without it a second concept. One that is
    given up has no place in the tree and is left out.
    """
    table = _Table(records)
    book = Book(records.vocabulary, _SHEET, table.fitter)
    book.sheet(_SHEET, table.columns(), table.rows())
    content = book.close()
    for record in records.given_up:
        table.fitter.say("given_up", record, "concept", record.name)
    return content, table.fitter.remarks


class _Table:
    def __init__(self, records: Records) -> None:
        self.fitter = Fitter("poolparty")
        self._records = records
        self._tree = list(_tree(records))
        self._depth = max((level for _, level, _ in self._tree), default=0) + 1
        used = records.used
        languages = records.languages
        self._labels = [
            (
                kind,
                name,
                lang,
                max((len(_labels(record, kind, lang)) for record in used), default=0),
            )
            for kind, name in _LABELS
            for lang in languages
            if (kind, lang) != ("preferred", records.language)
        ]
        self._texts = [
            (curie, lang, max((len(record.text(curie, lang)) for record in used), default=0))
            for curie in TEXTS
            for lang in languages
        ]
        self._links = [
            (curie, max((len(record.link(curie)) for record in used), default=0))
            for curie in _LINKS
        ]
        self._notations = max((len(record.text("skos:notation")) for record in used), default=0)

    def columns(self) -> list[Column]:
        """The headers, as often as a concept has values."""
        return [
            Column("uri", _IRI_WIDTH),
            Column("scheme", _NAME_WIDTH),
            *(Column("concept", _NAME_WIDTH) for _ in range(self._depth)),
            *(
                Column(f"{name}@{lang}", _NAME_WIDTH)
                for _, name, lang, number in self._labels
                for _ in range(number)
            ),
            *(
                Column(f"{_local(curie)}@{lang}", _TEXT_WIDTH)
                for curie, lang, number in self._texts
                for _ in range(number)
            ),
            *(Column("notation", _NAME_WIDTH) for _ in range(self._notations)),
            *(
                Column(_local(curie), _IRI_WIDTH)
                for curie, number in self._links
                for _ in range(number)
            ),
        ]

    def rows(self) -> Iterator[list[str]]:
        """The scheme, then the trees."""
        vocabulary = self._records.vocabulary
        yield [vocabulary.scheme, vocabulary.title[vocabulary.language]]
        names: dict[str, str] = {}
        for iri, level, again in self._tree:
            record = self._records.by_iri[iri]
            if iri not in names:
                names[iri] = self._name(record, "preferred", record.name)
            place = [*("" for _ in range(level)), names[iri]]
            if again:
                yield [iri, "", *place]
                continue
            padding = ("" for _ in range(self._depth - level - 1))
            yield [iri, "", *place, *padding, *self._optional(record)]

    def _optional(self, record: Record) -> Iterator[str]:
        fit = self.fitter
        for kind, _, lang, number in self._labels:
            labels = (self._name(record, kind, text) for text in _labels(record, kind, lang))
            yield from _padded(labels, number)
        for curie, lang, number in self._texts:
            texts = (fit.passage(record, curie, text) for text in record.text(curie, lang))
            yield from _padded(texts, number)
        yield from _padded(iter(record.text("skos:notation")), self._notations)
        for curie, number in self._links:
            yield from _padded(iter(record.link(curie)), number)

    def _name(self, record: Record, kind: str, text: str) -> str:
        line = self.fitter.label(record, kind, text)
        return self.fitter.replaced(record, kind, line) if kind == "preferred" else line


def _tree(records: Records) -> Iterator[tuple[str, int, bool]]:
    """Each concept in use with its level (0 for a root); True where it stands there once more.

    It stands again directly under each further broader concept; what is under it does not.
    """
    forest = records.forest
    further: dict[str, list[str]] = {}
    first = {child: parent for parent, children in forest.children.items() for child in children}
    for record in records.used:
        for broader in record.link("skos:broader"):
            if broader != first.get(record.iri):
                further.setdefault(broader, []).append(record.iri)
    waiting = [(iri, 0, False) for iri in reversed(forest.roots)]
    while waiting:
        iri, level, again = waiting.pop()
        yield iri, level, again
        if not again:
            below = [(child, level + 1, False) for child in forest.children.get(iri, ())]
            below += [(child, level + 1, True) for child in further.get(iri, ())]
            waiting.extend(reversed(below))


def _labels(record: Record, kind: str, language: str) -> list[str]:
    """PoolParty knows no acronyms: they are altLabels."""
    acronyms = record.label("acronym", language) if kind == "alternative" else []
    return [*acronyms, *record.label(kind, language)]


def _padded(values: Iterator[str], number: int) -> list[str]:
    found = list(values)
    return [*found, *("" for _ in range(number - len(found)))]


def _local(curie: str) -> str:
    return curie.partition(":")[2]
