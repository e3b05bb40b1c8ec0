"""Each kind of score on a few entries, concepts and gold records made up here."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from pipeline.model import (
    Concept,
    Decision,
    Entry,
    Evidence,
    Headword,
    Label,
    Question,
    Relation,
    Sense,
    Span,
)
from pipeline.validate.evaluation.build import Build
from pipeline.validate.evaluation.gold import (
    Gold,
    GoldConcept,
    GoldEntry,
    GoldGenus,
    GoldHeadword,
    GoldLabel,
    GoldRelation,
    Status,
)
from pipeline.validate.evaluation.kinds import (
    score_classes,
    score_entries,
    score_headwords,
    score_labels,
    score_merges,
)
from pipeline.validate.evaluation.relations import score_relations
from pipeline.validate.evaluation.score import Figure, Item, Score, score
from pipeline.vocabulary import load_vocabulary
from tests.gold_records import PROJECT, ontology

VOCABULARY = load_vocabulary(PROJECT / "ontology/vocabulary.toml")
ONTOLOGY = ontology()
DECISION = Decision("équipe", "2026-11-22", "Essai.", "labels.tsv:3")


def gold(
    *,
    entries: Sequence[GoldEntry] = (),
    headwords: Sequence[GoldHeadword] = (),
    labels: Sequence[GoldLabel] = (),
    concepts: Sequence[GoldConcept] = (),
    genus: Sequence[GoldGenus] = (),
    relations: Sequence[GoldRelation] = (),
) -> Gold:
    return Gold(
        {entry.entry: entry for entry in entries},
        list(headwords),
        list(labels),
        list(concepts),
        list(genus),
        list(relations),
    )


def build(*concepts: Concept, entries: Sequence[Entry] = (), asked: Sequence[str] = ()) -> Build:
    questions = [Question(f"name:{entry}", "name", "Quel nom ?", [entry]) for entry in asked]
    return Build(False, list(entries), list(concepts), questions)


def words(entry: str, quote: str, rule: str = "stated") -> list[Evidence]:
    return [Evidence(entry, "s", 0, len(quote), quote, rule, 0.9)]


def concept(
    name: str,
    *relations: Relation,
    entries: Sequence[str] | None = None,
    labels: Sequence[Label] = (),
    top: bool = False,
) -> Concept:
    """A concept called `name`, made of the entry `s/<name>` unless others are given."""
    preferred = Label(name, "fr", "preferred", words(f"s/{name}", name, "headword"))
    own = [f"s/{name}"] if entries is None else list(entries)
    return Concept(iri(name), [preferred, *labels], own, list(relations), top=top)


def iri(name: str) -> str:
    return VOCABULARY.concept(name)


def relation(predicate: str, name: str, rule: str = "stated", *, derived: bool = False) -> Relation:
    evidence = [] if derived else words("s/x", f"{predicate} {name}", rule)
    return Relation(predicate, iri(name), evidence, derived=derived)


def stated(subject: str, predicate: str, target: str, status: Status = "stated") -> GoldRelation:
    return GoldRelation(f"s/{subject}", predicate, f"s/{target}", target, status, "les mots")


def figures(one: Score) -> tuple[Figure, Figure, float | None]:
    return one.figures.precision, one.figures.recall, one.figures.f1


def a(entry: str, text: str, status: Status = "stated", lang: str = "fr") -> GoldLabel:
    return GoldLabel(entry, text, lang, status, f"on lit {text}")


# ---------------------------------------------------------------------------------------------
# What figures are


def test_precision_and_recall_count_different_things_and_f1_is_their_harmonic_mean() -> None:
    wrong, missed = [Item("s/a", "x")], [Item("s/a", "y"), Item("s/a", "z")]
    assert figures(score(claims=4, wrong=wrong, facts=5, missed=missed)) == (
        Figure(3, 4, 0.75),
        Figure(3, 5, 0.6),
        0.6667,
    )


@pytest.mark.parametrize(
    ("claims", "wrong", "facts", "missed", "precision", "recall", "f1"),
    [
        (0, 0, 0, 0, None, None, None),
        (0, 0, 2, 2, None, 0.0, 0.0),
        (2, 2, 0, 0, 0.0, None, 0.0),
        (2, 0, 0, 0, 1.0, None, None),
        (2, 2, 2, 2, 0.0, 0.0, 0.0),
    ],
)
def test_a_share_of_nothing_is_no_figure(
    claims: int,
    wrong: int,
    facts: int,
    missed: int,
    precision: float | None,
    recall: float | None,
    f1: float | None,
) -> None:
    item = Item("s/a", "x")
    found = score(claims=claims, wrong=[item] * wrong, facts=facts, missed=[item] * missed).figures
    assert (found.precision.share, found.recall.share, found.f1) == (precision, recall, f1)


@pytest.mark.parametrize(
    "one",
    [
        score_entries(gold(), build()),
        score_labels(gold(), build()),
        score_merges(gold(), build()),
        score_classes(gold(), build()),
        score_relations(gold(), build(), ONTOLOGY),
        score_headwords(gold(), build()),
    ],
    ids=["entries", "labels", "merges", "classes", "relations", "headwords"],
)
def test_nothing_against_nothing_has_no_figures(one: Score) -> None:
    assert figures(one) == (Figure(0, 0), Figure(0, 0), None)


# ---------------------------------------------------------------------------------------------
# Entries


def entry(name: str, *spans: Span, start: int = 0) -> Entry:
    head = Headword(name, start, start + len(name))
    return Entry(f"s/{name}", "s", head, [Sense(list(spans))], [])


def test_an_entry_is_right_where_headword_and_spans_are() -> None:
    wanted = [
        GoldEntry(f"s/{name}", Headword(name, 0, len(name)), [[Span(9, 20)]], [])
        for name in ("bail", "loyer", "caution", "quittance")
    ]
    found = [
        entry("bail", Span(9, 20)),
        entry("loyer", Span(9, 15), Span(16, 20)),
        entry("caution", Span(9, 20), start=1),
        entry("accueil", Span(9, 20)),
    ]
    one = score_entries(gold(entries=wanted), build(entries=found))
    assert figures(one) == (Figure(1, 4, 0.25), Figure(1, 4, 0.25), 0.25)
    assert [item.entry for item in one.wrong] == ["s/accueil", "s/caution", "s/loyer"]
    assert [item.entry for item in one.missed] == ["s/caution", "s/loyer", "s/quittance"]


# ---------------------------------------------------------------------------------------------
# Labels


def test_labels_are_compared_without_case_and_form_of_apostrophe_but_by_language() -> None:
    known = [a("s/l’an", "L'AN"), a("s/l’an", "year", lang="en"), a("s/l’an", "an", lang="en")]
    english = [Label("Year", "en", "alternative"), Label("an", "fr", "hidden")]
    one = score_labels(gold(labels=known), build(concept("l’an", labels=english)))
    assert figures(one) == (Figure(2, 3, 0.6667), Figure(2, 3, 0.6667), 0.6667)
    assert one.wrong == [Item("s/l’an", "an (fr)")]
    assert one.missed == [Item("s/l’an", "an (en)", "on lit an")]


def test_an_implied_label_is_right_and_not_missed() -> None:
    known = [a("s/bail", "bail"), a("s/bail", "contrat", "implied"), a("s/bail", "b", "implied")]
    more = [Label("contrat", "fr", "alternative")]
    one = score_labels(gold(labels=known), build(concept("bail", labels=more)))
    assert figures(one) == (Figure(2, 2, 1.0), Figure(1, 1, 1.0), 1.0)


def test_a_label_of_one_entry_serves_the_other_entries_of_its_concept() -> None:
    known = [a("s/bail", "bail"), a("s/location", "location"), a("s/location", "bail")]
    both = concept(
        "bail", entries=["s/bail", "s/location"], labels=[Label("location", "fr", "alternative")]
    )
    one = score_labels(gold(labels=known), build(both))
    assert figures(one) == (Figure(2, 2, 1.0), Figure(3, 3, 1.0), 1.0)


def test_one_name_in_two_roles_is_one_label() -> None:
    twice = concept("bail", labels=[Label("Bail", "fr", "hidden")])
    one = score_labels(gold(labels=[a("s/bail", "bail")]), build(twice))
    assert one.figures.precision == Figure(1, 1, 1.0)


def test_labels_of_top_concepts_and_of_concepts_without_entries_are_not_judged() -> None:
    trunk = concept("contrat", entries=["s/contrat"], top=True)
    one = score_labels(
        gold(labels=[a("s/contrat", "contrat"), a("s/bail", "bail")]),
        build(trunk, concept("ajouté", entries=[])),
    )
    assert one.figures.precision == Figure(0, 0)
    # What an entry joined to the trunk is called is found all the same; a lost entry is missed.
    assert one.figures.recall == Figure(1, 2, 0.5)
    assert one.missed == [Item("s/bail", "bail (fr)", "on lit bail")]


def test_a_name_decided_where_the_gold_knows_none_is_neither_right_nor_wrong() -> None:
    lost = GoldHeadword("s/def-1", "unknown", "la raison")
    named = Concept(
        iri("motif"), [Label("motif", "fr", "preferred", [], DECISION)], ["s/def-1"], []
    )
    one = score_labels(gold(headwords=[lost]), build(named))
    assert one.figures.precision == Figure(0, 0)
    assert one.apart == {"decided": [Item("s/def-1", "motif (fr)", basis="labels.tsv:3")]}


def test_a_decided_label_that_the_gold_lacks_is_wrong_and_names_its_row() -> None:
    more = [Label("baux", "fr", "hidden", [], DECISION)]
    one = score_labels(gold(labels=[a("s/bail", "bail")]), build(concept("bail", labels=more)))
    assert one.wrong == [Item("s/bail", "baux (fr)", basis="labels.tsv:3")]


# ---------------------------------------------------------------------------------------------
# Merges


def test_merges_are_counted_pair_by_pair() -> None:
    known = [
        GoldConcept("même nom", same=["s/a", "s/b", "s/c"], status="stated", quote="a ou b ou c"),
        GoldConcept("même sens", same=["s/d", "s/e"], status="implied"),
    ]
    one = score_merges(
        gold(concepts=known),
        build(concept("a", entries=["s/b", "s/a"]), concept("d", entries=["s/d", "s/e"])),
    )
    assert figures(one) == (Figure(2, 2, 1.0), Figure(2, 4, 0.5), 0.6667)
    assert one.figures.stated == Figure(1, 3, 0.3333)
    assert one.missed == [
        Item("s/a", "one with s/c", "a ou b ou c"),
        Item("s/b", "one with s/c", "a ou b ou c"),
    ]


def test_a_merge_that_the_gold_leaves_open_denies_or_does_not_mention_is_wrong() -> None:
    known = [
        GoldConcept("peut-être", same=["s/a", "s/b"], status="unknown"),
        GoldConcept("lieu et système", different=["s/c", "s/d"]),
    ]
    one = score_merges(
        gold(concepts=known),
        build(*(concept(x, entries=[f"s/{x}", f"s/{y}"]) for x, y in ("ab", "cd", "ef"))),
    )
    assert figures(one) == (Figure(0, 3, 0.0), Figure(0, 0), 0.0)
    assert one.wrong == [
        Item("s/a", "one with s/b", "peut-être"),
        Item("s/c", "one with s/d", "lieu et système"),
        Item("s/e", "one with s/f"),
    ]


# ---------------------------------------------------------------------------------------------
# Classes


def classed(name: str, *, by: str = "", decided: bool = False) -> Relation:
    evidence = [] if decided else words(by, "est un taux", "genus")
    return Relation("rdf:type", VOCABULARY.term(name), evidence, DECISION if decided else None)


def genus(name: str, kind: str, *others: str) -> GoldGenus:
    return GoldGenus(f"s/{name}", kind, list(others), f"{name} est un")


def test_the_class_of_the_gold_and_its_alternatives_are_right() -> None:
    one = score_classes(
        gold(genus=[genus("a", "indicator"), genus("b", "rule", "process"), genus("c", "rule")]),
        build(
            concept("a", classed("Indicator", by="s/a")),
            concept("b", classed("Process", by="s/b")),
            concept("c", classed("Process", by="s/c")),
        ),
    )
    assert figures(one) == (Figure(2, 3, 0.6667), Figure(2, 3, 0.6667), 0.6667)
    assert one.wrong == [Item("s/c", "process", "c est un", "genus: est un taux")]
    assert one.missed == [Item("s/c", "rule", "c est un")]


def test_of_two_classes_each_is_judged_and_one_right_one_suffices_for_recall() -> None:
    both = [classed("Approach", by="s/a"), classed("Rule", by="s/a")]
    one = score_classes(gold(genus=[genus("a", "approach")]), build(concept("a", *both)))
    assert figures(one) == (Figure(1, 2, 0.5), Figure(1, 1, 1.0), 0.6667)


def test_a_missing_concept_misses_its_class_and_an_undefined_entry_is_not_judged() -> None:
    one = score_classes(
        gold(genus=[genus("a", "rule")]), build(concept("b", classed("Rule", by="s/b")))
    )
    assert figures(one) == (Figure(0, 0), Figure(0, 1, 0.0), 0.0)


def test_a_class_where_the_gold_knows_none_is_wrong_even_if_it_is_an_alternative() -> None:
    one = score_classes(
        gold(genus=[genus("a", "unknown", "rule")]), build(concept("a", classed("Rule", by="s/a")))
    )
    assert figures(one) == (Figure(0, 1, 0.0), Figure(0, 0), 0.0)


def test_a_class_decided_where_the_gold_knows_none_is_neither_right_nor_wrong() -> None:
    one = score_classes(
        gold(genus=[genus("a", "unknown")]), build(concept("a", classed("Rule", decided=True)))
    )
    assert figures(one) == (Figure(0, 0), Figure(0, 0), None)
    assert one.apart == {"decided": [Item("s/a", "rule", "a est un", "labels.tsv:3")]}


@pytest.mark.parametrize(
    ("given", "right"),
    [
        (classed("Process", by="s/a"), 2),
        (classed("Process", decided=True), 2),
        # Read from b, whose class is another: right for a alone, by luck.
        (classed("Process", by="s/b"), 1),
        (classed("Rule", by="s/b"), 0),
    ],
    ids=["read from one", "decided", "read from the other", "given by none"],
)
def test_the_class_kept_for_two_entries_is_right_for_both_where_it_is_for_the_one_it_comes_from(
    given: Relation, right: int
) -> None:
    one = score_classes(
        gold(genus=[genus("a", "process"), genus("b", "information")]),
        build(concept("a", given, entries=["s/a", "s/b"])),
    )
    assert (one.figures.precision.right, one.figures.recall.right) == (right, right)


# ---------------------------------------------------------------------------------------------
# Relations


def test_a_relation_and_its_inverse_are_one_and_what_is_derived_does_not_count() -> None:
    one = score_relations(
        gold(relations=[stated("taux", "measures", "effort"), stated("taux", "broader", "ratio")]),
        build(
            concept("taux", relation("skos:related", "effort", derived=True)),
            concept("effort", relation("rc:measuredBy", "taux")),
            concept("ratio", relation("skos:narrower", "taux")),
        ),
        ONTOLOGY,
    )
    assert figures(one) == (Figure(2, 2, 1.0), Figure(2, 2, 1.0), 1.0)


def test_a_symmetric_relation_is_right_from_either_side() -> None:
    one = score_relations(
        gold(relations=[stated("vrm", "inverseApproachOf", "crm")]),
        build(concept("vrm"), concept("crm", relation("rc:inverseApproachOf", "vrm"))),
        ONTOLOGY,
    )
    assert figures(one) == (Figure(1, 1, 1.0), Figure(1, 1, 1.0), 1.0)


def test_the_reverse_of_a_directed_relation_is_wrong() -> None:
    one = score_relations(
        gold(relations=[stated("taux", "measures", "effort")]),
        build(concept("effort", relation("rc:measures", "taux")), concept("taux")),
        ONTOLOGY,
    )
    assert figures(one) == (Figure(0, 1, 0.0), Figure(0, 1, 0.0), 0.0)
    assert one.wrong == [
        Item(
            "s/effort",
            "effort: measures → taux",
            "measures: les mots",
            "stated: rc:measures taux",
        )
    ]
    assert one.apart["near"] == []


@pytest.mark.parametrize(
    ("predicate", "said", "near"),
    [
        ("related", "rc:measures", 1),
        ("measures", "skos:related", 1),
        ("usedFor", "rc:measures", 0),
        ("broader", "skos:related", 0),
        ("related", "skos:broader", 0),
    ],
)
def test_typed_for_plain_or_plain_for_typed_is_wrong_but_near(
    predicate: str, said: str, near: int
) -> None:
    one = score_relations(
        gold(relations=[stated("a", predicate, "b")]),
        build(concept("a", relation(said, "b")), concept("b")),
        ONTOLOGY,
    )
    assert figures(one) == (Figure(0, 1, 0.0), Figure(0, 1, 0.0), 0.0)
    assert len(one.apart["near"]) == near


def test_a_plain_association_beside_a_typed_relation_says_nothing_more() -> None:
    one = score_relations(
        gold(relations=[stated("a", "measures", "b")]),
        build(
            concept("a", relation("rc:measures", "b"), relation("skos:related", "b")), concept("b")
        ),
        ONTOLOGY,
    )
    assert one.figures.precision == Figure(1, 1, 1.0)


def test_an_implied_relation_is_right_and_not_missed() -> None:
    one = score_relations(
        gold(
            relations=[
                stated("a", "basedOn", "b", "implied"),
                stated("b", "basedOn", "c", "implied"),
            ]
        ),
        build(concept("a", relation("rc:basedOn", "b")), concept("b"), concept("c")),
        ONTOLOGY,
    )
    assert figures(one) == (Figure(1, 1, 1.0), Figure(0, 0), None)


def test_a_relation_is_compared_between_concepts_whatever_entry_states_it() -> None:
    one = score_relations(
        gold(
            relations=[stated("bail", "partOf", "dossier"), stated("location", "partOf", "dossier")]
        ),
        build(
            concept("bail", relation("rc:partOf", "dossier"), entries=["s/bail", "s/location"]),
            concept("dossier"),
        ),
        ONTOLOGY,
    )
    assert figures(one) == (Figure(1, 1, 1.0), Figure(2, 2, 1.0), 1.0)


def test_a_relation_of_a_missing_concept_is_missed_and_one_to_no_entry_is_not_asked_for() -> None:
    to_no_entry = GoldRelation("s/a", "measures", None, "effort", "stated", "les mots")
    one = score_relations(
        gold(relations=[stated("a", "measures", "b"), to_no_entry]), build(concept("a")), ONTOLOGY
    )
    assert figures(one) == (Figure(0, 0), Figure(0, 1, 0.0), 0.0)
    assert one.missed == [Item("s/a", "measures → b", "les mots")]


def test_places_under_the_trunk_classes_and_added_concepts_are_not_judged() -> None:
    one = score_relations(
        gold(relations=[stated("a", "broader", "indicateur")]),
        build(
            concept("indicateur", entries=["s/indicateur"], top=True),
            concept(
                "a",
                relation("skos:broader", "indicateur"),
                relation("rc:partOf", "ajouté"),
                classed("Indicator", by="s/a"),
            ),
            concept("ajouté", entries=[]),
        ),
        ONTOLOGY,
    )
    # The gold's own relation to an entry that joined the trunk is found.
    assert figures(one) == (Figure(0, 0), Figure(1, 1, 1.0), None)


@pytest.mark.parametrize(
    ("rule", "known", "apart", "precision"),
    [
        ("name-in-name", [], 1, Figure(0, 0)),
        ("name-in-name", [stated("carte verte", "broader", "carte")], 0, Figure(1, 1, 1.0)),
        ("genus-is-a-concept", [], 0, Figure(0, 1, 0.0)),
    ],
)
def test_hierarchy_from_names_that_the_gold_lacks_stands_apart(
    rule: str, known: list[GoldRelation], apart: int, precision: Figure
) -> None:
    one = score_relations(
        gold(relations=known),
        build(concept("carte verte", relation("skos:broader", "carte", rule)), concept("carte")),
        ONTOLOGY,
    )
    assert (len(one.apart["from_names"]), one.figures.precision) == (apart, precision)


def test_a_hierarchy_that_others_make_redundant_is_found() -> None:
    one = score_relations(
        gold(
            relations=[
                stated("a", "broader", "b"),
                stated("b", "broader", "c"),
                stated("a", "broader", "c"),
                stated("c", "broader", "a"),
            ]
        ),
        build(
            concept("a", relation("skos:broader", "b")),
            concept("b", relation("skos:broader", "c")),
            concept("c"),
        ),
        ONTOLOGY,
    )
    assert figures(one) == (Figure(2, 2, 1.0), Figure(3, 4, 0.75), 0.8571)


# ---------------------------------------------------------------------------------------------
# Lost headwords


def test_a_lost_headword_is_right_wrong_asked_or_passed_over() -> None:
    known = [
        GoldHeadword(f"s/{number}", name, f"on parle de {name}")
        for number, name in enumerate(["DMT", "débordement", "emplacement", "selfcare", "unknown"])
    ]
    one = score_headwords(
        gold(headwords=known),
        build(
            concept("durée", entries=["s/0"], labels=[Label("dmt", "fr", "acronym")]),
            concept("afflux", entries=["s/1"]),
            concept("raison", entries=["s/4"]),
            asked=["s/2"],
        ),
    )
    assert figures(one) == (Figure(1, 3, 0.3333), Figure(1, 4, 0.25), 0.2857)
    assert [(item.entry, item.text) for item in one.wrong] == [("s/1", "afflux"), ("s/4", "raison")]
    assert [item.entry for item in one.missed] == ["s/1", "s/2", "s/3"]
    assert {name: [item.entry for item in items] for name, items in one.apart.items()} == {
        "asked": ["s/2"],
        "passed_over": ["s/3"],
        "decided": [],
    }


def test_a_headword_decided_where_the_gold_knows_none_is_neither_right_nor_wrong() -> None:
    named = Concept(
        iri("motif"), [Label("motif", "fr", "preferred", [], DECISION)], ["s/def-1"], []
    )
    known = [GoldHeadword("s/def-1", "unknown", "la raison")]
    one = score_headwords(gold(headwords=known), build(named))
    assert figures(one) == (Figure(0, 0), Figure(0, 0), None)
    assert one.apart["decided"] == [Item("s/def-1", "motif", "la raison", "labels.tsv:3")]


def test_an_unknown_headword_that_nobody_names_is_as_it_should_be() -> None:
    known = [GoldHeadword("s/def-1", "unknown", "la raison")]
    one = score_headwords(gold(headwords=known), build(asked=["s/def-1"]))
    assert figures(one) == (Figure(0, 0), Figure(0, 0), None)
    assert (one.wrong, one.missed, len(one.apart["asked"])) == ([], [], 1)
