"""Mentions of concepts, and the relations a definition states. Sentences of other fields."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.map.lexicon import Lexicon
from pipeline.map.ontology import load_ontology
from pipeline.map.reading import read_entries
from pipeline.map.stated import stated_relations
from pipeline.model import Entry, Headword, Label, Sense, Span
from pipeline.vocabulary import load_vocabulary


def lexicon(**names: str) -> Lexicon:
    """A lexicon of concepts named by keyword, several labels separated by a bar."""
    found = Lexicon()
    for concept, labels in names.items():
        found.add(concept, [Label(text, "fr", "preferred") for text in labels.split("|")])
    return found


@pytest.mark.parametrize(
    ("text", "mentions"),
    [
        ("la satisfaction des clients", [("s", "satisfaction des clients")]),
        ("Les Marges Brutes montent", [("b", "Marges Brutes")]),
        ("marge brute et marge", [("b", "marge brute"), ("m", "marge")]),
        ("le BFR et les BFRs", [("f", "BFR"), ("f", "BFRs")]),
        ("un bfr", []),
        ("satisfaction. Les clients", []),
    ],
)
def test_mentions_are_found_by_lemma_longest_first_acronyms_to_the_letter(
    text: str, mentions: list[tuple[str, str]]
) -> None:
    words = lexicon(s="satisfaction client", m="marge", b="marge brute", f="BFR")
    assert [(m.concept, text[m.start : m.end]) for m in words.find(text)] == mentions


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Une théorie qui vise à inverser le principe du taylorisme.",
            ("x", "rc:inverseApproachOf", "t"),
        ),
        ("C'est le contraire du taylorisme.", ("x", "rc:inverseApproachOf", "t")),
        ("Un indicateur qui mesure la qualité perçue.", ("x", "rc:measures", "q")),
        ("Un score utilisé pour évaluer le niveau de qualité perçue.", ("x", "rc:measures", "q")),
        ("Un ratio basé sur le BFR.", ("x", "rc:basedOn", "f")),
        ("Il n'est pas cher, mais fondé sur le BFR.", ("x", "rc:basedOn", "f")),
        (
            "Un taux qui baisse, ce qui peut dégrader la qualité perçue.",
            ("x", "rc:influences", "q"),
        ),
        ("Une étape. Elle fait partie de la marche en avant.", ("x", "rc:partOf", "m")),
        ("Un outil de pilotage de la qualité perçue.", ("x", "rc:usedFor", "q")),
        ("Il est utilisé pour améliorer la qualité perçue.", ("x", "rc:usedFor", "q")),
        ("Cela peut dégrader la qualité perçue.", ("x", "rc:influences", "q")),
        ("Une notion étroitement liée au taylorisme.", ("x", "skos:related", "t")),
        ("Un ratio. Le plus connu est le BFR.", ("f", "skos:broader", "x")),
    ],
)
def test_what_a_definition_states_outright(
    project: Path, text: str, expected: tuple[str, str, str]
) -> None:
    words = lexicon(t="taylorisme", q="qualité perçue", f="BFR", m="marche en avant")
    assert relations(project, text, words) == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "Il existe à côté du taylorisme.",
        "Le taylorisme est basé sur autre chose.",
        "On mesure. La qualité perçue est ailleurs.",
        "Un outil qui ressemble au BFR.",
        "Un ratio qui n'est pas basé sur le BFR.",
        "Il n'est jamais utilisé pour améliorer la qualité perçue.",
        "Une méthode, sans être le contraire du taylorisme.",
        "Une personne qui choisit l'outil qui mesure la qualité perçue.",
    ],
)
def test_a_mention_alone_a_denial_or_another_subject_is_no_relation(
    project: Path, text: str
) -> None:
    words = lexicon(t="taylorisme", q="qualité perçue", f="BFR")
    assert relations(project, text, words) == []


def relations(project: Path, text: str, words: Lexicon) -> list[tuple[str, str, str]]:
    ontology = load_ontology(project, load_vocabulary(project / "ontology/vocabulary.toml"))
    entry = Entry("s/x", "s", Headword("X", 0, 1), [Sense([Span(2, 2 + len(text))])], [])
    raw = f"X\n{text}"
    found = stated_relations(read_entries([(entry, raw, "fr")], ontology)[0], "x", words)
    for item in found:
        assert raw[item.evidence.start : item.evidence.end] == item.evidence.quote
    return [(item.subject, item.predicate, item.object) for item in found]
