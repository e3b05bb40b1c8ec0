"""On which line of a file a thing is described."""

from __future__ import annotations

import pytest

from pipeline.validate.report import Place
from pipeline.validate.reports.places import find_places

EX = "http://example.org/"


def line(text: str, iri: str = f"{EX}a") -> int:
    """The line of a thing, 0 where none is found."""
    place = find_places("f", text, [iri]).get(iri)
    return place.line if place else 0


@pytest.mark.parametrize(
    "text",
    [
        "# a remark\n<http://example.org/a> a <http://example.org/C> .",
        "@prefix ex: <http://example.org/> .\nex:a a ex:C .",
        "PREFIX ex: <http://example.org/>\nex:a\n    a ex:C .",
        "@prefix : <http://example.org/> .\n:a a :C .",
        "@base <http://example.org/x/> .\n<../a> a <C> .",
        "@base <http://example.org/> . \n<a> a <C> .",
        '<rdf:RDF>\n  <skos:Concept rdf:about="http://example.org/a">',
        "<rdf:RDF>\n  <rdf:Description rdf:about = 'http://example.org/a'>",
    ],
    ids=["Turtle", "prefix", "SPARQL prefix", "no prefix", "relative", "base", "XML", "XML '"],
)
def test_the_line_that_begins_with_the_subject_is_found(text: str) -> None:
    assert line(text) == 2


def test_a_thing_that_is_only_an_object_or_in_a_text_has_no_line() -> None:
    assert line(f'<urn:b> <urn:p> <{EX}a> ; <urn:q> "<{EX}a>" .\n    <{EX}a> .') == 0


def test_the_first_line_of_a_thing_counts_and_names_the_file() -> None:
    triple = f"<{EX}a> <urn:p> <urn:o> .\n"
    assert find_places("x.nt", triple * 3, [f"{EX}a", f"{EX}b"]) == {f"{EX}a": Place("x.nt", 1)}


def test_escapes_of_names_are_undone() -> None:
    assert line("@prefix ex: <http://example.org/> .\nex:a\\~b a ex:C .", f"{EX}a~b") == 2
    assert line('<x>\n<y rdf:about="http://example.org/?a&amp;b"/>', f"{EX}?a&b") == 2


def test_line_ends_of_windows_count_once() -> None:
    assert line(f"# 1\r\n# 2\r\n<{EX}a> a <urn:C> .\r\n") == 3
