"""PDF: lines, columns and paragraphs as a person reads them; hostile files end in good time."""

from __future__ import annotations

import time
import zlib
from pathlib import Path

import pytest
import typst

from pipeline.errors import SourceError
from pipeline.extract.containers import open_document, pdf
from pipeline.extract.containers.pdf.hyphens import Hyphens
from pipeline.extract.document import Document

FILES = Path(__file__).parent / "files"
PAGE = '#set text(lang: "fr", size: 10pt)\n#set page(paper: "a6", margin: 1cm)\n'


def opened(content: bytes) -> Document:
    return open_document(content, "x.pdf", where="x.pdf")


def typeset(body: str) -> Document:
    return opened(bytes(typst.compile((PAGE + body).encode())))


def lines(document: Document, role: str = "") -> list[str]:
    return [line.text for line in document.lines if line.role == role or not role]


def raw_pdf(*objects: bytes, tail: bytes = b"") -> bytes:
    """A PDF file of these objects, numbered from 1, the first of them its catalogue."""
    out = b"%PDF-1.4\n"
    offsets = []
    for number, content in enumerate(objects, start=1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1) + table
    return out + (
        b"trailer\n<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n%s"
        % (len(objects) + 1, out.rindex(b"xref\n0"), tail)
    )


CATALOGUE = b"<</Type/Catalog/Pages 2 0 R>>"
FONT = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>"


def one_page(content: bytes, *more: bytes, resources: bytes = b"", extra: bytes = b"") -> bytes:
    """A PDF file of one page with this content stream."""
    packed = zlib.compress(content, 9)
    return raw_pdf(
        CATALOGUE,
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 400 400]/Contents 4 0 R%s"
        b"/Resources<</Font<</F1 5 0 R>>%s>>>>" % (extra, resources),
        b"<</Filter/FlateDecode/Length %d>>stream\n%s\nendstream" % (len(packed), packed),
        FONT,
        *more,
    )


WORDS = b"BT /F1 12 Tf 50 300 Td (Agios : int\xe9r\xeats que la banque pr\xe9l\xe8ve.) Tj ET"


def test_lines_become_paragraphs_and_divided_words_are_whole() -> None:
    document = typeset(
        "#set par(justify: true)\n#set text(hyphenate: true)\n*Agrégation* : rassemblement de comptes"
        " d'établissements différents, peut-être le service le plus demandé par la clientèle"
        " particulière et professionnelle des banques.\n\n*Aval* : garantie d'un tiers."
    )
    assert lines(document) == [
        "Agrégation : rassemblement de comptes d’établissements différents, peut-être le service le"
        " plus demandé par la clientèle particulière et professionnelle des banques.",
        "Aval : garantie d’un tiers.",
    ]
    assert [line.text[: line.strong] for line in document.lines] == ["Agrégation", "Aval"]


def test_ligatures_are_letters() -> None:
    document = typeset('#set text(font: "Libertinus Serif")\nUn office efficace, une fine fleur.')
    assert lines(document) == ["Un office efficace, une fine fleur."]


def test_running_heads_feet_and_page_numbers_stand_aside_with_a_reason() -> None:
    pages = (
        ("Bêche : outil à lame plate.", "Binette : outil qui bine.", "Butte : petit tas."),
        ("Houe : outil qui retourne.", "Mare : pièce d'eau.", "Râteau : outil à dents."),
        ("Serfouette : outil à deux côtés.", "Tuteur : piquet.", "Verger : lieu planté."),
    )
    document = typeset(
        "#set page(header: [Ateliers Verts], footer: context [#counter(page).display()])\n"
        + "\n#pagebreak()\n".join("\n\n".join(page) for page in pages)
    )
    assert [(line.text, line.reason) for line in document.lines if line.role == "aside"] == [
        ("Ateliers Verts", "titre courant, répété de page en page"),
        ("1", "numéro de page"),
        ("Ateliers Verts", "titre courant, répété de page en page"),
        ("2", "numéro de page"),
        ("Ateliers Verts", "titre courant, répété de page en page"),
        ("3", "numéro de page"),
    ]
    assert lines(document, "text") == [line.replace("'", "’") for page in pages for line in page]
    assert [place.name for place in document.places] == ["page 1", "page 2", "page 3"]


ENTRIES = (
    "Aussière : gros cordage qui retient le navire au quai, le long d'un appontement ou d'un ponton.",
    "Bitte : pièce de fonte à laquelle on tourne les amarres, sur le pont ou sur le quai d'un port.",
    "Chaumard : pièce de guidage des amarres, que l'on pose au bord du pont pour éviter l'usure.",
    "Défense : objet souple, gonflé le plus souvent, que l'on pend au flanc d'un navire à quai.",
    "Écubier : ouverture de la muraille par laquelle passe la chaîne de l'ancre, à l'avant du navire.",
    "Fargue : planche qui surélève le bord d'une barque pour la protéger de l'eau et des embruns.",
)


@pytest.mark.parametrize(
    "header",
    [
        "if calc.even(counter(page).get().first()) [Lexique du port] else [Le marin à quai]",
        'text(8pt)[#("Aussière", "Amarre – Bitte", "Chaumard", "De D à E")'
        ".at(calc.rem(counter(page).get().first(), 4))]",
    ],
)
def test_heads_that_differ_from_page_to_page_are_known_by_their_place(header: str) -> None:
    document = typeset(
        f"#set page(height: 55mm, width: 9cm, margin: 15mm, header: context {{ {header} }})\n"
        + "\n\n".join(ENTRIES)
    )
    assert lines(document, "text") == [entry.replace("'", "’") for entry in ENTRIES]
    assert len(lines(document, "aside")) == len(document.places) >= 3


def test_what_a_browser_prints_above_and_below_a_page_stands_aside() -> None:
    document = typeset(
        """#set page(header: [22/11/2026 23:18 #h(1fr) Lexique immobilier],
          footer: [https://example.org/lexique #h(1fr) 1/1])
        Bail : contrat par lequel un propriétaire loue un bien.

        Servitude : charge imposée à un bien pour l'usage d'un autre.

        Usufruit : droit d'user d'un bien et d'en percevoir les fruits."""
    )
    asides = {line.text.split()[0]: line.reason for line in document.lines if line.role == "aside"}
    assert asides == {
        "22/11/2026": "date d'impression et titre",
        "https://example.org/lexique": "numéro de page",
    }


def test_a_paragraph_goes_on_over_the_page() -> None:
    body = "#set page(height: 3cm, width: 9cm)\n" + (
        "Affouage : droit de prendre du bois dans une forêt de la commune, pour se chauffer ou pour"
        " réparer sa maison, que le conseil règle chaque année selon les besoins de chaque foyer."
    )
    document = typeset(body)
    assert len(lines(document)) == 1
    assert lines(document)[0].endswith("selon les besoins de chaque foyer.")


def test_larger_lines_are_headings_by_their_size() -> None:
    document = typeset("= Glossaire\n== A\nAbaque : table de calcul.\n\nAire : surface plane.")
    assert [(line.role, line.level, line.text) for line in document.lines][:2] == [
        ("heading", 1, "Glossaire"),
        ("heading", 2, "A"),
    ]


def test_signs_raised_from_the_line_stay_in_it() -> None:
    document = typeset("Are : mesure de 100 m#super[2], soit un carré de dix mètres de côté.")
    assert lines(document) == ["Are : mesure de 100 m2, soit un carré de dix mètres de côté."]


def test_what_crosses_the_page_at_a_slant_stands_aside() -> None:
    document = typeset(
        "#place(center + horizon, rotate(-45deg, text(40pt)[BROUILLON]))\n"
        "Foc : voile d'avant.\n\nSpi : voile ronde.\n\nGénois : grand foc."
    )
    assert lines(document, "text") == [
        "Foc : voile d’avant.",
        "Spi : voile ronde.",
        "Génois : grand foc.",
    ]
    assert [(line.text, line.reason) for line in document.lines if line.role == "aside"] == [
        ("BROUILLON", "texte en travers de la page")
    ]


def test_a_page_that_is_turned_is_read_upright() -> None:
    turned = (
        b"BT /F1 12 Tf 0 1 -1 0 100 50 Tm (Foc : voile d'avant du voilier.) Tj ET "
        b"BT /F1 12 Tf 0 1 -1 0 114 50 Tm (Elle est triangulaire.) Tj ET"
    )
    assert lines(opened(one_page(turned, extra=b"/Rotate 90"))) == [
        "Foc : voile d'avant du voilier.",
        "Elle est triangulaire.",
    ]


def test_what_the_file_says_of_itself_is_known() -> None:
    document = typeset(
        '#set document(title: "Lexique", author: "Ateliers", date: datetime(year: 2024, month: 3,'
        " day: 5))\nBêche : outil à lame plate."
    )
    known = document.metadata
    assert (known.title, known.publisher, known.date) == ("Lexique", "Ateliers", "2024-03-05")


@pytest.mark.parametrize(
    ("text", "line", "whole"),
    [
        ("une rente in-", "terne à la société", "une rente interne à la société"),
        ("il est peut-", "être trop tard", "il est peut-être trop tard"),
        ("va-t-", "il finir", "va-t-il finir"),
        ("coefficient de réduction-", "majoration", "coefficient de réduction-majoration"),
        ("la ligne Paris-", "Lyon", "la ligne Paris-Lyon"),
        ("un prêt garan‐", "ti", "un prêt garanti"),
        ("un mot –", "et la suite", "un mot – et la suite"),
        ("les années 2010-", "2015", "les années 2010-2015"),
        ("un porte-", "monnaie", "un porte-monnaie"),
        ("demandé immédiate-", "ment après", "demandé immédiatement après"),
        ("un télé-", "conseiller", "un téléconseiller"),
        ("une auto-", "école", "une auto-école"),
        ("facturé au pay-", "per-click", "facturé au pay-per-click"),
        ("un coût\u00ad", "eux essai", "un coûteux essai"),
    ],
)
def test_a_hyphen_at_the_end_of_a_line_is_kept_where_it_belongs_to_the_word(
    text: str, line: str, whole: str
) -> None:
    assert Hyphens([]).joined(text, line) == whole


def test_what_the_document_writes_elsewhere_decides_on_a_hyphen() -> None:
    assert Hyphens(["le mot compte-ronde ici"]).joined("un compte-", "ronde") == "un compte-ronde"
    assert Hyphens(["le mot souscoupe ici"]).joined("une sous-", "coupe") == "une souscoupe"


LOOP = raw_pdf(CATALOGUE, b"<</Type/Pages/Kids[2 0 R 2 0 R 2 0 R]/Count 3>>")
COUNT = raw_pdf(CATALOGUE, b"<</Type/Pages/Kids[]/Count 2000000000>>")
DEEP = raw_pdf(CATALOGUE, b"<</Type/Pages/Kids" + b"[" * 200_000 + b"]" * 200_000 + b"/Count 1>>")
FORM = b"<</Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X 6 0 R>>>>/Length 5>>"
DRAWN_IN_ITSELF = one_page(
    b"/X Do", FORM + b"stream\n/X Do\nendstream", resources=b"/XObject<</X 6 0 R>>"
)


@pytest.mark.parametrize(
    ("content", "what"),
    [
        ((FILES / "protected.pdf").read_bytes(), "the document is protected by a password"),
        (b"%PDF-1.7\nnothing more", "the PDF is damaged"),
        (one_page(b"0 0 400 400 re f"), "the PDF holds pictures of pages, no text"),
        (one_page(b"BT /F1 12 Tf 50 300 Td (Page 1) Tj ET"), "the PDF holds pictures of pages"),
        (LOOP, "the PDF"),
        (COUNT, "the PDF"),
        (DEEP, "the PDF"),
        (DRAWN_IN_ITSELF, "the PDF holds pictures of pages"),
    ],
    ids=["password", "damaged", "scan", "stamp", "loop", "count", "deep", "form"],
)
def test_what_cannot_be_read_is_refused_on_one_line_in_good_time(content: bytes, what: str) -> None:
    start = time.monotonic()
    with pytest.raises(SourceError) as caught:
        opened(content)
    assert time.monotonic() - start < 20
    assert str(caught.value).startswith(f"x.pdf: {what}")
    assert "\n" not in str(caught.value)


def test_a_pdf_whose_table_of_objects_is_broken_is_read_all_the_same() -> None:
    content = one_page(WORDS).replace(b"startxref\n", b"startxref\n9")
    assert lines(opened(content)) == ["Agios : intérêts que la banque prélève."]


def test_a_stream_that_unpacks_beyond_the_memory_is_refused(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(pdf, "MEMORY", 300_000_000)
    bomb = one_page(b"BT /F1 1 Tf " + b"(a) Tj " * 3_000_000 + b" ET")
    with pytest.raises(SourceError, match=r"the PDF (cannot be read in|holds)"):
        opened(bomb)


def test_a_pdf_that_takes_too_long_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "SECONDS", 1)
    slow = one_page(b"BT /F1 1 Tf " + b"1 0 Td (abcdefgh) Tj " * 400_000 + b" ET")
    start = time.monotonic()
    with pytest.raises(SourceError, match="cannot be read in 1 seconds and 2 GB of memory"):
        opened(slow)
    assert time.monotonic() - start < 8
