"""The sheet of concepts: one row each, headed as `glossograph curate --from` reads it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from pipeline.publish.collation import collation_key
from pipeline.publish.tables.entry_names import EntryNames
from pipeline.publish.tables.fitting import Fitter
from pipeline.publish.tables.records import Record, Records
from pipeline.publish.tables.words import columns, word
from pipeline.publish.tables.workbook import Cell, Column, Link, Row
from pipeline.publish.wording import Wording
from pipeline.vocabulary import is_web_address

_LABELS = ("preferred", "acronym", "alternative", "hidden")
_DEFINITION = "skos:definition"
_NOTES = ("skos:scopeNote", "skos:example", "skos:note", "skos:editorialNote")
_LINKS = {
    "broader": "skos:broader",
    "related": "skos:related",
    "successor": "dcterms:isReplacedBy",
}


class ConceptSheet:
    """Its columns and rows. Names in a cell stand a line each; `printed` columns go on paper."""

    def __init__(
        self, records: Records, wording: Wording, entries: EntryNames, fitter: Fitter
    ) -> None:
        self._records, self._wording = records, wording
        self._entries, self._fitter = entries, fitter
        forest = records.forest
        self._parents = {c: parent for parent, below in forest.children.items() for c in below}
        self._ambiguous = _shared_names(records)
        language, others = records.language, records.languages[1:]
        first = [
            ("preferred", language),
            *(("preferred", lang) for lang in others),
            ("acronym", language),
            ("alternative", language),
            (_DEFINITION, language),
            ("broader", ""),
            ("related", ""),
        ]
        self.printed = len(first)
        present = ((key, lang) for key in ("hidden", *_NOTES) for lang in records.languages_of(key))
        rest = [(key, lang) for key in ("acronym", "alternative", _DEFINITION) for lang in others]
        last = ("path", "class", "source"), ("deprecated", "successor", "iri")
        self._keys = [
            *first,
            *((key, "") for key in last[0]),
            *rest,
            *present,
            *((key, "") for key in last[1]),
        ]

    def columns(self) -> list[Column]:
        """What everybody reads comes first."""
        found = columns("concepts")
        return [
            Column(f"{found[key].header}{self._tag(lang)}", found[key].width, found[key].style)
            for key, lang in self._keys
        ]

    def rows(self) -> Iterator[Row]:
        """The concepts by their names; those that are given up come last."""
        records = self._records.all
        for record in sorted(records, key=lambda r: (r.deprecated, collation_key(r.name), r.iri)):
            yield [self._cell(record, key, lang) for key, lang in self._keys]

    def _tag(self, language: str) -> str:
        return f" ({self._wording.word('languages', language)})" if language else ""

    def _cell(self, record: Record, key: str, lang: str) -> Cell:
        if key == "iri":
            return Link(record.iri, record.iri) if is_web_address(record.iri) else record.iri
        return "\n".join(self._values(record, key, lang))

    def _values(self, record: Record, key: str, lang: str) -> Iterator[str]:
        fitter, records = self._fitter, self._records
        if key in _LABELS:
            yield from (fitter.label(record, key, text) for text in record.label(key, lang))
        elif key.startswith("skos:"):
            yield from (fitter.passage(record, key, text) for text in record.text(key, lang))
        elif key in _LINKS:
            yield from (self._called(iri) for iri in record.link(_LINKS[key]))
        elif key == "path":
            yield " › ".join(records.name(iri) for iri in self._above(record.iri))
        elif key == "class":
            yield from self._classes(record)
        elif key == "source":
            base = records.vocabulary.source("")
            found = record.link("dcterms:source")
            yield from (self._entries[iri.removeprefix(base)] for iri in found)
        elif key == "deprecated" and record.deprecated:
            yield word("book", "yes")

    def _classes(self, record: Record) -> list[str]:
        ontology = f"{self._records.vocabulary.ontology}#"
        types = record.link("rdf:type")
        return [self._wording.term(iri) for iri in types if iri.startswith(ontology)]

    def _called(self, iri: str) -> str:
        """A concept by its name, or by its IRI where another one has the name too."""
        name = " ".join(self._records.name(iri).split())
        return iri if name.casefold() in self._ambiguous else name

    def _above(self, iri: str) -> list[str]:
        """The concepts above one, the widest first."""
        path = [iri]
        while path[-1] in self._parents:
            path.append(self._parents[path[-1]])
        return path[:0:-1]


def _shared_names(records: Records) -> set[str]:
    """The preferred labels, in whatever language, that lead to more than one concept."""
    numbers = Counter(
        name
        for record in records.all
        for name in {
            " ".join(text.split()).casefold()
            for (kind, _), texts in record.labels.items()
            if kind == "preferred"
            for text in texts
        }
    )
    return {name for name, number in numbers.items() if number > 1}
