"""Lines for a person: as wide as asked, the words that count marked on every kind of output."""

from __future__ import annotations

import io

from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.console import Console

from pipeline.ask.page import Page, clean, faint, marked, new_page, rendered, strong


def on_a_terminal(width: int = 80) -> Console:
    return Console(
        file=io.StringIO(), force_terminal=True, width=width, color_system="standard", _environ={}
    )


def in_a_pipe() -> Console:
    return Console(file=io.StringIO(), force_terminal=False, width=80, _environ={})


def test_the_words_that_count_are_bold_on_a_terminal_and_in_brackets_elsewhere() -> None:
    text = f"« Le {marked('SVI')} répond. » {strong('a')}{faint('b')}"
    for console, line in (
        (on_a_terminal(), "« Le \x1b[1mSVI\x1b[0m répond. » \x1b[1;36ma\x1b[0m\x1b[2mb\x1b[0m\n"),
        (in_a_pipe(), "« Le [[SVI]] répond. » ab\n"),
    ):
        page = new_page(console)
        page.add(text)
        assert rendered(page, console) == line


def test_a_style_goes_on_over_the_end_of_a_line() -> None:
    console = on_a_terminal(width=12)
    page = new_page(console)
    page.add(marked("mesure la satisfaction"))
    assert rendered(page, console) == ("\x1b[1mmesure la\x1b[0m\n\x1b[1m  satisfaction\x1b[0m\n")


def test_a_terminal_that_knows_no_styles_is_a_pipe() -> None:
    console = Console(file=io.StringIO(), force_terminal=True, _environ={"TERM": "dumb"})
    page = new_page(console)
    page.add(marked("SVI"))
    assert page.lines == ["[[SVI]]"]


def test_a_wide_terminal_is_not_filled() -> None:
    page = new_page(on_a_terminal(width=400))
    page.add("mot " * 100)
    assert max(map(len, page.lines)) <= 100


def test_further_lines_hang_and_french_signs_stay_with_their_word() -> None:
    page = Page(16, styled=False)
    page.add("« un mot » et puis : oui ! 98 % de tout", indent=2)
    assert page.lines == ["  « un mot »", "    et puis :", "    oui ! 98 %", "    de tout"]


def test_columns_stand_side_by_side_however_long_they_are() -> None:
    page = Page(25, styled=False)
    page.columns([["un deux trois"], ["quatre", "", marked("cinq")]], indent=2)
    assert page.lines == ["  un deux    │ quatre", "  trois      │", "             │ [[cinq]]"]


def test_two_gaps_are_one_and_none_stands_first() -> None:
    page = Page(80, styled=False)
    page.gap()
    page.add("a")
    page.gap()
    page.gap()
    page.add("b")
    assert page.lines == ["a", "", "b"]


def test_what_steers_a_terminal_is_a_blank() -> None:
    assert clean("a\x1b[2J\u202eb\ue000\r\n\tc\u00a0d\u202fe") == "a [2J b  c\u00a0d\u202fe"


@settings(deadline=None)
@given(st.text(alphabet="aé漢 "), st.integers(20, 100), st.integers(0, 8))
def test_no_line_is_wider_than_the_page_but_for_one_long_word(
    text: str, width: int, indent: int
) -> None:
    page = Page(width, styled=False)
    page.add(text, indent)
    assert "".join(page.lines).replace(" ", "") == text.replace(" ", "")
    for line in page.lines:
        assert cell_len(line) <= width or " " not in line.strip(" ")
