"""One glossary written in every layout and format: each must give the same entries.

`LAYOUTS` maps a name to the ending of the file and the function that writes it. A layout that names
what it defines only inside its sentences is in `NAMED_INSIDE`: it fits glossaries whose definitions
begin with the headword.
"""

from __future__ import annotations

import csv
import html
import io
import json
import zipfile
from collections.abc import Callable, Sequence

import typst
import xlsxwriter

Terms = Sequence[tuple[str, str]]
Write = Callable[[Terms], bytes]

# Every definition begins with its headword, as written.
SAILING: Terms = (
    ("AIS", "L'AIS est un système qui échange par radio la position : cap, route et vitesse."),
    ("Bôme", "Bôme désigne l'espar horizontal qui tient le bas de la grand-voile."),
    ("GPS", "Le GPS est un récepteur qui calcule une position à partir de plusieurs satellites."),
    ("Ketch", "Un Ketch est un voilier à deux mâts – le plus grand à l'avant."),
    ("MOB", "Le MOB est la manœuvre qui ramène à bord une personne tombée à la mer."),
    ("VHF", "La VHF est une radio de bord à courte portée (une trentaine de milles)."),
)
GARDEN: Terms = (
    ("Amendement", "Matière que l'on mêle au sol pour en améliorer la structure ou la fertilité."),
    ("Binage", "Travail de surface : on casse la croûte du sol entre les rangs."),
    ("Collet", "Partie d'une plante située entre la tige et les racines."),
    ("Marcottage", "Multiplication d'une plante par une tige enterrée, qui prend « racine »."),
    ("Paillis", "Couche de matière posée au pied des plantes – elle garde l'eau."),
    ("Rustique (plante)", "Se dit d'une plante qui supporte le gel sans protection."),
    ("Terre de bruyère", "Terre acide et légère qui convient aux azalées, aux camélias, etc."),
)


def _lines(pattern: str, *, head: str = "", between: str = "\n") -> Write:
    def write(terms: Terms) -> bytes:
        return (
            head
            + between.join(pattern.format(term=t, text=d, n=n) for n, (t, d) in enumerate(terms, 1))
            + "\n"
        ).encode()

    return write


def _page(pattern: str, *, before: str = "", after: str = "", furniture: bool = False) -> Write:
    def write(terms: Terms) -> bytes:
        body = (
            before
            + "\n".join(pattern.format(term=html.escape(t), text=html.escape(d)) for t, d in terms)
            + after
        )
        if furniture:
            body = (
                '<header><nav><ul><li><a href="/">Accueil</a></li><li><a href="/offres">Nos offres'
                "</a></li></ul></nav></header><main>"
                + body
                + "</main><aside><h2>Articles liés</h2>"
                '<ul><li><a href="/a">Bien débuter</a></li></ul></aside><footer><p>© 2026 Éditeur. '
                "Tous droits réservés.</p></footer>"
            )
        return (
            '<!DOCTYPE html><html lang="fr"><head><meta charset="utf-8"><title>Lexique</title>'
            f"</head><body><h1>Lexique</h1>{body}</body></html>"
        ).encode()

    return write


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


def _archive(members: dict[str, str], mimetype: str = "") -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        if mimetype:
            archive.writestr("mimetype", mimetype, zipfile.ZIP_STORED)
        for name, content in members.items():
            archive.writestr(name, content)
    return file.getvalue()


_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"


def _word(paragraphs: Callable[[str, str], str], styles: str = "") -> Write:
    def write(terms: Terms) -> bytes:
        body = "".join(
            paragraphs(html.escape(t, quote=False), html.escape(d, quote=False)) for t, d in terms
        )
        relation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
        kind = "application/vnd.openxmlformats-officedocument.wordprocessingml"
        return _archive(
            {
                "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension='
                '"rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
                '<Default Extension="xml" ContentType="application/xml"/><Override PartName='
                f'"/word/document.xml" ContentType="{kind}.document.main+xml"/><Override PartName='
                f'"/word/styles.xml" ContentType="{kind}.styles+xml"/></Types>',
                "_rels/.rels": f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id='
                f'"r1" Type="{relation}/officeDocument" Target="word/document.xml"/></Relationships>',
                "word/_rels/document.xml.rels": f'<Relationships xmlns="{_PACKAGE}/relationships">'
                f'<Relationship Id="r1" Type="{relation}/styles" Target="styles.xml"/></Relationships>',
                "word/styles.xml": f'<w:styles xmlns:w="{_WORD}"><w:style w:type="paragraph" '
                'w:styleId="Titre2"><w:name w:val="heading 2"/></w:style></w:styles>',
                "word/document.xml": f'<w:document xmlns:w="{_WORD}"><w:body>{body}'
                "<w:sectPr/></w:body></w:document>",
            }
        )

    return write


def _run(text: str, properties: str = "") -> str:
    return f'<w:r>{properties}<w:t xml:space="preserve">{text}</w:t></w:r>'


def _styled(term: str, text: str) -> str:
    return (
        f'<w:p><w:pPr><w:pStyle w:val="Titre2"/></w:pPr>{_run(term)}</w:p><w:p>{_run(text)}</w:p>'
    )


def _bold(term: str, text: str) -> str:
    return f"<w:p>{_run(term, '<w:rPr><w:b/></w:rPr>')}{_run(' : ' + text)}</w:p>"


_OFFICE = "urn:oasis:names:tc:opendocument:xmlns"


def _open(kind: str, body: Callable[[Terms], str]) -> Write:
    def write(terms: Terms) -> bytes:
        mimetype = f"application/vnd.oasis.opendocument.{kind}"
        names = " ".join(
            f'xmlns:{name}="{_OFFICE}:{name}:1.0"' for name in ("office", "text", "table")
        )
        return _archive(
            {
                "content.xml": f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {names}'
                f' office:version="1.2"><office:body>{body(terms)}</office:body>'
                "</office:document-content>",
                "META-INF/manifest.xml": '<?xml version="1.0" encoding="UTF-8"?><manifest:manifest '
                f'xmlns:manifest="{_OFFICE}:manifest:1.0" manifest:version="1.2"><manifest:file-entry '
                f'manifest:full-path="/" manifest:media-type="{mimetype}"/><manifest:file-entry '
                'manifest:full-path="content.xml" manifest:media-type="text/xml"/>'
                "</manifest:manifest>",
            },
            mimetype,
        )

    return write


def _written(terms: Terms) -> str:
    return (
        "<office:text>"
        + "".join(
            f'<text:h text:outline-level="2">{html.escape(t, quote=False)}</text:h>'
            f"<text:p>{html.escape(d, quote=False)}</text:p>"
            for t, d in terms
        )
        + "</office:text>"
    )


def _tabled(terms: Terms) -> str:
    rows = "".join(
        "<table:table-row>"
        + "".join(
            f'<table:table-cell office:value-type="string"><text:p>{html.escape(cell, quote=False)}'
            "</text:p></table:table-cell>"
            for cell in row
        )
        + "</table:table-row>"
        for row in (("Terme", "Définition"), *terms)
    )
    return (
        f'<office:spreadsheet><table:table table:name="Lexique">{rows}</table:table>'
        "</office:spreadsheet>"
    )


def _typeset(pattern: str, head: str = "") -> Write:
    def write(terms: Terms) -> bytes:
        def escaped(text: str) -> str:
            return json.dumps(text, ensure_ascii=False)

        body = "\n".join(pattern.format(term=escaped(t), text=escaped(d)) for t, d in terms)
        source = (
            "#set page(width: 148mm, height: 100mm, header: [Lexique illustré], footer: context "
            f'counter(page).display())\n#set text(lang: "fr", hyphenate: true)\n{head}\n{body}'
        )
        return bytes(typst.compile(source.encode()))

    return write


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


def _defined_terms(terms: Terms) -> object:
    return {
        "@context": "https://schema.org",
        "@type": "DefinedTermSet",
        "hasDefinedTerm": [{"@type": "DefinedTerm", "name": t, "description": d} for t, d in terms],
    }


def _encoded(write: Write, encoding: str) -> Write:
    return lambda terms: write(terms).decode().encode(encoding, "replace")


def _doubled(terms: Terms) -> bytes:
    return _COLON(terms).decode().encode().decode("cp1252").encode()


_COLON = _lines("{term} : {text}")
LAYOUTS: dict[str, tuple[str, Write]] = {
    "colon": ("txt", _COLON),
    "colon-no-break": ("txt", _lines("{term}\u00a0: {text}")),
    "colon-thin": ("txt", _lines("{term}\u202f: {text}", between="\n\n")),
    "colon-bold": ("md", _lines("**{term}** : {text}", between="\n\n")),
    "colon-in-bold": ("md", _lines("- **{term} :** {text}")),
    "colon-bullets": ("txt", _lines("• {term} : {text}", head="Lexique\n\n")),
    "colon-numbers": ("txt", _lines("{n}. {term} : {text}")),
    "dash": ("txt", _lines("{term} – {text}", between="\n\n")),
    "em-dash": ("txt", _lines("{term} — {text}")),
    "hyphen-bullets": ("md", _lines("* {term} - {text}")),
    "tab": ("txt", _lines("{term}\t{text}")),
    "alternating": ("txt", _lines("{term}\n{text}")),
    "paired": ("txt", _lines("{term}\n{text}", between="\n\n")),
    "spaced": ("txt", _lines("{term}\n\n{text}", between="\n\n")),
    "spaced-headed": ("txt", _lines("{term}\n\n{text}", between="\n\n", head="Terme Définition\n")),
    "bold-lines": ("md", _lines("**{term}**\n\n{text}", between="\n\n")),
    "headings": ("md", _lines("## {term}\n\n{text}", between="\n\n", head="# Lexique\n\n")),
    "setext": ("md", _lines("{term}\n----------\n\n{text}", between="\n\n")),
    "definition-sections": ("md", _lines("## {term}\n\n### Définition\n\n{text}", between="\n\n")),
    "pandoc": ("md", _lines("{term}\n:   {text}", between="\n\n")),
    "rest": ("rst", _lines("   {term}\n      {text}", between="\n\n", head=".. glossary::\n\n")),
    "myst": (
        "md",
        lambda t: b"```{glossary}\n" + _lines("{term}\n  {text}", between="\n\n")(t) + b"```\n",
    ),
    "wiki": ("txt", _lines("; {term}\n: {text}")),
    "asciidoc": ("adoc", _lines("{term}:: {text}")),
    "pipes": ("md", _lines("| {term} | {text} |", head="| Terme | Définition |\n|---|---|\n")),
    "shortcodes": (
        "txt",
        lambda t: (
            b"[row]"
            + _lines("[vc_toggle title=”{term}” color=”x”]{text}[/vc_toggle]", between="")(t)
            + b"[/row]"
        ),
    ),
    "shortcodes-straight": (
        "txt",
        _lines('[et_pb_toggle title="{term}" open="off"]{text}[/et_pb_toggle]'),
    ),
    "shortcodes-escaped": (
        "txt",
        _lines("[accordion_item title=&quot;{term}&quot;]{text}[/accordion_item]"),
    ),
    "dl": ("html", _page("<dt>{term}</dt><dd>{text}</dd>", before="<dl>", after="</dl>")),
    "dl-furnished": (
        "html",
        _page("<dt>{term}</dt><dd>{text}</dd>", before="<dl>", after="</dl>", furniture=True),
    ),
    "details": ("html", _page("<details><summary>{term}</summary><p>{text}</p></details>")),
    "accordion": (
        "html",
        _page(
            '<div class="accordion-item"><h2 class="accordion-header"><button type="button" aria-expanded="false">{term}</button></h2><div class="accordion-collapse"><p>{text}</p></div></div>',
            furniture=True,
        ),
    ),
    "html-headings": ("html", _page("<h3>{term}</h3><p>{text}</p>", furniture=True)),
    "html-strong": ("html", _page("<p><strong>{term}</strong> : {text}</p>", furniture=True)),
    "html-table": (
        "html",
        _page(
            "<tr><td>{term}</td><td>{text}</td></tr>",
            before="<table><tr><th>Terme</th><th>Définition</th></tr>",
            after="</table>",
        ),
    ),
    "html-list": ("html", _page("<li><b>{term}</b> – {text}</li>", before="<ul>", after="</ul>")),
    "microdata": (
        "html",
        _page(
            '<div itemscope itemtype="https://schema.org/DefinedTerm"><span itemprop="name">{term}</span><p itemprop="description">{text}</p></div>'
        ),
    ),
    "json-ld": (
        "html",
        lambda t: (
            b'<html><head><script type="application/ld+json">'
            + _json(_defined_terms)(t)
            + b"</script></head><body><h1>Lexique</h1></body></html>"
        ),
    ),
    "csv": ("csv", _separated(",", header=True)),
    "csv-semicolon": ("csv", _separated(";", header=True, quote=csv.QUOTE_ALL)),
    "csv-headless": ("csv", _separated(";", header=False)),
    "tsv": ("tsv", _separated("\t", header=True)),
    "xlsx": ("xlsx", _sheet),
    "ods": ("ods", _open("spreadsheet", _tabled)),
    "json-records": ("json", _json(lambda t: [{"terme": a, "définition": b} for a, b in t])),
    "json-object": ("json", _json(lambda t: {"glossaire": dict(t)})),
    "json-lines": ("jsonl", _json_lines),
    "docx-headings": ("docx", _word(_styled)),
    "docx-bold": ("docx", _word(_bold)),
    "odt": ("odt", _open("text", _written)),
    "pdf-headings": ("pdf", _typeset("== #{term}\n#{text}\n")),
    "pdf-bold": ("pdf", _typeset("#strong({term}) : #{text}\n")),
    "pdf-columns": ("pdf", _typeset("== #{term}\n#{text}\n", "#set page(columns: 2)")),
    "skos": ("ttl", _skos),
    "tbx": ("tbx", _tbx),
    "utf-8-bom": ("txt", _encoded(_COLON, "utf-8-sig")),
    "utf-16": ("txt", _encoded(_COLON, "utf-16")),
    "cp1252": ("txt", _encoded(_COLON, "cp1252")),
    "crlf": ("txt", lambda t: _COLON(t).replace(b"\n", b"\r\n")),
    "twice-encoded": ("txt", _doubled),
}
NAMED_INSIDE: dict[str, tuple[str, Write]] = {
    "self-headed": ("txt", _lines("{text}", between="\n\n")),
    "questions": ("md", _lines("## Qu'est-ce que {term} ?\n\n{text}", between="\n\n")),
    "html-questions": ("html", _page("<h2>C'est quoi, {term} ?</h2><p>{text}</p>")),
}
