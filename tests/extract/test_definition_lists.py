"""Definition lists and records, by roles and by marks."""

from __future__ import annotations

from pipeline.extract.choosing import choose
from pipeline.extract.containers.plain import document_of
from pipeline.extract.document import TextBuilder
from pipeline.extract.readers import definition_lists
from tests.extract.reader_help import definitions, headwords, of_kind, variants


def test_records_give_headword_variants_definition_and_references() -> None:
    builder = TextBuilder()
    builder.add("Fiches", "heading", level=1)
    builder.add("Ris", "term", row=1)
    builder.add("Bande de ris", "term", row=1)
    builder.add("reef", "variant", row=1)
    builder.add("Partie d'une voile que l'on replie.", "description", row=1)
    builder.add("On en prend un par vent fort.", "description", row=1)
    builder.add("Voile", "see", row=1)
    builder.add("Qu’est-ce qu’un safran ?", "term", row=2)
    builder.add("Partie du gouvernail qui plonge dans l'eau.", "description", row=2)
    builder.add("Taud", "term", row=3)
    builder.add("© Le club")
    document = builder.document("JSON")
    reading = choose(document, where="x").reading
    assert headwords(document, reading) == ["Ris", "safran", "Taud"]
    assert variants(document, reading) == [["Bande de ris", "reef"], [], []]
    assert definitions(document, reading)[0] == [
        "Partie d'une voile que l'on replie.",
        "On en prend un par vent fort.",
    ]
    see = [document.text[span.start : span.end] for span in reading.entries[0].see]
    assert (see, reading.entries[2].senses) == (["Voile"], [])
    assert of_kind(document, reading, "boilerplate") == ["Fiches", "© Le club"]


def test_what_lacks_the_marks_inside_a_list_is_left_and_said() -> None:
    document = document_of("Foc\n:   Voile d'avant.\n\nUne phrase égarée dans la liste.\n")
    reading = definition_lists.read(document, "")
    assert of_kind(document, reading, "unassigned") == ["Une phrase égarée dans la liste."]
    assert [remark.reason for remark in reading.remarks] == [
        "sans les marques de la liste qui l'entoure"
    ]


def test_scope_operators_of_code_are_no_asciidoc_terms() -> None:
    document = document_of("On écrit std::vector et std::map dans le code.\nC'est tout.\n")
    assert definition_lists.sniff(document).confidence == 0
