"""Names of two languages made equal by the label pairs that the sources state, and by nothing else."""

from __future__ import annotations

from pathlib import Path

from tests.map.test_other_fields import Small, page

PAIRS = page(
    CLM="Le CLM (Contract Lifecycle Management) ou gestion du cycle de vie des contrats est un"
    " processus.",
    Contrat_type="Le contrat type, ou contract template, est un document.",
    SSP="Le SSP (Stock Safety Price) ou prix de sécurité du stock est un indicateur.",
)


def test_an_english_name_joins_the_french_one_it_translates_to_word_by_word(copy: Path) -> None:
    small = Small(
        copy,
        a=PAIRS,
        b=page(Contract_price="Le contract price est un indicateur du coût d'un accord."),
        c=page(Prix_du_contrat="Le prix du contrat est un indicateur suivi par les achats."),
    )
    one = small.of("b/contract-price")
    assert one is not None
    assert one.entries == ["b/contract-price", "c/prix-du-contrat"]


def test_names_of_two_classes_are_asked_and_not_joined(copy: Path) -> None:
    small = Small(
        copy,
        a=PAIRS,
        b=page(Contract_price="Le contract price est un indicateur du coût d'un accord."),
        c=page(Prix_du_contrat="Le prix du contrat est une stratégie suivie par les achats."),
    )
    assert small.asked("same") == [["b/contract-price", "c/prix-du-contrat"]]


def test_without_a_stated_pair_two_languages_stay_apart(copy: Path) -> None:
    small = Small(
        copy,
        b=page(Contract_price="Le contract price est un indicateur du coût d'un accord."),
        c=page(Prix_du_contrat="Le prix du contrat est un indicateur suivi par les achats."),
    )
    one, other = small.of("b/contract-price"), small.of("c/prix-du-contrat")
    assert one is not None
    assert other is not None
    assert one.iri != other.iri
    assert small.asked("same") == []
