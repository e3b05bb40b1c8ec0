"""Headings as headwords, by roles and by marks."""

from __future__ import annotations

import pytest

from pipeline.extract.choosing import choose
from pipeline.extract.containers.plain import document_of
from pipeline.extract.document import TextBuilder
from pipeline.extract.readers import headings
from pipeline.extract.trying import try_layouts
from tests.extract.reader_help import definitions, headwords, of_kind, variants


def test_a_folding_section_is_headed_by_its_summary() -> None:
    builder = TextBuilder()
    builder.add("Lexique de la forge", "heading", level=1)
    builder.add("Enclume", "summary", level=1)
    builder.add("Masse d'acier sur laquelle on bat le métal.")
    builder.add("Forge", "summary", level=1)
    builder.add("Atelier où l'on travaille le métal au feu.")
    builder.add("Il abrite un foyer.")
    document = builder.document("HTML")
    reading = choose(document, where="x").reading
    assert headwords(document, reading) == ["Enclume", "Forge"]
    assert definitions(document, reading)[1] == [
        "Atelier où l'on travaille le métal au feu.",
        "Il abrite un foyer.",
    ]


def test_words_of_subheadings_only_mark_and_what_they_head_is_told_apart() -> None:
    document = document_of(
        "## Levain\n### Définition\nPâte qui fermente.\n### Synonymes\nlevain chef, chef\n"
        "### Voir aussi\n- Levure\n- Pétrissage\n## Levure\n### Définition\nChampignon.\n"
    )
    reading = headings.read(document, "")
    assert headwords(document, reading) == ["Levain", "Levure"]
    assert definitions(document, reading) == [["Pâte qui fermente."], ["Champignon."]]
    assert variants(document, reading) == [["levain chef", "chef"], []]
    see = [document.text[span.start : span.end] for span in reading.entries[0].see]
    assert see == ["Levure", "Pétrissage"]


def test_a_sentence_under_synonymes_defines() -> None:
    document = document_of(
        "## Levain\nPâte qui fermente.\n### Synonymes\nIl n'en existe aucun qui soit courant.\n"
    )
    reading = headings.read(document, "")
    assert variants(document, reading) == [[]]
    assert definitions(document, reading)[0][-1] == "Il n'en existe aucun qui soit courant."


def test_sections_of_the_page_are_no_entries_unless_they_stand_in_the_alphabet() -> None:
    entries = "".join(
        f"## {term}\n\nPièce d'un circuit.\n\n"
        for term in ("Borne", "Contact", "Relais", "Sources")
    )
    document = document_of(f"## Introduction\n\nBonjour.\n\n{entries}## À propos\n\nLe club.\n")
    reading = headings.read(document, "")
    assert headwords(document, reading) == ["Borne", "Contact", "Relais"]
    assert "Bonjour." in of_kind(document, reading, "boilerplate")


def test_headings_over_lines_with_their_own_headwords_do_not_win() -> None:
    document = document_of(
        "## Bilan\n\n- **Actif** : ce que l'on a.\n- **Passif** : ce que l'on doit.\n\n"
        "## Résultat\n\n- **Charge** : ce que l'on consomme.\n- **Produit** : ce que l'on gagne.\n"
    )
    tried = {one.reader: one for one in try_layouts(document, "")}
    assert "mais 4 lignes sous ces titres ont leur propre vedette" in tried["headings"].reasons
    assert tried["headings"].confidence <= 0.6


def test_the_foot_of_a_page_is_no_part_of_the_last_definition() -> None:
    document = document_of(
        "## Foc\n\nVoile d'avant.\n\n## Génois\n\nGrand foc.\n\n© Le club\nPlan\n"
    )
    reading = headings.read(document, "")
    assert definitions(document, reading) == [["Voile d'avant."], ["Grand foc."]]
    assert of_kind(document, reading, "boilerplate") == ["© Le club", "Plan"]


@pytest.mark.parametrize(
    ("written", "headword"),
    [
        ("## 3.2 Foc ##", "Foc"),
        ("## **Foc (voile)** :", "Foc (voile)"),
        ("## « Foc »", "Foc"),
        ("## L'« onboarding »", "L'« onboarding »"),
        ("## 4. 360°", "360°"),
        ("## C++", "C++"),
        ("## CES – Customer Effort Score", "CES – Customer Effort Score"),
        ("## Qu'est-ce que le foc ?", "foc"),
    ],
)
def test_a_headword_is_the_heading_without_what_marks_it(written: str, headword: str) -> None:
    document = document_of(f"{written}\n\nUne définition.\n\n## Zinc\n\nMétal.\n")
    assert headwords(document, headings.read(document, ""))[0] == headword
