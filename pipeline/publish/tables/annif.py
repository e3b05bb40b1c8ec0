"""tables/annif.csv: IRI, preferred labels and notation, all that Annif takes of a vocabulary."""

from __future__ import annotations

from pipeline.publish.tables.delimited import csv_bytes, neutralised
from pipeline.publish.tables.fitting import Fitter, Remark
from pipeline.publish.tables.records import Record, Records


def annif(records: Records) -> tuple[bytes, list[Remark]]:
    """The file and the remarks on it.

    A row without any label is to Annif a concept that is given up. It takes one notation.
    """
    fit = Fitter("annif")
    languages = records.languages_of("preferred")
    rows = [["uri", *(f"label_{lang}" for lang in languages), "notation"]]
    rows += [_row(fit, record, languages) for record in records.all]
    return csv_bytes(rows), fit.remarks


def _row(fit: Fitter, record: Record, languages: list[str]) -> list[str]:
    if record.deprecated:
        return [record.iri, *("" for _ in languages), ""]
    first, *others = record.text("skos:notation") or [""]
    for other in others:
        fit.say("one_value", record, "notation", other)
    labels = ("".join(record.label("preferred", lang)[:1]) for lang in languages)
    cells = [fit.label(record, "preferred", text) for text in labels]
    cells.append(fit.label(record, "notation", first))
    for cell in cells:
        if neutralised(cell) != cell:
            fit.say("spaced", record, "preferred", cell, neutralised(cell))
    return [record.iri, *cells]
