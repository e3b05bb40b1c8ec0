"""Glossaries as tables, records and vocabularies."""

from __future__ import annotations

import csv
import html
import io
import json
from collections.abc import Callable

import xlsxwriter

from tests.extract.transposing.glossaries import Terms, Write


def _separated(delimiter: str, *, header: bool, quote: int = csv.QUOTE_MINIMAL) -> Write:
    def write(terms: Terms) -> bytes:
        file = io.StringIO()
        rows = csv.writer(file, delimiter=delimiter, quoting=quote)  # type: ignore[arg-type]
        if header:
            rows.writerow(("Terme", "Définition"))
        rows.writerows(terms)
        return file.getvalue().encode()

    return write


def _sheet(terms: Terms) -> bytes:
    file = io.BytesIO()
    book = xlsxwriter.Workbook(file, {"in_memory": True})
    sheet = book.add_worksheet("Lexique")
    for row, cells in enumerate((("Terme", "Définition"), *terms)):
        sheet.write_row(row, 0, cells)
    book.close()
    return file.getvalue()


def _json(of: Callable[[Terms], object]) -> Write:
    return lambda terms: json.dumps(of(terms), ensure_ascii=False).encode()


def _json_lines(terms: Terms) -> bytes:
    records = ({"term": t, "definition": d} for t, d in terms)
    return "".join(json.dumps(one, ensure_ascii=False) + "\n" for one in records).encode()


def _skos(terms: Terms) -> bytes:
    concepts = "".join(
        f"<urn:c:{n}> a skos:Concept ; skos:prefLabel {json.dumps(t, ensure_ascii=False)}@fr ;"
        f" skos:definition {json.dumps(d, ensure_ascii=False)}@fr .\n"
        for n, (t, d) in enumerate(terms)
    )
    return f"@prefix skos: <http://www.w3.org/2004/02/skos/core#> .\n{concepts}".encode()


def _tbx(terms: Terms) -> bytes:
    entries = "".join(
        f'<conceptEntry id="c{n}"><langSec xml:lang="fr"><descrip type="definition">'
        f"{html.escape(d, quote=False)}</descrip><termSec><term>{html.escape(t, quote=False)}</term>"
        "</termSec></langSec></conceptEntry>"
        for n, (t, d) in enumerate(terms)
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?><tbx type="TBX-Basic" style="dca" xml:lang="fr" '
        'xmlns="urn:iso:std:iso:30042:ed-2"><tbxHeader><fileDesc><sourceDesc><p>Essai</p>'
        f"</sourceDesc></fileDesc></tbxHeader><text><body>{entries}</body></text></tbx>"
    ).encode()


def _triples(terms: Terms) -> bytes:
    core = "http://www.w3.org/2004/02/skos/core#"
    return "".join(
        f"<urn:c:{n}> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <{core}Concept> .\n"
        f"<urn:c:{n}> <{core}prefLabel> {json.dumps(t, ensure_ascii=False)}@fr .\n"
        f"<urn:c:{n}> <{core}definition> {json.dumps(d, ensure_ascii=False)}@fr .\n"
        for n, (t, d) in enumerate(terms)
    ).encode()


def _rdf_xml(terms: Terms) -> bytes:
    concepts = "".join(
        f'<skos:Concept rdf:about="urn:c:{n}"><skos:prefLabel xml:lang="fr">'
        f'{html.escape(t, quote=False)}</skos:prefLabel><skos:definition xml:lang="fr">'
        f"{html.escape(d, quote=False)}</skos:definition></skos:Concept>"
        for n, (t, d) in enumerate(terms)
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-'
        'rdf-syntax-ns#" xmlns:skos="http://www.w3.org/2004/02/skos/core#">'
        f"{concepts}</rdf:RDF>"
    ).encode()


def _linked(terms: Terms) -> object:
    return {
        "@context": {"skos": "http://www.w3.org/2004/02/skos/core#"},
        "@graph": [
            {
                "@id": f"urn:c:{n}",
                "@type": "skos:Concept",
                "skos:prefLabel": {"@value": t, "@language": "fr"},
                "skos:definition": {"@value": d, "@language": "fr"},
            }
            for n, (t, d) in enumerate(terms)
        ],
    }


def _old_tbx(terms: Terms) -> bytes:
    entries = "".join(
        f'<termEntry id="c{n}"><langSet xml:lang="fr"><descrip type="definition">'
        f"{html.escape(d, quote=False)}</descrip><tig><term>{html.escape(t, quote=False)}</term>"
        "</tig></langSet></termEntry>"
        for n, (t, d) in enumerate(terms)
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?><martif type="TBX" xml:lang="fr"><martifHeader>'
        "<fileDesc><sourceDesc><p>Essai</p></sourceDesc></fileDesc></martifHeader><text><body>"
        f"{entries}</body></text></martif>"
    ).encode()


DATA: dict[str, tuple[str, Write]] = {
    "csv": ("csv", _separated(",", header=True)),
    "csv-semicolon": ("csv", _separated(";", header=True, quote=csv.QUOTE_ALL)),
    "csv-headless": ("csv", _separated(";", header=False)),
    "tsv": ("tsv", _separated("\t", header=True)),
    "xlsx": ("xlsx", _sheet),
    "json-records": ("json", _json(lambda t: [{"terme": a, "définition": b} for a, b in t])),
    "json-object": ("json", _json(lambda t: {"glossaire": dict(t)})),
    "json-lines": ("jsonl", _json_lines),
    "skos": ("ttl", _skos),
    "tbx": ("tbx", _tbx),
    "tbx-2": ("tbx", _old_tbx),
    "skos-xml": ("rdf", _rdf_xml),
    "skos-json": ("jsonld", _json(_linked)),
    "skos-triples": ("nt", _triples),
    "tsv-headless": ("tsv", _separated("\t", header=False)),
    "csv-bars": ("csv", _separated("|", header=True)),
}
