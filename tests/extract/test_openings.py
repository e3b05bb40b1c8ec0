"""How a definition opens without its headword, and what a table of contents before a list is."""

from __future__ import annotations

import pytest

from pipeline.extract.choosing import choose
from pipeline.extract.containers import open_document
from pipeline.extract.containers.plain import document_of
from pipeline.extract.document import Document
from pipeline.extract.readers import headless
from pipeline.extract.signs.furniture import furniture
from pipeline.extract.signs.openings import opens_by_genus
from tests.extract.reader_help import definitions, headwords

ENTRIES = "\n\n".join(f"{name}\nOutil qui sert au jardin." for name in ("Bêche", "Houe", "Pic"))


@pytest.mark.parametrize(
    "sentence",
    [
        "Boutique ouverte pour quelques jours dans une gare.",
        "Agent qui règle la circulation depuis un poste.",
        "Une sauce froide à base de jaune d'oeuf.",
        "Le jus obtenu en versant un liquide sur une viande.",
        "Vol commis avec effraction ou usage de fausses clés ;",
        "Refus de couvrir un risque, écrit au contrat.",
        "Couper un légume en petits dés.",
    ],
)
def test_a_noun_and_what_sets_it_apart_open_a_definition(sentence: str) -> None:
    assert opens_by_genus(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "Marie descend la rue qui mène au port.",
        "La boutique ouvre à neuf heures.",
        "Coupez les prunes dans un bol.",
        "Elle sert dans les jardins.",
        "Palier – Temps pendant lequel on attend.",
        "Taux de retour : part des colis rendus.",
        "Le client se rend dans un magasin.",
    ],
)
def test_a_sentence_with_a_verb_a_reader_or_a_headword_opens_none(sentence: str) -> None:
    assert not opens_by_genus(sentence)


def test_only_a_page_that_calls_itself_a_glossary_is_a_list_by_its_nouns() -> None:
    items = "".join(
        f"- {words}.\n"
        for words in (
            "Salle où sont exposés les navires",
            "Galerie offerte par une famille",
            "Cour restaurée après la guerre",
            "Atelier du charpentier qui conserve ses outils",
        )
    )
    assert headless.sniff(document_of(f"Visite du musée\n\n{items}")).confidence == 0.0
    assert headless.sniff(document_of(f"Lexique du musée\n\n{items}")).confidence == 1.0
    assert headless.sniff(document_of(f"Accueil\nLexique\nContact\n\n{items}")).confidence == 0.0


def test_items_inside_an_item_belong_to_its_definition() -> None:
    text = (
        "Lexique du port\n\n- Navire qui en remorque d'autres :\n  - en mer ;\n  - au port.\n\n"
        "- Quai où l'on décharge.\n- Bassin fermé par une porte.\n- Grue posée sur un rail.\n"
    )
    document = document_of(text)
    assert definitions(document, headless.read(document, ""))[0] == [
        "Navire qui en remorque d'autres :",
        "en mer ;",
        "au port.",
    ]


def _opened(text: str) -> Document:
    return open_document(text.encode(), "x.txt", where="x.txt")


def _contents(text: str) -> list[str]:
    return [line.text for line in _opened(text).lines if line.role == "aside"]


@pytest.mark.parametrize(
    "table",
    [
        "Bêche\nHoue\nPic\nSerpe",
        "• Bêche\n• Houe\n• Pic\n• Serpe",
        "Bêche ..... 2\nHoue ..... 2\nPic ..... 3\nSerpe ..... 3",
        "Bêche\n\nHoue\n\nPic\n\nSerpe",
    ],
)
def test_short_lines_that_come_back_as_headwords_are_a_table_of_contents(table: str) -> None:
    text = f"Au sommaire\n\n{table}\n\n{ENTRIES}\n\nSerpe (ou serpette)\nOutil courbe.\n"
    assert _contents(text) == [line for line in table.splitlines() if line]


def test_a_menu_that_the_foot_of_the_page_repeats_is_no_table_of_contents() -> None:
    menu = "Accueil\nBoutique\nContact\nPanier\n"
    assert _contents(f"{menu}\n{ENTRIES}\n\n{menu}") == []


def test_names_that_come_back_in_another_order_are_no_table_of_contents() -> None:
    words = [("chien", "dog"), ("chat", "cat"), ("loup", "wolf"), ("ours", "bear"), ("âne", "ass")]
    there = "".join(f"{french}\n{english}\n" for french, english in words)
    back = "".join(f"{english}\n{french}\n" for french, english in sorted(words))
    assert _contents(f"{there}\n{back}") == []


@pytest.mark.parametrize(
    ("line", "first", "inside"),
    [
        ("Facebook Twitter LinkedIn WhatsApp Imprimer", True, True),
        ("Facebook | X | LinkedIn", True, True),
        ("PUBLICITÉ", False, True),
        ("Publicité ciblée", False, False),
        ("E-mail / SMS", False, False),
        ("Facebook Messenger", False, False),
    ],
)
def test_share_bars_are_furniture_and_the_label_of_an_advert_inside_an_entry(
    line: str, first: bool, inside: bool
) -> None:
    (only,) = document_of(line).lines
    found = [furniture(only, "", is_first=is_first) is not None for is_first in (True, False)]
    assert found == [first, inside]


def test_what_stands_before_a_table_of_contents_is_no_entry() -> None:
    text = (
        "Partager la page\n\nLe jardin demande des outils simples.\n\nBêche\nHoue\nPic\nSerpe\n\n"
        f"{ENTRIES}\n\nSerpe\nOutil courbe qui coupe.\n"
    )
    document = _opened(text)
    choice = choose(document, where="x")
    assert headwords(document, choice.reading) == ["Bêche", "Houe", "Pic", "Serpe"]
