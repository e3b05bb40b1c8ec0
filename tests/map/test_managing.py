"""Who manages a relation with whom, as texts say it. Sentences of other fields."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline.map.lexicon import Lexicon
from pipeline.map.managing import Managing, follow, read_managing
from pipeline.map.ontology import load_ontology
from pipeline.map.reading import EntryReading, read_entries
from pipeline.model import Entry, Evidence, Headword, Label, Sense, Span
from pipeline.vocabulary import load_vocabulary

Read = Callable[[str], list[Managing]]

APPROACHES = {"x": "infogérance|XRM", "t": "tutorat|gestion de la relation élève"}
PARTIES = {
    "b": "bailleur",
    "l": "locataire",
    "e": "école",
    "p": "élève|parent",
}


def lexicon(names: dict[str, str]) -> Lexicon:
    found = Lexicon()
    for concept, labels in names.items():
        found.add(concept, [Label(text, "fr", "preferred") for text in labels.split("|")])
    return found


@pytest.fixture(scope="module")
def read(project: Path) -> Read:
    """Who manages and with whom in which approach, of a text that defines the approach x."""
    ontology = load_ontology(project, load_vocabulary(project / "ontology/vocabulary.toml"))

    def reading(text: str) -> EntryReading:
        raw = f"XRM\n{text}"
        span = Span(len("XRM\n"), len(raw))
        entry = Entry("s/xrm", "s", Headword("XRM", 0, 3), [Sense([span])], [])
        return read_entries([(entry, raw, "fr")], ontology)[0]

    def say(text: str) -> list[Managing]:
        everything = lexicon(APPROACHES | {"m": "locataire modèle"})
        return read_managing(reading(text), "x", everything, lexicon(PARTIES))

    return say


def roles(said: list[Managing]) -> set[tuple[str, str, str]]:
    return {(one.approach, one.role, one.party) for one in said}


BAILLEUR_MANAGES = {("x", "manager", "b"), ("x", "partner", "l")}


@pytest.mark.parametrize(
    "text",
    [
        "Le bailleur gère la relation avec le locataire.",
        "Les bailleurs y pilotent leurs relations avec les locataires.",
        "Le bailleur social peut ainsi gérer de meilleures relations avec ses locataires.",
        "Ici, c'est le bailleur qui contrôle la relation avec le locataire.",
        "Ce sont les bailleurs privés qui gardent le contrôle de la relation avec les locataires.",
        "Le bailleur y prend la main sur la relation avec le locataire.",
        "Un bailleur peut adopter le XRM pour nouer des relations durables avec ses locataires.",
        "Le XRM permet au bailleur de gérer ses relations avec ses locataires.",
        "La relation avec le locataire est gérée par le bailleur.",
        "On y décrit la gestion par le bailleur de sa relation avec le locataire.",
        "Dans le cadre du XRM, toutefois, c'est le bailleur qui gère la relation avec le locataire.",
    ],
    ids=[
        "active",
        "plural and a word between",
        "infinitive after a modal verb",
        "cleft",
        "cleft, with control of the relation",
        "taking the lead",
        "applying the approach to an end",
        "enabled by the approach",
        "passive",
        "noun with its agent",
        "in the scope of the approach",
    ],
)
def test_who_manages_with_whom_is_read(read: Read, text: str) -> None:
    assert roles(read(text)) == BAILLEUR_MANAGES


@pytest.mark.parametrize(
    "text",
    [
        "La gestion des relations locataires.",
        "Un art de la gestion de la relation avec les locataires.",
    ],
)
def test_a_gestion_des_relations_names_the_partner_alone(read: Read, text: str) -> None:
    assert roles(read(text)) == {("x", "partner", "l")}


def test_a_relative_clause_speaks_of_the_approach_before_it(read: Read) -> None:
    said = read(
        "C'est le contraire du tutorat, où ce sont les écoles qui contrôlent la relation avec l'élève."
    )
    assert roles(said) == {("t", "manager", "e"), ("t", "partner", "p")}


@pytest.mark.parametrize(
    "text",
    [
        "Le bailleur ne gère pas la relation avec le locataire.",
        "Au lieu de viser la gestion de la relation avec les locataires, il vend.",
        "Au lieu de se concentrer sur la gestion de la relation élève, le XRM vend.",
        "Le bailleur rencontre le locataire.",
        "Le bailleur gère les loyers ; la relation avec le locataire se tend.",
        "Le bailleur gère la relation avec le locataire modèle.",
        "Dans un pays où le bailleur gère la relation avec le locataire, il est rare.",
    ],
    ids=[
        "denied",
        "set aside",
        "the name of another approach",
        "no relation",
        "two clauses",
        "a longer name",
        "a relative clause of something else",
    ],
)
def test_nothing_is_read_where_nothing_is_said(read: Read, text: str) -> None:
    assert read(text) == []


def test_the_words_are_quoted_with_their_place_and_rule(read: Read) -> None:
    evidence = read("Ici, c'est le bailleur qui gère la relation avec le locataire du parc.")[
        0
    ].evidence
    assert evidence.quote == "c'est le bailleur qui gère la relation avec le locataire"
    assert (evidence.start, evidence.rule) == (len("XRM\nIci, "), "stated-management")


def said(entry: str, party: str) -> Managing:
    return Managing("x", "manager", party, Evidence(entry, "s", 0, 1, "q", "r", 0.9))


def test_entries_that_agree_are_followed() -> None:
    both = [said("s/one", "b"), said("s/two", "b")]
    assert follow(both, {}) == (both, [])


def test_entries_that_differ_leave_a_question() -> None:
    both = [said("s/one", "b"), said("s/two", "l")]
    assert follow(both, {}) == ([], [both])


def test_a_decision_chooses_between_entries() -> None:
    one, two = said("s/one", "b"), said("s/two", "l")
    assert follow([one, two], {("x", "manager"): {"l"}}) == ([two], [])
