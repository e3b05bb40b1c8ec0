"""Shortcode dumps of any make: tags, titles, nesting, words in brackets that are none."""

from __future__ import annotations

import time

import pytest

from pipeline.extract.containers import open_document
from pipeline.extract.ledger import partition
from pipeline.extract.readers import shortcodes
from pipeline.extract.readers.shortcodes.tags import tags_of


def read(text: str) -> list[tuple[str | None, list[str]]]:
    document = open_document(text.encode("utf-8"), "dump.txt", where="dump.txt")
    reading = shortcodes.read(document, "Éditeur")
    words = document.text
    return [
        (
            None if one.headword is None else words[one.headword.start : one.headword.end],
            [words[span.start : span.end] for sense in one.senses for span in sense],
        )
        for one in reading.entries
    ]


def title(attributes: str) -> str | None:
    tag = tags_of(f"[t {attributes}]x[/t]")[0]
    return tag.title.text if tag.title else None


@pytest.mark.parametrize(
    ("attributes", "expected"),
    [
        ('title="Talus"', "Talus"),
        ("title='L'eau vive' open='no'", "L'eau vive"),
        ("title=”L’eau” color=”red”", "L’eau"),
        ("title=“Talus”", "Talus"),
        ("title=″Talus″ x=″1″", "Talus"),
        ("title=«Talus»", "Talus"),
        ("title=‘Talus’", "Talus"),
        ("title=Talus open=no", "Talus"),
        ('open="yes" heading="Talus"', "Talus"),
        ('tab_title="Talus" link_title="Lien"', "Talus"),
        ('label="x" titre="Talus"', "Talus"),
        ('title="Le "vrai" talus" open="no"', 'Le "vrai" talus'),
        ('title="Talus [sens 2]" open="no"', "Talus [sens 2]"),
        ('title = "Talus" /', "Talus"),
        ('link_title="Lien" admin_label="Bloc" title_color="red"', None),
        ('title=""', None),
        ('title="—"', None),
    ],
)
def test_the_attribute_that_titles_is_read_in_any_quotes(
    attributes: str, expected: str | None
) -> None:
    assert title(attributes) == expected


def test_quotes_and_tags_escaped_for_html_are_read_as_html() -> None:
    dump = (
        "[toggle title=&quot;D&eacute;nivel&eacute;&quot; open=&#8221;no&#8221;]<p>Somme des "
        "<strong>mon</strong>t&eacute;es&nbsp;: en m&egrave;tres.<br />Elle se mesure.</p>[/toggle]\n"
        "[toggle title=&rdquo;Cairn&rdquo;]Tas de pierres.\nIl guide.[/toggle]"
    )
    assert read(dump) == [
        ("Dénivelé", ["Somme des montées\u00a0: en mètres.", "Elle se mesure."]),
        ("Cairn", ["Tas de pierres.", "Il guide."]),
    ]


def test_words_in_brackets_that_are_no_shortcodes_stay_in_the_text() -> None:
    dump = "[t title='A']Un mot [sic] cité [1] dans [...] la [voir la carte] ou [lien](http://x.org).[/t]"
    assert read(dump) == [
        ("A", ["Un mot [sic] cité [1] dans [...] la [voir la carte] ou [lien](http://x.org)."])
    ]


def test_shortcodes_inside_a_definition_are_cut_out_of_it() -> None:
    dump = '[t title="A"]Un [b]mot[/b] [icon name="x"]rare [divider]\n[gap]\nfin.[/t]'
    document = open_document(dump.encode(), "d.txt", where="d.txt")
    reading = shortcodes.read(document, "")
    spans = partition(dump, reading.claims)
    marks = [dump[span.start : span.end] for span in spans["markup"]]
    assert "[divider]" not in marks
    assert read(dump) == [("A", ["Un", "mot", "rare [divider]", "fin."])]


def test_a_title_without_an_end_is_no_section() -> None:
    dump = '[t title="A"]Un mot.[button title="Voir"][/t][t title="B"]Deux.[image title="x" /] Suite.[/t]'
    assert read(dump) == [("A", ["Un mot."]), ("B", ["Deux.", "Suite."])]


def test_what_only_holds_other_sections_is_a_group_and_no_entry() -> None:
    dump = (
        '[tabs title="Lexique"]Bienvenue.[tab title="A"]Un.[/tab][tab title="B"]Deux.[/tab][/tabs]'
    )
    assert read(dump) == [("A", ["Un."]), ("B", ["Deux."])]
    same = '[t title="A"]Un.[t title="B"]Deux.[/t][t title="C"]Trois.[/t][/t]'
    assert [head for head, _ in read(same)] == ["A", "B", "C"]


def test_the_heading_that_begins_an_untitled_shortcode_is_its_title() -> None:
    dump = "[x][t]<h3>A</h3><p>Un.</p>[/t][t]<h3>B</h3><p>Deux.</p><p>Suite.</p>[/t][/x]<p>Pied</p>"
    assert read(dump) == [("A", ["Un."]), ("B", ["Deux.", "Suite."])]
    bold = "[t]\n**A**\nUn.[/t]\n[t]\n**B**\nDeux.[/t]"
    assert [body for _, body in read(bold)] == [["Un."], ["Deux."]]


def test_a_shortcode_called_a_title_holds_it() -> None:
    dump = (
        "[acc][item_title]A[/item_title][item_text]Un.[/item_text]"
        "[item_title]B[/item_title][item_text]Deux.[/item_text][/acc]Pied de page"
    )
    assert read(dump) == [("A", ["Un."]), ("B", ["Deux."])]


@pytest.mark.parametrize(
    "dump",
    [
        "[a" * 200_000,
        '[a x="' * 50_000,
        "[a b=c " * 50_000,
        "[a title='" + "x' " * 100_000,
        "[a]" * 100_000 + "[/a]" * 100_000,
    ],
    ids=["open", "quotes", "attributes", "one quote", "nested"],
)
def test_hostile_dumps_are_read_in_linear_time(dump: str) -> None:
    begun = time.process_time()
    read(dump)
    # A bound against quadratic growth, many times what the slowest takes.
    assert time.process_time() - begun < 60


def test_a_box_of_another_name_that_calls_is_no_entry_and_one_that_defines_is() -> None:
    toggles = [f"[toggle title='{head}']Outil qui {body}.[/toggle]" for head, body in
               (("Bêche", "retourne"), ("Houe", "bine"), ("Râteau", "aplanit"))]  # fmt: skip
    boxes = [
        "[cta title='Le samedi']Démonstration au hangar.[/cta]",
        "[blurb title='Une question ?']Le magasin répond.[/blurb]",
        "[box title='Nos marques']Cinq marques de la région.[/box]",
        "[tab title='Sarcloir']Outil qui coupe les herbes.[/tab]",
    ]
    heads = [head for head, _ in read("\n".join([*toggles, *boxes]))]
    assert heads == ["Bêche", "Houe", "Râteau", "Sarcloir"]
