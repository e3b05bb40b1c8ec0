"""Variants and references of entries: other names, associations, and what is asked instead."""

from __future__ import annotations

from pathlib import Path

from pipeline.model import Label
from tests.map.test_other_fields import Small


def dump(**sections: str) -> str:
    """A dump of sections; underscores in a name stand for spaces, two for a slash."""
    return "Lexique\n" + "\n".join(
        f'[t title="{name.replace("__", " / ").replace("_", " ")}"]{text}[/t]'
        for name, text in sections.items()
    )


def label(small: Small, entry: str, text: str) -> Label:
    concept = small.of(entry)
    assert concept is not None
    return next(label for label in concept.labels if label.text == text)


def related(small: Small, entry: str) -> dict[str, list[str]]:
    """The rules by which a concept is associated, by the IRI's end of the other."""
    concept = small.of(entry)
    assert concept is not None
    return {
        relation.object.rsplit("/", 1)[-1]: [item.rule for item in relation.evidence]
        for relation in concept.relations
        if relation.predicate == "skos:related"
    }


RATE = "Le taux de rebut est un indicateur qui compte les pièces jetées."
YIELD = "Le rendement matière est un indicateur qui compare la matière livrée à celle achetée."


def test_the_terms_of_a_headword_are_labels_of_one_concept(copy: Path) -> None:
    small = Small(copy, a=dump(Taux_de_rebut__Taux_de_chute=RATE, Rendement_matière=YIELD))
    first = label(small, "a/taux-de-rebut", "taux de rebut")
    other = label(small, "a/taux-de-rebut", "taux de chute")
    assert (first.kind, other.kind) == ("preferred", "alternative")
    assert [(e.rule, e.quote) for e in other.evidence] == [("headword-variant", "Taux de chute")]


def test_a_synonym_an_acronym_and_an_english_name_on_lines_of_their_own_are_labels(
    copy: Path,
) -> None:
    text = f"{RATE}\nSynonyme : taux de chute\nSigle : TDR\nAnglais : scrap rate"
    small = Small(copy, a=dump(Taux_de_rebut=text, Rendement_matière=YIELD))
    entry = "a/taux-de-rebut"
    assert label(small, entry, "taux de rebut").kind == "preferred"
    assert label(small, entry, "taux de chute").kind == "alternative"
    assert label(small, entry, "TDR").kind == "acronym"
    english = label(small, entry, "scrap rate")
    assert (english.lang, english.kind) == ("en", "preferred")
    assert {e.rule for e in english.evidence} == {"stated-variant"}


def test_an_entry_that_only_refers_to_another_of_its_document_is_a_name_of_that_one(
    copy: Path,
) -> None:
    small = Small(copy, a=dump(Taux_de_rebut=RATE, Taux_de_chute="Voir Taux de rebut."))
    assert label(small, "a/taux-de-rebut", "taux de chute").kind == "alternative"
    assert small.of("a/taux-de-chute") is None
    assert small.asked("reference") == []


def test_an_entry_that_refers_to_one_of_another_source_is_a_name_of_that_one(copy: Path) -> None:
    small = Small(
        copy,
        a=dump(Taux_de_chute="Voir Taux de rebut.", Rendement_matière=YIELD),
        b=dump(Taux_de_rebut=RATE, Rebut="Un rebut est un objet jeté car il est défectueux."),
    )
    concept = small.of("b/taux-de-rebut")
    assert concept is not None
    assert concept.entries == ["a/taux-de-chute", "b/taux-de-rebut"]
    assert label(small, "b/taux-de-rebut", "taux de rebut").kind == "preferred"
    other = label(small, "b/taux-de-rebut", "taux de chute")
    assert (other.kind, [e.rule for e in other.evidence]) == ("alternative", ["cross-reference"])


def test_an_entry_that_refers_to_nothing_known_or_to_several_makes_no_concept_and_is_asked(
    copy: Path,
) -> None:
    small = Small(
        copy,
        a=dump(
            Taux_de_rebut=RATE,
            Rendement_matière=YIELD,
            Chute="Voir Casse",
            Perte="Voir Taux de rebut et Rendement matière",
        ),
    )
    assert small.of("a/chute") is None
    assert small.of("a/perte") is None
    assert sorted(small.asked("reference")) == [["a/chute"], ["a/perte"]]


def test_see_also_relates_two_concepts_by_a_name_in_another_number_or_case(copy: Path) -> None:
    text = f"{RATE}\nVoir aussi : rendements matières"
    small = Small(copy, a=dump(Taux_de_rebut=text, Rendement_matière=YIELD))
    assert related(small, "a/taux-de-rebut") == {"rendement-matiere": ["see-also"]}
    assert small.asked("see") == []


def test_see_also_yields_to_the_tree_without_a_question(copy: Path) -> None:
    small = Small(
        copy,
        a=dump(
            Taux_de_rebut=RATE,
            Taux_de_rebut_interne="Le taux de rebut interne est un taux de rebut qui compte ce"
            " qui est jeté à l'atelier.\nVoir aussi : Taux de rebut",
        ),
    )
    concept = small.of("a/taux-de-rebut-interne")
    assert concept is not None
    parents = [r.object for r in concept.relations if r.predicate == "skos:broader"]
    assert [parent.rsplit("/", 1)[-1] for parent in parents] == ["taux-de-rebut"]
    assert related(small, "a/taux-de-rebut-interne") == {}
    assert small.asked("both") == []


def test_see_also_to_what_no_concept_is_called_is_asked(copy: Path) -> None:
    text = f"{RATE}\nVoir aussi : Casse"
    small = Small(copy, a=dump(Taux_de_rebut=text, Rendement_matière=YIELD))
    assert related(small, "a/taux-de-rebut") == {}
    assert small.asked("see") == [["a/taux-de-rebut"]]
