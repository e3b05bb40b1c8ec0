"""Tables: what their columns hold, what their rows are, and what is no glossary at all."""

from __future__ import annotations

import io
import zipfile

import pytest
import xlsxwriter

from pipeline.errors import SourceError
from pipeline.extract.containers import open_document, separated, sheets
from pipeline.extract.document import Document, TextBuilder
from pipeline.extract.readers import tables
from pipeline.extract.reading import Reading
from pipeline.extract.signs.fields import Name, name_of, terms_of


def opened(content: str | bytes, name: str) -> Document:
    raw = content.encode() if isinstance(content, str) else content
    return open_document(raw, name, where=name)


def entries(document: Document) -> list[tuple[str, list[str], list[str], list[str]]]:
    text = document.text
    return [
        (
            text[found.headword.start : found.headword.end] if found.headword else "",
            [text[span.start : span.end] for sense in found.senses for span in sense],
            [text[span.start : span.end] for span in found.variants],
            [text[span.start : span.end] for span in found.see],
        )
        for found in tables.read(document, "").entries
    ]


def remarks(document: Document) -> list[tuple[str, str, str]]:
    reading: Reading = tables.read(document, "")
    return [
        (one.kind, document.text[one.span.start : one.span.end], one.reason)
        for one in reading.remarks
    ]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("TERME(S)", Name("headword")),
        ("Définition (FR)", Name("definition", "fr")),
        ("term_en", Name("headword", "en")),
        ("Anglais", Name("headword", "en")),
        ("Équivalent anglais", Name("variant", "en")),
        ("altLabel", Name("variant")),
        ("Terme métier", Name("headword", "", False)),
        ("Voir aussi :", Name("see")),
        ("N°", Name("about")),
        ("Date de mise à jour", Name("about", "", False)),
        ("Prix", None),
        ("Un cordage qui hisse une voile", None),
    ],
)
def test_a_name_tells_what_a_column_holds_whatever_its_case_accents_and_language(
    name: str, expected: Name | None
) -> None:
    assert name_of(name) == expected


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("bord, bordée ; amure", ["bord", "bordée", "amure"]),
        ("voir aussi : Foc / Génois", ["Foc", "Génois"]),
        ("dent (de lait, de sagesse)", ["dent (de lait, de sagesse)"]),
        ("24/7", ["24/7"]),
        ("« Foc ».", ["Foc"]),
        ("n/a", []),
    ],
)
def test_a_cell_of_several_terms_is_divided_where_they_stand_apart(
    cell: str, expected: list[str]
) -> None:
    builder = TextBuilder()
    builder.add(cell, "cell", row=1)
    assert [term.text for term in terms_of(builder.lines[0])] == expected


def test_without_a_head_the_columns_are_told_from_what_stands_in_them() -> None:
    document = opened(
        "7;Étai;Câble tendu de l'étrave au mât.\n8;Foc;Voile d'avant en triangle.\n", "a.csv"
    )
    assert entries(document) == [
        ("Étai", ["Câble tendu de l'étrave au mât."], [], []),
        ("Foc", ["Voile d'avant en triangle."], [], []),
    ]
    assert remarks(document) == [
        ("markup", "7", "colonne 1 sans titre : numéros ou codes"),
    ]


@pytest.mark.parametrize(
    "content",
    [
        "Train;Départ;Arrivée\nTER 12;10:20;11:30\nTER 14;12:20;13:30\n",
        "Produit;Description;Prix\nVélo;Un beau vélo de ville;120 €\nSelle;Selle de vélo en gel;9 €\n",
        "Année;Ventes\n2019;120\n2020;220\n",
        "Nom;Prénom;Téléphone\nMartin;Paul;01 02 03 04 05\nDurand;Anne;01 02 03 04 06\n",
    ],
)
def test_a_table_that_is_no_glossary_gives_nothing(content: str) -> None:
    document = opened(content, "a.csv")
    assert tables.sniff(document).confidence == 0.0
    assert tables.read(document, "").entries == []


def test_a_row_without_term_goes_on_with_the_entry_above_and_has_none_at_the_beginning() -> None:
    document = opened("Terme;Sens\n;Rien au-dessus.\nFoc;Voile.\n;Triangulaire.\n", "a.csv")
    assert entries(document) == [("Foc", ["Voile.", "Triangulaire."], [], [])]
    assert remarks(document) == [
        (
            "unassigned",
            "Rien au-dessus.",
            "ligne de tableau sans terme, et aucune entrée au-dessus",
        )
    ]


def test_a_lone_cell_is_a_title_where_it_breaks_the_order_and_an_entry_where_it_fits() -> None:
    rows = "Terme;Sens\n{}Braiser;Cuire à couvert.\n{}Pocher;Cuire à l'eau.\nSauter;Cuire vite.\n"
    fits = opened(rows.format("", "Mijoter;\n"), "a.csv")
    breaks = opened(rows.format("Modes de cuisson;\n", ""), "a.csv")
    assert [entry[0] for entry in entries(fits)] == ["Braiser", "Mijoter", "Pocher", "Sauter"]
    assert [entry[0] for entry in entries(breaks)] == ["Braiser", "Pocher", "Sauter"]


def test_a_table_without_head_has_the_columns_of_the_one_before_it() -> None:
    builder = TextBuilder()
    for row, cells in enumerate(
        [["Sens", "Mot"], ["Voile d'avant du bateau.", "Foc"], ["Pièce du gréement.", "Mât"]], 1
    ):
        if row == 3:
            builder.add("M", "heading", level=2)
        for column, cell in enumerate(cells):
            builder.add(cell, "cell", level=column, row=row)
    assert entries(builder.document("essai")) == [
        ("Foc", ["Voile d'avant du bateau."], [], []),
        ("Mât", ["Pièce du gréement."], [], []),
    ]


def test_of_a_drawn_cell_on_several_lines_only_the_first_line_can_be_the_term() -> None:
    document = opened(
        "+-------+------------+\n| Terme | Définition |\n+=======+============+\n"
        "| Taux  | Part qui   |\n| brut  | reste.     |\n+-------+------------+\n",
        "a.rst",
    )
    assert entries(document) == [("Taux", ["Part qui", "reste."], [], [])]
    assert remarks(document) == [
        ("unassigned", "brut", "suite d'un terme que le tableau coupe en deux lignes")
    ]


def test_the_text_of_a_drawn_table_stays_as_it_is() -> None:
    content = "| Terme | Sens |\r\n|---|---|\r\n| Foc | Voile d'`a|b`<br>avant. |\r\n"
    document = opened(content, "a.md")
    assert document.text == content
    assert [(line.text, line.role, line.level) for line in document.lines] == [
        ("Terme", "header", 0),
        ("Sens", "header", 1),
        ("Foc", "cell", 0),
        ("Voile d'`a|b`", "cell", 1),
        ("avant.", "cell", 1),
    ]
    # What is neither in a cell nor draws the table is blank.
    bare = list(content)
    held = [(line.start, line.end) for line in document.lines]
    for start, end in [*held, *((span.start, span.end) for span in document.markup)]:
        bare[start:end] = " " * (end - start)
    assert not "".join(bare).strip()


@pytest.mark.parametrize(
    "prose",
    [
        "Je vais au marché, souvent, le matin.\nIl y fait beau, mais froid.\nJe rentre, content.\n",
        "Le chat dort ; le chien aboie ; il pleut.\nOn mange à midi ; on dort ; on rit.\n",
    ],
)
def test_prose_with_commas_is_no_table(prose: str) -> None:
    assert separated.sniff(prose.encode(), "a.txt") == 0.0


def test_places_of_a_separated_file_name_the_line_that_a_row_begins_on() -> None:
    document = opened('sep=;\nTerme;Sens\nFoc;"Voile\nd\'avant."\nMât;Espar.\n', "a.txt")
    assert [one.name for one in document.places] == ["ligne 2", "ligne 3", "ligne 5"]


def test_what_a_row_has_too_many_of_is_joined_to_its_last_column() -> None:
    document = opened("Terme,Sens\nFoc,Voile, triangulaire, d'avant.\n", "a.csv")
    assert entries(document) == [("Foc", ["Voile, triangulaire, d'avant."], [], [])]
    assert document.notes == [
        "lignes avec plus de cellules que de colonnes, leur surplus joint à la dernière : 1"
    ]


def test_a_quotation_mark_that_never_closes_does_not_swallow_the_list() -> None:
    rows = "".join(f"T{n};Sens du terme numéro {n}.\n" for n in range(300))
    document = opened(f"Terme;Sens\nFoc;\"Voile d'avant\n{rows}", "a.csv")
    assert len(entries(document)) == 301
    assert document.notes == [
        "un guillemet ne se referme pas : les guillemets sont lus comme du texte"
    ]


def workbook(cells: dict[str, str]) -> bytes:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        sheet = book.add_worksheet("Feuille1")
        for place, value in cells.items():
            sheet.write(place, value)
    return out.getvalue()


def test_places_of_a_workbook_name_sheet_and_cell() -> None:
    document = opened(
        workbook({"B3": "Terme", "AA3": "Définition", "B4": "Foc", "AA4": "Voile d'avant."}),
        "a.bin",
    )
    assert [(document.text[one.start :].split()[0], one.name) for one in document.places] == [
        ("Feuille1", "Feuille1"),
        ("Terme", "Feuille1!B3"),
        ("Définition", "Feuille1!AA3"),
        ("Foc", "Feuille1!B4"),
        ("Voile", "Feuille1!AA4"),
    ]


def test_a_sheet_of_two_cells_far_apart_is_refused_before_it_is_opened() -> None:
    with pytest.raises(SourceError, match="spreads over 17179869184 cells"):
        sheets.open(workbook({"A1": "a", "XFD1048576": "b"}), where="a.xlsx", language="fr")


def test_a_cell_that_an_ods_file_repeats_without_end_is_refused() -> None:
    row = (
        '<table:table-row table:number-rows-repeated="1000000">'
        '<table:table-cell table:number-columns-repeated="16384"><text:p>x</text:p>'
        "</table:table-cell></table:table-row>"
    )
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr(
            "content.xml",
            '<office:body xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"'
            ' xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"'
            f' xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0">{row}</office:body>',
        )
    with pytest.raises(SourceError, match="spreads over 16384000000 cells"):
        sheets.open(out.getvalue(), where="a.ods", language="fr")


def test_a_workbook_without_a_word_is_an_error() -> None:
    with pytest.raises(SourceError, match="no visible sheet holds anything"):
        sheets.open(workbook({}), where="a.xlsx", language="fr")
