"""Glossaries as office documents and PDFs."""

from __future__ import annotations

import html
import io
import json
import zipfile
from collections.abc import Callable

import typst

from tests.extract.transposing.glossaries import Terms, Write


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


def _word(paragraphs: Callable[[str, str], str], before: str = "", after: str = "") -> Write:
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
                "word/document.xml": f'<w:document xmlns:w="{_WORD}"><w:body>{before}{body}{after}'
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


def _row(term: str, text: str) -> str:
    cells = "".join(f"<w:tc><w:p>{_run(cell)}</w:p></w:tc>" for cell in (term, text))
    return f"<w:tr>{cells}</w:tr>"


def _listed(terms: Terms) -> str:
    items = "".join(
        f"<text:list-item><text:p>{html.escape(t, quote=False)} : {html.escape(d, quote=False)}"
        "</text:p></text:list-item>"
        for t, d in terms
    )
    return f"<office:text><text:list>{items}</text:list></office:text>"


OFFICE: dict[str, tuple[str, Write]] = {
    "ods": ("ods", _open("spreadsheet", _tabled)),
    "docx-headings": ("docx", _word(_styled)),
    "docx-bold": ("docx", _word(_bold)),
    "odt": ("odt", _open("text", _written)),
    "pdf-headings": ("pdf", _typeset("== #{term}\n#{text}\n")),
    "pdf-bold": ("pdf", _typeset("#strong({term}) : #{text}\n")),
    "pdf-columns": ("pdf", _typeset("== #{term}\n#{text}\n", "#set page(columns: 2)")),
    "docx-table": ("docx", _word(_row, "<w:tbl>" + _row("Terme", "Définition"), "</w:tbl>")),
    "odt-list": ("odt", _open("text", _listed)),
}
