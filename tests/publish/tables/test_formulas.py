"""No cell is a formula: in a workbook a text is a text, in a CSV a space comes before it."""

from __future__ import annotations

import io
import re
from zipfile import ZipFile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.model import Concept, Label
from pipeline.publish.tables.delimited import FORMULA_STARTS, csv_bytes, neutralised

from ..glossary import concept, small_glossary, with_inverses
from .conftest import Make, read_csv, read_sheet
from .test_round_trips import restored

ATTACKS = [
    "=cmd|' /C calc'!A0",
    "+1+1",
    "-2+3",
    "@SUM(1)",
    "＝1+1",
    "＋1",
    "－1",
    "＠A1",
]


@given(st.text(alphabet=[*FORMULA_STARTS, " ", "a", '"', ",", "\x00", "é"], max_size=6))
def test_a_cell_of_a_csv_comes_back_as_it_was(text: str) -> None:
    assert restored(neutralised(text)) == text


@given(st.lists(st.text(max_size=8), min_size=1, max_size=4))
def test_no_cell_of_a_csv_begins_as_a_formula(texts: list[str]) -> None:
    (row,) = read_csv(csv_bytes([texts], quote_all=True))
    assert [restored(cell) for cell in row] == texts
    assert not [cell for cell in row if cell.startswith(FORMULA_STARTS)]


def test_no_cell_of_any_csv_begins_as_a_formula(tables: Make) -> None:
    for name, content in tables(attacked()).items():
        if name.endswith(".csv"):
            cells = [cell for row in read_csv(content) for cell in row]
            assert not [cell for cell in cells if cell.startswith(FORMULA_STARTS)], name
            assert any(cell.startswith(" ") for cell in cells) or "programme" in name, name


@pytest.mark.parametrize("name", ["vocabulary.xlsx", "poolparty.xlsx"])
def test_no_cell_of_a_workbook_is_a_formula_or_a_made_up_link(tables: Make, name: str) -> None:
    with ZipFile(io.BytesIO(tables(attacked())[name])) as book:
        parts = {part: book.read(part).decode("utf-8") for part in book.namelist()}
        sheets = [text for part, text in parts.items() if "worksheets/sheet" in part]
    assert sheets
    assert not [text for text in sheets if re.search(r"<f[ >]|t=\"str\"", text)]
    assert "https://evil.example" not in "".join(
        text for part, text in parts.items() if part.endswith(".rels")
    )
    assert 'quotePrefix="1"' in parts["xl/styles.xml"]


def test_a_workbook_holds_the_text_itself(tables: Make) -> None:
    rows = read_sheet(tables(attacked())["vocabulary.xlsx"], "Libellés")
    assert set(ATTACKS) <= {row[1] for row in rows}


def test_annif_is_told_of_the_space_that_it_keeps(tables: Make) -> None:
    files = tables(attacked())
    notice = files["LISEZMOI.md"].decode("utf-8").split("## `annif.csv`")[1].split("\n## ")[0]
    assert "précédés d’une espace, que ce programme garde" in notice
    assert [row[1] for row in read_csv(files["annif.csv"]) if "SUM" in row[1]] == [" @SUM(1)"]


def attacked() -> list[Concept]:
    attacks = [
        concept(
            f"a{number}",
            text,
            broader=["approche"],
            labels=[Label(text, "en", "preferred"), Label(f"{text}b", "fr", "alternative")],
            definition=text,
        )
        for number, text in enumerate([*ATTACKS, "https://evil.example/"])
    ]
    return with_inverses([*small_glossary(), *attacks], [])
