"""JSON: where the records of a glossary lie in it, and what their fields are."""

from __future__ import annotations

import json

import pytest

from pipeline.errors import SourceError
from pipeline.extract.containers import json_records
from pipeline.extract.document import Document

FOC, MAT = "Voile d'avant, triangulaire et sans bôme.", "Espar vertical qui porte les voiles."


def opened(value: object, language: str = "fr") -> Document:
    content = value if isinstance(value, bytes) else json.dumps(value).encode()
    return json_records.open(content, where="a.json", language=language)


def lines(document: Document) -> list[tuple[str, str]]:
    return [(line.role, line.text) for line in document.lines]


@pytest.mark.parametrize(
    ("value", "places"),
    [
        ([{"k": "Foc", "v": FOC}, {"k": "Mât", "v": MAT}], ["/0", "/1"]),
        ({"Foc": FOC, "Mât": MAT}, ["/Foc", "/Mât"]),
        ({"F/f": {"Foc": FOC}, "M": {"Mât": MAT}}, ["/F~1f/Foc", "/M/Mât"]),
        ({"Foc": {"definition": FOC}, "Mât": {"definition": MAT}}, ["/Foc", "/Mât"]),
        ([["Terme", "Sens"], ["Foc", FOC], ["Mât", MAT]], ["/1", "/2"]),
        ([["Foc", FOC], ["Mât", MAT]], ["/0", "/1"]),
        (
            {"a": {"b": [{"mot": "Foc", "sens": FOC}, {"mot": "Mât", "sens": MAT}]}},
            ["/a/b/0", "/a/b/1"],
        ),
        (
            {"fr": {"Foc": FOC, "Mât": MAT}, "en": {"Foc": "A sail at the bow of a boat."}},
            ["/fr/Foc", "/fr/Mât"],
        ),
        ({"Foc": {"en": "A sail at the bow.", "fr": FOC}, "Mât": {"fr": MAT}}, ["/Foc", "/Mât"]),
    ],
)
def test_records_are_found_wherever_they_lie(value: object, places: list[str]) -> None:
    document = opened(value)
    said = [line for line in lines(document) if line[0] != "aside"]
    assert said == [("term", "Foc"), ("description", FOC), ("term", "Mât"), ("description", MAT)]
    assert [place.name for place in document.places] == places


def test_each_record_has_its_row_and_what_is_no_word_of_it_is_set_aside_with_a_reason() -> None:
    document = opened(
        [{"id": 7, "mot": "Foc", "sens": FOC, "voir": ["Mât", "Mât"], "note": "Vieux."}]
    )
    assert [(line.role, line.text, line.row, line.reason) for line in document.lines] == [
        ("term", "Foc", 1, ""),
        ("description", FOC, 1, ""),
        ("see", "Mât", 1, ""),
        ("aside", "7", 1, "champ « id » : n'est pas un mot de l'entrée"),
        ("aside", "Vieux.", 1, "remarque, n'est pas de la définition"),
    ]


def test_the_wanted_language_gives_the_term_and_the_others_its_variants() -> None:
    value = [
        {"term": {"fr": "Foc", "en": "Jib"}, "definition": {"fr": FOC, "en": "A sail."}},
        {"term": {"en": "Keel"}, "definition": {"en": "A fin."}},
    ]
    assert lines(opened(value, "en")) == [
        ("term", "Jib"),
        ("variant", "Foc"),
        ("description", "A sail."),
        ("aside", FOC),
        ("term", "Keel"),
        ("description", "A fin."),
    ]
    french = opened(value, "fr")
    assert lines(french)[:2] == [("term", "Foc"), ("variant", "Jib")]
    assert lines(french)[-2:] == [("term", "Keel"), ("description", "A fin.")]
    assert french.notes == ["définitions dans une autre langue seulement : 1"]


def test_a_reference_by_identifier_is_written_as_the_term_it_leads_to() -> None:
    document = opened(
        [
            {"id": "m1", "term": "Mât", "definition": MAT},
            {"id": "f1", "term": "Foc", "definition": FOC, "related": [{"@id": "m1"}]},
        ]
    )
    assert [line.text for line in document.lines if line.role == "see"] == ["Mât"]


def test_of_a_key_that_stands_twice_both_are_read() -> None:
    document = opened(b'{"Foc": "Une voile en triangle.", "Foc": "Une toile qui prend le vent."}')
    assert lines(document) == [
        ("term", "Foc"),
        ("description", "Une voile en triangle."),
        ("term", "Foc"),
        ("description", "Une toile qui prend le vent."),
    ]


@pytest.mark.parametrize(
    "value",
    [
        {
            "name": "x",
            "description": "A tool to build things with.",
            "scripts": {"build": "tsc -p ."},
        },
        [{"name": "Ann", "email": "a@example.org"}, {"name": "Bob", "email": "b@example.org"}],
        {
            "type": "FeatureCollection",
            "features": [{"type": "Feature", "properties": {"name": "Paris"}}],
        },
        {"compilerOptions": {"strict": True, "paths": {"@/x": ["./src/x"]}}},
        [1, 2, 3],
        {},
    ],
)
def test_json_that_is_no_glossary_is_an_error(value: object) -> None:
    with pytest.raises(SourceError, match="the JSON holds no terms with definitions"):
        opened(value)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b'{\n"a": ', "a.json:2: no JSON"),
        (b"[" * 100_000, "nested too deep"),
        (b'{"term": "a"}\n{"term": ', "a.json:2: no JSON"),
    ],
)
def test_broken_json_is_an_error_that_names_its_place(content: bytes, message: str) -> None:
    with pytest.raises(SourceError, match=message):
        opened(content)


def test_numbers_stay_as_they_are_written() -> None:
    digits = "9" * 5000
    document = opened(
        f'[{{"term": "a", "definition": {digits}}}, {{"term": "b", "definition": NaN}}]'.encode()
    )
    assert lines(document) == [("term", "a"), ("description", digits), ("term", "b")]


def test_json_lines_are_placed_by_their_line() -> None:
    document = opened(b'{"mot": "Foc", "sens": "Voile."}\n\n{"mot": "Mat", "sens": "Espar."}\n')
    assert document.format == "JSON Lines"
    assert [place.name for place in document.places] == ["ligne 1", "ligne 3"]


@pytest.mark.parametrize("opening", ["[vc_toggle title='x']", "[Foc](x)", "{Foc}", "Foc : voile"])
def test_a_text_that_opens_with_a_bracket_is_no_json(opening: str) -> None:
    assert json_records.sniff(opening.encode(), "a.txt") == 0.0
