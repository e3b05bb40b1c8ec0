"""LaTeX: entries and lists as they are set."""

from __future__ import annotations

from pipeline.extract.choosing import choose
from pipeline.extract.containers import open_document
from pipeline.extract.document import Document
from tests.extract.reader_help import definitions, headwords, variants

_ENTRIES = r"""% !TeX encoding = UTF-8
\documentclass{book}
\usepackage[english,french]{babel}
\title{Les \emph{mots} du métier}
%\newglossaryentry{x}{name=oublié, description={En commentaire.}}
\newglossaryentry{a}{
  description={Suite de \emph{points} reliés~: 5\,\% --- \`a un \gls{s}},
  name=arc, see=[voir aussi]{s}}
\newglossaryentry{s}{name={\textbf{sommet}}, description={B\'ecart}}
\newacronym[plural=X]{bfs}{BFS}{parcours en largeur}
\newglossaryentry{c}{name={x"""


def opened(text: str, name: str = "a.tex") -> Document:
    """The document of a text of that name."""
    return open_document(text.encode(), name, where=name)


def test_entries_of_latex_are_shown_as_they_are_set() -> None:
    document = opened(_ENTRIES)
    reading = choose(document, where="a.tex").reading
    assert headwords(document, reading) == ["arc", "sommet", "BFS"]
    assert definitions(document, reading) == [
        ["Suite de points reliés : 5 % — à un sommet"],
        ["Bécart"],
        ["parcours en largeur"],
    ]
    assert variants(document, reading) == [[], [], []]
    assert [document.text[s.start : s.end] for s in reading.entries[0].see] == ["sommet"]


def test_latex_says_its_title_and_language_and_places_are_its_lines() -> None:
    document = opened(_ENTRIES)
    assert document.format == "LaTeX"
    assert (document.metadata.title, document.metadata.language) == ("Les mots du métier", "fr")
    assert [place.name for place in document.places] == ["ligne 6", "ligne 9", "ligne 10"]


def test_a_text_that_mentions_a_command_is_not_latex() -> None:
    document = opened("Arc : suite de points, \\item[x] en LaTeX.\nNœud : point.\n", "a.txt")
    assert document.format == "texte"


def test_latex_that_cannot_be_parsed_keeps_its_words() -> None:
    deep = "{" * 100 + "profond" + "}" * 100
    document = opened(f"\\newglossaryentry{{a}}{{name=arc,description={{Très {deep} \\'}}}}\n")
    assert "Très profond" in document.text
