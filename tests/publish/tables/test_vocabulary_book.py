"""vocabulary.xlsx: what a person opens, and how it looks."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from zipfile import ZipFile

import msgspec
import pytest

from pipeline.model import Label
from pipeline.publish.inputs import Build
from pipeline.publish.tables.files import table_files
from pipeline.publish.wording import Wording

from ..glossary import (
    DECISION,
    EVIDENCE,
    VOCABULARY,
    concept,
    large_glossary,
    small_glossary,
    with_inverses,
)
from .conftest import Make, by_header, read_sheet

SHEETS = ["Concepts", "Libellés", "Relations", "Décisions", "Sources", "Questions"]
VRM = "gestion de la relation fournisseur"


def parts(content: bytes) -> dict[str, str]:
    """The XML of a workbook by part."""
    with ZipFile(io.BytesIO(content)) as book:
        return {name: book.read(name).decode("utf-8") for name in book.namelist()}


def sheet_rows(content: bytes, name: str) -> list[dict[str, str]]:
    return [
        {k: "|".join(v) for k, v in row.items()} for row in by_header(read_sheet(content, name))
    ]


@pytest.fixture
def book(tables: Make) -> bytes:
    return tables()["vocabulary.xlsx"]


def test_a_cover_leads_to_a_sheet_for_each_kind_of_thing(book: bytes) -> None:
    names = re.findall(r'<sheet name="([^"]+)"', parts(book)["xl/workbook.xml"])
    assert names == ["Lisez-moi", *SHEETS]
    cover = parts(book)["xl/worksheets/sheet1.xml"]
    assert re.findall(r"location=\"'([^']+)'!A1\"", cover) == SHEETS


def test_each_table_has_filters_a_frozen_header_and_a_page_set_up(book: bytes) -> None:
    xml = parts(book)
    for number, name in enumerate(SHEETS, start=2):
        sheet = xml[f"xl/worksheets/sheet{number}.xml"]
        columns = len(read_sheet(book, name)[0])
        last = re.search(r'<autoFilter ref="A1:([A-Z]+)([0-9]+)"', sheet)
        assert last, name
        assert column_number(last[1]) == columns
        assert int(last[2]) == len(read_sheet(book, name))
        assert '<pane xSplit="1" ySplit="1"' in sheet
        assert 'orientation="landscape"' in sheet
        assert 'fitToHeight="0"' in sheet
        assert "&amp;P / &amp;N" in sheet
        assert (
            f'<definedName name="_xlnm.Print_Titles" localSheetId="{number - 1}">'
            in xml["xl/workbook.xml"]
        )
        widths = [float(width) for width in re.findall(r'<col [^>]*width="([0-9.]+)"', sheet)]
        assert all(5 < width < 110 for width in widths)


def column_number(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


def test_its_properties_are_those_of_the_vocabulary_and_of_no_clock(book: bytes) -> None:
    core = parts(book)["docProps/core.xml"]
    assert f"<dc:title>{VOCABULARY.title['fr']}</dc:title>" in core
    assert f"<dc:creator>{VOCABULARY.creator}</dc:creator>" in core
    assert set(re.findall(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:]+Z", core)) == {
        f"{VOCABULARY.modified}T00:00:00Z"
    }


def test_the_sheet_of_concepts_says_all_of_a_concept(book: bytes) -> None:
    (row,) = [r for r in sheet_rows(book, "Concepts") if r["Libellé préféré (français)"] == VRM]
    assert {key: value for key, value in row.items() if value} == {
        "Libellé préféré (français)": VRM,
        "Libellé préféré (anglais)": "Vendor Relationship Management",
        "Sigles (français)": "VRM",
        "Synonymes (français)": "relation fournisseur",
        "Formes cachées (français)": "gestion relation fournisseur",
        "Définition (français)": "Le VRM vise à inverser le concept du CRM.",
        "Terme plus large": "approche",
        "Termes associés": "gestion de la relation client",
        "Chemin depuis le concept de tête": "approche",
        "Classe": "approche",
        "IRI": VOCABULARY.concept("vendor-relationship-management"),
    }


def test_concepts_stand_in_the_order_a_french_reader_expects(tables: Make) -> None:
    names = ["écran", "Eau", "œuvre", "zone", "abri", "étude"]
    concepts = [concept(f"c{n}", name, broader=["crm"]) for n, name in enumerate(names)]
    content = tables(with_inverses([*small_glossary(), *concepts], []))["vocabulary.xlsx"]
    shown = [row["Libellé préféré (français)"] for row in sheet_rows(content, "Concepts")]
    assert [name for name in shown if name in names] == [
        "abri",
        "Eau",
        "écran",
        "étude",
        "œuvre",
        "zone",
    ]


def test_a_concept_that_is_given_up_comes_last_with_what_replaces_it(tables: Make) -> None:
    more = """<concept/abc> a skos:Concept ; skos:prefLabel "abc"@fr ; owl:deprecated true ;
        dcterms:isReplacedBy <concept/crm> ."""
    row = sheet_rows(tables(more=more)["vocabulary.xlsx"], "Concepts")[-1]
    assert row["Libellé préféré (français)"] == "abc"
    assert row["Abandonné"] == "oui"
    assert row["Remplacé par"] == "gestion de la relation client"


def test_a_name_that_two_concepts_have_is_not_used_to_point_at_one(tables: Make) -> None:
    twins = [
        concept("cible", "Score", broader=["crm"]),
        concept("autre", "autre", labels=[Label("score", "en", "preferred")], broader=["crm"]),
        concept("sous", "sous-score", broader=["cible"]),
    ]
    content = tables(with_inverses([*small_glossary(), *twins], []))["vocabulary.xlsx"]
    broader = {
        row["Libellé préféré (français)"]: row["Terme plus large"]
        for row in sheet_rows(content, "Concepts")
    }
    assert broader["sous-score"] == VOCABULARY.concept("cible")


def test_each_label_comes_with_what_it_rests_on(book: bytes) -> None:
    rows = {row["Libellé"]: row for row in sheet_rows(book, "Libellés")}
    assert len(rows) == sum(len({x.text for x in c.labels}) for c in small_glossary())
    acronym = rows["VRM"]
    assert (acronym["Nature"], acronym["Langue"]) == ("sigle", "français")
    assert acronym["Phrase"] == f"«\u00a0{EVIDENCE.quote}\u00a0»"
    assert acronym["Entrée"] == "Glossaire d'essai, «\u00a0VRM\u00a0»"
    assert rows["relation fournisseur"]["Raison de la décision"] == DECISION.reason
    assert rows["relation fournisseur"]["Décidé par"] == f"{DECISION.author}, {DECISION.date}"


def test_each_stated_relation_comes_with_its_sentence_and_no_derived_one(book: bytes) -> None:
    rows = sheet_rows(book, "Relations")
    stated = [r for c in small_glossary() for r in c.relations if not r.derived]
    assert len(rows) == len(stated)
    (inverse,) = [row for row in rows if row["Relation"] == "approche inverse de"]
    assert inverse["Concept"] == VRM
    assert inverse["Concept lié"] == "gestion de la relation client"
    assert inverse["Phrase"] == f"«\u00a0{EVIDENCE.quote}\u00a0»"
    assert float(inverse["Confiance"]) == EVIDENCE.confidence


def test_each_decision_is_listed_with_its_place_in_the_tables(book: bytes) -> None:
    rows = sheet_rows(book, "Décisions")
    glossary = small_glossary()
    labels = [label for c in glossary for label in c.labels if label.decision]
    relations = [relation for c in glossary for relation in c.relations if relation.decision]
    assert len(rows) == len(labels) + len(relations)
    assert {row["Où la corriger"] for row in rows} == {DECISION.where}
    assert "terme plus large «\u00a0approche\u00a0»" in {row["Ce qui est décidé"] for row in rows}


def test_sources_add_up_and_lead_to_their_pages(book: bytes) -> None:
    rows = sheet_rows(book, "Sources")
    assert [row["Titre"] for row in rows] == ["Glossaire d'essai", "Second glossaire"]
    kinds = ("Vedettes", "Définitions", "Balisage", "Hors glossaire", "Blancs", "Non attribué")
    for row in rows:
        assert sum(float(row[kind] or 0) for kind in kinds) == pytest.approx(1)
    links = [text for name, text in parts(book).items() if name.endswith("sheet6.xml.rels")]
    assert re.findall(r'Target="(https://example[^"]+)"', links[0]) == [
        "https://example.org/essai",
        "https://example.org/second",
    ]


def test_questions_stand_with_their_sentences_or_it_says_that_none_is_open(
    build: Callable[..., Build],
) -> None:
    made = build()
    wording = Wording(made.vocabulary, made.graphs["ontology"])
    content = table_files(made, wording)["tables/vocabulary.xlsx"]
    (row,) = sheet_rows(content, "Questions")
    assert row["Question"] == made.questions[0].text
    assert row["Phrases"] == f"«\u00a0{made.questions[0].evidence[0].quote}\u00a0»"
    settled = msgspec.structs.replace(made, questions=[])
    content = table_files(settled, wording)["tables/vocabulary.xlsx"]
    assert sheet_rows(content, "Questions")[0]["Question"] == "Aucune question n’est ouverte."


def test_a_cell_that_is_too_long_is_cut_and_listed(tables: Make) -> None:
    long = concept("long", "long", broader=["crm"], definition="mot " * 9000)
    files = tables(with_inverses([*small_glossary(), long], []))
    for name, sheet in (("vocabulary.xlsx", "Concepts"), ("poolparty.xlsx", "PoolParty")):
        cells = [cell for row in read_sheet(files[name], sheet) for cell in row]
        assert max(map(len, cells)) <= 32767
        notice = files["LISEZMOI.md"].decode("utf-8").split(f"## `{name}`")[1].split("\n## ")[0]
        assert "Textes plus longs que ce programme n’en prend" in notice


def test_an_ampersand_in_the_title_is_no_code_of_the_footer(build: Callable[..., Build]) -> None:
    made = build()
    titled = msgspec.structs.replace(made.vocabulary, title={"fr": "Clients & Cie"})
    made = msgspec.structs.replace(made, vocabulary=titled)
    wording = Wording(made.vocabulary, made.graphs["ontology"])
    xml = parts(table_files(made, wording)["tables/vocabulary.xlsx"])
    assert "&amp;L&amp;8Clients &amp;&amp; Cie, 0.1.0" in xml["xl/worksheets/sheet2.xml"]


def test_large_sheets_have_no_more_links_than_excel_opens(
    tables: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    from pipeline.publish.tables.fitting import limits

    monkeypatch.setitem(limits("xlsx"), "links", 3)
    content = tables(large_glossary())["vocabulary.xlsx"]
    concepts = parts(content)["xl/worksheets/sheet2.xml"]
    assert len(re.findall("<hyperlink ", concepts)) == 3
    assert len(sheet_rows(content, "Concepts")) == len(large_glossary())
