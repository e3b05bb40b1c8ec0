"""Headwords inside questions."""

from __future__ import annotations

import pytest

from pipeline.errors import SourceError
from pipeline.extract.choosing import choose
from pipeline.extract.containers.plain import document_of
from pipeline.extract.document import Line
from pipeline.extract.readers import questions
from pipeline.extract.signs.asking import asked, is_other_question
from tests.extract.reader_help import definitions, headwords, of_kind


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Qu'est-ce que le TAEG ?", "TAEG"),
        ("Qu’est-ce qu’un hauban\u00a0?", "hauban"),
        ("Qu’est ce que c’est que l’agio ?", "agio"),
        ("C'est quoi, le levain ?", "levain"),
        ("Que signifie « NPK » ?", "NPK"),
        ("Que veut dire le sigle « AG » ?", "AG"),
        ("Le mot de passe, c'est quoi ?", "mot de passe"),
        ("La TVA : qu'est-ce que c'est ?", "TVA"),
        ("Définition du taux d'usure", "taux d'usure"),
        ("Définition : Bail", "Bail"),
        ("Usufruit : définition et exemples", "Usufruit"),
        ("Qu'est-ce que le bail et à quoi sert-il ?", "bail"),
        ("What is a stock split?", "stock split"),
        ("What does ETF mean?", "ETF"),
        ("Qu'est-ce que l'ARPU (Average Revenue Per User) ?", "ARPU (Average Revenue Per User)"),
        ("Qu'est-ce que vous proposez ?", None),
        ("Quelle est la différence entre une action et une part ?", None),
        ("Comment nous joindre ?", None),
        ("What is your return policy?", None),
        ("Définition", None),
        ("Dé à coudre", None),
    ],
)
def test_the_name_asked_for_is_found_in_its_place(title: str, name: str | None) -> None:
    line = Line(7, 7 + len(title), title)
    found = asked(line, is_title=True)
    assert (found.text if found else None) == name
    assert found is None or title[found.start - 7 : found.end - 7] == name
    assert is_other_question(line) == (name is None and title.endswith("?"))


def test_ordinary_questions_and_their_answers_are_the_pages_own() -> None:
    document = document_of(
        "Qu'est-ce qu'un foc ?\nVoile d'avant.\nComment venir ?\nEn bus.\nC'est quoi un ris ?\nUn pli.\n"
    )
    reading = questions.read(document, "")
    assert headwords(document, reading) == ["foc", "ris"]
    assert definitions(document, reading) == [["Voile d'avant."], ["Un pli."]]
    assert of_kind(document, reading, "boilerplate") == ["Comment venir ?", "En bus."]


def test_a_page_of_ordinary_questions_is_no_glossary() -> None:
    asked_for = ("Comment ouvrir un compte", "Puis-je le fermer", "Où vous trouver", "Quels délais")
    page = "\n\n".join(f"{one} ?\nIl suffit de venir en agence." for one in asked_for)
    document = document_of(f"{page}\n\nQu'est-ce que le RIB ?\nLe relevé de votre compte.\n")
    with pytest.raises(SourceError, match="no known layout"):
        choose(document, where="x")


def test_an_answer_on_the_line_of_its_question_defines() -> None:
    document = document_of("Q : Que veut dire « per os » ? R : Cela veut dire par la bouche.\n")
    reading = questions.read(document, "")
    assert headwords(document, reading) == ["per os"]
    assert definitions(document, reading) == [["Cela veut dire par la bouche."]]
