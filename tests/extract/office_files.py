"""Small office documents written by hand, for tests: the XML that Word and LibreOffice write."""

from __future__ import annotations

import io
import zipfile

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_NS = (
    f'xmlns:w="{W}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    ' xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
    ' xmlns:v="urn:schemas-microsoft-com:vml"'
)
_ODF = "urn:oasis:names:tc:opendocument:xmlns:"
_ODF_NS = (
    f'xmlns:office="{_ODF}office:1.0" xmlns:text="{_ODF}text:1.0" xmlns:table="{_ODF}table:1.0"'
    f' xmlns:style="{_ODF}style:1.0" xmlns:draw="{_ODF}drawing:1.0" xmlns:meta="{_ODF}meta:1.0"'
    ' xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0"'
    ' xmlns:dc="http://purl.org/dc/elements/1.1/"'
)
STYLES = f"""<w:styles {_NS}><w:docDefaults><w:rPrDefault><w:rPr><w:lang w:val="fr-FR"/></w:rPr>
</w:rPrDefault></w:docDefaults>
<w:style w:styleId="Titre1"><w:name w:val="heading 1"/><w:rPr><w:b/></w:rPr></w:style>
<w:style w:styleId="Titre2"><w:name w:val="heading 2"/><w:basedOn w:val="Titre1"/></w:style>
<w:style w:styleId="Sous"><w:name w:val="Mon titre"/><w:basedOn w:val="Titre2"/></w:style>
<w:style w:styleId="Plan"><w:name w:val="Rubrique"/><w:pPr><w:outlineLvl w:val="2"/></w:pPr></w:style>
<w:style w:styleId="Terme"><w:name w:val="Terme"/></w:style>
<w:style w:styleId="Corps"><w:name w:val="Body Text"/></w:style>
<w:style w:styleId="TM1"><w:name w:val="toc 1"/></w:style>
<w:style w:styleId="Puce"><w:name w:val="List Bullet"/><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr>
</w:pPr></w:style>
<w:style w:styleId="lev"><w:name w:val="Strong"/><w:rPr><w:b/></w:rPr></w:style></w:styles>"""


def archive(members: dict[str, str]) -> bytes:
    """An archive of XML files."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in members.items():
            is_type = name == "mimetype"
            info = zipfile.ZipInfo(name, (2026, 1, 1, 0, 0, 0))
            info.compress_type = zipfile.ZIP_STORED if is_type else zipfile.ZIP_DEFLATED
            file.writestr(info, content)
    return buffer.getvalue()


def docx(body: str, **parts: str) -> bytes:
    """A DOCX file; `parts` are further parts of word/ by name, without ending."""
    members = {
        "[Content_Types].xml": "<Types/>",
        "word/document.xml": f"<w:document {_NS}><w:body>{body}</w:body></w:document>",
        "word/styles.xml": STYLES,
        "docProps/core.xml": (
            '<cp:p xmlns:cp="c" xmlns:dc="d" xmlns:dcterms="t"><dc:title>Lexique</dc:title>'
            "<dc:creator>Ateliers Verts</dc:creator>"
            "<dcterms:modified>2025-04-03T10:00:00Z</dcterms:modified></cp:p>"
        ),
    }
    for name, content in parts.items():
        members[f"word/{name}.xml"] = f"<w:{name} {_NS}>{content}</w:{name}>"
    return archive(members)


def p(*runs: str, style: str = "", properties: str = "") -> str:
    """A paragraph of DOCX of runs or plain words."""
    held = f'<w:pStyle w:val="{style}"/>' if style else ""
    inner = "".join(run if run.startswith("<") else r(run) for run in runs)
    return f"<w:p><w:pPr>{held}{properties}</w:pPr>{inner}</w:p>"


def r(text: str, properties: str = "") -> str:
    """A run of DOCX."""
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def b(text: str) -> str:
    """A bold run of DOCX."""
    return r(text, "<w:b/>")


def table(*rows: tuple[str, ...], header: bool = False) -> str:
    """A table of DOCX, its cells paragraphs or plain words."""
    out = ""
    for index, cells in enumerate(rows):
        head = "<w:trPr><w:tblHeader/></w:trPr>" if header and not index else ""
        inner = "".join(
            f"<w:tc>{cell if cell.startswith('<') else p(cell)}</w:tc>" for cell in cells
        )
        out += f"<w:tr>{head}{inner}</w:tr>"
    return f"<w:tbl>{out}</w:tbl>"


def odt(body: str, styles: str = "", *, is_flat: bool = False) -> bytes:
    """An ODT file; `styles` are automatic styles."""
    inner = (
        f"<office:automatic-styles>{styles}</office:automatic-styles>"
        f"<office:body><office:text>{body}</office:text></office:body>"
    )
    meta = (
        "<office:meta><dc:title>Lexique</dc:title><dc:creator>Ateliers Verts</dc:creator>"
        "<dc:date>2025-04-03T10:00:00</dc:date></office:meta>"
    )
    named = (
        '<office:styles><style:default-style style:family="paragraph"><style:text-properties'
        ' fo:language="fr" fo:country="FR"/></style:default-style>'
        '<style:style style:name="List_20_Heading" style:display-name="List Heading"'
        ' style:family="paragraph"/></office:styles>'
        '<office:master-styles><style:master-page style:name="Standard"><style:header>'
        "<text:p>Ateliers Verts</text:p></style:header></style:master-page>"
        "</office:master-styles>"
    )
    kind = "application/vnd.oasis.opendocument.text"
    if is_flat:
        return (
            f'<office:document {_ODF_NS} office:mimetype="{kind}">{meta}{named}{inner}'
            "</office:document>"
        ).encode()
    return archive(
        {
            "mimetype": kind,
            "content.xml": f"<office:document-content {_ODF_NS}>{inner}</office:document-content>",
            "styles.xml": f"<office:document-styles {_ODF_NS}>{named}</office:document-styles>",
            "meta.xml": f"<office:document-meta {_ODF_NS}>{meta}</office:document-meta>",
        }
    )
