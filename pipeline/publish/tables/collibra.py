"""tables/collibra.csv: each concept as a business term, one value of each column a row.

To Collibra an asset is its full name in its domain in its community. The full name is the end of
the IRI, so that a term that is renamed stays the same asset; the name that people see is the label.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import zip_longest

from pipeline.publish.inputs import Build
from pipeline.publish.tables.delimited import csv_bytes
from pipeline.publish.tables.fitting import Fitter, Remark, limits
from pipeline.publish.tables.records import Record, Records
from pipeline.publish.wording import Wording

_IDENTITY = ("Full Name", "Domain", "Community", "Asset Type")
_SINGLE = ("Name", "Status", "Domain Type", "IRI")


def collibra(records: Records, build: Build, wording: Wording) -> tuple[bytes, list[Remark]]:
    """The file and the remarks on it.

    A concept with several synonyms or relations takes several rows, all with what identifies it.
    Relations are headed as Collibra's wizard does it, `[type] role [type] > Full Name`, and stand
    only as they were stated: Collibra reads the other direction from the relation type.
    """
    table = _Table(records, build, wording)
    rows = [table.header(), *(row for record in records.all for row in table.rows(record))]
    return csv_bytes(rows), table.fitter.remarks


class _Table:
    def __init__(self, records: Records, build: Build, wording: Wording) -> None:
        self.fitter = Fitter("collibra")
        self._records = records
        self._words = limits("collibra")
        language = records.language
        self._labels = [
            (kind, lang)
            for kind in ("preferred", "acronym", "alternative", "hidden")
            for lang in records.languages_of(kind)
            if (kind, lang) != ("preferred", language)
        ]
        self._texts = [
            (curie, lang)
            for curie in ("skos:definition", "skos:scopeNote", "skos:editorialNote")
            for lang in records.languages_of(curie)
        ]
        self._stated: dict[str, dict[str, list[str]]] = {}
        for concept in build.concepts:
            for relation in concept.relations:
                if not relation.derived and relation.object in records.by_iri:
                    found = self._stated.setdefault(concept.iri, {})
                    found.setdefault(relation.predicate, []).append(relation.object)
        self._relations = wording.in_order({curie for of in self._stated.values() for curie in of})
        self._roles = {curie: wording.relation(curie) for curie in self._relations}
        self._names = {"preferred": "Name", "acronym": "Acronym", "alternative": "Synonym"}
        self._names |= {"hidden": "Hidden Label", "skos:definition": "Definition"}
        self._names |= {"skos:scopeNote": "Scope Note", "skos:editorialNote": "Note"}

    def header(self) -> list[str]:
        kind = self._words["asset_type"]
        return [
            *_IDENTITY,
            *_SINGLE,
            *(self._name_of(key, lang) for key, lang in (*self._labels, *self._texts)),
            *(f"[{kind}] {self._roles[curie]} [{kind}] > Full Name" for curie in self._relations),
            f"[{kind}] {self._words['replaced_by']} [{kind}] > Full Name",
        ]

    def rows(self, record: Record) -> Iterator[list[str]]:
        vocabulary = self._records.vocabulary
        identity = [
            record.slug,
            vocabulary.title[vocabulary.language],
            vocabulary.publisher,
            self._words["asset_type"],
        ]
        single = [
            self.fitter.label(record, "preferred", record.name),
            self._words["deprecated" if record.deprecated else "accepted"],
            self._words["domain_type"],
            record.iri,
        ]
        for number, values in enumerate(zip_longest(*self._columns(record), fillvalue="")):
            yield [*identity, *(single if number == 0 else [""] * len(single)), *values]

    def _columns(self, record: Record) -> Iterator[list[str]]:
        """The values of each column; the first column has one at least, so that there is a row."""
        fit = self.fitter
        for kind, lang in self._labels:
            yield [fit.label(record, kind, text) for text in record.label(kind, lang)] or [""]
        for curie, lang in self._texts:
            yield [fit.passage(record, curie, text) for text in record.text(curie, lang)] or [""]
        stated = self._stated.get(record.iri, {})
        for curie in self._relations:
            yield self._slugs(stated.get(curie, []))
        yield self._slugs(record.link("dcterms:isReplacedBy")) or [""]

    def _slugs(self, iris: list[str]) -> list[str]:
        return [self._records.by_iri[iri].slug for iri in iris if iri in self._records.by_iri]

    def _name_of(self, key: str, language: str) -> str:
        name = self._names[key]
        return name if language == self._records.language else f"{name} ({language})"
