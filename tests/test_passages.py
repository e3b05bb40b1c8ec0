"""From spans to shown text."""

from __future__ import annotations

from pipeline.model import Sense, Span
from pipeline.passages import bare_definition, definition_text, shown

RAW = "Un  outil [b]de bois[/b] dur.\nIl dure."


def test_pieces_of_one_line_are_joined_and_paragraphs_are_lines() -> None:
    spans = [Span(0, 9), Span(13, 20), Span(24, 29), Span(30, 38)]
    assert shown(RAW, spans) == "Un outil de bois dur.\nIl dure."


def test_several_senses_are_numbered_one_is_not() -> None:
    raw = "Un outil.\nUn geste."
    one, two = Sense([Span(0, 9)]), Sense([Span(10, 19)])
    assert definition_text(raw, [one]) == "Un outil."
    assert definition_text(raw, [one, two]) == "1. Un outil.\n2. Un geste."


def test_the_bare_definition_has_single_spaces_only() -> None:
    assert bare_definition(RAW, [[Span(0, 9)], [Span(30, 38)]]) == "Un outil Il dure."
