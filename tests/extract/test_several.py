"""Files with several lists: each is read by its own layout, or the user is told of it."""

from __future__ import annotations

import pytest
from msgspec import structs

from pipeline.extract import several
from pipeline.extract.containers.plain import document_of
from pipeline.extract.document import Document
from pipeline.extract.extraction import Extraction, extract_content
from pipeline.extract.parts import part_of, shifted
from pipeline.extract.readers import inline
from pipeline.extract.stretches import stretches_of
from pipeline.extract.trying import try_layouts
from pipeline.model import Tried
from tests.extract.test_corpus import CORPUS, read, source_of

BOLD = """# Glossaire du vitrail

**Calibre** : gabarit qui sert à couper le verre.

**Grisaille** : peinture que l'on cuit sur le verre.

**Plomb** : baguette en H qui tient les pièces.

**Soudure** : goutte d'étain aux croisées des plombs.

**Verrière** : ensemble de vitraux d'une baie.
"""
HEADED = """# Glossaire du sellier

## Arçon

Pièce qui donne sa forme à la selle.

## Étrivière

Courroie qui tient l'étrier.

## Quartier

Partie de la selle où repose la jambe.

## Troussequin

Partie relevée à l'arrière de la selle.
"""
SERVICES = """
**Affûtage** : remise en état d'une lame émoussée.

**Teinture** : mise en couleur d'un cuir neuf.

**Couture** : réparation d'une couture défaite.

**Nettoyage** : entretien d'un cuir ancien.
"""
ADVERT = "Notre atelier de la rue des Lices vous accueille pour toutes vos idées de cadeaux.\n"


def extracted(text: str, reader: str = "") -> Extraction:
    source = structs.replace(source_of(CORPUS / "liste.md"), reader=reader)
    return extract_content(text.encode(), source, where="liste.md")


def heads(done: Extraction) -> list[str]:
    return [entry.headword.text for entry in done.entries if entry.headword]


def kind_of(done: Extraction, words: str) -> str:
    """The kind of the ledger that the first letter of these words is of."""
    at = done.text.index(words)
    (kind,) = [
        kind
        for kind, spans in done.ledger.spans.items()
        if any(span.start <= at < span.end for span in spans)
    ]
    return kind


def test_the_ledger_names_the_main_layout_and_says_which_read_another_list() -> None:
    ledger = read(CORPUS / "several-bold-and-table.md").ledger
    assert ledger.reader == ledger.tried[0].reader == "tables"
    (reason,) = [reason for reason in ledger.reasons if "une autre liste" in reason]
    assert reason.startswith("une autre liste lue par « inline » : 7 entrées, confiance 0,")
    assert reason in ledger.tried[0].reasons
    assert ledger.notes == []


def test_a_text_that_no_layout_fits_is_read_from_the_lists_that_it_is_made_of() -> None:
    ledger = read(CORPUS / "several-headings-and-table.docx").ledger
    assert ledger.reader == "headings"
    assert [reason.split(" :")[0] for reason in ledger.reasons[-2:]] == [
        "une autre liste lue par « headings »",
        "une autre liste lue par « tables »",
    ]
    assert {remark.reason for remark in ledger.remarks if remark.kind == "unassigned"} == set()
    assert ledger.confidence > max(one.confidence for one in ledger.tried[1:])


def test_what_only_looks_like_a_list_is_left_unassigned_and_told_of() -> None:
    done = extracted(f"{HEADED}\n# Atelier\n{SERVICES}")
    assert heads(done) == ["Arçon", "Étrivière", "Quartier", "Troussequin"]
    assert kind_of(done, "Affûtage") == "unassigned"
    (note,) = done.ledger.notes
    assert note.startswith(
        "à partir de « **Affûtage** : remise en état d'une lame… » : une autre liste, peut-être, qui"
        " n'a pas été lue (4 entrées par « inline », confiance 0,"
    )
    (remark,) = [one for one in done.ledger.remarks if one.kind == "unassigned"]
    assert remark.reason.startswith("ressemble à une autre liste (« inline », confiance 0,")
    assert done.text[remark.span.start :].startswith("**Affûtage**")
    assert done.text[: remark.span.end].endswith("cuir ancien.")


def test_what_stands_under_a_title_of_the_page_is_set_aside_and_told_of() -> None:
    done = extracted(f"{HEADED}\n# Nos prestations\n{SERVICES}")
    assert heads(done) == ["Arçon", "Étrivière", "Quartier", "Troussequin"]
    assert kind_of(done, "Affûtage") == "boilerplate"
    assert len(done.ledger.notes) == 1


def test_a_list_behind_the_title_of_related_articles_is_not_looked_at() -> None:
    done = extracted(f"{HEADED}\n# Articles liés\n{SERVICES}")
    assert heads(done) == ["Arçon", "Étrivière", "Quartier", "Troussequin"]
    assert done.ledger.notes == []


def test_a_list_of_the_same_terms_is_told_of_not_read() -> None:
    contents = "".join(f"- {head} : pièce de la selle.\n"
                       for head in ("Arçon", "Étrivière", "Quartier", "Troussequin"))  # fmt: skip
    done = extracted(f"# Les mots du sellier\n\n{contents}\n{HEADED}")
    assert heads(done) == ["Arçon", "Étrivière", "Quartier", "Troussequin"]
    assert len(done.ledger.notes) == 1


def test_a_list_inside_a_definition_stays_there() -> None:
    kinds = "".join(f"- **Plomb {name}** : baguette {name} qui tient les pièces.\n"
                    for name in ("bombé", "carré", "fin", "large", "plat", "rond"))  # fmt: skip
    text = BOLD.replace("**Soudure**", f"On en distingue plusieurs :\n\n{kinds}\n**Soudure**")
    done = extracted(text)
    assert heads(done) == ["Calibre", "Grisaille", "Plomb", "Soudure", "Verrière"]
    assert kind_of(done, "Plomb large") == "definition"


def test_a_list_that_the_last_entry_swallowed_is_given_back() -> None:
    text = f"{HEADED}\nPetit lexique du cuir\n\n" + "".join(
        f"- {head} : peau dont on garde la {part}.\n"
        for head, part in (("Basane", "fleur"), ("Croûte", "chair"), ("Nubuck", "fleur poncée"))
    )
    done = extracted(text)
    assert heads(done)[3:] == ["Troussequin", "Basane", "Croûte", "Nubuck"]
    last = done.entries[3].senses[0].text
    assert last.startswith("Partie relevée à l'arrière de la selle.")
    assert "Basane" not in last


def test_where_a_person_named_the_layout_others_are_only_told_of() -> None:
    path = CORPUS / "several-bold-and-table.md"
    done = extracted(path.read_text(encoding="utf-8"), reader="tables")
    assert heads(done) == ["CAF", "EPI", "SAE", "SNE"]
    assert kind_of(done, "Assurer") == "unassigned"
    (note,) = done.ledger.notes
    assert "(7 entrées par « inline », confiance 0," in note


def test_a_text_read_wholly_has_no_stretch_to_look_at() -> None:
    document = document_of(BOLD.partition("\n\n")[2])
    assert stretches_of(document, inline.read(document, "").entries) == []


def test_however_many_adverts_there_are_a_dozen_stretches_are_tried(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    tries: list[int] = []

    def counted(document: Document, publisher: str) -> list[Tried]:
        tries.append(len(document.text))
        return try_layouts(document, publisher)

    monkeypatch.setattr(several, "try_layouts", counted)
    entries = "".join(
        f"## Terme {number}\n\nOutil qui sert au sellier.\n\n# Boutique\n\n{ADVERT}\n"
        for number in range(100)
    )
    extracted(HEADED + "\n" + entries)
    assert 0 < len(tries) <= 12


def test_a_reading_of_a_part_leads_back_into_the_whole() -> None:
    whole = document_of("Un titre, et **du gras**.\n\n  " + BOLD)
    part, offset = part_of(whole, 1, len(whole.lines))
    assert part.text == whole.text[offset:].rstrip("\n")
    for line, moved in zip(whole.lines[1:], part.lines, strict=True):
        assert part.text[moved.start : moved.end] == line.text == moved.text
    marks = [part.text[mark.start : mark.end] for mark in part.markup]
    assert marks == ["**"] * 10
    reading = shifted(inline.read(part, ""), offset)
    found = [whole.text[e.headword.start : e.headword.end] for e in reading.entries if e.headword]
    assert found == ["Calibre", "Grisaille", "Plomb", "Soudure", "Verrière"]
