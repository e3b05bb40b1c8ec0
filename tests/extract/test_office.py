"""DOCX and ODT: what a person sees in the word processor, line by line."""

from __future__ import annotations

import pytest

from pipeline.errors import SourceError
from pipeline.extract.containers import open_document
from pipeline.extract.document import Document, Metadata
from tests.extract.office_files import archive, b, docx, odt, p, r, table

Seen = list[tuple[str, str]]


def opened(content: bytes, name: str = "x.docx") -> Document:
    return open_document(content, name, where=name)


def seen(content: bytes) -> Seen:
    return [(line.role, line.text) for line in opened(content).lines]


def strong(content: bytes) -> list[str]:
    return [line.text[: line.strong] for line in opened(content).lines]


def test_headings_are_told_by_style_whatever_its_name_and_by_outline_level() -> None:
    body = (
        p("Lexique", style="Titre1")
        + p("A", style="Sous")
        + p("Abaisser", style="Plan")
        + p("Direct", properties='<w:outlineLvl w:val="0"/>')
        + p("Étendre une pâte.")
    )
    document = opened(docx(body))
    assert [(line.role, line.level) for line in document.lines] == [
        ("heading", 1),
        ("heading", 2),
        ("heading", 3),
        ("heading", 1),
        ("text", 0),
    ]


def test_words_are_whole_wherever_word_divides_them_and_leading_bold_is_counted() -> None:
    run = (
        "<w:smartTag><w:r><w:rPr><w:rStyle w:val='lev'/></w:rPr><w:t>orer</w:t></w:r></w:smartTag>"
    )
    body = p(b("Ess"), "<w:proofErr/>", run, r("\u00a0: secouer une "), b("salade"), r("."))
    assert seen(docx(body)) == [("text", "Essorer\u00a0: secouer une salade.")]
    assert strong(docx(body)) == ["Essorer"]


def test_bold_of_the_style_can_be_taken_back_by_a_run() -> None:
    body = p(r("Terme", "<w:b/>"), r(" texte", '<w:b w:val="0"/>'), style="Corps")
    assert strong(docx(body)) == ["Terme"]


def test_tabs_stay_and_line_breaks_begin_a_line() -> None:
    body = p(
        "<w:r><w:t>Ciseler</w:t><w:tab/><w:t>couper.</w:t><w:br/><w:t>Voir émincer.</w:t></w:r>"
    )
    document = opened(docx(body))
    assert document.text == "Ciseler\tcouper.\nVoir émincer.\n"


def test_paragraphs_stand_apart_unless_the_writer_parts_entries_by_empty_ones() -> None:
    assert opened(docx(p("Ballast") + p("Lit de pierres."))).text == "Ballast\n\nLit de pierres.\n"
    body = (p("Ballast") + p("Lit de pierres.") + p("")) * 2
    assert opened(docx(body)).text == "Ballast\nLit de pierres.\n\nBallast\nLit de pierres.\n"


def test_soft_hyphens_and_hidden_words_are_not_seen_and_hard_hyphens_are() -> None:
    hidden = r("caché", "<w:vanish/>")
    body = p(
        "dé\u00adglacer ", hidden, "<w:r><w:t>porte</w:t><w:noBreakHyphen/><w:t>clé</w:t></w:r>"
    )
    assert seen(docx(body)) == [("text", "déglacer porte-clé")]


def test_items_are_told_by_their_numbering_with_their_depth() -> None:
    number = '<w:numPr><w:ilvl w:val="{}"/><w:numId w:val="3"/></w:numPr>'
    none = '<w:numPr><w:numId w:val="0"/></w:numPr>'
    body = (
        p("un", properties=number.format(0))
        + p("deux", properties=number.format(1))
        + p("trois", style="Puce")
        + p("quatre", style="Puce", properties=none)
    )
    assert [(line.role, line.level) for line in opened(docx(body)).lines] == [
        ("item", 1),
        ("item", 2),
        ("item", 1),
        ("text", 0),
    ]


def test_a_style_of_terms_and_what_follows_are_terms_and_descriptions() -> None:
    body = p("Glossaire", style="Titre1")
    for term, definition in (("Agios", "Intérêts dus."), ("Aval", "Garantie d'un tiers.")):
        body += p(term, style="Terme") + p(definition, style="Corps") + p("Suite.", style="Corps")
    body += p("Vide", style="Terme") + p("B", style="Titre2")
    lines = opened(docx(body)).lines
    assert [(line.role, line.row, line.text) for line in lines[1:]] == [
        ("term", 1, "Agios"),
        ("description", 1, "Intérêts dus."),
        ("description", 1, "Suite."),
        ("term", 2, "Aval"),
        ("description", 2, "Garantie d'un tiers."),
        ("description", 2, "Suite."),
        ("term", 3, "Vide"),
        ("heading", 0, "B"),
    ]


def test_a_style_of_any_name_is_one_of_terms_where_each_is_short_and_is_defined() -> None:
    body = "".join(
        p(term, style="Plan9") + p("Une phrase qui explique le mot.", style="Corps")
        for term in ("Foc", "Spi", "Génois")
    )
    styles = '<w:style w:styleId="Plan9"><w:name w:val="Perso 9"/></w:style>'
    content = docx(
        body, styles=styles + '<w:style w:styleId="Corps"><w:name w:val="Corps"/></w:style>'
    )
    assert {line.role for line in opened(content).lines} == {"term", "description"}
    once = docx(
        p("Foc", style="Plan9") + p("Une phrase qui explique le mot.", style="Corps"), styles=styles
    )
    assert {line.role for line in opened(once).lines} == {"text"}


def test_a_table_gives_cells_by_row_and_column_and_its_heads() -> None:
    body = table(
        ("Terme", "Définition"),
        ("Ballast", p("Lit de pierres.") + p("Il répartit la charge.")),
        ("Essieu", ""),
        header=True,
    )
    document = opened(docx(p("Voie") + body))
    assert [(line.role, line.row, line.level, line.text) for line in document.lines[1:]] == [
        ("header", 1, 0, "Terme"),
        ("header", 1, 1, "Définition"),
        ("cell", 2, 0, "Ballast"),
        ("cell", 2, 1, "Lit de pierres."),
        ("cell", 2, 1, "Il répartit la charge."),
        ("cell", 3, 0, "Essieu"),
    ]
    assert document.text.endswith("Ballast\tLit de pierres.\nIl répartit la charge.\nEssieu\n")
    assert [place.name for place in document.places] == [
        "tableau 1, ligne 1",
        "tableau 1, ligne 2",
        "tableau 1, ligne 3",
    ]


def test_a_table_of_one_column_only_lays_out_the_page() -> None:
    assert seen(docx(table((p("Foc : voile."),), (p("Spi : ballon."),)))) == [
        ("text", "Foc : voile."),
        ("text", "Spi : ballon."),
    ]


def test_merged_cells_keep_the_columns() -> None:
    merged = "<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val='2'/></w:tcPr>{}</w:tc><w:tc>{}</w:tc>"
    row = merged.format(p("A"), p("B")) + "</w:tr></w:tbl>"
    assert [line.level for line in opened(docx(row)).lines] == [0, 2]


def test_what_is_deleted_is_left_out_and_what_is_inserted_is_kept() -> None:
    body = p(
        "Bôme : ",
        "<w:del><w:r><w:delText>ancien</w:delText></w:r></w:del>",
        f"<w:ins>{r('espar')}</w:ins>",
        f"<w:moveFrom>{r(' parti')}</w:moveFrom>",
    )
    document = opened(docx(body))
    assert document.text == "Bôme : espar\n"
    assert document.notes == [
        "des passages supprimés (suivi des modifications) sont laissés de côté"
    ]


def test_notes_comments_heads_and_feet_stand_aside_with_a_reason() -> None:
    content = docx(
        p("Foc : voile", '<w:r><w:footnoteReference w:id="2"/></w:r>', r(" d'avant.")),
        footnotes='<w:footnote w:type="separator"><w:p/></w:footnote><w:footnote>'
        + p("Du néerlandais.")
        + "</w:footnote>",
        comments=f"<w:comment>{p('À revoir.')}</w:comment>",
        header1=p("Club nautique"),
    )
    document = opened(content)
    assert document.lines[0].text == "Foc : voile d'avant."
    assert [(line.role, line.text, line.reason) for line in document.lines[1:]] == [
        ("aside", "Du néerlandais.", "note de bas de page"),
        ("aside", "À revoir.", "commentaire de relecture"),
        ("aside", "Club nautique", "en-tête ou pied de page"),
    ]


def test_a_table_of_contents_stands_aside() -> None:
    gallery = (
        "<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val='Table of Contents'/>"
        f"</w:docPartObj></w:sdtPr><w:sdtContent>{p('Sommaire')}</w:sdtContent></w:sdt>"
    )
    body = (
        gallery + p("A 1", style="TM1") + f"<w:sdt><w:sdtContent>{p('Foc')}</w:sdtContent></w:sdt>"
    )
    assert [role for role, _ in seen(docx(body))] == ["aside", "aside", "text"]


def test_a_text_box_is_read_once_behind_its_paragraph() -> None:
    box = "<w:txbxContent>" + p("Encadré.") + "</w:txbxContent>"
    drawing = (
        "<w:r><mc:AlternateContent><mc:Choice><w:drawing><wps:txbx>"
        f"{box}</wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox>{box}"
        "</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )
    assert [text for _, text in seen(docx(p(drawing, "Foc : voile.")))] == [
        "Foc : voile.",
        "Encadré.",
    ]


def test_the_words_of_links_and_fields_are_kept_and_their_commands_not() -> None:
    field = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>REF a</w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
    )
    body = p("Voir ", f"<w:hyperlink>{r('génois')}</w:hyperlink>", field, r(" et spi."))
    assert seen(docx(body)) == [("text", "Voir génois et spi.")]


def test_pages_are_named_where_word_marked_them() -> None:
    turn = "<w:r><w:lastRenderedPageBreak/></w:r>"
    document = opened(docx(p("Foc : voile.") + p(turn, "Spi : ballon.")))
    assert [(place.start, place.name) for place in document.places] == [(14, "page 2")]


def test_what_the_file_says_of_itself_is_known() -> None:
    known = Metadata(
        title="Lexique", publisher="Ateliers Verts", language="fr-FR", date="2025-04-03"
    )
    assert opened(docx(p("Foc"))).metadata == known
    assert opened(odt("<text:p>Foc</text:p>")).metadata == known


ODT_STYLES = (
    '<style:style style:name="T1" style:family="text">'
    '<style:text-properties fo:font-weight="bold"/></style:style>'
    '<style:style style:name="P1" style:family="paragraph"'
    ' style:parent-style-name="List_20_Heading"/>'
    '<style:style style:name="P2" style:family="paragraph" style:parent-style-name="List_20_Contents"/>'
)


@pytest.mark.parametrize("is_flat", [False, True])
def test_odt_is_read_as_docx_is(is_flat: bool) -> None:
    body = (
        "<text:tracked-changes><text:p>ancien</text:p></text:tracked-changes>"
        '<text:h text:outline-level="2">B</text:h>'
        '<text:p><text:span text:style-name="T1">Bi<text:span>nette</text:span></text:span>'
        "<text:s/>: outil<text:note><text:note-citation>1</text:note-citation><text:note-body>"
        "<text:p>Ou houe.</text:p></text:note-body></text:note>.<text:line-break/>Voir<text:s"
        ' text:c="2"/>houe<text:tab/>2.</text:p>'
        "<text:list><text:list-item><text:p>un</text:p><text:p>suite</text:p><text:list>"
        "<text:list-item><text:p>deux</text:p></text:list-item></text:list></text:list-item>"
        "</text:list>"
        "<table:table><table:table-header-rows><table:table-row><table:table-cell><text:p>Mot"
        "</text:p></table:table-cell><table:table-cell><text:p>Sens</text:p></table:table-cell>"
        "</table:table-row></table:table-header-rows><table:table-row><table:table-cell><text:p>"
        "Bêche</text:p></table:table-cell><table:table-cell><text:p>Outil.</text:p>"
        "</table:table-cell></table:table-row></table:table>"
    )
    document = opened(odt(body, ODT_STYLES, is_flat=is_flat), "x.odt")
    assert [(line.role, line.level, line.text) for line in document.lines] == [
        ("heading", 2, "B"),
        ("text", 0, "Binette : outil."),
        ("text", 0, "Voir  houe\t2."),
        ("item", 1, "un"),
        ("text", 0, "suite"),
        ("item", 2, "deux"),
        ("header", 0, "Mot"),
        ("header", 1, "Sens"),
        ("cell", 0, "Bêche"),
        ("cell", 1, "Outil."),
        ("aside", 0, "Ou houe."),
        ("aside", 0, "Ateliers Verts"),
    ]
    assert document.lines[1].strong == len("Binette")
    assert document.format == "ODT"


def test_the_list_styles_of_libreoffice_are_terms_and_descriptions() -> None:
    body = (
        '<text:p text:style-name="P1">Foc</text:p><text:p text:style-name="P2">Voile d\'avant du'
        " voilier.</text:p>"
    )
    roles = [line.role for line in opened(odt(body, ODT_STYLES)).body]
    assert roles == ["term", "description"]


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 1000


@pytest.mark.parametrize(
    ("content", "what"),
    [
        (b"{\\rtf1\\ansi Foc}", "the document is in RTF; open it in Word or LibreOffice"),
        (
            OLE + "WordDocument".encode("utf-16-le"),
            "the document is in the Word format of before 2007 (.doc); open it in Word or",
        ),
        (
            OLE + "EncryptedPackage".encode("utf-16-le"),
            "the document is protected by a password; save it without a password",
        ),
        (OLE, "this is a document of an old office program (before 2007); open it there"),
        (docx(p("Foc"))[:-30], "the archive is damaged; open it in the program that made it"),
        (
            archive({"word/document.xml": "<w:document"}),
            "the document is damaged (its part word/document.xml is no sound XML); open it in",
        ),
        (
            archive({"word/document.xml": "<a>" * 3000 + "</a>" * 3000}),
            "",
        ),
        (
            archive({"word/document.xml": '<!DOCTYPE a [<!ENTITY b SYSTEM "c">]><a>&b;</a>'}),
            "this XML file declares entities",
        ),
        (
            archive(
                {
                    "mimetype": "application/vnd.oasis.opendocument.text",
                    "META-INF/manifest.xml": "<manifest:encryption-data/>",
                    "content.xml": "x",
                }
            ),
            "the document is protected by a password; save it without a password",
        ),
    ],
)
def test_what_cannot_be_opened_says_what_to_do(content: bytes, what: str) -> None:
    if not what:
        assert opened(content).lines == []
        return
    with pytest.raises(SourceError) as caught:
        opened(content)
    assert str(caught.value).startswith(f"x.docx: {what}")
    assert "\n" not in str(caught.value)


def test_a_document_nested_too_deeply_is_refused() -> None:
    deep = "<w:sdt>" * 3000 + p("Foc") + "</w:sdt>" * 3000
    with pytest.raises(SourceError, match="the document is nested too deeply"):
        opened(docx(deep))
