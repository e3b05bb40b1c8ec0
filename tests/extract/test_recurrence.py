"""Lines that come back on the pages of one site, on pages written here."""

from __future__ import annotations

from pathlib import Path

import pytest
from msgspec import structs

from pipeline.extract.collection.recurrence import REASON, recurring
from pipeline.extract.containers.plain import document_of
from pipeline.extract.document import Document, TextBuilder
from pipeline.extract.extraction import extract_document
from pipeline.model import Source

ABOVE = "Accueil\nBoutique\nLexique\n\n"
BELOW = "\n\nContenus liés\nSearch"
TALUS = "Talus\n\nPente de terre au bord d'un chemin."


def page(*entries: str, above: str = ABOVE, below: str = BELOW) -> Document:
    return document_of(above + "\n\n".join(entries) + below)


def entry(word: str) -> str:
    return f"{word}\n\nDésigne une chose du jardin qui se nomme {word.lower()}, sans plus."


def asides(document: Document) -> list[str]:
    return [line.text for line in document.lines if line.role == "aside"]


def test_lines_that_come_back_around_the_entries_are_furniture_and_say_so() -> None:
    found = recurring([page(entry("Bêche")), page(entry("Râteau"))])
    # The line right above the entries introduces them.
    assert [asides(one) for one in found] == [
        ["Accueil", "Boutique", "Contenus liés", "Search"]
    ] * 2
    reasons = {line.reason for one in found for line in one.lines if line.role == "aside"}
    assert reasons == {REASON}


def test_a_term_that_two_pages_define_alike_is_no_furniture() -> None:
    first = page(TALUS, entry("Bêche"), TALUS)
    found = recurring([first, page(TALUS, entry("Râteau"), TALUS)])
    for document in found:
        assert not {"Talus", "Pente de terre au bord d'un chemin."} & set(asides(document))


def test_a_definition_on_the_line_of_its_headword_is_none_either() -> None:
    shared = "Talus : pente de terre"
    found = recurring(
        [
            document_of(f"Accueil\nMenu\nMots\n{shared}\nBêche : outil à lame\nSearch\nFin"),
            document_of(f"Accueil\nMenu\nMots\n{shared}\nRâteau : outil à dents\nSearch\nFin"),
        ]
    )
    assert [asides(one) for one in found] == [["Accueil", "Menu", "Search", "Fin"]] * 2


def test_a_line_of_the_pages_own_among_its_furniture_stays() -> None:
    pages = [
        page(entry(word), above=f"Accueil\nBoutique\nLettre {word[0]}\nAide\nContact\nMots\n\n")
        for word in ("Bêche", "Râteau")
    ]
    assert [asides(one)[:4] for one in recurring(pages)] == [
        ["Accueil", "Boutique", "Aide", "Contact"]
    ] * 2


def test_a_sentence_is_furniture_only_on_every_one_of_several_pages() -> None:
    below = "\n\nRecevez chaque semaine nos conseils de jardinage par courriel.\n\nSearch"
    pages = [page(entry(word), below=below) for word in ("Bêche", "Râteau", "Sarcloir")]
    assert "Recevez chaque semaine nos conseils de jardinage par courriel." in asides(
        recurring(pages)[0]
    )
    assert asides(recurring(pages[:2])[0])[-1] == "Search"
    assert len(asides(recurring(pages[:2])[0])) == 3


def test_pages_that_are_the_same_are_left_as_they_are() -> None:
    same = page(entry("Bêche"))
    assert recurring([same, same, same]) == [same, same, same]


def test_what_is_content_by_its_role_is_no_furniture() -> None:
    builder = TextBuilder()
    for text in ("Accueil", "Boutique", "Mots"):
        builder.add(text)
    builder.add("Talus", "term", row=1)
    builder.add("Pente", "description", row=1)
    document = builder.document("HTML")
    found = recurring([document, page(entry("Bêche"))])
    assert not {"Talus", "Pente"} & set(asides(found[0]))


def test_one_page_alone_is_left_as_it_is() -> None:
    alone = page(entry("Bêche"))
    assert recurring([alone]) == [alone]


@pytest.mark.parametrize("name", ["c", "s", "v-z"])
def test_the_entries_of_the_three_pages_of_one_real_site_do_not_change(
    project: Path, name: str
) -> None:
    names = ["c", "s", "v-z"]
    files = [project / "sources" / f"24pm-grc-{one}.txt" for one in names]
    given = [document_of(file.read_bytes().decode("utf-8")) for file in files]
    found = recurring(given)
    index = names.index(name)
    source = Source(name, name, "24pm", "https://example.org/", "fr", "", "")
    before = extract_document(given[index], source, where=name)
    after = extract_document(found[index], source, where=name)
    assert after.entries == before.entries
    assert asides(found[index]) == ["Gestion de la relation client", "Contenus liés", "Search"]
    assert structs.replace(found[index], lines=[]) == structs.replace(given[index], lines=[])
