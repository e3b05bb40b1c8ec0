"""The layouts, on small pages written here: fields other than customer relations."""

from __future__ import annotations

import time

import pytest

from pipeline.errors import SourceError
from pipeline.extract.anatomy import claims_of
from pipeline.extract.choosing import choose
from pipeline.extract.containers.plain import document_of
from pipeline.extract.ledger import partition
from pipeline.extract.readers import headless, headword_lines, inline, shortcodes, term_definition
from pipeline.extract.reading import Reading

PAGE = """Glossaire du jardin

Terme Définition
Bêche

La bêche est un outil à lame plate qui sert à retourner la terre.

Compost vert

Compost vert"

Paillis

Le paillis est une couche de matière posée au pied des plantes pour garder l'eau.
Il se renouvelle chaque année.

PROMO

12 Ateliers
Potager
Verger

À lire aussi

Search"""

DUMP = (
    "Mon lexique\n[row][column_text]Bienvenue ici.[/column_text]"
    "[fold title=”Semis ” tone=”vert”]Le semis consiste à mettre des graines en terre.\n"
    "En savoir plus ICI[/fold]"
    '[fold title="Taille"]La taille est une coupe.\nJardinia propose un cours de taille.[/fold][/row]'
)

LIST = """- Accueil
BOUTIQUE
Pour bien jardiner, autant bien parler.
1. Désigne le fait de retourner la terre.
2. On parle de bêchage profond au-delà de trente centimètres.
Acronyme de Densité Moyenne de Semis
C'est un rapport entre graines et surface.
Se dit d'une plante qui vit plus de deux ans.
Elle peut alors fleurir chaque printemps, perdre ses feuilles en automne et repartir seule.
Outil qui sert à couper les branches fines.
Elle peut alors fleurir chaque printemps, perdre ses feuilles à l'automne et repartir seule.
Le taux de levée est le rapport entre plants levés et graines semées."""


def headwords(raw: str, reading: Reading) -> list[str | None]:
    return [
        None if entry.headword is None else raw[entry.headword.start : entry.headword.end]
        for entry in reading.entries
    ]


def definitions(raw: str, reading: Reading) -> list[list[list[str]]]:
    return [
        [[raw[span.start : span.end] for span in sense] for sense in entry.senses]
        for entry in reading.entries
    ]


def of_kind(raw: str, reading: Reading, kind: str) -> list[str]:
    return [
        raw[span.start : span.end]
        for span in partition(raw, [*reading.claims, *claims_of(reading.entries)])[kind]
    ]


def test_a_term_definition_page_gives_headwords_and_paragraphs() -> None:
    reading = term_definition.read(document_of(PAGE), "")
    assert headwords(PAGE, reading) == ["Bêche", "Compost vert", "Paillis"]
    assert definitions(PAGE, reading) == [
        [["La bêche est un outil à lame plate qui sert à retourner la terre."]],
        [],
        [
            [
                "Le paillis est une couche de matière posée au pied des plantes pour garder l'eau.",
                "Il se renouvelle chaque année.",
            ]
        ],
    ]


def test_an_advert_after_the_last_definition_is_no_entry() -> None:
    reading = term_definition.read(document_of(PAGE), "")
    aside = of_kind(PAGE, reading, "boilerplate")
    assert {"PROMO", "12 Ateliers", "Potager", "Verger", "À lire aussi", "Search"} <= set(aside)
    assert of_kind(PAGE, reading, "unassigned") == []


def test_a_line_that_repeats_the_headword_is_no_definition_and_not_lost() -> None:
    reading = term_definition.read(document_of(PAGE), "")
    assert of_kind(PAGE, reading, "headword").count("Compost vert") == 2
    assert of_kind(PAGE, reading, "markup") == ['"']


def test_a_short_definition_at_the_end_is_an_entry_and_an_advert_behind_it_is_not() -> None:
    raw = (
        "Terme Définition\nBêche\n\nLa bêche est un outil à lame plate qui retourne la terre.\n\n"
        "Binette\n\nLa binette est un outil.\n\nPROMO\n\nRecevez nos offres !\n\nSearch"
    )
    assert headwords(raw, term_definition.read(document_of(raw), "")) == ["Bêche", "Binette"]


def test_a_short_definition_in_a_headless_list_is_one_of_its_own() -> None:
    raw = "Désigne le fait de retourner la terre.\nPersonne qui taille les haies."
    assert len(headless.read(document_of(raw), "").entries) == 2


def test_a_headword_that_another_follows_has_no_definition() -> None:
    raw = "Terme Définition\nBêche\n\nSerfouette\n\nLa serfouette est un petit outil à deux côtés."
    assert headwords(raw, term_definition.read(document_of(raw), "")) == ["Bêche", "Serfouette"]
    assert definitions(raw, term_definition.read(document_of(raw), ""))[0] == []


def test_a_titled_shortcode_is_an_entry_whatever_its_name_and_quotes() -> None:
    reading = shortcodes.read(document_of(DUMP), "Jardinia")
    assert headwords(DUMP, reading) == ["Semis", "Taille"]
    assert definitions(DUMP, reading) == [
        [["Le semis consiste à mettre des graines en terre."]],
        [["La taille est une coupe."]],
    ]


def test_a_tag_that_closes_nothing_leaves_the_section_open() -> None:
    raw = "[t title=”Arbre”][b][i][/u]Un arbre est[/b] une plante.[/t]Menu"
    reading = shortcodes.read(document_of(raw), "")
    assert definitions(raw, reading) == [[["Un arbre est", "une plante."]]]
    assert of_kind(raw, reading, "boilerplate") == ["Menu"]


def test_what_is_longer_than_a_title_is_none() -> None:
    raw = '[t title="' + "a" * 300 + '"]Un arbre.[/t][t title="' + "b" * 301 + '"]Une plante.[/t]'
    assert headwords(raw, shortcodes.read(document_of(raw), "")) == ["a" * 300]


def test_calls_to_action_and_self_praise_inside_an_entry_are_boilerplate() -> None:
    aside = of_kind(DUMP, shortcodes.read(document_of(DUMP), "Jardinia"), "boilerplate")
    assert aside == [
        "Mon lexique",
        "Bienvenue ici.",
        "En savoir plus ICI",
        "Jardinia propose un cours de taille.",
    ]


def test_the_first_line_of_a_definition_is_kept_even_if_it_names_the_publisher() -> None:
    raw = "[t title=”Méthode”]La méthode Jardinia est une suite d'étapes.[/t]"
    assert definitions(raw, shortcodes.read(document_of(raw), "Jardinia")) == [
        [["La méthode Jardinia est une suite d'étapes."]]
    ]


def test_a_section_inside_a_section_keeps_its_own_text() -> None:
    raw = (
        "[t title=”Arbre”]Un arbre est une plante.[t title=”Feuille”]Une feuille est plate.[/t][/t]"
    )
    reading = shortcodes.read(document_of(raw), "")
    assert headwords(raw, reading) == ["Arbre", "Feuille"]
    assert definitions(raw, reading) == [
        [["Un arbre est une plante."]],
        [["Une feuille est plate."]],
    ]


def test_a_headless_list_is_divided_where_definitions_open() -> None:
    reading = headless.read(document_of(LIST), "")
    assert headwords(LIST, reading) == [None] * 5
    assert definitions(LIST, reading) == [
        [
            ["Désigne le fait de retourner la terre."],
            ["On parle de bêchage profond au-delà de trente centimètres."],
        ],
        [["Acronyme de Densité Moyenne de Semis", "C'est un rapport entre graines et surface."]],
        [
            [
                "Se dit d'une plante qui vit plus de deux ans.",
                "Elle peut alors fleurir chaque printemps, perdre ses feuilles en automne"
                " et repartir seule.",
            ]
        ],
        [["Outil qui sert à couper les branches fines."]],
        [["Le taux de levée est le rapport entre plants levés et graines semées."]],
    ]


def test_a_near_copy_of_another_definitions_paragraph_stays_unassigned() -> None:
    reading = headless.read(document_of(LIST), "")
    assert of_kind(LIST, reading, "unassigned") == [
        "Elle peut alors fleurir chaque printemps, perdre ses feuilles à l'automne"
        " et repartir seule."
    ]
    assert [r.reason for r in reading.remarks if r.kind == "unassigned"] == [
        "répète presque un paragraphe de la définition 3"
    ]


def test_the_menu_before_a_headless_list_is_boilerplate() -> None:
    assert of_kind(LIST, headless.read(document_of(LIST), ""), "boilerplate") == [
        "- Accueil",
        "BOUTIQUE",
        "Pour bien jardiner, autant bien parler.",
    ]


@pytest.mark.parametrize(
    ("raw", "name"), [(PAGE, "term-definition"), (DUMP, "shortcodes"), (LIST, "headless")]
)
def test_each_layout_is_recognised(raw: str, name: str) -> None:
    choice = choose(document_of(raw), where="x.txt")
    best = choice.tried[0]
    assert (choice.reader.NAME, best.confidence >= 0.5, len(best.reasons) >= 1) == (
        name,
        True,
        True,
    )


@pytest.mark.parametrize(
    "raw",
    [
        "Bonjour.",
        "id;nom\n1;Bêche\n2;Râteau\n",
        "The quick brown fox jumps over the lazy dog and runs away into the dark forest tonight.\n"
        * 9,
        '{"terme": "Bêche"}',
    ],
)
def test_a_text_of_no_known_layout_is_refused_with_what_to_do(raw: str) -> None:
    with pytest.raises(SourceError, match=r"^sources/x\.txt: no known layout .*; name the reader"):
        choose(document_of(raw), where="sources/x.txt")


def test_sources_toml_overrules_the_choice() -> None:
    choice = choose(document_of(PAGE), where="x", wanted="headless")
    assert choice.reader.NAME == "headless"
    assert choice.tried[0].reasons[0] == "choisi par une personne"


def test_an_unknown_reader_is_refused() -> None:
    with pytest.raises(SourceError, match="there is no reader `table`; choose one of shortcodes"):
        choose(document_of(PAGE), where="x", wanted="table")


@pytest.mark.parametrize(
    "raw",
    [
        "[t title=”A”]" * 1000 + "Un arbre est une plante." + "[/t]" * 1000,
        "[t title=”A”]" + "mot " * 250_000 + "[/t]",
        "[t title=”" + "a" * 1_000_000,
        "[t " + 'title="x ' * 100_000 + "]",
        "[t]x " * 200_000,
        "[t]" * 100_000 + "[/u]" * 100_000,
        "[" * 1_000_000,
        "Terme Définition\nBêche\n\n" + "La bêche est un outil. " * 45_000,
        "Désigne " + "a" * 1_000_000,
        "Désigne un fait.\n" * 60_000,
        "Bêche : un outil\n" * 30_000,
        "un outil sans fin\n" * 60_000,
        "# a" + " " * 300_000 + "b\n" + "*a" * 100_000 + "\n" + "-" * 300_000,
    ],
    ids=[
        "nested",
        "long",
        "unclosed",
        "titles",
        "open",
        "closed",
        "brackets",
        "paragraph",
        "word",
        "copies",
        "same",
        "lower",
        "marks",
    ],
)
def test_large_and_hostile_texts_end_in_good_time(raw: str) -> None:
    start = time.process_time()
    for reader in (term_definition, headword_lines, inline, shortcodes, headless):
        document = document_of(raw)
        reader.sniff(document)
        reading = reader.read(document, "Jardinia")
        spans = partition(raw, [*reading.claims, *claims_of(reading.entries)])
        assert sum(s.end - s.start for kind in spans.values() for s in kind) == len(raw)
    # A bound against quadratic growth, thirty times what the slowest takes.
    assert time.process_time() - start < 60
