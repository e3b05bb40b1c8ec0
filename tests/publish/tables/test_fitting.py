"""Texts that a program cannot hold are replaced or cut, and said so; all others stay as they are."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.model import Label
from pipeline.publish.tables.fitting import Fitter, cut
from pipeline.publish.tables.records import Record

from ..glossary import concept, small_glossary, with_inverses
from .conftest import Make, by_header, read_csv, read_sheet

HERE = Record("https://example.org/a", "a")


@given(st.lists(st.text(alphabet="#C＃ a", min_size=1, max_size=4), max_size=4))
def test_joined_values_split_again_into_as_many(values: list[str]) -> None:
    fit = Fitter("opentheso")
    allowed = [fit.replaced(HERE, "alternative", value) for value in values]
    cell = fit.joined(HERE, "alternative", allowed, "##")
    again = cell.split("##") if values else []
    assert sorted(x.replace("＃", "#") for x in again) == sorted(
        x.replace("＃", "#") for x in values
    )
    changed = {remark.written for remark in fit.remarks}
    assert set(again) <= set(values) | changed


@given(st.text(min_size=1), st.integers(min_value=2, max_value=12))
def test_a_cut_text_is_short_enough_and_begins_as_the_whole(text: str, length: int) -> None:
    short = cut(text, length)
    assert len(short.encode("utf-16-le")) <= 2 * length
    assert short == text or (short.endswith("…") and text.startswith(short[:-1]))


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("a\tb", "a b"),
        ("a \r\n b", "a b"),
        ("\na\u2028b\u0085", "a b"),
        ("a\x00b\x9f", "ab"),
        ("prix\u00a0: 5\u202f€", "prix\u00a0: 5\u202f€"),
        ("cafe\u0301", "cafe\u0301"),
        ("\u202bא\u202c\u200f", "\u202bא\u202c\u200f"),
        ("a  b", "a  b"),
    ],
)
def test_a_label_is_one_line_and_otherwise_untouched(text: str, line: str) -> None:
    fit = Fitter("annif")
    assert fit.label(HERE, "preferred", text) == line
    assert [(r.value, r.written) for r in fit.remarks] == ([(text, line)] if text != line else [])


def test_opentheso_keeps_a_value_with_its_joiner_in_another_form_and_says_so(tables: Make) -> None:
    labels = [Label(text, "fr", "alternative") for text in ("un##deux", "C#", "F#", "#3")]
    odd = concept("odd", "odd", labels=labels, broader=["crm"], definition="a ## b")
    files = tables(with_inverses([*small_glossary(), odd], []))
    (row,) = [r for r in by_header(read_csv(files["opentheso.csv"])) if "odd" in r["URI"][0]]
    assert row["skos:altLabel@fr"][0].split("##") == ["#3", "un＃＃deux", "C＃", "F#"]
    assert row["skos:definition@fr"] == ["a ＃＃ b"]
    said = files["LISEZMOI.md"].decode("utf-8").split("## `opentheso.csv`")[1].split("\n## ")[0]
    assert "(3)" in said
    for line in (
        "| odd | synonyme | un\\#\\#deux | un＃＃deux |",
        "| odd | synonyme | C\\# | C＃ |",
        "| odd | définition | a \\#\\# b | a ＃＃ b |",
    ):
        assert line in said


def test_poolparty_has_no_double_quote_in_a_preferred_label_and_says_so(tables: Make) -> None:
    labels = [Label('le "sien"', "en", "preferred"), Label('un "autre"', "fr", "alternative")]
    odd = concept("odd", 'taux "net"', labels=labels, broader=["crm"])
    files = tables(with_inverses([*small_glossary(), odd], []))
    rows = read_sheet(files["poolparty.xlsx"], "PoolParty")
    (row,) = [row for row in rows if row[0].endswith("/odd")]
    assert {cell for cell in row[1:] if cell} == {"taux ＂net＂", "le ＂sien＂", 'un "autre"'}
    said = files["LISEZMOI.md"].decode("utf-8").split("## `poolparty.xlsx`")[1].split("\n## ")[0]
    assert (
        '| odd | libellé préféré | taux "net" | taux ＂net＂ |'.replace("odd", 'taux "net"') in said
    )


def test_nothing_is_remarked_on_where_nothing_was_changed(tables: Make) -> None:
    said = tables()["LISEZMOI.md"].decode("utf-8")
    assert said.count("Rien n’y est changé ni laissé de côté.") == 5


def test_the_notice_explains_each_file_that_is_there(tables: Make) -> None:
    files = tables()
    said = files["LISEZMOI.md"].decode("utf-8")
    for name in files:
        shown = "sharepoint/" if name.startswith("sharepoint/") else name
        assert name == "LISEZMOI.md" or f"## `{shown}`\n\nPour " in said
    assert "{" not in said
