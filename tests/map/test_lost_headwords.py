"""Headwords that a list lost: named where that is sure, proposed where it is not."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from pipeline.map.alphabet import Order
from pipeline.map.lost_headwords import recover
from pipeline.map.ontology import Ontology, load_ontology
from pipeline.map.reading import EntryReading, read_entries
from pipeline.model import Entry, Headword, Sense, Span
from pipeline.vocabulary import load_vocabulary
from tests.map.test_other_fields import Small, page

# A list in alphabetical order: acompte, ?, devis, ?, facture, ? of which three name themselves.
LIST = (
    "L'acompte est une somme versée à la commande.",
    "Document qui accompagne les marchandises livrées et que le client signe à la réception.",
    "Le devis est un document qui annonce un prix.",
    "Délai accordé au client pour payer ce qu'il doit après la livraison.",
    "La facture est un document qui demande un paiement.",
    "Réduction de prix accordée à un client fidèle.",
)
OTHER = {
    "Bon de livraison": "Document signé par le client à la réception des marchandises livrées.",
    "Zone de quai": "Lieu où les marchandises attendent le camion du transporteur.",
}


@pytest.fixture(scope="module")
def ontology(project: Path) -> Ontology:
    return load_ontology(project, load_vocabulary(project / "ontology/vocabulary.toml"))


def readings(ontology: Ontology, *headless: str, **headed: str) -> list[EntryReading]:
    """Readings of a headless list `x`, entries x/0, x/1..., and of a source `y` with headwords."""
    entries = []
    for number, text in enumerate(headless):
        sense = Sense([Span(0, len(text))])
        entries.append((Entry(f"x/{number}", "x", None, [sense], []), text, "fr"))
    for name, text in headed.items():
        raw = f"{name}\n{text}"
        sense = Sense([Span(len(name) + 1, len(raw))])
        headword = Headword(name, 0, len(name))
        entries.append((Entry(f"y/{name}", "y", headword, [sense], []), raw, "fr"))
    return read_entries(entries, ontology)


def names(found: list[EntryReading]) -> dict[str, list[str]]:
    return {reading.entry.id: [fact.text for fact in reading.names] for reading in found}


def test_a_headword_is_that_of_the_closest_entry_of_another_source(ontology: Ontology) -> None:
    recovered = recover(readings(ontology, *LIST, **OTHER))
    found = names(recovered.readings)
    assert found["x/1"] == ["Bon de livraison"]
    assert found["x/3"] == found["x/5"] == []


def test_a_name_that_does_not_fit_the_alphabet_is_not_given(ontology: Ontology) -> None:
    other = {"Récépissé": OTHER["Bon de livraison"]}
    assert names(recover(readings(ontology, *LIST, **other)).readings)["x/1"] == []


def test_without_an_order_only_a_name_that_the_definition_uses_is_given(
    ontology: Ontology,
) -> None:
    unordered = (LIST[4], LIST[1], LIST[0], LIST[2])
    assert names(recover(readings(ontology, *unordered, **OTHER)).readings)["x/1"] == []
    used = (*unordered, "Il est signé à la réception des marchandises : un bon de livraison signé.")
    assert names(recover(readings(ontology, *used, **OTHER)).readings)["x/4"] == [
        "Bon de livraison"
    ]


def test_of_two_entries_the_more_alike_takes_the_name(ontology: Ontology) -> None:
    alike = "Document que le client signe."
    found = names(recover(readings(ontology, LIST[0], alike, *LIST[1:], **OTHER)).readings)
    assert found["x/2"] == ["Bon de livraison"]
    assert found["x/1"] == []


def test_the_evidence_of_a_recovered_name_is_where_the_other_entry_bears_it(
    ontology: Ontology,
) -> None:
    (fact,) = recover(readings(ontology, *LIST, **OTHER)).readings[1].names
    assert (fact.evidence.entry, fact.evidence.quote, fact.evidence.rule) == (
        "y/Bon de livraison",
        "Bon de livraison",
        "closest-entry",
    )
    assert fact.evidence.confidence == 0.8


def test_what_one_sense_is_called_is_proposed_and_not_given(ontology: Ontology) -> None:
    text = "Fait de renoncer à un achat.\nOn parle d'« abandon de panier » quand on n'a pas payé."
    senses = [Sense([Span(0, 28)]), Sense([Span(29, len(text))])]
    lost = Entry("x/a", "x", None, senses, [])
    found = recover(read_entries([(lost, text, "fr")], ontology) + readings(ontology, *LIST))
    assert names(found.readings)["x/a"] == []
    assert [p.name for p in found.proposals["x/a"]] == ["abandon de panier"]


def test_a_list_is_alphabetical_where_its_known_headwords_are(ontology: Ontology) -> None:
    order = Order(readings(ontology, *LIST))
    assert order.is_alphabetical("x")
    assert order.fits("x/1", "bon de livraison")
    assert not order.fits("x/1", "récépissé")
    assert order.fits("x/5", "remise")
    assert not Order(readings(ontology, LIST[4], LIST[0], LIST[2])).is_alphabetical("x")
    assert not Order(readings(ontology, LIST[0], LIST[2])).is_alphabetical("x")


def test_two_entries_without_headword_and_with_one_definition_are_one_question(
    copy: Path, project: Path
) -> None:
    listed = (project / "sources/dial-once-dictionnaire.txt").read_text(encoding="utf-8")
    head = listed[: listed.index("1. Décrit")]
    text = head + "\n".join([*LIST, "Motif pour lequel on paie.", "Motif pour lequel on paie."])
    small = Small(copy, a=page(Quai="Le quai est un lieu où l'on charge."), x=text)
    asked = [q for q in small.questions if q["kind"] == "name"]
    twice = [q["entries"] for q in asked if len(q["entries"]) == 2]
    assert len(twice) == 1
    assert json.dumps(twice).count("x/def-") == 2
