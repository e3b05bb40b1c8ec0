"""Mentions of concepts, and the relations a definition states. Sentences of other fields."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.map.examples import example_relations
from pipeline.map.lexicon import Lexicon
from pipeline.map.mentions import mentioned
from pipeline.map.ontology import load_ontology
from pipeline.map.reading import EntryReading, read_entries
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


SALES = lexicon(m="marge brute", b="BFR", t="trésorerie", r="relation fournisseur", s="stock mort")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Il sert à gérer les devis, les commandes et la relation fournisseur.",
            {("x", "rc:usedFor", "r")},
        ),
        ("Elle réduit la marge brute et le BFR.", {("x", "rc:influences", "m"), ("x", "rc:influences", "b")}),
        ("Ratio qui évalue le niveau de marge brute et la trésorerie.",
         {("x", "rc:measures", "m"), ("x", "rc:measures", "t")}),
        ("Il vise à centraliser les données, automatiser les tâches et améliorer la trésorerie.",
         {("x", "rc:usedFor", "t")}),
        ("Un ratio utile, comme d'autres indicateurs tels que le BFR et la marge brute.",
         {("x", "skos:related", "b"), ("x", "skos:related", "m")}),
        ("Rapport entre la marge brute et le BFR.", {("x", "rc:basedOn", "m"), ("x", "rc:basedOn", "b")}),
        ("Le BFR en dépend.", {("x", "rc:influences", "b")}),
        ("La marge brute en fait partie.", {("m", "rc:partOf", "x")}),
        ("La trésorerie en est la forme la plus connue.", {("t", "skos:broader", "x")}),
        ("À ne pas confondre avec la marge brute.", {("x", "skos:related", "m")}),
        ("C'est surtout ce taux qui constitue un BFR.", {("x", "skos:broader", "b")}),
        ("Il prône des outils, qui sont des fichiers, pour améliorer la trésorerie.",
         {("x", "rc:usedFor", "t")}),
    ],
)  # fmt: skip
def test_relations_are_read_across_coordination_and_around_asides(
    project: Path, text: str, expected: set[tuple[str, str, str]]
) -> None:
    assert set(relations(project, text, SALES)) == expected


def test_what_a_coordination_lends_is_less_sure(project: Path) -> None:
    (entry,) = parsed(project, "Elle réduit la marge brute et le BFR.")
    found = stated_relations(entry, "x", SALES)
    assert [(one.object, one.evidence.confidence) for one in found] == [("m", 0.85), ("b", 0.77)]


def test_two_nouns_share_the_complement_of_the_second(project: Path) -> None:
    words = lexicon(q="qualité du service", d="délai")
    (entry,) = parsed(project, "Il améliore la qualité et la rapidité du service.")
    (sentence,) = entry.sentences
    found = words.find(sentence.text, sentence.words)
    assert [(m.concept, sentence.text[m.start : m.end], m.is_shared) for m in found] == [
        ("q", "qualité", True)
    ]


def test_a_sentence_that_begins_with_another_concept_speaks_of_that_one(project: Path) -> None:
    text = "Un ratio. La trésorerie améliore le BFR."
    assert relations(project, text, SALES) == [("t", "rc:influences", "b")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Les stocks morts, tels que la marge brute et le BFR, coûtent.",
         {("m", "skos:broader", "s"), ("b", "skos:broader", "s")}),
        ("Exemples de BFR : le taux, la trésorerie, la marge brute.",
         {("t", "skos:broader", "b"), ("m", "skos:broader", "b")}),
        ("On suit le BFR et d'autres stocks morts.", {("b", "skos:broader", "s")}),
        ("Le stock mort, comme le BFR, coûte.", set()),
        ("Les stocks morts coûtent, comme on le sait, au BFR.", set()),
    ],
)  # fmt: skip
def test_examples_of_a_kind_are_narrower(
    project: Path, text: str, expected: set[tuple[str, str, str]]
) -> None:
    (entry,) = parsed(project, text)
    found = {(one.subject, one.predicate, one.object) for one in example_relations(entry, SALES)}
    assert found == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("On le compare à la trésorerie de l'année.", ["t"]),
        ("Le suivi de la marge brute annuelle.", []),
        ("Il faut un BFR, une trésorerie.", ["b", "t"]),
    ],
)
def test_a_mention_counts_where_it_is_the_whole_noun_phrase(
    project: Path, text: str, expected: list[str]
) -> None:
    (entry,) = parsed(project, text)
    assert [one.object for one in mentioned(entry, "x", SALES)] == expected


def test_a_name_written_without_its_blank_is_found(project: Path) -> None:
    words = lexicon(c="live chat")
    assert [m.concept for m in words.find("un livechat et un live chat")] == ["c", "c"]


def parsed(project: Path, text: str) -> list[EntryReading]:
    ontology = load_ontology(project, load_vocabulary(project / "ontology/vocabulary.toml"))
    entry = Entry("s/x", "s", Headword("X", 0, 1), [Sense([Span(2, 2 + len(text))])], [])
    return read_entries([(entry, f"X\n{text}", "fr")], ontology)


@pytest.mark.parametrize(
    "text",
    [
        "Elle n'a aucun lien avec la trésorerie.",
        "Il ne concerne jamais le BFR.",
        "Une avance sans trésorerie, sans BFR.",
    ],
)
def test_a_mention_that_is_denied_is_no_association(project: Path, text: str) -> None:
    (entry,) = parsed(project, text)
    assert mentioned(entry, "x", SALES) == []


def test_a_relative_clause_speaks_of_what_stands_before_it(project: Path) -> None:
    text = (
        "Un fichier. Les chefs le préfèrent à la relation fournisseur, qui améliore la trésorerie."
    )
    assert relations(project, text, SALES) == [("r", "rc:influences", "t")]


def test_the_genus_lends_its_relative_clause_to_the_subject(project: Path) -> None:
    text = "C'est un stock mort qui réduit la trésorerie."
    assert relations(project, text, SALES) == [("x", "rc:influences", "t")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("On soigne le client en améliorant la relation fournisseur.", ("r", "rc:influences", "x")),
        ("Il existe des moyens pour mesurer X, notamment le BFR.", ("b", "rc:measures", "x")),
        ("Il constitue une marge brute de plus.", ("x", "skos:broader", "m")),
        ("Il est fixé en fonction de critères comme la trésorerie.", ("x", "rc:basedOn", "t")),
        ("Le suivi se fait par le BFR.", ("b", "rc:usedFor", "x")),
    ],
)
def test_cues_that_are_rare_hold_in_other_fields(
    project: Path, text: str, expected: tuple[str, str, str]
) -> None:
    assert relations(project, text, SALES) == [expected]
