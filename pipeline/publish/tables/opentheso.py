"""tables/opentheso.csv: one row a concept, several values of a cell joined by `##`."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.publish.tables.delimited import csv_bytes
from pipeline.publish.tables.fitting import Fitter, Remark, limits
from pipeline.publish.tables.records import MATCHES, TEXTS, Record, Records

_LABELS = (
    ("preferred", "skos:prefLabel"),
    ("alternative", "skos:altLabel"),
    ("hidden", "skos:hiddenLabel"),
)
_LINKS = ("skos:broader", "skos:narrower", "skos:related", *MATCHES)


def opentheso(records: Records) -> tuple[bytes, list[Remark]]:
    """The file and the remarks on it.

    No byte order mark: its reader would take it for a part of the header `URI` and skip every
    concept. Parents stand before children. OpenTheso knows no acronyms: they are altLabels, and in
    a column of their own (which it passes over) for `glossograph curate --from`. A concept that is
    given up stays, marked `owl:deprecated`, with what replaces it.
    """
    table = _Table(records)
    rows = [table.header(), *(table.row(record) for record in records.all)]
    return csv_bytes(rows), table.fitter.remarks


class _Table:
    def __init__(self, records: Records) -> None:
        self.fitter = Fitter("opentheso")
        # Acronyms are among the altLabels, where what is replaced in them is remarked on.
        self._unheard = Fitter("opentheso")
        self._joiner: str = limits("opentheso")["joiner"]
        self._acronym = f"{records.vocabulary.prefix}:acronym"
        # OpenTheso reads a column of preferred labels for each language it finds in any header.
        self._labels = [
            (curie, kind, lang) for lang in records.languages for kind, curie in _LABELS
        ]
        self._acronyms = records.languages_of("acronym")
        self._texts = [(curie, lang) for curie in TEXTS for lang in records.languages_of(curie)]

    def header(self) -> list[str]:
        return [
            "URI",
            "rdf:type",
            *(f"{curie}@{lang}" for curie, _, lang in self._labels),
            *(f"{self._acronym}@{lang}" for lang in self._acronyms),
            *(f"{curie}@{lang}" for curie, lang in self._texts),
            "skos:notation",
            *_LINKS,
            "dcterms:source",
            "dcterms:created",
            "owl:deprecated",
            "dcterms:isReplacedBy",
        ]

    def row(self, record: Record) -> list[str]:
        return [record.iri, "skos:Concept", *self._cells(record)]

    def _cells(self, record: Record) -> Iterator[str]:
        for _, kind, lang in self._labels:
            labels = record.label(kind, lang)
            if kind == "alternative":
                labels = [*record.label("acronym", lang), *labels]
            yield self._names(self.fitter, record, kind, labels)
        for lang in self._acronyms:
            yield self._names(self._unheard, record, "acronym", record.label("acronym", lang))
        for curie, lang in self._texts:
            yield self._passages(record, curie, record.text(curie, lang))
        yield self._names(self.fitter, record, "notation", record.text("skos:notation"))
        for curie in _LINKS:
            yield self._joiner.join(record.link(curie))
        yield self._joiner.join(record.link("dcterms:source"))
        yield "".join(record.text("dcterms:created")[:1])
        yield "true" if record.deprecated else ""
        yield self._joiner.join(record.link("dcterms:isReplacedBy"))

    def _names(self, fit: Fitter, record: Record, field: str, names: list[str]) -> str:
        values = [fit.replaced(record, field, fit.label(record, field, name)) for name in names]
        return fit.joined(record, field, values, self._joiner)

    def _passages(self, record: Record, field: str, texts: list[str]) -> str:
        fit = self.fitter
        values = [fit.replaced(record, field, fit.passage(record, field, text)) for text in texts]
        return fit.joined(record, field, values, self._joiner)
